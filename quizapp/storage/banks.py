"""Banks and their questions. A version of a question is written once and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.bank import Bank, Question
from quizapp.storage.columns import to_json
from quizapp.storage.db import hold
from quizapp.storage.tables import BankRow, QuestionRow, QuestionVersionRow

BANKS = "banks"
"""What is held while versions are given out."""

Address: TypeAlias = tuple[str, str]
"""Slugs of a bank and of a question in it."""


@dataclass(frozen=True, slots=True)
class Version:
    """A question as it stands now."""

    question_id: str
    version: int


def put_bank(session: Session, bank: Bank, new_id: Callable[[], str]) -> dict[Address, Version]:
    """Store a bank over the one of the same slug; return where its questions are to be found.

    A question whose content is another than before gets a version more. One that the bank no
    longer has stays, for activities and rounds that name it.
    """
    hold(session, BANKS, bank.slug)
    row = session.scalar(select(BankRow).where(BankRow.slug == bank.slug))
    if row is None:
        row = BankRow(id=new_id(), slug=bank.slug)
        session.add(row)
    row.title, row.languages = bank.title, list(bank.languages)
    row.licence, row.author = bank.licence, bank.author
    session.flush()
    return {
        (bank.slug, question.slug): _put_question(session, row.id, question, position, new_id)
        for position, question in enumerate(bank.questions)
    }


def _put_question(
    session: Session, bank_id: str, question: Question, position: int, new_id: Callable[[], str]
) -> Version:
    row = session.scalar(
        select(QuestionRow).where(QuestionRow.bank_id == bank_id, QuestionRow.slug == question.slug)
    )
    if row is None:
        row = QuestionRow(id=new_id(), bank_id=bank_id, slug=question.slug)
        session.add(row)
    row.position = position
    session.flush()
    return _put_version(session, row.id, question)


def _put_version(session: Session, question_id: str, question: Question) -> Version:
    latest = session.scalar(
        select(QuestionVersionRow)
        .where(QuestionVersionRow.question_id == question_id)
        .order_by(QuestionVersionRow.version.desc())
        .limit(1)
    )
    content = question.to_dict()
    # As text, for the order counts too: the first language is the one to fall back on.
    if latest is not None and to_json(latest.content) == to_json(content):
        return Version(question_id, latest.version)
    version = latest.version + 1 if latest else 1
    session.add(QuestionVersionRow(question_id=question_id, version=version, content=content))
    session.flush()
    return Version(question_id, version)
