"""How long an event is kept, and what stays of it: the record of what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from quizapp.domain.text import LocalizedText


@dataclass(frozen=True, slots=True)
class Keeping:
    """On which day names, or everything, are deleted, by the event's clock; None: by hand."""

    names_on: date | None = None
    all_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a deleted event, without its content."""

    event_id: str
    slug: str
    title: LocalizedText
    deleted_at: int


@dataclass(frozen=True, slots=True)
class DueDates:
    """The dates of one event, and the clock that they go by."""

    event_id: str
    time_zone: str
    keeping: Keeping


def is_due(day: date | None, time_zone: str, now: int) -> bool:
    """Whether the day has begun there. `now` in milliseconds."""
    if day is None:
        return False
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(time_zone)).date() >= day
