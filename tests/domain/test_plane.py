from __future__ import annotations

from math import isnan, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.plane import Outline, Point, Polygon, centre, coordinate, flat, spread


def inside(polygon: Polygon, point: Point) -> bool:
    return Outline(polygon).holds(point)


SQUARE: Polygon = ((0.2, 0.2), (0.6, 0.2), (0.6, 0.6), (0.2, 0.6))
HOLLOW: Polygon = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 0.5), (0.0, 1.0))
"""A square with a notch from below down to its middle."""

steps = st.integers(0, 10_000).map(lambda n: n / 10_000)
points = st.tuples(steps, steps)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (0, 0.0),
        (1, 1.0),
        (0.31415926, 0.3142),
        (-0.0, 0.0),
        (-0.1, None),
        (1.0001, None),
        (True, None),
        ("0.5", None),
        (nan, None),
        (10**400, None),
    ],
)
def test_coordinates_are_kept_to_four_digits(raw: object, kept: float | None) -> None:
    assert coordinate(raw) == kept
    assert str(coordinate(raw)) == str(kept)
    assert not isnan(coordinate(raw) or 0)


@pytest.mark.parametrize(
    ("polygon", "point", "lies"),
    [
        (SQUARE, (0.4, 0.4), True),
        (SQUARE, (0.2, 0.4), True),  # on an edge
        (SQUARE, (0.6, 0.6), True),  # on a corner
        (SQUARE, (0.1999, 0.4), False),
        (SQUARE, (0.8, 0.2), False),  # in line with an edge
        (SQUARE, (0.1, 0.6), False),
        (HOLLOW, (0.5, 0.4), True),
        (HOLLOW, (0.5, 0.5), True),  # the notch's own corner
        (HOLLOW, (0.5, 0.6), False),
        (HOLLOW, (0.9, 0.8), True),
        (HOLLOW, (0.1, 0.8), True),
        (((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)), (0.25, 0.5), True),  # crosses itself
        (((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)), (0.5, 0.25), False),
    ],
)
def test_inside(polygon: Polygon, point: Point, lies: bool) -> None:
    assert inside(polygon, point) is lies
    assert inside(polygon[::-1], point) is lies


@given(st.lists(points, min_size=3, max_size=8), st.integers(0, 7))
def test_every_corner_lies_inside_wherever_the_polygon_begins(
    corners: list[Point], first: int
) -> None:
    polygon = tuple(corners)
    turned = polygon[first % len(polygon) :] + polygon[: first % len(polygon)]

    assert all(inside(turned, corner) for corner in corners)


@given(steps, steps, steps, steps, points)
def test_of_a_rectangle_inside_is_between(
    one: float, other: float, top: float, bottom: float, at: Point
) -> None:
    rectangle = ((one, top), (other, top), (other, bottom), (one, bottom))
    between = min(one, other) <= at[0] <= max(one, other) and min(top, bottom) <= at[1] <= max(
        top, bottom
    )

    assert inside(rectangle, at) is between


def test_flat_is_what_has_all_corners_on_one_line() -> None:
    assert flat(((0.1, 0.1), (0.2, 0.2), (0.9, 0.9)))
    assert flat(((0.5, 0.5),) * 3)
    assert flat(((0.5, 0.5), (0.5, 0.5), (0.7, 0.1)))
    assert not flat(((0.5, 0.5), (0.5, 0.5), (0.7, 0.1), (0.7, 0.2)))
    assert not flat(SQUARE)


def test_centre_and_standard_distance() -> None:
    assert centre([]) is None
    assert spread([]) is None
    assert centre([(0.2, 0.8)]) == (0.2, 0.8)
    assert spread([(0.2, 0.8)]) == 0
    assert centre(SQUARE) == pytest.approx((0.4, 0.4))
    assert spread(SQUARE) == pytest.approx(0.2 * sqrt(2))
