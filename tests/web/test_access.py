"""Who may see what: every console route, every role."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import quizapp.web
from tests.web.house import House

AsAccount = Callable[[str], FlaskClient]

VIEWER_PAGES = (
    "/moderate/event/",
    "/moderate/event/people.json",
    "/moderate/event/sheet",
    "/moderate/event/screen",
    "/moderate/event/activities/activity/results",
    "/moderate/event/questions",
)
MODERATOR_PAGES = (
    "/moderate/event/settings",
    "/moderate/event/keeping",
    "/moderate/event/record.json",
    "/moderate/event/rehearsal",
    "/moderate/event/activities",
    "/moderate/event/activities/new",
    "/moderate/event/activities/activity",
    "/moderate/event/agenda",
    "/moderate/event/annex",
    "/moderate/event/seats",
    "/moderate/event/votes/new",
    "/moderate/event/activities/activity/results.csv",
    "/moderate/event/activities/activity/results.xlsx",
    "/moderate/event/activities/activity/results.json",
    "/moderate/event/questions/report.csv",
    "/moderate/event/annex/file?format=docx&first=en",
)
WITH_PARTS = (
    "/moderate/event/activities/activity/results.<slug>",
    "/moderate/event/questions/report.<extension>",
    # tests/web/test_questions.py says who gets these.
    "/moderate/event/floors/<floor_id>/questions.json",
    "/moderate/event/speaker",
    "/moderate/event/annex/file",
    # tests/web/test_votes.py says who gets these.
    "/moderate/event/votes/<round_id>",
    "/moderate/event/votes/<round_id>.pdf",
)
ADMINISTRATOR_PAGES = (
    "/accounts",
    "/accounts/grace",
    "/moderate/new",
    "/moderate/trial",
    "/moderate/records",
    "/moderate/records/event.json",
)


def test_the_lists_above_name_every_page_that_needs_a_sign_in(house: House) -> None:
    rules = {
        str(rule)
        .replace("<event_id>", "event")
        .replace("<activity_id>", "activity")
        .replace("<account_id>", "grace")
        for rule in house.app().url_map.iter_rules()
        if rule.methods and "GET" in rule.methods
    }
    inside = {rule for rule in rules if rule.startswith(("/moderate", "/accounts"))}
    listed = {*VIEWER_PAGES, *MODERATOR_PAGES[:11], *ADMINISTRATOR_PAGES, "/moderate/"}
    assert inside == listed | {*WITH_PARTS}


@pytest.mark.parametrize("path", [*VIEWER_PAGES, *MODERATOR_PAGES, *ADMINISTRATOR_PAGES])
def test_nobody_gets_in_without_a_sign_in(visitor: FlaskClient, path: str) -> None:
    response = visitor.get(path)
    if path.endswith(".json"):
        assert (response.status_code, response.get_json()["code"]) == (401, "sign_in_first")
    else:
        assert response.status_code == 302
        assert response.location.startswith("/sign-in?next=/")


@pytest.mark.parametrize(
    ("account", "pages", "status"),
    [
        ("sofia", VIEWER_PAGES + MODERATOR_PAGES, 404),
        ("sofia", ADMINISTRATOR_PAGES, 403),
        ("emmy", MODERATOR_PAGES + ADMINISTRATOR_PAGES, 403),
        ("grace", MODERATOR_PAGES + ADMINISTRATOR_PAGES, 403),
        ("mary", ADMINISTRATOR_PAGES, 403),
    ],
)
def test_a_role_opens_no_more_than_it_should(
    as_account: AsAccount, account: str, pages: tuple[str, ...], status: int
) -> None:
    client = as_account(account)
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, status)


@pytest.mark.parametrize(
    ("account", "pages"),
    [
        ("emmy", VIEWER_PAGES),
        ("mary", VIEWER_PAGES + MODERATOR_PAGES),
        ("admin", VIEWER_PAGES + MODERATOR_PAGES + ADMINISTRATOR_PAGES),
    ],
)
def test_a_role_opens_what_it_should(
    as_account: AsAccount, account: str, pages: tuple[str, ...]
) -> None:
    client = as_account(account)
    assert {client.get(path).status_code for path in pages} <= {200, 302}


@pytest.mark.parametrize(
    "path",
    [
        "/accounts",
        "/accounts/mary/role",
        "/accounts/mary/active",
        "/accounts/mary/administrator",
        "/accounts/mary/password",
        "/accounts/mary/link",
    ],
)
def test_only_administrators_change_accounts(
    house: House, as_account: AsAccount, path: str
) -> None:
    before = repr(house.store)
    client = as_account("mary")
    sessions = dict(house.store.sessions)
    assert client.post(path, data={"name": "New", "on": "0"}).status_code == 403
    house.store.sessions = {}
    assert repr(house.store) == before
    assert sessions


def test_a_deactivated_account_is_out_at_once(house: House, as_account: AsAccount) -> None:
    client = as_account("mary")
    assert client.get("/moderate/event/").status_code == 200
    house.accounts.set_active(house.admin, "mary", False)
    assert client.get("/moderate/event/").status_code == 302


def test_no_route_gets_an_event_past_the_check_of_the_role() -> None:
    folder = Path(quizapp.web.__file__).parent
    touching = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "events"
        and isinstance(node.value, ast.Call)
    }
    assert touching == {"access.py"}
