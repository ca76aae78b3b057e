"""An agenda as calendars export it (iCalendar, RFC 5545). One event is one item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from quizapp.domain.agenda import AgendaFile, Unplaced
from quizapp.domain.text import N_
from quizapp.importers.agenda.base import MOST_ITEMS, AgendaUpload
from quizapp.importers.agenda.slots import Slot, agenda_of, in_order, one_line
from quizapp.importers.files import refused

if TYPE_CHECKING:  # icalendar takes a tenth of a second that no start of the server should wait for
    from icalendar.cal import Component


class ICalendar:
    """Times are turned into those of the meeting's place."""

    slug = "icalendar"
    label = N_("Calendar (iCalendar)")
    suffixes = (".ics", ".ical")

    def recognises(self, name: str, data: bytes) -> bool:
        start = data[:64].lstrip(b"\xef\xbb\xbf \r\n")
        return name.lower().endswith(self.suffixes) or start.upper().startswith(b"BEGIN:VCALENDAR")

    def read(self, upload: AgendaUpload) -> AgendaFile:
        from icalendar import Calendar

        text = upload.text()
        begins = _begins(upload.name, text)
        try:
            calendars = Calendar.from_ical(text, multiple=True)
        except (ValueError, LookupError, OSError, ArithmeticError, RecursionError) as error:
            first = str(error).partition("\n")[0]
            raise refused(upload.name, "broken_icalendar", first, 1) from None
        events = [each for calendar in calendars for each in calendar.walk("VEVENT")]
        if len(events) > MOST_ITEMS:
            raise refused(upload.name, "too_many_items", str(MOST_ITEMS), begins[MOST_ITEMS])
        slots: list[Slot] = []
        unplaced: list[Unplaced] = []
        for line, event in zip(begins, events, strict=False):
            found = _slot(line, event, upload.zone)
            if isinstance(found, Slot):
                slots.append(found)
            else:
                unplaced.append(Unplaced(line, _title(event), found))
        if not slots:
            line = unplaced[0].line if unplaced else 1
            raise refused(upload.name, "no_agenda_items", line=line)
        name = one_line(str(calendars[0].get("X-WR-CALNAME", "")))
        return AgendaFile(self.slug, agenda_of(in_order(slots), unplaced, heading=name))


def _begins(name: str, text: str) -> list[int]:
    """The lines on which events begin. Refuses the first line that is none of the format."""
    from icalendar.parser import Contentline

    begins: list[int] = []
    depth: list[str] = []
    for line, content in _unfolded(text):
        try:
            key, _, value = Contentline(content).parts()  # type: ignore[no-untyped-call]
        except ValueError:
            raise refused(name, "broken_icalendar", content[:80], line) from None
        kind = str(value).upper()
        if key.upper() == "BEGIN":
            depth.append(kind)
            begins += [line] if kind == "VEVENT" else []
        elif key.upper() == "END" and (not depth or depth.pop() != kind):
            raise refused(name, "broken_icalendar", content[:80], line)
    if depth:
        raise refused(name, "broken_icalendar", f"END:{depth[-1]}", text.count("\n") + 1)
    return begins


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of the first of their own: a blank begins a continuation."""
    begun, content = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and begun:
            content += line[1:]
            continue
        if content.strip():
            yield begun, content
        begun, content = number, line
    if content.strip():
        yield begun, content


def _slot(line: int, event: Component, zone: ZoneInfo) -> Slot | str:
    """The entry, or the reason why it has no place."""
    title = _title(event)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return "cancelled"
    if "RRULE" in event:
        return "repeats"
    if not title:
        return "title_missing"
    begins = _moment(event, "DTSTART", zone)
    if begins is None:
        return "date_unreadable" if "DTSTART" in event else "day_missing"
    day, starts = begins
    ends = _end(event, begins, zone)
    if ends is not None and starts is not None and ends <= starts:
        return "ends_before_it_starts"
    return Slot(
        line=line,
        day=day,
        starts_at=starts,
        ends_at=ends,
        title=title,
        text=str(event.get("DESCRIPTION", "")).strip(),
        floor=one_line(str(event.get("LOCATION", ""))),
    )


def _title(event: Component) -> str:
    return one_line(str(event.get("SUMMARY", "")))


def _moment(event: Component, name: str, zone: ZoneInfo) -> tuple[dt.date, dt.time | None] | None:
    """Day and time on the meeting's wall clock; a whole day has no time."""
    value = _dt(event, name)
    if isinstance(value, dt.datetime):
        try:
            there = value.astimezone(zone) if value.tzinfo else value
        except OverflowError:  # a day before the first or after the last
            return None
        return there.date(), there.time().replace(second=0, microsecond=0)
    return (value, None) if isinstance(value, dt.date) else None


def _dt(event: Component, name: str) -> object:
    """What the property says, None where it is not there or broken."""
    from icalendar.error import BrokenCalendarProperty

    try:
        return getattr(event.get(name), "dt", None)
    except BrokenCalendarProperty:
        return None


def _end(
    event: Component, begins: tuple[dt.date, dt.time | None], zone: ZoneInfo
) -> dt.time | None:
    """None where it is not said, or on another day."""
    day, starts = begins
    ends = _moment(event, "DTEND", zone)
    length = _dt(event, "DURATION")
    if ends is None and starts is not None and isinstance(length, dt.timedelta):
        try:
            moment = dt.datetime.combine(day, starts) + length
        except OverflowError:
            return None
        ends = moment.date(), moment.time()
    return ends[1] if ends is not None and ends[0] == day else None
