"""The tables of questions from the floor and of reactions.

No column leads from a question to its asker, and no order does: the tables with what phones did are
trees by random keys, without rows in order of arrival and without times finer than a minute.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.columns import JsonText
from quizapp.storage.tables import Base

_NO_ORDER = {"sqlite_with_rowid": False}


class QaSessionRow(Base):
    """`subject` is the agenda item's id, or the floor's where it is about nothing special."""

    __tablename__ = "qa_session"
    __table_args__ = (UniqueConstraint("floor_id", "subject"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    floor_id: Mapped[str]
    subject: Mapped[str]
    agenda_item_id: Mapped[str | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    moderated: Mapped[bool]
    anonymous: Mapped[bool]
    upvotes: Mapped[bool]
    most_open: Mapped[int]


class FloorQuestionRow(Base):
    """`key_hash`: of the key that only the asker's phone has."""

    __tablename__ = "floor_question"
    __table_args__ = (UniqueConstraint("key_hash"), _NO_ORDER)

    id: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("qa_session.id", ondelete="CASCADE"), index=True
    )
    key_hash: Mapped[str]
    text: Mapped[str]
    asked_text: Mapped[str]
    asked_at: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    delegation: Mapped[str]
    standing: Mapped[str]
    labels: Mapped[list[str]] = mapped_column(JsonText)
    merged_into: Mapped[str | None]
    version: Mapped[int]
    given_back: Mapped[bool]
    """Settled, and its asker may ask another one instead."""


class FloorVoteRow(Base):
    """A voter is no foreign key, so that participants can be deleted and their votes still count."""

    __tablename__ = "floor_vote"
    __table_args__ = (_NO_ORDER,)

    question_id: Mapped[str] = mapped_column(
        ForeignKey("floor_question.id", ondelete="CASCADE"), primary_key=True
    )
    voter_id: Mapped[str] = mapped_column(primary_key=True)


class QuestionTurnRow(Base):
    """How many questions a participant has waiting; which ones, nobody can say."""

    __tablename__ = "question_turn"
    __table_args__ = (_NO_ORDER,)

    session_id: Mapped[str] = mapped_column(
        ForeignKey("qa_session.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[str] = mapped_column(primary_key=True)
    waiting: Mapped[int]


class ReactionRow(Base):
    """How often a reaction came within ten seconds. Nobody's."""

    __tablename__ = "reaction"

    floor_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reaction: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    count: Mapped[int] = mapped_column(server_default=text("0"))
