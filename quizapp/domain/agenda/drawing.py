"""Draws an agenda for a terminal."""

import textwrap
from collections.abc import Iterator
from typing import Final

from quizapp.domain.agenda.tree import BULLET, REASONS, Agenda, AgendaItem, Unplaced

_WIDTH: Final = 100
_STEP: Final = "    "


def format_tree(agenda: Agenda) -> str:
    """Draw days, items and texts as an indented tree, and last the lines without a place.

    Where there are none, the last line says so. There is no newline at the end.
    """
    head = [line for line in (agenda.heading, agenda.theme, _when(agenda)) if line]
    return "\n\n".join(
        "\n".join(section) for section in (head, *_days(agenda), _remarks(agenda)) if section
    )


def _when(agenda: Agenda) -> str:
    dates = [str(date) for date in (agenda.starts_on, agenda.ends_on) if date]
    until = " to ".join(dict.fromkeys(dates))
    return f"{until}, from {agenda.starts_at:%H:%M}" if agenda.starts_at else until


def _days(agenda: Agenda) -> Iterator[list[str]]:
    for day in agenda.days:
        lines = [f"Day {day.number}, {day.date}" if day.date else f"Day {day.number}"]
        for item in agenda.items:
            if item.day == day.number:
                lines += _item(item, "  ", day.number)
        yield lines


def _item(item: AgendaItem, indent: str, parent_day: int) -> Iterator[str]:
    notes = [f"[{item.reference}]"] if item.reference else []
    notes += [f"(day {item.day})"] if item.day != parent_day else []
    title = "  ".join(part for part in (item.number, item.title, *notes) if part)
    yield from _wrap(title, indent, hang=len(item.number) + 2 if item.number else 0)
    for line in item.text.split("\n"):
        yield from _wrap(line, indent + _STEP, hang=2 if line.startswith(BULLET) else 0)
    for child in item.children:
        yield from _item(child, indent + _STEP, item.day)


def _remarks(agenda: Agenda) -> list[str]:
    if not agenda.unplaced:
        return ["Every line found its place."]
    return ["Lines that found no place:", *map(_remark, agenda.unplaced)]


def _remark(unplaced: Unplaced) -> str:
    return f"  line {unplaced.line}: {unplaced.text}\n{_STEP}{REASONS[unplaced.reason]}"


def _wrap(text: str, indent: str, hang: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
