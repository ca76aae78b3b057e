"""Reopening, voiding, asking again: what a round may go through, and what counts then."""

from __future__ import annotations

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.live.steps import Step, StepKind
from tests.domain.live.stagehand import HALL, Stagehand, in_words


def counting(show: Stagehand) -> list[str]:
    return [each.id for each in show.state.counting("quiz", 1)]


def two_revealed() -> Stagehand:
    """r2 and r7 are revealed."""
    return Stagehand().next_until(Phase.RANKING).next_until(Phase.REVEALED)


@pytest.mark.parametrize("phase", [Phase.ASKED, Phase.OPEN, Phase.REVEALED, Phase.RANKING])
def test_only_a_closed_round_is_reopened(phase: Phase) -> None:
    show = Stagehand().next_until(phase)
    assert show.refused(cmd.ReopenRound(floor_id=HALL, rev=show.rev())) == "wrong_phase"


def test_a_voided_round_is_not_reopened_nor_revealed_nor_ranked() -> None:
    show = Stagehand().next_until(Phase.CLOSED).void("r2")
    for each in (cmd.ReopenRound, cmd.Reveal, cmd.ShowRanking):
        assert show.refused(each(floor_id=HALL, rev=show.rev())) == "wrong_phase"
    assert show.following() == Step(StepKind.ASK, "quiz", 1)


def test_a_round_counts_from_its_reveal_on() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    assert counting(show) == []
    assert counting(show.next()) == ["r2"]


def test_voiding_an_earlier_round_and_letting_it_count_again_moves_no_stage() -> None:
    show = two_revealed()
    shown = show.shown
    assert counting(show.void("r2")) == ["r7"]
    assert counting(show.unvoid("r2")) == ["r2", "r7"]
    assert counting(show.void("r2").undo()) == ["r2", "r7"]
    assert show.shown == shown


def test_voiding_what_is_voided_or_letting_count_what_counts_does_nothing() -> None:
    show = two_revealed()
    seq = show.state.seq
    assert show.unvoid("r2").state.seq == seq
    assert show.void("r2").void("r2").state.seq == seq + 1


def test_voiding_an_open_round_closes_it_first() -> None:
    show = Stagehand().next_until(Phase.OPEN).void("r2")
    assert (show.on.phase, show.on.voided, in_words(show.shown)) == (
        Phase.CLOSED,
        True,
        "r2 closed",
    )


def test_voiding_a_question_that_stands_alone_skips_it() -> None:
    show = Stagehand().next_until(Phase.ASKED).void("r2")
    assert show.refused(cmd.OpenRound(round_id="r2")) == "wrong_phase"
    assert show.following() == Step(StepKind.ASK, "quiz", 1)
    show.unvoid("r2")
    assert show.following() == Step(StepKind.OPEN, "quiz", 0)
    show.void("r2").next()
    assert show.refused(cmd.UnvoidRound(round_id="r2")) == "wrong_phase"


def test_a_voided_question_is_not_taken_up_again_when_the_quiz_goes_on() -> None:
    show = two_revealed().void("r7").lobby().next()
    assert in_words(show.shown) == "r2 ranking"
    assert show.following() == Step(StepKind.FINISH, "quiz")
    show.void("r2").lobby().next()
    assert in_words(show.shown) == "intro quiz"


def test_asking_again_supersedes_once_it_is_revealed_and_no_longer_once_voided() -> None:
    show = Stagehand().next_until(Phase.REVEALED).again()
    again = show.on.id
    assert (show.on.position, show.on.question_id, counting(show)) == (0, "quiz-0", ["r2"])
    assert counting(show.next(3)) == [again]
    assert counting(show.void(again)) == ["r2"]
    assert show.following() == Step(StepKind.ASK, "quiz", 1)


def test_asking_again_needs_a_round_that_is_over() -> None:
    show = Stagehand().next()
    again = cmd.AskAgain(floor_id=HALL, rev=10**6, round_id="fresh")
    assert show.refused(again) == "wrong_phase"
    assert show.next().refused(again) == "wrong_phase"
    assert show.next().refused(again) == "round_open"
    assert show.next().again().on.phase is Phase.ASKED


def test_a_question_voided_while_it_stood_alone_can_be_asked_again() -> None:
    show = Stagehand().next_until(Phase.ASKED).void("r2").again()
    assert (show.on.id, show.on.phase) == ("r3", Phase.ASKED)


def test_an_id_in_use_or_empty_asks_nothing() -> None:
    show = Stagehand().next_until(Phase.REVEALED)
    for used in ("r2", ""):
        again = cmd.AskAgain(floor_id=HALL, rev=show.rev(), round_id=used)
        assert show.refused(again) == "conflict"


def test_the_key_c_closes_and_reveals_at_once() -> None:
    assert Stagehand().next_until(Phase.OPEN).reveal().beats()[-2:] == ["r2 closed", "r2 revealed"]


@pytest.mark.parametrize(
    "command",
    [
        cmd.OpenRound(round_id="nowhere"),
        cmd.CloseRound(round_id="nowhere"),
        cmd.GiveTimeBack(round_id="nowhere", lost_ms=1),
        cmd.VoidRound(round_id="nowhere"),
        cmd.UnvoidRound(round_id="nowhere"),
        cmd.StartActivity(floor_id=HALL, rev=0, activity_id="nowhere"),
        cmd.StartActivity(floor_id=HALL, rev=0, activity_id="empty"),
        cmd.StartActivity(floor_id="nowhere", rev=0, activity_id="quiz"),
        cmd.BlankScreen(floor_id="nowhere", on=True),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_is_not_there_is_not_found(command: cmd.Command) -> None:
    assert Stagehand().refused(command) == "not_found"


def test_people_are_removed_and_let_in_again_by_themselves() -> None:
    show = Stagehand()
    for who in ("ada", "ben", "ada"):
        show.do(cmd.RemoveParticipant(participant_id=who))
    assert (show.state.removed, show.state.seq) == (frozenset({"ada", "ben"}), 2)
    for who in ("ada", "ada"):
        show.do(cmd.ReadmitParticipant(participant_id=who))
    assert (show.state.removed, show.state.seq) == (frozenset({"ben"}), 3)
