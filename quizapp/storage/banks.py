"""Banks and their questions. A version of a question is written once and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.domain.bank import Bank, Question
from quizapp.domain.errors import NotFound
from quizapp.domain.questions.folding import fold
from quizapp.domain.shelf import texts_of
from quizapp.storage.bank_tables import BankRow, QuestionRow, QuestionVersionRow
from quizapp.storage.columns import to_json
from quizapp.storage.db import hold
from quizapp.storage.pictures import put_pictures

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
    longer has stays, for activities and rounds that name it. Its pictures go along.
    """
    hold(session, BANKS, bank.slug)
    found = session.scalar(select(BankRow).where(BankRow.slug == bank.slug))
    row = found or BankRow(id=new_id(), slug=bank.slug)
    row.title, row.languages = bank.title, list(bank.languages)
    row.licence, row.author = bank.licence, bank.author
    session.add(row)
    session.flush()
    put_pictures(session, bank.pictures)
    if found is None:
        return _add_questions(session, row.id, bank, new_id)
    return {
        (bank.slug, question.slug): _put_question(session, row.id, question, position, new_id)
        for position, question in enumerate(bank.questions)
    }


def _add_questions(
    session: Session, bank_id: str, bank: Bank, new_id: Callable[[], str]
) -> dict[Address, Version]:
    """All at once, since there is nothing that they could be a version of."""
    rows = [
        QuestionRow(
            id=new_id(), bank_id=bank_id, slug=each.slug, version=1, position=place, archived=False
        )
        for place, each in enumerate(bank.questions)
    ]
    pairs = list(zip(rows, bank.questions, strict=True))
    for row, question in pairs:
        _describe(row, question)
    session.add_all(rows)
    session.flush()
    session.add_all(_version(row, question) for row, question in pairs)
    session.flush()
    return {(bank.slug, row.slug): Version(row.id, row.version) for row in rows}


def _put_question(
    session: Session, bank_id: str, question: Question, position: int, new_id: Callable[[], str]
) -> Version:
    row = session.scalar(
        select(QuestionRow).where(QuestionRow.bank_id == bank_id, QuestionRow.slug == question.slug)
    )
    if row is None:
        row = QuestionRow(id=new_id(), bank_id=bank_id, slug=question.slug, version=0)
        session.add(row)
    row.position, row.archived = position, False
    return write_version(session, row, question)


def write_version(
    session: Session, row: QuestionRow, question: Question, account_id: str = "", at: int = 0
) -> Version:
    """Write a version more, unless the latest says the same."""
    content = question.to_dict()
    latest = session.get(QuestionVersionRow, (row.id, row.version)) if row.version else None
    # As text, for the order counts too: the first language is the one to fall back on.
    if latest is not None and to_json(latest.content) == to_json(content):
        session.flush()
        return Version(row.id, row.version)
    row.version = _newest(session, row.id) + 1
    _describe(row, question)
    session.flush()
    session.add(_version(row, question, account_id, at))
    session.flush()
    return Version(row.id, row.version)


def _describe(row: QuestionRow, question: Question) -> None:
    """What the latest version is found by."""
    row.type, row.difficulty = question.type, question.difficulty
    row.tags = "".join(tag_key(tag) for tag in question.tags)
    row.languages = "".join(language_key(code) for code in question.prompt.languages)
    row.words = _words(question)


def _version(
    row: QuestionRow, question: Question, account_id: str = "", at: int = 0
) -> QuestionVersionRow:
    return QuestionVersionRow(
        question_id=row.id,
        version=row.version,
        content=question.to_dict(),
        account_id=account_id,
        written_at=at,
    )


def amend(session: Session, question_id: str, made_from: int, question: Question) -> int:
    """Write a version with another key, made from the version `made_from`; return its number.

    It is the bank's own from then on, unless somebody has edited the question since: then the edit
    stands in the bank, and the amended version is there for the round alone.
    """
    slugs = select(BankRow.slug).join(QuestionRow, QuestionRow.bank_id == BankRow.id)
    slug = session.scalar(slugs.where(QuestionRow.id == question_id))
    if slug is None:
        raise NotFound(what="question")
    hold(session, BANKS, slug)
    row = session.get_one(QuestionRow, question_id)
    if row.version == made_from:
        return write_version(session, row, question).version
    version = _newest(session, question_id) + 1
    session.add(
        QuestionVersionRow(
            question_id=question_id,
            version=version,
            content=question.to_dict(),
            account_id="",
            written_at=0,
        )
    )
    return version


def _newest(session: Session, question_id: str) -> int:
    versions = select(func.max(QuestionVersionRow.version))
    return session.scalar(versions.where(QuestionVersionRow.question_id == question_id)) or 0


def tag_key(tag: str) -> str:
    """A tag as the column of tags holds it."""
    return f"\n{tag}\n"


def language_key(code: str) -> str:
    """A language as the column of languages holds it."""
    return f" {code} "


def _words(question: Question) -> str:
    texts = [text for each in texts_of(question.to_dict()).values() for text in each.values()]
    return " ".join(fold(each) for each in (*texts, *question.tags))
