"""Who is there: counted at once in memory, written in a batch each second for the next start."""

from __future__ import annotations

from dataclasses import replace

from quizapp import runtime
from quizapp.domain.stored import Presence as Stored
from quizapp.services.ports import Clock, PresenceStore

AWAY_MS = 30_000
"""Away for this long, a participant is no longer waited for."""


class Presence:
    """Connections of participants to this process, and what the last run knew."""

    def __init__(self, store: PresenceStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time: never held while anything waits."""
        self._events: dict[str, dict[str, Stored]] = {}
        self._changed: dict[str, tuple[str, Stored]] = {}

    def connected(self, event_id: str, participant_id: str) -> None:
        """A phone is there."""
        self._set(event_id, Stored(participant_id, connected=True, since=self._clock.now()))

    def disconnected(self, event_id: str, participant_id: str) -> None:
        """A phone has gone; perhaps it comes back."""
        self._set(event_id, Stored(participant_id, connected=False, since=self._clock.now()))

    def left(self, event_id: str, participant_id: str) -> None:
        """Gone by choice: nobody waits."""
        self._set(event_id, Stored(participant_id, connected=False, since=0))

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
            gone = [each for each, (of, _) in self._changed.items() if of == event_id]
            for participant_id in gone:
                del self._changed[participant_id]

    def flush(self) -> None:
        """Write what has changed; called about once a second."""
        with self._lock:
            changed, self._changed = self._changed, {}
        if not changed:
            return
        try:
            self._store.save(changed.values())
        except Exception:
            with self._lock:
                self._changed = {**changed, **self._changed}
            raise

    def _set(self, event_id: str, now: Stored) -> None:
        known = self._known(event_id)
        with self._lock:
            known[now.participant_id] = now
            self._changed[now.participant_id] = (event_id, now)

    def _all(self, event_id: str) -> tuple[Stored, ...]:
        known = self._known(event_id)
        with self._lock:
            return tuple(known.values())

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
        return replace(last, connected=False, since=self._clock.now()) if last.connected else last
