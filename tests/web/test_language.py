from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizapp.web import formats
from tests.web.house import House


@pytest.mark.parametrize(
    ("asked", "cookie", "browser", "spoken"),
    [
        (None, None, None, "en"),
        (None, None, "fr-CA,fr;q=0.8", "fr"),
        (None, "fr", "en", "fr"),
        ("fr", "en", "en", "fr"),
        ("xx", None, "ru", "ru"),
        ("xx", None, "de", "en"),
    ],
)
def test_the_language_is_asked_for_remembered_or_the_browsers(
    visitor: FlaskClient, asked: str | None, cookie: str | None, browser: str | None, spoken: str
) -> None:
    if cookie:
        visitor.set_cookie("lang", cookie)
    headers = {"Accept-Language": browser} if browser else {}
    response = visitor.get(f"/?lang={asked}" if asked else "/", headers=headers)
    assert f'<html lang="{spoken}"' in response.text


def test_a_choice_is_kept_in_a_cookie(visitor: FlaskClient) -> None:
    response = visitor.get("/help?lang=fr")
    assert response.headers["Set-Cookie"].startswith("lang=fr;")
    assert '<html lang="fr"' in visitor.get("/").text
    assert "Set-Cookie" not in visitor.get("/help?lang=fr").headers
    assert "Set-Cookie" not in visitor.get("/help?lang=xx").headers


def test_the_switch_leads_to_the_same_page_with_all_that_was_asked(visitor: FlaskClient) -> None:
    text = visitor.get("/?code=12%203&lang=en").text
    assert 'href="?code=12+3&amp;lang=fr"' in text


def test_numbers_days_and_times_follow_the_language(house: House) -> None:
    with house.app().test_request_context("/?lang=fr"):
        assert formats.number(12345.678) == "12\u202f345,68"
        assert formats.days(()) == ""
        assert formats.moment(1_519_900_000_000, "Europe/Brussels") == "1 mars 2018, 11:26"
        assert formats.moment(1_519_900_000_000, "Nowhere/At_All") == "1 mars 2018, 10:26"


def test_details_are_escaped_and_texts_are_not_trusted_either(house: House) -> None:
    app = house.app()
    with app.test_request_context("/"):
        template = app.jinja_env.from_string('{{ t("Sign in as {name}", name=who) }}')
        shown = template.render(_context(app) | {"who": "<b>"})
    assert shown == "Sign in as &lt;b&gt;"


def _context(app: Flask) -> dict[str, object]:
    context: dict[str, object] = {}
    app.update_template_context(context)
    return context
