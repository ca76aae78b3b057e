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
    LargeBinary,
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


def _of_event() -> Any:
    return mapped_column(ForeignKey("event.id", ondelete="CASCADE"))


def _of_account() -> Any:
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
    event_id: Mapped[str] = _of_event()
    name: Mapped[LocalizedText]
    position: Mapped[int]


class AgendaItemRow(Base):
    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("event_id", "path"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()
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


class ActivityRow(Base):
    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("event_id", "slug"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()
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
    event_id: Mapped[str] = _of_event()
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


class SeatRow(Base):
    """A line of the seat list. Its code is kept as a hash only."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("event_id", "code_hash"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()
    number: Mapped[int]
    delegation: Mapped[str]
    name: Mapped[str]
    region: Mapped[str]
    votes: Mapped[bool]
    code_hash: Mapped[str]


class ProxyNoteRow(Base):
    """Why a seat's vote is held by another; which one, the log says."""

    __tablename__ = "proxy_note"

    seat_id: Mapped[str] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True
    )
    note: Mapped[str]


class SeatSendingRow(Base):
    """The highest number that each phone of a seat has sent: a resend changes nothing twice.

    Of rounds by seats that are not secret; there the register alone knows who has voted.
    """

    __tablename__ = "seat_sending"

    round_id: Mapped[str] = mapped_column(primary_key=True)
    seat_id: Mapped[str] = mapped_column(primary_key=True)
    participant_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]


class AnswerRow(Base):
    """One tree instead of two on SQLite: it is the table that all phones write at once.

    A voter is no foreign key, so that participants can be deleted and their answers still count.
    """

    __tablename__ = "answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()
    answer: Mapped[Any] = mapped_column(JsonText, nullable=False)
    number: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
    answered_at: Mapped[int] = mapped_column(BigInteger)


class StagedBallotRow(Base):
    """A secret ballot while its round is open. Wiped, not only deleted, before it is counted."""

    __tablename__ = "staged_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """Random."""
    event_id: Mapped[str] = _of_event()
    voter_group: Mapped[str]
    choice: Mapped[Any] = mapped_column(JsonText, nullable=False)


class StagedVoterRow(Base):
    """Who has voted in a secret round that is open."""

    __tablename__ = "staged_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()


class BallotRow(Base):
    """A secret ballot for good: no voter, no time, no order."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """Random, and another one than in staging."""
    event_id: Mapped[str] = _of_event()
    voter_group: Mapped[str]
    choice: Mapped[Any] = mapped_column(JsonText, nullable=False)


class BallotVoterRow(Base):
    """The register: who has voted in a secret round."""

    __tablename__ = "ballot_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = _of_event()


class SealingRow(Base):
    """How far the ballots of a closed secret round are on their way from staging, and their seal."""

    __tablename__ = "sealing"

    round_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    step: Mapped[int]
    """1: the ballots are copied; 2: the register, too; 3: staging is wiped."""
    voted: Mapped[int]
    salt: Mapped[str]
    digest: Mapped[str]
    groups: Mapped[dict[str, Any]] = mapped_column(JsonText)
    """Group -> [salt, digest]."""


class KeepingRow(Base):
    """On which day, as ISO date, names or everything of an event are deleted."""

    __tablename__ = "keeping"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    names_on: Mapped[str | None]
    all_on: Mapped[str | None]


class KeptRecordRow(Base):
    """What stays of a deleted event."""

    __tablename__ = "kept_record"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str]
    title: Mapped[LocalizedText]
    deleted_at: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[str]
    """The file, `quizapp-record/1`."""


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


class PictureRow(Base):
    """Named by its content, so that two banks may share one and none is ever changed."""

    __tablename__ = "picture"

    id: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    media_type: Mapped[str]


class AccountRow(Base):
    __tablename__ = "account"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    administrator: Mapped[bool]
    active: Mapped[bool]
    password_hash: Mapped[str | None]


class MembershipRow(Base):
    __tablename__ = "membership"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[int]


class SignInLinkRow(Base):
    __tablename__ = "sign_in_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = _of_account()
    expires_at: Mapped[int] = mapped_column(BigInteger)
    used: Mapped[bool]


class SessionRow(Base):
    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[int] = mapped_column(BigInteger)
