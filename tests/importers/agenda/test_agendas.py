"""Agendas in the formats that people have them in, and what is said where one is broken."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp import paths
from quizapp.domain.agenda import REASONS, AgendaFile, walk
from quizapp.domain.errors import ContentProblems
from quizapp.importers.agenda import (
    AGENDA_IMPORTERS,
    LARGEST_AGENDA,
    AgendaUpload,
    read_agenda_file,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
SEED = paths.question_banks() / "isc-17-agenda.txt"

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//A//B//EN
X-WR-CALNAME:Integrity
BEGIN:VEVENT
UID:2
SUMMARY:Integrity testing\\, as a
  preventive measure
DTSTART:20180301T100000Z
DURATION:PT45M
LOCATION:Annex
DESCRIPTION:Members share\\ntheir experience.
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:1
SUMMARY:Opening address
DTSTART;TZID=Europe/Brussels:20180301T093000
DTEND;TZID=Europe/Brussels:20180301T100000
LOCATION:Main
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Reception
DTSTART;VALUE=DATE:20180302
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:Tea
DTSTART:20180302T080000
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
UID:5
SUMMARY:Panel
STATUS:CANCELLED
DTSTART:20180302T090000
END:VEVENT
BEGIN:VEVENT
UID:6
SUMMARY:Round table
DTSTART:20189902T090000
END:VEVENT
BEGIN:VEVENT
UID:7
DTSTART:20180302T090000
END:VEVENT
BEGIN:VEVENT
UID:8
SUMMARY:No day
END:VEVENT
BEGIN:VEVENT
UID:9
SUMMARY:Backwards
DTSTART:20180302T090000
DTEND:20180302T083000
END:VEVENT
END:VCALENDAR
"""

TABLE = """\ufeffDate;Start;End;No.;Title;Title (FR);Text;Document;Room
01/03/2018;9h30;10.00;I.;Opening address;Allocution d’ouverture;;;Main
;2:15 pm;;V;Organized crime;;"The speaker
will dwell on it.";HI0086E1;
2018-03-02;;;;COFFEE BREAK;;;;
not a day;;;;Lost;;;;
2018-03-02;nine;;;Late;;;;
2018-03-02;10:00;9:00;;Backwards;;;;
2018-03-02;10:00;;;;;only a text;;
;;;;;;;;
2018-03-02;13 pm;;;Thirteen;;;;
2018-03-02;25:00;;;Night;;;;
"""


def schedule(*talks: dict[str, Any]) -> str:
    days = [
        {"index": 1, "date": "2018-03-01", "rooms": {"Main": list(talks[:1])}},
        {"index": 2, "date": "2018-03-02", "rooms": {"Annex": list(talks[1:])}},
    ]
    conference = {"acronym": "isc", "title": "Integrity", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": conference}}, indent=2)


TALKS: tuple[dict[str, Any], ...] = (
    {
        "guid": "g1",
        "title": "Opening address",
        "date": "2018-03-01T09:30:00+01:00",
        "start": "09:30",
        "duration": "00:30",
        "abstract": "Good morning.",
    },
    {
        "guid": "g2",
        "title": {"en": "Reports", "fr": "Rapports", "xx": "?"},
        "start": "11:00",
        "duration": "01:30",
        "description": "",
    },
    {"guid": "g3", "title": "No time", "start": "soon"},
    {"guid": "g4", "title": "Withdrawn", "start": "12:00", "state": "canceled"},
    {"guid": "g5", "title": "", "start": "12:00"},
    {"guid": "g6", "title": "Long", "start": "12:00", "duration": "99:99"},
    {"guid": "g7", "title": "Past midnight", "start": "23:30", "duration": "01:00"},
    {"guid": "g8", "title": "Nowhere", "date": "yesterday"},
)


def read(name: str, text: str | bytes, languages: tuple[str, ...] = ("en", "fr")) -> AgendaFile:
    data = text if isinstance(text, bytes) else text.encode()
    return read_agenda_file(AgendaUpload(name, data, BRUSSELS, languages))


def rows(file: AgendaFile) -> list[tuple[object, ...]]:
    return [
        (item.day, item.starts_at, item.ends_at, path, item.title, item.floor)
        for path, item in walk(file.agenda)
    ]


def lost(file: AgendaFile) -> list[tuple[int, str, str]]:
    return [(each.line, each.text, each.reason) for each in file.agenda.unplaced]


def faults(name: str, text: str | bytes) -> list[tuple[str, int | None]]:
    with pytest.raises(ContentProblems) as raised:
        read(name, text)
    return [(each.code, each.line) for each in raised.value.problems]


def test_the_real_agenda_comes_in_whole() -> None:
    file = read("agenda.txt", SEED.read_bytes())
    assert file.format == "text"
    assert (len(list(walk(file.agenda))), len(file.agenda.days)) == (20, 2)
    assert file.agenda.unplaced == ()


def test_a_calendar_is_put_in_order_on_the_clock_of_the_meeting() -> None:
    file = read("day.ics", CALENDAR.replace("\n", "\r\n"))
    title = "Integrity testing, as a preventive measure"
    assert (file.format, file.agenda.heading) == ("icalendar", "Integrity")
    assert [day.date for day in file.agenda.days] == [dt.date(2018, 3, 1), dt.date(2018, 3, 2)]
    assert rows(file) == [
        (1, dt.time(9, 30), dt.time(10), "Opening address", "Opening address", "Main"),
        (1, dt.time(11), dt.time(11, 45), title, title, "Annex"),
        (2, None, None, "Reception", "Reception", ""),
    ]
    assert file.agenda.items[1].text == "Members share\ntheir experience."
    assert file.floors == ("Main", "Annex")


def test_entries_of_a_calendar_that_find_no_place_are_named_by_their_lines() -> None:
    assert lost(read("day.ics", CALENDAR)) == [
        (30, "Tea", "repeats"),
        (36, "Panel", "cancelled"),
        (42, "Round table", "date_unreadable"),
        (47, "", "title_missing"),
        (51, "No day", "day_missing"),
        (55, "Backwards", "ends_before_it_starts"),
    ]


def test_a_table_is_read_with_its_languages() -> None:
    file = read("day.csv", TABLE)
    assert rows(file) == [
        (1, dt.time(9, 30), dt.time(10), "I", "Opening address", "Main"),
        (1, dt.time(14, 15), None, "V", "Organized crime", ""),
        (2, None, None, "COFFEE BREAK", "COFFEE BREAK", ""),
    ]
    assert file.agenda.items[1].reference == "HI0086E1"
    assert file.agenda.items[1].text == "The speaker\nwill dwell on it."
    assert file.titles["I"].to_dict() == {"en": "Opening address", "fr": "Allocution d’ouverture"}
    assert lost(file) == [
        (6, "not a day Lost", "date_unreadable"),
        (7, "2018-03-02 nine Late", "time_unreadable"),
        (8, "2018-03-02 10:00 9:00 Backwards", "ends_before_it_starts"),
        (9, "2018-03-02 10:00 only a text", "title_missing"),
        (11, "2018-03-02 13 pm Thirteen", "time_unreadable"),
        (12, "2018-03-02 25:00 Night", "time_unreadable"),
    ]


def test_a_row_before_any_day_has_no_place() -> None:
    file = read("a.csv", "title,day\nLost,\nFound,2018-03-01\n")
    assert lost(file) == [(2, "Lost", "day_missing")]


def test_a_schedule_of_pretalx_is_read_with_its_rooms() -> None:
    file = read("schedule.json", schedule(*TALKS))
    assert (file.format, file.agenda.heading) == ("pretalx", "Integrity")
    assert rows(file) == [
        (1, dt.time(9, 30), dt.time(10), "Opening address", "Opening address", "Main"),
        (2, dt.time(11), dt.time(12, 30), "Reports", "Reports", "Annex"),
        (2, dt.time(23, 30), None, "Past midnight", "Past midnight", "Annex"),
    ]
    assert file.titles["Reports"].to_dict() == {"en": "Reports", "fr": "Rapports"}
    assert file.agenda.items[0].text == "Good morning."
    text = schedule(*TALKS).split("\n")
    assert [(text[line - 1].strip(), why) for line, _, why in lost(file)] == [
        ('"guid": "g3",', "time_unreadable"),
        ('"guid": "g4",', "cancelled"),
        ('"guid": "g5",', "title_missing"),
        ('"guid": "g6",', "time_unreadable"),
        ('"guid": "g8",', "date_unreadable"),
    ]


def test_a_title_in_other_languages_alone_is_taken_for_the_own() -> None:
    file = read("s.json", schedule({"title": {"de": "Eröffnung"}, "start": "09:00"}))
    assert file.agenda.items[0].title == "Eröffnung"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "  \n", [("empty_file", None)]),
        ("a.txt", "We meet.\nWe talk.\n", [("no_agenda_items", None)]),
        ("a.txt", b"Day 1\n\nI. Caf\xe9\n", [("not_utf8", 3)]),
        ("a.txt", "x" * (LARGEST_AGENDA + 1), [("file_too_large", None)]),
        ("a.csv", "when,what\n1,2\n", [("agenda_header", 1)]),
        ("a.csv", 'title,day\n"open,2018\n', [("broken_csv", 2)]),
        ("a.csv", "title,day\n", [("no_agenda_items", 1)]),
        ("a.csv", "title,day\n" + "x,2018-03-01\n" * 1001, [("too_many_items", 1002)]),
        ("a.ics", "BEGIN:VCALENDAR\nnonsense\n", [("broken_icalendar", 2)]),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VEVENT\n", [("broken_icalendar", 2)]),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", [("broken_icalendar", 3)]),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", [("no_agenda_items", 1)]),
        ("a.json", '{\n "schedule": \n}', [("broken_json", 3)]),
        ("a.json", "[" * 100_000, [("broken_json", 1)]),
        ("a.json", '{"talks": []}', [("no_schedule", 1)]),
        ("a.json", schedule(), [("no_agenda_items", 1)]),
    ],
)
def test_a_broken_one_names_its_line(
    name: str, text: str | bytes, expected: list[tuple[str, int | None]]
) -> None:
    assert faults(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "title,day\n" + "x" * 501 + ",2018-03-01\n"),
        ("a.csv", "title,day,title_fr\nx,2018-03-01," + "x" * 501 + "\n"),
        ("a.txt", "Day 1\n\nI. " + "word " * 5000 + "\n"),
    ],
)
def test_a_text_too_long_for_a_phone_is_refused(name: str, text: str) -> None:
    assert faults(name, text) == [("text_too_long", None)]


@pytest.mark.parametrize(
    ("starts", "more", "reasons"),
    [
        ("00010101T000000Z", "", ["date_unreadable"]),
        ("99991231T235959", "DURATION:P9999D\n", []),
        ("20180301T100000", "DURATION:-P999999W\n", []),
    ],
)
def test_a_day_beyond_all_calendars_breaks_nothing(
    starts: str, more: str, reasons: list[str]
) -> None:
    other = "BEGIN:VEVENT\nSUMMARY:B\nDTSTART:20180301T100000\nEND:VEVENT\n"
    odd = f"BEGIN:VEVENT\nSUMMARY:A\nDTSTART:{starts}\n{more}END:VEVENT\n"
    data = f"BEGIN:VCALENDAR\n{odd}{other}END:VCALENDAR\n".encode()
    file = read_agenda_file(AgendaUpload("a.ics", data, ZoneInfo("America/New_York")))
    assert [each.reason for each in file.agenda.unplaced] == reasons


def test_other_days_and_zones_beyond_all_calendars_break_nothing() -> None:
    late = {"title": "A", "start": "23:59", "duration": "10:00", "date": "9999-12-31T23:59:00"}
    file = read("s.json", schedule(late, {"title": "B", "start": "09:00"}))
    assert file.agenda.items[-1].ends_at is None
    zone = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID={'a' * 5000}:20180301T100000\n"
    assert faults("a.ics", f"{zone}END:VEVENT\nEND:VCALENDAR\n")[0][0] == "broken_icalendar"


def test_nothing_comes_in_that_turns_a_screen_around_or_that_no_database_takes() -> None:
    title = "A\0B\u202eC\ud800D\u009bE"
    file = read("s.json", schedule({"title": title, "start": "09:00"}))
    assert [each.title for each in file.agenda.items] == ["A B C D E"]
    table = read("a.csv", "title,day\nA\u202eB,2018-03-01\n")
    assert [each.title for each in table.agenda.items] == ["A B"]


def test_formats_are_known_by_their_content() -> None:
    assert read("pasted.txt", CALENDAR).format == "icalendar"
    assert read("pasted.txt", TABLE).format == "csv"
    assert read("pasted.txt", schedule(*TALKS)).format == "pretalx"
    assert read("pasted.txt", "Day 1\n\nI. Opening; a title\n").format == "text"


@pytest.mark.parametrize("slug", sorted(AGENDA_IMPORTERS))
@given(st.data())
def test_whatever_is_in_a_file_the_only_error_is_a_named_one(
    slug: str, data: st.DataObject
) -> None:
    source = {"csv": TABLE, "icalendar": CALENDAR, "pretalx": schedule(*TALKS)}.get(
        slug, "Day 1\nI. A"
    )
    at = data.draw(st.integers(0, len(source)))
    cut = data.draw(st.integers(0, 40))
    text = source[:at] + data.draw(st.text(max_size=12)) + source[at + cut :]
    upload = AgendaUpload("x", text.encode("utf-8", "replace"), BRUSSELS)
    with suppress(ContentProblems):
        file = AGENDA_IMPORTERS[slug].read(upload)
        assert file.agenda.items
        assert all(each.reason in REASONS for each in file.agenda.unplaced)


def test_an_event_file_takes_its_agenda_in_any_format(tmp_path: Path) -> None:
    from quizapp.importers.event_yaml import read_event_file

    (tmp_path / "day.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "event.yaml").write_text(
        "format: quizapp-event/1\nslug: day\ntitle: {en: Day}\nlanguages: [en, fr]\n"
        "agenda: day.csv\nagenda_titles: {ar: {V: الجريمة}}\nactivities: []\n",
        encoding="utf-8",
    )
    plan = read_event_file(tmp_path / "event.yaml", tmp_path)
    assert plan.item_titles["I"].to_dict()["fr"] == "Allocution d’ouverture"
    assert plan.item_titles["V"].to_dict() == {"ar": "الجريمة"}
    assert plan.agenda.items[0].starts_at == dt.time(9, 30)
