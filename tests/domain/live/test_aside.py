"""Activities beside the stage: all their questions at once, whatever the room looks at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.answering import accept
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.live.steps import Step, StepKind
from quizapp.domain.voting import Secrecy, Voters, Voting
from tests.domain.live.stagehand import (
    ANNEX,
    HALL,
    LIVE_POLL,
    POLL,
    POLLED,
    QUIZ,
    SLIDE_POLL,
    START,
    Stagehand,
    script,
)

POLL_OPEN = ("r1", "r2")
AGAIN = cmd.OpenAside(floor_id=HALL, activity_id="poll", round_ids=("x1", "x2"))


@pytest.fixture
def show() -> Stagehand:
    return Stagehand(script(QUIZ, POLL, LIVE_POLL, SLIDE_POLL)).open_aside("poll")


def phases(show: Stagehand) -> list[Phase]:
    return [show.state.rounds[each].phase for each in POLL_OPEN]


def show_question(number: int) -> Step:
    return Step(StepKind.SHOW, "poll", number)


def test_all_its_questions_open_at_once_without_a_deadline(show: Stagehand) -> None:
    assert phases(show) == [Phase.OPEN] * 2
    assert [each.deadline_at for each in show.state.rounds.values()] == [None, None]
    assert [each.opened_at for each in show.state.rounds.values()] == [START] * 2
    assert show.state.asides_on(HALL) == ("poll",)
    assert show.shown.kind is Kind.LOBBY


def test_the_stage_goes_on_meanwhile(show: Stagehand) -> None:
    show.start("quiz").next(2)
    assert show.state.open_round(HALL) == show.on
    show.next(2).lobby()
    assert phases(show) == [Phase.OPEN] * 2
    assert possible(show.state, HALL, show.now).pause is False


def test_each_question_takes_answers_until_the_close(show: Stagehand) -> None:
    show.start("quiz").next(2).wait(3_600_000)
    for each in POLL_OPEN:
        assert accept(show.state, each, "ada", show.now).elapsed_ms == 3_600_000
    show.close_aside("poll")
    assert phases(show) == [Phase.CLOSED] * 2
    assert show.state.asides_on(HALL) == ()
    assert show.state.run_of("poll").finished


def test_nothing_happens_twice(show: Stagehand) -> None:
    assert not show.do(AGAIN)
    show.close_aside("poll")
    assert not show.do(cmd.CloseAside(floor_id=HALL, activity_id="poll"))
    assert not show.do(cmd.CloseAside(floor_id=HALL, activity_id="nowhere"))


def test_it_does_not_come_onto_a_stage_while_it_is_open(show: Stagehand) -> None:
    starting = cmd.StartActivity(floor_id=HALL, rev=show.rev(), activity_id="poll")
    assert show.refused(starting) == "aside_open"
    show.start("quiz").finish()
    assert show.following() == Step(StepKind.START, "live")


def test_what_phones_answered_is_shown_question_by_question(show: Stagehand) -> None:
    show.close_aside("poll").start("poll")
    assert (show.shown.kind, show.following()) == (Kind.INTRO, show_question(0))
    show.next()
    assert (show.on.id, show.on.phase, show.following()) == (
        "r1",
        Phase.REVEALED,
        show_question(1),
    )
    show.next()
    assert show.following() == Step(StepKind.FINISH, "poll")
    show.next()
    assert show.state.run_of("poll").finished
    assert show.beats() == ["lobby", "intro poll", "r1 revealed", "r2 revealed", "idle"]


def test_left_halfway_it_goes_on_with_what_is_unshown(show: Stagehand) -> None:
    show.close_aside("poll").start("poll").next().idle()
    assert show.following() == Step(StepKind.START, "poll")
    show.next()
    assert (show.on.id, show.following()) == ("r1", show_question(1))


def test_its_figures_may_be_shown_on_another_floor(show: Stagehand) -> None:
    show.close_aside("poll").start("poll", ANNEX).next(2, ANNEX)
    assert [each.floor_id for each in show.state.rounds.values()] == [ANNEX] * 2
    assert show.state.floors[ANNEX].head.round_id == "r2"
    assert show.shown.kind is Kind.LOBBY


def test_shown_and_done_it_begins_a_new_run(show: Stagehand) -> None:
    show.close_aside("poll").start("poll").next(3).start("poll")
    assert show.state.run_of("poll").run == 2
    assert show.following() == Step(StepKind.ASK, "poll", 0)


def test_a_voided_question_is_neither_closed_again_nor_shown(show: Stagehand) -> None:
    show.void("r1")
    assert show.shown.kind is Kind.LOBBY
    show.close_aside("poll").start("poll")
    assert show.following() == show_question(1)


def test_a_shown_question_may_be_asked_again_on_stage(show: Stagehand) -> None:
    show.close_aside("poll").start("poll").next().again()
    assert (show.on.phase, show.on.aside) == (Phase.OPEN, False)
    show.next(2)
    assert show.following() == show_question(1)


def test_slides_are_left_out(show: Stagehand) -> None:
    show.open_aside("slide-poll")
    opened = [each for each in show.state.rounds.values() if each.activity_id == "slide-poll"]
    assert [each.position for each in opened] == [1]
    show.close_aside("slide-poll").start("slide-poll").next()
    assert show.following() == Step(StepKind.FINISH, "slide-poll")


def test_only_plain_polls_are_opened(show: Stagehand) -> None:
    quiz = cmd.OpenAside(floor_id=HALL, activity_id="quiz", round_ids=("a", "b"))
    assert show.refused(quiz) == "not_aside"
    for voting in (Voting(voters=Voters.SEATS), Voting(secrecy=Secrecy.SECRET)):
        rules = replace(POLLED, voting=voting)
        asked = tuple(replace(each, rules=rules) for each in LIVE_POLL.questions)
        vote = Stagehand(script(replace(LIVE_POLL, questions=asked)))
        opening = cmd.OpenAside(floor_id=HALL, activity_id="live", round_ids=("a", "b"))
        assert vote.refused(opening) == "not_aside"


@pytest.mark.parametrize("ids", [(), ("a",), ("a", "a"), ("a", ""), ("a", "r1")])
def test_each_question_needs_a_fresh_id_of_its_own(show: Stagehand, ids: tuple[str, ...]) -> None:
    opening = cmd.OpenAside(floor_id=HALL, activity_id="live", round_ids=ids)
    assert show.refused(opening) == "conflict"


def test_what_has_no_question_or_is_not_there_is_not_opened(show: Stagehand) -> None:
    show.edit(replace(SLIDE_POLL, questions=SLIDE_POLL.questions[:1]))
    for activity_id in ("slide-poll", "nowhere"):
        opening = cmd.OpenAside(floor_id=HALL, activity_id=activity_id, round_ids=("a",))
        assert show.refused(opening) == "not_found"


def test_what_is_under_way_on_stage_is_not_opened_beside_it() -> None:
    show = Stagehand(script(POLL)).start("poll")
    assert show.refused(AGAIN) == "activity_begun"
    show.finish().open_aside("poll")
    assert show.state.run_of("poll").run == 2


def test_those_of_another_floor_stay_there() -> None:
    show = Stagehand(script(replace(POLL, floor_id=ANNEX), LIVE_POLL))
    show.open_aside("poll").open_aside("live", ANNEX)
    assert show.state.asides_on(HALL) == ("live",)
    assert show.state.asides_on(ANNEX) == ("poll", "live")
    show.edit(LIVE_POLL)
    assert show.state.asides_on(ANNEX) == ("live",), "nothing can be drawn of what is gone"
    show.close_aside("poll")


# --- undo ---------------------------------------------------------------------------------------


def test_an_opening_without_answers_is_undone_and_redone(show: Stagehand) -> None:
    opened = show.state
    show.undo(HALL)
    assert show.state.rounds == {}
    assert show.state.run_of("poll").run == 0
    show.undo(HALL)
    assert show.state.rounds == opened.rounds
    assert show.state.run_of("poll").aside


def test_an_answer_keeps_it_open(show: Stagehand) -> None:
    show.answered.add("r2")
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"


def test_a_close_is_undone_and_redone(show: Stagehand) -> None:
    show.answered.add("r1")
    show.close_aside("poll").wait(5_000).undo(HALL)
    assert phases(show) == [Phase.OPEN] * 2
    assert [each.elapsed_ms(show.now) for each in show.state.rounds.values()] == [0, 0]
    assert (show.state.run_of("poll").aside, show.state.run_of("poll").finished) == (True, False)
    show.undo(HALL)
    assert phases(show) == [Phase.CLOSED] * 2


def test_a_start_of_its_figures_is_undone(show: Stagehand) -> None:
    show.close_aside("poll").start("poll").undo(HALL)
    assert show.state.run_of("poll").finished
    assert show.shown.kind is Kind.LOBBY
    show.undo(HALL)
    assert show.following() == show_question(0)


def test_what_another_floor_has_taken_over_is_not_undone(show: Stagehand) -> None:
    show.close_aside("poll").start("poll", ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    show.next(3, ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"


def test_what_was_closed_elsewhere_is_not_withdrawn(show: Stagehand) -> None:
    show.close_aside("poll", ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    show.undo(ANNEX).close_aside("poll")
    assert show.refused(cmd.Undo(floor_id=ANNEX)) == "nothing_to_undo", "closed by another hand"


def test_a_withdrawn_one_that_was_begun_elsewhere_is_not_opened_again(show: Stagehand) -> None:
    show.undo(HALL).start("poll", ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
