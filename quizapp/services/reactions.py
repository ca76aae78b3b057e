"""Reactions: gathered in memory, told once a second, written as counts of ten seconds."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping

from quizapp import runtime
from quizapp.domain.errors import NotFound, NotSaved, ReactionsOff, Removed
from quizapp.domain.reactions import BUCKET_MS, Beat, Pulse, Reaction, bucket_of, pulses
from quizapp.services.floor_ports import ReactionStore
from quizapp.services.live import Live
from quizapp.services.ports import Clock

Floor = tuple[str, str]
"""Event and floor."""

_log = logging.getLogger(__name__)


class Reactions:
    """Counts; whose they are is forgotten with the message.

    Where several workers share the room (`shared`), each writes its counts every second, and tells its
    own screens by how much the table has grown.
    """

    def __init__(
        self, store: ReactionStore, live: Live, clock: Clock, *, shared: bool = False
    ) -> None:
        self._store = store
        self._shared = shared
        self._seen: dict[Floor, Mapping[tuple[int, Reaction], int]] = {}
        """By floor what the table held when it was looked at last."""
        self._live = live
        self._clock = clock
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time."""
        self._fresh: dict[Floor, Counter[Reaction]] = {}
        self._unwritten: Counter[tuple[str, str, int, Reaction]] = Counter()

    def react(self, event_id: str, floor_id: str, participant_id: str, reaction: Reaction) -> None:
        """One tap. Raises `NotFound`, `Removed`, `ReactionsOff`."""
        state = self._live.state(event_id)
        floor = state.floors.get(floor_id)
        if floor is None:
            raise NotFound(what="floor")
        if participant_id in state.removed:
            raise Removed
        if not floor.asking.reactions:
            raise ReactionsOff
        bucket = bucket_of(self._clock.now())
        with self._lock:
            self._fresh.setdefault((event_id, floor_id), Counter())[reaction] += 1
            self._unwritten[event_id, floor_id, bucket, reaction] += 1

    def news(self, floors: Iterable[Floor]) -> Mapping[Floor, Mapping[Reaction, int]]:
        """What came on these floors since the last time, through any worker."""
        taken = self.take()
        if not self._shared:
            return taken
        self.write(all_of_it=True)
        grown = {floor: self._grown(floor) for floor in floors if self._is_on(floor)}
        return {floor: counts for floor, counts in grown.items() if counts}

    def _is_on(self, floor: Floor) -> bool:
        found = self._live.state(floor[0]).floors.get(floor[1])
        return found is not None and found.asking.reactions

    def _grown(self, floor: Floor) -> Mapping[Reaction, int]:
        since = bucket_of(self._clock.now()) - BUCKET_MS
        held = {
            (each.at, each.reaction): each.count for each in self._store.recent(floor[1], since)
        }
        before = self._seen.get(floor)
        self._seen[floor] = held
        grown: Counter[Reaction] = Counter()
        for key, count in held.items() if before is not None else ():
            grown[key[1]] += count - (before or {}).get(key, 0)
        return +grown

    def take(self) -> Mapping[Floor, Mapping[Reaction, int]]:
        """What has come since the last time, by floor."""
        with self._lock:
            taken, self._fresh = self._fresh, {}
        return taken

    def write(self, *, all_of_it: bool = False) -> None:
        """Write the tens of seconds that are over. What can't be written waits for the next time."""
        current = bucket_of(self._clock.now())
        with self._lock:
            due = {
                key: count
                for key, count in self._unwritten.items()
                if all_of_it or key[2] < current
            }
            for key in due:
                del self._unwritten[key]
        if not due:
            return
        try:
            self._store.add(
                [Beat(event, floor, at, what, n) for (event, floor, at, what), n in due.items()]
            )
        except NotSaved:
            _log.warning("reactions could not be written, and wait")
            with self._lock:
                self._unwritten.update(due)

    def pulses(self, event_id: str) -> tuple[Pulse, ...]:
        """The pulse lines of an event, with what was not written yet."""
        self.write(all_of_it=True)
        return pulses(self._store.of_event(event_id))
