"""Questions from the floor on disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Standing, Upvote
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.floor_tables import (
    FloorQuestionRow,
    FloorVoteRow,
    QaSessionRow,
    QuestionTurnRow,
)
from quizapp.storage.statements import rows_in, upsert
from quizapp.storage.tables import AgendaItemRow, EventRow

SESSIONS = "qa sessions"
"""What is held while one is opened."""
TURNS = "question turns"
"""What is held while turns of a session are counted."""


class SqlFloorQuestions(Store):
    @reads
    def session(self, session: Session, session_id: str) -> QaSession | None:
        row = session.get(QaSessionRow, session_id)
        return None if row is None else _session(row)

    @reads
    def sessions(self, session: Session, event_id: str) -> tuple[QaSession, ...]:
        found = select(QaSessionRow).where(QaSessionRow.event_id == event_id)
        rows = session.scalars(found.order_by(QaSessionRow.floor_id, QaSessionRow.subject))
        return tuple(_session(row) for row in rows)

    @writes
    def open_session(self, session: Session, opened: QaSession) -> str:
        hold(session, SESSIONS, opened.event_id)
        subject = opened.item_id or opened.floor_id
        known = session.scalar(
            select(QaSessionRow.id).where(
                QaSessionRow.floor_id == opened.floor_id, QaSessionRow.subject == subject
            )
        )
        if known is not None:
            return known
        item = session.get(AgendaItemRow, opened.item_id) if opened.item_id else None
        if session.get(EventRow, opened.event_id) is None:
            raise NotFound(what="event")
        if opened.item_id and (item is None or item.event_id != opened.event_id):
            raise NotFound(what="item")
        session.add(
            QaSessionRow(
                id=opened.id,
                event_id=opened.event_id,
                floor_id=opened.floor_id,
                subject=subject,
                agenda_item_id=opened.item_id,
                **_rules(opened.rules),
            )
        )
        return opened.id

    @writes
    def set_rules(self, session: Session, session_id: str, rules: QaRules) -> None:
        session.execute(
            update(QaSessionRow).where(QaSessionRow.id == session_id).values(**_rules(rules))
        )

    @reads
    def questions(
        self, session: Session, session_id: str, removed: Collection[str] = ()
    ) -> tuple[FloorQuestion, ...]:
        rows = session.scalars(
            select(FloorQuestionRow)
            .where(FloorQuestionRow.session_id == session_id)
            .order_by(FloorQuestionRow.asked_at, FloorQuestionRow.id)
        ).all()
        votes = _votes(session, session_id, frozenset(removed))
        return tuple(_question(row, votes.get(row.id, 0)) for row in rows)

    @writes
    def ask(self, session: Session, question: FloorQuestion, key_hash: str) -> bool:
        if session.get(QaSessionRow, question.session_id) is None:
            raise NotFound(what="session")
        row = {
            "id": question.id,
            "session_id": question.session_id,
            "key_hash": key_hash,
            "asked_text": question.asked_text,
            "asked_at": question.asked_at,
            "name": question.name,
            "delegation": question.delegation,
            "version": question.version,
            "given_back": False,
            **_changeable(question),
        }
        kept = upsert(session, FloorQuestionRow).on_conflict_do_nothing()
        return session.scalar(kept.returning(FloorQuestionRow.id), row) is not None

    @reads
    def by_keys(self, session: Session, key_hashes: Collection[str]) -> Mapping[str, FloorQuestion]:
        wanted = select(FloorQuestionRow)
        rows = rows_in(session, wanted, FloorQuestionRow.key_hash, key_hashes)
        return {row.key_hash: _question(row) for (row,) in rows}

    @writes
    def put(self, session: Session, changed: Sequence[FloorQuestion]) -> bool:
        for each in sorted(changed, key=lambda question: question.id):
            done = session.execute(
                update(FloorQuestionRow)
                .where(FloorQuestionRow.id == each.id, FloorQuestionRow.version == each.version)
                .values(version=each.version + 1, **_changeable(each))
                .returning(FloorQuestionRow.id)
            )
            if done.first() is None:
                session.rollback()
                return False
        return True

    @writes
    def withdraw(self, session: Session, question_id: str, version: int) -> bool:
        gone = session.execute(
            delete(FloorQuestionRow)
            .where(FloorQuestionRow.id == question_id, FloorQuestionRow.version == version)
            .returning(FloorQuestionRow.id)
        )
        if gone.first() is None:
            return False
        # What was merged into it stands on its own again.
        session.execute(
            update(FloorQuestionRow)
            .where(FloorQuestionRow.merged_into == question_id)
            .values(merged_into=None, version=FloorQuestionRow.version + 1)
        )
        return True

    @writes
    def vote(self, session: Session, batch: Sequence[Upvote]) -> Sequence[bool]:
        ids = {each.question_id for each in batch}
        held = select(FloorQuestionRow.id).with_for_update(key_share=True)
        known = {row.id for row in rows_in(session, held, FloorQuestionRow.id, ids)}
        latest = {(each.question_id, each.voter_id): each.on for each in batch}
        wanted = [key for key, on in sorted(latest.items()) if key[0] in known and on]
        if wanted:
            session.execute(
                upsert(session, FloorVoteRow).on_conflict_do_nothing(),
                [{"question_id": question, "voter_id": voter} for question, voter in wanted],
            )
        for question, voter in sorted(key for key, on in latest.items() if not on):
            session.execute(
                delete(FloorVoteRow).where(
                    FloorVoteRow.question_id == question, FloorVoteRow.voter_id == voter
                )
            )
        return [each.question_id in known for each in batch]

    @writes
    def take_turn(self, session: Session, session_id: str, participant_id: str, most: int) -> bool:
        waiting = _waiting(session, session_id, participant_id)
        if most and waiting >= most:
            return False
        _set_waiting(session, session_id, participant_id, waiting + 1)
        return True

    @writes
    def give_turns(
        self, session: Session, session_id: str, participant_id: str, count: int
    ) -> None:
        left = max(0, _waiting(session, session_id, participant_id) - count)
        _set_waiting(session, session_id, participant_id, left)

    @writes
    def settle(self, session: Session, question_ids: Collection[str]) -> int:
        settled = session.execute(
            update(FloorQuestionRow)
            .where(FloorQuestionRow.id.in_(question_ids), FloorQuestionRow.given_back.is_(False))
            .values(given_back=True)
            .returning(FloorQuestionRow.id)
        )
        return len(settled.all())

    @writes
    def forget_names(self, session: Session, event_id: str) -> None:
        of_event = select(QaSessionRow.id).where(QaSessionRow.event_id == event_id)
        session.execute(
            update(FloorQuestionRow)
            .where(FloorQuestionRow.session_id.in_(of_event))
            .values(name="", delegation="", version=FloorQuestionRow.version + 1)
            .execution_options(synchronize_session=False)
        )


def _session(row: QaSessionRow) -> QaSession:
    rules = QaRules(row.moderated, row.anonymous, row.upvotes, row.most_open)
    return QaSession(row.id, row.event_id, row.floor_id, row.agenda_item_id, rules)


def _rules(rules: QaRules) -> dict[str, Any]:
    return {
        "moderated": rules.moderated,
        "anonymous": rules.anonymous,
        "upvotes": rules.upvotes,
        "most_open": rules.limit,
    }


def _changeable(question: FloorQuestion) -> dict[str, Any]:
    return {
        "text": question.text,
        "standing": question.standing.value,
        "labels": list(question.labels),
        "merged_into": question.merged_into,
    }


def _question(row: FloorQuestionRow, votes: int = 0) -> FloorQuestion:
    return FloorQuestion(
        id=row.id,
        session_id=row.session_id,
        text=row.text,
        asked_text=row.asked_text,
        asked_at=row.asked_at,
        name=row.name,
        delegation=row.delegation,
        standing=Standing(row.standing),
        labels=tuple(row.labels),
        merged_into=row.merged_into,
        version=row.version,
        votes=votes,
    )


def _votes(session: Session, session_id: str, removed: frozenset[str]) -> dict[str, int]:
    """Question -> voters, each counted once for all that stand under it."""
    stands_for = func.coalesce(FloorQuestionRow.merged_into, FloorQuestionRow.id)
    counted: Select[str, int] = (
        select(stands_for, func.count(FloorVoteRow.voter_id.distinct()))
        .join(FloorQuestionRow, FloorQuestionRow.id == FloorVoteRow.question_id)
        .where(FloorQuestionRow.session_id == session_id)
        .group_by(stands_for)
    )
    if removed:
        counted = counted.where(FloorVoteRow.voter_id.not_in(removed))
    return dict(iter(session.execute(counted)))


def _waiting(session: Session, session_id: str, participant_id: str) -> int:
    """How many wait; nobody else changes it before the transaction ends."""
    hold(session, TURNS, session_id)
    row = session.get(QuestionTurnRow, (session_id, participant_id))
    return 0 if row is None else row.waiting


def _set_waiting(session: Session, session_id: str, participant_id: str, waiting: int) -> None:
    row = session.get(QuestionTurnRow, (session_id, participant_id))
    if row is not None:
        row.waiting = waiting
    elif session.get(QaSessionRow, session_id) is not None:
        session.add(
            QuestionTurnRow(session_id=session_id, participant_id=participant_id, waiting=waiting)
        )
