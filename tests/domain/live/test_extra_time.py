"""Extra time: each voter's own deadline, for whom the others don't wait and whom the close waits for."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import QuizappError, RoundNotOpen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.answering import accept
from quizapp.domain.live.commands import Factor
from quizapp.domain.live.state import Phase
from quizapp.domain.scoring import GRACE_MS
from tests.domain.live.stagehand import LIMIT_MS, LIVE_POLL, START, Stagehand, script


def granted(factor: Factor = Factor.HALF_MORE, show: Stagehand | None = None) -> Stagehand:
    show = show or Stagehand()
    show.do(cmd.GrantExtraTime(participant_id="ada", factor=factor))
    return show


def chosen(show: Stagehand, who: str = "ada", factor: Factor = Factor.DOUBLE) -> Stagehand:
    show.do(cmd.ChooseExtraTime(choices=((who, factor),)))
    return show


def opened(factor: Factor = Factor.HALF_MORE) -> Stagehand:
    """Open since START for LIMIT_MS, and half of that more for Ada."""
    return granted(factor).next_until(Phase.OPEN)


def takes(show: Stagehand, who: str) -> bool:
    try:
        accept(show.state, show.on.id, who, show.now)
    except RoundNotOpen:
        return False
    return True


def closes(show: Stagehand, *waited_for: str) -> bool:
    command = cmd.CloseRound(round_id=show.on.id, waited_for=frozenset(waited_for))
    try:
        return bool(show.do(command))
    except QuizappError:
        return False


@pytest.mark.parametrize(("factor", "limit_ms"), [(10, 20_000), (15, 30_000), (20, 40_000)])
def test_each_has_their_own_limit_and_deadline(factor: int, limit_ms: int) -> None:
    on = opened(Factor(factor)).on
    assert (on.limit_of("ada"), on.deadline_of("ada")) == (limit_ms, START + limit_ms)
    assert (on.limit_of("ben"), on.deadline_of("ben")) == (LIMIT_MS, START + LIMIT_MS)
    assert on.deadline_at == START + LIMIT_MS


def test_an_open_ended_round_has_no_extra_time() -> None:
    on = granted(show=Stagehand(script(LIVE_POLL))).next_until(Phase.OPEN).on
    assert (on.limit_of("ada"), on.deadline_of("ada")) == (None, None)


def test_an_answer_is_judged_by_the_voters_own_deadline_and_grace() -> None:
    show = opened().wait(LIMIT_MS + GRACE_MS + 1)
    assert (takes(show, "ada"), takes(show, "ben")) == (True, False)
    assert takes(show.wait(LIMIT_MS // 2 - 1), "ada")
    assert not takes(show.wait(1), "ada")


def test_the_round_waits_for_those_it_is_told_to_wait_for() -> None:
    show = opened().wait(LIMIT_MS + GRACE_MS)
    assert not closes(show, "ada", "ben")
    assert not closes(show.wait(LIMIT_MS // 2 - 1), "ada")
    assert closes(show.wait(1), "ada")


def test_nobody_waits_for_who_is_not_there_or_has_answered() -> None:
    assert closes(opened().wait(LIMIT_MS + GRACE_MS))


def test_a_pause_past_the_common_deadline_stops_the_rest_and_lets_nobody_else_in() -> None:
    show = opened().wait(LIMIT_MS + 5_000).pause().wait(60_000)
    assert (takes(show, "ada"), takes(show, "ben")) == (True, False)
    assert not closes(show, "ada")
    show.pause(False)
    assert show.on.deadline_of("ada") == show.now + 5_000
    assert not takes(show, "ben")


def test_an_extension_and_lost_time_are_given_to_all_alike() -> None:
    show = opened().wait(1_000).extend(10_000)
    show.do(cmd.GiveTimeBack(round_id=show.on.id, lost_ms=700))
    assert show.on.deadline_of("ben") == START + LIMIT_MS + 10_700
    assert show.on.deadline_of("ada") == START + LIMIT_MS + LIMIT_MS // 2 + 10_700


def test_a_shortening_past_the_common_deadline_changes_nothing() -> None:
    show = opened().wait(LIMIT_MS + 5_000)
    assert show.do(cmd.ExtendRound(floor_id="hall", by_ms=-10_000)) == ()


def test_what_is_granted_in_an_open_round_holds_at_once_and_is_not_cut_in_it() -> None:
    show = granted(show=Stagehand().next_until(Phase.OPEN))
    assert show.on.deadline_of("ada") == START + LIMIT_MS * 3 // 2
    granted(Factor.PLAIN, show)
    assert show.on.deadline_of("ada") == START + LIMIT_MS * 3 // 2
    assert show.next_until(Phase.REVEALED).next_until(Phase.OPEN).on.limit_of("ada") == LIMIT_MS


def test_what_is_granted_later_changes_nothing_in_a_closed_round_until_it_is_reopened() -> None:
    show = granted(show=Stagehand().next_until(Phase.CLOSED))
    assert show.on.limit_of("ada") == LIMIT_MS
    show.reopen()
    assert show.on.limit_of("ada") == LIMIT_MS * 3 // 2


def test_a_reopened_round_gives_the_rest_of_their_own_time_to_each() -> None:
    show = opened().wait(4_000).next().wait(50_000).reopen()
    assert show.on.deadline_of("ben") == show.now + LIMIT_MS - 4_000
    assert show.on.deadline_of("ada") == show.now + LIMIT_MS * 3 // 2 - 4_000


def test_a_round_opened_anew_has_whom_it_has_then() -> None:
    show = opened().undo()
    granted(Factor.PLAIN, show).next()
    assert show.on.extra == {}


def test_granting_the_same_twice_does_nothing() -> None:
    show = granted()
    assert show.do(cmd.GrantExtraTime(participant_id="ada", factor=Factor.HALF_MORE)) == ()
    assert show.do(cmd.GrantExtraTime(participant_id="ben", factor=Factor.PLAIN)) == ()


def test_a_choice_counts_once_and_never_against_the_moderator() -> None:
    show = chosen(Stagehand())
    assert show.state.extra_time == {"ada": 20}
    granted(Factor.PLAIN, show)
    chosen(show)
    assert show.state.extra_time == {"ada": 10}


def test_undo_takes_a_grant_back_and_passes_over_a_choice() -> None:
    show = chosen(granted(), "ben")
    assert show.undo().state.extra_time == {"ada": 10, "ben": 20}
    assert show.undo().state.extra_time == {"ada": 15, "ben": 20}
    assert isinstance(show.state.last, ev.ExtraTimeGranted)
