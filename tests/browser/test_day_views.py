"""The day on the phone: its places, the agenda, rooms, and three questions beside the stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import day_states as days
from tests.browser import phone_states as stories
from tests.browser.phone_page import Phone
from tests.browser.phone_site import DATA, Stub, serving

pytestmark = pytest.mark.browser

FLOORS = [{"id": each["id"], "name": {"en": each["name"]}} for each in days.FLOORS]


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Phone]:
    data = {**DATA, "day_url": "/j/482913/day/", "floors": FLOORS}
    with serving(Stub(data=data, agenda=days.AGENDA)) as stub:
        context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
        phone = Phone(context.new_page(), stub)
        phone.open()
        yield phone
        assert phone.errors == []
        context.close()


@pytest.fixture
def phone(shared: Phone) -> Phone:
    """In the empty room of a meeting with an agenda."""
    shared.show(days.on_a_day((stories.state("idle"), stories.me()), aside=False))
    expect(shared.page.locator(".tabs")).to_be_visible()
    shared.page.click("#tab-now")
    tell_day(shared)
    return shared


def tell_day(phone: Phone) -> None:
    """Answer every look at the day so far."""
    for _ in phone.sent("day"):
        phone.reply("day", {"ok": True, "activities": days.PLAYED})
    phone.page.evaluate("window.line.sent.length = 0")


def idle(phone: Phone, **own: Any) -> None:
    phone.show(days.on_a_day((stories.state("idle"), stories.me()), **own))


def in_quiz(phone: Phone) -> None:
    phone.show(days.on_a_day(stories.in_round("single_choice", "open")))


def kept(phone: Phone) -> Any:
    return json.loads(phone.page.evaluate("localStorage['quizapp.outbox.e1'] ?? 'null'"))


# --- places ---------------------------------------------------------------------------------------


def test_an_idle_phone_says_where_the_meeting_stands(phone: Phone) -> None:
    phone.sees("On the floor now")
    assert "Organized crime as a threat" in phone.text()
    assert phone.page.locator(".tabs button").all_inner_texts() == ["Now", "Day"]
    assert phone.page.get_attribute("#tab-now", "aria-current") == "page"


def test_a_meeting_without_an_agenda_has_no_places(phone: Phone) -> None:
    phone.show((stories.state("idle"), stories.me()))
    expect(phone.page.locator(".tabs")).to_have_count(0)
    assert phone.page.get_attribute("body", "class") == ""


def test_who_reads_the_day_is_called_back_by_a_question(phone: Phone) -> None:
    phone.page.click("#tab-day")
    phone.sees("The day")
    in_quiz(phone)
    phone.sees(stories.PROMPT)
    phone.page.click("#tab-day")
    expect(phone.page.locator("#tab-now .calls")).to_be_visible()
    assert "a question is open" in phone.page.inner_text("#tab-now")


def test_another_room_is_chosen_and_kept(phone: Phone) -> None:
    starts = phone.page.evaluate("window.line.starts")
    assert phone.page.locator("#floor").input_value() == "f1"
    phone.page.select_option("#floor", "f2")
    phone.until("a new connection", lambda: phone.page.evaluate("window.line.starts") == starts + 1)
    assert phone.page.evaluate("window.line.who.floor") == "f2"
    assert phone.page.evaluate("localStorage['quizapp.floor.e1']") == '"f2"'
    phone.sees("One moment")
    phone.status("online")
    phone.page.select_option("#floor", "f1")
    phone.status("online")


# --- the day --------------------------------------------------------------------------------------


def test_the_day_shows_the_agenda_what_is_on_and_what_was_shown(phone: Phone) -> None:
    idle(phone)
    phone.page.click("#tab-day")
    phone.until("what was on", lambda: phone.sent("day"))
    tell_day(phone)
    phone.sees("A straw poll")
    text = phone.text()
    for words in ("Thursday, March 1", "Day 2", "09:30", "HI0086E1", "Besides the agenda"):
        assert words.casefold() in text.casefold(), words
    now = phone.page.locator(".item.now")
    assert "Organized crime" in now.inner_text()
    assert "Feedback" in now.inner_text()
    expect(now).to_be_in_viewport()
    assert phone.page.locator(".item.elsewhere").inner_text().count("Room B") == 1
    assert "2 questions, not answered" in text
    phone.page.click(".did:has-text('One word') button")
    phone.until("its results", lambda: phone.sent("history"))
    assert phone.sent("history") == [{"activity": "warm"}]
    phone.reply("history", {"ok": True, "rounds": [stories.past(1)]})
    phone.sees("Article 23.2")
    phone.page.click("text=Back")
    phone.page.click(".did:has-text('Feedback') button")
    expect(phone.page.locator(".aside-view")).to_be_visible()
    phone.page.click(".aside-view .bar .link")


def test_an_agenda_that_can_not_be_had_may_be_asked_for_again(phone: Phone) -> None:
    phone.stub.agenda = None
    said, mine = days.on_a_day((stories.state("idle"), stories.me()), aside=False)
    said["event"]["day"] = "another"
    phone.show((said, mine))
    phone.page.click("#tab-day")
    phone.sees("The agenda can’t be fetched at the moment.")
    phone.stub.agenda = days.AGENDA
    phone.page.click("text=Try again")
    phone.sees("Opening address")
    phone.errors.clear()  # the browser's own word on the answer 404


# --- beside the stage -----------------------------------------------------------------------------


def test_feedback_is_answered_one_by_one_without_a_line_and_with_one(phone: Phone) -> None:
    in_quiz(phone)
    phone.sees("Also open, whenever you like")
    card = phone.page.locator(".aside-card")
    assert "on item \u2068V\u2069" in card.inner_text()
    assert "3 questions" in card.inner_text()
    card.click()
    phone.sees("The room is being asked")
    phone.status("offline")
    phone.page.click("button.tile >> nth=1")
    phone.sees("Kept on this phone")
    phone.page.click("#next-question")
    phone.page.click(".stars label >> nth=3")
    if phone.page.locator(".send .go").count():
        phone.page.click(".send .go")
    phone.sees("2 of 3 answered")
    assert [each["round"] for each in kept(phone)] == ["f1", "f2"]
    assert phone.sent("answer") == []
    phone.status("online")
    phone.until("both are sent", lambda: len(phone.sent("answer")) == 2)
    assert phone.sent("answer")[0] == {"round": "f1", "number": 1, "answer": "b"}
    for each in phone.sent("answer"):
        phone.reply("answer", {"ok": True, "number": 1, "answer": each["answer"]})
    phone.until("nothing is kept", lambda: kept(phone) is None)
    phone.page.click("#next-question")
    phone.page.fill("textarea", "More time for questions.")
    phone.page.click(".send .go")
    phone.reply("answer", {"ok": True, "number": 1, "answer": ["More time for questions."]})
    phone.sees("All answered. Thank you.")
    phone.page.click("text=Done")
    phone.sees(stories.PROMPT)
    expect(phone.page.locator(".aside-card.done")).to_be_visible()


def test_what_is_saved_is_known_after_a_reload_and_may_be_changed(phone: Phone) -> None:
    idle(phone, f1={"answer": "c", "number": 2})
    tell_day(phone)
    phone.page.click(".aside-card")
    phone.page.click(".aside-steps button >> nth=0")
    phone.page.click("button.tile >> nth=0")
    phone.until("the change", lambda: phone.sent("answer"))
    number = phone.sent("answer")[-1]["number"]
    assert number >= 3, "above what the server has"
    phone.reply("answer", {"ok": True, "number": number, "answer": "a"})
    phone.sees("Saved. You may change it until the close.")


def test_feedback_that_is_closed_leads_back(phone: Phone) -> None:
    idle(phone)
    phone.page.click(".aside-card")
    expect(phone.page.locator(".aside-view")).to_be_visible()
    idle(phone, aside=False)
    phone.sees("Nothing to do right now")
    expect(phone.page.locator(".aside-card")).to_have_count(0)
