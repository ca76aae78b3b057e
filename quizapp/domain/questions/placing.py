"""Points in answers and regions in keys: what a pin on a picture and a grid have in common."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from quizapp.domain.errors import BadAnswer
from quizapp.domain.plane import DIGITS, Point, Polygon, coordinate, flat
from quizapp.domain.reading import Reader
from quizapp.domain.text import Json

FEWEST_CORNERS, MOST_CORNERS = 3, 60


def parse_point(raw: object) -> list[float]:
    """`[x, y]` of an answer, 0 to 1, rounded to four digits; raises `BadAnswer`."""
    if not isinstance(raw, list):
        raise BadAnswer(reason="not_a_list")
    at = _point(raw)
    if at is None:
        raise BadAnswer(reason="not_a_point")
    return list(at)


def guess_point(rng: Random) -> list[Json]:
    """Anywhere, the middle more often than the edge."""
    return [round(rng.triangular(0, 1), DIGITS) for _ in "xy"]


def point_text(at: Sequence[float]) -> str:
    """`(0.31, 0.72)`, the same in every language."""
    return f"({at[0]:g}, {at[1]:g})"


def read_regions(reader: Reader, field: str, most: int) -> tuple[Polygon, ...]:
    """Polygons of three corners or more, none of them flat; missing is none; faults to the reader."""
    given = reader.value(field)
    if given is None:
        return ()
    if not isinstance(given, list):
        reader.problem(field, "not_a_list")
        return ()
    if not 1 <= len(given) <= most:
        reader.problem(field, "wrong_count", f"1 to {most}")
    return tuple(_polygon(reader, f"{field}[{index}]", each) for index, each in enumerate(given))


def _polygon(reader: Reader, path: str, raw: object) -> Polygon:
    if not isinstance(raw, list):
        reader.problem(path, "not_a_list")
        return ()
    if not FEWEST_CORNERS <= len(raw) <= MOST_CORNERS:
        reader.problem(path, "wrong_count", f"{FEWEST_CORNERS} to {MOST_CORNERS}")
        return ()
    corners = [_point(each) for each in raw]
    for index, corner in enumerate(corners):
        if corner is None:
            reader.problem(f"{path}[{index}]", "not_a_point", "[0 to 1, 0 to 1]")
    polygon = tuple(corner for corner in corners if corner is not None)
    if len(polygon) == len(corners) and flat(polygon):
        reader.problem(path, "flat_region")
    return polygon


def _point(raw: object) -> Point | None:
    if not isinstance(raw, list) or len(raw) != len("xy"):
        return None
    x, y = coordinate(raw[0]), coordinate(raw[1])
    return None if x is None or y is None else (x, y)
