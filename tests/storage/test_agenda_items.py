import datetime as dt
from dataclasses import replace

import pytest

from quizapp.domain.agenda import Agenda, AgendaItem
from quizapp.domain.errors import NotFound
from quizapp.domain.text import LocalizedText
from quizapp.storage.events import SqlEvents
from tests.storage import samples

FRENCH = LocalizedText.of({"fr": "Discours"})


def test_import_keeps_adds_updates_and_removes_items(event: SqlEvents) -> None:
    before = {each.path: each for each in event.get("E").agenda}
    event.import_agenda(
        "E",
        samples.agenda(
            "Day 1 (5 March 2018)\n\nI. Opening\nGood morning.\n\nII. Reports\n"
            "(a) The first report\n\nIII. News\n\nIV. Closing\n"
        ),
    )
    after = event.get("E")
    now = {each.path: each for each in after.agenda}
    assert list(now) == ["I", "II", "II (a)", "III", "IV"]
    assert {path for path in now if path in before and now[path].id == before[path].id} == {
        "I",
        "II",
        "II (a)",
        "III",
    }
    assert now["III"].title.to_dict() == {"en": "News"}
    assert after.days == (dt.date(2018, 3, 5),)
    assert [(each.slug, each.item_id) for each in after.activities] == [
        ("late", now["III"].id),
        ("last", None),
        ("early", None),
    ]


def test_import_keeps_a_translation_while_its_wording_stands(event: SqlEvents) -> None:
    event.import_agenda(
        "E",
        samples.agenda("Day 1\n\nI. Opening\nGood morning.\n\nII. Reports\n(a) The first report\n"),
    )
    now = {each.path: each for each in event.get("E").agenda}
    assert now["II (a)"].title.to_dict() == {"en": "The first report", "fr": "Le premier rapport"}
    assert now["I"].text.to_dict() == {"en": "Good morning."}


def test_import_can_turn_an_item_into_the_child_of_another(event: SqlEvents) -> None:
    event.import_agenda("E", samples.agenda("Day 1\n\nII. Reports\n\nCOFFEE BREAK\n(a) Tea\n"))
    now = {each.path: each for each in event.get("E").agenda}
    assert now["COFFEE BREAK (a)"].parent_id == now["COFFEE BREAK"].id
    assert "II (a)" not in now


def test_import_into_an_event_that_is_gone_is_not_found(event: SqlEvents) -> None:
    with pytest.raises(NotFound):
        event.import_agenda("?", samples.agenda())


def test_item_with_another_title_is_known_by_its_time_and_floor(event: SqlEvents) -> None:
    def day(title: str) -> Agenda:
        item = AgendaItem("", title, "", "", 1, starts_at=dt.time(9), floor="Annex")
        return replace(samples.agenda("Day 1\n\nI. Opening\n"), items=(item,))

    event.import_agenda("E", day("Keynote"))
    (before,) = event.get("E").agenda
    event.import_agenda("E", day("Keynote: integrity"), {"Keynote: integrity": FRENCH}, {})
    (after,) = event.get("E").agenda
    assert (after.id, after.path, after.starts_at) == (before.id, "Keynote: integrity", dt.time(9))
    assert after.title.to_dict() == {"en": "Keynote: integrity", "fr": "Discours"}
    assert after.floor_id == before.floor_id
