"""A secret ballot in a hand: chosen, looked at once more, cast, and gone from the phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import phone_states as stories
from tests.browser.phone_page import Phone
from tests.browser.phone_site import Stub, serving

pytestmark = pytest.mark.browser

KEPT = "localStorage.getItem('quizapp.outbox.e1')"
ALL_KEPT = "JSON.stringify({...localStorage, ...sessionStorage})"


@pytest.fixture(scope="module")
def hand(chromium: Browser) -> Iterator[tuple[BrowserContext, Stub]]:
    with serving(Stub()) as stub:
        yield chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True), stub


@pytest.fixture
def phone(hand: tuple[BrowserContext, Stub]) -> Iterator[Phone]:
    context, stub = hand
    held = Phone(context.new_page(), stub)
    held.open()
    yield held
    held.page.evaluate("localStorage.clear(), sessionStorage.clear()")
    held.page.close()
    assert held.errors == []


def tap(phone: Phone, text: str) -> None:
    phone.page.get_by_role("button", name=text).first.tap()


def checked(phone: Phone) -> None:
    phone.show(stories.ballot("open"))
    tap(phone, "Article 23.2")
    tap(phone, "Check my ballot")
    phone.sees("This is your ballot. Once cast, it can’t be changed.")


def test_first_tap_sends_nothing_and_may_be_thought_over(phone: Phone) -> None:
    checked(phone)
    assert phone.sent("answer") == []
    assert phone.page.evaluate(KEPT) is None
    tap(phone, "Choose again")
    tap(phone, "Article 6.3")
    tap(phone, "Check my ballot")
    tap(phone, "Cast it now")
    phone.until("the ballot", lambda: phone.sent("answer"))
    assert phone.sent("answer") == [{"round": "r-single_choice", "number": 1, "answer": "b"}]


def test_choice_is_gone_from_the_phone_once_the_server_has_it(phone: Phone) -> None:
    checked(phone)
    tap(phone, "Cast it now")
    phone.until("the ballot", lambda: phone.sent("answer"))
    assert json.loads(phone.page.evaluate(KEPT))["answer"] == "d", "until then it must not be lost"
    phone.reply("answer", {"ok": True, "number": 1, "answer": None, "already": False})
    phone.sees("You have voted. Your choice is no longer on this phone.")
    assert phone.page.evaluate(KEPT) is None
    assert '"d"' not in phone.page.evaluate(ALL_KEPT)
    assert phone.page.locator("[aria-pressed=true], .tile.on").count() == 0
    phone.hears("Saved.")
    phone.show(stories.ballot("closed", stories.VOTED))
    phone.sees("Closed. Your ballot is in the box.")


def test_ballot_waits_for_the_line_and_outlives_a_reload(phone: Phone) -> None:
    checked(phone)
    phone.status("offline")
    tap(phone, "Cast it now")
    phone.sees("Your ballot is kept on this phone. It is cast as soon as the line is back.")
    phone.page.reload()
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.show(stories.ballot("open"))
    phone.until("the ballot again", lambda: phone.sent("answer"))
    phone.reply("answer", {"ok": True, "number": 1, "answer": None, "already": True})
    phone.sees("You have voted.")
    assert phone.page.evaluate(KEPT) is None


def test_refused_ballot_is_gone_too_and_another_may_be_cast(phone: Phone) -> None:
    checked(phone)
    tap(phone, "Cast it now")
    phone.until("the ballot", lambda: phone.sent("answer"))
    refusal: dict[str, Any] = {"ok": False, "code": "no_seat", "message": "Please take your seat."}
    phone.reply("answer", refusal)
    phone.sees("Please take your seat.")
    assert phone.page.evaluate(KEPT) is None
    tap(phone, "Article 6.3")
    phone.until("a choice", lambda: phone.page.locator(".go").is_enabled())
