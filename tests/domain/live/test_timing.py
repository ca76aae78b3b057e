"""Deadlines and the time that counts: pauses, extensions, downtime, reopening, grace."""

from __future__ import annotations

from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.drafts import LEAST_LEFT_MS
from quizapp.domain.live.state import Phase
from quizapp.domain.scoring import GRACE_MS
from tests.domain.live.stagehand import ASK_MS, HALL, LIMIT_MS, POLL, START, Stagehand, script


def opened() -> Stagehand:
    """Open since START, to be closed at START + LIMIT_MS."""
    return Stagehand().next_until(Phase.OPEN)


def left_ms(show: Stagehand) -> int:
    assert show.on.deadline_at is not None
    return show.on.deadline_at - show.now


def elapsed_ms(show: Stagehand) -> int:
    return show.on.elapsed_ms(show.now)


def give_back(show: Stagehand, lost_ms: int) -> Stagehand:
    show.do(cmd.GiveTimeBack(round_id=show.on.id, lost_ms=lost_ms))
    return show


def test_nothing_has_elapsed_before_the_opening() -> None:
    assert elapsed_ms(Stagehand().next_until(Phase.ASKED).wait(3_000)) == 0


def test_the_deadline_closes_after_the_grace_and_not_before() -> None:
    show = opened().wait(LIMIT_MS + GRACE_MS - 1)
    assert show.refused(cmd.CloseRound(round_id="r2")) == "stale"
    assert show.wait(1).timer_closes().on.closed_at == START + LIMIT_MS + GRACE_MS
    assert show.refused(cmd.CloseRound(round_id="r2")) == "wrong_phase"


def test_a_close_by_hand_has_no_grace() -> None:
    assert opened().wait(7).next().on.closed_at == START + 7


def test_an_open_ended_round_is_never_overdue() -> None:
    show = Stagehand().start("live").next().wait(10**9)
    assert show.refused(cmd.CloseRound(round_id=show.on.id)) == "stale"


def test_all_answered_closes_neither_a_poll_nor_a_paused_round() -> None:
    cause = ev.Cause.ALL_ANSWERED
    show = opened().pause()
    assert show.refused(cmd.CloseRound(round_id="r2", cause=cause)) == "stale"
    poll = Stagehand(script(POLL)).next_until(Phase.OPEN)
    assert poll.refused(cmd.CloseRound(round_id=poll.on.id, cause=cause)) == "stale"


def test_the_timer_opens_when_the_time_has_come_and_once() -> None:
    show = Stagehand().next_until(Phase.ASKED).wait(ASK_MS - 1)
    assert show.refused(cmd.OpenRound(round_id="r2")) == "stale"
    show.wait(1).timer_opens()
    assert show.refused(cmd.OpenRound(round_id="r2")) == "wrong_phase"


def test_a_pause_does_not_count() -> None:
    show = opened().wait(4_000).pause().wait(60_000)
    assert (elapsed_ms(show), show.on.paused) == (4_000, True)
    assert show.refused(cmd.CloseRound(round_id="r2")) == "stale"
    show.pause(False).wait(1_000)
    assert (elapsed_ms(show), left_ms(show), show.on.stopped_ms) == (
        5_000,
        LIMIT_MS - 5_000,
        60_000,
    )


def test_pausing_what_is_paused_and_resuming_what_runs_do_nothing() -> None:
    show = opened()
    seq = show.state.seq
    assert show.pause(False).state.seq == seq
    assert show.pause().pause().state.seq == seq + 1


def test_a_close_in_a_pause_keeps_what_was_left() -> None:
    show = opened().wait(4_000).pause().wait(60_000).next().wait(9_000).reopen()
    assert (elapsed_ms(show), left_ms(show), show.on.paused) == (4_000, LIMIT_MS - 4_000, False)


def test_extending_moves_the_deadline_also_in_a_pause() -> None:
    assert left_ms(opened().extend()) == LIMIT_MS + 10_000
    show = opened().wait(5_000).pause().extend().wait(70_000).pause(False)
    assert left_ms(show) == LIMIT_MS + 5_000


def test_an_extension_is_kept_within_an_hour() -> None:
    assert left_ms(opened().extend(10**12)) == LIMIT_MS + 3_600_000


def test_shortening_ends_now_at_the_earliest() -> None:
    show = opened().wait(5_000).extend(-(10**12))
    assert left_ms(show) == 0
    seq = show.state.seq
    assert show.wait(100).extend(-1_000).state.seq == seq
    paused = opened().wait(5_000).pause().wait(1_000).extend(-(10**12)).pause(False)
    assert left_ms(paused) == 0


def test_there_is_nothing_to_extend_or_pause_unless_a_round_is_open() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    assert show.refused(cmd.ExtendRound(floor_id=HALL)) == "round_closed"
    assert show.refused(cmd.PauseRound(floor_id=HALL, on=True)) == "round_closed"


def test_an_open_ended_round_has_no_deadline_to_move() -> None:
    show = Stagehand().start("live").next()
    assert show.refused(cmd.ExtendRound(floor_id=HALL)) == "no_deadline"
    assert elapsed_ms(show.wait(500).pause().wait(500).pause(False)) == 500


def test_a_reopened_round_has_what_was_left_and_the_time_closed_does_not_count() -> None:
    show = opened().wait(5_000).next().wait(30_000).reopen()
    assert (elapsed_ms(show), left_ms(show)) == (5_000, LIMIT_MS - 5_000)


def test_a_reopened_round_has_ten_seconds_at_least() -> None:
    show = opened().wait(LIMIT_MS + GRACE_MS).timer_closes().wait(2_000).reopen()
    assert (elapsed_ms(show), left_ms(show)) == (LIMIT_MS + GRACE_MS, LEAST_LEFT_MS)


def test_an_open_ended_round_reopens_open_ended() -> None:
    show = Stagehand().start("live").next(2).wait(5_000).reopen()
    assert (show.on.deadline_at, elapsed_ms(show)) == (None, 0)


def test_time_stands_still_once_it_is_closed() -> None:
    show = opened().wait(5_000).next().wait(30_000)
    assert elapsed_ms(show) == 5_000


def test_downtime_is_given_back_to_an_open_round() -> None:
    show = give_back(opened().wait(4_000 + 30_000), 30_000)
    assert (elapsed_ms(show), left_ms(show)) == (4_000, LIMIT_MS - 4_000)


def test_no_more_is_given_back_than_has_passed() -> None:
    """The round was opened after the last sign of life."""
    show = give_back(opened().wait(30_200), 31_000)
    assert (elapsed_ms(show), left_ms(show)) == (0, LIMIT_MS)


def test_downtime_is_given_back_to_a_question_that_is_to_open_by_itself() -> None:
    show = give_back(Stagehand().next_until(Phase.ASKED).wait(31_000), 30_000)
    assert show.on.opens_at == START + ASK_MS + 30_000
    show.wait(4_000).timer_opens()
    assert (elapsed_ms(show.wait(10)), show.on.stopped_ms) == (10, 0)


def test_a_pause_gives_the_downtime_back_by_itself() -> None:
    show = opened().wait(4_000).pause().wait(30_000)
    assert show.refused(cmd.GiveTimeBack(round_id="r2", lost_ms=30_000)) == "wrong_phase"
    assert elapsed_ms(show.pause(False)) == 4_000


def test_nothing_is_given_back_to_what_does_not_run() -> None:
    command = cmd.GiveTimeBack(round_id="r2", lost_ms=1_000)
    for show in (
        Stagehand().next_until(Phase.CLOSED),
        Stagehand().next_until(Phase.ASKED).void("r2"),
    ):
        assert show.wait(60_000).refused(command) == "wrong_phase"
    by_hand = Stagehand().start("hand").next().wait(60_000)
    given = cmd.GiveTimeBack(round_id=by_hand.on.id, lost_ms=1_000)
    assert by_hand.refused(given) == "wrong_phase"
    clock_set_back = cmd.GiveTimeBack(round_id="r2", lost_ms=-1_000)
    assert opened().wait(9_000).refused(clock_set_back) == "wrong_phase"


def test_time_given_back_to_what_is_over_changes_nothing() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    before = show.on
    show.apply(ev.TimeGivenBack(at=show.now, round_id="r2", lost_ms=1_000))
    assert show.on == before


def test_an_extension_without_a_deadline_changes_nothing() -> None:
    show = Stagehand().start("live").next()
    before = show.on
    show.apply(ev.RoundExtended(at=show.now, round_id=before.id, by_ms=1_000))
    assert show.on == before
