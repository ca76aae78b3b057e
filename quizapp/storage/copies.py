"""A copy of an event to rehearse with: the same content under ids of its own, nothing that happened.

Rows are copied column by column, so that what an event gains one day is rehearsed as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.storage.account_tables import MembershipRow
from quizapp.storage.tables import (
    ActivityQuestionRow,
    ActivityRow,
    AgendaItemRow,
    Base,
    EventRow,
    FloorRow,
)
from quizapp.storage.vote_tables import SeatRow

R = TypeVar("R", bound=Base)


def copy_event(
    session: Session, source: EventRow, own: Mapping[str, object], new_id: Callable[[], str]
) -> None:
    """Everything that stands in the run sheet. `own` are the columns that the copy has of its own."""
    number = (session.scalar(select(func.max(EventRow.number))) or 0) + 1
    copy = _copied(source, {**own, "number": number, "rehearsal_of": source.id})
    session.add(copy)
    session.flush()
    floors = _copy_floors(session, source.id, copy.id, new_id)
    items = _copy_agenda(session, source.id, copy.id, floors, new_id)
    _copy_activities(session, source.id, copy.id, items, floors, new_id)
    _copy_seats(session, source.id, copy.id, new_id)
    roles = select(MembershipRow).where(MembershipRow.event_id == source.id)
    session.add_all([_copied(each, {"event_id": copy.id}) for each in session.scalars(roles)])


def _copy_seats(session: Session, source: str, copy: str, new_id: Callable[[], str]) -> None:
    """Without codes: a card of the event must not open its rehearsal, nor the other way round."""
    rows = session.scalars(select(SeatRow).where(SeatRow.event_id == source)).all()
    for row in rows:
        seat_id = new_id()
        own = {"id": seat_id, "event_id": copy, "code_hash": f"none for {seat_id}"}
        session.add(_copied(row, own))


def keep_activity(session: Session, event_id: str, slug: str) -> None:
    """Drop every other activity of the copy. Raises `NotFound`."""
    rows = session.scalars(select(ActivityRow).where(ActivityRow.event_id == event_id)).all()
    if slug not in {row.slug for row in rows}:
        raise NotFound(what="activity")
    for row in rows:
        if row.slug != slug:
            session.delete(row)


def _copied(row: R, changes: Mapping[str, object]) -> R:
    columns = {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs}
    return type(row)(**(columns | dict(changes)))


def _copy_floors(
    session: Session, source: str, copy: str, new_id: Callable[[], str]
) -> dict[str | None, str | None]:
    """Old id -> new id; none for none."""
    rows = session.scalars(select(FloorRow).where(FloorRow.event_id == source)).all()
    ids: dict[str | None, str | None] = {row.id: new_id() for row in rows}
    session.add_all([_copied(each, {"id": ids[each.id], "event_id": copy}) for each in rows])
    session.flush()
    return ids | {None: None}


def _copy_agenda(
    session: Session,
    source: str,
    copy: str,
    floors: Mapping[str | None, str | None],
    new_id: Callable[[], str],
) -> dict[str, str]:
    """Old id -> new id. In the order of the agenda, a parent stands before its parts."""
    rows = session.scalars(
        select(AgendaItemRow)
        .where(AgendaItemRow.event_id == source)
        .order_by(AgendaItemRow.position)
    ).all()
    ids = {row.id: new_id() for row in rows}
    for row in rows:
        parent_id = ids[row.parent_id] if row.parent_id else None
        own = {"id": ids[row.id], "event_id": copy, "parent_id": parent_id}
        session.add(_copied(row, {**own, "floor_id": floors[row.floor_id]}))
        session.flush()
    return ids


def _copy_activities(
    session: Session,
    source: str,
    copy: str,
    items: Mapping[str, str],
    floors: Mapping[str | None, str | None],
    new_id: Callable[[], str],
) -> None:
    rows = session.scalars(select(ActivityRow).where(ActivityRow.event_id == source)).all()
    for row in rows:
        item_id = items[row.agenda_item_id] if row.agenda_item_id else None
        places = {"agenda_item_id": item_id, "floor_id": floors[row.floor_id]}
        own = _copied(row, {"id": new_id(), "event_id": copy, **places})
        session.add(own)
        session.flush()
        questions = select(ActivityQuestionRow).where(ActivityQuestionRow.activity_id == row.id)
        session.add_all(
            [_copied(each, {"activity_id": own.id}) for each in session.scalars(questions)]
        )
