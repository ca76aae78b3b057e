"""Pictures, options that stand apart, an order of one's own, and words in their own direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from tests.browser import phone_states as stories
from tests.browser import screen_site
from tests.browser import screen_states as states
from tests.browser.phone_page import Phone
from tests.browser.phone_site import Stub, serving
from tests.browser.test_screen_views import Wall
from tests.browser.type_states import PICTURE_FILE

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 640}
PICTURE = {
    "src": f"/pictures/{'0' * 32}.webp",
    "alt": "Plan of the hall",
    "width": 1600,
    "height": 900,
}
TALL = {**PICTURE, "width": 600, "height": 900}
ROLES = [
    {"id": "none", "text": "None of these", "role": "none"},
    {"id": "abstain", "text": "No answer", "role": "abstain"},
]
OPTIONS = stories.listed(stories.OPTIONS)


def pictured(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**each, "picture": TALL} for each in options]


def question(**more: Any) -> dict[str, Any]:
    return {
        "lang": "en",
        "type": "single_choice",
        "prompt": stories.PROMPT,
        "options": OPTIONS,
        **more,
    }


def with_pictures(page: Page) -> None:
    body = PICTURE_FILE.read_bytes()

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="image/png")

    page.route("**/pictures/*.webp", answer)


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with serving(Stub()) as served:
        yield served


@pytest.fixture(scope="module")
def phone(chromium: Browser, stub: Stub) -> Iterator[Phone]:
    page = chromium.new_page(viewport=SMALL)  # type: ignore[arg-type]
    with_pictures(page)
    held = Phone(page, stub)
    held.open()
    yield held
    assert held.errors == []
    page.close()


def show(phone: Phone, asked: dict[str, Any], beat: str = "open", **more: Any) -> None:
    """Another round each time, so that nothing of the one before is left."""
    phone.show(stories.in_round("single_choice", beat, question=asked, **more))


def texts(phone: Phone, selector: str) -> list[str]:
    return [each.strip() for each in phone.page.locator(selector).all_inner_texts()]


def test_nothing_moves_when_a_picture_comes(phone: Phone) -> None:
    held: list[Route] = []
    phone.page.unroute("**/pictures/*.webp")
    phone.page.route("**/pictures/*.webp", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    show(phone, question(picture=PICTURE, options=pictured(OPTIONS)), id="late")
    phone.until("pictures are asked for", lambda: len(held) > 0)
    tiles = "[...document.querySelectorAll('.tile, .prompt, .say')].map((e) => e.getBoundingClientRect().top)"

    before = phone.page.evaluate(tiles)
    for route in held:
        route.fulfill(body=PICTURE_FILE.read_bytes(), content_type="image/png")
    phone.until(
        "they are there",
        lambda: phone.page.evaluate(
            "[...document.images].every((each) => each.complete && each.naturalWidth)"
        ),
    )

    assert phone.page.evaluate(tiles) == before
    phone.page.unroute("**/pictures/*.webp")
    with_pictures(phone.page)


def test_picture_of_the_question_is_enlarged_by_a_tap_and_put_back_by_another(phone: Phone) -> None:
    show(phone, question(picture=PICTURE), "asked", id="large")
    button = phone.page.get_by_role("button", name="Plan of the hall")

    box = button.bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.02)
    button.click()
    large = phone.page.locator("dialog img").bounding_box()
    assert large
    assert large["width"] > SMALL["width"] * 2
    phone.page.get_by_role("button", name="Close").click()
    assert not phone.page.locator("dialog").is_visible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_options_with_pictures_fit_a_small_phone(phone: Phone, direction: str) -> None:
    phone.page.evaluate("(dir) => { document.documentElement.dir = dir }", direction)
    show(phone, question(options=[*pictured(OPTIONS), *ROLES]), id=f"gallery-{direction}")

    boxes = [each.bounding_box() for each in phone.page.locator(".tile").all()]
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    phone.page.evaluate("document.documentElement.dir = 'ltr'")

    assert wide == SMALL["width"]
    assert [round(each["width"]) for each in boxes if each] == [159] * 4 + [328] * 2
    names = [each.get_attribute("alt") for each in phone.page.locator(".tile img").all()]
    assert names == [PICTURE["alt"]] * 4


def test_none_of_these_excludes_the_others_and_needs_no_more(phone: Phone) -> None:
    asked = question(type="multiple_choice", options=[*OPTIONS, *ROLES], min=2, max=2)
    show(phone, asked, id="apart", kind="poll", seconds=None)
    send = phone.page.get_by_role("button", name="Send my answer")

    def ticked() -> list[str]:
        on = phone.page.locator(".tile[aria-checked=true] .text bdi")
        return [each.strip() for each in on.all_inner_texts()]

    def tile(text: str) -> Locator:
        return phone.page.locator(".tile", has=phone.page.get_by_text(text, exact=True))

    def tap(text: str) -> None:
        tile(text).click()

    tap(stories.OPTIONS[0])
    assert send.is_disabled()
    tap("None of these")
    assert ticked() == ["None of these"]
    assert send.is_enabled()
    tap("No answer")
    assert ticked() == ["No answer"]
    tap(stories.OPTIONS[0])
    tap(stories.OPTIONS[1])
    assert ticked() == stories.OPTIONS[:2]
    assert tile(stories.OPTIONS[2]).is_disabled()
    tap("None of these")
    send.click()
    assert phone.sent("answer")[-1]["answer"] == ["none"]


def test_own_order_keeps_the_marks_and_what_stands_apart_is_last(phone: Phone) -> None:
    asked = question(options=[*OPTIONS, *ROLES], shuffle=True)
    show(phone, asked, id="order-4", kind="poll")
    shown = texts(phone, ".tile .text bdi")
    letters = texts(phone, ".tile .text .sr-only")
    again_from = phone.page.locator(".tile .text bdi").all_inner_texts()
    show(phone, {**asked, "options": list(asked["options"])}, id="order-4", kind="poll")

    plain = [each["text"] for each in asked["options"]]
    assert sorted(shown) == sorted(plain)
    assert shown != plain
    assert shown[-2:] == ["None of these", "No answer"]
    assert letters == [f"{'ABCDEF'[plain.index(text)]}." for text in shown]
    assert phone.page.locator(".tile .text bdi").all_inner_texts() == again_from


def test_own_order_stays_when_word_of_the_round_comes_after_its_question(phone: Phone) -> None:
    asked = question(shuffle=True)
    state, me = stories.in_round("single_choice", "open", question=asked, id="early")

    phone.hear("state", {**state, "rev": 90_000})
    phone.until("the tiles are there", lambda: phone.page.locator(".tile").count() == len(OPTIONS))
    shown = texts(phone, ".tile .text bdi")
    phone.hear("me", {**me, "rev": 90_000})
    phone._rev = 90_000

    assert texts(phone, ".tile .text bdi") == shown != [each["text"] for each in OPTIONS]


def test_who_abstained_is_said_apart_from_the_shares(phone: Phone) -> None:
    tally = {
        "shape": "counts",
        "voters": 80,
        "counts": {"a": 20, "b": 20, "c": 20, "d": 20, "none": 0},
        "abstained": 5,
    }
    show(
        phone,
        question(options=[*OPTIONS, *ROLES]),
        "revealed",
        id="abstained",
        kind="poll",
        results={"tally": tally, "answered": 85, "right": None},
    )

    assert texts(phone, ".figure b") == ["25%"] * 4 + ["0%"]
    phone.sees("5 gave no answer.")
    phone.sees("85 answers")


# --- the order itself ------------------------------------------------------------------------------


def shuffles(phone: Phone, body: str) -> Any:
    return phone.page.evaluate(
        f"async () => {{ const m = await import('/static/js/live/shuffle.js'); {body} }}"
    )


def test_order_is_a_permutation_and_the_same_after_a_reload(phone: Phone) -> None:
    got = shuffles(
        phone,
        """const list = "abcdefgh".split("").map((id) => ({ id }));
        const ids = (seed, round) => m.shuffled(list, seed, round).map(({ id }) => id).join("");
        const many = Array.from({ length: 200 }, (_, seed) => ids(seed, "r"));
        return { many, same: ids(7, "r") === ids(7, "r"), rounds: ids(7, "r") !== ids(7, "s"), kept: list.map(({ id }) => id).join("") };""",
    )
    assert all(sorted(each) == list("abcdefgh") for each in got["many"])
    assert len(set(got["many"])) > 190
    assert (got["same"], got["rounds"], got["kept"]) == (True, True, "abcdefgh")


def test_every_option_stands_as_often_at_every_place(phone: Phone) -> None:
    """Chi-squared over 3 x 3 cells (4 degrees of freedom): beyond 23.5 once in ten thousand."""
    orders = shuffles(
        phone,
        """const list = ["a", "b", "c"].map((id) => ({ id }));
        return Array.from({ length: 3000 }, (_, seed) => m.shuffled(list, seed * 7919 + 13, "round").map(({ id }) => id).join(""));""",
    )
    cells = Counter((place, id_) for order in orders for place, id_ in enumerate(order))

    assert len(cells) == 9
    assert sum((count - 1000) ** 2 / 1000 for count in cells.values()) < 23.5


# --- the wall --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wall(chromium: Browser) -> Iterator[Wall]:
    with screen_site.served() as url:
        page = chromium.new_page(reduced_motion="reduce")
        with_pictures(page)
        yield Wall(page, url)
        page.close()


CLIPPED = """() => [...document.querySelectorAll("[data-fit]")]
  .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => e.className)"""
SIGHT = """() => [...document.querySelectorAll(".shot img")].map((e) => {
  const { left, top, right, bottom } = e.getBoundingClientRect();
  return left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1 && right - left > 60 && bottom - top > 40;
})"""


def on_wall(texts: str, case: str) -> states.Model:
    said = states.TEXTS[texts]

    def view(at_texts: Any, at: int) -> states.Model:
        plain = [
            {"id": each, "text": at_texts.get("option", 46, at, i)} for i, each in enumerate("abcd")
        ]
        base: states.Model = {"type": "single_choice"}
        if case != "options":
            base["picture"] = PICTURE if case != "tall" else TALL
        if case != "asked":
            base["options"] = [*(pictured(plain) if case in {"options", "both"} else plain), *ROLES]
        return base

    if case == "chart":
        tally = {
            "shape": "counts",
            "voters": 76,
            "counts": dict(zip("abcd", (7, 11, 18, 40), strict=True)) | {"none": 0},
            "abstained": 9,
        }
        shown = {"results": {"tally": tally, "answered": 85, "right": None}, "graded": False}
        return states.round_state(said, "revealed", view, more=shown)
    return states.round_state(said, "asked" if case == "asked" else "open", view)


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)], ids=["wide", "4:3"])
@pytest.mark.parametrize("texts", ["short", "long", "arabic"])
def test_no_picture_is_cut_and_no_text_beside_it(
    wall: Wall, texts: str, size: tuple[int, int]
) -> None:
    wall.page.set_viewport_size({"width": size[0], "height": size[1]})
    for case in ("asked", "wide", "tall", "options", "both", "chart"):
        wall.feed({"state": on_wall(texts, case)})
        assert wall.ask(CLIPPED) == [], case
        seen = wall.ask(SIGHT)
        assert all(seen), case
        assert len(seen) == {"options": 4, "both": 5}.get(case, 1), case


def test_bars_are_of_those_who_answered_and_the_others_stand_below(wall: Wall) -> None:
    wall.feed({"state": on_wall("short", "chart")})

    assert "9 gave no answer." in wall.text()
    assert wall.count(".bar-row") == 5


WORDS = {
    "الثقة": "rtl",
    "Trust!": "ltr",
    "Доверие": "ltr",
    "2018 شفافية": "rtl",
    "(éthique)": "ltr",
}
DIRECTIONS = """() => Object.fromEntries([...document.querySelectorAll(".cloud bdi")]
  .map((e) => [e.textContent, e.matches(":dir(rtl)") ? "rtl" : "ltr"]))"""
CLOUD = {
    "shape": "texts",
    "look": "cloud",
    "voters": 9,
    "groups": [{"key": text, "text": text, "count": 2} for text in WORDS],
    "groups_total": len(WORDS),
    "spotlight": None,
}


@pytest.mark.parametrize("texts", ["short", "arabic"])
def test_every_word_of_a_cloud_runs_in_its_own_direction(
    phone: Phone, wall: Wall, texts: str
) -> None:
    def cloud(said: Any, at: int) -> states.Model:
        return {"type": "word_cloud", "max_words": 3, "max_length": 30}

    more = {"results": {"tally": CLOUD, "answered": 9, "right": None}, "graded": False}
    wall.feed({"state": states.round_state(states.TEXTS[texts], "revealed", cloud, more=more)})
    assert wall.ask(DIRECTIONS) == WORDS

    own = {"lang": "ar" if texts == "arabic" else "en", "prompt": "?", **cloud(None, 0)}
    shown = {"tally": CLOUD, "answered": 9, "right": None}
    round_id = f"cloud-{texts}"
    show(phone, own, "revealed", id=round_id, kind="poll", results=shown)
    assert phone.page.evaluate(DIRECTIONS) == WORDS
