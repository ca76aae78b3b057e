"""Banks as people browse, search and edit them. Searching is `LIKE` on folded words.

A bank shelf is some thousand questions: a scan of one column takes milliseconds, is the same on
both databases, and finds parts of words, which full-text indexes don't. The words are folded by
the domain before they are stored and before they are looked for, since databases disagree about
case and accents.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from quizapp.domain.bank import Bank, Question, read_question
from quizapp.domain.errors import BankInUse, Conflict, NotFound, QuestionChanged
from quizapp.domain.live.events import RoundAsked
from quizapp.domain.shelf import (
    BankHead,
    BankLine,
    Draft,
    Found,
    Intake,
    PutQuestion,
    Shelved,
    Use,
    Wanted,
)
from quizapp.storage import bank_rows
from quizapp.storage.account_tables import AccountRow
from quizapp.storage.bank_tables import BankRow, QuestionDraftRow, QuestionRow, QuestionVersionRow
from quizapp.storage.banks import BANKS, put_bank, write_version
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.pictures import put_pictures
from quizapp.storage.tables import ActivityQuestionRow, ActivityRow, EventRow, LogEntryRow


class SqlBanks(Store):
    @reads
    def banks(self, session: Session) -> tuple[BankLine, ...]:
        rows = session.execute(bank_rows.lines().order_by(BankRow.slug))
        return tuple(bank_rows.line(row, count) for row, count in rows)

    @reads
    def bank(self, session: Session, bank_id: str) -> BankLine:
        found = session.execute(bank_rows.lines().where(BankRow.id == bank_id)).one_or_none()
        if found is None:
            raise NotFound(what="bank")
        return bank_rows.line(*found)

    @reads
    def search(self, session: Session, wanted: Wanted, limit: int, offset: int) -> Found:
        conditions = bank_rows.conditions(wanted)
        total = session.scalar(select(func.count()).select_from(QuestionRow).where(*conditions))
        rows = session.execute(
            bank_rows.shelved()
            .join(BankRow, BankRow.id == QuestionRow.bank_id)
            .where(*conditions)
            .order_by(BankRow.slug, QuestionRow.position, QuestionRow.id)
            .limit(limit)
            .offset(offset)
        )
        return Found(total or 0, tuple(bank_rows.question(*row) for row in rows))

    @reads
    def questions(self, session: Session, ids: Collection[str]) -> tuple[Shelved, ...]:
        rows = session.execute(bank_rows.shelved().where(QuestionRow.id.in_(ids)))
        return tuple(bank_rows.question(*row) for row in rows)

    @reads
    def version(self, session: Session, question_id: str, version: int) -> Question:
        row = session.get(QuestionVersionRow, (question_id, version))
        if row is None:
            raise NotFound(what="question")
        return read_question(row.content)

    @reads
    def tags(self, session: Session) -> tuple[str, ...]:
        columns = session.scalars(
            select(QuestionRow.tags).where(QuestionRow.archived.is_(False)).distinct()
        )
        return tuple(sorted({tag for tags in columns for tag in tags.split("\n") if tag}))

    @writes
    def create(self, session: Session, bank_id: str, slug: str, head: BankHead) -> None:
        _create(session, bank_id, slug, head)

    @writes
    def change(self, session: Session, bank_id: str, head: BankHead) -> None:
        _set_head(_bank(session, bank_id), head)

    @writes
    def delete(self, session: Session, bank_id: str) -> None:
        hold(session, BANKS, _bank(session, bank_id).slug)
        ids = set(session.scalars(select(QuestionRow.id).where(QuestionRow.bank_id == bank_id)))
        if _is_used(session, ids):
            raise BankInUse
        session.execute(delete(BankRow).where(BankRow.id == bank_id))

    @writes
    def put(self, session: Session, put: PutQuestion) -> int:
        hold(session, BANKS, _bank(session, put.bank_id).slug)
        return _put(session, put)

    @writes
    def take_in(self, session: Session, intake: Intake) -> None:
        if intake.head is not None:
            _create(session, intake.bank_id, intake.slug, intake.head)
        hold(session, BANKS, _bank(session, intake.bank_id).slug)
        put_pictures(session, intake.pictures)
        for each in intake.questions:
            _put(session, each)

    @writes
    def add_missing(
        self, session: Session, banks: Sequence[Bank], new_id: Callable[[], str]
    ) -> None:
        """Store those whose slug no bank has: what somebody has made of one stays."""
        hold(session, BANKS, "")
        there = set(session.scalars(select(BankRow.slug)))
        for each in sorted(banks, key=lambda bank: bank.slug):
            if each.slug not in there:
                put_bank(session, each, new_id)

    @writes
    def order(self, session: Session, bank_id: str, ids: Sequence[str]) -> None:
        hold(session, BANKS, _bank(session, bank_id).slug)
        wanted = select(QuestionRow).where(QuestionRow.bank_id == bank_id)
        rows = session.scalars(wanted).all()
        place = {question_id: index for index, question_id in enumerate(ids)}
        if not place.keys() <= {row.id for row in rows}:
            raise NotFound(what="question")
        # Who is not named was added meanwhile, and stays behind those who are.
        kept = sorted(rows, key=lambda row: (place.get(row.id, len(place)), row.position))
        for position, row in enumerate(kept):
            row.position = position

    @writes
    def archive(self, session: Session, question_id: str, archived: bool) -> None:
        done = session.execute(
            update(QuestionRow)
            .where(QuestionRow.id == question_id)
            .values(archived=archived)
            .returning(QuestionRow.id)
        )
        if done.first() is None:
            raise NotFound(what="question")

    @writes
    def keep_draft(self, session: Session, draft: Draft) -> None:
        _bank(session, draft.bank_id)
        session.merge(
            QuestionDraftRow(
                account_id=draft.account_id,
                question_id=draft.question_id,
                bank_id=draft.bank_id,
                base=draft.base,
                content=dict(draft.content),
                typed_at=draft.at,
            )
        )

    @writes
    def drop_draft(self, session: Session, account_id: str, question_id: str) -> None:
        _drop_draft(session, account_id, question_id)

    @reads
    def drafts(
        self, session: Session, *, bank_id: str = "", question_id: str = ""
    ) -> tuple[Draft, ...]:
        chosen = select(QuestionDraftRow, AccountRow.name).join(
            AccountRow, AccountRow.id == QuestionDraftRow.account_id
        )
        if bank_id:
            chosen = chosen.where(QuestionDraftRow.bank_id == bank_id)
        if question_id:
            chosen = chosen.where(QuestionDraftRow.question_id == question_id)
        rows = session.execute(chosen.order_by(QuestionDraftRow.typed_at))
        return tuple(bank_rows.draft(row, name) for row, name in rows)

    @reads
    def uses(self, session: Session, ids: Collection[str]) -> tuple[Use, ...]:
        rows = session.execute(
            select(ActivityQuestionRow, ActivityRow, EventRow)
            .join(ActivityRow, ActivityRow.id == ActivityQuestionRow.activity_id)
            .join(EventRow, EventRow.id == ActivityRow.event_id)
            .where(ActivityQuestionRow.question_id.in_(ids))
            .order_by(EventRow.number.desc(), ActivityRow.position)
        )
        return tuple(
            Use(
                question.question_id,
                question.version,
                event.id,
                event.title,
                activity.id,
                activity.title,
            )
            for question, activity, event in rows
        )

    @reads
    def events_asking(self, session: Session, ids: Collection[str]) -> frozenset[str]:
        return frozenset(event_id for event_id, asked in _asked(session) if asked in ids)


def _asked(session: Session) -> list[tuple[str, str]]:
    """(event id, question id) of all rounds there ever were."""
    rows = session.execute(
        select(LogEntryRow.event_id, LogEntryRow.data).where(
            LogEntryRow.kind == RoundAsked.__name__
        )
    )
    return [(event_id, data["question_id"]) for event_id, data in rows]


def _is_used(session: Session, ids: Collection[str]) -> bool:
    held = session.scalar(
        select(ActivityQuestionRow.question_id)
        .where(ActivityQuestionRow.question_id.in_(ids))
        .limit(1)
    )
    return held is not None or any(asked in ids for _, asked in _asked(session))


def _put(session: Session, put: PutQuestion) -> int:
    row = session.get(QuestionRow, put.question_id)
    if row is not None and (row.bank_id != put.bank_id or put.expected != row.version):
        raise _changed(session, row)
    question = put.question
    if row is None:
        if put.expected:
            raise NotFound(what="question")
        mine = QuestionRow.bank_id == put.bank_id
        taken = set(session.scalars(select(QuestionRow.slug).where(mine)))
        last = session.scalar(select(func.max(QuestionRow.position)).where(mine))
        row = QuestionRow(
            id=put.question_id,
            bank_id=put.bank_id,
            slug=_free(question.slug, taken),
            position=0 if last is None else last + 1,
            archived=False,
            version=0,
        )
        session.add(row)
    # The slug is the question's name in its bank: an edit never changes it.
    question = replace(question, slug=row.slug)
    written = write_version(session, row, question, put.account_id, put.at)
    _drop_draft(session, put.account_id, put.question_id)
    return written.version


def _changed(session: Session, row: QuestionRow) -> Conflict:
    latest = session.get_one(QuestionVersionRow, (row.id, row.version))
    account = session.get(AccountRow, latest.account_id)
    return QuestionChanged(version=row.version, by=account.name if account else "?")


def _drop_draft(session: Session, account_id: str, question_id: str) -> None:
    session.execute(
        delete(QuestionDraftRow).where(
            QuestionDraftRow.account_id == account_id, QuestionDraftRow.question_id == question_id
        )
    )


def _bank(session: Session, bank_id: str) -> BankRow:
    row = session.get(BankRow, bank_id)
    if row is None:
        raise NotFound(what="bank")
    return row


def _create(session: Session, bank_id: str, slug: str, head: BankHead) -> None:
    hold(session, BANKS, "")
    taken = set(session.scalars(select(BankRow.slug)))
    row = BankRow(id=bank_id, slug=_free(slug, taken))
    _set_head(row, head)
    session.add(row)
    session.flush()


def _set_head(row: BankRow, head: BankHead) -> None:
    row.title, row.languages = head.title, list(head.languages)
    row.licence, row.author = head.licence, head.author


def _free(slug: str, taken: Collection[str]) -> str:
    """The slug itself, or with the first number that makes it another's."""
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
