"""Deleting an event, or its names alone: by hand, or on a day that was set."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.errors import NotCountedYet, QuizappError, RoundStillOpen
from quizapp.domain.keeping import Keeping, Kept, is_due
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Phase
from quizapp.domain.record import to_json
from quizapp.services.content_ports import EventStore
from quizapp.services.live import SERVER, Change, Live
from quizapp.services.ports import Clock, KeepingStore
from quizapp.services.records import Records

_log = logging.getLogger(__name__)


class Keepings:
    """What is kept, and until when."""

    def __init__(
        self,
        store: KeepingStore,
        events: EventStore,
        live: Live,
        records: Records,
        clock: Clock,
        close: Callable[[str], None],
        forget_people: Callable[[str], None],
    ) -> None:
        """`close` ends an event that is no more; `forget_people` drops names from memory."""
        self._store = store
        self._events = events
        self._live = live
        self._records = records
        self._clock = clock
        self._close = close
        self._forget_people = forget_people
        live.listen(self._heard)

    def dates(self, event_id: str) -> Keeping:
        """On which days something is deleted."""
        return self._store.dates(event_id)

    def set_dates(self, event_id: str, keeping: Keeping) -> None:
        """Raises `NotFound`."""
        self._store.set_dates(event_id, keeping)

    def kept(self) -> tuple[Kept, ...]:
        """What is left of deleted events, the latest first."""
        return self._store.kept()

    def kept_record(self, event_id: str) -> bytes:
        """The record of a deleted event; raises `NotFound`."""
        return self._store.kept_record(event_id).encode()

    def record(self, event_id: str) -> bytes:
        """The record of an event up to now; raises `NotFound`."""
        return to_json(self._records.record(event_id))

    def delete_names(self, event_id: str, actor: str = SERVER) -> None:
        """Names of people only: answers, figures, seats and delegations stay. Raises `NotFound`."""
        self._live.event(event_id)
        self._store.delete_names(event_id)
        self._live.execute(event_id, cmd.NoteNamesDeleted(), actor)

    def delete_event(self, event_id: str) -> None:
        """Everything but the record of what was decided.

        Raises:
            NotFound: there is no such event.
            RoundStillOpen, NotCountedYet: not while people answer, nor before all ballots are sealed.

        """
        rounds = self._live.refresh(event_id).rounds.values()
        if any(on.phase is Phase.OPEN and not on.voided for on in rounds):
            raise RoundStillOpen
        if any(on.uncounted for on in rounds):
            raise NotCountedYet
        event = self._live.event(event_id)
        copies = [each.id for each in self._events.events() if each.rehearsal_of == event_id]
        kept = Kept(event_id, event.slug, event.title, self._clock.now())
        self._store.delete_event(kept, self.record(event_id).decode())
        for each in (*copies, event_id):
            self._close(each)

    def sweep(self) -> None:
        """Delete what is due; what can't be deleted now is tried again the next time."""
        now = self._clock.now()
        for due in self._store.all_dates():
            try:
                if is_due(due.keeping.all_on, due.time_zone, now):
                    self.delete_event(due.event_id)
                elif is_due(due.keeping.names_on, due.time_zone, now):
                    self.delete_names(due.event_id)
                    left = replace(due.keeping, names_on=None)
                    self._store.set_dates(due.event_id, left)
            except QuizappError as error:
                _log.warning("an event that is due could not be deleted: %s", error)

    def _heard(self, change: Change) -> None:
        """Also where another worker has deleted them."""
        if any(isinstance(each, ev.NamesDeleted) for each in change.happened):
            self._forget_people(change.event_id)
