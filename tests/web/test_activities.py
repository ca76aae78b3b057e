"""Activities in the browser: what a form says, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quizapp.domain.event import AgendaLine
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.shelf import BankHead
from quizapp.domain.text import LocalizedText
from quizapp.domain.voting import PLAIN, GroupBy, Majority, Secrecy, Voting
from tests.web.house import EVENT, House
from tests.web.pages import data_page
from tests.web.test_banks import content

AsAccount = Callable[[str], FlaskClient]

ITEM = AgendaLine(
    "item", "IV", "IV", LocalizedText.of({"en": "Quiz time"}), LocalizedText(), "", 1, None, 0
)
FORM = {
    "kind": "quiz",
    "title_en": "A  new quiz",
    "title_fr": "Un nouveau quiz",
    "item": "IV",
    "question": ["q1:1", "q2:1"],
    "scoring": "mild",
    "results": "live",
    "ranking": "end",
    "ask_s": "0",
    "time_limit_s": "",
    "streak": "on",
    "ranking_of": "both",
    "top": "10",
    "names": "hidden",
    "breather_s": "12",
}


@pytest.fixture
def client(house: House, as_account: AsAccount) -> FlaskClient:
    house.events.rows[EVENT.id] = replace(EVENT, agenda=(ITEM,))
    house.shelf.create("bank", "ours", BankHead(LocalizedText.of({"en": "Ours"}), ("en",)))
    for question_id in ("q1", "q2"):
        house.banks.save("bank", question_id, 0, content(f"{question_id}?"), "admin")
    return as_account("mary")


def test_an_activity_is_made_with_all_its_rules(house: House, client: FlaskClient) -> None:
    made = client.post("/moderate/event/activities/new", data=FORM)
    assert made.location == "/moderate/event/activities"
    ((event_id, plan, questions),) = house.plans.rows.values()
    assert (event_id, questions) == ("event", (("q1", 1), ("q2", 1)))
    assert (plan.slug, plan.kind, plan.title.get("en")) == ("a-new-quiz", "quiz", "A new quiz")
    assert (plan.item, plan.scoring, plan.results, plan.ranking) == ("IV", "mild", "live", "end")
    assert (plan.ask_s, plan.time_limit_s, plan.streak) == (0, None, True)
    assert (plan.ranking_of, plan.top, plan.names, plan.breather_s) == ("both", 10, "hidden", 12)
    assert isinstance(house.live.done[-1][1], NoteContentChanged)


def test_what_makes_no_sense_falls_back_or_is_said(house: House, client: FlaskClient) -> None:
    odd = {**FORM, "kind": "riddle", "item": "XX", "top": "4", "scoring": "", "ranking_of": "cats"}
    client.post("/moderate/event/activities/new", data=odd)
    ((_, plan, _),) = house.plans.rows.values()
    assert (plan.kind, plan.item, plan.top, plan.scoring) == ("poll", "", 5, "accuracy")
    for field, value, words in (
        ("title_en", "", "give a title"),
        ("title_fr", "x" * 121, "At most 120"),
        ("question", [], "at least one question"),
        ("ask_s", "61", "From 0 to 60"),
        ("time_limit_s", "four", "From 5 to 3600"),
        ("breather_s", "-1", "From 0 to 60"),
    ):
        refused = client.post("/moderate/event/activities/new", data={**FORM, field: value})
        assert (refused.status_code, words in refused.text) == (400, True), field
    for wrong in ("q1", ":1", "q1:x"):
        bad = client.post("/moderate/event/activities/new", data={**FORM, "question": [wrong]})
        assert bad.status_code == 400
    assert len(house.plans.rows) == 1


def test_the_form_shows_what_is_set_and_which_version_is_asked(
    house: House, client: FlaskClient
) -> None:
    house.banks.save("bank", "q1", 1, content("Better?"), "admin")
    page = client.get("/moderate/event/activities/activity")
    assert "Integrity Quiz" in page.text
    (chosen, *others) = data_page(page)["chosen"]
    assert (chosen["version"], chosen["newest"], chosen["prompt"]) == (1, 2, "q1?")
    assert [(each["version"], each["newest"]) for each in others] == [(1, 1)]
    changed = client.post("/moderate/event/activities/activity", data=FORM)
    assert changed.status_code == 303
    assert "activity" in house.plans.rows
    assert client.get("/moderate/event/activities/nowhere").status_code == 404


def test_the_list_is_ordered_and_shortened(house: House, client: FlaskClient) -> None:
    page = client.get("/moderate/event/activities").text
    assert "Without an agenda item" in page
    client.post("/moderate/event/activities/order", json={"ids": ["activity"]})
    assert house.plans.ordered == ["activity"]
    assert client.post("/moderate/event/activities/order", json={}).status_code == 400
    client.post("/moderate/event/activities/activity", data=FORM)
    client.post("/moderate/event/activities/activity/delete")
    assert house.plans.rows == {}
    house.events.rows[EVENT.id] = replace(EVENT, activities=())
    assert "Nothing to play yet" in client.get("/moderate/event/activities").text


@pytest.mark.parametrize("path", ["new", "activity", "activity/delete", "order"])
def test_who_does_not_moderate_changes_nothing(
    house: House, client: FlaskClient, as_account: AsAccount, path: str
) -> None:
    for account, status in (("grace", 403), ("sofia", 404)):
        response = as_account(account).post(f"/moderate/event/activities/{path}", data=FORM)
        assert response.status_code == status
    assert (house.plans.rows, house.live.done) == ({}, [])


VOTE = {
    **FORM,
    "kind": "poll",
    "voters": "phones",
    "secrecy": "secret",
    "names_to": "moderators",
    "group_by": "region",
    "smallest": "7",
    "majority": "simple",
    "quorum": "",
    "places": "",
}


def test_a_poll_has_the_settings_of_its_vote(house: House, client: FlaskClient) -> None:
    client.post("/moderate/event/activities/new", data=VOTE)
    ((_, plan, _),) = house.plans.rows.values()
    assert plan.voting == Voting(
        secrecy=Secrecy.SECRET, group_by=GroupBy.REGION, smallest=7, majority=Majority.SIMPLE
    )
    client.post("/moderate/event/activities/new", data={**VOTE, "kind": "quiz"})
    assert [each.voting for _, each, _ in house.plans.rows.values()][-1] == PLAIN


def test_settings_of_a_vote_that_do_not_go_together_are_said(
    house: House, client: FlaskClient
) -> None:
    for field, value, words in (
        ("voters", "seats", "no seat that votes"),
        ("smallest", "1", "From 2 to 50"),
        ("places", "9", "From 0 to 8"),
        ("quorum", "50", "reckoned of seats"),
        ("names_to", "room", "no roll call"),
    ):
        refused = client.post("/moderate/event/activities/new", data={**VOTE, field: value})
        assert (refused.status_code, words in refused.text) == (400, True), field
    assert not house.plans.rows
