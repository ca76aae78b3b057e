from collections.abc import Callable

from flask.testing import FlaskClient

from quizapp.domain.live.commands import Role
from quizapp.services.sign_in import SESSION_COOKIE
from tests.web.house import ADDRESS, House

AsAccount = Callable[[str], FlaskClient]
PASSWORD = "correct horse"


def test_an_administrator_makes_an_account_and_hands_over_a_link(
    house: House, as_account: AsAccount
) -> None:
    client = as_account("admin")
    response = client.post("/accounts", data={"name": "Hedy"})
    assert response.status_code == 303
    hedy = house.store.by_name("hedy")
    assert hedy is not None
    assert response.location == f"/accounts/{hedy.id}"
    page = client.post(f"/accounts/{hedy.id}/link").text
    token = page.split(f"{ADDRESS}/sign-in/")[1].split("<")[0]
    assert house.accounts.sign_in.link_account(token) == hedy


def test_a_taken_or_impossible_name_is_said_beside_the_field(as_account: AsAccount) -> None:
    client = as_account("admin")
    taken = client.post("/accounts", data={"name": "GRACE"})
    assert taken.status_code == 409
    assert "already has this name" in taken.text
    assert client.post("/accounts", data={"name": ""}).status_code == 400


def test_roles_are_given_and_taken_for_each_event(house: House, as_account: AsAccount) -> None:
    client = as_account("admin")
    client.post("/accounts/sofia/role", data={"event": "event", "role": "viewer"})
    assert house.store.roles["sofia", "event"] is Role.VIEWER
    client.post("/accounts/sofia/role", data={"event": "event", "role": ""})
    assert ("sofia", "event") not in house.store.roles
    for wrong in ({"event": "event", "role": "king"}, {"event": "nowhere", "role": "viewer"}):
        assert client.post("/accounts/sofia/role", data=wrong).status_code == 400


def test_the_last_administrator_stays_and_is_told_why(as_account: AsAccount) -> None:
    client = as_account("admin")
    for path in ("/accounts/admin/active", "/accounts/admin/administrator"):
        response = client.post(path, data={"on": "0"})
        assert response.status_code == 409
        assert "At least one active administrator" in response.text


def test_accounts_are_deactivated_promoted_and_loose_their_password(
    house: House, as_account: AsAccount
) -> None:
    client = as_account("admin")
    client.post("/accounts/grace/administrator", data={"on": "1"})
    client.post("/accounts/grace/active", data={"on": "0"})
    client.post("/accounts/mary/password")
    grace = house.store.get("grace")
    assert grace is not None
    assert (grace.administrator, grace.active) == (True, False)
    assert "deactivated" in client.get("/accounts").text


def test_unknown_accounts_are_not_found(as_account: AsAccount) -> None:
    assert as_account("admin").get("/accounts/nobody").status_code == 404


def test_the_own_password_is_set_changed_and_keeps_this_browser_signed_in(
    house: House, as_account: AsAccount
) -> None:
    client, other = as_account("mary"), as_account("mary")
    assert "Current password" not in client.get("/account").text
    form = {"wanted": PASSWORD, "again": PASSWORD}
    assert client.post("/account/password", data=form).location == "/account?saved=1"
    assert "Current password" in client.get("/account").text
    assert other.get("/account").status_code == 302
    wrong = client.post("/account/password", data={"current": "no", **form})
    assert wrong.status_code == 403
    assert "current password is not right" in wrong.text
    assert client.post("/account/password", data={"current": PASSWORD, **form}).status_code == 303


def test_a_new_password_is_typed_twice_and_long_enough(as_account: AsAccount) -> None:
    client = as_account("mary")
    differ = client.post("/account/password", data={"wanted": PASSWORD, "again": "other"})
    assert (differ.status_code, "differ" in differ.text) == (400, True)
    short = client.post("/account/password", data={"wanted": "short", "again": "short"})
    assert (short.status_code, "at least 10 characters" in short.text) == (400, True)


def test_a_link_for_the_second_laptop_signs_in_as_oneself(
    house: House, as_account: AsAccount, visitor: FlaskClient
) -> None:
    page = as_account("grace").post("/account/link").text
    token = page.split("/sign-in/")[1].split("<")[0]
    visitor.post(f"/sign-in/{token}")
    cookie = visitor.get_cookie(SESSION_COOKIE)
    assert cookie is not None
    account = house.accounts.sign_in.account_of(cookie.value)
    assert account is not None
    assert account.name == "Grace"
