"""Points on a plane, each coordinate from 0 to 1 in steps of a ten-thousandth, and what lies where.

Ten-thousandths make the arithmetic exact: whether a point lies in a region is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = tuple[Point, ...]

DIGITS = 4


def coordinate(raw: object) -> float | None:
    """A coordinate as it is kept; None where it is not a number from 0 to 1."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= 1:
        return None
    return round(float(raw), DIGITS) + 0.0  # so that there is no -0.0


class Outline:
    """A polygon made ready to be asked for thousands of points."""

    __slots__ = ("_bottom", "_edges", "_left", "_right", "_top")

    def __init__(self, polygon: Polygon) -> None:
        corners = [_whole(each) for each in polygon]
        self._edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
        self._left, self._right = min(x for x, _ in corners), max(x for x, _ in corners)
        self._top, self._bottom = min(y for _, y in corners), max(y for _, y in corners)

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge; where it crosses itself: even-odd."""
        at = _whole(point)
        if not (self._left <= at[0] <= self._right and self._top <= at[1] <= self._bottom):
            return False
        odd = False
        for one, other in self._edges:
            turn = _turn(one, other, at)
            if turn == 0 and _between(one, other, at):
                return True
            upwards = one[1] <= at[1] < other[1]
            downwards = other[1] <= at[1] < one[1]
            if (upwards and turn > 0) or (downwards and turn < 0):
                odd = not odd
        return odd


def centre(points: Sequence[Point]) -> Point | None:
    """The mean point, None of no points."""
    if not points:
        return None
    return (
        sum(x for x, _ in points) / len(points),
        sum(y for _, y in points) / len(points),
    )


def spread(points: Sequence[Point]) -> float | None:
    """Standard distance: the root of the mean squared distance from the centre; None of no points.

    R. Bachi, Standard distance measures and related methods for spatial analysis, Papers of the
    Regional Science Association 10, 1963, pp. 83-132.
    """
    middle = centre(points)
    if middle is None:
        return None
    squares = sum((x - middle[0]) ** 2 + (y - middle[1]) ** 2 for x, y in points)
    return sqrt(squares / len(points))


def flat(polygon: Polygon) -> bool:
    """Whether its corners, of which there are three at least, lie on one line."""
    corners = sorted(_whole(each) for each in polygon)
    return all(_turn(corners[0], corners[-1], each) == 0 for each in corners)


def _whole(point: Point) -> tuple[int, int]:
    scale = 10**DIGITS
    return round(point[0] * scale), round(point[1] * scale)


def _turn(one: tuple[int, int], other: tuple[int, int], at: tuple[int, int]) -> int:
    """Above 0 where `at` is left of the way from one to the other, 0 on its line."""
    return (other[0] - one[0]) * (at[1] - one[1]) - (other[1] - one[1]) * (at[0] - one[0])


def _between(one: tuple[int, int], other: tuple[int, int], at: tuple[int, int]) -> bool:
    """Of a point on the line: whether it is on the stretch."""
    return all(
        min(one[axis], other[axis]) <= at[axis] <= max(one[axis], other[axis]) for axis in (0, 1)
    )
