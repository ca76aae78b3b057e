"""Who is there, and which workers live."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.domain.stored import Presence
from quizapp.storage.db import Store, reads, writes
from quizapp.storage.statements import rows_in, upsert
from quizapp.storage.tables import ParticipantRow, PresenceRow, SignOfLifeRow


class SqlPresence(Store):
    @writes
    def save(self, session: Session, changes: Iterable[tuple[str, Presence]]) -> None:
        """A participant who was deleted is passed over, so that the rest of the batch is saved."""
        latest = {presence.participant_id: (event_id, presence) for event_id, presence in changes}
        ids = select(ParticipantRow.id)
        there = {id_ for (id_,) in rows_in(session, ids, ParticipantRow.id, latest.keys())}
        rows: list[dict[str, object]] = [
            {
                "participant_id": id_,
                "event_id": latest[id_][0],
                "connected": latest[id_][1].connected,
                "since": latest[id_][1].since,
            }
            for id_ in sorted(there)  # two workers in the same order: no deadlock
        ]
        if not rows:
            return
        insert = upsert(session, PresenceRow)
        latest_stands = insert.on_conflict_do_update(
            index_elements=[PresenceRow.participant_id],
            set_={"connected": insert.excluded.connected, "since": insert.excluded.since},
        )
        session.execute(latest_stands, rows)

    @reads
    def load(self, session: Session, event_id: str) -> tuple[Presence, ...]:
        rows = session.scalars(select(PresenceRow).where(PresenceRow.event_id == event_id))
        return tuple(Presence(row.participant_id, row.connected, row.since) for row in rows)

    @writes
    def sign_of_life(self, session: Session, worker_id: str, now: int) -> None:
        insert = upsert(session, SignOfLifeRow)
        session.execute(
            insert.on_conflict_do_update(
                index_elements=[SignOfLifeRow.worker_id], set_={"at": insert.excluded.at}
            ),
            [{"worker_id": worker_id, "at": now}],
        )

    @reads
    def last_sign_of_life(self, session: Session) -> int | None:
        return session.scalar(select(func.max(SignOfLifeRow.at)))
