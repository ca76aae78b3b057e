"""Keeping and deleting: only by whoever may, and never by a slip of the hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from quizapp.domain.errors import RoundStillOpen
from quizapp.domain.keeping import Keeping
from tests.web.house import EVENT, House

AsAccount = Callable[[str], FlaskClient]
PAGE = "/moderate/event/keeping"


def test_page_offers_the_record_and_what_may_be_deleted(as_account: AsAccount) -> None:
    page = as_account("mary").get(PAGE).get_data(as_text=True)
    assert "quizapp event verify" in page
    assert f"type the join code {EVENT.code}" in page
    assert "/moderate/event/record.json" in page


def test_days_are_set_and_shown(house: House, as_account: AsAccount) -> None:
    mary = as_account("mary")
    done = mary.post(PAGE, data={"names_on": "2018-04-01", "all_on": " "})
    assert done.status_code == 303
    assert house.keeping.days == Keeping(date(2018, 4, 1), None)
    page = mary.get(done.location).get_data(as_text=True)
    assert 'value="2018-04-01"' in page
    assert "Saved." in page


@pytest.mark.parametrize("typed", ["tomorrow", "2018-02-30", "01/04/2018"])
def test_what_is_no_day_changes_nothing(house: House, as_account: AsAccount, typed: str) -> None:
    answer = as_account("mary").post(PAGE, data={"names_on": typed, "all_on": "2018-04-01"})
    assert answer.status_code == 400
    assert house.keeping.days == Keeping()


def test_a_day_that_is_over_deletes_nothing_at_once(house: House, as_account: AsAccount) -> None:
    mary = as_account("mary")
    over = {"names_on": "2017-01-01", "all_on": ""}
    answer = mary.post(PAGE, data=over)
    assert answer.status_code == 400
    assert "This day is over." in answer.get_data(as_text=True)
    assert house.keeping.days == Keeping()
    house.keeping.days = Keeping(date(2017, 1, 1), None)
    assert mary.post(PAGE, data=over).status_code == 303, "as it was set before"


@pytest.mark.parametrize("what", ["names", "event"])
def test_nothing_is_deleted_without_the_code(
    house: House, as_account: AsAccount, what: str
) -> None:
    mary = as_account("mary")
    for typed in ("", "123", "yes"):
        answer = mary.post(f"{PAGE}/{what}", data={"confirm": typed})
        assert answer.status_code == 400
        assert "Nothing was deleted" in answer.get_data(as_text=True)
    assert house.keeping.deleted == []


def test_names_and_event_are_deleted_by_hand(house: House, as_account: AsAccount) -> None:
    mary = as_account("mary")
    code = f"{EVENT.code[:3]} {EVENT.code[3:]}"
    named = mary.post(f"{PAGE}/names", data={"confirm": code})
    assert "The names are deleted." in mary.get(named.location).get_data(as_text=True)
    assert mary.post(f"{PAGE}/event", data={"confirm": code}).location == "/moderate/"
    assert house.keeping.deleted == ["names of event by mary", "event"]


def test_event_that_is_going_on_says_why_it_stays(house: House, as_account: AsAccount) -> None:
    house.keeping.refusal = RoundStillOpen()
    answer = as_account("mary").post(f"{PAGE}/event", data={"confirm": EVENT.code})
    assert answer.status_code == 409
    assert "A question is still open." in answer.get_data(as_text=True)


def test_record_is_a_file(as_account: AsAccount) -> None:
    answer = as_account("mary").get("/moderate/event/record.json")
    assert answer.get_json() == {"the": "record"}
    assert f"{EVENT.slug}_record.json" in answer.headers["Content-Disposition"]


def test_records_of_deleted_events_are_for_administrators(as_account: AsAccount) -> None:
    admin, mary = as_account("admin"), as_account("mary")
    assert mary.get("/moderate/records").status_code == 403
    assert mary.get("/moderate/records/gone.json").status_code == 403
    page = admin.get("/moderate/records").get_data(as_text=True)
    assert "A meeting of before" in page
    assert admin.get("/moderate/records/gone.json").get_json() == {"an": "old record"}
    assert admin.get("/moderate/records/never.json").status_code == 404
    assert "/moderate/records" in admin.get("/moderate/").get_data(as_text=True)


@pytest.mark.parametrize("account", ["grace", "emmy"])
def test_helpers_and_viewers_keep_out(as_account: AsAccount, account: str) -> None:
    client = as_account(account)
    assert client.get("/moderate/event/record.json").status_code == 403
    for path in ("", "/names", "/event"):
        assert client.post(PAGE + path, data={"confirm": EVENT.code}).status_code == 403
