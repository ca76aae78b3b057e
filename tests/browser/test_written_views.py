"""The types that are typed, counted, rated and read: by thumb, by keys, and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import phone_states as stories
from tests.browser.phone_page import Phone
from tests.browser.phone_site import Stub, serving
from tests.browser.written_states import CARDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Phone]:
    with serving(Stub()) as stub:
        context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
        phone = Phone(context.new_page(), stub)
        phone.open()
        yield phone
        assert phone.errors == []
        context.close()


@pytest.fixture
def phone(shared: Phone) -> Phone:
    """With nothing of an earlier round on it."""
    shared.show((stories.state(), stories.me()))
    shared.page.evaluate("window.line.sent.length = 0")
    return shared


_asked = iter(range(1000))


def ask(phone: Phone, name: str, **question: Any) -> Page:
    """Open a question in a poll, in a round of its own."""
    content = {"lang": "en", "type": name, **stories.QUESTIONS[name], **question}
    on = f"w{next(_asked)}"
    phone.show(stories.in_round(name, "open", kind="poll", seconds=None, id=on, question=content))
    return phone.page


def sent(phone: Phone) -> Any:
    """What went out last."""
    phone.until("an answer", lambda: phone.sent("answer"))
    return phone.sent("answer")[-1]["answer"]


def run(page: Page, module: str, body: str) -> Any:
    """The value of `body`, in which `m` is the module."""
    path = f"/static/js/{module}.js"
    return page.evaluate(f"async () => {{ const m = await import({path!r}); {body} }}")


# --- a short answer ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("voters", "says"), [(0, "Nobody wrote anything."), (9, "The first answers will appear here.")]
)
def test_texts_that_wait_for_the_moderator_were_written(
    phone: Phone, voters: int, says: str
) -> None:
    on = f"w{next(_asked)}"
    state, me = stories.in_round("open_text", "closed", kind="poll", id=on)
    tally = {"shape": "texts", "look": "cards", "voters": voters, "groups": []}
    state["round"]["results"] = {"tally": tally, "answered": voters, "right": None}
    phone.show((state, me))
    assert says in phone.page.locator(".chart").inner_text()


def test_short_answer_is_sent_with_enter_and_without_blanks(phone: Phone) -> None:
    page = ask(phone, "short_text")
    assert page.locator(".go").is_disabled()
    page.get_by_label("Your answer").fill("  Agenda ")
    page.keyboard.press("Enter")
    assert sent(phone) == "Agenda"


# --- a number ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("400", 400), ("٤٠٠", 400), ("۴۰۰", 400), (" 400 ", 400), ("0", 0)],
)
def test_number_is_typed_in_digits_of_any_script(phone: Phone, typed: str, answer: int) -> None:
    page = ask(phone, "number")
    page.get_by_label("Your number").fill(typed)
    page.keyboard.press("Enter")
    assert sent(phone) == answer


def test_number_that_is_not_on_a_step_is_not_sent_and_its_limits_are_read(phone: Phone) -> None:
    page = ask(phone, "number")
    field = page.get_by_label("Your number")
    assert field.get_attribute("inputmode") == "decimal"
    assert "0 to 600 min" in page.inner_text("#limits").replace("\u2068", "").replace("\u2069", "")
    for wrong in ("403", "605", "-5", "4..0", "abc"):
        field.fill(wrong)
        assert field.get_attribute("aria-invalid") == "true"
        assert page.locator(".go").is_disabled()
    field.fill("405")
    assert field.get_attribute("aria-invalid") is None
    assert page.locator(".go").is_enabled()


def test_sign_can_be_changed_where_the_keypad_has_none(phone: Phone) -> None:
    page = ask(phone, "number_below_zero")
    page.get_by_label("Your number").fill("2,5")
    page.get_by_label("Change the sign").click()
    page.click(".go")
    assert sent(phone) == -2.5


def test_parser_reads_what_people_type(phone: Phone) -> None:
    whole = {"min": 0, "max": 10_000, "step": 1}
    fine = {"min": -10, "max": 10, "step": 0.01}
    page = phone.page
    got = page.evaluate(
        """async ([whole, fine]) => {
          const m = await import("/static/js/questions/number.js");
          return [
            ["1.200", "1,200", "1 200", "1'200", "1200", "12,5", "", "-", "1e3"].map((text) => m.parse(text, whole)),
            ["1.200", "1,2", "1.2", ".5", "−3", "٣٫٥", "5."].map((text) => m.parse(text, fine)),
            [0.07, 0.29, 0.57, 1.1, 0.005].map((value) => m.allowed(value, fine)),
          ];
        }""",
        [whole, fine],
    )
    assert got == [
        [1200, 1200, 1200, 1200, 1200, 12.5, None, None, None],
        [1.2, 1.2, 1.2, 0.5, -3, 3.5, 5],
        [True, True, True, True, False],
    ]


def test_slider_gives_no_answer_until_it_is_touched_and_moves_by_keys(phone: Phone) -> None:
    page = ask(phone, "number_slider")
    slider = page.get_by_role("slider")
    assert slider.get_attribute("aria-valuetext") == "no number yet"
    assert page.locator(".go").is_disabled()
    page.get_by_label("More").click()
    page.get_by_label("More").click()
    assert slider.get_attribute("aria-valuetext") == "35 min"
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    page.get_by_label("Less").click()
    page.click(".go")
    assert sent(phone) == 20


def test_slider_stops_at_its_ends(phone: Phone) -> None:
    page = ask(phone, "number_slider", min=0, max=0.3, step=0.1)
    slider = page.get_by_role("slider")
    slider.press("End")
    assert page.get_by_label("More").is_disabled()
    slider.press("Home")
    assert page.get_by_label("Less").is_disabled()
    for _ in range(3):
        page.get_by_label("More").click()
    page.click(".go")
    assert sent(phone) == 0.3


# --- a rating ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "keys", "answer"), [("rating", 3, 4), ("rating_recommend", 9, 9)])
def test_rating_is_a_group_of_radio_buttons(
    phone: Phone, name: str, keys: int, answer: int
) -> None:
    page = ask(phone, name)
    assert page.get_by_role("group", name="Your rating").count() == 1
    first = page.get_by_role("radio").first
    first.focus()
    page.keyboard.press("Space")
    for _ in range(keys):
        page.keyboard.press("ArrowRight")
    assert page.locator("input:checked").count() == 1
    page.click(".go")
    assert sent(phone) == answer


def test_stars_are_named_and_large_enough_for_a_thumb(phone: Phone) -> None:
    page = ask(phone, "rating")
    assert page.get_by_role("radio", name="1 star, Not at all").count() == 1
    assert page.get_by_role("radio", name="5 stars, Very much").count() == 1
    box = page.locator(".stars label").first.bounding_box()
    assert box is not None
    assert box["width"] >= 56
    assert box["height"] >= 56


# --- sentences -----------------------------------------------------------------------------------


def test_sentences_are_counted_and_sent_without_empty_fields(phone: Phone) -> None:
    page = ask(phone, "open_text")
    page.get_by_label("Answer 2").fill("Start on time.\n\nPlease.")
    assert "23 / 200" in page.inner_text("#left-1")
    assert "177 characters left" in page.locator("#left-1").inner_text()
    assert page.get_by_label("Answer 2").get_attribute("maxlength") == "200"
    page.click(".go")
    assert sent(phone) == ["Start on time. Please."]


# --- a slide -------------------------------------------------------------------------------------


def test_slide_is_read_aloud_and_has_nothing_to_touch(phone: Phone) -> None:
    phone.show(stories.STORIES["slide"]())
    phone.sees("We go on in ten minutes.")
    phone.hears("A short break")
    assert phone.page.locator(".view button, .view input").count() == 0


# --- what charts are made of ---------------------------------------------------------------------


def test_few_numbers_have_a_column_each_and_many_are_gathered(phone: Phone) -> None:
    got = run(
        phone.page,
        "tallies/bins",
        """const few = m.binsOf({ min: 0, max: 1, step: 0.1 }, { 0.3: 2, 0.7: 1 });
        const many = m.binsOf({ min: 0, max: 1000000, step: 1 }, { 17: 1, 420: 5, 999999: 1 });
        const near = m.binsOf({ min: 0, max: 1000000, step: 1 }, { 2001: 1, 2003: 5, 2019: 1 }, { also: 1998 });
        const none = m.binsOf({ min: -500, max: 500, step: 5 }, {});
        const last = m.binsOf({ min: 1, max: 50, step: 1 }, { 1: 1, 50: 2 }, { most: 10 });
        return {
          few: few.bins.map((bin) => [bin.from, bin.count]), place: few.place(0.3),
          many: [many.bins.length, many.bins[0], many.bins.at(-1)],
          near: [near.bins.length, near.bins[0].from, near.bins.at(-1).to],
          none: [none.bins.length, none.bins.at(-1)],
          last: last.bins.map((bin) => [bin.from, bin.to, bin.count]),
        };""",
    )
    assert [each for each in got["few"] if each[1]] == [[0.3, 2], [0.7, 1]]
    assert len(got["few"]) == 11
    assert got["place"] == pytest.approx(3.5 / 11)
    assert got["many"] == [
        20,
        {"from": 0, "to": 49_999, "count": 6},
        {"from": 950_000, "to": 999_999, "count": 1},
    ]
    assert got["near"] == [22, 1998, 2019]
    assert got["none"] == [21, {"from": 500, "to": 500, "count": 0}]
    assert got["last"] == [
        *([1, 5, 1], [6, 10, 0], [11, 15, 0], [16, 20, 0], [21, 25, 0], [26, 30, 0]),
        *([31, 35, 0], [36, 40, 0], [41, 45, 0], [46, 50, 2]),
    ]


@pytest.mark.parametrize("most", [10, 16, 24])
def test_there_are_never_more_columns_than_fit_and_no_answer_is_lost(
    phone: Phone, most: int
) -> None:
    got = phone.page.evaluate(
        """async (most) => {
          const m = await import("/static/js/tallies/bins.js");
          const faults = [];
          for (const [min, max, step] of [[0, 10, 1], [1, 97, 4], [-3, 4000, 0.5], [0.1, 0.9, 0.001], [-1e6, 1e6, 1]]) {
            const last = Math.floor((max - min) / step + 1e-9);
            for (let seed = 1; seed < 40; seed += 1) {
              const histogram = {};
              for (let n = 0; n < seed; n += 1) histogram[m.valueAt((seed * 7919 * (n + 1)) % (last + 1), { min, step })] = n + 1;
              const given = Object.values(histogram).reduce((sum, n) => sum + n, 0);
              const { bins } = m.binsOf({ min, max: m.valueAt(last, { min, step }), step }, histogram, { most });
              const shown = bins.reduce((sum, bin) => sum + bin.count, 0);
              if (bins.length > most && bins.length > last + 1) faults.push(["too many", min, max, seed]);
              if (bins.length > most) faults.push(["too many", min, max, seed, bins.length]);
              if (shown !== given) faults.push(["lost", min, max, seed, shown, given]);
            }
          }
          return faults;
        }""",
        most,
    )
    assert got == []


def test_pages_hold_every_card_once(phone: Phone) -> None:
    cards = [{"key": str(n), "text": text, "count": 1} for n, text in enumerate(CARDS * 4)]
    pages = phone.page.evaluate(
        """async (cards) => (await import("/static/js/screen/charts/cards.js")).pagesOf(cards)
          .map((page) => page.map(({ key }) => key))""",
        cards,
    )
    assert [key for page in pages for key in page] == [each["key"] for each in cards]
    assert all(1 <= len(page) <= 12 for page in pages)


def test_right_answers_are_shown_however_rare_and_titles_stand_together(phone: Phone) -> None:
    got = run(
        phone.page,
        "tallies/texts",
        """const groups = "abcdef".split("").map((key, i) => ({ key, title: ["", "X", "", "Y", "X"][i] }));
        return [m.topOf(groups, ["f"], 2), m.byTitle(groups)].map((all) => all.map(({ key }) => key).join(""));""",
    )
    assert got == ["abf", "bedacf"]
