"""The schedule that pretalx exports as JSON (the form that frab began)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from quizapp.domain.agenda import AgendaFile, Unplaced
from quizapp.domain.text import LANGUAGES, N_, LocalizedText
from quizapp.importers.agenda.base import MOST_ITEMS, AgendaUpload, harmless
from quizapp.importers.agenda.slots import Slot, agenda_of, in_order, one_line, worded
from quizapp.importers.files import refused

_CLOCK: Final = re.compile(r"(\d{1,3}):(\d{2})")
_DAY_MINUTES: Final = 24 * 60
Found = dict[str, Any]


class Pretalx:
    """`schedule.conference.days[].rooms{}[]`: a room is a floor, a talk is an item."""

    slug = "pretalx"
    label = N_("Schedule (pretalx JSON)")
    suffixes = (".json",)

    def recognises(self, name: str, data: bytes) -> bool:
        return (
            name.lower().endswith(self.suffixes) or data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
        )

    def read(self, upload: AgendaUpload) -> AgendaFile:
        text = upload.text()
        conference = _conference(upload.name, text)
        slots: list[Slot] = []
        unplaced: list[Unplaced] = []
        for date, room, talk in _talks(conference):
            if len(slots) + len(unplaced) >= MOST_ITEMS:
                raise refused(upload.name, "too_many_items", str(MOST_ITEMS))
            line = _line_of(text, talk)
            found = _slot(line, date, room, talk, upload)
            if isinstance(found, Slot):
                slots.append(found)
            else:
                title = _worded(talk.get("title"), upload).get(upload.languages[0])
                unplaced.append(Unplaced(line, one_line(title), found))
        if not slots:
            line = unplaced[0].line if unplaced else 1
            raise refused(upload.name, "no_agenda_items", line=line)
        slots = in_order(slots)
        heading = _worded(conference.get("title"), upload).get(upload.languages[0])
        agenda = agenda_of(slots, unplaced, one_line(heading))
        return AgendaFile(self.slug, agenda, *worded(slots, agenda))


def _conference(name: str, text: str) -> Found:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise refused(name, "broken_json", error.msg, error.lineno, error.colno) from None
    except (RecursionError, ValueError):
        raise refused(name, "broken_json", line=1) from None
    schedule = data.get("schedule") if isinstance(data, dict) else None
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if not isinstance(conference, dict) or not isinstance(conference.get("days"), list):
        raise refused(name, "no_schedule", line=1)
    return conference


def _talks(conference: Found) -> Iterator[tuple[object, str, Found]]:
    """(date as it stands, room, talk) of every talk that is one."""
    for day in conference["days"]:
        rooms = day.get("rooms") if isinstance(day, dict) else None
        for room, talks in rooms.items() if isinstance(rooms, dict) else ():
            for talk in talks if isinstance(talks, list) else ():
                if isinstance(talk, dict):
                    yield day.get("date"), harmless(str(room)), talk


def _slot(line: int, date: object, room: str, talk: Found, upload: AgendaUpload) -> Slot | str:
    """The entry, or the reason why it has no place."""
    titles = _worded(talk.get("title"), upload)
    title = one_line(titles.get(upload.languages[0]))
    if not title:
        return "title_missing"
    if talk.get("state") in ("canceled", "cancelled"):
        return "cancelled"
    if _minutes(talk.get("start")) is None:
        return "time_unreadable"
    begins = _begins(talk, date, upload)
    if begins is None:
        return "date_unreadable"
    minutes = _minutes(talk.get("duration"))
    if minutes is None:
        return "time_unreadable"
    texts = _worded(talk.get("abstract") or talk.get("description"), upload)
    return Slot(
        line=line,
        day=begins.date(),
        starts_at=begins.time(),
        ends_at=_ends(begins, minutes),
        title=title,
        text=texts.get(upload.languages[0]),
        floor=one_line(room),
        titles=titles,
        texts=texts,
    )


def _begins(talk: Found, date: object, upload: AgendaUpload) -> dt.datetime | None:
    """On the wall clock of the meeting's place: the talk's own moment, else the day's and `start`."""
    try:
        if isinstance(talk.get("date"), str):
            moment = dt.datetime.fromisoformat(talk["date"])
            there = moment.astimezone(upload.zone) if moment.tzinfo else moment
            return there.replace(tzinfo=None, second=0, microsecond=0)
        minutes = _minutes(talk.get("start"))
        if isinstance(date, str) and minutes is not None:
            midnight = dt.datetime.combine(dt.date.fromisoformat(date), dt.time.min)
            return midnight + dt.timedelta(minutes=minutes)
    except (ValueError, OverflowError):
        return None
    return None


def _ends(begins: dt.datetime, minutes: int) -> dt.time | None:
    """None where it is not said, or on another day."""
    try:
        ends = begins + dt.timedelta(minutes=minutes)
    except OverflowError:
        return None
    return ends.time() if minutes and ends.date() == begins.date() else None


def _minutes(clock: object) -> int | None:
    """`01:30` is 90; 0 where nothing is said, None for what is no time."""
    if clock is None:
        return 0
    found = _CLOCK.fullmatch(clock) if isinstance(clock, str) else None
    minutes = int(found[1]) * 60 + int(found[2]) if found else None
    return minutes if minutes is not None and minutes < _DAY_MINUTES else None


def _worded(value: object, upload: AgendaUpload) -> LocalizedText:
    """A text in one language (the agenda's own), or one for each."""
    if isinstance(value, Mapping):
        given = {str(code): str(text) for code, text in value.items() if text}
        known = {code: text for code, text in given.items() if code in LANGUAGES}
        own = upload.languages[0]
        if own not in known and given:
            known[own] = next(iter(given.values()))
        return LocalizedText.of({code: _plain(text) for code, text in known.items()})
    return LocalizedText.of({upload.languages[0]: _plain(value) if isinstance(value, str) else ""})


def _plain(text: str) -> str:
    return harmless(text.replace("\r\n", "\n")).strip()


def _line_of(text: str, talk: Found) -> int:
    """Where its own mark stands in the file; 1 in a file of one line."""
    for key in ("guid", "code", "slug", "id", "title"):
        value = talk.get(key)
        if value in (None, ""):
            continue
        for shown in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
            place = re.search(rf'"{key}"\s{{0,9}}:\s{{0,9}}{re.escape(shown)}', text)
            if place:
                return text.count("\n", 0, place.start()) + 1
    return 1
