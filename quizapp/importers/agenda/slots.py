"""Entries with a day and a time of their own, put into the order in which they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.agenda import Agenda, AgendaDay, AgendaItem, Unplaced
from quizapp.domain.agenda.placing import placed
from quizapp.domain.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry of a schedule. `line` is where it stands in its file.

    `titles` and `texts` hold every language that the file has.
    """

    line: int
    day: dt.date
    starts_at: dt.time | None
    ends_at: dt.time | None
    title: str
    text: str = ""
    number: str = ""
    reference: str = ""
    floor: str = ""
    titles: LocalizedText | None = None
    texts: LocalizedText | None = None


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """By day, then by start; those without a time stay behind the one before them."""
    ordered: list[tuple[dt.date, dt.time, int, Slot]] = []
    latest: dict[dt.date, dt.time] = {}
    for place, slot in enumerate(slots):
        starts = slot.starts_at or latest.get(slot.day, dt.time.min)
        latest[slot.day] = starts
        ordered.append((slot.day, starts, place, slot))
    return [slot for *_, slot in sorted(ordered, key=lambda each: each[:3])]


def agenda_of(
    slots: list[Slot], unplaced: Iterable[Unplaced], heading: str = "", theme: str = ""
) -> Agenda:
    """The agenda of entries that are `in_order`; its days are those on which there are any."""
    dates = sorted({slot.day for slot in slots})
    numbers = {day: place + 1 for place, day in enumerate(dates)}
    first = next((slot.starts_at for slot in slots if slot.starts_at is not None), None)
    return Agenda(
        heading=heading,
        theme=theme,
        starts_on=dates[0] if dates else None,
        ends_on=dates[-1] if dates else None,
        starts_at=first,
        days=tuple(AgendaDay(number, day) for day, number in numbers.items()),
        items=tuple(_item(slot, numbers[slot.day]) for slot in slots),
        unplaced=tuple(sorted(unplaced, key=lambda each: each.line)),
    )


def _item(slot: Slot, day: int) -> AgendaItem:
    return AgendaItem(
        number=slot.number,
        title=slot.title,
        text=slot.text,
        reference=slot.reference,
        day=day,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        floor=slot.floor,
    )


def worded(
    slots: list[Slot], agenda: Agenda
) -> tuple[dict[str, LocalizedText], dict[str, LocalizedText]]:
    """Titles and texts in several languages, by path; `agenda` was made of the same entries."""
    paths = [line.path for line in placed(agenda)]
    return (
        {path: slot.titles for path, slot in zip(paths, slots, strict=True) if slot.titles},
        {path: slot.texts for path, slot in zip(paths, slots, strict=True) if slot.texts},
    )


def one_line(text: str) -> str:
    """Without line ends and doubled spaces."""
    return " ".join(text.split())
