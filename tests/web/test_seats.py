"""The pages of the seat list, over the real use cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase
from tests.hall import EVENT, Hall
from tests.seat_hall import seats_event, sit
from tests.web.house import House

PAGE = f"/moderate/{EVENT}/seats"
LIST = "Delegation;Name;Votes\nKenya;[Kenya];yes\nMali;;no\n;Nobody;yes\n"


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(seats_event()) as made:
        yield made


@pytest.fixture
def mary(hall: Hall, house: House) -> FlaskClient:
    """The moderator's browser, in a house whose event is the hall's."""
    real: Any = house
    real.live, real.events, real.seats = hall.live, hall.stores.events, hall.seats
    house.store.set_role("mary", EVENT, Role.MODERATOR)
    house.store.set_role("grace", EVENT, Role.HELPER)
    return house.sign_in(house.app().test_client(), "mary")


def delegations(hall: Hall) -> list[str]:
    return [each.delegation for each in hall.live.event(EVENT).seats]


def test_list_shows_seats_with_their_phones_and_proxies(mary: FlaskClient, hall: Hall) -> None:
    sit(hall, "s1", "s1")
    hall.seats.give_proxy(EVENT, "s3", "s1", "letter of 1 March", "mary")
    page = mary.get(PAGE).text
    for words in ("Kenya", "4 seats vote", "1 seat observes", "letter of 1 March", "Åland"):
        assert words in page


def test_list_is_seen_before_it_is_written(mary: FlaskClient, hall: Hall) -> None:
    check = mary.post(PAGE, data={"text": LIST})
    assert check.status_code == 200
    for words in ("Mali", "1 line is left out", "Nothing is written yet", "Take in 2 seats"):
        assert words in check.text
    assert "Mali" not in delegations(hall)
    data = re.findall(r'name="data" value="([^"]+)"', check.text)[0]
    done = mary.post(f"{PAGE}/confirm", data={"name": "seats.csv", "data": data})
    assert done.status_code == 303
    assert "The seat list is in place." in mary.get(done.headers["Location"]).text
    assert delegations(hall)[-1] == "Mali"


def test_columns_are_mapped_by_hand(mary: FlaskClient, hall: Hall) -> None:
    strange = mary.post(PAGE, data={"text": "A,B\nMali,x\n"})
    assert "No seat in it can be used." in strange.text
    data = re.findall(r'name="data" value="([^"]+)"', strange.text)[0]
    carried = {"name": "seats.csv", "data": data, "column": ["delegation", "-"]}
    assert "Mali" in mary.post(PAGE, data=carried).text
    mary.post(f"{PAGE}/confirm", data=carried)
    assert delegations(hall)[-1] == "Mali"


@pytest.mark.parametrize("data", [{"text": " "}, {"text": 'Delegation\n"Kenya"x\n'}])
def test_what_is_no_list_is_said(mary: FlaskClient, data: dict[str, str]) -> None:
    refused = mary.post(PAGE, data=data)
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text


def test_too_large_a_list_is_refused_with_its_limit(mary: FlaskClient) -> None:
    refused = mary.post(PAGE, data={"text": "x" * 900_000})
    assert refused.status_code == 413
    assert "512 KiB" in refused.text


@pytest.mark.parametrize("data", ["%%%", "eA=="])
def test_forged_files_are_refused(mary: FlaskClient, data: str) -> None:
    for path in (PAGE, f"{PAGE}/confirm"):
        answer = mary.post(path, data={"name": "x", "data": data, "column": ["region"]})
        assert answer.status_code in (200, 303, 400)
    assert mary.post(f"{PAGE}/confirm", data={"name": "x", "data": "%%%"}).status_code == 400


def test_cards_are_a_file_that_nobody_keeps_and_their_codes_are_good(
    mary: FlaskClient, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []

    def print_nothing(cards: object, sheet: object, _speak: object) -> bytes:
        made.append((cards, sheet))
        return b"%PDF-"

    monkeypatch.setattr("quizapp.web.seats.card_pages", print_nothing)
    one = mary.post(f"{PAGE}/cards", data={"which": "chosen", "seat": "s2"})
    assert (one.status_code, one.headers["Cache-Control"]) == (200, "no-store")
    assert one.headers["Content-Type"] == "application/pdf"
    mary.post(f"{PAGE}/cards", data={"which": "all"})
    (cards, sheet), (everybody, _) = made
    assert sheet.languages == ("en", "fr")
    assert len(everybody) == 5
    (card,) = cards
    assert card.link == f"http://192.168.1.20:8000/j/482913#seat={card.code}"
    codes = {each.code: each.seat.id for each in everybody}
    for code, seat_id in codes.items():
        assert hall.seats.seat_of_code(EVENT, code).id == seat_id
    assert mary.post(f"{PAGE}/cards", data={"which": "chosen"}).status_code == 400


def test_proxies_and_seats_are_changed_until_a_vote_opens(mary: FlaskClient, hall: Hall) -> None:
    given = {"seat": "s3", "holder": "s1", "note": " by  letter "}
    assert mary.post(f"{PAGE}/proxy", data=given).status_code == 303
    (proxy,) = hall.seats.proxies(EVENT)
    assert (proxy.seat.id, proxy.holder.id, proxy.note) == ("s3", "s1", "by letter")
    refused = mary.post(f"{PAGE}/proxy", data={"seat": "s1", "holder": "s2"})
    assert refused.status_code == 409
    assert "passed on" in refused.text
    assert mary.post(f"{PAGE}/proxy", data={"seat": "s3"}).status_code == 303
    assert hall.seats.proxies(EVENT) == ()
    assert mary.post(f"{PAGE}/s4/remove").status_code == 303
    assert "Peru" not in delegations(hall)
    hall.open_question("poll")
    assert "the list stands still" in mary.get(PAGE).text
    assert mary.post(f"{PAGE}/s2/remove").status_code == 409
    hall.until(Phase.CLOSED)
    assert "Take off" not in mary.get(PAGE).text


def test_seats_are_for_moderators(mary: FlaskClient, house: House) -> None:
    helper = house.sign_in(house.app().test_client(), "grace")
    for path in ("", "/confirm", "/cards", "/proxy", "/s1/remove"):
        assert helper.post(f"{PAGE}{path}").status_code == 403
    assert helper.get(PAGE).status_code == 403
