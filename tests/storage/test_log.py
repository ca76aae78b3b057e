from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.live import events as ev
from quizapp.domain.live.log import decode, first_fault
from quizapp.domain.live.rules import Rules
from quizapp.domain.stored import Moved
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from tests.storage import samples
from tests.storage.racing import at_once


@pytest.fixture
def log(database: Database, other_event: SqlEvents) -> SqlLog:
    return SqlLog(database)


def test_log_comes_back_in_order_and_unbroken(log: SqlLog) -> None:
    happened = (
        ev.RoundAsked(
            at=1,
            round_id="R",
            floor_id="F",
            activity_id="A",
            run=1,
            position=0,
            question_id="Q",
            version=1,
            rules=Rules(graded=True, limit_ms=20_000),
        ),
        ev.RoundClosed(at=2, round_id="R", cause=ev.Cause.DEADLINE),
    )
    first = samples.entries(*happened)
    second = samples.entries(after=first[-1])
    log.append("E", first, "c1")
    log.append("E", second, None)
    assert log.entries("E") == first + second
    assert first_fault(log.entries("E")) is None
    assert tuple(decode(each.kind, each.data) for each in log.entries("E", 0)[:2]) == happened
    assert log.entries("E", after=1) == (first[1], *second)
    assert log.entries("E", after=3) == ()
    assert (log.head("E"), log.head("F"), log.head("?")) == (3, 0, 0)


def test_command_is_known_by_its_id_in_its_event(log: SqlLog) -> None:
    log.append("E", samples.entries(samples.blank(1), samples.blank(2)), "c1")
    assert log.seen("E", "c1")
    assert not log.seen("F", "c1")
    assert not log.seen("E", "c2")


def test_entry_that_was_overtaken_is_a_conflict_and_leaves_nothing(log: SqlLog) -> None:
    log.append("E", samples.entries(), "c1")
    with pytest.raises(Conflict):
        log.append("E", samples.entries(samples.blank(1), samples.blank(2)), "c2")
    assert log.head("E") == 1
    assert not log.seen("E", "c2")


def test_entry_after_a_gap_is_a_conflict(log: SqlLog) -> None:
    first = samples.entries()
    with pytest.raises(Conflict):
        log.append("E", samples.entries(after=first[0]), None)
    assert log.head("E") == 0


def test_command_sent_twice_is_a_conflict(log: SqlLog) -> None:
    first = samples.entries()
    log.append("E", first, "c1")
    with pytest.raises(Conflict):
        log.append("E", samples.entries(after=first[0]), "c1")
    assert log.head("E") == 1


def test_commands_without_an_id_do_not_disturb_each_other(log: SqlLog) -> None:
    first = samples.entries()
    log.append("E", first, None)
    log.append("E", samples.entries(after=first[0]), None)
    assert log.head("E") == 2


def test_round_that_has_an_answer_is_a_conflict(log: SqlLog, database: Database) -> None:
    SqlAnswers(database).commit([samples.answer("v", round_id="R1")])
    with pytest.raises(Conflict):
        log.append("E", samples.entries(), "c", unanswered=["R0", "R1"])
    assert log.head("E") == 0
    log.append("E", samples.entries(), "c", unanswered=["R0"])
    assert log.head("E") == 1


def test_nothing_to_append_is_no_fault(log: SqlLog) -> None:
    log.append("E", (), "c")
    assert log.entries("E") == ()


def test_log_of_an_event_that_is_gone_is_not_found(log: SqlLog) -> None:
    with pytest.raises(NotFound):
        log.append("?", samples.entries(), "c")


@pytest.fixture
def two_logs(log: SqlLog, new_process: Callable[[], Database]) -> tuple[SqlLog, SqlLog]:
    """As two server processes have them."""
    return log, SqlLog(new_process())


@pytest.mark.parametrize("shared", [True, False])
def test_of_two_at_once_one_wins_and_no_gap_is_left(
    two_logs: tuple[SqlLog, SqlLog], shared: bool
) -> None:
    logs = (two_logs[0], two_logs[0]) if shared else two_logs
    for _ in range(20):
        head = logs[0].entries("E")[-1:]
        entries = samples.entries(after=head[0] if head else None)
        outcomes = at_once(*(partial(log.append, "E", entries, None) for log in logs))
        assert {type(each) for each in outcomes} == {Conflict, type(None)}
    assert [each.seq for each in logs[1].entries("E")] == list(range(1, 21))
    assert first_fault(logs[1].entries("E")) is None


def test_close_and_answer_at_once_never_both_succeed(
    two_logs: tuple[SqlLog, SqlLog], new_process: Callable[[], Database]
) -> None:
    """Undoing an opening needs a round without answers; an answer needs the round still open."""
    log, answers = two_logs[0], SqlAnswers(new_process())
    for number in range(20):
        before = log.entries("E")
        entries = samples.entries(after=before[-1] if before else None)
        pending = samples.answer("v", round_id=f"R{number}", seq=len(before))
        undone, kept = at_once(
            partial(log.append, "E", entries, None, unanswered=[pending.round_id]),
            partial(answers.commit, [pending]),
        )
        assert (undone is None) == (kept == [Moved()])
        assert answers.counts([pending.round_id]) == ({pending.round_id: 1} if undone else {})
