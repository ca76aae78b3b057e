"""What an agenda is once it has been read."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

REASONS: Final = {
    "before_first_item": "no item has begun here, or none of this day",
    "day_repeated": "this day has begun before",
    "number_out_of_order": "the number does not follow the one before",
    "partly_read": "not all of this line could be read as a date and a time",
    "sub_item_without_item": "there is no item it could belong to",
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
    parent.
    """

    number: str
    title: str
    text: str
    reference: str
    day: int
    children: tuple["AgendaItem", ...] = ()

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


def walk(agenda: Agenda) -> Iterator[tuple[str, AgendaItem]]:
    """Yield each item with its path, a parent before its children."""
    yield from _walk(agenda.items, "")


def _walk(items: Iterable[AgendaItem], parent: str) -> Iterator[tuple[str, AgendaItem]]:
    for item in items:
        path = item.path(parent)
        yield path, item
        yield from _walk(item.children, path)
