"""The tables, in the words of the domain. Times are wall milliseconds, ids 22 characters.

Nothing here holds a rule. What happens to an event's rows when it is deleted stands in the foreign
keys; questions outlive it, for they belong to their bank.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from quizapp.domain.text import LocalizedText
from quizapp.storage.columns import JsonText, Localized

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""A migration can only change a constraint that has a name."""
EMPTY = text("''")
"""Default of a text."""


class Base(DeclarativeBase):
    # In a registry, where Flask-SQLAlchemy finds both when it makes its own base of this one.
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={str: Text(), LocalizedText: Localized()},
    )


def of_event() -> Any:
    """The column of whatever goes with its event."""
    return mapped_column(ForeignKey("event.id", ondelete="CASCADE"))


def of_account() -> Any:
    """The column of whatever goes with its account."""
    return mapped_column(ForeignKey("account.id", ondelete="CASCADE"))


class EventRow(Base):
    __tablename__ = "event"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    """In order of creation."""
    slug: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    screen_token: Mapped[str] = mapped_column(unique=True)
    title: Mapped[LocalizedText]
    theme: Mapped[LocalizedText]
    time_zone: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(JsonText)
    screen_languages: Mapped[list[str]] = mapped_column(JsonText)
    days: Mapped[list[str | None]] = mapped_column(JsonText)
    """ISO dates; null where none is known."""
    join_mode: Mapped[str]
    wifi: Mapped[dict[str, Any]] = mapped_column(JsonText)
    teams: Mapped[dict[str, Any]] = mapped_column(JsonText, server_default="{}")
    extra_time_by_choice: Mapped[bool] = mapped_column(server_default=false())
    rehearsal_of: Mapped[str | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )


class FloorRow(Base):
    __tablename__ = "floor"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
    name: Mapped[LocalizedText]
    position: Mapped[int]


class AgendaItemRow(Base):
    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("event_id", "path"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True
    )
    path: Mapped[str]
    number: Mapped[str]
    title: Mapped[LocalizedText]
    text: Mapped[LocalizedText]
    reference: Mapped[str]
    day: Mapped[int]
    position: Mapped[int]
    """Place in the whole agenda, read from top to bottom."""
    starts_at: Mapped[str | None]
    """Local time of the day, as 09:30."""
    ends_at: Mapped[str | None]
    floor_id: Mapped[str | None] = mapped_column(
        ForeignKey("floor.id", ondelete="SET NULL"), index=True
    )
    notes: Mapped[str] = mapped_column(server_default=EMPTY)


class ActivityRow(Base):
    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("event_id", "slug"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
    agenda_item_id: Mapped[str | None] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True
    )
    slug: Mapped[str]
    kind: Mapped[str]
    title: Mapped[LocalizedText]
    position: Mapped[int]
    scoring: Mapped[str]
    results: Mapped[str]
    ranking: Mapped[str]
    ask_s: Mapped[int]
    time_limit_s: Mapped[int | None]
    streak: Mapped[bool] = mapped_column(server_default=false())
    ranking_of: Mapped[str] = mapped_column(server_default="persons")
    top: Mapped[int] = mapped_column(server_default="5")
    names: Mapped[str] = mapped_column(server_default="shown")
    breather_s: Mapped[int] = mapped_column(server_default="0")
    voting: Mapped[dict[str, Any]] = mapped_column(JsonText, server_default="{}")
    floor_id: Mapped[str | None] = mapped_column(
        ForeignKey("floor.id", ondelete="SET NULL"), index=True
    )
    notes: Mapped[str] = mapped_column(server_default=EMPTY)


class ActivityQuestionRow(Base):
    __tablename__ = "activity_question"
    __table_args__ = (
        ForeignKeyConstraint(
            ["question_id", "version"], ["question_version.question_id", "question_version.version"]
        ),
    )

    activity_id: Mapped[str] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[str]
    version: Mapped[int]


class LogEntryRow(Base):
    __tablename__ = "log_entry"
    __table_args__ = (UniqueConstraint("event_id", "command_id"),)

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JsonText)
    actor: Mapped[str]
    command_id: Mapped[str | None]
    """On the first entry of its command; the others have none."""
    previous_hash: Mapped[str]
    hash: Mapped[str]


class ParticipantRow(Base):
    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("event_id", "token_hash"),
        Index(
            "uq_participant_name_key",
            "event_id",
            "name_key",
            unique=True,
            sqlite_where=text("name_key <> ''"),
            postgresql_where=text("name_key <> ''"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
    number: Mapped[int]
    token_hash: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    language: Mapped[str]
    joined_at: Mapped[int] = mapped_column(BigInteger)
    has_left: Mapped[bool]
    seed: Mapped[int]
    team_id: Mapped[str | None]
    """An id in the event's `teams`; one that is not there any more is none."""
    extra_time: Mapped[int] = mapped_column(server_default="10")
    """Tenths of each time limit that were asked for at the door; the log says what holds."""
    seat_id: Mapped[str | None] = mapped_column(
        ForeignKey("seat.id", ondelete="SET NULL"), index=True
    )


class AnswerRow(Base):
    """One tree instead of two on SQLite: it is the table that all phones write at once.

    A voter is no foreign key, so that participants can be deleted and their answers still count.
    """

    __tablename__ = "answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
    answer: Mapped[Any] = mapped_column(JsonText, nullable=False)
    number: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
    answered_at: Mapped[int] = mapped_column(BigInteger)


class TextMarkRow(Base):
    """The words behind an id of the log: what was said of them stands there."""

    __tablename__ = "text_mark"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    round_id: Mapped[str]
    key: Mapped[str]


class TextGroupRow(Base):
    __tablename__ = "text_group"
    __table_args__ = (UniqueConstraint("round_id", "title"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    round_id: Mapped[str]
    title: Mapped[str]


class PresenceRow(Base):
    __tablename__ = "presence"

    participant_id: Mapped[str] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    connected: Mapped[bool]
    since: Mapped[int] = mapped_column(BigInteger)
    worker_id: Mapped[str] = mapped_column(server_default=text("''"))


class SignOfLifeRow(Base):
    __tablename__ = "sign_of_life"

    worker_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger)
