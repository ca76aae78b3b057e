"""Who is there: counted at once in memory, written in a batch each second for the next start."""

from __future__ import annotations

from quizapp.domain.stored import Presence as Stored
from quizapp.services.ports import Clock, PresenceStore

AWAY_MS = 30_000
"""Away for this long, a participant is no longer waited for."""


class Presence:
    """Connections of participants to this process, and what the last run knew."""

    def __init__(self, store: PresenceStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._events: dict[str, dict[str, Stored]] = {}
        self._changed: dict[str, tuple[str, Stored]] = {}

    def connected(self, event_id: str, participant_id: str) -> None:
        """A phone is there."""
        self._set(event_id, participant_id, connected=True)

    def disconnected(self, event_id: str, participant_id: str) -> None:
        """A phone has gone; perhaps it comes back."""
        self._set(event_id, participant_id, connected=False)

    def left(self, event_id: str, participant_id: str) -> None:
        """Gone by choice: nobody waits."""
        gone = Stored(participant_id, connected=False, since=0)
        self._known(event_id)[participant_id] = gone
        self._changed[participant_id] = (event_id, gone)

    def here(self, event_id: str) -> frozenset[str]:
        """Participants with a connection now."""
        return frozenset(key for key, each in self._known(event_id).items() if each.connected)

    def expected(self, event_id: str) -> frozenset[str]:
        """Participants to wait for: those here, and those away for less than 30 s."""
        patience = self._clock.now() - AWAY_MS
        return frozenset(
            key
            for key, each in self._known(event_id).items()
            if each.connected or each.since > patience
        )

    def flush(self) -> None:
        """Write what has changed; called about once a second."""
        changed, self._changed = self._changed, {}
        if not changed:
            return
        try:
            self._store.save(changed.values())
        except Exception:
            self._changed = {**changed, **self._changed}
            raise

    def _set(self, event_id: str, participant_id: str, *, connected: bool) -> None:
        now = Stored(participant_id, connected=connected, since=self._clock.now())
        self._known(event_id)[participant_id] = now
        self._changed[participant_id] = (event_id, now)

    def _known(self, event_id: str) -> dict[str, Stored]:
        """On first use: whoever was connected when the server went down is away since now."""
        known = self._events.get(event_id)
        if known is None:
            now = self._clock.now()
            loaded = {
                each.participant_id: Stored(each.participant_id, connected=False, since=now)
                if each.connected
                else each
                for each in self._store.load(event_id)
            }
            known = self._events.setdefault(event_id, loaded)
        return known
