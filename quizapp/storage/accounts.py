"""Accounts, memberships and sign-ins. Secrets arrive hashed."""

from __future__ import annotations

import unicodedata

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.errors import NameTaken, NotFound
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import SignInLink
from quizapp.storage import mapping
from quizapp.storage.account_tables import AccountRow, MembershipRow, SessionRow, SignInLinkRow
from quizapp.storage.db import Store, reads, writes
from quizapp.storage.statements import upsert
from quizapp.storage.tables import EventRow


class SqlAccounts(Store):
    """Raises `NotFound` where an account is to be changed that is not there."""

    @reads
    def accounts(self, session: Session) -> tuple[Account, ...]:
        rows = sorted(session.scalars(select(AccountRow)), key=lambda row: row.name_key)
        return tuple(mapping.account(row) for row in rows)

    @reads
    def get(self, session: Session, account_id: str) -> Account | None:
        row = session.get(AccountRow, account_id)
        return mapping.account(row) if row else None

    @reads
    def by_name(self, session: Session, name: str) -> Account | None:
        row = session.scalar(select(AccountRow).where(AccountRow.name_key == _key(name)))
        return mapping.account(row) if row else None

    @reads
    def password_hash(self, session: Session, account_id: str) -> str | None:
        return session.scalar(select(AccountRow.password_hash).where(AccountRow.id == account_id))

    @writes
    def create(self, session: Session, account: Account) -> None:
        """Without a password, whatever the account says of one."""
        session.add(
            AccountRow(
                id=account.id,
                name=account.name,
                name_key=_key(account.name),
                administrator=account.administrator,
                active=account.active,
                password_hash=None,
            )
        )
        try:
            session.flush()
        except IntegrityError as error:
            raise NameTaken from error

    @writes
    def set_password(self, session: Session, account_id: str, password_hash: str | None) -> None:
        _get(session, account_id).password_hash = password_hash
        _end_sessions(session, account_id)

    @writes
    def set_active(self, session: Session, account_id: str, active: bool) -> None:
        """An inactive account's sign-in links are void as well."""
        _get(session, account_id).active = active
        if not active:
            _end_sessions(session, account_id)
            session.execute(delete(SignInLinkRow).where(SignInLinkRow.account_id == account_id))

    @writes
    def set_administrator(self, session: Session, account_id: str, administrator: bool) -> None:
        _get(session, account_id).administrator = administrator

    @reads
    def memberships(self, session: Session, account_id: str) -> tuple[Membership, ...]:
        rows = session.scalars(
            select(MembershipRow)
            .join(EventRow, EventRow.id == MembershipRow.event_id)
            .where(MembershipRow.account_id == account_id)
            .order_by(EventRow.number)
        )
        return tuple(Membership(row.event_id, Role(row.role)) for row in rows)

    @writes
    def set_role(self, session: Session, account_id: str, event_id: str, role: Role | None) -> None:
        """Raises `NotFound` where account or event is not there."""
        if role is None:
            session.execute(
                delete(MembershipRow).where(
                    MembershipRow.account_id == account_id, MembershipRow.event_id == event_id
                )
            )
            return
        insert = upsert(session, MembershipRow)
        given = insert.on_conflict_do_update(
            index_elements=[MembershipRow.account_id, MembershipRow.event_id],
            set_={"role": insert.excluded.role},
        )
        row = {"account_id": account_id, "event_id": event_id, "role": role.value}
        try:
            session.execute(given, [row])
        except IntegrityError as error:
            raise NotFound(what="account") from error

    @writes
    def add_link(self, session: Session, token_hash: str, account_id: str, expires_at: int) -> None:
        _get(session, account_id)
        session.add(
            SignInLinkRow(
                token_hash=token_hash, account_id=account_id, expires_at=expires_at, used=False
            )
        )

    @reads
    def link(self, session: Session, token_hash: str) -> SignInLink | None:
        row = session.get(SignInLinkRow, token_hash)
        return SignInLink(row.account_id, row.expires_at, row.used) if row else None

    @writes
    def use_link(self, session: Session, token_hash: str, now: int) -> str | None:
        return session.scalar(
            update(SignInLinkRow)
            .where(
                SignInLinkRow.token_hash == token_hash,
                SignInLinkRow.used.is_(False),
                SignInLinkRow.expires_at > now,
            )
            .values(used=True)
            .returning(SignInLinkRow.account_id)
        )

    @writes
    def add_session(
        self, session: Session, token_hash: str, account_id: str, expires_at: int
    ) -> None:
        _get(session, account_id)
        session.add(SessionRow(token_hash=token_hash, account_id=account_id, expires_at=expires_at))

    @reads
    def session_account(self, session: Session, token_hash: str, now: int) -> Account | None:
        row = session.scalar(
            select(AccountRow)
            .join(SessionRow, SessionRow.account_id == AccountRow.id)
            .where(
                SessionRow.token_hash == token_hash,
                SessionRow.expires_at > now,
                AccountRow.active.is_(True),
            )
        )
        return mapping.account(row) if row else None

    @writes
    def end_session(self, session: Session, token_hash: str) -> None:
        session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    @writes
    def drop_expired(self, session: Session, now: int) -> None:
        for row in (SessionRow, SignInLinkRow):
            session.execute(delete(row).where(row.expires_at <= now))


def _key(name: str) -> str:
    """Equal for names that differ in capitals, or in how their accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _get(session: Session, account_id: str) -> AccountRow:
    row = session.get(AccountRow, account_id)
    if row is None:
        raise NotFound(what="account")
    return row


def _end_sessions(session: Session, account_id: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.account_id == account_id))
