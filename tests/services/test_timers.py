"""What happens by itself, and what must not."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from quizapp.domain.errors import NotSaved
from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Phase
from quizapp.services import timers as timers_module
from quizapp.services.presence import AWAY_MS
from quizapp.services.timers import SETTLING_MS
from tests.hall import (
    ASK_MS,
    EVENT,
    GRACE_MS,
    HALL,
    LIMIT_MS,
    Hall,
    choice,
    event,
    eventually,
    poll,
    quiz,
)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        made.clock.pass_ms(SETTLING_MS)
        yield made


def phase_after_tick(hall: Hall) -> Phase:
    hall.timers.tick()
    return hall.on_stage().phase


def cause(hall: Hall) -> ev.Cause:
    (closed,) = (
        each for change in hall.told for each in change.happened if isinstance(each, ev.RoundClosed)
    )
    return closed.cause


def full_hall(hall: Hall, *names: str) -> tuple[Participant, ...]:
    """An open question before people who are all there."""
    people = hall.join(*(names or ("Ada", "Grace")))
    hall.open_question()
    return people


# ---- openings and deadlines -----------------------------------------------------------------


def test_a_question_opens_when_it_has_stood_alone_long_enough(hall: Hall) -> None:
    hall.start()
    hall.until(Phase.ASKED)
    hall.clock.pass_ms(ASK_MS - 1)
    assert phase_after_tick(hall) is Phase.ASKED
    hall.clock.pass_ms(1)
    assert phase_after_tick(hall) is Phase.OPEN


def test_a_question_that_waits_for_the_moderator_does_not_open_by_itself() -> None:
    with Hall(event(quiz(choice("q1"), ask_s=0))) as hall:
        hall.start()
        hall.until(Phase.ASKED)
        hall.clock.pass_ms(3_600_000)
        assert phase_after_tick(hall) is Phase.ASKED


def test_nothing_opens_where_nobody_sees_it(hall: Hall) -> None:
    hall.start()
    hall.until(Phase.ASKED)
    hall.do(cmd.BlankScreen, on=True)
    hall.clock.pass_ms(ASK_MS)
    before = len(hall.told)
    assert phase_after_tick(hall) is Phase.ASKED
    assert len(hall.told) == before
    hall.do(cmd.BlankScreen, on=False)
    assert phase_after_tick(hall) is Phase.OPEN


def test_a_round_closes_at_its_deadline_and_grace_and_not_before(hall: Hall) -> None:
    full_hall(hall)
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS - 1)
    assert phase_after_tick(hall) is Phase.OPEN
    hall.clock.pass_ms(1)
    assert phase_after_tick(hall) is Phase.CLOSED
    assert cause(hall) is ev.Cause.DEADLINE


def test_a_paused_round_does_not_close(hall: Hall) -> None:
    people = full_hall(hall)
    hall.do(cmd.PauseRound, on=True)
    hall.answer_all(people, "a")
    hall.clock.pass_ms(3_600_000)
    assert phase_after_tick(hall) is Phase.OPEN
    hall.do(cmd.PauseRound, on=False)
    assert phase_after_tick(hall) is Phase.CLOSED
    assert cause(hall) is ev.Cause.ALL_ANSWERED


def test_a_voided_round_is_left_alone(hall: Hall) -> None:
    hall.start()
    hall.until(Phase.ASKED)
    hall.do(cmd.VoidRound)
    hall.clock.pass_ms(ASK_MS)
    assert phase_after_tick(hall) is Phase.ASKED


def test_an_open_ended_poll_never_closes_by_itself(hall: Hall) -> None:
    people = hall.join("Ada")
    hall.open_question("poll")
    hall.answer_all(people, "a")
    hall.clock.pass_ms(3_600_000)
    hall.presence.connected(EVENT, people[0].id)
    assert phase_after_tick(hall) is Phase.OPEN


def test_of_two_processes_one_closes_the_round(hall: Hall) -> None:
    full_hall(hall)
    other = hall.beside()
    assert other.on_stage().phase is Phase.OPEN
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.timers.tick()
    assert phase_after_tick(other) is Phase.CLOSED
    assert [each.kind for each in hall.stores.log.rows[EVENT]].count("RoundClosed") == 1


# ---- early closes ---------------------------------------------------------------------------


def test_a_quiz_closes_early_once_everybody_has_answered(hall: Hall) -> None:
    ada, grace = full_hall(hall)
    hall.answer(ada, "a")
    assert phase_after_tick(hall) is Phase.OPEN
    hall.answer(grace, "b")
    assert phase_after_tick(hall) is Phase.CLOSED
    assert cause(hall) is ev.Cause.ALL_ANSWERED


def test_nothing_closes_early_soon_after_a_start() -> None:
    with Hall() as hall:
        people = full_hall(hall)
        hall.answer_all(people, "a")
        hall.clock.pass_ms(SETTLING_MS - 1)
        assert phase_after_tick(hall) is Phase.OPEN
        hall.clock.pass_ms(1)
        assert phase_after_tick(hall) is Phase.CLOSED


def test_without_anybody_present_nothing_closes_early(hall: Hall) -> None:
    hall.open_question()
    assert phase_after_tick(hall) is Phase.OPEN


def test_who_is_away_is_waited_for_half_a_minute_and_no_longer(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.presence.disconnected(EVENT, grace.id)
    hall.clock.pass_ms(AWAY_MS - 1_000)
    hall.open_question()
    hall.answer(ada, "a")
    assert phase_after_tick(hall) is Phase.OPEN
    hall.clock.pass_ms(1_000)
    assert phase_after_tick(hall) is Phase.CLOSED
    assert cause(hall) is ev.Cause.ALL_ANSWERED


def test_who_has_left_is_not_waited_for(hall: Hall) -> None:
    ada, grace = full_hall(hall)
    hall.answer(ada, "a")
    hall.presence.left(EVENT, grace.id)
    assert phase_after_tick(hall) is Phase.CLOSED


def test_who_was_removed_is_not_waited_for(hall: Hall) -> None:
    ada, grace = full_hall(hall)
    hall.answer(ada, "a")
    hall.do(cmd.RemoveParticipant, participant_id=grace.id)
    assert phase_after_tick(hall) is Phase.CLOSED


def test_when_all_who_are_left_were_removed_nothing_closes_early(hall: Hall) -> None:
    (ada,) = full_hall(hall, "Ada")
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    assert phase_after_tick(hall) is Phase.OPEN


def test_who_joined_after_the_opening_is_waited_for(hall: Hall) -> None:
    people = full_hall(hall)
    late = hall.join("Emmy")
    hall.answer_all(people, "a")
    assert phase_after_tick(hall) is Phase.OPEN
    hall.answer_all(late, "a")
    assert phase_after_tick(hall) is Phase.CLOSED


def test_answers_from_before_a_restart_count_for_the_early_close(hall: Hall) -> None:
    people = full_hall(hall)
    hall.answer_all(people, "a")
    hall.presence.flush()
    again = hall.beside()
    assert again.on_stage().phase is Phase.OPEN
    for each in people:
        again.presence.connected(EVENT, each.id)
    again.clock.pass_ms(SETTLING_MS)
    assert phase_after_tick(again) is Phase.CLOSED


def test_a_reopened_round_does_not_close_early_under_the_moderators_hand(hall: Hall) -> None:
    people = full_hall(hall)
    hall.answer_all(people, "a")
    assert phase_after_tick(hall) is Phase.CLOSED
    hall.do(cmd.ReopenRound)
    assert phase_after_tick(hall) is Phase.OPEN
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    assert phase_after_tick(hall) is Phase.CLOSED


# ---- time given back ------------------------------------------------------------------------


def restart_after(hall: Hall, lost_ms: int) -> Hall:
    """The server is killed just after a sign of life and comes back later."""
    hall.timers.second()
    hall.clock.pass_ms(lost_ms)
    again = hall.beside()
    again.timers.give_time_back((EVENT,))
    return again


def test_an_open_round_gets_the_lost_time_back(hall: Hall) -> None:
    on = hall.open_question()
    hall.clock.pass_ms(4_000)
    again = restart_after(hall, 3_000)
    assert again.on_stage().deadline_at == (on.deadline_at or 0) + 3_000
    assert again.on_stage().elapsed_ms(again.clock.now()) == 4_000


def test_a_question_that_stands_alone_gets_the_lost_time_back(hall: Hall) -> None:
    hall.start()
    on = hall.until(Phase.ASKED)
    hall.clock.pass_ms(1_000)
    again = restart_after(hall, 60_000)
    assert again.on_stage().opens_at == (on.opens_at or 0) + 60_000
    assert phase_after_tick(again) is Phase.ASKED


def test_no_more_is_given_back_than_has_passed(hall: Hall) -> None:
    hall.timers.second()
    hall.clock.pass_ms(50_000)
    on = hall.open_question()
    hall.clock.pass_ms(2_000)
    again = hall.beside()
    again.timers.give_time_back((EVENT,))
    assert again.on_stage().deadline_at == (on.deadline_at or 0) + 2_000


def test_a_pause_gets_nothing_back_twice(hall: Hall) -> None:
    on = hall.open_question()
    hall.do(cmd.PauseRound, on=True)
    again = restart_after(hall, 60_000)
    assert again.on_stage().deadline_at == on.deadline_at
    again.do(cmd.PauseRound, on=False)
    assert again.on_stage().deadline_at == (on.deadline_at or 0) + 60_000


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.REVEALED, Phase.RANKING])
def test_a_round_that_is_over_gets_nothing_back(hall: Hall, phase: Phase) -> None:
    hall.open_question()
    on = hall.until(phase)
    again = restart_after(hall, 60_000)
    assert again.on_stage() == on
    assert again.told == []


def test_at_the_very_first_start_there_is_nothing_to_give_back(hall: Hall) -> None:
    hall.open_question()
    before = hall.state
    hall.timers.give_time_back((EVENT,))
    assert hall.state is before


# ---- the loops ------------------------------------------------------------------------------


def test_each_second_leaves_a_sign_of_life_and_who_is_there(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.timers.second()
    assert hall.stores.presence.signs == {"worker": hall.clock.now()}
    assert hall.stores.presence.rows[ada.id][1].connected


def test_a_database_that_is_away_does_not_end_the_second(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    hall.join("Ada")
    hall.stores.presence.fault.error = NotSaved()
    hall.timers.second()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert hall.timers.trouble == "failing"
    hall.stores.presence.fault.error = NotSaved(reason="disk_full")
    hall.timers.second()
    assert hall.timers.trouble == "disk_full"
    hall.stores.presence.fault.error = None
    hall.timers.second()
    assert hall.timers.trouble == ""
    assert len(hall.stores.presence.rows) == 1


def test_one_event_that_can_not_be_looked_at_delays_no_other(hall: Hall) -> None:
    people = hall.join("Ada")
    hall.open_question()
    hall.answer_all(people, "a")
    other = "other"
    known = hall.stores.events.rows[EVENT]
    hall.stores.events.rows[other] = known
    again = hall.beside()
    assert {again.live.state(each).seq for each in (EVENT, other)} == {hall.state.seq, 0}
    again.presence.connected(EVENT, people[0].id)
    # A round of the first event must be read from a table that is away.
    again.clock.pass_ms(SETTLING_MS)
    again.live.execute(other, cmd.StartActivity(floor_id=HALL, rev=0, activity_id="quiz"), "me")
    again.live.execute(other, cmd.NextStep(floor_id=HALL, rev=1, round_id="r"), "me")
    again.stores.answers.fault.error = NotSaved()
    again.clock.pass_ms(ASK_MS)
    again.timers.tick()
    assert again.live.state(EVENT).rounds[hall.on_stage().id].phase is Phase.OPEN
    assert again.live.state(other).rounds["r"].phase is Phase.OPEN, (
        "opened although the first failed"
    )


def test_a_refusal_does_not_end_the_tick(hall: Hall) -> None:
    full_hall(hall)
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.stores.log.fault.error = NotSaved()
    assert phase_after_tick(hall) is Phase.OPEN
    hall.stores.log.fault.error = None
    assert phase_after_tick(hall) is Phase.CLOSED


def test_the_loops_go_on_after_a_failure(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = 0
    real_tick = hall.timers.tick

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 1:
            raise ZeroDivisionError
        real_tick()

    monkeypatch.setattr(hall.timers, "tick", tick)
    monkeypatch.setattr(timers_module, "TICK_S", 0.001)
    full_hall(hall)
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.timers.start()
    eventually(lambda: hall.on_stage().phase is Phase.CLOSED)
    eventually(lambda: hall.stores.presence.signs)
    assert "a timer failed" in caplog.text
    hall.timers.stop()


def test_the_stop_ends_the_loops_and_leaves_a_last_sign_of_life(hall: Hall) -> None:
    looping = hall.meanwhile(lambda: hall.timers._loop(0.001, hall.timers.tick))
    hall.clock.pass_ms(777)
    hall.timers.stop()
    looping.result(10)
    assert hall.stores.presence.last_sign_of_life() == hall.clock.now()


def test_a_live_poll_is_left_to_the_moderator() -> None:
    with Hall(event(poll(choice("p1")))) as hall:
        hall.clock.pass_ms(SETTLING_MS)
        people = hall.join("Ada")
        hall.open_question("poll")
        hall.answer_all(people, "a")
        assert phase_after_tick(hall) is Phase.OPEN


def test_the_time_that_the_database_was_away_is_given_back_before_anything_closes(
    hall: Hall,
) -> None:
    on = hall.open_question()
    hall.timers.second()
    hall.stores.presence.fault.error = NotSaved()
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.timers.second()
    assert phase_after_tick(hall) is Phase.OPEN
    hall.stores.presence.fault.error = None
    hall.timers.second()
    assert hall.on_stage().deadline_at == (on.deadline_at or 0) + LIMIT_MS + GRACE_MS
    assert phase_after_tick(hall) is Phase.OPEN


def test_a_moment_without_the_database_costs_nobody_time(hall: Hall) -> None:
    on = hall.open_question()
    hall.timers.second()
    hall.stores.presence.fault.error = NotSaved()
    hall.clock.pass_ms(1_000)
    hall.timers.second()
    hall.stores.presence.fault.error = None
    hall.timers.second()
    assert hall.on_stage().deadline_at == on.deadline_at
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    assert phase_after_tick(hall) is Phase.CLOSED
