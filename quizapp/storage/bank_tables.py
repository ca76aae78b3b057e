"""The tables of banks, their questions and pictures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    LargeBinary,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain.text import LocalizedText
from quizapp.storage.columns import JsonText
from quizapp.storage.tables import Base


class BankRow(Base):
    __tablename__ = "bank"

    id: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[LocalizedText]
    languages: Mapped[list[str]] = mapped_column(JsonText)
    licence: Mapped[str]
    author: Mapped[str]


class QuestionRow(Base):
    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("bank_id", "slug"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    bank_id: Mapped[str] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"))
    slug: Mapped[str]
    position: Mapped[int]
    archived: Mapped[bool] = mapped_column(server_default=false())
    version: Mapped[int] = mapped_column(server_default="0")
    """The latest. What follows is of it, and only there to be searched."""
    type: Mapped[str] = mapped_column(server_default=text("''"))
    difficulty: Mapped[int | None]
    tags: Mapped[str] = mapped_column(server_default=text("''"))
    """Each between line ends."""
    languages: Mapped[str] = mapped_column(server_default=text("''"))
    """Those of the prompt, each between spaces."""
    words: Mapped[str] = mapped_column(server_default=text("''"))
    """All its texts in all languages, folded."""


class QuestionVersionRow(Base):
    """Written once, never changed."""

    __tablename__ = "question_version"

    question_id: Mapped[str] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)
    account_id: Mapped[str] = mapped_column(server_default=text("''"))
    """Who wrote it; empty where it came from a file in the terminal."""
    written_at: Mapped[int] = mapped_column(BigInteger, server_default="0")


class QuestionDraftRow(Base):
    """What an account has typed and not saved. A new question has no row of its own yet."""

    __tablename__ = "question_draft"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    bank_id: Mapped[str] = mapped_column(ForeignKey("bank.id", ondelete="CASCADE"), index=True)
    base: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JsonText)
    typed_at: Mapped[int] = mapped_column(BigInteger)


class PictureRow(Base):
    """Named by its content, so that two banks may share one and none is ever changed."""

    __tablename__ = "picture"

    id: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    media_type: Mapped[str]
