from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from quizapp.domain.event import StoredAnswer
from quizapp.domain.text import Json
from quizapp.services.counting import MOST_ROUNDS, Counting
from tests.fakes import FakeAnswers


def put(table: FakeAnswers, round_id: str, voter: str, number: int, answer: Json) -> None:
    with table.log.lock:
        table.rows[round_id, voter] = StoredAnswer(round_id, voter, number, answer, 10, 10)


def test_a_round_is_read_once() -> None:
    table = FakeAnswers()
    put(table, "r", "ada", 1, "a")
    counting = Counting(table)
    counting.load("r")
    counting.load("r")
    assert table.reads == 1
    assert counting.voters("r") == {"ada"}
    assert counting.answer_of("r", "ada") == (1, "a")
    assert counting.answer_of("r", "grace") is None


def test_of_a_round_that_nobody_knows_nothing_is_counted() -> None:
    counting = Counting(FakeAnswers())
    assert counting.voters("r") == frozenset()
    assert counting.answers("r") == (0, {})
    assert counting.answer_of("r", "ada") is None


def test_the_highest_number_counts_whether_noted_or_read() -> None:
    table = FakeAnswers()
    put(table, "r", "ada", 3, "c")
    put(table, "r", "grace", 1, "a")
    counting = Counting(table)
    counting.note("r", "ada", 2, "b")
    counting.note("r", "grace", 2, "b")
    counting.load("r")
    counting.note("r", "ada", 1, "a")
    assert counting.answers("r")[1] == {"ada": "c", "grace": "b"}


def test_an_answer_noted_during_the_read_is_not_lost() -> None:
    table = FakeAnswers()
    put(table, "r", "ada", 1, "a")
    counting = Counting(table)
    table.while_reading = lambda: counting.note("r", "ada", 2, "b")
    counting.load("r")
    assert counting.answer_of("r", "ada") == (2, "b")


def test_rounds_of_long_ago_are_dropped_and_read_again_when_asked_for() -> None:
    table = FakeAnswers()
    put(table, "r", "ada", 1, "a")
    counting = Counting(table)
    counting.load("r")
    for n in range(MOST_ROUNDS):
        counting.load(f"r{n}")
    assert len(counting._rounds) == MOST_ROUNDS
    assert counting.voters("r") == frozenset()
    counting.load("r")
    assert counting.voters("r") == {"ada"}


def test_a_round_dropped_during_its_read_misses_nothing() -> None:
    table = FakeAnswers()
    counting = Counting(table)

    def meanwhile() -> None:
        put(table, "r", "ada", 1, "a")
        counting.note("r", "ada", 1, "a")
        for n in range(MOST_ROUNDS):
            counting.load(f"r{n}")

    table.while_reading = meanwhile
    counting.load("r")
    assert counting.voters("r") == {"ada"}


def test_a_version_never_stands_for_other_answers() -> None:
    table = FakeAnswers()
    counting = Counting(table)
    seen: dict[int, object] = {}
    for number, answer in enumerate("abcabc", start=1):
        put(table, "r", "ada", number, answer)
        counting.note("r", "ada", number, answer)
        if number == 3:
            for n in range(MOST_ROUNDS):
                counting.load(f"r{n}")
        counting.load("r")
        version, answers = counting.answers("r")
        assert seen.setdefault(version, answers) == answers
    assert len(seen) == 6
    assert counting.answers("r")[0] == counting.answers("r")[0]


def test_alone_a_closed_round_is_not_read_again() -> None:
    table = FakeAnswers()
    counting = Counting(table)
    counting.load("r", closed_at=5)
    counting.load("r", closed_at=9)
    assert counting.own("r", "ada") is None
    assert table.reads == 1


def test_beside_others_a_closed_round_is_read_once_more_after_each_close() -> None:
    table = FakeAnswers()
    counting = Counting(table, shared=True)
    assert not counting.catch_up("r"), "nobody looks at it here"
    counting.load("r")
    put(table, "r", "ada", 1, "a")
    for closed_at in (5, 5, 9):
        counting.load("r", closed_at)
        assert counting.voters("r") == {"ada"}
    assert table.reads == 3
    put(table, "r", "grace", 1, "b")
    assert counting.catch_up("r")
    assert not counting.catch_up("r")
    assert counting.own("r", "grace") == (1, "b")


def test_threads_that_note_and_read_at_once_lose_nothing() -> None:
    table = FakeAnswers()
    counting = Counting(table)

    def vote(first: int) -> None:
        for n in range(first, first + 100):
            put(table, "r", f"v{n}", 1, "a")
            counting.note("r", f"v{n}", 1, "a")

    def read(_: int) -> None:
        for _ in range(100):
            counting.load("r")
            assert len(counting.answers("r")[1]) <= 400

    with ThreadPoolExecutor(8) as threads:
        reading = threads.map(read, range(4))
        list(threads.map(vote, range(0, 400, 100)))
        list(reading)
    counting.load("r")
    assert len(counting.voters("r")) == 400
