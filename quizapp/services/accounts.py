"""Accounts: who may sign in, and what they are in which event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizapp.domain.accounts import Account, account_name, check_password
from quizapp.domain.errors import Forbidden, LastAdministrator, NotFound, WrongPassword
from quizapp.domain.live.commands import Role
from quizapp.services.account_ports import AccountStore
from quizapp.services.attempts import Attempts
from quizapp.services.passwords import Hasher
from quizapp.services.ports import Clock, Ids
from quizapp.services.sign_in import OneTimeLink, SignIn

FIRST_NAME = "admin"
"""The account that the first start makes."""


@dataclass(frozen=True, slots=True)
class Member:
    """An account with its roles; an administrator is moderator everywhere."""

    account: Account
    roles: Mapping[str, Role]


class Accounts:
    """Use cases of administrators, and of everybody on their own account."""

    def __init__(
        self,
        store: AccountStore,
        clock: Clock,
        ids: Ids,
        hasher: Hasher,
        sleep: Callable[[float], None],
    ) -> None:
        self._store = store
        self._ids = ids
        self._hasher = hasher
        self.sign_in = SignIn(store, clock, ids, hasher, Attempts(clock, sleep))

    def start_link(self) -> OneTimeLink:
        """What each start prints: a way in for an administrator, whatever happened to passwords."""
        return self.sign_in.new_link(self._first_administrator().id)

    def role_in(self, account: Account, event_id: str) -> Role | None:
        """What the account may do in the event; None is nothing at all."""
        if not account.active:
            return None
        if account.administrator:
            return Role.MODERATOR
        return self._roles(account.id).get(event_id)

    def members(self, actor: Account) -> tuple[Member, ...]:
        """All accounts by name. Raises `Forbidden` unless for an administrator, as all below do."""
        _check_administrator(actor)
        return tuple(Member(each, self._roles(each.id)) for each in self._store.accounts())

    def member(self, actor: Account, account_id: str) -> Member:
        """One account. Raises `NotFound`."""
        _check_administrator(actor)
        return Member(self._get(account_id), self._roles(account_id))

    def create(self, actor: Account, name: str, *, administrator: bool = False) -> Account:
        """An account without a password: hand over a one-time link. Raises `BadName`, `NameTaken`."""
        _check_administrator(actor)
        return self._create(account_name(name), administrator=administrator)

    def new_link(self, actor: Account, account_id: str) -> OneTimeLink:
        """A one-time link to hand over, or for a further device of one's own. Raises `NotFound`."""
        if actor.id != account_id:
            _check_administrator(actor)
        account = self._get(account_id)
        if not account.active:
            raise NotFound(what="account")
        return self.sign_in.new_link(account_id)

    def set_active(self, actor: Account, account_id: str, active: bool) -> None:
        """Let the account in, or keep it out from now on. Raises `LastAdministrator`."""
        _check_administrator(actor)
        if not active:
            self._check_another_administrator(account_id)
        self._store.set_active(self._get(account_id).id, active)

    def set_administrator(self, actor: Account, account_id: str, administrator: bool) -> None:
        """Let the account manage accounts, or not. Raises `LastAdministrator`."""
        _check_administrator(actor)
        if not administrator:
            self._check_another_administrator(account_id)
        self._store.set_administrator(self._get(account_id).id, administrator)

    def set_role(self, actor: Account, account_id: str, event_id: str, role: Role | None) -> None:
        """Give a role in an event, or take it away."""
        _check_administrator(actor)
        self._store.set_role(self._get(account_id).id, event_id, role)

    def clear_password(self, actor: Account, account_id: str) -> None:
        """Sign-in by link only, until the owner sets a new one; ends the account's sessions."""
        _check_administrator(actor)
        self._store.set_password(self._get(account_id).id, None)

    def change_password(self, account: Account, current: str, wanted: str) -> str:
        """Set one's own password; other browsers are signed out, this one gets a new session.

        `current` is looked at only where there is a password. Raises `WrongPassword`,
        `WeakPassword` and `Busy`.
        """
        check_password(wanted)
        if account.has_password and not self.sign_in.knows_password(account.id, current):
            raise WrongPassword
        self._store.set_password(account.id, self._hasher.hash(wanted))
        return self.sign_in.start_session(account.id)

    def _create(self, name: str, *, administrator: bool) -> Account:
        account = Account(self._ids.new(), name, administrator)
        self._store.create(account)
        return account

    def _first_administrator(self) -> Account:
        administrators = self._administrators()
        if administrators:
            return next(
                (each for each in administrators if each.name == FIRST_NAME), administrators[0]
            )
        account = self._store.by_name(FIRST_NAME)
        if account is None:
            return self._create(FIRST_NAME, administrator=True)
        self._store.set_administrator(account.id, True)
        self._store.set_active(account.id, True)
        return account

    def _administrators(self) -> tuple[Account, ...]:
        return tuple(each for each in self._store.accounts() if each.administrator and each.active)

    def _check_another_administrator(self, account_id: str) -> None:
        if {each.id for each in self._administrators()} == {account_id}:
            raise LastAdministrator

    def _roles(self, account_id: str) -> dict[str, Role]:
        return {each.event_id: each.role for each in self._store.memberships(account_id)}

    def _get(self, account_id: str) -> Account:
        account = self._store.get(account_id)
        if account is None:
            raise NotFound(what="account")
        return account


def _check_administrator(actor: Account) -> None:
    if not (actor.administrator and actor.active):
        raise Forbidden
