"""Rehearsing: a copy of the event with a log of its own, phones that nobody holds, and its end."""

from __future__ import annotations

import logging
from collections.abc import Callable

from quizapp.domain.errors import Conflict, NotFound, NotSaved
from quizapp.domain.event import Event
from quizapp.domain.stored import RehearsalPlan
from quizapp.services.content_ports import EventStore
from quizapp.services.live import Live
from quizapp.services.ports import Ids, SimulatedPhones

MOST_PHONES = 500
"""On the machine that is to serve the hall: a rehearsal, not a benchmark."""
_TRIES = 5

_log = logging.getLogger(__name__)


class Rehearsals:
    """At most one rehearsal an event. Nothing of it ever touches the event itself."""

    def __init__(
        self,
        events: EventStore,
        live: Live,
        ids: Ids,
        phones: SimulatedPhones,
        close: Callable[[str], None],
    ) -> None:
        """`close` ends what this process holds of an event: its connections, what it remembers."""
        self._events = events
        self._live = live
        self._ids = ids
        self._phones = phones
        self._close = close

    def of(self, event_id: str) -> Event | None:
        """The rehearsal of that event, where there is one."""
        for line in self._events.events():
            if line.rehearsal_of == event_id:
                return self._live.event(line.id)
        return None

    def start(self, event_id: str, activity_slug: str | None, phones: int) -> Event:
        """Copy the event, or one activity of it, and let the phones in.

        A rehearsal that is there already is wiped first. Raises `NotFound`: also for a rehearsal
        of a rehearsal.
        """
        source = self._live.event(event_id)
        if source.rehearsal_of is not None:
            raise NotFound(what="event")
        self.wipe(event_id)
        rehearsal = self._copied(source, activity_slug)
        self.fill(event_id, phones)
        return rehearsal

    def fill(self, event_id: str, phones: int) -> None:
        """Have so many simulated phones in the rehearsal; 0 sends all home. Raises `NotFound`."""
        rehearsal = self._get(event_id)
        phones = min(phones, MOST_PHONES)
        if phones > 0:
            self._phones.start(rehearsal.id, rehearsal.code, phones)
        else:
            self._phones.stop(rehearsal.id)

    def phones(self, event_id: str) -> int:
        """How many simulated phones are in the rehearsal."""
        rehearsal = self.of(event_id)
        return 0 if rehearsal is None else self._phones.count(rehearsal.id)

    def wipe(self, event_id: str) -> None:
        """Delete the copy with all that happened in it; none there is fine."""
        rehearsal = self.of(event_id)
        if rehearsal is None:
            return
        self._phones.stop(rehearsal.id)
        self._events.delete(rehearsal.id)
        self._close(rehearsal.id)

    def stop(self) -> None:
        """The server stops: the phones go home, the copies stay."""
        for line in self._lines():
            self._phones.stop(line)

    def _lines(self) -> tuple[str, ...]:
        try:
            return tuple(each.id for each in self._events.events() if each.rehearsal_of)
        except NotSaved as error:
            _log.warning("the rehearsals can't be listed: %s", error)
            return ()

    def _get(self, event_id: str) -> Event:
        rehearsal = self.of(event_id)
        if rehearsal is None:
            raise NotFound(what="rehearsal")
        return rehearsal

    def _copied(self, source: Event, activity_slug: str | None) -> Event:
        """Under a code of its own; one that is taken is drawn again."""
        for _ in range(_TRIES):
            plan = RehearsalPlan(
                of=source.id,
                event_id=self._ids.new(),
                slug=f"{source.slug}-rehearsal-{self._ids.code()}",
                code=self._ids.code(),
                screen_token=self._ids.secret(),
                activity_slug=activity_slug,
            )
            try:
                self._events.copy(plan)
            except Conflict:
                continue
            return self._live.event(plan.event_id)
        raise Conflict
