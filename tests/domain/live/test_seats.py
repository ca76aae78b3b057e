"""Proxies and the roll call, in the engine."""

from __future__ import annotations

import pytest

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from tests.domain.live.stagehand import HALL, POLL, ROLL_CALL, Stagehand, script


def stage() -> Stagehand:
    return Stagehand(script(ROLL_CALL, POLL))


def give(seat_id: str, holder_id: str | None) -> cmd.GiveProxy:
    return cmd.GiveProxy(seat_id=seat_id, holder_id=holder_id)


def test_proxy_is_given_taken_back_and_undone() -> None:
    show = stage()
    show.do(give("s1", "s2"))
    show.do(give("s3", "s2"))
    assert show.state.proxies == {"s1": "s2", "s3": "s2"}
    assert show.state.held_by("s2") == ("s1", "s3")
    show.do(give("s1", None))
    assert show.state.proxies == {"s3": "s2"}
    show.do(cmd.Undo())
    assert show.state.held_by("s2") == ("s3", "s1")
    before = show.state.seq
    show.do(give("s1", "s2"))
    assert show.state.seq == before, "it is so already"


@pytest.mark.parametrize(
    ("seat_id", "holder_id", "error"),
    [
        ("s1", "s1", errors.BadProxy),
        ("s3", "s1", errors.BadProxy),
        ("s2", "s3", errors.BadProxy),
        ("s3", "observer", errors.NotFound),
        ("gone", "s3", errors.NotFound),
    ],
)
def test_proxy_goes_from_a_seat_that_votes_to_another_and_no_further(
    seat_id: str, holder_id: str, error: type[errors.QuizappError]
) -> None:
    show = stage()
    show.do(give("s1", "s2"))
    with pytest.raises(error):
        show.do(give(seat_id, holder_id))


def test_proxies_stand_still_while_seats_vote() -> None:
    show = stage()
    show.do(give("s1", "s2"))
    show.start("roll").next()
    assert show.state.seats_vote
    with pytest.raises(errors.VoteOpen):
        show.do(give("s1", None))
    given = [each for each in show.log if each.kind == "ProxyGiven"]
    assert len(given) == 1
    show.next()
    show.do(give("s1", None))


def test_undo_takes_no_proxy_back_while_seats_vote_on_another_floor() -> None:
    show = stage()
    show.start("roll", "annex").next(floor_id="annex")
    show.next(floor_id="annex")
    show.do(give("s1", "s2"))
    show.do(cmd.ReopenRound(floor_id="annex", rev=show.rev("annex")))
    with pytest.raises(errors.NothingToUndo):
        show.do(cmd.Undo(floor_id=HALL))


def test_roll_call_is_shown_after_the_reveal_until_the_stage_moves_on() -> None:
    show = stage().start("roll").next()
    with pytest.raises(errors.NoRollCall):
        show.do(cmd.ShowRoll(floor_id=HALL, on=True))
    show.next().next()
    show.do(cmd.ShowRoll(floor_id=HALL, on=True))
    assert show.state.floors[HALL].roll_shown
    before = show.state.seq
    show.do(cmd.ShowRoll(floor_id=HALL, on=True))
    assert show.state.seq == before
    show.do(cmd.Undo())
    assert not show.state.floors[HALL].roll_shown
    show.do(cmd.ShowRoll(floor_id=HALL, on=True))
    show.next()
    assert not show.state.floors[HALL].roll_shown


def test_roll_call_of_a_poll_of_phones_is_never_shown() -> None:
    show = stage().start("poll").next().next().next()
    with pytest.raises(errors.NoRollCall):
        show.do(cmd.ShowRoll(floor_id=HALL, on=True))
