from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp.domain.event import JoinMode
from quizapp.domain.text import LocalizedText
from tests.web.house import EVENT, House, house

GOOD = {
    "first": "fr",
    "language_en": "on",
    "title_fr": " Séance  2018 ",
    "title_en": "Session 2018",
    "title_ru": "not chosen",
    "join": "name",
    "time_zone": "Europe/Brussels",
}


@pytest.fixture
def place(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def admin(place: House) -> FlaskClient:
    return place.sign_in(place.app().test_client(), "admin")


def test_only_administrators_make_events(place: House) -> None:
    client = place.sign_in(place.app().test_client(), "mary")
    assert client.get("/moderate/new").status_code == 403
    assert client.post("/moderate/new", data=GOOD).status_code == 403
    assert place.new_events.made == []
    assert "/moderate/new" not in client.get("/moderate/").get_data(as_text=True)


def test_new_event_is_made_and_its_settings_follow(place: House, admin: FlaskClient) -> None:
    assert 'href="/moderate/new"' in admin.get("/moderate/").get_data(as_text=True)
    assert 'name="title_ar"' in admin.get("/moderate/new").get_data(as_text=True)
    answer = admin.post("/moderate/new", data=GOOD)
    assert (answer.status_code, answer.location) == (303, f"/moderate/{EVENT.id}/settings")
    title = LocalizedText.of({"fr": "Séance 2018", "en": "Session 2018"})
    assert place.new_events.made == [(title, ("fr", "en"), "Europe/Brussels", JoinMode.NAME)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title_fr": " "}, "Please give a title in the first language at least."),
        ({"title_en": "x" * 121}, "At most 120 characters, please."),
        ({"first": "xx", "language_en": None}, "Please choose at least one language."),
        ({"time_zone": "Europe"}, "Please choose a time zone from the list."),
        ({"time_zone": "../etc"}, "Please choose a time zone from the list."),
        ({"time_zone": ""}, "Please choose a time zone from the list."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    place: House, admin: FlaskClient, changes: dict[str, str | None], said: str
) -> None:
    form = {key: value for key, value in (GOOD | changes).items() if value is not None}
    answer = admin.post("/moderate/new", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert said in page
    assert "Nothing was made yet" in page
    assert place.new_events.made == []
    if "title_en" not in changes and "first" not in changes:
        assert 'value="Session 2018"' in page


def test_strange_join_mode_is_the_usual_one(place: House, admin: FlaskClient) -> None:
    admin.post("/moderate/new", data=GOOD | {"join": "made up"})
    assert place.new_events.made[0][3] is JoinMode.NICKNAME
