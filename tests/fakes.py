"""Stand-ins for what the use cases need from outside: real behaviour, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.errors import NameTaken
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import SignInLink

# ---- clock and ids --------------------------------------------------------------------------


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    at: int = 1_519_900_000_000

    def now(self) -> int:
        return self.at

    def pass_ms(self, ms: int) -> None:
        self.at += ms


@dataclass
class FakeIds:
    """Counts: `id-1`, `secret-2`, ..."""

    made: int = 0

    def _next(self) -> int:
        self.made += 1
        return self.made

    def new(self) -> str:
        return f"id-{self._next()}"

    def secret(self) -> str:
        return f"secret-{self._next()}"

    def code(self) -> str:
        return str(100_000 + self._next())

    def seed(self) -> int:
        return self._next()


# ---- accounts -------------------------------------------------------------------------------


class FakeHasher:
    """A hash that hides nothing."""

    def hash(self, password: str) -> str:
        return f"hashed:{password}"

    def verify(self, stored: str, password: str) -> bool:
        return stored == f"hashed:{password}"


@dataclass
class FakeAccountStore:
    """Accounts in dictionaries. Sessions and links are keyed by the hash of their secret."""

    rows: dict[str, Account] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], Role] = field(default_factory=dict)
    links: dict[str, SignInLink] = field(default_factory=dict)
    sessions: dict[str, tuple[str, int]] = field(default_factory=dict)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(sorted(map(self._with_password, self.rows.values()), key=lambda a: a.name))

    def get(self, account_id: str) -> Account | None:
        found = self.rows.get(account_id)
        return self._with_password(found) if found else None

    def by_name(self, name: str) -> Account | None:
        return next((a for a in self.accounts() if a.name.casefold() == name.casefold()), None)

    def password_hash(self, account_id: str) -> str | None:
        return self.passwords.get(account_id)

    def create(self, account: Account) -> None:
        if self.by_name(account.name):
            raise NameTaken
        self.rows[account.id] = account

    def set_password(self, account_id: str, password_hash: str | None) -> None:
        self.passwords.pop(account_id, None)
        if password_hash is not None:
            self.passwords[account_id] = password_hash
        self._end_sessions(account_id)

    def set_active(self, account_id: str, active: bool) -> None:
        self.rows[account_id] = replace(self.rows[account_id], active=active)
        if not active:
            self._end_sessions(account_id)

    def set_administrator(self, account_id: str, administrator: bool) -> None:
        self.rows[account_id] = replace(self.rows[account_id], administrator=administrator)

    def memberships(self, account_id: str) -> tuple[Membership, ...]:
        return tuple(
            Membership(event_id, role)
            for (owner, event_id), role in self.roles.items()
            if owner == account_id
        )

    def set_role(self, account_id: str, event_id: str, role: Role | None) -> None:
        self.roles.pop((account_id, event_id), None)
        if role is not None:
            self.roles[account_id, event_id] = role

    def add_link(self, token_hash: str, account_id: str, expires_at: int) -> None:
        self.links[token_hash] = SignInLink(account_id, expires_at, used=False)

    def link(self, token_hash: str) -> SignInLink | None:
        return self.links.get(token_hash)

    def use_link(self, token_hash: str, now: int) -> str | None:
        link = self.links.get(token_hash)
        if link is None or link.used or link.expires_at <= now:
            return None
        self.links[token_hash] = replace(link, used=True)
        return link.account_id

    def add_session(self, token_hash: str, account_id: str, expires_at: int) -> None:
        self.sessions[token_hash] = (account_id, expires_at)

    def session_account(self, token_hash: str, now: int) -> Account | None:
        account_id, expires_at = self.sessions.get(token_hash, ("", 0))
        account = self.get(account_id)
        return account if account and account.active and expires_at > now else None

    def end_session(self, token_hash: str) -> None:
        self.sessions.pop(token_hash, None)

    def _with_password(self, account: Account) -> Account:
        return replace(account, has_password=account.id in self.passwords)

    def _end_sessions(self, account_id: str) -> None:
        mine: Iterable[str] = [
            key for key, (owner, _) in self.sessions.items() if owner == account_id
        ]
        for key in mine:
            del self.sessions[key]
