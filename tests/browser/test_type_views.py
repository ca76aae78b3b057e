"""The types that match, point, share and place: by taps, by keys, and without a drag anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator

from tests.browser import phone_states as stories
from tests.browser.phone_page import Phone
from tests.browser.phone_site import Stub, serving

pytestmark = pytest.mark.browser


def opened(chromium: Browser, stub: Stub) -> Phone:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    phone = Phone(context.new_page(), stub)
    phone.open()
    return phone


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Phone]:
    with serving(Stub()) as stub:
        phone = opened(chromium, stub)
        yield phone
        assert phone.errors == []
        phone.page.context.close()


@pytest.fixture
def phone(shared: Phone) -> Phone:
    """With nothing of an earlier round on it."""
    shared.show((stories.state(), stories.me()))
    shared.page.evaluate("window.line.sent.length = 0")
    return shared


_shown = iter(range(1000))


def ask(phone: Phone, question_type: str, seed: int = 7, **question: Any) -> None:
    """Open a question in a poll, in a round of its own."""
    on = f"r{next(_shown)}"
    content = {"lang": "en", "type": question_type, **stories.QUESTIONS[question_type], **question}
    state, me = stories.in_round(
        question_type,
        "open",
        kind="poll",
        seconds=None,
        id=on,
        question=content,
    )
    me["participant"]["seed"] = seed
    phone.show((state, me))


def sent(phone: Phone) -> Any:
    """What goes out when the button is pressed."""
    phone.page.click(".go")
    phone.until("an answer", lambda: phone.sent("answer"))
    return phone.sent("answer")[-1]["answer"]


def go(phone: Phone) -> Locator:
    return phone.page.locator(".go")


# --- pairs ---------------------------------------------------------------------------------------


def tap(phone: Phone, *names: str) -> None:
    for name in names:
        phone.page.click(f".pairing button:has-text('{name}')")


def names(phone: Phone) -> list[str]:
    """What a screen reader calls the entries, without the signs that isolate texts."""
    labels = phone.page.locator(".pairing button").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('aria-label'))"
    )
    return [bare(each) for each in labels]


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_pairs_are_made_from_either_side_and_taken_apart(phone: Phone) -> None:
    ask(phone, "matching")
    tap(phone, "Chair", "Gives the floor")
    tap(phone, "Says it in another", "Interpreter")
    tap(phone, "Rapporteur", "Hands out")
    assert go(phone).is_disabled(), "one is not matched"
    tap(phone, "Technician", "Hands out")  # takes it from the rapporteur
    tap(phone, "Chair", "Chair")  # takes the pair apart
    assert "Chair, not matched yet" in names(phone)
    tap(phone, "Writes the report", "Rapporteur", "Gives the floor", "Chair")
    assert "Gives the floor, belongs to Chair" in names(phone)
    assert sent(phone) == {
        "chair": "floor",
        "interpreter": "voice",
        "rapporteur": "report",
        "technician": "badge",
    }


def test_pairs_are_made_by_keyboard(phone: Phone) -> None:
    ask(phone, "matching")
    for left, right in [("Chair", "Gives"), ("Interpreter", "Says")]:
        for name in (left, right):
            phone.page.locator(f".pairing button:has-text('{name}')").press("Enter")
    assert phone.page.locator(".pairing .tile.on").count() == 4


def test_each_phone_has_its_own_order_on_the_right_and_keeps_it(phone: Phone) -> None:
    def right() -> list[str]:
        return phone.page.locator(".pairing ul:last-child li").all_inner_texts()

    ask(phone, "matching")
    first = right()
    state, me = stories.in_round("matching", "open", kind="poll", id="same")
    orders = []
    for seed in (1, 2, 3, 1):
        me["participant"]["seed"] = seed
        phone.show((state, me))
        orders.append(right())
    assert orders[0] == orders[3]
    assert len({tuple(each) for each in orders}) > 1
    assert all(sorted(each) == sorted(first) for each in orders)


# --- points --------------------------------------------------------------------------------------


def points(phone: Phone) -> list[str]:
    return phone.page.locator("[role=spinbutton]").all_inner_texts()


def test_points_are_given_out_by_keys_never_more_than_there_are(phone: Phone) -> None:
    ask(phone, "points")
    first, second, third, _ = phone.page.locator("[role=spinbutton]").all()
    first.press("ArrowUp")
    first.press("PageUp")
    second.press("PageUp")
    third.press("ArrowUp")
    assert points(phone) == ["55", "45", "0", "0"]
    assert third.get_attribute("aria-valuemax") == "0"
    phone.sees("All points are given out.")
    second.press("Home")
    first.press("ArrowDown")
    third.press("End")
    assert points(phone) == ["50", "0", "50", "0"]
    assert sent(phone) == {"talks": 50, "debate": 0, "groups": 50}


def test_points_are_given_out_by_taps_and_the_rest_is_not_shared_by_itself(phone: Phone) -> None:
    ask(phone, "points", total=20)
    more = phone.page.get_by_role("button", name="More for")
    for index in (0, 1, 1):
        more.nth(index).click()
    phone.sees("5 points left")
    assert points(phone) == ["5", "10", "0", "0"]
    assert go(phone).is_disabled()
    phone.page.get_by_role("button", name="Fewer for").nth(1).click()
    more.nth(3).click()
    more.nth(3).click()
    assert more.nth(3).get_attribute("aria-disabled") == "true"
    more.nth(3).click(force=True)
    assert sent(phone) == {"talks": 5, "debate": 5, "breaks": 10}


def test_a_button_held_down_goes_on_and_its_end_adds_nothing(phone: Phone) -> None:
    ask(phone, "points", total=60, step=1)
    more = phone.page.get_by_role("button", name="More for").first
    more.hover()
    phone.page.mouse.down()
    phone.until("all of it", lambda: points(phone)[0] == "60")
    phone.page.mouse.up()
    assert points(phone) == ["60", "0", "0", "0"]


def test_a_row_moved_by_keyboard_keeps_the_focus(phone: Phone) -> None:
    ask(phone, "ranking")
    for name in ("Tickets", "Luggage", "Meeting papers"):
        phone.page.click(f".pick:has-text('{name}')")
    assert phone.page.locator(".pick:has-text('A place to stay')").is_disabled(), "only three"
    up = phone.page.locator(".tile:has-text('Meeting papers') .move").first
    up.press("Enter")
    assert up.evaluate("(each) => each === document.activeElement")
    up.press("Enter")
    assert sent(phone) == ["papers", "ticket", "luggage"]


# --- a pin ---------------------------------------------------------------------------------------


def window_(phone: Phone) -> Locator:
    return phone.page.locator(".window")


def box(where: Locator) -> FloatRect:
    found = where.bounding_box()
    assert found is not None
    return found


def test_a_tap_puts_the_pin_there(phone: Phone) -> None:
    ask(phone, "pin_on_image")
    assert go(phone).is_disabled()
    size = box(window_(phone))
    window_(phone).click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.5})
    assert sent(phone) == pytest.approx([0.25, 0.5], abs=0.005)


def test_keys_move_the_pin_and_send_it(phone: Phone) -> None:
    ask(phone, "pin_on_image")
    window_(phone).focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown", "ArrowUp"):
        window_(phone).press(key)
    assert "51% from the left" in bare(phone.page.inner_text("#pin-place"))
    window_(phone).press("Enter")
    phone.until("an answer", lambda: phone.sent("answer"))
    assert phone.sent("answer")[-1]["answer"] == [0.51, 0.54]


def test_zoomed_in_a_tap_still_means_the_place_under_the_finger(phone: Phone) -> None:
    ask(phone, "pin_on_image")
    larger = phone.page.get_by_role("button", name="Larger picture")
    larger.click()
    larger.click()
    size = box(window_(phone))
    # 2.25 times as large about the middle: the left edge shows 0.5 - 0.5 / 2.25.
    window_(phone).click(position={"x": 1, "y": size["height"] * 0.5})
    assert sent(phone) == pytest.approx([0.5 - 0.5 / 2.25, 0.5], abs=0.01)


def test_zoomed_in_the_buttons_take_the_pin_anywhere_and_the_view_goes_along(phone: Phone) -> None:
    ask(phone, "pin_on_image")
    window_(phone).press("ArrowUp")
    larger = phone.page.get_by_role("button", name="Larger picture")
    for _ in range(5):
        larger.click()
    for _ in range(60):
        window_(phone).press("Shift+ArrowLeft")
    right = phone.page.get_by_role("button", name="Pin to the right")
    right.press("Enter")
    assert right.evaluate("(each) => each === document.activeElement"), (
        "more of the same can follow"
    )
    frame, pin = box(window_(phone)), box(phone.page.locator(".window .pin"))
    assert frame["x"] <= pin["x"] + pin["width"] / 2 <= frame["x"] + frame["width"]
    x, y = sent(phone)
    assert 0 < x < 0.01
    assert y == 0.5


def test_two_fingers_zoom_and_one_moves_the_grown_picture(phone: Phone) -> None:
    ask(phone, "pin_on_image")
    finger = """([type, id, x, y]) => {
      const window_ = document.querySelector(".window");
      const { left, top, width, height } = window_.getBoundingClientRect();
      const at = { pointerId: id, clientX: left + x * width, clientY: top + y * height, bubbles: true };
      window_.setPointerCapture = () => {};
      window_.dispatchEvent(new PointerEvent(type, at));
    }"""

    def does(*steps: tuple[str, int, float, float]) -> None:
        for each in steps:
            phone.page.evaluate(finger, list(each))

    def layer() -> str:
        return str(phone.page.locator(".layer").evaluate("(each) => each.style.transform"))

    does(("pointerdown", 1, 0.4, 0.5), ("pointerdown", 2, 0.6, 0.5))
    does(("pointermove", 1, 0.3, 0.5), ("pointermove", 2, 0.7, 0.5))
    does(("pointerup", 1, 0.3, 0.5), ("pointerup", 2, 0.7, 0.5))
    phone.until("twice as large", lambda: "scale(2)" in layer())
    before = layer()
    does(("pointerdown", 1, 0.5, 0.5), ("pointermove", 1, 0.6, 0.5), ("pointerup", 1, 0.6, 0.5))
    phone.until("another place", lambda: layer() != before)
    assert go(phone).is_disabled(), "neither was a tap"


# --- a plane -------------------------------------------------------------------------------------


def test_items_are_placed_one_after_the_other(phone: Phone) -> None:
    ask(phone, "grid")
    plane = phone.page.locator("[role=application]")
    size = box(plane)
    for x, y in ((0.75, 0.25), (0.25, 0.5), (0.5, 0.9)):
        plane.click(position={"x": size["width"] * x, "y": size["height"] * y})
    answer = sent(phone)
    assert list(answer) == ["hall", "video", "both"]
    assert answer["hall"] == pytest.approx([0.75, 0.75], abs=0.01)
    assert answer["both"] == pytest.approx([0.5, 0.1], abs=0.01)


def test_keys_place_the_items_and_send_them(phone: Phone) -> None:
    ask(phone, "grid")
    plane = phone.page.locator("[role=application]")
    for keys in (["ArrowUp", "Shift+ArrowUp", "Enter"], ["ArrowLeft", "ArrowLeft", "Enter"]):
        for key in keys:
            plane.press(key)
    assert "Both at once" in (plane.get_attribute("aria-label") or "")
    for key in ("ArrowDown", "Enter"):
        plane.press(key)
    phone.until("an answer", lambda: phone.sent("answer"))
    assert phone.sent("answer")[-1]["answer"] == {
        "hall": [0.5, 0.6],
        "video": [0.48, 0.5],
        "both": [0.5, 0.5],
    }


def test_an_item_is_chosen_again_and_moved(phone: Phone) -> None:
    ask(phone, "grid")
    plane = phone.page.locator("[role=application]")
    size = box(plane)
    for x in (0.2, 0.4, 0.6):
        plane.click(position={"x": size["width"] * x, "y": size["height"] / 2})
    phone.page.get_by_role("radio", name="In one hall").check(force=True)
    plane.click(position={"x": size["width"] * 0.9, "y": size["height"] / 2})
    assert sent(phone)["hall"] == pytest.approx([0.9, 0.5], abs=0.01)


def test_planes_and_pictures_are_the_same_from_right_to_left(chromium: Browser) -> None:
    """Left stays left: who speaks of the upper right corner means the same as everybody else."""
    with serving(Stub()) as stub:
        stub.data["language"] = "ar"
        phone = opened(chromium, stub)
        ask(phone, "grid")
        low, high = (
            box(phone.page.locator(f".x-ends > :{end}")) for end in ("first-child", "last-child")
        )
        assert low["x"] < high["x"]
        phone.page.locator("[role=application]").press("ArrowRight")
        phone.page.locator("[role=application]").press("Shift+ArrowRight")
        plane, mark = (
            box(phone.page.locator("[role=application]")),
            box(phone.page.locator("[role=application] .mark")),
        )
        assert (mark["x"] + mark["width"] / 2 - plane["x"]) / plane["width"] == pytest.approx(
            0.6, abs=0.01
        )
        ask(phone, "pin_on_image")
        size = box(window_(phone))
        window_(phone).click(position={"x": size["width"] * 0.9, "y": size["height"] * 0.2})
        assert sent(phone) == pytest.approx([0.9, 0.2], abs=0.005)
        assert phone.errors == []
        phone.page.context.close()
