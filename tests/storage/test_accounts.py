from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.errors import NameTaken, NotFound
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import SignInLink
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from tests.storage.racing import at_once

ANN = Account("A", "Ánn", administrator=True)
BO = Account("B", "bo", administrator=False, active=False)
NOW = 1_519_900_000_000


@pytest.fixture
def accounts(database: Database) -> SqlAccounts:
    store = SqlAccounts(database)
    store.create(BO)
    store.create(ANN)
    return store


def test_accounts_come_back_by_name(accounts: SqlAccounts) -> None:
    accounts.create(Account("C", "Cy", administrator=False))
    assert [each.name for each in accounts.accounts()] == ["bo", "Cy", "Ánn"]
    assert accounts.get("A") == ANN
    assert accounts.get("?") is None


def test_name_is_found_whatever_its_capitals_and_encoding(accounts: SqlAccounts) -> None:
    assert accounts.by_name("ÁNN") == ANN
    assert accounts.by_name("A\u0301nn") == ANN
    assert accounts.by_name("ann") is None


def test_name_is_given_once(accounts: SqlAccounts) -> None:
    with pytest.raises(NameTaken):
        accounts.create(Account("C", "BO", administrator=False))
    assert accounts.get("C") is None


def test_password_is_set_and_cleared(accounts: SqlAccounts) -> None:
    assert accounts.password_hash("A") is None
    accounts.set_password("A", "hash")
    assert accounts.password_hash("A") == "hash"
    assert accounts.get("A") == Account("A", "Ánn", administrator=True, has_password=True)
    accounts.set_password("A", None)
    assert accounts.get("A") == ANN


def test_session_says_who_is_signed_in(accounts: SqlAccounts) -> None:
    accounts.add_session("s", "A", NOW + 10)
    assert accounts.session_account("s", NOW) == ANN
    assert accounts.session_account("s", NOW + 10) is None
    assert accounts.session_account("?", NOW) is None
    accounts.end_session("s")
    assert accounts.session_account("s", NOW) is None


def test_what_is_good_no_more_is_dropped(accounts: SqlAccounts) -> None:
    for token, until in (("old", NOW), ("good", NOW + 1)):
        accounts.add_session(token, "A", until)
        accounts.add_link(token, "A", until)
    accounts.drop_expired(NOW)
    assert (accounts.link("old"), accounts.session_account("old", NOW - 1)) == (None, None)
    assert accounts.link("good") == SignInLink("A", NOW + 1, used=False)
    assert accounts.session_account("good", NOW) == ANN


def test_new_password_ends_all_sessions_of_the_account(accounts: SqlAccounts) -> None:
    accounts.set_active("B", True)
    for token, account_id in (("s1", "A"), ("s2", "A"), ("s3", "B")):
        accounts.add_session(token, account_id, NOW + 10)
    accounts.set_password("A", "hash")
    there = [accounts.session_account(token, NOW) for token in ("s1", "s2", "s3")]
    assert [each and each.id for each in there] == [None, None, "B"]


def test_inactive_account_is_out_for_good(accounts: SqlAccounts) -> None:
    accounts.add_session("s", "A", NOW + 10)
    accounts.add_link("l", "A", NOW + 10)
    accounts.set_active("A", False)
    accounts.set_active("A", True)
    assert accounts.session_account("s", NOW) is None
    assert accounts.use_link("l", NOW) is None
    accounts.add_session("t", "B", NOW + 10)
    assert accounts.session_account("t", NOW) is None


def test_administrator_can_be_made_and_unmade(accounts: SqlAccounts) -> None:
    accounts.set_administrator("A", False)
    accounts.set_administrator("B", True)
    assert [each.administrator for each in accounts.accounts()] == [True, False]


def test_link_works_once_and_in_time(accounts: SqlAccounts) -> None:
    accounts.add_link("l", "A", NOW + 10)
    accounts.add_link("m", "A", NOW + 10)
    assert accounts.link("l") == SignInLink("A", NOW + 10, used=False)
    assert accounts.link("?") is None
    assert accounts.use_link("l", NOW) == "A"
    assert accounts.link("l") == SignInLink("A", NOW + 10, used=True)
    assert accounts.use_link("l", NOW) is None
    assert accounts.use_link("m", NOW + 10) is None
    assert accounts.link("m") == SignInLink("A", NOW + 10, used=False)


def test_link_used_twice_at_once_works_once(accounts: SqlAccounts) -> None:
    for number in range(10):
        link = f"l{number}"
        accounts.add_link(link, "A", NOW + 10)
        both = at_once(*[partial(accounts.use_link, link, NOW)] * 2)
        assert sorted(both, key=str) == ["A", None]


def test_roles_are_given_by_event(accounts: SqlAccounts, other_event: SqlEvents) -> None:
    accounts.set_role("A", "F", Role.HELPER)
    accounts.set_role("A", "E", Role.VIEWER)
    accounts.set_role("B", "E", Role.HELPER)
    accounts.set_role("A", "E", Role.MODERATOR)
    assert accounts.memberships("A") == (
        Membership("E", Role.MODERATOR),
        Membership("F", Role.HELPER),
    )
    accounts.set_role("A", "E", None)
    other_event.delete("F")
    assert accounts.memberships("A") == ()
    assert accounts.memberships("B") == (Membership("E", Role.HELPER),)


def test_account_or_event_that_is_not_there_is_not_found(
    accounts: SqlAccounts, event: SqlEvents
) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: accounts.set_role("?", "E", Role.HELPER),
        lambda: accounts.set_role("A", "?", Role.HELPER),
        lambda: accounts.set_password("?", None),
        lambda: accounts.set_active("?", True),
        lambda: accounts.set_administrator("?", True),
        lambda: accounts.add_link("l", "?", NOW),
        lambda: accounts.add_session("s", "?", NOW),
    )
    for change in changes:
        with pytest.raises(NotFound):
            change()
    accounts.set_role("?", "E", None)
    assert accounts.password_hash("?") is None
