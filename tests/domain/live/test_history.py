"""Back and forward: what is shown changes, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import EventState, Phase
from quizapp.domain.live.steps import Step, StepKind, preview
from tests.domain.live.stagehand import HALL, Stagehand, in_words


def but_for_the_view(state: EventState) -> EventState:
    """The state without what a look back may change."""
    floors = {
        floor.id: replace(floor, cursor=0, moved_seq=0, blank=False, big_qr=False)
        for floor in state.floors.values()
    }
    return replace(state, floors=floors, seq=0)


def test_back_and_forward_lead_through_rounds_and_activities_and_change_only_the_view() -> None:
    show = Stagehand().next_until(Phase.RANKING).start("poll").next_until(Phase.OPEN)
    before, beats = but_for_the_view(show.state), show.beats()
    assert beats[-3:] == ["r2 ranking", "intro poll", "r7 open"]
    seen = [in_words(show.back().shown) for _ in beats[1:]]
    assert seen == beats[-2::-1]
    assert show.refused(cmd.Back(floor_id=HALL, rev=show.rev())) == "nothing_back"
    seen = [in_words(show.next().shown) for _ in beats[1:]]
    assert seen == beats[1:]
    assert but_for_the_view(show.state) == before


def test_the_next_step_while_looking_back_is_forward() -> None:
    show = Stagehand().next_until(Phase.OPEN).back()
    assert preview(show.state, HALL) == (Step(StepKind.FORWARD), Step(StepKind.CLOSE, "quiz", 0))


def test_a_look_back_lights_a_dark_screen() -> None:
    show = Stagehand().next_until(Phase.OPEN).blank().big_qr().back()
    assert (show.hall.blank, show.hall.big_qr) == (False, False)


@pytest.mark.parametrize(
    "command", [cmd.Reveal, cmd.ShowRanking, cmd.ReopenRound, cmd.FinishActivity]
)
def test_what_works_on_the_stage_is_refused_while_the_room_looks_at_something_else(
    command: type[cmd.StepCommand],
) -> None:
    show = Stagehand().next_until(Phase.CLOSED).back(4)
    assert show.refused(command(floor_id=HALL, rev=show.rev())) == "looking_back"


def test_what_works_on_the_round_works_while_the_room_sees_another_beat_of_it() -> None:
    show = Stagehand().next_until(Phase.CLOSED).back().reveal()
    assert in_words(show.shown) == "r2 revealed"
    show.back(2).finish()
    assert in_words(show.shown) == "podium quiz"


def test_the_timer_does_not_open_a_question_while_the_room_sees_something_else() -> None:
    show = Stagehand().next_until(Phase.ASKED).wait(60_000)
    opening = cmd.OpenRound(round_id="r2")
    show.back()
    assert show.refused(opening) == "stale"
    show.next().blank()
    assert show.refused(opening) == "stale"
    show.blank(False).big_qr()
    assert show.refused(opening) == "stale"
    show.big_qr(False).do(opening)
    assert show.on.phase is Phase.OPEN


def test_a_close_by_the_timer_leaves_the_room_looking_back() -> None:
    show = Stagehand().next_until(Phase.OPEN).back(2).wait(60_000).timer_closes()
    assert (in_words(show.shown), show.on.phase) == ("intro quiz", Phase.CLOSED)
    assert [in_words(show.next().shown) for _ in range(3)] == ["r2 asked", "r2 open", "r2 closed"]


def test_a_reopened_round_leaves_no_closed_beat_to_look_back_at() -> None:
    show = Stagehand().next_until(Phase.CLOSED).reopen()
    assert show.beats() == ["lobby", "intro quiz", "r2 asked", "r2 open"]
    left = Stagehand().next_until(Phase.CLOSED).lobby().next().reopen()
    assert left.beats() == ["lobby", "intro quiz", "r2 asked", "r2 open", "lobby", "r2 open"]
