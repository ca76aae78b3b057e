"""Answers: acknowledged is committed, and what is committed is what counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from quizapp.domain.errors import (
    AnswerFinal,
    BadAnswer,
    BadMessage,
    Busy,
    NotFound,
    NotSaved,
    Removed,
    RoundNotOpen,
)
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.services.answers import HIGHEST_NUMBER, MOST_TRIES, Saved
from tests.hall import EVENT, GRACE_MS, LIMIT_MS, Hall, eventually

PATIENCE_S = 10


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def stored(hall: Hall) -> list[tuple[str, int, object]]:
    return [(e.voter_id, e.number, e.answer) for e in hall.stores.answers.rows.values()]


def test_an_acknowledged_answer_is_on_disk_and_counted(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question()
    hall.clock.pass_ms(1_500)
    assert hall.answer(ada, "b") == Saved(1, "b", already=False)
    (row,) = hall.stores.answers.rows.values()
    assert (row.answer, row.elapsed_ms, row.answered_at) == ("b", 1_500, hall.clock.now())
    assert hall.counting.answer_of(on.id, ada.id) == (1, "b")


def test_an_answer_that_can_not_be_written_is_neither_acknowledged_nor_counted(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question()
    hall.stores.answers.fault.error = NotSaved()
    with pytest.raises(NotSaved):
        hall.answer(ada, "b")
    assert hall.counting.voters(on.id) == frozenset()
    hall.stores.answers.fault.error = None
    assert hall.answer(ada, "b") == Saved(1, "b", already=False)


def test_a_resent_answer_is_saved_already(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "b")
    assert hall.answer(ada, "b") == Saved(1, "b", already=True)
    assert hall.answer(ada, "b", number=2) == Saved(1, "b", already=True)


def test_in_a_quiz_the_first_answer_stands(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "b")
    for number in (1, 2, 9):
        with pytest.raises(AnswerFinal):
            hall.answer(ada, "a", number=number)
    assert stored(hall) == [(ada.id, 1, "b")]


def test_in_a_poll_the_highest_number_stands_in_whatever_order_they_come(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question("poll")
    assert hall.answer(ada, "a", number=2) == Saved(2, "a", already=False)
    assert hall.answer(ada, "b", number=1) == Saved(2, "a", already=True)
    assert hall.answer(ada, "c", number=2) == Saved(2, "a", already=True)
    assert hall.answer(ada, "d", number=3) == Saved(3, "d", already=False)
    assert stored(hall) == [(ada.id, 3, "d")]
    assert hall.counting.answer_of(on.id, ada.id) == (3, "d")


@pytest.mark.parametrize("number", [0, -1, HIGHEST_NUMBER + 1])
def test_a_number_out_of_range_is_a_bad_message(hall: Hall, number: int) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question("poll")
    with pytest.raises(BadMessage):
        hall.answer(ada, "a", number=number)


def test_what_the_question_does_not_offer_is_a_bad_answer(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    with pytest.raises(BadAnswer):
        hall.answer(ada, "z")
    assert stored(hall) == []


def test_answers_are_taken_in_open_rounds_only(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.start()
    asked = hall.until(Phase.ASKED)
    with pytest.raises(RoundNotOpen):
        hall.answer(ada, "a", on=asked)
    for phase in (Phase.CLOSED, Phase.REVEALED, Phase.RANKING):
        on = hall.until(phase)
        with pytest.raises(RoundNotOpen):
            hall.answer(ada, "a", on=on)
    with pytest.raises(NotFound):
        hall.answers.submit(EVENT, ada.id, "another", 1, "a")
    assert stored(hall) == []


def test_the_grace_counts_and_what_comes_later_does_not(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.clock.pass_ms(LIMIT_MS + GRACE_MS)
    hall.answer(ada, "a")
    hall.clock.pass_ms(1)
    with pytest.raises(RoundNotOpen):
        hall.answer(grace, "a")


def test_a_removed_participant_answers_no_more(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    with pytest.raises(Removed):
        hall.answer(ada, "a")


# ---- a state that moves on ------------------------------------------------------------------


def test_an_answer_is_accepted_anew_when_another_process_moved_on(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    other = hall.beside()
    other.do(cmd.ExtendRound)
    assert hall.answer(ada, "a") == Saved(1, "a", already=False)
    assert hall.state == other.state


def test_an_answer_is_refused_when_another_process_has_closed_the_round(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.beside().next()
    assert hall.on_stage().phase is Phase.OPEN, "not heard of it yet"
    with pytest.raises(RoundNotOpen):
        hall.answer(ada, "a")
    assert stored(hall) == []
    assert hall.on_stage().phase is Phase.CLOSED


def test_the_time_of_the_first_arrival_counts_however_long_it_takes(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.clock.pass_ms(1_000)
    hall.stores.answers.gate.clear()
    answer = hall.meanwhile(lambda: hall.answer(ada, "a"))
    eventually(lambda: hall.stores.answers.held)
    hall.clock.pass_ms(4_000)
    hall.beside().do(cmd.ExtendRound)
    hall.stores.answers.gate.set()
    answer.result(PATIENCE_S)
    (row,) = hall.stores.answers.rows.values()
    assert row.elapsed_ms == 1_000


def test_a_state_that_this_process_knows_is_not_read_again(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.stores.answers.gate.clear()
    answer = hall.meanwhile(lambda: hall.answer(ada, "a"))
    eventually(lambda: hall.stores.answers.held)
    blank = hall.meanwhile(lambda: hall.live.refresh(EVENT))
    blank.result(PATIENCE_S)
    # Our own act, which does not wait: the committer is held.
    hall.live._drain = lambda: None
    hall.do(cmd.BlankScreen, on=True)
    reads = hall.stores.log.reads
    hall.stores.answers.gate.set()
    assert answer.result(PATIENCE_S) == Saved(1, "a", already=False)
    assert hall.stores.log.reads == reads


def test_a_phone_is_told_to_try_again_when_the_log_moves_on_faster(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    other = hall.beside()
    assert other.state.seq == hall.state.seq
    commit = hall.stores.answers._commit

    def too_late(pending: object) -> object:
        other.do(cmd.ExtendRound)
        return commit(pending)  # type: ignore[arg-type]

    hall.stores.answers._commit = too_late  # type: ignore[method-assign,assignment]
    with pytest.raises(Busy):
        hall.answer(ada, "a")
    assert other.state.seq == hall.state.seq
    assert MOST_TRIES > 1


# ---- the close ------------------------------------------------------------------------------


def test_a_close_waits_for_the_answers_handed_in_before_it(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    on = hall.open_question()
    hall.stores.answers.gate.clear()
    answer = hall.meanwhile(lambda: hall.answer(ada, "a"))
    eventually(lambda: hall.stores.answers.held)
    closing = hall.meanwhile(hall.next)
    with pytest.raises(TimeoutError):
        closing.result(0.05)
    assert hall.on_stage().phase is Phase.OPEN
    hall.stores.answers.gate.set()
    closing.result(PATIENCE_S)
    assert answer.result(PATIENCE_S) == Saved(1, "a", already=False)
    assert hall.on_stage().phase is Phase.CLOSED
    assert hall.counting.voters(on.id) == {ada.id}


def test_whoever_comes_during_the_close_is_in_it_or_refused(hall: Hall) -> None:
    people = hall.join(*(f"Delegate {n}" for n in range(60)))
    on = hall.open_question()

    def answer(index: int) -> bool:
        try:
            hall.answer(people[index], "a", on=on)
        except RoundNotOpen:
            return False
        return True

    handed_in = [hall.meanwhile(partial(answer, n)) for n in range(30)]
    closing = hall.meanwhile(hall.next)
    handed_in += [hall.meanwhile(partial(answer, n)) for n in range(30, 60)]
    closing.result(PATIENCE_S)
    taken = {who.id for who, each in zip(people, handed_in, strict=True) if each.result(PATIENCE_S)}
    assert {voter for _, voter in hall.stores.answers.rows} == taken
    assert hall.counting.voters(on.id) == taken
    assert hall.results.of_round(hall.state, hall.on_stage()).answered == len(taken)


def test_after_a_reopening_answers_are_taken_again(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.answer(ada, "a")
    hall.next()
    with pytest.raises(RoundNotOpen):
        hall.answer(grace, "a")
    hall.do(cmd.ReopenRound)
    hall.answer(grace, "b")
    with pytest.raises(AnswerFinal):
        hall.answer(ada, "b")
    assert len(stored(hall)) == 2
