from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from quizapp.services.sign_in import SESSION_COOKIE
from tests.web.house import House

PASSWORD = "correct horse"


def give_password(house: House, account_id: str) -> None:
    account = house.store.get(account_id)
    assert account is not None
    house.accounts.change_password(account, "", PASSWORD)


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(
    house: House, visitor: FlaskClient
) -> None:
    give_password(house, "mary")
    response = visitor.post("/sign-in", data={"name": "mary", "password": PASSWORD})
    assert (response.status_code, response.location) == (303, "/moderate/")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"{SESSION_COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert visitor.get("/moderate/").status_code == 200


def test_over_https_the_cookie_stays_there(house: House, visitor: FlaskClient) -> None:
    give_password(house, "mary")
    response = visitor.post(
        "/sign-in", data={"name": "mary", "password": PASSWORD}, base_url="https://quiz.example"
    )
    assert "Secure" in response.headers["Set-Cookie"]


def test_a_wrong_password_is_answered_late_with_the_form(
    house: House, visitor: FlaskClient
) -> None:
    response = visitor.post("/sign-in", data={"name": "mary", "password": "wrong"})
    assert response.status_code == 403
    assert "do not fit together" in response.text
    assert 'value="mary"' in response.text
    assert "wrong" not in response.text.replace("note wrong", "")
    assert house.slept == [0.5]


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/moderate/event/", "/moderate/event/"),
        ("/accounts/grace?x=1", "/accounts/grace?x=1"),
        ("/account", "/account"),
        ("//evil.example", "/moderate/"),
        ("https://evil.example/moderate/", "/moderate/"),
        ("/moderate//evil.example", "/moderate/"),
        ("/moderate/../static", "/moderate/"),
        ("/\\evil.example", "/moderate/"),
        ("/accountsx", "/moderate/"),
        ("", "/moderate/"),
    ],
)
def test_after_the_sign_in_one_lands_on_a_page_of_ours(
    house: House, visitor: FlaskClient, wanted: str, target: str
) -> None:
    give_password(house, "mary")
    data = {"name": "mary", "password": PASSWORD, "next": wanted}
    assert visitor.post("/sign-in", data=data).location == target


def test_opening_a_link_uses_nothing_up_and_the_button_does(
    house: House, visitor: FlaskClient
) -> None:
    link = f"/sign-in/{house.accounts.start_link().token}"
    for _ in range(2):
        response = visitor.get(link)
        assert response.status_code == 200
        assert "Sign in as Ada" in response.text
    assert visitor.get("/moderate/").status_code == 302
    assert visitor.post(link).location == "/moderate/"
    assert visitor.get("/moderate/").status_code == 200
    again = visitor.post(link)
    assert again.status_code == 410
    assert "used already or is too old" in again.text


def test_a_link_is_too_old_after_a_quarter_of_an_hour(house: House, visitor: FlaskClient) -> None:
    link = f"/sign-in/{house.accounts.start_link().token}"
    house.clock.pass_ms(15 * 60_000)
    assert visitor.get(link).status_code == 410


def test_signing_out_ends_the_session_on_the_server_too(
    house: House, as_account: Callable[[str], FlaskClient]
) -> None:
    client = as_account("mary")
    kept = client.get_cookie(SESSION_COOKIE)
    assert kept is not None
    assert client.post("/sign-out").location == "/sign-in"
    client.set_cookie(SESSION_COOKIE, kept.value)
    assert client.get("/moderate/").status_code == 302


def test_signing_out_needs_a_post(as_account: Callable[[str], FlaskClient]) -> None:
    assert as_account("mary").get("/sign-out").status_code == 405


def test_who_is_signed_in_needs_no_form(as_account: Callable[[str], FlaskClient]) -> None:
    assert as_account("mary").get("/sign-in?next=/account").location == "/account"
