from __future__ import annotations

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from quizapp.domain import errors
from tests.web.house import House


def app_that_raises(house: House, error: Exception) -> Flask:
    app = house.app()

    @app.get("/broken")
    def broken() -> str:
        raise error

    return app


def test_an_unknown_address_is_answered_kindly(visitor: FlaskClient) -> None:
    response = visitor.get("/nowhere?lang=fr")
    assert response.status_code == 404
    assert "ne mène nulle part" in response.text


def test_a_fault_is_logged_and_shows_nothing_of_itself(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    client = app_that_raises(house, RuntimeError("the secret of the house")).test_client()
    with caplog.at_level(logging.ERROR):
        response = client.get("/broken")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert "the secret of the house" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotFound(what="event"), 404),
        (errors.Forbidden(), 403),
        (errors.Stale(), 409),
        (errors.Busy(), 503),
        (errors.NotSaved(), 503),
        (errors.TooManyRequests(), 429),
        (errors.BadMessage(field="x"), 400),
    ],
)
def test_a_refusal_has_its_status_code_and_text(
    house: House, error: errors.QuizappError, status: int
) -> None:
    client = app_that_raises(house, error).test_client()
    page = client.get("/broken")
    assert page.status_code == status
    answer = client.get("/broken", headers={"Accept": "application/json"})
    body = answer.get_json()
    assert (answer.status_code, body["ok"], body["code"]) == (status, False, error.code)
    assert body["message"]
    assert ("Retry-After" in answer.headers) is (status in {429, 503})


def test_scripts_get_json_for_other_errors_too(house: House) -> None:
    app = house.app()
    app.add_url_rule("/teapot", "teapot", lambda: abort(418))
    client = app.test_client()
    accept = {"Accept": "application/json"}
    assert client.get("/teapot", headers=accept).get_json()["code"] == "bad_message"
    assert client.get("/nowhere.json").get_json()["code"] == "not_found"


def test_redirects_of_the_router_are_left_alone(visitor: FlaskClient) -> None:
    assert visitor.get("/moderate").status_code == 308


def test_a_post_without_a_sign_in_does_not_come_back_as_a_get(visitor: FlaskClient) -> None:
    assert visitor.post("/account/password").location == "/sign-in"


def test_an_error_page_comes_out_even_where_the_database_does_not_answer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise errors.NotSaved

    client = house.sign_in(house.app().test_client(), "mary")
    monkeypatch.setattr(house.store, "session_account", gone)
    response = client.get("/moderate/")
    assert response.status_code == 503
    assert "could not be saved" in response.text
