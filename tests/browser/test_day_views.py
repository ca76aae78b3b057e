"""The day: on the phone its places, rooms and questions beside the stage; on the console the run sheet."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import console_site
from tests.browser import day_states as days
from tests.browser import phone_states as stories
from tests.browser.console_states import SCENES
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


# --- the console ----------------------------------------------------------------------------------


class Desk:
    """A console at a meeting with an agenda; `run` is what its run sheet shows."""

    def __init__(self, page: Page, stub: console_site.Stub) -> None:
        self.page, self.stub, self.rev = page, stub, 100
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        stub.page = {**console_site.PAGE, "csrf": "token", "floor": "f1", "floors": days.FLOORS}
        page.goto(stub.url, wait_until="commit")
        page.wait_for_selector("html[data-starts]", state="attached")

    def show(self, **more: Any) -> dict[str, Any]:
        """An empty stage, changed by `more`; the state that was shown."""
        self.rev += 1
        scene = days.on_a_desk(SCENES["idle"](), rev=self.rev, **more)
        self.page.evaluate(
            "(state) => { line.status('online'); line.hear('state', state) }", scene["state"]
        )
        state: dict[str, Any] = scene["state"]
        return state

    def sent(self) -> list[Any]:
        found: list[list[Any]] = self.page.evaluate("line.sent")
        return [[each["name"], each["args"]] for name, each in found if name == "command"]

    def start_of(self, activity: str) -> Locator:
        return self.page.locator(f'[data-activity="{activity}"] .start')

    def posted(self) -> tuple[str, Any]:
        limit = time.monotonic() + 5
        while not self.stub.posted:
            assert time.monotonic() < limit, "nothing was sent"
            self.page.wait_for_timeout(10)
        path, body = self.stub.posted.pop(0)
        return path.removeprefix("/moderate/e1/day/"), body


@pytest.fixture(scope="module")
def console(chromium: Browser) -> Iterator[Desk]:
    with console_site.serving(console_site.Stub()) as stub:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        desk = Desk(context.new_page(), stub)
        yield desk
        assert desk.faults == []
        context.close()


@pytest.fixture
def desk(console: Desk) -> Desk:
    console.show()
    console.stub.posted.clear()
    console.page.evaluate("line.sent.length = 0")
    return console


def test_the_run_sheet_tells_planned_and_real_times(desk: Desk) -> None:
    first, second = (desk.page.locator(".item").nth(n).inner_text() for n in (0, 1))
    for words in ("11:00–11:15", "11:03–11:23", "4 min late"):
        assert words in first, words
    for words in ("11:15–11:20", "9 min late", "over by 7 min"):
        assert words in second, words
    assert "Room B" in desk.page.locator(".item").nth(2).inner_text()
    assert desk.page.locator(".item.here .nr").inner_text() == "II"


def test_an_item_is_put_on_the_floor_and_the_big_button_says_which_comes(desk: Desk) -> None:
    third = desk.page.locator(".item").nth(2)
    third.locator("summary").click()
    third.get_by_text("Put on the floor").click()
    assert desk.sent() == [["take_item", {"floor_id": "f1", "item_id": "i2"}]]
    desk.page.evaluate("line.reply('command', { ok: true, seq: 1 })")
    take = {
        "kind": "take",
        "activity_id": None,
        "item_id": "i2",
        "title": "III Adoption of the Agenda",
        "number": None,
        "answerable": True,
    }
    desk.show(next=take)
    expect(desk.page.locator(".next")).to_contain_text("Put on the floor: \u2068III Adoption")


def test_notes_stand_beside_the_big_button_and_are_edited_in_place(desk: Desk) -> None:
    field = desk.page.locator(".notes-now textarea")
    assert field.input_value() == "Thank the host first."
    field.fill("Thank the host twice.")
    field.blur()
    assert desk.posted() == (
        "note",
        {"kind": "agenda_item", "id": "i1", "text": "Thank the host twice."},
    )
    expect(desk.page.locator(".notes-now")).to_contain_text("Saved.")


def test_times_and_floor_of_an_item_are_edited_in_place(desk: Desk) -> None:
    fourth = desk.page.locator(".item").nth(3)
    fourth.locator("summary").click()
    fourth.locator("input[type=time]").first.fill("11:00")
    assert desk.posted() == (
        "plan",
        {"item": "i3", "starts_at": "11:00", "ends_at": "", "floor": ""},
    )


def test_activities_are_moved_by_keys_across_items(desk: Desk) -> None:
    state = desk.show()
    desk.start_of("vi").focus()
    desk.page.keyboard.press("Alt+ArrowUp")
    path, body = desk.posted()
    assert (path, body["items"]) == ("order", {"vi": "i4"})
    assert body["ids"][:4] == ["warm-up", "v", "vi", "viii"]
    run = state["run"]
    run[4]["activities"].append(run[5]["activities"].pop())
    desk.show(run=run)
    expect(desk.start_of("vi")).to_be_focused()
    desk.page.keyboard.press("Alt+ArrowDown")
    assert desk.posted()[1]["items"] == {"vi": "i5"}


def test_an_item_is_moved_by_keys_and_keeps_the_focus(desk: Desk) -> None:
    state = desk.show()
    handle = desk.page.locator(".item").nth(1).locator("summary")
    handle.focus()
    desk.page.keyboard.press("Alt+ArrowDown")
    moved = state["run"][1]["item"]
    assert desk.posted() == ("move", {"item": moved["id"], "by": 1})
    run = state["run"]
    run[1], run[2] = run[2], run[1]
    desk.show(run=run)
    expect(desk.page.locator(".item").nth(2).locator("summary")).to_be_focused()
    desk.page.keyboard.press("Alt+ArrowUp")
    assert desk.posted() == ("move", {"item": moved["id"], "by": -1})


def test_activities_are_dragged_to_another_item(desk: Desk) -> None:
    grip = desk.page.locator('[data-activity="vi"] .grip')
    grip.drag_to(desk.page.locator(".item").nth(4))
    assert desk.posted()[1]["items"] == {"vi": "i4"}


def test_a_question_is_made_in_two_clicks(desk: Desk) -> None:
    desk.page.click(".quick summary")
    desk.page.click(".quick >> text=Yes or no")
    assert desk.posted() == ("quick", {"kind": "yes_no", "prompt": "", "floor": "f1"})
    expect(desk.page.locator(".quick")).not_to_have_attribute("open", "")
    desk.page.click(".quick summary")
    desk.page.fill(".quick input", "Shall we break?")
    desk.page.click(".quick >> text=Word cloud")
    assert desk.posted()[1]["prompt"] == "Shall we break?"


def test_a_poll_is_opened_and_closed_beside_the_stage(desk: Desk) -> None:
    state = desk.show()
    desk.page.click('[data-activity="vi"] .more summary')
    desk.page.click('[data-activity="vi"] >> text=Open on phones, beside the stage')
    desk.page.evaluate("line.reply('command', { ok: true, seq: 1 })")
    run = state["run"]
    run[5]["activities"][0] |= {"aside": "open", "status": "running"}
    desk.show(run=run)
    desk.page.evaluate(
        "line.hear('crowd', { joined: 9, here: 9, answered: 0, of: 0, round: null, arrivals: [], teams: [], extra: 0, asides: [{ id: 'vi', answered: 7 }] })"
    )
    note = desk.page.locator('[data-activity="vi"] .aside-now')
    expect(note).to_contain_text("7 have answered")
    note.get_by_text("Close", exact=True).click()
    about = {"floor_id": "f1", "activity_id": "vi"}
    assert desk.sent() == [["open_aside", about], ["close_aside", about]]
    desk.page.evaluate("line.reply('command', { ok: true, seq: 1 })")


def test_the_console_goes_to_another_floor(desk: Desk) -> None:
    links = desk.page.locator(".floors a")
    assert [each.get_attribute("href") for each in links.all()] == ["?floor=f1", "?floor=f2"]
    assert links.nth(0).get_attribute("aria-current") == "true"
    assert desk.page.evaluate("line.who.floor") == "f1"
