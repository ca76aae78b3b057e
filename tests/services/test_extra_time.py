"""Extra time through the use cases: asked for at the door, waited for, scored by each one's own limit."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.errors import NotSaved, RoundNotOpen
from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Factor
from quizapp.domain.live.state import Phase
from quizapp.domain.scoring import Scoring
from quizapp.services.timers import SETTLING_MS
from tests.hall import EVENT, GRACE_MS, LIMIT_MS, Hall, choice, event, eventually, poll, quiz

SECRET = "s" * 43


@pytest.fixture
def hall() -> Iterator[Hall]:
    stage = event(quiz(choice("q1"), choice("q2"), scoring=Scoring.CLASSIC), poll(choice("p1")))
    with Hall(replace(stage, extra_time_by_choice=True)) as made:
        made.clock.pass_ms(SETTLING_MS)
        yield made


def grant(hall: Hall, who: Participant, factor: Factor = Factor.DOUBLE) -> None:
    hall.do(cmd.GrantExtraTime, participant_id=who.id, factor=factor)


def come(hall: Hall, factor: Factor, secret: str = SECRET) -> Participant:
    joined = hall.participants.join(EVENT, "Ada", "en", secret, extra_time=factor)
    hall.presence.connected(EVENT, joined.participant.id)
    return joined.participant


def test_what_is_asked_for_at_the_door_holds_from_the_first_question_on(hall: Hall) -> None:
    ada = come(hall, Factor.HALF_MORE)
    assert ada.extra_time == 15
    assert hall.state.extra_time == {ada.id: 15}
    on = hall.open_question()
    assert on.limit_of(ada.id) == LIMIT_MS * 3 // 2


def test_nobody_has_extra_time_by_choice_where_the_event_does_not_offer_it() -> None:
    with Hall() as hall:
        ada = come(hall, Factor.DOUBLE)
        assert ada.extra_time == 10
        assert hall.state.extra_time == {}


def test_what_a_whole_hall_asks_for_at_once_is_given_at_once(hall: Hall) -> None:
    """Each for itself they raced for the log's next entry, and a moderator lost against them."""
    before = hall.stores.log.head(EVENT)
    tried: list[int] = []
    execute = hall.live.execute

    def slowly(*args: Any) -> int:
        tried.append(len(args[1].choices))
        eventually(lambda: len(tried) > 1 or len(hall.participants._asked.get(EVENT, {})) == 7)
        return execute(*args)

    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor(8) as hands:
        patched.setattr(hall.live, "execute", slowly)
        secrets = [f"{n}" * 43 for n in range(8)]
        came = list(
            hands.map(
                lambda n: (
                    hall.participants.join(
                        EVENT, f"Ada {n}", "en", secrets[n], extra_time=Factor.DOUBLE
                    ).participant.id
                ),
                range(8),
            )
        )

    assert tried == [1, 7]
    assert hall.state.extra_time == dict.fromkeys(came, 20)
    assert hall.stores.log.head(EVENT) == before + 8


def test_who_comes_back_may_ask_for_it_and_never_loses_it(hall: Hall) -> None:
    ada = come(hall, Factor.PLAIN)
    assert hall.state.extra_time == {}
    come(hall, Factor.DOUBLE)
    come(hall, Factor.PLAIN)
    assert hall.state.extra_time == {ada.id: 20}


def test_what_the_moderator_says_is_above_the_choice(hall: Hall) -> None:
    ada = come(hall, Factor.DOUBLE)
    grant(hall, ada, Factor.PLAIN)
    come(hall, Factor.DOUBLE)
    assert hall.participants.returning(EVENT, SECRET) is not None
    assert hall.state.extra_time == {ada.id: 10}


def test_who_can_t_be_given_it_is_in_and_given_it_at_the_next_connect(hall: Hall) -> None:
    assert hall.state.extra_time == {}
    hall.stores.log.fault.error = NotSaved()
    ada = come(hall, Factor.DOUBLE)
    assert hall.state.extra_time == {}
    hall.stores.log.fault.error = None
    assert hall.participants.returning(EVENT, SECRET) == ada
    assert hall.state.extra_time == {ada.id: 20}


def test_the_round_waits_for_who_is_there_and_has_not_answered(hall: Hall) -> None:
    ada, ben = hall.join("Ada B", "Ben")
    grant(hall, ada)
    hall.open_question()
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.OPEN
    hall.clock.pass_ms(1)
    with pytest.raises(RoundNotOpen):
        hall.answer(ben, "a")
    hall.answer(ada, "a")
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.CLOSED


def test_the_round_closes_at_the_latest_deadline_of_those_waited_for(hall: Hall) -> None:
    ada, _ = hall.join("Ada B", "Ben")
    grant(hall, ada, Factor.HALF_MORE)
    hall.open_question()
    hall.clock.pass_ms(LIMIT_MS * 3 // 2 + GRACE_MS - 1)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.OPEN
    hall.clock.pass_ms(1)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.CLOSED


def test_nobody_waits_for_who_has_left_or_was_removed(hall: Hall) -> None:
    ada, ben, _ = hall.join("Ada B", "Ben", "Cy")
    grant(hall, ada)
    grant(hall, ben)
    hall.open_question()
    hall.presence.left(EVENT, ada.id)
    hall.do(cmd.RemoveParticipant, participant_id=ben.id)
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.CLOSED


def test_the_same_relative_speed_earns_the_same(hall: Hall) -> None:
    ada, ben = hall.join("Ada B", "Ben")
    grant(hall, ada)
    on = hall.open_question()
    hall.clock.pass_ms(LIMIT_MS // 2)
    hall.answer(ben, "a")
    hall.clock.pass_ms(LIMIT_MS // 2)
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    marks = hall.results.of_round(hall.state, hall.state.rounds[on.id]).marks
    assert marks[ada.id].points == marks[ben.id].points == 750
    grant(hall, ada, Factor.PLAIN)
    again = Hall(stores=hall.stores).results.of_round(hall.state, hall.state.rounds[on.id])
    assert again.marks == marks, "what was earned is not changed by what is granted later"


def test_the_crowd_knows_how_many_go_on_and_not_who(hall: Hall) -> None:
    ada, ben = hall.join("Ada B", "Ben")
    grant(hall, ada)
    grant(hall, ben)
    hall.open_question()
    assert hall.scenes.crowd(EVENT, "hall").extra == 2
    hall.answer(ben, "a")
    assert hall.scenes.crowd(EVENT, "hall").extra == 1


def test_who_may_still_change_an_answer_is_waited_for() -> None:
    timed = poll(choice("p1"))
    question = replace(timed.questions[0], time_limit_s=LIMIT_MS // 1000)
    with Hall(event(replace(timed, questions=(question,)))) as hall:
        (ada,) = hall.join("Ada B")
        grant(hall, ada)
        hall.open_question("poll")
        hall.answer(ada, "a")
        hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
        hall.timers.tick()
        assert hall.on_stage().phase is Phase.OPEN


def test_extra_time_outlives_a_restart(hall: Hall) -> None:
    (ada,) = hall.join("Ada B")
    grant(hall, ada)
    on = hall.open_question()
    with Hall(stores=hall.stores) as second:
        known = second.state.rounds[on.id]
        assert known.deadline_of(ada.id) == on.deadline_of(ada.id)
        second.clock.pass_ms(LIMIT_MS + 1_000)
        assert second.answer(ada, "a").number == 1
