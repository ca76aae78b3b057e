"""Who is at the console: passwords, one-time links and signed-in browsers."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.accounts import LONGEST_PASSWORD, Account
from quizapp.domain.errors import LinkUsed, WrongPassword
from quizapp.services.account_ports import AccountStore
from quizapp.services.attempts import Attempts
from quizapp.services.participants import token_hash
from quizapp.services.passwords import Hasher
from quizapp.services.ports import Clock, Ids

SESSION_COOKIE = "quizapp_sign_in"
"""The cookie that holds a session's secret; pages set it, sockets read it."""

SESSION_MS = 14 * 24 * 3_600_000
LINK_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """The secret of a one-time sign-in link, and until when it is good."""

    token: str
    expires_at: int


class SignIn:
    """Ways in, and out. Secrets leave once, at their making; only their hashes are stored."""

    def __init__(
        self, store: AccountStore, clock: Clock, ids: Ids, hasher: Hasher, attempts: Attempts
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._hasher = hasher
        self._attempts = attempts
        self._decoy: str | None = None

    def with_password(self, name: str, password: str) -> str:
        """A session's secret. Raises `WrongPassword` (after a delay) and `Busy`."""
        key = name.strip().casefold()
        with self._attempts.attempt(key):
            account = self._checked(name.strip(), password)
            if account is None:
                self._attempts.failed(key)
                raise WrongPassword
        self._attempts.succeeded(key)
        return self.start_session(account.id)

    def new_link(self, account_id: str) -> OneTimeLink:
        """A fresh link for this account; earlier ones stay good until used or too old."""
        link = OneTimeLink(self._ids.secret(), self._clock.now() + LINK_MS)
        self._store.add_link(token_hash(link.token), account_id, link.expires_at)
        return link

    def link_account(self, token: str) -> Account:
        """Whom a link would sign in; uses nothing up. Raises `LinkUsed`."""
        link = self._store.link(token_hash(token))
        if link is None or link.used or link.expires_at <= self._clock.now():
            raise LinkUsed
        return self._active(link.account_id)

    def with_link(self, token: str) -> str:
        """Use the link up: a session's secret. Raises `LinkUsed`."""
        account_id = self._store.use_link(token_hash(token), self._clock.now())
        if account_id is None:
            raise LinkUsed
        return self.start_session(self._active(account_id).id)

    def start_session(self, account_id: str) -> str:
        """The secret of a browser that is signed in from now on."""
        secret = self._ids.secret()
        expires_at = self._clock.now() + SESSION_MS
        self._store.add_session(token_hash(secret), account_id, expires_at)
        return secret

    def account_of(self, session: str | None) -> Account | None:
        """Who is signed in with this secret; None where nobody (any more)."""
        if not session:
            return None
        return self._store.session_account(token_hash(session), self._clock.now())

    def sign_out(self, session: str) -> None:
        """End this browser's session."""
        self._store.end_session(token_hash(session))

    def knows_password(self, account_id: str, password: str) -> bool:
        """Whether it is the account's password; delays after a wrong one. Raises `Busy`."""
        with self._attempts.attempt(account_id):
            if self._verified(self._store.password_hash(account_id), password):
                return True
            self._attempts.failed(account_id)
            return False

    def _checked(self, name: str, password: str) -> Account | None:
        account = self._store.by_name(name)
        stored = self._store.password_hash(account.id) if account else None
        right = self._verified(stored, password)
        return account if right and account is not None and account.active else None

    def _verified(self, stored: str | None, password: str) -> bool:
        """An unknown name takes as long as a wrong password, so that names can't be found out."""
        if self._decoy is None:
            self._decoy = self._hasher.hash(self._ids.secret())
        right = self._hasher.verify(stored or self._decoy, password[: LONGEST_PASSWORD + 1])
        return right and stored is not None

    def _active(self, account_id: str) -> Account:
        account = self._store.get(account_id)
        if account is None or not account.active:
            raise LinkUsed
        return account
