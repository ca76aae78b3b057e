"""The seat list, and why votes are held by others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.seats import ProxyNote, PutSeat
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.statements import upsert
from quizapp.storage.tables import EventRow
from quizapp.storage.vote_tables import ProxyNoteRow, SeatRow

SEATS = "seats"


class SqlSeats(Store):
    @writes
    def put(self, session: Session, event_id: str, seats: Sequence[PutSeat]) -> None:
        hold(session, SEATS, event_id)
        if session.get(EventRow, event_id) is None:
            raise NotFound(what="event")
        rows = select(SeatRow).where(SeatRow.event_id == event_id)
        known = {row.id: row for row in session.scalars(rows)}
        for each in seats:
            row = known.get(each.seat.id)
            if row is None:
                session.add(_row(event_id, each))
                continue
            row.delegation, row.name = each.seat.delegation, each.seat.name
            row.region, row.votes = each.seat.region, each.seat.votes
        try:
            session.flush()
        except IntegrityError as error:
            raise Conflict from error

    @writes
    def delete(self, session: Session, event_id: str, seat_id: str) -> None:
        gone = session.scalar(
            delete(SeatRow)
            .where(SeatRow.id == seat_id, SeatRow.event_id == event_id)
            .returning(SeatRow.id)
        )
        if gone is None:
            raise NotFound(what="seat")

    @writes
    def renew(self, session: Session, event_id: str, codes: Mapping[str, str]) -> None:
        for seat_id, code_hash in codes.items():
            row = session.get(SeatRow, seat_id)
            if row is None or row.event_id != event_id:
                raise NotFound(what="seat")
            row.code_hash = code_hash

    @reads
    def by_code(self, session: Session, event_id: str, code_hash: str) -> str | None:
        return session.scalar(
            select(SeatRow.id).where(SeatRow.event_id == event_id, SeatRow.code_hash == code_hash)
        )

    @writes
    def put_note(self, session: Session, seat_id: str, note: str) -> None:
        if session.get(SeatRow, seat_id) is None:
            raise NotFound(what="seat")
        insert = upsert(session, ProxyNoteRow)
        replaced = insert.on_conflict_do_update(
            index_elements=[ProxyNoteRow.seat_id], set_={"note": insert.excluded.note}
        )
        session.execute(replaced, [{"seat_id": seat_id, "note": note}])

    @reads
    def notes(self, session: Session, event_id: str) -> tuple[ProxyNote, ...]:
        rows = session.execute(
            select(ProxyNoteRow.seat_id, ProxyNoteRow.note)
            .join(SeatRow, SeatRow.id == ProxyNoteRow.seat_id)
            .where(SeatRow.event_id == event_id, ProxyNoteRow.note != "")
            .order_by(SeatRow.number)
        )
        return tuple(ProxyNote(*row) for row in rows)


def _row(event_id: str, put: PutSeat) -> SeatRow:
    if put.code_hash is None:
        raise Conflict  # it was to keep its code, and was deleted meanwhile
    return SeatRow(
        id=put.seat.id,
        event_id=event_id,
        number=put.seat.number,
        delegation=put.seat.delegation,
        name=put.seat.name,
        region=put.seat.region,
        votes=put.seat.votes,
        code_hash=put.code_hash,
    )
