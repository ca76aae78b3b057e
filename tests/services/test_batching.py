"""Group commit: nobody hangs, nobody gets another's outcome, nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest

from quizapp.domain.errors import Busy, NotFound, NotSaved
from quizapp.services import batching
from quizapp.services.batching import Batcher
from tests.hall import eventually

PATIENCE_S = 10


class Disk:
    """Commits by doubling; may be held, and may fail."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.open = Event()
        self.open.set()
        self.held = 0
        self.fail: Callable[[Sequence[int]], Sequence[int]] | None = None

    def commit(self, batch: Sequence[int]) -> Sequence[int]:
        self.held += 1
        assert self.open.wait(PATIENCE_S)
        self.held -= 1
        if self.fail is not None:
            return self.fail(batch)
        self.batches.append(list(batch))
        return [2 * each for each in batch]


class Bench:
    """A batcher at work, and people who hand in."""

    def __init__(self) -> None:
        self.disk = Disk()
        self.batcher: Batcher[int, int] = Batcher("test", self.disk.commit)
        self.threads = ThreadPoolExecutor(64)

    def hand_in(self, *items: int) -> list[Future[int]]:
        """Each from a thread of its own, one after the other."""
        futures = []
        for each in items:
            depth = self.batcher.depth
            futures.append(self.threads.submit(self.batcher.submit, each))
            if not self.disk.open.is_set():
                eventually(partial(self._in, depth))
        return futures

    def _in(self, depth: int) -> bool:
        return self.batcher.depth > depth or self.disk.held > 0

    def hold(self, item: int) -> Future[int]:
        """The disk takes this one and no further ones, until it is opened."""
        self.disk.open.clear()
        (held,) = self.hand_in(item)
        eventually(lambda: self.disk.held == 1)
        return held


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.batcher.start()
    yield made
    made.disk.open.set()
    made.batcher.stop()
    made.threads.shutdown()


def test_each_owner_gets_the_outcome_of_its_own_item(bench: Bench) -> None:
    futures = bench.hand_in(*range(40))
    assert [each.result(PATIENCE_S) for each in futures] == [2 * n for n in range(40)]
    assert bench.batcher.rows == 40
    assert bench.batcher.batches == len(bench.disk.batches)


def test_what_waits_is_committed_together(bench: Bench) -> None:
    assert bench.batcher.busy_s == 0
    held = bench.hold(1)
    rest = bench.hand_in(2, 3, 4)
    assert bench.batcher.depth == 3
    assert bench.batcher.busy_s > 0
    bench.disk.open.set()
    assert [each.result(PATIENCE_S) for each in (held, *rest)] == [2, 4, 6, 8]
    assert bench.disk.batches == [[1], [2, 3, 4]]


def test_a_batch_has_so_many_rows_at_most(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MOST_ROWS", 2)
    held = bench.hold(1)
    rest = bench.hand_in(2, 3, 4)
    bench.disk.open.set()
    assert [each.result(PATIENCE_S) for each in (held, *rest)] == [2, 4, 6, 8]
    assert bench.disk.batches == [[1], [2, 3], [4]]


def _fails(error: Exception) -> Callable[[Sequence[int]], Sequence[int]]:
    def commit(_batch: Sequence[int]) -> Sequence[int]:
        raise error

    return commit


@pytest.mark.parametrize(
    ("commit", "expected"),
    [
        (_fails(NotSaved()), NotSaved),
        (_fails(NotFound(what="event")), NotFound),
        (_fails(ZeroDivisionError()), NotSaved),
        (lambda batch: [0] * (len(batch) + 1), NotSaved),
    ],
    ids=["not saved", "an error of ours", "any other error", "too many outcomes"],
)
def test_a_failed_commit_is_told_to_every_owner_and_the_next_one_works(
    bench: Bench,
    commit: Callable[[Sequence[int]], Sequence[int]],
    expected: type[Exception],
    caplog: pytest.LogCaptureFixture,
) -> None:
    held = bench.hold(1)
    rest = bench.hand_in(2, 3)
    bench.disk.fail = commit
    bench.disk.open.set()
    for each in (held, *rest):
        with pytest.raises(expected):
            each.result(PATIENCE_S)
    assert bench.batcher.failing
    assert [record.levelno for record in caplog.records] == [logging.ERROR], "said once"
    bench.disk.fail = None
    assert bench.batcher.submit(4) == 8
    assert not bench.batcher.failing


def test_one_item_that_can_t_be_written_takes_no_other_with_it(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    def poisoned(batch: Sequence[int]) -> Sequence[int]:
        if 5 in batch:
            raise OverflowError("too large to store")
        bench.disk.batches.append(list(batch))
        return [2 * each for each in batch]

    held = bench.hold(1)
    rest = bench.hand_in(*range(2, 9))
    bench.disk.fail = poisoned
    bench.disk.open.set()
    assert held.result(PATIENCE_S) == 2
    for n, each in enumerate(rest, start=2):
        if n == 5:
            with pytest.raises(NotSaved):
                each.result(PATIENCE_S)
        else:
            assert each.result(PATIENCE_S) == 2 * n
    assert sorted(n for batch in bench.disk.batches for n in batch) == [1, 2, 3, 4, 6, 7, 8]
    assert not bench.batcher.failing, "the disk is well"
    assert [record.getMessage() for record in caplog.records] == [
        "test: 1 of 7 could not be written"
    ]


def test_stop_tells_those_whom_a_hanging_disk_keeps_waiting(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "STOP_S", 0.02)
    waiting = [bench.hold(1), *bench.hand_in(2, 3)]
    assert not bench.batcher.stop()
    for each in waiting:
        with pytest.raises(NotSaved):
            each.result(PATIENCE_S)
    bench.disk.open.set()
    eventually(lambda: bench.disk.batches == [[1]])


def test_an_outcome_may_be_a_refusal_of_one_item_alone() -> None:
    batcher: Batcher[int, int | Busy] = Batcher(
        "test", lambda batch: [Busy() if each < 0 else each for each in batch]
    )
    batcher.start()
    assert batcher.submit(1) == 1
    with pytest.raises(Busy):
        batcher.submit(-1)
    batcher.stop()


def test_beyond_the_bound_it_is_busy_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MOST_WAITING", 2)
    held = bench.hold(1)
    rest = bench.hand_in(2, 3)
    with pytest.raises(Busy):
        bench.batcher.submit(4)
    bench.disk.open.set()
    assert [each.result(PATIENCE_S) for each in (held, *rest)] == [2, 4, 6]


def test_drain_has_nothing_to_wait_for_before_the_first_and_after_the_last(bench: Bench) -> None:
    assert bench.batcher.drain()
    bench.batcher.submit(1)
    assert bench.batcher.drain()


def test_drain_waits_for_all_handed_in_before_it(bench: Bench) -> None:
    bench.hold(1)
    bench.hand_in(2)
    assert not bench.batcher.drain(timeout_s=0.02)
    draining = bench.threads.submit(bench.batcher.drain, PATIENCE_S)
    bench.disk.open.set()
    assert draining.result(PATIENCE_S)
    assert bench.disk.batches == [[1], [2]]


def test_drain_ends_although_more_and_more_is_handed_in(bench: Bench) -> None:
    done = Event()

    def keep_on(n: int) -> int:
        count = 0
        while not done.is_set():
            bench.batcher.submit(n)
            count += 1
        return count

    busy = [bench.threads.submit(keep_on, n) for n in range(8)]
    eventually(lambda: bench.batcher.batches > 2)
    assert all(bench.batcher.drain(PATIENCE_S) for _ in range(5))
    done.set()
    assert all(each.result(PATIENCE_S) > 1 for each in busy)


def test_drain_counts_a_failed_commit_as_done(bench: Bench) -> None:
    bench.disk.fail = _fails(NotSaved())
    with pytest.raises(NotSaved):
        bench.batcher.submit(1)
    assert bench.batcher.drain(timeout_s=0)


def test_stop_writes_what_is_waiting_and_takes_nothing_more(bench: Bench) -> None:
    held = bench.hold(1)
    rest = bench.hand_in(2, 3)
    stopping = bench.threads.submit(bench.batcher.stop)
    bench.disk.open.set()
    assert stopping.result(PATIENCE_S)
    assert [each.result(PATIENCE_S) for each in (held, *rest)] == [2, 4, 6]
    with pytest.raises(Busy):
        bench.batcher.submit(4)
    assert bench.batcher.stop(), "twice does no harm"


def test_stop_ends_the_committer_that_has_nothing_to_do() -> None:
    bench = Bench()
    running = bench.threads.submit(bench.batcher._run)
    assert bench.batcher.stop()
    running.result(PATIENCE_S)
    bench.threads.shutdown()


def test_nothing_is_lost_when_many_threads_hand_in_at_once(bench: Bench) -> None:
    def many(first: int) -> bool:
        return all(bench.batcher.submit(n) == 2 * n for n in range(first, first + 50))

    assert all(bench.threads.map(many, range(0, 3200, 50)))
    assert sorted(n for batch in bench.disk.batches for n in batch) == list(range(3200))
