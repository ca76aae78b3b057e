from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from quizapp.domain.event import JoinMode
from quizapp.domain.keeping import Keeping
from quizapp.web.guesses import BURST
from tests.web.house import ADDRESS, EVENT, House


@pytest.mark.parametrize("path", ["/help", "/j/482913/help"])
def test_help_says_how_to_stay_on_the_wifi(visitor: FlaskClient, path: str) -> None:
    text = visitor.get(path).text
    assert "Wi-Fi Assist" in text
    assert "Android" in text
    assert ADDRESS in text


def test_help_of_an_event_names_its_wifi_and_code(visitor: FlaskClient) -> None:
    text = visitor.get("/j/482913/help").text
    assert "ISC-Hall" in text
    assert "482&nbsp;913" in text
    assert "customs2018" not in text


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (JoinMode.ANONYMOUS, "no name is asked and none is stored"),
        (JoinMode.NICKNAME, "asks for a nickname"),
        (JoinMode.NAME, "asks for your name"),
    ],
)
def test_privacy_says_what_this_event_stores(
    house: House, visitor: FlaskClient, mode: JoinMode, said: str
) -> None:
    house.events.rows["event"] = replace(EVENT, join=mode)
    assert said in visitor.get("/j/482913/privacy").text


def test_privacy_says_what_the_wifi_may_see_as_it_is(visitor: FlaskClient) -> None:
    assert "not encrypted" in visitor.get("/privacy").text
    assert "is encrypted between" in visitor.get("/privacy", base_url="https://quiz.example").text


def test_privacy_says_how_a_secret_ballot_is_kept(visitor: FlaskClient) -> None:
    text = visitor.get("/privacy").text
    for said in (
        "No name, no seat, no id of your phone, no time.",
        "could put them together",
        "not for the operator either",
        "a backup or a copy of the disk that somebody made while the vote was open",
        "somebody who listens on the Wi-Fi",
    ):
        assert said in text
    assert "There are no secret ballots" not in text


def test_privacy_says_until_when(house: House, visitor: FlaskClient) -> None:
    assert "Until the moderators delete" in visitor.get("/j/482913/privacy").text
    house.keeping.days = Keeping(date(2018, 4, 1), date(2019, 1, 31))
    text = visitor.get("/j/482913/privacy").text
    assert "names of this event are deleted on" in text
    assert "2018-04-01" in text
    assert "2019-01-31" in text


def test_pages_about_an_event_need_a_right_code(visitor: FlaskClient) -> None:
    response = visitor.get("/j/111111/privacy")
    assert response.status_code == 404
    assert "No event has this code" in response.text


def test_pages_about_an_event_are_no_way_to_try_codes_for_nothing(visitor: FlaskClient) -> None:
    seen = [visitor.get("/j/111111/help").status_code for _ in range(BURST + 1)]
    assert seen == [404] * BURST + [429]
    assert visitor.get("/?code=111111").status_code == 429
    assert visitor.get("/j/482913/help").status_code == 200
