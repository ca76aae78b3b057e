"""The append-only log of each event."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.live.log import Entry
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.mapping import entry
from quizapp.storage.statements import rows_in
from quizapp.storage.tables import AnswerRow, EventRow, LogEntryRow
from quizapp.storage.vote_tables import StagedVoterRow

LOG = "log"
"""What is held: alone to append, shared to write answers against the head."""


class SqlLog(Store):
    @reads
    def entries(self, session: Session, event_id: str, after: int = 0) -> tuple[Entry, ...]:
        rows = session.scalars(
            select(LogEntryRow)
            .where(LogEntryRow.event_id == event_id, LogEntryRow.seq > after)
            .order_by(LogEntryRow.seq)
        )
        return tuple(entry(row) for row in rows)

    @writes
    def append(
        self,
        session: Session,
        event_id: str,
        entries: Sequence[Entry],
        command_id: str | None,
        unanswered: Collection[str] = (),
    ) -> None:
        """Also raises `NotFound` where the event was deleted."""
        hold(session, LOG, event_id)
        if session.get(EventRow, event_id) is None:
            raise NotFound(what="event")
        for table in (AnswerRow, StagedVoterRow):
            found = select(table.round_id).limit(1)
            if any(rows_in(session, found, table.round_id, unanswered)):
                raise Conflict
        if not entries:
            return
        if entries[0].seq != head_of(session, event_id) + 1:
            raise Conflict
        ids = [command_id] + [None] * (len(entries) - 1)
        rows = [_row(each, id_) for each, id_ in zip(entries, ids, strict=True)]
        try:
            session.execute(insert(LogEntryRow), rows)
        except IntegrityError as error:
            raise Conflict from error

    @reads
    def seen(self, session: Session, event_id: str, command_id: str) -> bool:
        found = select(LogEntryRow.seq).where(
            LogEntryRow.event_id == event_id, LogEntryRow.command_id == command_id
        )
        return session.scalar(found) is not None

    @reads
    def head(self, session: Session, event_id: str) -> int:
        return head_of(session, event_id)

    @reads
    def heads(self, session: Session, event_ids: Collection[str]) -> dict[str, int]:
        head = (
            select(func.coalesce(func.max(LogEntryRow.seq), 0))
            .where(LogEntryRow.event_id == EventRow.id)
            .scalar_subquery()
        )
        return dict(rows_in(session, select(EventRow.id, head), EventRow.id, event_ids))


def head_of(session: Session, event_id: str) -> int:
    """`seq` of the last entry, 0 without any."""
    head = select(func.max(LogEntryRow.seq)).where(LogEntryRow.event_id == event_id)
    return session.scalar(head) or 0


def _row(entry: Entry, command_id: str | None) -> dict[str, object]:
    return {
        "event_id": entry.event_id,
        "seq": entry.seq,
        "kind": entry.kind,
        "data": dict(entry.data),
        "actor": entry.actor,
        "command_id": command_id,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }
