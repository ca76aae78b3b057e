"""The floors of an event: named, found by name, put in place of those before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.stored import ItemPlan
from quizapp.domain.text import LocalizedText
from quizapp.storage.mapping import time_data
from quizapp.storage.tables import AgendaItemRow, FloorRow

NamedFloors = Sequence[tuple[str, LocalizedText]]
"""(key, name) of each, in order."""


class FloorsByName:
    """Finds the floor that an agenda names, in whichever language; one that is missing is made."""

    def __init__(
        self, session: Session, event_id: str, language: str, new_id: Callable[[], str]
    ) -> None:
        self._session = session
        self._event_id = event_id
        self._language = language
        self._new_id = new_id

    def named(self, name: str) -> str:
        """Its id. The one floor of an event that has no name yet gets the first."""
        rows = _rows(self._session, self._event_id)
        for row in rows:
            if name.casefold() in {each.casefold() for each in row.name.to_dict().values()}:
                return row.id
        called = LocalizedText.of({self._language: name})
        if len(rows) == 1 and not rows[0].name:
            rows[0].name = called
            return rows[0].id
        made = FloorRow(
            id=self._new_id(),
            event_id=self._event_id,
            name=called,
            position=max((row.position for row in rows), default=-1) + 1,
        )
        self._session.add(made)
        self._session.flush()
        return made.id

    def name_of(self, floor_id: str | None) -> str:
        """In the agenda's language; empty for none."""
        named = (row.name for row in _rows(self._session, self._event_id) if row.id == floor_id)
        return next(named, LocalizedText()).get(self._language)


def floors_of(session: Session, event_id: str) -> dict[str, str]:
    """Each floor's id, as the key of itself."""
    return {row.id: row.id for row in _rows(session, event_id)}


def add_floors(
    session: Session, event_id: str, floors: NamedFloors, new_id: Callable[[], str]
) -> dict[str, str]:
    """The floors of a new event; the id of each key."""
    ids: dict[str, str] = {}
    for position, (key, name) in enumerate(floors or (("", LocalizedText()),)):
        ids[key] = new_id()
        session.add(FloorRow(id=ids[key], event_id=event_id, name=name, position=position))
    session.flush()
    return ids


def put_floors(
    session: Session, event_id: str, floors: NamedFloors, new_id: Callable[[], str]
) -> None:
    """Rename, add and take away. Raises `NotFound` for an id of another event."""
    before = {row.id: row for row in _rows(session, event_id)}
    kept = {floor_id for floor_id, _ in floors if floor_id}
    if kept - before.keys():
        raise NotFound(what="floor")
    session.execute(delete(FloorRow).where(FloorRow.event_id == event_id, FloorRow.id.not_in(kept)))
    # Behind all of before first: no two floors ever have the same place.
    behind = max((row.position for row in before.values()), default=0) + 1
    for row in before.values():
        if row.id in kept:
            row.position += behind + len(floors)
    session.flush()
    for position, (floor_id, name) in enumerate(floors):
        if floor_id:
            before[floor_id].name, before[floor_id].position = name, position
        else:
            row = FloorRow(id=new_id(), event_id=event_id, name=name, position=position)
            session.add(row)
        session.flush()


def put_plans(
    session: Session,
    items: Mapping[str, str],
    plans: Mapping[str, ItemPlan],
    floors: Mapping[str, str],
    *,
    beside: bool = False,
) -> None:
    """What is planned for agenda items, by path. Raises `NotFound` (agenda item, floor).

    With `beside`, what a plan leaves open stays as the agenda itself has it.
    """
    for path, plan in plans.items():
        row = session.get(AgendaItemRow, items.get(path, ""))
        if row is None:
            raise NotFound(what="agenda_item")
        if plan.floor and plan.floor not in floors:
            raise NotFound(what="floor")
        if plan.starts_at is not None or not beside:
            row.starts_at, row.ends_at = time_data(plan.starts_at), time_data(plan.ends_at)
        if plan.floor or not beside:
            row.floor_id = floors[plan.floor] if plan.floor else None
        row.notes = plan.notes


def _rows(session: Session, event_id: str) -> list[FloorRow]:
    found = select(FloorRow).where(FloorRow.event_id == event_id).order_by(FloorRow.position)
    return list(session.scalars(found))
