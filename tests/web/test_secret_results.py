"""The page of results of a secret vote: what the room saw, what proves it, and nothing under k."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quizapp.domain.report import ReportBallots, ReportGroup, ReportRound
from quizapp.domain.tallies import Counts
from quizapp.domain.voting import Secrecy, Voting
from tests.web.house import FakeReports, House, report

PAGE = "/moderate/event/activities/activity/results"
DIGEST, SALT, HEAD = "d" * 64, "s" * 43, "3f2a91bc77de0a41" * 4
SECRET = Voting(secrecy=Secrecy.SECRET)


def page_of(house: House, client: FlaskClient, **changes: object) -> str:
    made = report()
    on: ReportRound = made.rounds[0]
    voted = replace(on, voting=SECRET, head=HEAD, answers=(), **changes)  # type: ignore[arg-type]
    house.results = FakeReports({1: replace(made, rounds=(voted,))})
    return client.get(PAGE).get_data(as_text=True)


@pytest.fixture
def mary(house: House) -> FlaskClient:
    return house.sign_in(house.app().test_client(), "mary")


def test_figures_wait_for_the_reveal(house: House, mary: FlaskClient) -> None:
    page = page_of(house, mary, tally=None, answered=9, ballots=ReportBallots(DIGEST))
    assert "The figures come once the result was shown to the room." in page
    assert "Secret ballot" in page
    assert "one per phone, not verified" in page
    assert DIGEST in page
    assert HEAD in page
    assert "Salt that opens the seal" not in page


def test_under_k_the_page_says_why_there_is_nothing(house: House, mary: FlaskClient) -> None:
    ballots = ReportBallots(DIGEST, suppressed=True)
    page = page_of(house, mary, tally=None, answered=4, ballots=ballots)
    assert "Fewer than" in page
    assert "no figures are shown" in page


def test_revealed_vote_has_its_salt_and_its_groups(house: House, mary: FlaskClient) -> None:
    tally = report().rounds[0].tally
    assert isinstance(tally, Counts)
    groups = (ReportGroup("Europe", tally),)
    ballots = ReportBallots(DIGEST, SALT, groups=groups, hidden=("Asia", "Oceania"))
    page = page_of(house, mary, ballots=ballots)
    assert SALT in page
    assert "Europe" in page
    assert "Too few ballots to be told apart:" in page
    assert "Asia, Oceania" in page
