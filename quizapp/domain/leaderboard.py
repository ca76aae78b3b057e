"""The ranking of a quiz, always computed anew from the graded answers.

Published order: more points; then more right answers; then less time on the right answers; then a
shared place (1, 2, 2, 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Graded:
    """One voter's graded answer in one counting round."""

    voter_id: str
    round_id: str
    points: int
    right: bool
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A voter's place. `place` is 1-based; `shared` where another voter has the same place."""

    voter_id: str
    points: int
    right: int
    right_ms: int
    place: int
    shared: bool


def standings(graded: Iterable[Graded]) -> tuple[Standing, ...]:
    """All voters with at least one graded answer, best first; shared places by voter id."""
    totals: dict[str, tuple[int, int, int]] = {}
    for each in graded:
        points, right, right_ms = totals.get(each.voter_id, (0, 0, 0))
        totals[each.voter_id] = (
            points + each.points,
            right + each.right,
            right_ms + (each.elapsed_ms if each.right else 0),
        )
    ordered = sorted(totals.items(), key=lambda item: (*_order(item[1]), item[0]))
    return tuple(_placed(ordered))


def movement(before: Sequence[Standing], after: Sequence[Standing]) -> dict[str, int]:
    """Places won (positive) or lost since `before`; 0 for who was not placed then."""
    places = {standing.voter_id: standing.place for standing in before}
    return {s.voter_id: places.get(s.voter_id, s.place) - s.place for s in after}


def _order(total: tuple[int, int, int]) -> tuple[int, int, int]:
    points, right, right_ms = total
    return (-points, -right, right_ms)


def _placed(ordered: Sequence[tuple[str, tuple[int, int, int]]]) -> Iterable[Standing]:
    place = 1
    for _, group in groupby(ordered, key=lambda item: _order(item[1])):
        tied = list(group)
        for voter_id, (points, right, right_ms) in tied:
            yield Standing(voter_id, points, right, right_ms, place, shared=len(tied) > 1)
        place += len(tied)
