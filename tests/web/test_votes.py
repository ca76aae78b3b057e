"""A new vote in two clicks, and the sheet of one that was held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase
from quizapp.domain.voting import Majority, NamesTo, Secrecy, Voters, Voting
from tests.hall import EVENT, Hall
from tests.seat_hall import seats_event, sit
from tests.web.house import House

NEW = f"/moderate/{EVENT}/votes/new"
MOTION = {
    "title_en": "Budget",
    "text_en": "The Council adopts the budget.",
    "decides": "two_thirds",
    "voters": "seats",
    "kept": "roll",
    "quorum": "50",
}
ELECTION = {
    **MOTION,
    "decides": "election",
    "kept": "secret",
    "candidates": "Ms A\n\n Mr  B\nMs C\nMs A",
    "places": "2",
}


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(seats_event()) as made:
        yield made


@pytest.fixture
def mary(hall: Hall, house: House) -> FlaskClient:
    """The moderator's browser, in a house whose event is the hall's."""
    real: Any = house
    real.live, real.events = hall.live, hall.stores.events
    real.seats, real.votes = hall.seats, hall.votes
    house.store.set_role("mary", EVENT, Role.MODERATOR)
    house.store.set_role("emmy", EVENT, Role.VIEWER)
    return house.sign_in(house.app().test_client(), "mary")


def test_form_offers_seats_where_there_are_some(mary: FlaskClient) -> None:
    page = mary.get(NEW).text
    assert "4 seats vote" in page
    assert 'id="voters-seats" name="voters" value="seats" checked' in page


def test_motion_and_election_are_made_from_the_form(mary: FlaskClient, house: House) -> None:
    for form in (MOTION, ELECTION):
        assert mary.post(NEW, data=form).location == f"/moderate/{EVENT}/"
    plans = [plan for _, plan, _ in house.plans.rows.values()]
    assert [each.voting for each in plans] == [
        Voting(Voters.SEATS, names_to=NamesTo.ROOM, majority=Majority.TWO_THIRDS, quorum=50),
        Voting(Voters.SEATS, Secrecy.SECRET, quorum=50, places=2),
    ]
    (bank,) = house.banks.store.banks()
    assert bank.slug == "votes-isc-17"


@pytest.mark.parametrize(
    ("form", "field", "value", "words"),
    [
        (MOTION, "title_en", "", "give a title"),
        (MOTION, "title_fr", "x" * 121, "At most 120"),
        (MOTION, "text_en", "x" * 1001, "At most 1000"),
        (MOTION, "quorum", "101", "From 0 to 100"),
        ({**MOTION, "voters": "phones"}, "decides", "of_members", "reckoned of seats"),
        (ELECTION, "candidates", "Ms A", "From 2 to 7"),
        (ELECTION, "title_en", "A\u202eB", "characters that can’t be shown"),
        (ELECTION, "candidates", f"Ms A\n{'x' * 121}", "At most 120"),
        (ELECTION, "places", "3", "everybody is elected"),
    ],
)
def test_what_can_not_be_voted_on_is_said(
    mary: FlaskClient, house: House, form: dict[str, str], field: str, value: str, words: str
) -> None:
    refused = mary.post(NEW, data={**form, field: value})
    assert (refused.status_code, words in refused.text) == (400, True)
    assert not house.plans.rows


def test_sheet_of_a_vote_that_was_held(mary: FlaskClient, hall: Hall, house: House) -> None:
    kenya, observer = sit(hall, "s1", "s5")
    hall.seats.give_proxy(EVENT, "s3", "s1", "letter of 1 March", "mary")
    on = hall.open_question("poll")
    hall.answer(kenya, "yes")
    hall.answer(kenya, "yes", seat="s3")
    hall.answer(observer, "no")
    path = f"/moderate/{EVENT}/votes/{on.id}"
    assert mary.get(path).status_code == 404, "not before the reveal"
    hall.until(Phase.REVEALED)
    page = mary.get(path).text
    for words in (
        "The motion is carried.",
        "2 for, 0 against, 0 abstained; 2 needed.",
        "2 (50 % of the seats): reached",
        "letter of 1 March",
        "Observers, counted apart",
        "Åland",
        "not voted",
        hall.votes.record(EVENT, on.id).head,
    ):
        assert words in page, words
    file = mary.get(f"{path}.pdf?language=fr")
    assert (file.content_type, file.data[:5]) == ("application/pdf", b"%PDF-")
    assert mary.get(f"{path}.pdf?language=xx").status_code == 200
    viewer = house.sign_in(house.app().test_client(), "emmy")
    assert viewer.get(path).status_code == 200
    assert viewer.get(f"{path}.pdf").status_code == 403
