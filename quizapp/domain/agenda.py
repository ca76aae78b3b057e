"""Reads the agenda of a meeting from plain text, as it is pasted from a document.

One layout is known: ``Day 1`` headings, Roman items (``VIII.``), lettered sub-items (``(a)``),
unnumbered items in capitals, document references, bullets and wrapped paragraphs. Nothing is
lost: what a line says stands in the tree, or the line stands in ``Agenda.unplaced`` with its
number and the reason.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import Final

REASONS: Final = {
    "before_first_item": "no item has begun here, or none of this day",
    "day_repeated": "this day has begun before",
    "number_out_of_order": "the number does not follow the one before",
    "partly_read": "the date is kept as far as it could be read, the rest of the line is not",
    "sub_item_without_item": "there is no item it could belong to",
    "under_unplaced_line": "it belongs to a line that found no place",
    "unknown_numbering": "it looks numbered, but not as VIII. or (a)",
}
"""Every code that ``Unplaced.reason`` can be, with what it means."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of the agenda with what stands under it.

    ``number`` is as printed, without the dot: ``VIII``, ``(a)``, empty when there is none.
    ``day`` is the number of one of the agenda's days; a child may be on a later day than its
    parent. ``text`` holds paragraphs joined by an empty line; a line of a list is a line, with
    a bullet or the number it had. ``reference`` holds document numbers, joined by ", ".
    """

    number: str
    title: str
    text: str
    reference: str
    day: int
    children: tuple[AgendaItem, ...] = ()

    def path(self, parent: str = "") -> str:
        """Name this item from the top: ``VIII (a)``. ``parent`` is the path of its parent.

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
    """A line that is not, or not wholly, in the tree: counted from 1, and a key of REASONS."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A whole agenda; empty strings and None stand for what the text does not say.

    ``days`` and ``items`` are in the order of the text, and ``unplaced`` in that of its lines.
    """

    heading: str
    theme: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    starts_at: dt.time | None
    days: tuple[AgendaDay, ...]
    items: tuple[AgendaItem, ...]
    unplaced: tuple[Unplaced, ...]


def read_agenda(text: str) -> Agenda:
    """Read any text; never raises. What is no agenda comes back in ``unplaced``."""
    lines = _lines(text)
    first = next((at for at, line in enumerate(lines) if _opens_body(line)), len(lines))
    header = _read_header(lines[:first])
    reader = _BodyReader(header.dates, _full_width(lines))
    for block in _blocks(lines[first:]):
        reader.read(block)
    return Agenda(
        heading=header.heading,
        theme=header.theme,
        starts_on=header.dates.starts_on,
        ends_on=header.dates.ends_on,
        starts_at=header.dates.starts_at,
        days=tuple(reader.days),
        items=tuple(draft.item() for draft in reader.items),
        unplaced=header.unplaced + tuple(reader.unplaced),
    )


def walk(agenda: Agenda) -> Iterator[tuple[str, AgendaItem]]:
    """Yield each item with its path, a parent before its children."""
    yield from _walk(agenda.items, "")


def _walk(items: Iterable[AgendaItem], parent: str) -> Iterator[tuple[str, AgendaItem]]:
    for item in items:
        path = item.path(parent)
        yield path, item
        yield from _walk(item.children, path)


# Lines and what they begin

_DASHES: Final = "\\-\u2010-\u2015\u2212"
_REFERENCE: Final = r"[A-Z]{1,4}\d{3,6}[A-Z][0-9a-z]{0,2}"  # HI0086E1
_REFERENCES: Final = rf"{_REFERENCE}(?:(?: ?[,;/&] ?| ){_REFERENCE})*"
_ENDING_REFERENCES: Final = re.compile(
    rf"(?:^| )(?:({_REFERENCES})|\(({_REFERENCES})\)|\[({_REFERENCES})\])$"
)
_FOREIGN: Final = re.compile(
    r"\d{1,2}(?:\.\d)+[.)]? "  # 1.2 Opening
    r"|\([ivx]{2,5}\) "  # (ii) Opening
    r"|[A-Z]{3,} \d{1,2}\b"  # POINT 3 Opening
    rf"|[^\W\d_]{{3,}} \d{{1,2}}(?: ?\([^)]*\))?(?: ?[:{_DASHES}].*)?$"  # Jour 1 (1 mars)
)
_NUMBERED: Final = re.compile(r"\d|[^\W\d_]+ \d{1,2}\b")
_CLOSERS: Final = "\"')]}\u2019\u201d\u00bb "
_SENTENCE_ENDS: Final = (".", "!", "?", "\u2026", "\u061f", "\u06d4")
_PAUSES: Final = (":", ";")
_BULLET: Final = "\u2022 "
_CAPITALS_AT_LEAST: Final = 4


class _Kind(Enum):
    DAY = auto()
    ITEM = auto()
    SUB_ITEM = auto()
    CAPITALS = auto()
    REFERENCE = auto()
    FOREIGN = auto()
    LIST = auto()
    TEXT = auto()


_TITLED: Final = (_Kind.ITEM, _Kind.SUB_ITEM, _Kind.CAPITALS)
_MARKS: Final = (
    (
        _Kind.DAY,
        re.compile(
            rf"(?i:day) (?P<mark>\d{{1,2}})"
            rf"(?:(?: ?[(:,;{_DASHES}] ?| (?=(?:\w+day,? )?\d))(?P<rest>.*?)\)?)?$"
        ),
    ),
    (_Kind.ITEM, re.compile(rf"(?P<mark>[IVXL]{{1,8}}) ?[.):{_DASHES}](?: (?P<rest>.*))?$")),
    (_Kind.SUB_ITEM, re.compile(r"(?P<mark>\(?[a-z]\))(?P<rest>.*)$")),
    (
        _Kind.LIST,
        re.compile("(?P<mark>[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u25a0\u25a1\u00b7\uf0a7\uf0b7])(?P<rest>.*)$"),
    ),
)
"""Marks that begin something wherever they stand at the start of a line."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    gap: int  # blank lines before it


@dataclass(slots=True)
class _Block:
    """A heading line, or the lines of one paragraph or list entry. ``rest`` lacks the mark."""

    kind: _Kind
    mark: str
    rest: str
    lines: list[_Line]

    def add(self, line: _Line) -> None:
        self.lines.append(line)
        self.rest = f"{self.rest} {line.text}".lstrip()


def _lines(text: str) -> list[_Line]:
    """Split as an editor does, so that numbers agree with what its user sees."""
    lines: list[_Line] = []
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = 0
    for number, raw in enumerate(unified.split("\n"), start=1):
        if words := raw.split():
            lines.append(_Line(number, " ".join(words), number - before - 1))
            before = number
    return lines


def _full_width(lines: Iterable[_Line]) -> float:
    """From this length on a line may have been wrapped; type is not monospaced, so 2/3."""
    return max((len(line.text) for line in lines), default=0) * 2 / 3


def _blocks(lines: Iterable[_Line]) -> Iterator[_Block]:
    before: _Block | None = None
    for line in lines:
        block = _begin(line, before)
        if before and block.kind is _Kind.TEXT and not line.gap and _takes_lines(before):
            before.add(line)
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _takes_lines(block: _Block) -> bool:
    return block.kind in (_Kind.TEXT, _Kind.LIST)


def _begin(line: _Line, before: _Block | None) -> _Block:
    for kind, pattern in _MARKS:
        if found := pattern.match(line.text):
            return _Block(kind, found["mark"], (found["rest"] or "").strip(), [line])
    kind = _kind_at_start(line, before) if _is_at_start(line, before) else _Kind.TEXT
    rest = line.text[1:].lstrip() if kind is _Kind.LIST and _is_dashed(line.text) else line.text
    mark = line.text[: len(line.text) - len(rest)].rstrip()
    return _Block(kind, mark, rest, [line])


def _is_at_start(line: _Line, before: _Block | None) -> bool:
    """Tell whether a paragraph may begin here; inside a sentence a dash is just a dash."""
    if before is None or line.gap or not _takes_lines(before) or before.kind is _Kind.LIST:
        return True
    return _ends(before.rest, _SENTENCE_ENDS + _PAUSES)


def _kind_at_start(line: _Line, before: _Block | None) -> _Kind:
    text = line.text
    if _ENDING_REFERENCES.fullmatch(text):
        return _Kind.REFERENCE
    if _is_dashed(text) or re.match(r"\d{1,2}[.)] ", text):
        return _Kind.LIST
    if _ends(text, _SENTENCE_ENDS):
        return _Kind.TEXT
    if _FOREIGN.match(text):
        return _Kind.FOREIGN
    return _Kind.CAPITALS if _is_capitals(text) else _Kind.TEXT


def _is_dashed(text: str) -> bool:
    return re.match(rf"[{_DASHES}*] ", text) is not None


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= _CAPITALS_AT_LEAST


def _ends(text: str, marks: tuple[str, ...]) -> bool:
    return text.rstrip(_CLOSERS).endswith(marks)
