"""Accounts, sign-in and its delays, against fakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from quizapp.domain.accounts import Account
from quizapp.domain.errors import (
    BadName,
    Busy,
    Forbidden,
    LastAdministrator,
    LinkUsed,
    NameTaken,
    NotFound,
    WeakPassword,
    WrongPassword,
)
from quizapp.domain.live.commands import Role
from quizapp.services import attempts as attempts_module
from quizapp.services.accounts import Accounts
from quizapp.services.attempts import MOST_AT_ONCE, MOST_PER_NAME, Attempts
from quizapp.services.passwords import Argon2Hasher
from quizapp.services.sign_in import LINK_MS, SESSION_MS
from tests.fakes import FakeAccountStore, FakeClock, FakeHasher, FakeIds

PASSWORD = "correct horse"
OTHER_PASSWORD = "battery staple"


@dataclass
class House:
    """The use cases with their fakes, and one administrator."""

    store: FakeAccountStore = field(default_factory=FakeAccountStore)
    clock: FakeClock = field(default_factory=FakeClock)
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.store, self.clock, FakeIds(), FakeHasher(), self.slept.append)
        self.admin = Account("boss", "Ada", administrator=True)
        self.store.create(self.admin)

    def with_password(self, name: str = "Grace", password: str = PASSWORD) -> Account:
        account = self.accounts.create(self.admin, name)
        self.accounts.change_password(account, "", password)
        found = self.store.get(account.id)
        assert found is not None
        return found

    def signed_in(self, session: str) -> Account | None:
        return self.accounts.sign_in.account_of(session)


@pytest.fixture
def house() -> House:
    return House()


def test_sign_in_with_the_password_gives_a_session_of_14_days(house: House) -> None:
    grace = house.with_password()
    session = house.accounts.sign_in.with_password(" grace ", PASSWORD)
    assert house.signed_in(session) == grace
    house.clock.pass_ms(SESSION_MS - 1)
    assert house.signed_in(session) == grace
    house.clock.pass_ms(1)
    assert house.signed_in(session) is None


@pytest.mark.parametrize(
    ("name", "password"), [("Grace", OTHER_PASSWORD), ("Nobody", PASSWORD), ("Ada", "")]
)
def test_sign_in_refuses_wrong_password_unknown_name_and_account_without_password(
    house: House, name: str, password: str
) -> None:
    house.with_password()
    with pytest.raises(WrongPassword):
        house.accounts.sign_in.with_password(name, password)


def test_sign_in_of_an_inactive_account_is_refused(house: House) -> None:
    grace = house.with_password()
    house.accounts.set_active(house.admin, grace.id, False)
    with pytest.raises(WrongPassword):
        house.accounts.sign_in.with_password("Grace", PASSWORD)


def test_wrong_passwords_delay_ever_longer_and_the_right_one_is_never_refused(house: House) -> None:
    house.with_password()
    for _ in range(7):
        with pytest.raises(WrongPassword):
            house.accounts.sign_in.with_password("grace", "wrong")
    assert house.slept == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert house.accounts.sign_in.with_password("GRACE", PASSWORD)
    with pytest.raises(WrongPassword):
        house.accounts.sign_in.with_password("grace", "wrong")
    assert house.slept[-1] == 0.5


def test_delays_are_forgotten_after_a_quarter_of_an_hour(house: House) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassword):
            house.accounts.sign_in.with_password("grace", "wrong")
    house.clock.pass_ms(15 * 60_000)
    with pytest.raises(WrongPassword):
        house.accounts.sign_in.with_password("grace", "wrong")
    assert house.slept == [0.5, 1.0, 0.5]


def test_guessing_in_parallel_is_bounded_for_a_name_and_in_all() -> None:
    attempts = Attempts(FakeClock(), lambda _: None)
    held = [attempts.attempt("grace") for _ in range(MOST_PER_NAME)]
    for each in held:
        each.__enter__()
    with pytest.raises(Busy), attempts.attempt("grace"):
        pass
    others = [attempts.attempt(f"other {i}") for i in range(MOST_AT_ONCE - MOST_PER_NAME)]
    for each in others:
        each.__enter__()
    with pytest.raises(Busy), attempts.attempt("somebody else"):
        pass
    for each in (*held, *others):
        each.__exit__(None, None, None)
    with attempts.attempt("grace"):
        pass


def test_guessers_who_are_delayed_keep_nobody_else_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts_module, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(attempts_module, "MOST_DELAYED", 3)
    depth = 0

    def meanwhile(_: float) -> None:
        """While one guesser waits for the answer, the next one tries."""
        nonlocal depth
        depth += 1
        with attempts.attempt(f"made up {depth}"):
            attempts.failed(f"made up {depth}")

    attempts = Attempts(FakeClock(), meanwhile)
    with pytest.raises(Busy), attempts.attempt("made up"):
        attempts.failed("made up")
    assert depth == 3, "and no further one is given a connection to wait on"
    with attempts.attempt("mary"), attempts.attempt("grace"):
        pass


def test_the_memory_of_wrong_names_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts_module, "MOST_NAMES", 2)
    slept: list[float] = []
    attempts = Attempts(FakeClock(), slept.append)
    for name in ("a", "b", "c", "a", "c"):
        attempts.failed(name)
    assert slept == [0.5, 0.5, 0.5, 0.5, 1.0]


def test_signing_out_ends_this_session_alone(house: House) -> None:
    house.with_password()
    first = house.accounts.sign_in.with_password("Grace", PASSWORD)
    second = house.accounts.sign_in.with_password("Grace", PASSWORD)
    house.accounts.sign_in.sign_out(first)
    assert house.signed_in(first) is None
    assert house.signed_in(second) is not None
    assert house.accounts.sign_in.account_of(None) is None


def test_a_link_shows_whom_it_signs_in_and_works_once(house: House) -> None:
    link = house.accounts.new_link(house.admin, house.admin.id)
    assert link.expires_at == house.clock.now() + LINK_MS
    assert house.accounts.sign_in.link_account(link.token) == house.admin
    session = house.accounts.sign_in.with_link(link.token)
    assert house.signed_in(session) == house.admin
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.with_link(link.token)
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.link_account(link.token)


def test_a_link_is_good_for_a_quarter_of_an_hour(house: House) -> None:
    link = house.accounts.start_link()
    house.clock.pass_ms(LINK_MS)
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.link_account(link.token)
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.with_link(link.token)
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.link_account("invented")


def test_a_link_of_an_account_that_was_deactivated_meanwhile_is_worth_nothing(house: House) -> None:
    grace = house.accounts.create(house.admin, "Grace")
    link = house.accounts.new_link(house.admin, grace.id)
    house.accounts.set_active(house.admin, grace.id, False)
    with pytest.raises(LinkUsed):
        house.accounts.sign_in.link_account(link.token)
    with pytest.raises(NotFound):
        house.accounts.new_link(house.admin, grace.id)


def test_secrets_are_stored_as_hashes_only(house: House) -> None:
    link = house.accounts.new_link(house.admin, house.admin.id)
    session = house.accounts.sign_in.with_link(link.token)
    stored = repr((house.store.links, house.store.sessions))
    assert link.token not in stored
    assert session not in stored


def test_the_first_start_makes_an_administrator_and_later_ones_find_it() -> None:
    store = FakeAccountStore()
    accounts = Accounts(store, FakeClock(), FakeIds(), FakeHasher(), lambda _: None)
    first = accounts.sign_in.link_account(accounts.start_link().token)
    assert (first.name, first.administrator) == ("admin", True)
    accounts.create(first, "Aaron", administrator=True)
    assert accounts.sign_in.link_account(accounts.start_link().token) == first
    assert len(store.accounts()) == 2


def test_a_start_without_an_active_administrator_gives_the_first_account_its_rights_back() -> None:
    store = FakeAccountStore()
    accounts = Accounts(store, FakeClock(), FakeIds(), FakeHasher(), lambda _: None)
    store.create(Account("one", "admin", administrator=False, active=False))
    found = accounts.sign_in.link_account(accounts.start_link().token)
    assert found == Account("one", "admin", administrator=True, active=True)


def test_an_administrator_is_moderator_everywhere_and_others_what_they_were_given(
    house: House,
) -> None:
    grace = house.accounts.create(house.admin, "Grace")
    house.accounts.set_role(house.admin, grace.id, "event", Role.HELPER)
    assert house.accounts.role_in(house.admin, "event") is Role.MODERATOR
    assert house.accounts.role_in(grace, "event") is Role.HELPER
    assert house.accounts.role_in(grace, "another") is None
    assert house.accounts.role_in(Account("x", "X", True, active=False), "event") is None
    house.accounts.set_role(house.admin, grace.id, "event", None)
    assert house.accounts.role_in(grace, "event") is None


def test_members_lists_all_accounts_with_their_roles(house: House) -> None:
    grace = house.accounts.create(house.admin, "Grace")
    house.accounts.set_role(house.admin, grace.id, "event", Role.VIEWER)
    assert [(m.account.name, m.roles) for m in house.accounts.members(house.admin)] == [
        ("Ada", {}),
        ("Grace", {"event": Role.VIEWER}),
    ]
    assert house.accounts.member(house.admin, grace.id).account == grace
    with pytest.raises(NotFound):
        house.accounts.member(house.admin, "nobody")


def test_an_account_needs_a_name_of_its_own(house: House) -> None:
    house.accounts.create(house.admin, "Grace")
    with pytest.raises(NameTaken):
        house.accounts.create(house.admin, "GRACE")
    with pytest.raises(BadName):
        house.accounts.create(house.admin, " ")


def test_only_administrators_manage_accounts(house: House) -> None:
    grace = house.accounts.create(house.admin, "Grace")
    forbidden: list[Callable[[], object]] = [
        lambda: house.accounts.members(grace),
        lambda: house.accounts.member(grace, grace.id),
        lambda: house.accounts.create(grace, "New"),
        lambda: house.accounts.new_link(grace, house.admin.id),
        lambda: house.accounts.set_active(grace, house.admin.id, False),
        lambda: house.accounts.set_administrator(grace, grace.id, True),
        lambda: house.accounts.set_role(grace, grace.id, "event", Role.MODERATOR),
        lambda: house.accounts.clear_password(grace, house.admin.id),
    ]
    for act in forbidden:
        with pytest.raises(Forbidden):
            act()
    assert house.accounts.new_link(grace, grace.id).token


def test_the_last_active_administrator_stays(house: House) -> None:
    with pytest.raises(LastAdministrator):
        house.accounts.set_active(house.admin, house.admin.id, False)
    with pytest.raises(LastAdministrator):
        house.accounts.set_administrator(house.admin, house.admin.id, False)
    grace = house.accounts.create(house.admin, "Grace", administrator=True)
    house.accounts.set_active(house.admin, grace.id, False)
    with pytest.raises(LastAdministrator):
        house.accounts.set_administrator(house.admin, house.admin.id, False)
    house.accounts.set_active(house.admin, grace.id, True)
    house.accounts.set_administrator(house.admin, house.admin.id, False)
    assert house.store.rows[house.admin.id].administrator is False
    house.accounts.set_administrator(grace, house.admin.id, True)
    assert house.store.rows[house.admin.id].administrator is True


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(house: House) -> None:
    grace = house.with_password()
    other = house.accounts.sign_in.with_password("Grace", PASSWORD)
    with pytest.raises(WrongPassword):
        house.accounts.change_password(grace, "wrong", OTHER_PASSWORD)
    assert house.slept == [0.5]
    mine = house.accounts.change_password(grace, PASSWORD, OTHER_PASSWORD)
    assert house.signed_in(mine) == grace
    assert house.signed_in(other) is None
    assert house.accounts.sign_in.with_password("Grace", OTHER_PASSWORD)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_is_neither_short_nor_endless(house: House, password: str) -> None:
    with pytest.raises(WeakPassword):
        house.accounts.change_password(house.admin, "", password)


def test_clearing_a_password_leaves_the_link_as_the_way_in(house: House) -> None:
    grace = house.with_password()
    house.accounts.clear_password(house.admin, grace.id)
    with pytest.raises(WrongPassword):
        house.accounts.sign_in.with_password("Grace", PASSWORD)
    link = house.accounts.new_link(house.admin, grace.id)
    assert house.accounts.sign_in.with_link(link.token)


def test_argon2_verifies_what_it_hashed_and_nothing_else() -> None:
    hasher = Argon2Hasher()
    stored = hasher.hash(PASSWORD)
    assert stored.startswith("$argon2id$")
    assert hasher.verify(stored, PASSWORD)
    assert not hasher.verify(stored, OTHER_PASSWORD)
    assert not hasher.verify("no hash at all", PASSWORD)
