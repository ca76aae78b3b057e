"""What an event file says of its day: floors, and when and where agenda items are planned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import time

from quizapp.domain.reading import Reader
from quizapp.domain.stored import ItemPlan
from quizapp.domain.text import LocalizedText

MOST_FLOORS = 20
LONGEST_NOTE = 4000

Floors = tuple[tuple[str, LocalizedText], ...]


def read_floors(reader: Reader) -> Floors:
    """`floors: [{id, name}]`; none: one without a name."""
    floors: list[tuple[str, LocalizedText]] = []
    for index, each in enumerate(reader.mappings("floors", 0, MOST_FLOORS)):
        key, name = each.slug("id"), each.text("name")
        each.check_unknown()
        if key in dict(floors):
            reader.problem(f"floors[{index}].id", "duplicate", key)
        floors.append((key, name))
    return tuple(floors)


def read_floor(reader: Reader, floors: Collection[str]) -> str:
    """The key of a floor, empty for any."""
    key = reader.string("floor")
    if key and key not in floors:
        reader.problem("floor", "not_allowed", ", ".join(floors))
        return ""
    return key


def read_notes(reader: Reader) -> str:
    """For moderators alone."""
    notes = reader.string("notes").strip()
    if len(notes) > LONGEST_NOTE:
        reader.problem("notes", "text_too_long", f"{LONGEST_NOTE}")
    return notes


def read_plans(
    reader: Reader, has_item: Callable[[str], bool], floors: Collection[str]
) -> Mapping[str, ItemPlan]:
    """`agenda_plan: {path: {starts_at, ends_at, floor, notes}}`; times are `"09:30"`."""
    by_path = reader.mapping("agenda_plan") or Reader({})
    plans: dict[str, ItemPlan] = {}
    for path in by_path.names():
        each = by_path.mapping(path) or Reader({})
        plans[path] = ItemPlan(
            starts_at=_time(each, "starts_at"),
            ends_at=_time(each, "ends_at"),
            floor=read_floor(each, floors),
            notes=read_notes(each),
        )
        each.check_unknown()
        if not has_item(path):
            by_path.problem(path, "unknown_item")
    return plans


def _time(reader: Reader, field: str) -> time | None:
    text = reader.string(field)
    if not text:
        return None
    try:
        if len(text) == len("09:30"):
            return time.fromisoformat(text)
    except ValueError:
        pass
    reader.problem(field, "not_allowed", "00:00 - 23:59")
    return None
