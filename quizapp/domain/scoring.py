"""Points for one graded answer. The formulas are published to the participants (docs/scoring.md)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

FULL_SPEED_MS = 500
"""An answer within this time loses nothing for time under the classic rule."""

GRACE_MS = 500
"""Published grace: an answer that arrives this long after the deadline still counts."""


class Scoring(StrEnum):
    """How time enters the points."""

    ACCURACY = "accuracy"
    MILD = "mild"
    CLASSIC = "classic"
    DOUBLE = "double"
    """Accuracy with twice the points."""
    NONE = "none"
    """Right and wrong are shown, but it earns nothing and counts for no place."""


def points_for(
    scoring: Scoring, points: int, share: Fraction, elapsed_ms: int, limit_ms: int | None
) -> int:
    """Points earned: `points` times the share graded, less what the time costs, rounded half up.

    Classic: `P * (1 - (t / T) / 2)`, full P within 0.5 s. Mild: at most 10 % off, `P * (1 - t / T
    / 10)`. Accuracy, and any question without a time limit: P. `t` is capped at T, so the grace
    costs nothing more than the last moment does. Double: twice what accuracy gives. None: 0.
    """
    if share <= 0:
        return 0
    # In whole numbers, for a hall at once: fractions take ten times as long.
    kept, of = _speed(scoring, elapsed_ms, limit_ms)
    share = min(share, _WHOLE)
    earned = worth(scoring, points) * share.numerator * kept
    return _half_up(earned, share.denominator * of)


def worth(scoring: Scoring, points: int) -> int:
    """What the whole key earns at best under that rule."""
    return points * _TIMES.get(scoring, 1)


_WHOLE = Fraction(1)
_TIMES = {Scoring.DOUBLE: 2, Scoring.NONE: 0}
_TIMELESS = (Scoring.ACCURACY, Scoring.DOUBLE, Scoring.NONE)


def _speed(scoring: Scoring, elapsed_ms: int, limit_ms: int | None) -> tuple[int, int]:
    """What is left after the time's cost: so much of so much."""
    if limit_ms is None or limit_ms <= 0 or scoring in _TIMELESS:
        return 1, 1
    used = max(0, min(elapsed_ms, limit_ms))
    if scoring is Scoring.MILD:
        return 10 * limit_ms - used, 10 * limit_ms
    return (1, 1) if elapsed_ms <= FULL_SPEED_MS else (2 * limit_ms - used, 2 * limit_ms)


def round_half_up(value: Fraction) -> int:
    """For values from 0 on."""
    return _half_up(value.numerator, value.denominator)


def _half_up(over: int, under: int) -> int:
    return (2 * over + under) // (2 * under)
