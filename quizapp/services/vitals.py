"""How this process does: figures for monitoring, never an answer, a name or a secret."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.domain.live.state import Phase
from quizapp.services.backups import BackupFigures
from quizapp.services.batching import Batcher
from quizapp.services.live import Live
from quizapp.services.ports import Clock, HintLine, PresenceStore

LAG_EVERY_S = 0.5
REST_EVERY_S = 60.0
"""Garbage is collected so often while no round is open."""
LONGEST_WITHOUT_REST_S = 1800.0
"""And so often in any case."""
READY_FOR_MS = 1000
"""How long an answer to "can you write?" is good: the question itself costs a write."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Commits:
    """What a committer has done so far."""

    batches: int
    rows: int
    seconds: float
    longest_s: float
    waiting: int
    failing: bool


@dataclass(frozen=True, slots=True)
class Vitals:
    """The figures of one moment. Counters count from the start of the process."""

    connections: Mapping[str, int]
    """By audience."""
    rounds: Mapping[str, int]
    """By phase, of the events in use."""
    commits: Mapping[str, Commits]
    """By what is committed: answers, joins."""
    refused: Mapping[str, int]
    """Messages by the code they were refused with."""
    lag_s: float
    """How late the loop came back last, and at the worst."""
    longest_lag_s: float
    queued: int = 0
    """Packets that wait for slow clients."""
    backup: BackupFigures | None = None
    """None where no backups are taken."""


@dataclass(slots=True)
class Sources:
    """Where the figures come from. The edges fill in theirs when they are made."""

    live: Live
    batchers: Mapping[str, Batcher[Any, Any]]
    connections: Callable[[], Mapping[str, int]] = field(default=dict)
    refused: Callable[[], Mapping[str, int]] = field(default=dict)
    line: HintLine | None = None
    """Where the workers tell one another, where there is one."""
    queued: Callable[[], int] = int
    backup: Callable[[], BackupFigures | None] = lambda: None


class Health:
    """Watches the loop, and answers for the database."""

    def __init__(
        self, sources: Sources, store: PresenceStore, clock: Clock, worker_id: str
    ) -> None:
        self.sources = sources
        self._store = store
        self._clock = clock
        self._worker_id = worker_id
        self._lag_s = 0.0
        self._longest_lag_s = 0.0
        self._stopped = False
        self._rested_at = monotonic()
        self._asked_at: int | None = None
        self._writable = False

    def start(self) -> None:
        """Watch the loop."""
        runtime.spawn(self._watch)

    def stop(self) -> None:
        """Watch no more."""
        self._stopped = True

    def writable(self) -> bool:
        """Whether the database takes a write now (asked at most once a second)."""
        now = self._clock.now()
        if self._asked_at is None or now - self._asked_at >= READY_FOR_MS:
            self._asked_at = now
            self._writable = self._write()
        return self._writable

    def line_reachable(self) -> bool | None:
        """Whether Redis answers; None where none is used. The room goes on without."""
        line = self.sources.line
        return None if line is None else line.reachable

    def vitals(self) -> Vitals:
        """The figures of this moment."""
        sources = self.sources
        return Vitals(
            connections=sources.connections(),
            rounds=self._rounds(),
            commits={name: _commits(each) for name, each in sources.batchers.items()},
            refused=sources.refused(),
            lag_s=self._lag_s,
            longest_lag_s=self._longest_lag_s,
            queued=sources.queued(),
            backup=sources.backup(),
        )

    def note_lag(self, seconds: float) -> None:
        """The loop came back so late."""
        self._lag_s = max(0.0, seconds)
        self._longest_lag_s = max(self._longest_lag_s, self._lag_s)

    def _write(self) -> bool:
        """Not by a sign of life: that would hide a gap that time must be given back for."""
        try:
            self._store.probe(self._worker_id)
        except QuizappError as error:
            _log.warning("the database takes no write: %s", error)
            return False
        return True

    def _rounds(self) -> Mapping[str, int]:
        counted = {phase.value: 0 for phase in Phase}
        for event_id in self.sources.live.known():
            for on in self.sources.live.state(event_id).rounds.values():
                counted[on.phase.value] += 1
        return counted

    def _watch(self) -> None:
        while not self._stopped:
            due = monotonic() + LAG_EVERY_S
            runtime.sleep(LAG_EVERY_S)
            now = monotonic()
            self.note_lag(now - due)
            if self.rest_is_due(now):
                runtime.collect_garbage()
                self._rested_at = monotonic()

    def rest_is_due(self, now_s: float) -> bool:
        """Whether now is a moment for the garbage: nobody waits for an answer, or it is late."""
        since = now_s - self._rested_at
        if since >= LONGEST_WITHOUT_REST_S:
            return True
        return since >= REST_EVERY_S and not self._rounds()[Phase.OPEN.value]


def _commits(batcher: Batcher[Any, Any]) -> Commits:
    return Commits(
        batches=batcher.batches,
        rows=batcher.rows,
        seconds=batcher.seconds,
        longest_s=batcher.longest_s,
        waiting=batcher.depth,
        failing=batcher.failing,
    )
