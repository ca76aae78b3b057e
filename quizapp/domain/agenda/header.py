"""Reads what stands before the first day or item: the heading, the dates, the theme."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from quizapp.domain.agenda.dates import Dates, read_dates
from quizapp.domain.agenda.lines import Line
from quizapp.domain.agenda.marks import Kind, read_mark
from quizapp.domain.agenda.tree import Unplaced

_HEADING: Final = re.compile(
    r"agenda|ordre du jour|orden del d[ií]a|ordem do dia|повестка|جدول الأعمال"
    r"|^(?:draft |provisional )?program(?:me)?$",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\d{1,2}[.)]|\d+ |[^\W\d_]+ \d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Header:
    heading: str
    theme: str
    dates: Dates
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The line with the dates, a line that ``reason`` keeps out, or else a paragraph."""

    lines: list[Line]
    dates: Dates | None = None
    reason: str = ""

    @property
    def is_text(self) -> bool:
        return not self.dates and not self.reason

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read_header(lines: Iterable[Line]) -> Header:
    """The theme stands right below the dates or the heading; garbage has no such place."""
    parts = _parts(lines)
    heading = _heading(parts)
    dated = next((part for part in parts if part.dates), None)
    below = _below(parts, dated), _below(parts, heading)
    theme = next((part for part in below if part and part.is_text and part is not heading), None)
    return Header(
        heading.text if heading else "",
        theme.text if theme else "",
        (dated and dated.dates) or Dates(),
        tuple(_unplaced(part for part in parts if part not in (heading, theme))),
    )


def _parts(lines: Iterable[Line]) -> list[_Part]:
    parts: list[_Part] = []
    dates: Dates | None = None
    for line in lines:
        if dates is None and (dates := read_dates(line.text)):
            parts.append(_Part([line], dates=dates))
        elif reason := _reason_against(line):
            parts.append(_Part([line], reason=reason))
        elif parts and parts[-1].is_text and not line.gap:
            parts[-1].lines.append(line)
        else:
            parts.append(_Part([line]))
    return parts


def _reason_against(line: Line) -> str:
    if read_mark(line.text, at_start=True).kind is Kind.SUB_ITEM:
        return "sub_item_without_item"
    return "unknown_numbering" if _NUMBERED.match(line.text) else ""


def _heading(parts: list[_Part]) -> _Part | None:
    named = [part for part in parts if part.is_text and _HEADING.search(part.text)]
    first = [part for part in parts[:2] if not part.dates][:1]
    return next((part for part in named + first if part.is_text), None)


def _below(parts: list[_Part], above: _Part | None) -> _Part | None:
    following = parts[parts.index(above) + 1 :] if above else []
    return next(iter(following), None)


def _unplaced(parts: Iterable[_Part]) -> Iterator[Unplaced]:
    for part in parts:
        reason = part.reason or ("partly_read" if part.dates else "before_first_item")
        if not (part.dates and part.dates.is_whole):
            yield from (line.unplaced(reason) for line in part.lines)
