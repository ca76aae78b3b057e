"""Agenda items on the floors: taken, left, taken back, and what comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Kind, Phase, Script, ScriptItem
from quizapp.domain.live.steps import Step, StepKind, preview
from tests.domain.live.stagehand import (
    ANNEX,
    HALL,
    ITEMS,
    LIVE_POLL,
    POLL,
    QUIZ,
    START,
    Stagehand,
    script,
)

AGENDA: Script = replace(
    script(replace(QUIZ, item_id="ii"), replace(POLL, item_id="i"), LIVE_POLL), items=ITEMS
)


@pytest.fixture
def show() -> Stagehand:
    return Stagehand(AGENDA)


def take(item_id: str) -> Step:
    return Step(StepKind.TAKE, item_id=item_id)


def start(activity_id: str) -> Step:
    return Step(StepKind.START, activity_id)


def test_without_an_item_on_the_floor_the_next_step_is_the_next_activity(show: Stagehand) -> None:
    assert show.following() == start("quiz")


def test_an_item_that_is_taken_clears_the_stage_for_itself(show: Stagehand) -> None:
    show.take("i")
    assert show.hall.item_id == "i"
    assert show.shown.kind is Kind.IDLE
    assert show.state.floors[ANNEX].item_id is None


def test_the_next_step_goes_through_items_and_their_activities(show: Stagehand) -> None:
    show.take("i")
    assert show.following() == start("poll")
    show.start("poll").finish()
    assert show.following() == take("ii")
    show.next()
    assert (show.hall.item_id, show.following()) == ("ii", start("quiz"))
    show.start("quiz").finish()
    assert show.following() == take("iv"), "item iii is on the other floor"
    show.next()
    assert show.following() == start("live"), "what belongs to no item comes at the end"
    show.start("live").finish()
    assert show.following() is None


def test_what_was_left_out_on_the_way_comes_behind_the_last_item(show: Stagehand) -> None:
    show.take("iv")
    assert show.following() == start("quiz")


def test_the_button_tells_what_comes_after_the_item(show: Stagehand) -> None:
    show.take("i").start("poll").finish()
    assert preview(show.state, HALL) == (take("ii"), start("quiz"))


def test_an_open_question_keeps_the_next_item_off(show: Stagehand) -> None:
    show.take("i").start("poll").next()
    assert show.refused(cmd.TakeItem(floor_id=HALL, rev=show.rev(), item_id="ii")) == "round_open"
    show.next().take("ii")
    assert show.shown.kind is Kind.IDLE
    assert [each.phase for each in show.state.rounds.values()] == [Phase.CLOSED]


def test_an_item_that_the_agenda_has_not_can_not_be_taken(show: Stagehand) -> None:
    assert show.refused(cmd.TakeItem(floor_id=HALL, rev=show.rev(), item_id="x")) == "not_found"


def test_who_takes_the_item_on_the_floor_again_brings_it_back_into_sight(show: Stagehand) -> None:
    show.take("i").start("poll").idle().back()
    show.take("i")
    assert show.hall.at_head
    assert not show.do(cmd.TakeItem(floor_id=HALL, rev=show.rev(), item_id="i"))


def test_no_item_leaves_the_stage_as_it_is(show: Stagehand) -> None:
    show.take("i").start("poll").leave_item()
    assert (show.hall.item_id, show.shown.kind) == (None, Kind.INTRO)
    assert not show.do(cmd.LeaveItem(floor_id=HALL, rev=show.rev()))


def test_real_times_are_those_of_the_first_coming_and_the_last_leaving(show: Stagehand) -> None:
    assert show.state.time_of("i") == (None, None)
    show.take("i").wait(60_000)
    assert show.state.time_of("i") == (START, None)
    show.take("ii").wait(60_000).take("i").wait(60_000)
    assert show.state.time_of("i") == (START, None)
    assert show.state.time_of("ii") == (START + 60_000, START + 120_000)
    show.leave_item()
    assert show.state.time_of("i") == (START, START + 180_000)


def test_two_floors_go_through_the_agenda_apart(show: Stagehand) -> None:
    show.take("ii").wait(1_000).take("iii", ANNEX)
    assert show.state.time_of("ii") == (START, None)
    assert show.following(ANNEX) == take("iv")


def test_a_taking_is_undone_as_if_it_had_never_been(show: Stagehand) -> None:
    show.take("i").wait(60_000)
    before = show.state.visits
    show.take("ii").undo(HALL)
    assert (show.hall.item_id, show.state.visits) == ("i", before)
    show.undo(HALL)
    assert show.hall.item_id == "ii"
    assert show.state.time_of("i") == (START, START + 60_000)


def test_the_first_taking_is_undone_too(show: Stagehand) -> None:
    show.take("i").undo(HALL)
    assert (show.hall.item_id, show.state.visits) == (None, ())
    assert show.following() == start("quiz")


def test_a_step_meant_for_another_item_is_stale(show: Stagehand) -> None:
    rev = show.rev()
    show.take("i")
    assert show.refused(cmd.TakeItem(floor_id=HALL, rev=rev, item_id="ii")) == "stale"


def test_an_item_that_was_edited_away_leaves_the_activities(show: Stagehand) -> None:
    show.take("ii")
    show.state = show.state.with_script(replace(AGENDA, items=(ScriptItem("i"),)))
    assert show.following() == start("quiz")


def test_an_activity_of_another_floor_does_not_come_by_itself() -> None:
    elsewhere = replace(POLL, floor_id=ANNEX)
    show = Stagehand(script(elsewhere))
    assert show.following() is None
    assert show.following(ANNEX) == start("poll")
    show.start("poll")
    assert show.shown.kind is Kind.INTRO, "but whoever wants it there may have it"


def test_an_activity_is_on_the_floor_of_its_item() -> None:
    show = Stagehand(replace(script(replace(POLL, item_id="iii")), items=ITEMS))
    assert (show.following(), show.following(ANNEX)) == (None, start("poll"))


def test_a_floor_that_is_gone_binds_nobody() -> None:
    show = Stagehand(script(replace(POLL, floor_id="attic")))
    assert show.following() == start("poll")
