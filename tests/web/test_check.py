"""The page on which a phone tests its own connection."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.web.guesses import BURST
from tests.web.house import House


def told(text: str) -> dict[str, Any]:
    found = re.search(r'id="check" data-page="([^"]*)"', text)
    assert found
    page: dict[str, Any] = json.loads(html.unescape(found[1]))
    return page


def test_page_with_a_code_tests_the_line_of_its_event(visitor: FlaskClient) -> None:
    answer = visitor.get("/j/482913/check")
    assert told(answer.text)["event_id"] == "event"
    assert "ws://" in answer.headers["Content-Security-Policy"]
    assert '/j/482913"' in answer.text, "the way back"


def test_page_without_a_code_names_no_event(visitor: FlaskClient) -> None:
    answer = visitor.get("/check")
    assert told(answer.text)["event_id"] is None
    assert "482913" not in answer.text


def test_page_is_no_way_to_try_codes_for_nothing(visitor: FlaskClient) -> None:
    tried = [visitor.get(f"/j/{n}/check").status_code for n in range(100_000, 100_000 + BURST + 1)]
    assert tried == [404] * BURST + [429]


def test_texts_keep_their_places(visitor: FlaskClient) -> None:
    texts = told(visitor.get("/check?lang=fr").text)["texts"]
    places = {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in texts.items()}
    assert {name: each for name, each in places.items() if each} == {
        "time_value": {"median", "worst"},
        "lost_value": {"lost", "all"},
        "clock_off": {"time"},
    }


def test_server_tells_its_time(house: House, visitor: FlaskClient) -> None:
    answer = visitor.get("/check/now")
    assert answer.get_json() == {"now": house.clock.now()}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/help", "/j/482913/help"])
def test_help_leads_to_the_test(visitor: FlaskClient, path: str) -> None:
    assert f'href="{path.replace("help", "check")}"' in visitor.get(path).text
