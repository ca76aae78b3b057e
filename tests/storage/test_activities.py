"""Activities as an organiser edits them, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Activity, RankingWhen
from quizapp.domain.text import LocalizedText
from quizapp.storage.activities import SqlActivities
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from tests.storage import samples


@pytest.fixture
def activities(database: Database, event: SqlEvents) -> SqlActivities:
    return SqlActivities(database)


def of_event(event: SqlEvents) -> dict[str, Activity]:
    return {each.slug: each for each in event.get("E").activities}


def versions(activity: Activity) -> list[tuple[str, int]]:
    return [(each.question_id, each.version) for each in activity.questions]


def test_an_activity_is_added_changed_and_deleted(
    activities: SqlActivities, event: SqlEvents
) -> None:
    questions = versions(of_event(event)["early"])
    activities.put("E", "new", samples.activity("late", "III"), questions[:1])
    added = of_event(event)["late-2"]
    assert (added.id, versions(added)) == ("new", questions[:1])
    plan = replace(
        samples.activity("other", ""),
        title=LocalizedText.of({"en": "Renamed"}),
        ranking="each",
        top=10,
        time_limit_s=None,
    )
    activities.put("E", "new", plan, questions[::-1])
    changed = of_event(event)["late-2"]
    assert (changed.title.get("en"), changed.ranking, changed.top, changed.item_id) == (
        "Renamed",
        RankingWhen.EACH,
        10,
        None,
    )
    assert (changed.position, versions(changed)) == (added.position, questions[::-1])
    assert activities.time_limit_s("new") is None
    assert activities.time_limit_s("none") is None
    activities.delete("E", "new")
    assert "late-2" not in of_event(event)
    with pytest.raises(NotFound):
        activities.delete("E", "new")


def test_nothing_is_written_to_what_is_not_there(
    activities: SqlActivities, other_event: SqlEvents
) -> None:
    mine = of_event(other_event)["early"]
    for event_id, activity_id, item, questions in (
        ("none", "new", "", []),
        ("F", mine.id, "", []),
        ("E", "new", "no such item", []),
        ("E", "new", "", [("none", 1)]),
    ):
        with pytest.raises(NotFound):
            activities.put(event_id, activity_id, samples.activity("new", item), questions)
    assert of_event(other_event)["early"] == mine
    with pytest.raises(NotFound):
        activities.delete("F", mine.id)


def test_activities_are_put_in_order_within_their_agenda_item(
    activities: SqlActivities, event: SqlEvents
) -> None:
    questions = versions(of_event(event)["early"])
    activities.put("E", "a", samples.activity("a", "III"), questions)
    activities.put("E", "b", samples.activity("b", "III"), questions)
    before = [each.slug for each in event.get("E").activities]
    assert before == ["early", "late", "a", "b", "last"]
    activities.order("E", ["b", "a"])
    assert [each.slug for each in event.get("E").activities] == ["early", "b", "a", "late", "last"]


def test_the_first_activity_of_an_event(activities: SqlActivities, event: SqlEvents) -> None:
    event.create(samples.plan("empty", activities=()), "G", "777777", "another screen")
    activities.put("G", "first", samples.activity("first"), [])
    assert [(each.slug, each.position) for each in event.get("G").activities] == [("first", 0)]
