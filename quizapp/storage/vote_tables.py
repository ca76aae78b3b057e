"""The tables of seats and ballots, and of what stays of a vote."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain.text import LocalizedText
from quizapp.storage.columns import JsonText
from quizapp.storage.tables import Base, of_event


class SeatRow(Base):
    """A line of the seat list. Its code is kept as a hash only."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("event_id", "code_hash"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()
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


class StagedBallotRow(Base):
    """A secret ballot while its round is open. Wiped, not only deleted, before it is counted."""

    __tablename__ = "staged_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """Random."""
    event_id: Mapped[str] = of_event()
    voter_group: Mapped[str]
    choice: Mapped[Any] = mapped_column(JsonText, nullable=False)


class StagedVoterRow(Base):
    """Who has voted in a secret round that is open."""

    __tablename__ = "staged_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()


class BallotRow(Base):
    """A secret ballot for good: no voter, no time, no order."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """Random, and another one than in staging."""
    event_id: Mapped[str] = of_event()
    voter_group: Mapped[str]
    choice: Mapped[Any] = mapped_column(JsonText, nullable=False)


class BallotVoterRow(Base):
    """The register: who has voted in a secret round."""

    __tablename__ = "ballot_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[str] = mapped_column(primary_key=True)
    voter_id: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = of_event()


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
