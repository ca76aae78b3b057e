"""Floors, planned times and notes, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from quizapp.domain.agenda import Agenda
from quizapp.domain.errors import NotFound
from quizapp.domain.event import AgendaLine, Event
from quizapp.domain.stored import EventSettings, ItemPlan, NoteAbout, RehearsalPlan
from quizapp.domain.text import LocalizedText
from quizapp.storage.activities import SqlActivities
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from tests.storage import samples

HALL, ANNEX = LocalizedText.of({"en": "Hall", "fr": "Salle"}), LocalizedText.of({"en": "Annex"})
PLANNED = samples.plan(
    floors=(("hall", HALL), ("annex", ANNEX)),
    item_plans={"I": ItemPlan(time(9, 30), time(10, 15), "annex", "Wait for the minister.")},
    activities=(replace(samples.activity("last"), floor="hall", notes="Slowly."),),
)


@pytest.fixture
def event(database: Database) -> SqlEvents:
    store = SqlEvents(database)
    store.create(PLANNED, "E", "482913", "screen")
    return store


def line(event: Event, path: str) -> AgendaLine:
    return {each.path: each for each in event.agenda}[path]


def names(event: Event) -> list[LocalizedText]:
    assert [each.position for each in event.floors] == list(range(len(event.floors)))
    return [each.name for each in event.floors]


def settings(*floors: tuple[str, LocalizedText]) -> EventSettings:
    return EventSettings(
        PLANNED.title, PLANNED.theme, PLANNED.join, PLANNED.wifi, ("fr",), floors=floors
    )


def opening_at(starts_at: time | None, floor: str) -> Agenda:
    agenda = samples.agenda()
    first = replace(agenda.items[0], starts_at=starts_at, floor=floor)
    return replace(agenda, items=(first, *agenda.items[1:]))


def test_what_is_planned_comes_back(event: SqlEvents) -> None:
    stored = event.get("E")
    hall, annex = stored.floors
    assert names(stored) == [HALL, ANNEX]
    opening = line(stored, "I")
    assert (opening.starts_at, opening.ends_at) == (time(9, 30), time(10, 15))
    assert (opening.floor_id, opening.notes) == (annex.id, "Wait for the minister.")
    assert (stored.activities[0].floor_id, stored.activities[0].notes) == (hall.id, "Slowly.")
    assert (line(stored, "III").starts_at, line(stored, "III").floor_id) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"item_plans": {"X": ItemPlan()}},
        {"item_plans": {"I": ItemPlan(floor="attic")}},
        {"activities": (replace(samples.activity("last"), floor="attic"),)},
    ],
)
def test_what_names_no_floor_or_item_is_refused(
    event: SqlEvents, changes: dict[str, object]
) -> None:
    with pytest.raises(NotFound):
        event.create(replace(PLANNED, slug="other", **changes), "F", "111111", "b")  # type: ignore[arg-type]


def test_floors_are_renamed_added_put_in_order_and_taken_away(event: SqlEvents) -> None:
    hall, annex = (each.id for each in event.get("E").floors)
    event.change("E", settings((annex, HALL), ("", ANNEX), (hall, LocalizedText())))
    changed = event.get("E")
    assert names(changed) == [HALL, ANNEX, LocalizedText()]
    assert [changed.floors[0].id, changed.floors[2].id] == [annex, hall]
    event.change("E", settings((hall, HALL)))
    left = event.get("E")
    assert names(left) == [HALL]
    assert line(left, "I").floor_id is None, "the item is for whichever floor takes it now"
    event.change("E", settings())
    assert names(event.get("E")) == [HALL]
    with pytest.raises(NotFound):
        event.change("E", settings(("none", HALL)))


def test_an_agenda_changes_times_and_floors_only_where_it_has_any(event: SqlEvents) -> None:
    event.import_agenda("E", opening_at(None, ""))
    assert line(event.get("E"), "I") == replace(line(event.get("E"), "I"), starts_at=time(9, 30))
    event.import_agenda("E", opening_at(time(8, 0), "salle"))
    opening = line(event.get("E"), "I")
    assert (opening.starts_at, opening.ends_at) == (time(8, 0), None)
    assert opening.floor_id == event.get("E").floors[0].id
    event.import_agenda("E", opening_at(time(8, 0), "Attic"))
    assert [each.get("en") for each in names(event.get("E"))] == ["Hall", "Annex", "Attic"]


def test_the_plan_of_an_event_leaves_what_the_agenda_says(database: Database) -> None:
    plans = {"I": ItemPlan(notes="Slowly.")}
    plan = samples.plan(agenda=opening_at(time(8, 0), "Hall"), item_plans=plans)
    store = SqlEvents(database)
    store.create(plan, "E", "482913", "screen")
    opening = line(store.get("E"), "I")
    assert (opening.starts_at, opening.notes) == (time(8, 0), "Slowly.")
    assert opening.floor_id == store.get("E").floors[0].id


def test_the_one_floor_without_a_name_is_the_first_that_an_agenda_names(
    database: Database,
) -> None:
    store = SqlEvents(database)
    store.create(samples.plan(agenda=opening_at(time(8, 0), "Hall")), "E", "482913", "screen")
    assert [each.get("en") for each in names(store.get("E"))] == ["Hall"]


def test_a_copy_has_floors_of_its_own(event: SqlEvents) -> None:
    event.copy(RehearsalPlan("E", "C", "copy", "111111", "another"))
    copy = event.get("C")
    assert names(copy) == [HALL, ANNEX]
    assert line(copy, "I").floor_id == copy.floors[1].id
    assert copy.activities[0].floor_id == copy.floors[0].id
    assert line(copy, "III").floor_id is None


def test_activities_go_to_another_item_when_they_are_put_in_order(
    database: Database, event: SqlEvents
) -> None:
    activities = SqlActivities(database)
    stored = event.get("E")
    (last,) = stored.activities
    activities.order("E", [last.id], {last.id: line(stored, "II").id})
    assert event.get("E").activities[0].item_id == line(stored, "II").id
    activities.order("E", [last.id], {last.id: None})
    assert event.get("E").activities[0].item_id is None
    with pytest.raises(NotFound):
        activities.order("E", [last.id], {last.id: "none"})


def test_agenda_items_are_put_in_another_order(database: Database, event: SqlEvents) -> None:
    activities = SqlActivities(database)
    before = event.get("E").agenda
    first, *others = ((each.id, each.day) for each in before)
    activities.arrange("E", [*others[:1], (first[0], 2)])
    after = event.get("E").agenda
    assert [(each.id, each.day) for each in after] == [others[0], (first[0], 2), *others[1:]]


def test_notes_and_plans_are_edited(database: Database, event: SqlEvents) -> None:
    activities = SqlActivities(database)
    stored = event.get("E")
    opening, (last,) = line(stored, "I"), stored.activities
    activities.note("E", NoteAbout("agenda_item", opening.id), "No minister.")
    activities.note("E", NoteAbout("activity", last.id), "Fast.")
    activities.plan_item("E", line(stored, "II").id, ItemPlan(time(11), floor=stored.floors[0].id))
    changed = event.get("E")
    assert line(changed, "I") == replace(opening, notes="No minister.")
    assert changed.activities[0].notes == "Fast."
    assert (line(changed, "II").starts_at, line(changed, "II").floor_id) == (
        time(11),
        stored.floors[0].id,
    )


@pytest.mark.parametrize("kind", ["agenda_item", "activity"])
def test_nothing_of_another_event_is_edited(
    database: Database, event: SqlEvents, kind: str
) -> None:
    activities = SqlActivities(database)
    stored = event.get("E")
    mine = {"agenda_item": line(stored, "I").id, "activity": stored.activities[0].id}[kind]
    for event_id, about in (("F", mine), ("E", "none")):
        with pytest.raises(NotFound):
            activities.note(event_id, NoteAbout(kind, about), "x")
        with pytest.raises(NotFound):
            activities.plan_item(event_id, about, ItemPlan())
