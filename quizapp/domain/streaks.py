"""Right answers in a row, and what they earn. The rule is published (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from quizapp.domain.scoring import round_half_up

TENTH_A_STEP = Fraction(1, 10)
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A question in the order of asking. `worth` is what its whole key earns at best."""

    round_id: str
    worth: int
    bonus: bool
    """Whether its rules give the bonus; it continues or breaks a streak all the same."""
    right: AbstractSet[str]
    """Voters who had the whole key."""


@dataclass(frozen=True, slots=True)
class Streak:
    """How many in a row were right with this one, and the points that come on top for it."""

    length: int
    bonus: int


def bonus_for(worth: int, length: int) -> int:
    """A tenth of the question's points for each right answer after the first, half at most."""
    steps = max(0, min(length - 1, MOST_STEPS))
    return round_half_up(worth * steps * TENTH_A_STEP)


def streaks(turns: Iterable[Turn]) -> dict[str, Mapping[str, Streak]]:
    """Round -> voter -> streak, of those who were right in it.

    Whoever was not wholly right, or gave no answer, begins anew. A question that is worth nothing
    neither breaks nor lengthens a streak, and one that counts for nobody is not among the turns.
    """
    lengths: dict[str, int] = {}
    found: dict[str, Mapping[str, Streak]] = {}
    for turn in turns:
        if turn.worth <= 0:
            continue
        lengths = {voter: lengths.get(voter, 0) + 1 for voter in turn.right}
        found[turn.round_id] = {
            voter: Streak(length, bonus_for(turn.worth, length) if turn.bonus else 0)
            for voter, length in lengths.items()
        }
    return found
