"""Who is there: counted at once in memory, written in a batch for the next start and for others.

Where several workers serve one room, each writes its own connections and reads the others'. The
newest connection of a participant wins, through whichever worker it came.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp import runtime
from quizapp.domain.stored import Presence as Stored
from quizapp.services.ports import Clock, PresenceStore

AWAY_MS = 30_000
"""Away for this long, a participant is no longer waited for."""


class Presence:
    """Connections of participants to this process, what the last run knew, and other workers'."""

    def __init__(
        self, store: PresenceStore, clock: Clock, worker_id: str = "", *, shared: bool = False
    ) -> None:
        """`shared` where other workers may serve the same events."""
        self._store = store
        self._clock = clock
        self._worker_id = worker_id
        self.shared = shared
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time: never held while anything waits."""
        self._events: dict[str, dict[str, Stored]] = {}
        self._changed: dict[str, tuple[str, Stored]] = {}
        self._flushing = False
        self._marks: dict[str, str] = {}
        self._alive: frozenset[str] = frozenset()
        self._dead_since: dict[str, int] = {}
        """Workers whose connections are gone with them, and since when we know."""

    def connected(self, event_id: str, participant_id: str) -> int:
        """A phone is there; since when, as other workers are to be told.

        Later than any connection that we know of: clocks of two machines never agree.
        """
        before = self._known(event_id).get(participant_id)
        since = max(self._clock.now(), before.since + 1 if before else 0)
        self._set(event_id, self._here(participant_id, since))
        return since

    def disconnected(self, event_id: str, participant_id: str) -> None:
        """A phone has gone; perhaps it comes back."""
        before = self._known(event_id).get(participant_id)
        since = max(self._clock.now(), before.since if before else 0)
        self._set(event_id, self._gone(participant_id, since))

    def left(self, event_id: str, participant_id: str) -> None:
        """Gone by choice: nobody waits."""
        self._set(event_id, self._gone(participant_id, 0))

    def here(self, event_id: str) -> frozenset[str]:
        """Participants with a connection now."""
        return frozenset(each.participant_id for each in self._all(event_id) if each.connected)

    def expected(self, event_id: str) -> frozenset[str]:
        """Participants to wait for: those here, and those away for less than 30 s."""
        patience = self._clock.now() - AWAY_MS
        return frozenset(
            each.participant_id
            for each in self._all(event_id)
            if each.connected or each.since > patience
        )

    def forget(self, event_id: str) -> None:
        """The event was deleted."""
        with self._lock:
            self._events.pop(event_id, None)
            self._marks.pop(event_id, None)
            gone = [each for each, (of, _) in self._changed.items() if of == event_id]
            for participant_id in gone:
                del self._changed[participant_id]

    def flush(self) -> None:
        """Write what has changed; called at least once a second.

        One at a time: of two writings at once the older might come last.
        """
        with self._lock:
            if self._flushing or not self._changed:
                return
            self._flushing = True
            changed, self._changed = self._changed, {}
        try:
            self._store.save(changed.values())
        except Exception:
            with self._lock:
                self._changed = {**changed, **self._changed}
            raise
        finally:
            self._flushing = False

    # --- other workers -------------------------------------------------------------------------

    def note_alive(self, workers: frozenset[str]) -> None:
        """The workers with a sign of life; connections through any other are gone."""
        with self._lock:
            self._alive = workers
            dead = self._dead_since.items()
            self._dead_since = {worker: at for worker, at in dead if worker not in workers}

    def catch_up(self, event_id: str) -> tuple[bool, frozenset[str]]:
        """Read what other workers wrote: whether that is news, and whose connection here is old."""
        self._known(event_id)
        rows, mark = self._store.changed(event_id, self._marks.get(event_id, ""))
        with self._lock:
            known = self._events.get(event_id)
            if known is None:  # deleted meanwhile
                return False, frozenset()
            self._marks[event_id] = mark
            before = [known.get(row.participant_id) for row in rows]
            moved = [row.participant_id for row in rows if self._adopt(event_id, known, row)]
            after = [known.get(row.participant_id) for row in rows]
            return before != after, frozenset(moved)

    def arrived(self, event_id: str, other: Stored) -> bool:
        """Another worker says that somebody came in there; whether a connection here is old."""
        known = self._known(event_id)
        with self._lock:
            return self._adopt(event_id, known, other)

    def _adopt(self, event_id: str, known: dict[str, Stored], row: Stored) -> bool:
        """Take over another worker's word; whether the connection here is older than that one."""
        if row.worker_id == self._worker_id:
            return False
        mine = known.get(row.participant_id)
        ours = mine is not None and mine.connected and mine.worker_id == self._worker_id
        if mine is None or not ours:
            later = mine is not None and not mine.connected and 0 < row.since < mine.since
            if row.connected or not later:
                known[row.participant_id] = row
            if row.connected:
                self._changed.pop(row.participant_id, None)  # gone from here, but not gone
            return False
        if row.connected and row.since > mine.since:
            known[row.participant_id] = row
            self._changed.pop(row.participant_id, None)
            return True
        # What stands in the table is older than our connection, or lost an older one: say it again.
        again = mine if row.since <= mine.since else replace(mine, since=self._clock.now())
        known[row.participant_id] = again
        self._changed[row.participant_id] = (event_id, again)
        return False

    # --- what is known -------------------------------------------------------------------------

    def _here(self, participant_id: str, since: int) -> Stored:
        return Stored(participant_id, True, since, self._worker_id)

    def _gone(self, participant_id: str, since: int) -> Stored:
        return Stored(participant_id, False, since, self._worker_id)

    def _set(self, event_id: str, now: Stored) -> None:
        known = self._known(event_id)
        with self._lock:
            known[now.participant_id] = now
            self._changed[now.participant_id] = (event_id, now)

    def _all(self, event_id: str) -> tuple[Stored, ...]:
        known = self._known(event_id)
        with self._lock:
            if not self.shared:
                return tuple(known.values())
            now, alive = self._clock.now(), self._alive | {self._worker_id}
            return tuple(
                each
                if not each.connected or each.worker_id in alive
                else self._lost_with_its_worker(each, now)
                for each in known.values()
            )

    def _lost_with_its_worker(self, each: Stored, now: int) -> Stored:
        return replace(
            each, connected=False, since=self._dead_since.setdefault(each.worker_id, now)
        )

    def _known(self, event_id: str) -> dict[str, Stored]:
        """On first use: whoever was connected when the server went down is away since now."""
        known = self._events.get(event_id)
        if known is None:
            loaded = {
                each.participant_id: self._cut_off(each) for each in self._store.load(event_id)
            }
            with self._lock:
                known = self._events.setdefault(event_id, loaded)
        return known

    def _cut_off(self, last: Stored) -> Stored:
        if self.shared or not last.connected:
            return last
        return replace(last, connected=False, since=self._clock.now())
