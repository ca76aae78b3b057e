from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quizapp.domain.event import Wifi
from quizapp.web import qr
from tests.web.house import ADDRESS, EVENT, House
from tests.web.pages import data_page


def test_the_screen_opens_by_its_own_token(visitor: FlaskClient) -> None:
    page = data_page(visitor.get("/screen/screen-token"))
    assert page["event_id"] == "event"
    assert page["token"] == "screen-token"
    assert page["languages"] == ["en", "fr"]
    assert page["catalogue_urls"]["fr"].endswith("/screen/fr.json")


@pytest.mark.parametrize("path", ["/screen/482913", "/screen/event", "/screen/x/join.svg"])
def test_nothing_else_opens_a_screen(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_the_join_qr_is_black_on_white_with_a_quiet_zone(visitor: FlaskClient) -> None:
    response = visitor.get("/screen/screen-token/join.svg")
    assert response.content_type == "image/svg+xml"
    assert response.text == qr.svg(f"{ADDRESS}/j/482913")
    assert 'fill="#fff"' in response.text
    assert 'fill="#000" d="M4 4h7' in response.text


def test_the_qr_never_holds_a_host_that_a_client_sent(visitor: FlaskClient) -> None:
    forged = visitor.get("/screen/screen-token/join.svg", headers={"Host": "evil.example"})
    assert forged.text == qr.svg(f"{ADDRESS}/j/482913")


def test_the_wifi_qr_is_there_where_a_wifi_is_set(house: House, visitor: FlaskClient) -> None:
    expected = qr.svg("WIFI:T:WPA;S:ISC-Hall;P:customs2018;;")
    assert visitor.get("/screen/screen-token/wifi.svg").text == expected
    house.events.rows["event"] = replace(EVENT, wifi=Wifi())
    assert visitor.get("/screen/screen-token/wifi.svg").status_code == 404


@pytest.mark.parametrize(
    ("wifi", "text"),
    [
        (
            Wifi('a;b,c:d"e\\f', "p;", hidden=True),
            'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;;H:true;;',
        ),
        (Wifi("Guests", "", "nopass"), "WIFI:T:nopass;S:Guests;;"),
    ],
)
def test_special_characters_of_a_wifi_are_escaped(wifi: Wifi, text: str) -> None:
    assert qr.wifi_text(wifi) == text
