"""The pulse of each floor, in tens of seconds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quizapp.domain.reactions import Beat, Reaction
from quizapp.storage.db import Store, reads, writes
from quizapp.storage.floor_tables import ReactionRow
from quizapp.storage.statements import rows_in, upsert
from quizapp.storage.tables import EventRow


class SqlReactions(Store):
    @writes
    def add(self, session: Session, beats: Sequence[Beat]) -> None:
        events = {each.event_id for each in beats}
        known = {row.id for row in rows_in(session, select(EventRow.id), EventRow.id, events)}
        rows = [
            {
                "floor_id": each.floor_id,
                "at": each.at,
                "reaction": each.reaction.value,
                "event_id": each.event_id,
                "count": each.count,
            }
            for each in sorted(beats, key=lambda beat: (beat.floor_id, beat.at, beat.reaction))
            if each.event_id in known
        ]
        insert = upsert(session, ReactionRow)
        added = insert.on_conflict_do_update(
            index_elements=["floor_id", "at", "reaction"],
            set_={"count": ReactionRow.count + insert.excluded.count},
        )
        for row in rows:
            session.execute(added, row)

    @reads
    def recent(self, session: Session, floor_id: str, since: int) -> tuple[Beat, ...]:
        on_floor = select(ReactionRow).where(ReactionRow.floor_id == floor_id)
        return _beats(session, on_floor.where(ReactionRow.at >= since))

    @reads
    def of_event(self, session: Session, event_id: str) -> tuple[Beat, ...]:
        return _beats(session, select(ReactionRow).where(ReactionRow.event_id == event_id))


def _beats(session: Session, found: Select[ReactionRow]) -> tuple[Beat, ...]:
    rows = session.scalars(
        found.order_by(ReactionRow.floor_id, ReactionRow.at, ReactionRow.reaction)
    )
    return tuple(
        Beat(row.event_id, row.floor_id, row.at, Reaction(row.reaction), row.count) for row in rows
    )
