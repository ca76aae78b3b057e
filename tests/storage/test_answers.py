from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sa_event

from quizapp.domain.event import StoredAnswer
from quizapp.domain.stored import Kept, Moved, PendingAnswer
from quizapp.domain.text import Json
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from tests.storage import samples
from tests.storage.samples import answer


@pytest.fixture
def answers(database: Database, other_event: SqlEvents) -> SqlAnswers:
    return SqlAnswers(database)


def test_answer_comes_back_as_it_was(answers: SqlAnswers) -> None:
    value: Json = {"order": ["b", "a"], "text": "été \x00 \ud800", "score": 3, "none": None}
    assert answers.commit([answer("v", value, number=3)]) == [Kept(3, value, fresh=True)]
    assert answers.of_rounds(["R"]) == (StoredAnswer("R", "v", 3, value, 1200, 1_519_900_000_000),)


def test_answer_may_be_nothing_at_all(answers: SqlAnswers) -> None:
    assert answers.commit([answer("v", None)]) == [Kept(1, None, fresh=True)]
    assert answers.of_rounds(["R"])[0].answer is None


def test_higher_number_replaces_a_lower_one_whole(answers: SqlAnswers) -> None:
    answers.commit([answer("v", "a", number=1)])
    later = answer("v", "b", number=2, elapsed_ms=9, answered_at=7)
    assert answers.commit([later]) == [Kept(2, "b", fresh=True)]
    assert answers.of_rounds(["R"]) == (StoredAnswer("R", "v", 2, "b", 9, 7),)


@pytest.mark.parametrize("number", [1, 2])
def test_number_that_is_not_higher_changes_nothing(answers: SqlAnswers, number: int) -> None:
    answers.commit([answer("v", "a", number=2)])
    outcome = answers.commit([answer("v", "b", number=number, elapsed_ms=9)])
    assert outcome == [Kept(2, "a", fresh=False)]
    assert answers.of_rounds(["R"])[0].elapsed_ms == 1200


def test_final_answer_stands_against_a_later_one(answers: SqlAnswers) -> None:
    answers.commit([answer("v", "a", final=True)])
    outcome = answers.commit([answer("v", "b", number=2, final=True), answer("w", final=True)])
    assert outcome == [Kept(1, "a", fresh=False), Kept(1, "a", fresh=True)]


def test_same_voter_twice_in_a_batch_hears_what_stands(answers: SqlAnswers) -> None:
    batch = [answer("v", "a", number=1), answer("v", "c", number=3), answer("v", "b", number=2)]
    assert answers.commit(batch) == [
        Kept(3, "c", fresh=False),
        Kept(3, "c", fresh=True),
        Kept(3, "c", fresh=False),
    ]
    finals = [
        answer("w", "b", number=2, final=True, round_id="S"),
        answer("w", "a", number=3, final=True, round_id="S"),
    ]
    assert answers.commit(finals) == [Kept(2, "b", fresh=True), Kept(2, "b", fresh=False)]


def test_answer_against_an_older_state_is_not_written(
    answers: SqlAnswers, database: Database
) -> None:
    SqlLog(database).append("E", samples.entries(samples.blank(1), samples.blank(2)), None)
    batch = [answer("old", seq=1), answer("new", seq=2), answer("other", seq=0, event_id="F")]
    assert answers.commit(batch) == [
        Moved(),
        Kept(1, "a", fresh=True),
        Kept(1, "a", fresh=True),
    ]
    assert [each.voter_id for each in answers.of_rounds(["R"])] == ["new", "other"]


def test_answer_to_an_event_that_is_gone_has_moved(answers: SqlAnswers) -> None:
    assert answers.commit([answer("v", event_id="?"), answer("v")]) == [
        Moved(),
        Kept(1, "a", fresh=True),
    ]


def test_empty_batch_is_no_fault(answers: SqlAnswers) -> None:
    assert answers.commit([]) == []


def test_answers_are_read_by_round_and_by_voter(answers: SqlAnswers) -> None:
    voters = ("b", "B", "a", "é", "_")
    answers.commit([answer(v, v, round_id=r) for r in ("R2", "r1", "R3") for v in voters])
    both = answers.of_rounds(["r1", "R2", "R2"])
    assert [(each.round_id, each.voter_id) for each in both] == [
        (r, v) for r in ("R2", "r1") for v in sorted(voters)
    ]
    mine = answers.of_voter("B", ["R2", "R3", "R4"])
    assert [(each.round_id, each.answer) for each in mine] == [("R2", "B"), ("R3", "B")]
    assert answers.counts(["R2", "R3", "R4"]) == {"R2": 5, "R3": 5}
    assert (answers.of_rounds([]), answers.of_voter("B", []), answers.counts([])) == ((), (), {})


def test_more_answers_than_a_statement_takes_are_kept(answers: SqlAnswers) -> None:
    many = [answer(f"v{number}") for number in range(6000)]
    assert answers.commit(many) == [Kept(1, "a", fresh=True)] * 6000
    assert answers.commit(many) == [Kept(1, "a", fresh=False)] * 6000
    rounds = ["R", *(f"R{number}" for number in range(40_000))]
    assert answers.counts(rounds) == {"R": 6000}


def test_batch_is_a_handful_of_statements(answers: SqlAnswers, database: Database) -> None:
    batch = [answer(f"v{number}", final=number % 2 == 0) for number in range(500)]
    with statements(database) as first:
        answers.commit(batch)
    with statements(database) as again:
        answers.commit(batch)
    assert len(first) <= 6
    assert len(again) <= 7


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        seen.append(arguments[2])

    sa_event.listen(database.writer, "before_cursor_execute", note)
    yield seen
    sa_event.remove(database.writer, "before_cursor_execute", note)


# ---- against a dictionary ------------------------------------------------------------------

HEAD = 2
_examples = count()

sent = st.builds(
    answer,
    st.sampled_from("uvw"),
    st.sampled_from("abcd"),
    round_id=st.sampled_from(["changeable", "final"]),
    number=st.integers(1, 4),
    seq=st.sampled_from([HEAD - 1, HEAD, HEAD, HEAD]),
)


def expected(
    table: dict[tuple[str, str], PendingAnswer], batch: Sequence[PendingAnswer]
) -> list[Kept | Moved]:
    """What the rules say, one answer after the other."""
    written: dict[tuple[str, str], PendingAnswer] = {}
    for each in batch:
        key = each.round_id, each.voter_id
        stands = table.get(key)
        if each.seq >= HEAD and (
            stands is None or (not each.final and each.number > stands.number)
        ):
            table[key] = written[key] = each
    return [
        Moved()
        if each.seq < HEAD
        else Kept(stands.number, stands.answer, fresh=written.get(key) is each)
        for each in batch
        for key in [(each.round_id, each.voter_id)]
        for stands in [table.get(key, each)]
    ]


@pytest.fixture
def at_head(answers: SqlAnswers, database: Database) -> SqlAnswers:
    SqlLog(database).append("E", samples.entries(samples.blank(1), samples.blank(2)), None)
    return answers


@given(batches=st.lists(st.lists(sent, max_size=12), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_batches_end_as_a_dictionary_would(
    at_head: SqlAnswers, batches: list[list[PendingAnswer]]
) -> None:
    example = next(_examples)
    table: dict[tuple[str, str], PendingAnswer] = {}
    for batch in batches:
        pending = [_in_example(each, example) for each in batch]
        assert at_head.commit(pending) == expected(table, pending)
    rounds = [f"final-{example}", f"changeable-{example}"]
    assert at_head.of_rounds(rounds) == tuple(
        StoredAnswer(
            each.round_id,
            each.voter_id,
            each.number,
            each.answer,
            each.elapsed_ms,
            each.answered_at,
        )
        for _, each in sorted(table.items())
    )


def _in_example(each: PendingAnswer, example: int) -> PendingAnswer:
    """Rounds of their own, for the database is the same in every example."""
    return answer(
        each.voter_id,
        each.answer,
        round_id=f"{each.round_id}-{example}",
        number=each.number,
        seq=each.seq,
        final=each.round_id == "final",
    )
