"""Rounds whose ballots are secret: what may no more be done with them, and when figures come."""

from dataclasses import replace

import pytest

from quizapp.domain.event import ActivityKind, ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import Phase
from quizapp.domain.live.steps import StepKind, preview
from quizapp.domain.voting import Majority, Voters, Voting
from tests.domain.live.stagehand import (
    ANNEX,
    BALLOT,
    HALL,
    POLLED,
    TIMED,
    Stagehand,
    activity,
    script,
)

SECRET = BALLOT.voting
BOX = activity("box", ActivityKind.POLL, BALLOT, replace(BALLOT, results=ResultsWhen.LIVE), TIMED)


def counted(on: str = "r1", voted: int = 7) -> cmd.CountBallots:
    return cmd.CountBallots(round_id=on, voted=voted, digest="d" * 64, groups="g" * 64)


@pytest.fixture
def hand() -> Stagehand:
    """A secret round is open."""
    return Stagehand(script(BOX)).start("box").next()


def closed(hand: Stagehand) -> Stagehand:
    hand.next()
    assert hand.on.phase is Phase.CLOSED
    return hand


def test_figures_come_only_after_the_ballots_are_counted(hand: Stagehand) -> None:
    closed(hand)
    assert hand.on.uncounted
    for early in (
        cmd.Reveal(floor_id=HALL, rev=hand.rev()),
        cmd.NextStep(floor_id=HALL, rev=hand.rev(), round_id="r2"),
    ):
        assert hand.refused(early) == "not_counted_yet"
    step, then = preview(hand.state, HALL)
    assert (step and step.kind, then) == (StepKind.REVEAL, None)
    rev = hand.rev()
    hand.do(counted())
    assert (hand.on.uncounted, hand.on.voted, hand.on.digest) == (False, 7, "d" * 64)
    assert hand.rev() == rev, "the reveal that waits is not stale by it"
    hand.reveal()
    assert hand.on.phase is Phase.REVEALED


def test_ballots_may_be_linked_until_they_are_counted(hand: Stagehand) -> None:
    assert hand.on.linkable
    closed(hand)
    assert hand.on.linkable
    hand.do(counted())
    assert not hand.on.linkable


def test_ballots_are_counted_once_and_only_after_the_close(hand: Stagehand) -> None:
    assert hand.refused(counted()) == "wrong_phase"
    closed(hand).do(counted())
    assert hand.refused(counted()) == "wrong_phase"
    assert hand.refused(counted("nowhere")) == "not_found"


def test_other_rounds_are_never_counted_so(hand: Stagehand) -> None:
    closed(hand).do(counted())
    hand.next_until(Phase.OPEN).next()
    hand.do(counted(hand.on.id))
    hand.next_until(Phase.OPEN).next()
    assert hand.on.question_id == "box-2"
    assert not hand.on.secret
    assert hand.refused(counted(hand.on.id)) == "wrong_phase"


def test_voided_ballots_are_sealed_all_the_same(hand: Stagehand) -> None:
    hand.void("r1")
    assert hand.on.uncounted
    hand.do(counted())
    hand.unvoid("r1").reveal()


def test_key_for_the_reveal_only_closes_first(hand: Stagehand) -> None:
    hand.reveal()
    assert hand.on.phase is Phase.CLOSED
    hand.do(counted())
    hand.reveal()
    assert hand.on.revealed()


def test_close_of_a_secret_round_stands(hand: Stagehand) -> None:
    closed(hand)
    can = possible(hand.state, HALL, hand.now)
    assert (can.reopen, can.undo, can.reveal) == (False, None, False)
    assert hand.refused(cmd.ReopenRound(floor_id=HALL, rev=hand.rev())) == "wrong_phase"
    assert hand.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    hand.do(counted())
    assert hand.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo", "nor is the count an act"
    assert possible(hand.state, HALL, hand.now).reveal


def test_undo_withdraws_a_secret_round_only_before_the_first_ballot(hand: Stagehand) -> None:
    hand.answered = {"r1"}
    assert hand.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    hand.answered = set()
    hand.undo(HALL)
    assert "r1" not in hand.state.rounds


def test_live_figures_are_never_shown_of_it(hand: Stagehand) -> None:
    closed(hand).do(counted())
    hand.next_until(Phase.OPEN)
    assert (hand.on.question_id, hand.on.shows_results()) == ("box-1", False)
    closed(hand)
    assert not hand.on.shows_results()
    step, _ = preview(hand.state, HALL)
    assert step
    assert step.kind is StepKind.REVEAL


@pytest.mark.parametrize(
    ("voting", "closes"),
    [
        (SECRET, True),
        (Voting(majority=Majority.SIMPLE), True),
        (Voting(places=2), True),
        (replace(SECRET, voters=Voters.SEATS), False),
        (Voting(), False),
    ],
)
def test_nobody_joins_while_phones_decide(voting: Voting, closes: bool) -> None:
    vote = activity("vote", ActivityKind.POLL, replace(POLLED, voting=voting))
    hand = Stagehand(script(vote)).start("vote", ANNEX)
    assert not hand.state.joining_closed
    hand.next(1, ANNEX)
    assert hand.state.joining_closed is closes
    hand.next(1, ANNEX)
    assert not hand.state.joining_closed
    hand.do(cmd.LockJoining(on=True))
    assert hand.state.joining_closed


def test_log_brings_the_count_back(hand: Stagehand) -> None:
    happened = closed(hand).do(counted())
    assert happened == (
        ev.BallotsCounted(at=hand.now, round_id="r1", voted=7, digest="d" * 64, groups="g" * 64),
    )
    assert hand.log[-1].data == {
        "at": hand.now,
        "round_id": "r1",
        "voted": 7,
        "digest": "d" * 64,
        "groups": "g" * 64,
    }
