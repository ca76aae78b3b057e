"""The table of answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from quizapp.domain.event import StoredAnswer
from quizapp.domain.stored import Kept, Moved, PendingAnswer
from quizapp.domain.text import Json
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.log import LOG
from quizapp.storage.marks import mark_of, since
from quizapp.storage.seat_answers import keep
from quizapp.storage.statements import rows_in, upsert_into
from quizapp.storage.tables import AnswerRow, EventRow, LogEntryRow
from quizapp.storage.vote_tables import BallotVoterRow, StagedVoterRow

Key: TypeAlias = tuple[str, str]
"""Round and voter."""


class SqlAnswers(Store):
    @writes
    def commit(self, session: Session, batch: Sequence[PendingAnswer]) -> Sequence[Kept | Moved]:
        """An answer to an event that was deleted is `Moved` as well."""
        heads = held_heads(session, {each.event_id for each in batch})
        seats = keep(
            session,
            (
                (place, each)
                for place, each in enumerate(batch)
                if each.sender_id and not _moved(each, heads)
            ),
        )
        best = _best(each for each in batch if not (each.sender_id or _moved(each, heads)))
        written = _write(session, best.values())
        standing = _standing(session, best.keys() - written)
        for key in written:
            standing[key] = (best[key].number, best[key].answer)
        return [
            Moved()
            if _moved(each, heads)
            else seats.get(place)
            or Kept(*standing[_key(each)], fresh=_key(each) in written and best[_key(each)] is each)
            for place, each in enumerate(batch)
        ]

    @reads
    def of_rounds(self, session: Session, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        return _answers(session, _STORED, round_ids)

    @reads
    def changed(
        self, session: Session, round_id: str, mark: str
    ) -> tuple[tuple[StoredAnswer, ...], str]:
        rows = session.execute(
            since(_STORED.where(AnswerRow.round_id == round_id), AnswerRow, mark)
        )
        return tuple(StoredAnswer(*row) for row in rows), mark_of(session)

    @reads
    def of_voter(
        self, session: Session, voter_id: str, round_ids: Collection[str]
    ) -> tuple[StoredAnswer, ...]:
        return _answers(session, _STORED.where(AnswerRow.voter_id == voter_id), round_ids)

    @reads
    def counts(self, session: Session, round_ids: Collection[str]) -> dict[str, int]:
        counted = select(AnswerRow.round_id, func.count()).group_by(AnswerRow.round_id)
        counts = dict(rows_in(session, counted, AnswerRow.round_id, round_ids))
        # Of a secret round in staging, after its close in the final register, in between in both.
        for table in (StagedVoterRow, BallotVoterRow):
            voted = select(table.round_id, func.count()).group_by(table.round_id)
            counts |= dict(rows_in(session, voted, table.round_id, round_ids))
        return counts


def _key(pending: PendingAnswer) -> Key:
    return pending.round_id, pending.voter_id


def _moved(pending: PendingAnswer, heads: Mapping[str, int]) -> bool:
    return pending.event_id not in heads or pending.seq < heads[pending.event_id]


_HEADS = (
    select(
        EventRow.id,
        select(func.coalesce(func.max(LogEntryRow.seq), 0))
        .where(LogEntryRow.event_id == EventRow.id)
        .scalar_subquery(),
    )
    .select_from(EventRow.__table__)
    .where(EventRow.id.in_(bindparam("ids", expanding=True)))
)


def held_heads(session: Session, event_ids: Collection[str]) -> dict[str, int]:
    """The head of each event's log, which nobody moves before the transaction ends."""
    hold(session, LOG, *event_ids, shared=True)
    found = session.connection().execute(_HEADS, {"ids": sorted(event_ids)})
    return dict(iter(found))


def _best(batch: Iterable[PendingAnswer]) -> dict[Key, PendingAnswer]:
    """Of each voter in each round the one that may stand. Sorted, so that writers don't deadlock."""
    best: dict[Key, PendingAnswer] = {}
    for each in batch:
        before = best.setdefault(_key(each), each)
        if not each.final and each.number > before.number:
            best[_key(each)] = each
    return dict(sorted(best.items()))


def _write(session: Session, answers: Collection[PendingAnswer]) -> set[Key]:
    """Write those that may replace what stands; return whose they are."""
    final = [_row(each) for each in answers if each.final]
    changeable = [_row(each) for each in answers if not each.final]
    first_stands, highest_stands = _inserts(session.get_bind().dialect.name)
    return _written(session, first_stands, final) | _written(session, highest_stands, changeable)


@cache
def _inserts(dialect: str) -> tuple[ReturningInsert[str, str], ReturningInsert[str, str]]:
    """Where the first answer stands, and where the highest does. Made once: that takes so long."""
    insert = upsert_into(AnswerRow, dialect)
    new = insert.excluded
    highest = insert.on_conflict_do_update(
        index_elements=[AnswerRow.round_id, AnswerRow.voter_id],
        set_={
            "answer": new.answer,
            "number": new.number,
            "elapsed_ms": new.elapsed_ms,
            "answered_at": new.answered_at,
        },
        where=new.number > AnswerRow.number,
    )
    keys = AnswerRow.__table__.c.round_id, AnswerRow.__table__.c.voter_id
    return insert.on_conflict_do_nothing().returning(*keys), highest.returning(*keys)


def _written(
    session: Session, insert: ReturningInsert[str, str], rows: list[dict[str, object]]
) -> set[Key]:
    if not rows:
        return set()
    written = session.connection().execute(insert, rows)
    return {(round_id, voter_id) for round_id, voter_id in written}


def _standing(session: Session, keys: Iterable[Key]) -> dict[Key, tuple[int, Json]]:
    voters: dict[str, list[str]] = defaultdict(list)
    for round_id, voter_id in keys:
        voters[round_id].append(voter_id)
    columns = select(AnswerRow.voter_id, AnswerRow.number, AnswerRow.answer)
    return {
        (round_id, voter_id): (number, answer)
        for round_id, voter_ids in voters.items()
        for voter_id, number, answer in rows_in(
            session, columns.where(AnswerRow.round_id == round_id), AnswerRow.voter_id, voter_ids
        )
    }


_STORED: Select[str, str, int, Any, int, int] = select(
    AnswerRow.round_id,
    AnswerRow.voter_id,
    AnswerRow.number,
    AnswerRow.answer,
    AnswerRow.elapsed_ms,
    AnswerRow.answered_at,
)


def _answers(
    session: Session, stored: Select[str, str, int, Any, int, int], round_ids: Collection[str]
) -> tuple[StoredAnswer, ...]:
    found = (StoredAnswer(*row) for row in rows_in(session, stored, AnswerRow.round_id, round_ids))
    # Not by the database, whose order of letters may be of any country.
    return tuple(sorted(found, key=lambda each: (each.round_id, each.voter_id)))


def _row(pending: PendingAnswer) -> dict[str, object]:
    return {
        "round_id": pending.round_id,
        "voter_id": pending.voter_id,
        "event_id": pending.event_id,
        "answer": pending.answer,
        "number": pending.number,
        "elapsed_ms": pending.elapsed_ms,
        "answered_at": pending.answered_at,
    }
