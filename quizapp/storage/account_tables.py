"""The tables of those who run the meetings."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ForeignKey,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables import Base, of_account


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
    account_id: Mapped[str] = of_account()
    expires_at: Mapped[int] = mapped_column(BigInteger)
    used: Mapped[bool]


class SessionRow(Base):
    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[int] = mapped_column(BigInteger)
