"""The three audiences in a browser, by what a person sees and touches."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.e2e.chromium import LINE_CUT, PATIENCE_MS, Watched
from tests.live_server import LiveServer

expect.set_options(timeout=PATIENCE_MS)

PHONE = ViewportSize(width=360, height=740)
LAPTOP = ViewportSize(width=1280, height=800)
WALL = ViewportSize(width=1920, height=1080)


class Person:
    """A browser of one's own with one page."""

    size = LAPTOP

    def __init__(self, browser: Browser, name: str, **options: Any) -> None:
        self.name = name
        settings: dict[str, Any] = {"viewport": self.size, "locale": "en-GB", **options}
        self.context: BrowserContext = browser.new_context(**settings)
        self.watched = Watched(self.context.new_page(), name)

    @property
    def page(self) -> Page:
        """The page."""
        return self.watched.page

    def close(self) -> None:
        """Shut the laptop; nothing is said to the server first."""
        self.context.close()

    def cut(self) -> None:
        """From here on the line breaks on purpose: the browser may say so."""
        self.watched.allowed |= LINE_CUT


class Phone(Person):
    """A delegate's phone."""

    size = PHONE

    def __init__(self, browser: Browser, name: str, **options: Any) -> None:
        super().__init__(browser, name, has_touch=True, is_mobile=True, **options)

    def open(self, server: LiveServer, code: str | None = None) -> Self:
        """As the QR code does, over plain http and the LAN; `code` where it is not the demo event's."""
        self.page.goto(f"{server.url}/j/{code or server.code}")
        return self

    def join(self, server: LiveServer) -> Self:
        """Open, type a nickname, press the one button, be in."""
        self.open(server)
        self.knock()
        expect(self.page.locator(".who bdi")).to_have_text(self.name)
        return self

    def knock(self) -> None:
        """Fill in the door's form and press its button."""
        self.page.locator("input[name=name]").fill(self.name)
        self.page.locator("button.go").click()

    @property
    def says(self) -> Locator:
        """The sentence about my answer."""
        return self.page.locator("p.say")

    @property
    def tiles(self) -> Locator:
        """The answers, in the order of the question."""
        return self.page.locator(".tiles .tile")

    def choose(self, *places: int) -> None:
        """Touch these answers, by place from 0."""
        for place in places:
            self.tiles.nth(place).click()

    def type(self, word: str) -> None:
        """The first field of a word cloud."""
        self.page.locator(".words input").first.fill(word)

    def send(self) -> None:
        """The button under the answers."""
        self.page.locator(".send .go").click()

    def expect_saved(self) -> None:
        """It says that the server has the answer."""
        expect(self.page.locator(".say.ok")).to_be_visible()

    def expect_place(self, place: int, points: int) -> None:
        """Ranking or podium: my place and my points."""
        expect(self.page.locator(".place-big b")).to_have_text(str(place))
        expect(self.page.locator(".points-big")).to_have_text(re.compile(rf"^{shown(points)}\s"))


def shown(points: int) -> str:
    """A pattern of a number as English and French write it: 2,000 and 2 000."""
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", r"[,.\\s\\u00a0\\u202f]?", str(points))


class Screen(Person):
    """The projector."""

    size = WALL

    def open(self, server: LiveServer) -> Self:
        """By its link, without a sign-in."""
        self.page.goto(server.printed("Screen"))
        return self

    def expect(self, *classes: str) -> None:
        """The picture has all of these names: `lobby`, `round open options`, `podium`."""
        pattern = "".join(rf"(?=.*\b{name}\b)" for name in classes)
        expect(self.page.locator(".stage")).to_have_class(re.compile(pattern))

    @property
    def counts(self) -> list[int]:
        """The votes of each option, as the bars show them."""
        return [
            int(text) for text in self.page.locator(".bar-row .figures small").all_inner_texts()
        ]

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Ranking: names and points from the top."""
        names = self.page.locator(".row .who").all_inner_texts()
        points = self.page.locator(".row .points").all_inner_texts()
        return [(name, as_number(text)) for name, text in zip(names, points, strict=True)]

    @property
    def podium(self) -> list[tuple[int, str, int]]:
        """Podium: place, name and points of the steps, the first place first."""
        found = []
        for step in self.page.locator(".step[data-place]").all():
            place = int(step.get_attribute("data-place") or 0)
            points = as_number(step.locator("small").inner_text())
            found += [(place, name, points) for name in step.locator(".name").all_inner_texts()]
        return sorted(found)


def as_number(text: str) -> int:
    """A number as a page writes it, whatever stands between its thousands."""
    return int(re.sub(r"[^\d-]", "", text))


class Console(Person):
    """A moderator's laptop."""

    def sign_in(self, link: str) -> Self:
        """The one-time link: opening it shows a button, pressing the button uses it up."""
        self.page.goto(link)
        self.page.get_by_role("button", name="Sign in here").click()
        expect(self.page.get_by_role("heading", name="Events")).to_be_visible()
        return self

    def open(self) -> Self:
        """From the list of events to the console."""
        self.page.get_by_role("link", name="Open the console").click()
        expect(self.page.locator("#seen")).to_be_visible()
        return self

    @property
    def seen(self) -> Locator:
        """What the room sees, in words."""
        return self.page.locator("#seen b")

    @property
    def next(self) -> Locator:
        """The big button."""
        return self.page.locator("button.next")

    def key(self, key: str) -> None:
        """Press a key once nothing is under way any more."""
        expect(self.next).not_to_have_attribute("aria-disabled", "true")
        self.page.keyboard.press(key)

    def step(self, seen: str | re.Pattern[str]) -> None:
        """The key for the next step, until the room sees `seen`."""
        self.key("ArrowRight")
        expect(self.seen).to_have_text(seen)

    def tool(self, name: str) -> Locator:
        """A button below the stage, by the id of its act."""
        return self.page.locator(f"[data-act={name}]")

    def confirm(self) -> None:
        """Say yes to the question that is asked."""
        self.page.locator("dialog.confirm .row button").last.click()

    def start(self, title: str) -> None:
        """Start an activity from the run sheet."""
        self.page.locator(".activity .start", has_text=title).click()
        expect(self.seen).to_contain_text(title)

    def more(self, title: str) -> Locator:
        """What is folded away below an activity: results, files, rounds."""
        line = self.page.locator(".activity", has_text=title)
        if line.locator("details.more[open]").count() == 0:
            line.locator("details.more summary").click()
        return line

    def answered(self, count: int, of: int) -> None:
        """Wait until so many have answered."""
        expect(self.page.locator(".figures div").nth(2).locator("b")).to_have_text(f"{count}/{of}")

    def download(self, page: Page, link: Locator, folder: Path) -> Path:
        """Press a link to a file on one of our pages; where it was put."""
        with page.expect_download() as waiting:
            link.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path
