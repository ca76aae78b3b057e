"""What a phone may look back on: its own answers to what was revealed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.services.history import Past, past_rounds
from tests.hall import ANNEX, EVENT, Hall
from tests.seat_hall import seats_event, sit


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def past(hall: Hall, who: Participant, floor_id: str = "hall") -> tuple[Past, ...]:
    return hall.history.of(EVENT, floor_id, who)


def test_nothing_is_to_be_seen_before_the_first_reveal(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    assert past(hall, ada) == ()
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.CLOSED)
    assert past(hall, ada) == ()
    assert hall.scene().past == 0


def test_revealed_rounds_stand_in_the_order_asked_with_my_own_mark(hall: Hall) -> None:
    ada, ben = hall.join("Ada", "Ben")
    hall.open_question()
    hall.answer(ada, "a")
    hall.answer(ben, "b")
    hall.until(Phase.REVEALED)
    hall.until(Phase.REVEALED)
    hall.until(Phase.OPEN)
    first, second = past(hall, ada)
    assert (first.question.slug, second.question.slug) == ("q1", "q2")
    assert first.mark is not None
    assert (first.mark.answer, first.mark.right, first.mark.points) == ("a", True, 1000)
    assert second.mark is None
    assert hall.scene().past == 2
    theirs = past(hall, ben)[0].mark
    assert theirs is not None
    assert theirs.right is False


def test_a_voided_round_is_there_and_known_as_such(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    on = hall.until(Phase.REVEALED)
    hall.do(cmd.VoidRound, round_id=on.id)
    assert [each.round.voided for each in past(hall, ada)] == [True]


def test_it_stays_until_something_else_is_shown_and_is_of_this_run(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.until(Phase.REVEALED)
    hall.do(cmd.FinishActivity)
    assert len(past(hall, ada)) == 1
    hall.do(cmd.ShowLobby)
    assert len(past(hall, ada)) == 1
    hall.start("poll")
    assert len(past(hall, ada)) == 1
    hall.until(Phase.OPEN)
    assert past(hall, ada) == ()
    assert past(hall, ada, ANNEX) == ()


def test_a_podium_alone_says_which_run_it_was(hall: Hall) -> None:
    """Also where the history of the stage is too short to have its rounds still."""
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.until(Phase.REVEALED)
    hall.do(cmd.FinishActivity)
    floor = hall.floor()
    assert past_rounds(hall.state, replace(floor, history=floor.history[-1:], cursor=0))
    assert len(past(hall, ada)) == 1


def test_a_look_back_reads_my_answers_and_nobody_elses(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben = hall.join("Ada", "Ben")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    monkeypatch.setattr(hall.results, "of_round", lambda *_: pytest.fail("a whole round was read"))
    assert [each.mark is not None for each in past(hall, ada)] == [True]
    assert [each.mark is not None for each in past(hall, ben)] == [False]


def test_who_was_put_out_has_no_marks(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    assert [each.mark for each in past(hall, ada)] == [None]


def test_a_vote_by_seats_is_the_seats_whichever_phone_gave_it() -> None:
    with Hall(seats_event()) as hall:
        first, second, giver, observer, nobody = sit(hall, "s1", "s1", "s3", "s5", None)
        hall.seats.give_proxy(EVENT, "s3", "s1", "by letter", "mary")
        hall.open_question("poll")
        hall.answer(first, "yes")
        hall.answer(first, "no", seat="s3")
        hall.answer(observer, "abs")
        hall.until(Phase.REVEALED)
        hall.seats.give_proxy(EVENT, "s3", None, "", "mary")
        hall.do(cmd.RemoveParticipant, participant_id=nobody.id)
        marks = [past(hall, who)[0].mark for who in (first, second, giver, observer, nobody)]
        assert [mark and mark.answer for mark in marks] == ["yes", "yes", None, "abs", None]
