"""Banks and questions as rows: what selects them, and what is made of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from quizapp.domain.bank import read_question
from quizapp.domain.questions.folding import fold
from quizapp.domain.shelf import BankHead, BankLine, Draft, Shelved, Wanted
from quizapp.storage.account_tables import AccountRow
from quizapp.storage.bank_tables import BankRow, QuestionDraftRow, QuestionRow, QuestionVersionRow
from quizapp.storage.banks import language_key, tag_key


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [QuestionRow.archived.is_(wanted.archived)]
    conditions += [
        QuestionRow.words.contains(word, autoescape=True) for word in fold(wanted.words).split()
    ]
    if wanted.bank_id:
        conditions.append(QuestionRow.bank_id == wanted.bank_id)
    if wanted.type:
        conditions.append(QuestionRow.type == wanted.type)
    if wanted.tag:
        conditions.append(QuestionRow.tags.contains(tag_key(wanted.tag), autoescape=True))
    if wanted.language:
        key = language_key(wanted.language)
        conditions.append(QuestionRow.languages.contains(key, autoescape=True))
    if wanted.difficulty is not None:
        conditions.append(QuestionRow.difficulty == wanted.difficulty)
    return conditions


def lines() -> Select[Any]:
    count = (
        select(func.count())
        .where(QuestionRow.bank_id == BankRow.id, QuestionRow.archived.is_(False))
        .scalar_subquery()
    )
    return select(BankRow, count)


def line(row: BankRow, count: int) -> BankLine:
    head = BankHead(row.title, tuple(row.languages), row.licence, row.author)
    return BankLine(row.id, row.slug, head, count)


def shelved() -> Select[QuestionRow, QuestionVersionRow, str]:
    """The name is None where no account wrote it."""
    chosen = select(QuestionRow, QuestionVersionRow, AccountRow.name)
    latest = (QuestionVersionRow.question_id == QuestionRow.id) & (
        QuestionVersionRow.version == QuestionRow.version
    )
    return chosen.join(QuestionVersionRow, latest).outerjoin(
        AccountRow, AccountRow.id == QuestionVersionRow.account_id
    )


def question(row: QuestionRow, latest: QuestionVersionRow, name: str | None) -> Shelved:
    return Shelved(
        id=row.id,
        bank_id=row.bank_id,
        version=row.version,
        question=read_question(latest.content),
        position=row.position,
        archived=row.archived,
        by=name or "",
        at=latest.written_at,
    )


def draft(row: QuestionDraftRow, name: str) -> Draft:
    return Draft(
        question_id=row.question_id,
        bank_id=row.bank_id,
        account_id=row.account_id,
        base=row.base,
        content=row.content,
        at=row.typed_at,
        by=name,
    )
