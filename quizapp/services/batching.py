"""Group commit: many hand in one item each, one task writes them in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Generic, TypeAlias, TypeVar

from quizapp import runtime
from quizapp.domain.errors import Busy, NotSaved, QuizappError

T = TypeVar("T")
R = TypeVar("R")

GATHER_S = 0.005
"""How long the committer lets items gather before it writes."""
MOST_ROWS = 500
MOST_WAITING = 20_000
DRAIN_S = 2.0
STOP_S = 2.0
"""What waits longer at a stop is not written any more, and its owners are told so."""

_Fault: TypeAlias = tuple[Exception, int]
"""What went wrong, and for how many items."""

_log = logging.getLogger(__name__)


class _Waiting(Generic[T, R]):
    """One item, and the outcome its owner waits for."""

    __slots__ = ("done", "item", "outcome")

    def __init__(self, item: T) -> None:
        self.item = item
        self.done = runtime.Event()
        self.outcome: R | QuizappError = NotSaved()


class Batcher(Generic[T, R]):
    """Collects items and commits them together; each owner gets the outcome of its own.

    `commit` gets up to 500 items and returns as many outcomes. Where it raises an error of ours,
    every owner in that batch gets it and its client sends again. Any other error is one item's
    fault, as a rule: the batch is halved until that one stands alone, its owner gets `NotSaved`,
    and the others are written.
    """

    def __init__(self, name: str, commit: Callable[[Sequence[T]], Sequence[R]]) -> None:
        self._name = name
        self._commit = commit
        self._lock = runtime.Lock()
        self._waiting: list[_Waiting[T, R]] = []
        self._writing: Sequence[_Waiting[T, R]] = ()
        self._writing_since: float | None = None
        self._last: _Waiting[T, R] | None = None
        """The one handed in last: once it is done, so are all before it."""
        self._stopped = False
        self._wake = runtime.Event()
        self.batches = 0
        self.rows = 0
        self.seconds = 0.0
        """Spent in commits so far."""
        self.longest_s = 0.0
        self.failing = False
        """Whether the last commit failed."""
        self.reason = ""
        """Why it did: the `reason` of the error, where it has one."""

    def start(self) -> None:
        """Start the committer's task."""
        runtime.spawn(self._run)

    def submit(self, item: T) -> R:
        """Wait until the item is on disk and return its outcome.

        Raises:
            Busy: too many are waiting.
            NotSaved: the commit failed.

        """
        waiting: _Waiting[T, R] = _Waiting(item)
        with self._lock:
            if self._stopped or len(self._waiting) >= MOST_WAITING:
                raise Busy
            self._waiting.append(waiting)
            self._last = waiting
        self._wake.set()
        waiting.done.wait()
        if isinstance(waiting.outcome, QuizappError):
            raise waiting.outcome.with_traceback(None)  # shared by a whole batch
        return waiting.outcome

    def drain(self, timeout_s: float = DRAIN_S) -> bool:
        """Wait until all that was handed in before now is written (or has failed).

        What is handed in meanwhile is not waited for. False where the time was too short.
        """
        last = self._last
        return last is None or last.done.wait(timeout_s)

    def stop(self) -> bool:
        """Write what is waiting, take nothing more. False where that took too long.

        Whoever still waits then is told `NotSaved`, and sends again to the next server. What is
        being written at that moment may be on disk all the same: sent again, it is there already.
        """
        with self._lock:
            self._stopped = True
        self._wake.set()
        written = self.drain(STOP_S)
        for waiting in () if written else self._given_up():
            waiting.done.set()
        return written

    def _given_up(self) -> Sequence[_Waiting[T, R]]:
        with self._lock:
            late, self._waiting = [*self._writing, *self._waiting], []
        return late

    @property
    def busy_s(self) -> float:
        """How long the batch that is being written now has taken so far."""
        since = self._writing_since
        return 0.0 if since is None else monotonic() - since

    @property
    def depth(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def _run(self) -> None:
        while not self._stopped or self._waiting:
            self._wake.wait()
            self._wake.clear()
            if len(self._waiting) < MOST_ROWS and not self._stopped:
                runtime.sleep(GATHER_S)
            while batch := self._taken():
                self._write(batch)

    def _taken(self) -> Sequence[_Waiting[T, R]]:
        with self._lock:
            batch, self._waiting = self._waiting[:MOST_ROWS], self._waiting[MOST_ROWS:]
            self._writing = batch
        return batch

    def _write(self, batch: Sequence[_Waiting[T, R]]) -> None:
        began = self._writing_since = monotonic()
        faults: list[_Fault] = []
        outcomes = self._attempt([each.item for each in batch], faults)
        self._writing_since = None
        self._note(faults, len(batch))
        self._measure(len(batch), monotonic() - began)
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome
            # The last one is remembered: as that it was there, not what it held (a secret ballot).
            del waiting.item
            waiting.done.set()

    def _attempt(self, items: Sequence[T], faults: list[_Fault]) -> Sequence[R | QuizappError]:
        """Outcomes in the order of the items; what went wrong is added to the faults."""
        try:
            return self._outcomes(items)
        except QuizappError as error:
            faults.append((error, len(items)))
            return [error] * len(items)
        except Exception as error:  # noqa: BLE001 - whatever it is, the owners must not hang
            if len(items) > 1:
                half = len(items) // 2
                first = self._attempt(items[:half], faults)
                return [*first, *self._attempt(items[half:], faults)]
            faults.append((error, 1))
            return [NotSaved()]

    def _measure(self, rows: int, seconds: float) -> None:
        self.batches += 1
        self.rows += rows
        self.seconds += seconds
        self.longest_s = max(self.longest_s, seconds)

    def _outcomes(self, items: Sequence[T]) -> Sequence[R | QuizappError]:
        outcomes = self._commit(items)
        if len(outcomes) != len(items):
            raise RuntimeError(f"{len(outcomes)} outcomes for {len(items)} items")
        return outcomes

    def _note(self, faults: Sequence[_Fault], rows: int) -> None:
        """A whole batch lost is the disk's fault, and said once; part of it is those items' own."""
        lost = sum(each for _, each in faults)
        failing = lost == rows
        if failing and not self.failing:
            _log.error(
                "%s: a commit failed, phones keep their answers", self._name, exc_info=faults[0][0]
            )
        elif faults and not failing:
            _log.error(
                "%s: %d of %d could not be written", self._name, lost, rows, exc_info=faults[0][0]
            )
        self.failing = failing
        self.reason = reason_of(faults[0][0]) if failing else ""


def reason_of(error: Exception) -> str:
    """Why it was not saved, as a stable word; empty where nobody knows."""
    return str(error.details.get("reason", "")) if isinstance(error, NotSaved) else ""
