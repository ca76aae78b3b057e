from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.agenda import AgendaFile, read_agenda
from quizapp.domain.agenda.placing import Comparison
from quizapp.domain.errors import NotFound
from quizapp.domain.event import AgendaLine
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.text import LocalizedText
from quizapp.services.agendas import Agendas
from tests.web.house import EVENT, FakeEvents, FakeLive


def line(item_id: str, path: str) -> AgendaLine:
    return AgendaLine(item_id, path, path, LocalizedText(), LocalizedText(), "", 1, None, 0)


@pytest.fixture
def events() -> FakeEvents:
    activity = EVENT.activities[0]
    there = replace(
        EVENT,
        agenda=(line("i1", "I"), line("i2", "II")),
        activities=(replace(activity, item_id="i2"), replace(activity, id="other", item_id="i1")),
    )
    return FakeEvents({EVENT.id: there})


FILE = AgendaFile("text", read_agenda("Day 1\n\nI. Opening\n\nIII. Closing\n"))


def test_a_check_says_what_comes_and_goes_and_writes_nothing(events: FakeEvents) -> None:
    live = FakeLive()
    store: Any = events
    engine: Any = live
    check = Agendas(store, engine).check(EVENT.id, FILE)
    assert check.comparison == Comparison({"I": "I"}, ("III",), ("II",))
    assert [each.id for each in check.gone] == ["i2"]
    assert [each.id for each in check.lost] == [EVENT.activities[0].id]
    assert (events.rows[EVENT.id].agenda[1].id, live.done) == ("i2", [])


def test_an_import_is_written_and_everybody_is_told(events: FakeEvents) -> None:
    live = FakeLive()
    store: Any = events
    engine: Any = live
    Agendas(store, engine).put(EVENT.id, FILE, "mary")
    assert [(each.id, each.path) for each in events.rows[EVENT.id].agenda] == [
        ("i1", "I"),
        ("item III", "III"),
    ]
    assert live.done == [(EVENT.id, NoteContentChanged(), "mary")]


def test_an_event_that_is_gone_is_not_found(events: FakeEvents) -> None:
    store: Any = events
    engine: Any = FakeLive()
    with pytest.raises((NotFound, KeyError)):
        Agendas(store, engine).check("?", FILE)
