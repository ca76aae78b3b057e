from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quizapp.web.guesses import BURST
from quizapp.web.join import parse_code
from tests.web.house import EVENT, House
from tests.web.pages import data_page


def test_the_door_asks_for_the_code_with_a_numeric_keypad(visitor: FlaskClient) -> None:
    response = visitor.get("/")
    assert response.status_code == 200
    assert 'inputmode="numeric"' in response.text
    assert "set-cookie" not in {name.lower() for name, _ in response.headers}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("482913", "482913"),
        ("482 913", "482913"),
        (" 482-913 ", "482913"),
        ("482\u00a0913", "482913"),
        ("482\u2011913", "482913"),
        ("٤٨٢٩١٣", "482913"),
        ("４８２９１３", "482913"),
        ("48291", None),
        ("4829133", None),
        ("48291a", None),
        ("48291³", None),
        ("", None),
    ],
)
def test_codes_are_read_as_people_type_them(typed: str, code: str | None) -> None:
    assert parse_code(typed) == code


def test_a_right_code_leads_to_the_phone_page(visitor: FlaskClient) -> None:
    response = visitor.get("/?code=482-913&lang=fr")
    assert (response.status_code, response.location) == (302, "/j/482913?lang=fr")


@pytest.mark.parametrize("path", ["/?code=111111", "/?code=hello", "/j/111111", "/j/hello"])
def test_a_wrong_code_gets_the_form_again(visitor: FlaskClient, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 404
    assert "No event has this code" in response.text
    assert 'name="code"' in response.text


def test_only_wrong_guesses_cost_and_right_ones_are_never_refused(
    house: House, visitor: FlaskClient
) -> None:
    seen = [visitor.get("/?code=111111").status_code for _ in range(BURST + 1)]
    assert seen == [404] * BURST + [429]
    assert visitor.get("/?code=482913").status_code == 302
    assert visitor.get("/j/482913").status_code == 200
    house.clock.pass_ms(60_000)
    assert visitor.get("/?code=111111").status_code == 404


def test_the_phone_page_tells_its_script_all_it_needs(visitor: FlaskClient) -> None:
    page = data_page(visitor.get("/j/482913", headers={"Accept-Language": "fr-BE,fr;q=0.9"}))
    catalogue = page.pop("catalogue_url")
    assert catalogue.startswith("/i18n/")
    assert catalogue.endswith("/phone/fr.json")
    assert page == {
        "event_id": "event",
        "code": "482913",
        "title": "17e session, Sous-Comité sur l’éthique",
        "theme": "Security and integrity: curbing threats, leveraging opportunities",
        "join": "nickname",
        "teams": None,
        "floors": [],
        "day_url": "/j/482913/day/",
        "extra_time": False,
        "seats": False,
        "rehearsal": False,
        "languages": ["en", "fr"],
        "language": "fr",
        "dir": "ltr",
        "help_url": "/j/482913/help?lang=fr",
        "privacy_url": "/j/482913/privacy?lang=fr",
    }


def test_the_phone_page_speaks_a_language_of_the_event(house: House, visitor: FlaskClient) -> None:
    house.events.rows["event"] = replace(EVENT, languages=("ar", "en"))
    response = visitor.get("/j/482913?lang=ar")
    assert '<html lang="ar" dir="rtl"' in response.text
    assert data_page(response)["catalogue_url"].endswith("/phone/ar.json")
    assert data_page(visitor.get("/j/482913?lang=fr"))["language"] == "ar"


def test_a_title_cannot_break_out_of_the_page(house: House, visitor: FlaskClient) -> None:
    nasty = replace(EVENT.title, texts=(("en", '"><script>alert(1)</script>'),))
    house.events.rows["event"] = replace(EVENT, title=nasty)
    response = visitor.get("/j/482913")
    assert "<script>alert" not in response.text
    assert data_page(response)["title"] == '"><script>alert(1)</script>'
