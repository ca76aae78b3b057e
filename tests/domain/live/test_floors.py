"""Parallel rooms: what happens on one floor is no matter of the other; and stale steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import FloorState, Kind, Phase, Script, Shown
from quizapp.domain.live.steps import Step, StepKind
from tests.domain.live.stagehand import ANNEX, HALL, SCRIPT, Stagehand, in_words


def test_two_floors_run_their_own_rounds() -> None:
    show = Stagehand().next_until(Phase.OPEN).start("live", ANNEX).next(1, ANNEX)
    hall, annex = show.state.open_round(HALL), show.state.open_round(ANNEX)
    assert hall is not None
    assert annex is not None
    assert (hall.activity_id, annex.activity_id) == ("quiz", "live")
    before = show.state.floors[ANNEX]
    show.next(2).blank()
    assert show.state.floors[ANNEX] == before


def test_an_activity_is_on_one_stage_at_a_time() -> None:
    show = Stagehand().next_until(Phase.OPEN)
    start = cmd.StartActivity(floor_id=ANNEX, rev=0, activity_id="quiz")
    assert show.refused(start) == "on_other_floor"
    assert show.following(ANNEX) == Step(StepKind.START, "poll")


def test_what_one_floor_left_unfinished_is_not_offered_to_the_other_but_may_be_taken_over() -> None:
    show = Stagehand().next_until(Phase.CLOSED).lobby()
    assert show.following(ANNEX) == Step(StepKind.START, "poll")
    show.start("quiz", ANNEX)
    assert in_words(show.state.floors[ANNEX].shown) == "r2 closed"
    assert show.state.rounds["r2"].floor_id == ANNEX
    show.next(1, ANNEX)
    assert in_words(show.state.floors[ANNEX].shown) == "r2 revealed"
    assert show.shown == Shown(Kind.LOBBY)
    assert show.following() == Step(StepKind.START, "poll")


def test_a_floor_that_is_gone_keeps_nothing_from_the_others() -> None:
    show = Stagehand().next_until(Phase.CLOSED).lobby()
    floors = {ANNEX: show.state.floors[ANNEX]}
    show.state = replace(show.state, floors=floors)
    assert show.following(ANNEX) == Step(StepKind.START, "quiz")
    assert not show.state.in_sight("r2")


def test_a_floor_added_by_an_edit_has_a_stage() -> None:
    show = Stagehand().lobby()
    before = show.hall
    edited = Script((HALL, ANNEX, "roof"), SCRIPT.activities)
    show.state = show.state.with_script(edited)
    assert show.state.floors["roof"] == FloorState("roof")
    assert show.hall == before


STEPS: list[type[cmd.StepCommand]] = [
    cmd.ShowLobby,
    cmd.ShowIdle,
    cmd.Back,
    cmd.Reveal,
    cmd.ShowRanking,
    cmd.FinishActivity,
    cmd.ReopenRound,
]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_meant_for_an_earlier_stage_is_stale(step: type[cmd.StepCommand]) -> None:
    show = Stagehand().next_until(Phase.OPEN)
    assert show.refused(step(floor_id=HALL, rev=show.rev() - 1)) == "stale"


def test_a_second_moderator_s_next_does_not_skip_a_beat() -> None:
    show = Stagehand().next_until(Phase.OPEN)
    both = cmd.NextStep(floor_id=HALL, rev=show.rev(), round_id="fresh")
    show.do(both)
    assert show.refused(both) == "stale"
    assert show.on.phase is Phase.CLOSED


def test_a_switch_a_pause_or_an_extension_makes_no_step_stale() -> None:
    show = Stagehand().next_until(Phase.OPEN)
    rev = show.rev()
    show.pause().pause(False).extend().blank().big_qr()
    show.do(cmd.HideResults(floor_id=HALL, on=True))
    show.do(cmd.LockJoining(on=True))
    assert show.rev() == rev


def test_a_step_on_one_floor_makes_none_stale_on_the_other() -> None:
    show = Stagehand()
    rev = show.rev(ANNEX)
    show.next_until(Phase.OPEN)
    assert show.rev(ANNEX) == rev


def test_a_step_is_stale_after_a_voiding_for_it_would_do_something_else() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    step = cmd.NextStep(floor_id=HALL, rev=show.rev(), round_id="fresh")
    show.void("r2")
    assert show.refused(step) == "stale"


def test_switches_that_stand_so_already_are_not_logged() -> None:
    show = Stagehand()
    for command in (
        cmd.BlankScreen(floor_id=HALL, on=False),
        cmd.EnlargeQr(floor_id=HALL, on=False),
        cmd.HideResults(floor_id=HALL, on=False),
        cmd.LockJoining(on=False),
    ):
        assert show.do(command) == ()


@pytest.mark.parametrize("base", [cmd.Command, cmd.FloorCommand, cmd.StepCommand])
def test_a_command_without_a_rule_is_refused(base: type[cmd.Command]) -> None:
    given = {"floor_id": HALL, "rev": 0} if base is not cmd.Command else {}
    command = base(**{key: given[key] for key in given if key in base.__dataclass_fields__})
    assert Stagehand().refused(command) == "refused"


def test_a_command_of_the_server_without_a_rule_is_refused() -> None:
    class Unknown(cmd.Command):
        internal = True

    assert Stagehand().refused(Unknown()) == "refused"
