"""The agenda of an event, brought in from a file: looked at first, then put in place of the old."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.agenda import AgendaFile
from quizapp.domain.agenda.placing import Comparison, Known, compare, placed
from quizapp.domain.event import Activity, AgendaLine, Event
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.services.content_ports import EventStore
from quizapp.services.live import Live


@dataclass(frozen=True, slots=True)
class AgendaCheck:
    """What an import would do. `lost` are activities that would stand without an agenda item."""

    comparison: Comparison
    gone: tuple[AgendaLine, ...]
    lost: tuple[Activity, ...]


class Agendas:
    """Looks at what a file would change, and writes it once that was agreed to."""

    def __init__(self, events: EventStore, live: Live) -> None:
        self._events = events
        self._live = live

    def check(self, event_id: str, file: AgendaFile) -> AgendaCheck:
        """Nothing is written. Raises `NotFound`."""
        event = self._events.get(event_id)
        comparison = compare(known_items(event), placed(file.agenda))
        gone = tuple(each for each in event.agenda if each.path in comparison.gone)
        ids = {each.id for each in gone}
        lost = tuple(each for each in event.activities if each.item_id in ids)
        return AgendaCheck(comparison, gone, lost)

    def put(self, event_id: str, file: AgendaFile, actor: str) -> None:
        """Write it and have everybody told; activities keep their item. Raises `NotFound`."""
        self._events.import_agenda(event_id, file.agenda, file.titles, file.texts)
        self._live.execute(event_id, NoteContentChanged(), actor)


def known_items(event: Event) -> tuple[Known, ...]:
    """The items of the event's agenda, as they are compared."""
    own = event.languages[0]
    floors = {each.id: each.name.get(own) for each in event.floors}
    return tuple(
        Known(each.path, each.day, each.starts_at, floors.get(each.floor_id or "", ""))
        for each in event.agenda
    )
