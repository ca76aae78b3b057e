from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.house import House, house
from tests.web.pages import csrf_token

PAGES = ("/", "/help", "/privacy", "/sign-in", "/nowhere", "/j/482913", "/screen/screen-token")


def policy(client: FlaskClient, path: str, **options: str) -> dict[str, str]:
    header = client.get(path, base_url=options.get("base_url")).headers["Content-Security-Policy"]
    rules = (rule.split(" ", 1) for rule in header.split("; "))
    return {rule[0]: rule[1] for rule in rules}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_what_it_does_not_need(visitor: FlaskClient, path: str) -> None:
    response = visitor.get(path)
    rules = policy(visitor, path)
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_scripts_or_styles(visitor: FlaskClient, path: str) -> None:
    text = visitor.get(path).text
    assert "<script>" not in text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text


def test_only_the_screen_may_be_framed_and_only_by_us(visitor: FlaskClient) -> None:
    assert policy(visitor, "/screen/screen-token")["frame-ancestors"] == "'self'"
    assert visitor.get("/screen/screen-token").headers["X-Frame-Options"] == "SAMEORIGIN"
    for path in ("/", "/j/482913", "/sign-in"):
        assert policy(visitor, path)["frame-ancestors"] == "'none'"
        assert visitor.get(path).headers["X-Frame-Options"] == "DENY"


def test_only_the_console_frames_anything(house: House) -> None:
    client = house.sign_in(house.app().test_client(), "mary")
    assert policy(client, "/moderate/event/")["frame-src"] == "'self'"
    assert "frame-src" not in policy(client, "/j/482913")


def test_sockets_go_to_this_very_host(visitor: FlaskClient) -> None:
    rules = policy(visitor, "/j/482913", base_url="http://192.168.1.20:8000")
    expected = "'self' ws://192.168.1.20:8000 wss://192.168.1.20:8000"
    assert rules["connect-src"] == expected
    assert rules["script-src"] == "'self'"
    assert "connect-src" not in policy(visitor, "/")
    assert "script-src" not in policy(visitor, "/")


def test_a_host_that_is_none_gets_into_no_header(visitor: FlaskClient) -> None:
    response = visitor.get("/j/482913", headers={"Host": "x;script-src *"})
    assert "*" not in response.headers["Content-Security-Policy"]


def test_opener_policy_is_sent_where_browsers_heed_it(visitor: FlaskClient) -> None:
    name = "Cross-Origin-Opener-Policy"
    assert name not in visitor.get("/", base_url="http://192.168.1.20:8000").headers
    assert visitor.get("/", base_url="https://quiz.example").headers[name] == "same-origin"
    assert visitor.get("/", base_url="http://127.0.0.1:8000").headers[name] == "same-origin"


def test_a_form_without_its_token_changes_nothing(house: House) -> None:
    app = house.app()
    app.config["WTF_CSRF_ENABLED"] = True
    client = house.sign_in(app.test_client(), "admin")
    refused = client.post("/accounts", data={"name": "Hedy"})
    assert refused.status_code == 400
    assert "send the form again" in refused.text
    assert house.store.by_name("Hedy") is None
    token = csrf_token(client.get("/accounts"))
    client.post("/accounts", data={"name": "Hedy", "csrf_token": token})
    assert house.store.by_name("Hedy") is not None


def test_forms_work_over_https_without_a_referrer(house: House) -> None:
    app = house.app()
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    base = "https://quiz.example"
    token = csrf_token(client.get("/sign-in", base_url=base))
    data = {"name": "mary", "password": "wrong", "csrf_token": token}
    response = client.post("/sign-in", data=data, base_url=base)
    assert "do not fit together" in response.text


def test_the_cookie_of_forms_is_http_only_and_set_on_pages_with_forms_alone(
    visitor: FlaskClient,
) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("quizapp_form=")
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Set-Cookie" not in visitor.get("/j/482913").headers


@pytest.mark.parametrize(("proxies", "secure"), [("0", False), ("1", True)])
def test_a_proxy_is_believed_only_where_the_settings_say_so(
    tmp_path: Path, proxies: str, secure: bool
) -> None:
    behind = house(tmp_path, trusted_proxies=proxies)
    client = behind.app().test_client()
    response = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert ("Secure" in response.headers["Set-Cookie"]) is secure


def test_too_much_is_refused(visitor: FlaskClient) -> None:
    response = visitor.post("/sign-in", data={"name": "x" * 100_000})
    assert response.status_code == 413
    assert "too large" in response.text
