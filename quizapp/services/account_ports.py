"""The port of accounts. What holds for every store method stands in `services.ports`."""

from __future__ import annotations

from typing import Protocol

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import (
    SignInLink,
)


class AccountStore(Protocol):
    """Accounts, memberships, sign-ins. Secrets are kept as SHA-256 hashes, passwords as argon2."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by name."""

    def get(self, account_id: str) -> Account | None:
        """One account."""

    def by_name(self, name: str) -> Account | None:
        """By its sign-in name, case folded."""

    def password_hash(self, account_id: str) -> str | None:
        """The argon2 hash; None where the account has no password (sign-in by link only)."""

    def create(self, account: Account) -> None:
        """Raises `NameTaken`."""

    def set_password(self, account_id: str, password_hash: str | None) -> None:
        """Set or clear; ends all sessions of the account."""

    def set_active(self, account_id: str, active: bool) -> None:
        """An inactive account can't sign in; its sessions end."""

    def set_administrator(self, account_id: str, administrator: bool) -> None:
        """May manage accounts."""

    def memberships(self, account_id: str) -> tuple[Membership, ...]:
        """Roles by event."""

    def set_role(self, account_id: str, event_id: str, role: Role | None) -> None:
        """Give a role in an event, or take it away."""

    def add_link(self, token_hash: str, account_id: str, expires_at: int) -> None:
        """A one-time sign-in link."""

    def link(self, token_hash: str) -> SignInLink | None:
        """The link, used or not."""

    def use_link(self, token_hash: str, now: int) -> str | None:
        """Use it up: the account id, or None where it was used or is too old. Atomic."""

    def add_session(self, token_hash: str, account_id: str, expires_at: int) -> None:
        """A signed-in browser."""

    def session_account(self, token_hash: str, now: int) -> Account | None:
        """Who is signed in with it: None where it ended, or the account is inactive."""

    def end_session(self, token_hash: str) -> None:
        """Sign out."""

    def drop_expired(self, now: int) -> None:
        """Delete sessions and links that are good no more."""
