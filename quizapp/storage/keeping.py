"""How long events are kept, deleting, and the records that stay."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.keeping import DueDates, Keeping, Kept
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.floor_tables import FloorQuestionRow, QaSessionRow
from quizapp.storage.log import LOG
from quizapp.storage.tables import EventRow, ParticipantRow
from quizapp.storage.vote_tables import KeepingRow, KeptRecordRow, ProxyNoteRow, SeatRow

WITH_NAMES = ("participant", "seat", "proxy_note", "floor_question")


class SqlKeeping(Store):
    @reads
    def dates(self, session: Session, event_id: str) -> Keeping:
        row = session.get(KeepingRow, event_id)
        return Keeping() if row is None else _keeping(row)

    @writes
    def set_dates(self, session: Session, event_id: str, keeping: Keeping) -> None:
        if session.get(EventRow, event_id) is None:
            raise NotFound(what="event")
        session.merge(
            KeepingRow(
                event_id=event_id,
                names_on=keeping.names_on and keeping.names_on.isoformat(),
                all_on=keeping.all_on and keeping.all_on.isoformat(),
            )
        )

    @reads
    def all_dates(self, session: Session) -> tuple[DueDates, ...]:
        found = session.execute(
            select(KeepingRow, EventRow.time_zone).join(
                EventRow, EventRow.id == KeepingRow.event_id
            )
        )
        return tuple(DueDates(row.event_id, zone, _keeping(row)) for row, zone in found)

    def delete_names(self, event_id: str) -> None:
        self._blank_names(event_id)
        self.database.scrub(*WITH_NAMES)

    @writes
    def _blank_names(self, session: Session, event_id: str) -> None:
        """Delegations and regions stay: they are no persons'."""
        people = update(ParticipantRow).where(ParticipantRow.event_id == event_id)
        session.execute(people.values(name="", name_key=""))
        seats = select(SeatRow.id).where(SeatRow.event_id == event_id)
        session.execute(delete(ProxyNoteRow).where(ProxyNoteRow.seat_id.in_(seats)))
        session.execute(update(SeatRow).where(SeatRow.event_id == event_id).values(name=""))
        sessions = select(QaSessionRow.id).where(QaSessionRow.event_id == event_id)
        asked = update(FloorQuestionRow).where(FloorQuestionRow.session_id.in_(sessions))
        session.execute(asked.values(name=""))
        session.execute(
            update(KeepingRow).where(KeepingRow.event_id == event_id).values(names_on=None)
        )

    def delete_event(self, kept: Kept, content: str) -> None:
        self._replace_by_record(kept, content)
        self.database.scrub(*WITH_NAMES, "answer", "log_entry", "ballot", "ballot_voter")

    @writes
    def _replace_by_record(self, session: Session, kept: Kept, content: str) -> None:
        hold(session, LOG, kept.event_id)
        gone = delete(EventRow).where(EventRow.id == kept.event_id).returning(EventRow.id)
        if session.scalar(gone) is None:
            raise NotFound(what="event")
        session.add(
            KeptRecordRow(
                event_id=kept.event_id,
                slug=kept.slug,
                title=kept.title,
                deleted_at=kept.deleted_at,
                content=content,
            )
        )

    @reads
    def kept(self, session: Session) -> tuple[Kept, ...]:
        rows = session.execute(
            select(
                KeptRecordRow.event_id,
                KeptRecordRow.slug,
                KeptRecordRow.title,
                KeptRecordRow.deleted_at,
            ).order_by(KeptRecordRow.deleted_at.desc(), KeptRecordRow.event_id)
        )
        return tuple(Kept(*row) for row in rows)

    @reads
    def kept_record(self, session: Session, event_id: str) -> str:
        row = session.get(KeptRecordRow, event_id)
        if row is None:
            raise NotFound(what="record")
        return row.content

    @reads
    def kept_by_slug(self, session: Session, slug: str) -> str | None:
        """Of the one deleted last."""
        content: str | None = session.scalar(
            select(KeptRecordRow.content)
            .where(KeptRecordRow.slug == slug)
            .order_by(KeptRecordRow.deleted_at.desc())
            .limit(1)
        )
        return content


def _keeping(row: KeepingRow) -> Keeping:
    names_on, all_on = (
        None if each is None else date.fromisoformat(each) for each in (row.names_on, row.all_on)
    )
    return Keeping(names_on, all_on)
