"""What an agenda is once it has been read."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from quizapp.domain.text import LocalizedText

REASONS: Final = {
    "before_first_item": "no item has begun here, or none of this day",
    "cancelled": "it is marked as cancelled",
    "date_unreadable": "its day is no date and no number of a day",
    "day_missing": "it does not say on which day it is",
    "day_repeated": "this day has begun before",
    "number_out_of_order": "the number does not follow the one before",
    "ends_before_it_starts": "its end is not after its start",
    "partly_read": "not all of this line could be read as a date and a time",
    "repeats": "it repeats by a rule: only single entries are placed",
    "sub_item_without_item": "there is no item it could belong to",
    "time_unreadable": "its time is none",
    "title_missing": "it has no title",
    "under_unplaced_line": "it belongs to a line that found no place",
    "unknown_numbering": "it looks numbered, but not as VIII. or (a)",
}
"""Every code that ``Unplaced.reason`` can be, with what it means."""

BULLET: Final = "• "
"""What a line of a bullet list in ``AgendaItem.text`` begins with."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of the agenda with what stands under it.

    ``number`` is as printed, without the dot: ``VIII``, ``(a)``, empty when there is none.
    ``text`` is paragraphs joined by an empty line; each line of a list is a line of its own.
    ``reference`` is the document's number; several are separated as printed or by ", ".
    ``day`` is the number of one of the agenda's days; a child may come on a later day than its
    parent. Times are the wall clock of the meeting's place; None where none is given. ``floor`` is
    the name of a floor, empty where the item is for all.
    """

    number: str
    title: str
    text: str
    reference: str
    day: int
    children: tuple["AgendaItem", ...] = ()
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    floor: str = ""

    def path(self, parent: str = "") -> str:
        """Name this item from the top, as in ``VIII (a)``; ``parent`` is its parent's path.

        An unnumbered item is named by its title, so two coffee breaks have the same path.
        """
        own = self.number or self.title
        return f"{parent} {own}" if parent else own


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day of the meeting, counted from 1; ``date`` is None where none is printed."""

    number: int
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that the tree does not hold, or not wholly; ``line`` counts from 1.

    ``reason`` is a key of ``REASONS``.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A whole agenda; empty strings and None stand for what the text does not say.

    ``days`` and ``items`` are in the order of the text, ``unplaced`` in that of its lines.
    """

    heading: str
    theme: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    starts_at: dt.time | None
    days: tuple[AgendaDay, ...]
    items: tuple[AgendaItem, ...]
    unplaced: tuple[Unplaced, ...]


NO_AGENDA: Final = Agenda(
    heading="",
    theme="",
    starts_on=None,
    ends_on=None,
    starts_at=None,
    days=(),
    items=(),
    unplaced=(),
)
"""Of an event that has none yet."""


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """An agenda as a file has it. ``titles`` and ``texts`` are what it says in several languages.

    Their keys are paths; ``format`` is the slug of the importer.
    """

    format: str
    agenda: Agenda
    titles: Mapping[str, LocalizedText] = field(default_factory=dict)
    texts: Mapping[str, LocalizedText] = field(default_factory=dict)

    @property
    def floors(self) -> tuple[str, ...]:
        """The floors that its items name, in their order."""
        named = (item.floor for _, item in walk(self.agenda) if item.floor)
        return tuple(dict.fromkeys(named))


def walk(agenda: Agenda) -> Iterator[tuple[str, AgendaItem]]:
    """Yield each item with its path, a parent before its children."""
    yield from _walk(agenda.items, "")


def _walk(items: Iterable[AgendaItem], parent: str) -> Iterator[tuple[str, AgendaItem]]:
    for item in items:
        path = item.path(parent)
        yield path, item
        yield from _walk(item.children, path)
