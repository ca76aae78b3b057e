"""The pictures of the projector: every view, at the sizes of real projectors, in the longest texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import screen_site
from tests.browser import screen_states as states

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]
PHASES = ["asked", "open", "paused", "closed", "revealed", "voided", "poll_counts", "hidden"]
FEED = """async (model) => {
  await feed(model);
  await document.fonts.ready;
  for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with screen_site.served() as url:
        yield url


class Wall:
    """A page that draws what it is fed. Without motion a picture is final at once."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        page.evaluate("(now) => { window.fakeNow = now }", states.NOW)

    def feed(self, model: states.Model) -> None:
        self.page.evaluate(FEED, model)

    def view(self, name: str, texts: str = "short") -> None:
        self.feed(states.VIEWS[name](states.TEXTS[texts]))

    def box(self, selector: str) -> dict[str, float]:
        box = self.page.locator(selector).first.bounding_box()
        assert box is not None, selector
        return {side: round(box[side], 1) for side in ("x", "y", "width", "height")}

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def text(self) -> str:
        return self.page.locator("#app").inner_text()

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(expression)


Open = Callable[..., Wall]


@pytest.fixture(scope="module")
def projector(chromium: Browser) -> BrowserContext:
    """One for all walls: it keeps the files it has fetched."""
    return chromium.new_context()


@pytest.fixture
def wall(projector: BrowserContext, address: str) -> Iterator[Open]:
    opened: list[Page] = []

    def opens(width: int = 1920, height: int = 1080, motion: str = "reduce") -> Wall:
        page = projector.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
        opened.append(page)
        return Wall(page, address)

    yield opens
    for page in opened:
        page.close()


@pytest.mark.parametrize(
    ("width", "height", "texts"),
    [
        *((1920, 1080, texts) for texts in states.TEXTS),
        *((1280, 720, texts) for texts in ("french", "russian", "long")),
        *((1024, 768, texts) for texts in ("russian", "long", "arabic")),
    ],
)
def test_nothing_is_cut_and_nothing_overlaps(
    wall: Open, width: int, height: int, texts: str
) -> None:
    screen = wall(width, height)
    found = {}
    for name in states.VIEWS:
        screen.view(name, texts)
        if wrong := screen.ask("[...complaints(), ...unfitted()]"):
            found[name] = wrong[:3]
    assert found == {}
    assert screen.ask("violations") == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_teams_leave_the_picture_of_the_pins_its_room(wall: Open, width: int, height: int) -> None:
    screen = wall(width, height)
    screen.view("teams_pin_on_image", "french")
    assert screen.box(".picture-frame")["width"] > width / 3
    assert screen.box(".by-team")["width"] > width / 5
    assert screen.box(".by-team")["x"] > screen.box(".picture-frame")["x"]


def test_all_columns_of_a_histogram_stand_on_one_line(wall: Open) -> None:
    """Those without a number below, too: not every one has room for it."""
    screen = wall()
    screen.view("teams_number")
    screen.ask(
        "document.querySelectorAll('.bin:nth-child(even) .point-of').forEach("
        "(each) => each.replaceChildren())"
    )
    feet = screen.ask(
        "[...document.querySelectorAll('.pillar')].map((e) => e.getBoundingClientRect().bottom)"
    )
    assert max(feet) - min(feet) < 0.5


def test_the_probe_sees_what_is_cut(wall: Open) -> None:
    screen = wall()
    screen.view("open")
    screen.ask("document.querySelector('.opt').style.blockSize = '20px'")
    screen.ask("document.querySelector('.prompt').style.fontSize = '200px'")
    assert screen.ask("complaints().length") > 2


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("view", ["lobby", "lobby_wifi", "bigqr"])
def test_the_join_code_is_a_third_of_the_height(
    wall: Open, view: str, width: int, height: int
) -> None:
    screen = wall(width, height)
    screen.view(view, "long")
    sides = screen.ask(
        "[...document.querySelectorAll('.qr:not(.wifi) img')].map((e) => e.clientHeight)"
    )
    modules = screen_site.qr_modules()
    assert max(sides) * modules / (modules + 8) >= height / 3
    assert screen.ask("parseFloat(getComputedStyle(document.querySelector('.code')).fontSize)") >= (
        0.08 * width
    )


def test_the_wifi_stands_before_the_way_in(wall: Open) -> None:
    screen = wall()
    screen.view("lobby_wifi")
    pictures = screen.ask("[...document.querySelectorAll('.doors img')].map((e) => e.src)")
    assert [each.rsplit("/", 1)[1] for each in pictures] == ["wifi.svg", "join.svg"]
    assert screen.box(".qr.wifi")["x"] < screen.box(".qr.big")["x"]
    narrow = wall(1024, 768)
    narrow.view("lobby_wifi")
    assert narrow.box(".qr.wifi")["y"] < narrow.box(".qr.big")["y"]


def test_a_meeting_without_a_theme_stands_large_itself(wall: Open) -> None:
    screen = wall()
    title = states.TEXTS["short"].get("title", states.LIMITS["title"])
    screen.view("idle_no_theme")
    assert (screen.count("p.over"), screen.page.locator("h1 bdi").first.inner_text()) == (0, title)


def test_the_code_stays_in_the_corner_unless_joining_is_locked(wall: Open) -> None:
    screen = wall()
    for name in ["idle", "intro", *PHASES, "ranking", "podium"]:
        screen.view(name)
        assert (name, screen.count(".join .qr"), screen.count(".join .code")) == (name, 1, 1)
    screen.view("open_locked")
    assert screen.count(".join") == 0
    assert "482" not in screen.text()


@pytest.mark.parametrize("texts", ["short", "long", "arabic"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_ring_and_count_never_move(wall: Open, width: int, height: int, texts: str) -> None:
    screen = wall(width, height)
    places = set()
    for name in PHASES:
        screen.view(name, texts)
        gauge, ring = screen.box(".gauge"), screen.box(".ring")
        start = screen.box(".answered")
        edge = start["x"] if texts != "arabic" else start["x"] + start["width"]
        places.add((*gauge.values(), *ring.values(), round(edge)))
    assert len(places) == 1


def test_usual_texts_keep_the_sizes_of_a_hall(wall: Open) -> None:
    screen = wall()
    for name in ("open", "open_two", "open_eight", "closed", "asked"):
        screen.view(name)
        prompt = screen.ask(
            "parseFloat(getComputedStyle(document.querySelector('.prompt')).fontSize)"
        )
        assert 0.035 * 1920 <= prompt <= 0.06 * 1920, name
        assert screen.box(".prompt")["width"] <= 1920 * 2 / 3
        for size in screen.ask(
            "[...document.querySelectorAll('.opt')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
        ):
            assert size >= 0.022 * 1920


FIGURES = ".figures, .bin, .word, .bar-row, .gist, .outcome, .ring.right"


@pytest.mark.parametrize("name", ["asked", "open", "open_eight", "closed", "hidden", "hidden_open"])
def test_no_figures_without_results(wall: Open, name: str) -> None:
    screen = wall()
    model = states.VIEWS[name](states.TEXTS["short"])
    model["tally"] = {"round": "r4", "tally": states.counts(71, 72, 73, 74)}
    screen.feed(model)
    assert screen.count(FIGURES) == 0
    assert not any(figure in screen.text() for figure in ("%", "71", "72", "73"))


@pytest.mark.parametrize("beat", ["open", "closed", "revealed"])
def test_hidden_results_are_not_in_the_page_even_if_they_were_sent(wall: Open, beat: str) -> None:
    screen = wall()
    short = states.TEXTS["short"]
    made = states.revealed(short, states.eight, states.counts(71, 72, 73, 74), 77, correct=["d"])
    made["results_hidden"] = True
    made["round"] |= {"beat": beat, "phase": beat}
    screen.feed(states.in_round(made))
    assert screen.count(FIGURES) == 0
    assert not any(figure in screen.text() for figure in ("72", "73", "77"))
    assert screen.count(".veil") == (beat != "open")


def test_bars_grow_by_transform_alone(wall: Open) -> None:
    screen = wall()
    grown = states.VIEWS["poll_counts"](states.TEXTS["short"])
    screen.feed(grown)
    before = screen.box(".bar-row"), screen.box(".track"), screen.ask(BAR)
    grown["tally"] = {
        "round": "r4",
        "tally": states.counts(60, 11, 18, 49, 32, 64, 0, 12, voters=86),
    }
    screen.feed(grown)
    after = screen.box(".bar-row"), screen.box(".track"), screen.ask(BAR)
    assert before[:2] == after[:2]
    assert before[2] != after[2]
    assert screen.page.locator(".figures").first.inner_text().split() == ["70%", "60"]


BAR = "getComputedStyle(document.querySelector('.track i')).transform"


def test_an_older_tally_does_not_take_back_votes(wall: Open) -> None:
    screen = wall()
    model = states.VIEWS["poll_counts"](states.TEXTS["short"])
    model["tally"] = {"round": "r4", "tally": states.counts(1, voters=2)}
    screen.feed(model)
    assert screen.page.locator(".figures").first.inner_text().split() == ["8%", "7"]


def test_the_right_answer_has_a_tick_and_a_frame(wall: Open) -> None:
    screen = wall()
    screen.view("revealed")
    assert screen.page.locator(".bar-row.key .label-text").inner_text() == (
        "Article 4 of the Agreement"
    )
    assert screen.count(".bar-row.key .tick") == screen.count(".tick") == 1
    assert "Agreement on Trade Facilitation, Article 23.2" in screen.text()
    assert "49 right" in screen.text()


def test_the_ranking_moves_within_400_ms_and_not_at_all_where_stillness_is_asked(
    wall: Open,
) -> None:
    timings = "[...document.querySelectorAll('.row')].flatMap((e) => e.getAnimations()).map((a) => a.effect.getTiming()).map((t) => t.duration + t.delay)"
    model = states.VIEWS["ranking"](states.TEXTS["short"])
    moving = wall(motion="free").page
    durations = moving.evaluate(
        f"async (model) => {{ await feed(model); return {timings} }}", model
    )
    assert durations
    assert max(durations) <= 400
    still = wall()
    still.feed(model)
    assert still.ask(timings) == []


def test_names_are_isolated_and_the_nameless_have_a_number(wall: Open) -> None:
    screen = wall()
    screen.view("lobby")
    names = screen.page.locator(".arrivals bdi").all_text_contents()
    assert [each.strip("\u2068\u2069") for each in names[:4]] == [
        "Ada",
        "Delegate 86",
        "Ngozi Okonjo",
        "مندوب الجزائر",
    ]


def test_shared_places_share_a_step(wall: Open) -> None:
    screen = wall()
    screen.view("podium_ties")
    assert screen.count(".step .block") == 1
    assert screen.count(".step.one li") == 3
    assert screen.page.locator(".rest .place").all_inner_texts()[:3] == ["4", "=5", "=5"]


def test_the_cloud_is_the_same_on_every_screen(wall: Open) -> None:
    placed = "[...document.querySelectorAll('.word')].map((e) => e.style.transform)"
    walls = [wall(1280, 720), wall(1280, 720)]
    for screen in walls:
        screen.view("poll_words")
    first, second = (screen.ask(placed) for screen in walls)
    assert len(first) == 60
    assert first == second
    assert walls[0].count(".word.away") == 0


def test_blank_shows_nothing(wall: Open) -> None:
    screen = wall()
    screen.view("blank")
    assert screen.text().strip() == ""
    assert screen.ask("getComputedStyle(document.querySelector('.blank')).backgroundColor") == (
        "rgb(0, 0, 0)"
    )


def test_a_lost_line_leaves_the_picture(wall: Open) -> None:
    screen = wall()
    screen.view("open")
    before = screen.box(".prompt"), screen.box(".opts")
    screen.view("reconnecting")
    assert (screen.box(".prompt"), screen.box(".opts")) == before
    assert screen.count(".reconnecting") == 1


def test_the_countdown_follows_the_clock_of_the_server(wall: Open) -> None:
    screen = wall()
    screen.view("open")
    assert screen.page.locator(".ring .figure").inner_text() == "12"
    screen.ask("window.fakeNow += 7500")
    screen.view("open")
    assert screen.page.locator(".ring .figure").inner_text() == "5"
    assert screen.count(".arc.hurry") == 1


def test_past_the_time_of_all_the_room_is_told_how_many_go_on(wall: Open) -> None:
    screen = wall()
    screen.view("open")
    assert "extra time" not in screen.text()
    screen.view("open_over")
    assert "extra time" in screen.text()
    assert "3" in screen.page.locator(".pill", has_text="extra time").inner_text()
    assert screen.page.locator(".ring .figure").inner_text() == "0"


def test_f_fills_the_wall_and_no_other_key_does_anything(wall: Open) -> None:
    screen = wall()
    screen.view("open")
    before = screen.ask("document.getElementById('app').innerHTML")
    for key in ("ArrowRight", "Space", "PageDown", "b", "h", "q"):
        screen.page.keyboard.press(key)
    assert screen.ask("document.getElementById('app').innerHTML") == before
    screen.page.keyboard.press("f")
    screen.page.wait_for_selector(":fullscreen")
    screen.page.keyboard.press("F")
    screen.page.wait_for_selector(":root:not(:fullscreen)")
