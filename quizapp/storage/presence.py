"""Who is there, and which workers live."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from quizapp.domain.stored import Presence
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.marks import mark_of, since
from quizapp.storage.statements import rows_in, upsert
from quizapp.storage.tables import ParticipantRow, PresenceRow, SignOfLifeRow

SIGNS = "signs of life"
"""What is held while a worker leaves its sign, so that of those who come back one finds the gap."""


class SqlPresence(Store):
    @writes
    def save(self, session: Session, changes: Iterable[tuple[str, Presence]]) -> None:
        """A participant who was deleted is passed over, so that the rest of the batch is saved.

        The newest connection stands, and only the worker that has it may say that it is gone;
        who left by choice (`since` 0) is gone whoever says so.
        """
        latest = {presence.participant_id: (event_id, presence) for event_id, presence in changes}
        ids = select(ParticipantRow.id)
        there = {id_ for (id_,) in rows_in(session, ids, ParticipantRow.id, latest.keys())}
        # Sorted: two workers in the same order don't deadlock.
        rows = [_row(*latest[id_]) for id_ in sorted(there)]
        if not rows:
            return
        insert = upsert(session, PresenceRow)
        new = insert.excluded
        stands = insert.on_conflict_do_update(
            index_elements=[PresenceRow.participant_id],
            set_={"connected": new.connected, "since": new.since, "worker_id": new.worker_id},
            where=or_(
                and_(
                    or_(new.connected, new.worker_id == PresenceRow.worker_id),
                    new.since >= PresenceRow.since,
                ),
                new.since == 0,
            ),
        )
        session.execute(stands, rows)

    @reads
    def load(self, session: Session, event_id: str) -> tuple[Presence, ...]:
        rows = session.scalars(select(PresenceRow).where(PresenceRow.event_id == event_id))
        return tuple(map(_presence, rows))

    @reads
    def changed(
        self, session: Session, event_id: str, mark: str
    ) -> tuple[tuple[Presence, ...], str]:
        of_event = select(PresenceRow).where(PresenceRow.event_id == event_id)
        rows = session.scalars(since(of_event, PresenceRow, mark))
        return tuple(map(_presence, rows)), mark_of(session)

    @writes
    def sign_of_life(self, session: Session, worker_id: str, now: int) -> int | None:
        hold(session, SIGNS, "")
        last = session.scalar(select(func.max(SignOfLifeRow.at)))
        insert = upsert(session, SignOfLifeRow)
        session.execute(
            insert.on_conflict_do_update(
                index_elements=[SignOfLifeRow.worker_id], set_={"at": insert.excluded.at}
            ),
            [{"worker_id": worker_id, "at": now}],
        )
        return last

    @writes
    def probe(self, session: Session, worker_id: str) -> None:
        own = update(SignOfLifeRow).where(SignOfLifeRow.worker_id == worker_id)
        session.execute(own.values(at=SignOfLifeRow.at))

    @reads
    def last_sign_of_life(self, session: Session) -> int | None:
        return session.scalar(select(func.max(SignOfLifeRow.at)))

    @writes
    def drop_signs(self, session: Session, before: int) -> None:
        latest = session.scalar(select(func.max(SignOfLifeRow.at)))
        if latest is not None:
            session.execute(delete(SignOfLifeRow).where(SignOfLifeRow.at < min(before, latest)))

    @reads
    def alive(self, session: Session, since: int) -> frozenset[str]:
        return frozenset(
            session.scalars(select(SignOfLifeRow.worker_id).where(SignOfLifeRow.at >= since))
        )


def _presence(row: PresenceRow) -> Presence:
    return Presence(row.participant_id, row.connected, row.since, row.worker_id)


def _row(event_id: str, presence: Presence) -> dict[str, object]:
    return {
        "participant_id": presence.participant_id,
        "event_id": event_id,
        "connected": presence.connected,
        "since": presence.since,
        "worker_id": presence.worker_id,
    }
