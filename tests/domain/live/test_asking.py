"""Questions from the floor in the engine: what runs, what covers the stage, what undo brings back."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.errors import CommandRefused, NotFound, NothingToUndo
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.asking import Asking
from quizapp.domain.live.decide import decide
from quizapp.domain.live.evolve import evolve, fold
from quizapp.domain.live.log import decode, encode
from quizapp.domain.live.state import EventState, FloorState, fresh
from tests.domain.live.stagehand import ANNEX, BREATHING, HALL, QUIZ, START, script


def carried_out(state: EventState, *commands: cmd.Command) -> EventState:
    for each in commands:
        state = fold(state, decide(state, each, START))
    return state


def on_floor(kind: Any, floor_id: str = HALL, **args: Any) -> cmd.Command:
    command = kind(floor_id=floor_id, **args)
    assert isinstance(command, cmd.Command)
    return command


def opened(session_id: str = "s1", floor_id: str = HALL) -> cmd.Command:
    return on_floor(cmd.OpenQuestions, floor_id, item_id=floor_id, session_id=session_id)


def lit(question_id: str = "q1") -> cmd.Command:
    return on_floor(cmd.SpotlightQuestion, question_id=question_id)


LISTED = on_floor(cmd.ListQuestions, on=True)
UNDO = cmd.Undo(floor_id=HALL)


@pytest.fixture
def state() -> EventState:
    return fresh("event", script(QUIZ, BREATHING))


def hall(state: EventState) -> FloorState:
    return state.floors[HALL]


def test_questions_are_opened_on_one_floor_and_closed_again(state: EventState) -> None:
    state = carried_out(state, opened())
    assert hall(state).asking == Asking("s1", open=True)
    assert state.floors[ANNEX].asking == Asking()
    assert decide(state, opened(), START) == ()
    state = carried_out(state, on_floor(cmd.CloseQuestions))
    assert hall(state).asking == Asking("s1")
    assert decide(state, on_floor(cmd.CloseQuestions), START) == ()
    assert hall(carried_out(state, opened())).asking.open


def test_another_session_takes_what_the_room_reads_of_the_one_before_off(state: EventState) -> None:
    state = carried_out(state, opened(), LISTED, lit(), opened("s2"))
    assert hall(state).asking == Asking("s2", open=True)
    state = carried_out(state, lit(), opened("s3"))
    assert hall(state).asking == Asking("s3", open=True)


def test_the_same_session_opened_again_leaves_the_screen_alone(state: EventState) -> None:
    state = carried_out(state, opened(), lit(), on_floor(cmd.CloseQuestions), opened())
    assert hall(state).asking == Asking("s1", open=True, spotlight="q1")


def test_what_is_so_already_says_nothing(state: EventState) -> None:
    state = carried_out(state, opened(), LISTED, lit(), on_floor(cmd.SwitchReactions, on=True))
    for command in (LISTED, lit(), on_floor(cmd.SwitchReactions, on=True)):
        assert decide(state, command, START) == ()
    off = carried_out(state, on_floor(cmd.EndQuestionSpotlight))
    assert decide(off, on_floor(cmd.EndQuestionSpotlight), START) == ()


def test_a_step_of_the_stage_uncovers_it_and_a_question_takes_the_place_of_the_qr(
    state: EventState,
) -> None:
    state = carried_out(state, opened(), on_floor(cmd.EnlargeQr, on=True), LISTED, lit())
    assert not hall(state).big_qr
    assert hall(state).asking.covers
    assert not hall(state).lit
    state = carried_out(state, cmd.ShowIdle(floor_id=HALL, rev=state.seq))
    assert hall(state).asking == Asking("s1", open=True)
    assert hall(state).lit
    state = carried_out(state, lit(), cmd.Back(floor_id=HALL, rev=state.seq))
    assert not hall(state).asking.covers


@pytest.mark.parametrize(
    "command",
    [
        opened("s2"),
        on_floor(cmd.CloseQuestions),
        LISTED,
        lit("q2"),
        on_floor(cmd.EndQuestionSpotlight),
        on_floor(cmd.SwitchReactions, on=True),
    ],
)
def test_each_act_is_undone_and_redone(state: EventState, command: cmd.Command) -> None:
    before = carried_out(state, opened("s2"), opened("s1"), lit())
    if isinstance(command, cmd.OpenQuestions):
        before = carried_out(before, on_floor(cmd.EndQuestionSpotlight))
    after = carried_out(before, command)
    undone = carried_out(after, UNDO)
    assert hall(undone).asking == hall(before).asking
    assert hall(carried_out(undone, UNDO)).asking == hall(after).asking


def test_undo_of_the_very_first_opening_leaves_no_session(state: EventState) -> None:
    assert hall(carried_out(state, opened(), UNDO)).asking == Asking()
    with pytest.raises(NothingToUndo):
        decide(state, UNDO, START)


@pytest.mark.parametrize(
    "event",
    [
        ev.QuestionsSwitched(at=1, floor_id=HALL, session_id="s", on=True, was=None, was_on=True),
        ev.QuestionSpotlit(at=1, floor_id=HALL, question_id=None, was="q"),
        ev.QuestionsListed(at=1, floor_id=HALL, on=True),
        ev.ReactionsSwitched(at=1, floor_id=HALL, on=False),
    ],
)
def test_the_log_holds_each_and_a_floor_that_is_gone_changes_nothing(
    state: EventState, event: ev.FloorEvent
) -> None:
    assert decode(type(event).__name__, encode(event)) == event
    gone = fresh("event", script())
    after = evolve(EventState("event"), event)
    assert after.floors == {}
    assert gone.seq + 1 == after.seq


def test_what_a_service_must_do_is_refused_by_the_engine(state: EventState) -> None:
    for kind in (cmd.ApproveQuestion, cmd.ArchiveQuestion, cmd.AnswerQuestion, cmd.PartQuestion):
        with pytest.raises(CommandRefused):
            decide(state, on_floor(kind, question_id="q"), START)
    with pytest.raises(NotFound):
        decide(state, opened(floor_id="nowhere"), START)
