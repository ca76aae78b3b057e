"""The day as each audience may see it: agenda items, floors, what is open beside the stage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quizapp.domain.event import AgendaLine, Event, Floor
from quizapp.domain.text import Json
from quizapp.presentation.game import Payload
from quizapp.services.day import Played
from quizapp.services.scenes import AsideScene, Crowd, RoundScene, Scene

FINGERPRINT_DIGITS = 16


def floors(event: Event, language: str) -> list[Json]:
    """The floors to choose from; none where there is only one."""
    if len(event.floors) < 2:
        return []
    return [{"id": each.id, "name": each.name.get(language)} for each in event.floors]


def item_on_floor(scene: Scene, language: str, also: str | None = None) -> Payload | None:
    """The agenda item on the floor in a few words."""
    line = item_of(scene.event, scene.floor.item_id)
    if line is None:
        return None
    second = line.title.get(also) if also is not None else None
    title = line.title.get(language)
    return {
        "id": line.id,
        "number": full_number(scene.event, line),
        "title": title,
        "also": None if second == title else second,
    }


def item_of(event: Event, item_id: str | None) -> AgendaLine | None:
    """The agenda item, or None where there is none (any more)."""
    return next((each for each in event.agenda if each.id == item_id), None)


def full_number(event: Event, line: AgendaLine) -> str:
    """`VIII (a)` for a sub-item, the number as printed otherwise."""
    parent = item_of(event, line.parent_id)
    return f"{parent.number} {line.number}".strip() if parent is not None else line.number


# --- beside the stage ---------------------------------------------------------------------------


def asides_on_phones(
    scene: Scene, language: str, draw: Callable[[RoundScene], Payload]
) -> list[Json]:
    """What is open beside the stage, with all questions; `draw` makes the payload of a round."""
    return [
        {
            **_aside(scene, each, language),
            "activity": _activity(each, language),
            "rounds": [draw(view) for view in each.rounds],
        }
        for each in scene.asides
    ]


def asides_on_screens(scene: Scene, language: str, also: str | None) -> list[Json]:
    """What is open beside the stage, without its questions."""
    return [
        {
            **_aside(scene, each, language),
            "also": None if also is None else each.activity.title.get(also),
        }
        for each in scene.asides
    ]


def _aside(scene: Scene, aside: AsideScene, language: str) -> Payload:
    line = item_of(scene.event, aside.activity.item_id)
    return {
        "id": aside.activity.id,
        "title": aside.activity.title.get(language),
        "item": None
        if line is None
        else full_number(scene.event, line) or line.title.get(language),
        "count": len(aside.rounds),
    }


def _activity(aside: AsideScene, language: str) -> Payload:
    activity = aside.activity
    return {
        "id": activity.id,
        "kind": activity.kind.value,
        "title": activity.title.get(language),
        "count": len(aside.rounds),
        "scoring": activity.scoring.value,
        "streak": False,
        "secret": False,
    }


def for_asides(crowd: Crowd) -> list[Json]:
    """How many have answered any question of each activity beside the stage, for consoles."""
    return [{"id": activity_id, "answered": count} for activity_id, count in crowd.asides]


def my_asides(answers: Iterable[tuple[str, tuple[int, Json]]]) -> Payload:
    """Round -> my own answer, with its number."""
    return {
        round_id: {"answer": answer, "number": number} for round_id, (number, answer) in answers
    }


# --- the whole agenda ---------------------------------------------------------------------------


def fingerprint(event: Event) -> str | None:
    """Changes with each word of the agenda that phones may read; None without an agenda."""
    if not event.agenda:
        return None
    return _fingerprint(event.agenda, event.days, event.floors, event.time_zone)


@lru_cache(maxsize=64)
def _fingerprint(
    agenda: tuple[AgendaLine, ...],
    days: tuple[date | None, ...],
    rooms: tuple[Floor, ...],
    time_zone: str,
) -> str:
    said = [
        [
            *(line.id, line.number, line.title.texts, line.text.texts, line.reference, line.day),
            *(line.parent_id, clock(line.starts_at), clock(line.ends_at), line.floor_id),
        ]
        for line in agenda
    ]
    named = [[each.id, each.name.texts] for each in rooms]
    text = json.dumps([said, [str(day) for day in days], named, time_zone])
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_DIGITS]


def agenda(event: Event, language: str) -> Payload:
    """The agenda as phones fetch it. Never a moderator's note."""
    return {
        "fingerprint": fingerprint(event),
        "time_zone": event.time_zone,
        "days": [None if day is None else day.isoformat() for day in event.days],
        "floors": floors(event, language),
        "items": [_item(line, language) for line in event.agenda],
    }


def _item(line: AgendaLine, language: str) -> Payload:
    return {
        "id": line.id,
        "number": line.number,
        "lang": line.title.spoken(language),
        "title": line.title.get(language),
        "text": line.text.get(language),
        "reference": line.reference,
        "day": line.day,
        "depth": 0 if line.parent_id is None else 1,
        "starts_at": clock(line.starts_at),
        "ends_at": clock(line.ends_at),
        "floor": line.floor_id,
    }


def for_day(played: Iterable[Played], language: str) -> Payload:
    """`{activities}`, answered to `day`: what was on so far, and how much of it this phone did."""
    return {
        "activities": [
            {
                "id": each.activity.id,
                "kind": each.activity.kind.value,
                "title": each.activity.title.get(language),
                "item": each.activity.item_id,
                "status": each.status,
                "questions": each.questions,
                "answered": each.answered,
                "shown": each.shown,
            }
            for each in played
        ]
    }


# --- planned and real times ---------------------------------------------------------------------


def clock(at: time | None) -> str | None:
    """As on the wall of the meeting: `09:30`."""
    return None if at is None else at.isoformat("minutes")


def planned(event: Event, line: AgendaLine) -> tuple[int | None, int | None]:
    """When the item is to begin and to end, in wall milliseconds; None where no date is known."""
    on = event.days[line.day - 1] if 1 <= line.day <= len(event.days) else None
    if on is None or line.starts_at is None:
        return None, None
    zone = _zone(event.time_zone)
    begins = datetime.combine(on, line.starts_at, zone)
    if line.ends_at is None:
        return _ms(begins), None
    ends = datetime.combine(on, line.ends_at, zone)
    # What ends before it begins goes on past midnight.
    return _ms(begins), _ms(ends if ends >= begins else ends + timedelta(days=1))


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def run_item(scene: Scene, line: AgendaLine, language: str) -> Payload:
    """The item in the run sheet of a console: planned and real times, the moderator's notes."""
    starts_ms, ends_ms = planned(scene.event, line)
    began_at, ended_at = scene.state.time_of(line.id)
    on = scene.event.days[line.day - 1] if 1 <= line.day <= len(scene.event.days) else None
    return {
        "id": line.id,
        "number": line.number,
        "title": line.title.get(language),
        "day": line.day,
        "date": None if on is None else on.isoformat(),
        "depth": 0 if line.parent_id is None else 1,
        "floor": line.floor_id,
        "notes": line.notes,
        "starts_at": clock(line.starts_at),
        "ends_at": clock(line.ends_at),
        "planned_start": starts_ms,
        "planned_end": ends_ms,
        "began_at": began_at,
        "ended_at": ended_at,
    }
