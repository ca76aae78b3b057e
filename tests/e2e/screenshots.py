"""Takes the pictures of the README, and with `--all FOLDER` every view in every phase.

Usage: python -m tests.e2e.screenshots [--all FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize, expect

from quizapp import paths
from tests.e2e.chromium import chromium
from tests.e2e.crowd import Crowd
from tests.e2e.people import LAPTOP, PHONE, Console, Phone, Screen
from tests.e2e.room import Hall, hall
from tests.live_server import wait_for

PICTURES = paths.static().parent / "docs" / "pictures"
POLL = "Try your phone"
QUIZ = "Integrity Quiz"
QUESTIONS = 9
"""So many of the quiz: with the ninth, every type of question was on stage."""
EXTENSIONS = 6
"""Ten seconds each: a dozen pictures take longer than an answer."""
LONGEST_MOTION_MS = 1500
SMALL_WALL = ViewportSize(width=1280, height=720)
OLD_WALL = ViewportSize(width=1024, height=768)
Theme = Literal["dark", "light"]
ADDRESS = "http://192.168.1.20:8000"
"""What the pictures show: some room's address, not this machine's."""
THEMES: tuple[Theme, Theme] = ("light", "dark")
RESTING = (
    "most => document.fonts.status === 'loaded' && [...document.images].every(i => i.complete)"
    " && document.getAnimations().every(a => a.playState !== 'running'"
    " || a.effect.target?.closest('.time, .ring')"
    " || a.effect.getComputedTiming().activeDuration > most)"
)


def rest(page: Page) -> None:
    """Wait until fonts and pictures are there and nothing short moves any more."""
    wait_for("a picture at rest", lambda: page.evaluate(RESTING, LONGEST_MOTION_MS))


def take(page: Page, path: Path, *, full: bool = False) -> None:
    """One picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rest(page)
    page.screenshot(path=path, full_page=full)


class Album:
    """Pictures of everybody at once, numbered in the order of the show."""

    def __init__(self, folder: Path, place: Hall) -> None:
        self.folder = folder
        self.console = place.moderator()
        self.wall = place.screen()
        self.small = place.screen()
        self.small.page.set_viewport_size(SMALL_WALL)
        self.old = place.screen()
        self.old.page.set_viewport_size(OLD_WALL)
        self.english = place.phone("Ngozi")
        self.french = place.phone("Marie-Hélène", locale="fr-FR")
        self._taken = 0

    def all(self, name: str) -> None:
        """Everybody: phones and console in light and dark."""
        self._taken += 1
        for screen in (self.wall, self.small, self.old):
            wait_for("the screens", partial(self._abreast, screen))
        number = f"{self._taken:02d}"
        for screen, size in ((self.wall, "1920"), (self.small, "1280"), (self.old, "4x3")):
            take(screen.page, self.folder / f"screen-{size}" / f"{number}-{name}.png")
        for person, kind in ((self.english, "phone-en"), (self.french, "phone-fr")):
            self._themes(person.page, kind, f"{number}-{name}")
        self._themes(self.console.page, "console", f"{number}-{name}")

    def _abreast(self, screen: Screen) -> bool:
        """Frames are only heard while Playwright is asked something."""
        screen.page.evaluate("0")
        return screen.watched.rev >= self.console.watched.rev

    def phone(self, person: Phone, name: str, *, full: bool = False) -> None:
        """One phone alone."""
        self._taken += 1
        take(person.page, self.folder / "phone-more" / f"{self._taken:02d}-{name}.png", full=full)

    def _themes(self, page: Page, kind: str, name: str) -> None:
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            take(page, self.folder / f"{kind}-{theme}" / f"{name}.png")


def readme(place: Hall, folder: Path) -> None:
    """The three pictures: a question is open, one phone is choosing, the console looks on."""
    console, screen = place.moderator(), place.screen()
    for page in (screen.page, console.page):
        page.set_viewport_size(SMALL_WALL)
    phone = place.person(Phone, "Ngozi", device_scale_factor=2).join(place.server)
    with Crowd(place.server, 84, silent=0.3):
        expect(console.page.locator(".figures b").first).to_have_text("85")
        console.start(QUIZ)
        open_question(console, 1)
        answered_at_least(console, 50)
        take(screen.page, folder / "screen.png")
        take(phone.page, folder / "phone.png")
        take(console.page, folder / "console.png")


def open_question(console: Console, number: int) -> None:
    """Ask a quiz question and open it, by the key."""
    console.step(f"Question {number} alone, no answers yet")
    console.step(f"Question {number}, open")


def answered_at_least(console: Console, count: int) -> None:
    """Wait until so many have answered."""
    figure = console.page.locator(".figures div").nth(2).locator("b")
    wait_for("answers", lambda: int("0" + figure.inner_text().split("/")[0].strip("–")) >= count)


def every_view(place: Hall, folder: Path) -> None:
    """The whole show."""
    album = Album(folder, place)
    album.all("lobby-empty")
    with Crowd(place.server, 60, silent=0.2):
        expect(album.console.page.locator(".figures b").first).to_have_text("62")
        album.all("lobby-full")
        a_poll(album)
        a_quiz(album)
        album.all("podium")
        album.console.step("The title of the event")
        album.all("idle")
        wi_fi(place, album)
        on_the_way_out(place, album)
    album.console.watched.allowed.add("status of 4")
    server_pages(place, album.console.page, folder)


def a_poll(album: Album) -> None:
    """Words, one choice, a scale: live results while they come in."""
    console = album.console
    console.start(POLL)
    album.all("poll-intro")
    console.step("Question 1, open")
    album.all("words-open")
    for phone, word in ((album.english, "Curious"), (album.french, "Déterminée")):
        phone.type(word)
        phone.send()
        phone.expect_saved()
    answered_at_least(console, 45)
    album.all("words-saved")
    console.step("Question 1, closed")
    album.all("words-closed")
    for number, answer in ((2, choose_first), (3, choose_scale)):
        console.step(f"Question {number}, open")
        album.all(f"poll-{number}-open")
        answer(album.english)
        answer(album.french)
        answered_at_least(console, 45)
        album.all(f"poll-{number}-saved")
        console.step(f"Question {number}, closed")
        album.all(f"poll-{number}-closed")
    console.step("The title of the event")
    album.all("idle-after-poll")


def choose_first(phone: Phone) -> None:
    """One of several."""
    phone.choose(0)
    phone.expect_saved()


def choose_scale(phone: Phone) -> None:
    """A number for each statement."""
    for field in phone.page.locator("fieldset.scale").all():
        field.locator("label").nth(3).click()
    phone.send()
    phone.expect_saved()


def choose_some(phone: Phone) -> None:
    """Two of several, or all in an order, as the question wants it."""
    rows = phone.page.locator(".ordering .pick")
    if rows.count():
        for row in rows.all():
            row.click()
    else:
        phone.choose(0, 2)
    phone.send()
    phone.expect_saved()


def a_quiz(album: Album) -> None:
    """Every beat of nine questions, every cover over the first."""
    console = album.console
    console.start(QUIZ)
    album.all("quiz-intro")
    for number in range(1, QUESTIONS + 1):
        console.step(f"Question {number} alone, no answers yet")
        album.all(f"quiz-{number}-asked")
        if console.seen.inner_text() != f"Question {number}, open":
            console.step(f"Question {number}, open")
        for _ in range(EXTENSIONS):
            console.key("t")
        if number == 1:
            covers(album)
        album.all(f"quiz-{number}-open")
        answer = choose_first if album.english.page.locator(".send").count() == 0 else choose_some
        answer(album.english)
        answered_at_least(console, 30)
        album.all(f"quiz-{number}-saved")
        console.step(f"Question {number}, closed")
        album.all(f"quiz-{number}-closed")
        console.step(f"The result of question {number}")
        album.all(f"quiz-{number}-revealed")
        console.step(f"The ranking after question {number}")
        album.all(f"quiz-{number}-ranking")
    console.tool("finish").click()
    album.all("quiz-finish-early")
    console.confirm()
    expect(console.seen).to_have_text("The podium")


def covers(album: Album) -> None:
    """What lies over an open question, and a pause."""
    console = album.console
    for key, name in (("p", "paused"), ("b", "blank"), ("q", "big-qr"), ("l", "locked")):
        console.key(key)
        if key == "q":
            expect(album.wall.page.locator(".qr.big, .bigqr").first).to_be_visible()
        album.all(name)
        if key != "p":
            console.key(key)
    console.page.keyboard.press("?")
    album.all("keys")
    console.page.keyboard.press("Escape")
    console.page.locator("#open-people").click()
    expect(console.page.locator(".persons li").first).to_be_visible()
    album.all("people")
    console.page.keyboard.press("Escape")
    console.key("p")


def wi_fi(place: Hall, album: Album) -> None:
    """The lobby with the Wi-Fi's own QR, as the settings made it."""
    page = place.browser.contexts[0].new_page()
    page.goto(f"{place.server.url}/moderate/{place.server.event_id()}/settings")
    page.locator("[name=wifi_ssid]").fill("ISC-Hall-Delegates")
    page.locator("[name=wifi_password]").fill("Arusha-2003-integrity")
    page.get_by_role("button", name="Save the settings").click()
    page.close()
    album.console.tool("lobby").click()
    expect(album.wall.page.locator(".doors.two")).to_be_visible()
    album.all("lobby-wifi")
    album.console.key("l")
    expect(album.wall.page.locator(".locked")).to_be_visible()
    album.all("lobby-locked")
    album.console.key("l")


def on_the_way_out(place: Hall, album: Album) -> None:
    """A phone without a line, replaced, out of the room; the door; a refusal at it."""
    phone = album.french
    phone.cut()
    phone.context.set_offline(offline=True)
    expect(phone.page.locator("header.offline")).to_be_visible()
    album.phone(phone, "offline")
    phone.context.set_offline(offline=False)
    expect(phone.page.locator("header.top:not(.offline)")).to_be_visible()
    other = phone.context.new_page()
    other.goto(f"{place.server.url}/j/{place.server.code}")
    expect(phone.page.locator(".view.calm h1")).to_contain_text("ailleurs")
    album.phone(phone, "replaced")
    other.close()
    for locale in ("en-GB", "fr-FR"):
        door = place.person(Phone, "Ngozi", locale=locale).open(place.server)
        expect(door.page.locator("button.go")).to_be_visible()
        album.phone(door, f"door-{locale}")
        door.knock()
        expect(door.page.locator(".problem")).to_be_visible()
        album.phone(door, f"door-taken-{locale}")


def server_pages(place: Hall, page: Page, folder: Path) -> None:
    """Each page that the server draws itself, phone and laptop, light and dark, English and French."""
    base, event = place.server.url, f"/moderate/{place.server.event_id()}"
    page.goto(f"{base}/accounts")
    page.locator("[name=name]").fill("Fatou Diop")
    page.get_by_role("button", name="Create the account").click()
    account = page.url.removeprefix(base)
    page.get_by_role("button", name="Make a one-time link").click()
    link = page.locator(".secret").inner_text()
    take(page, folder / "pages" / "link.png", full=True)
    places = {
        "code": "/",
        "code-wrong": "/?code=000%20000",
        "help": f"/j/{place.server.code}/help",
        "privacy": f"/j/{place.server.code}/privacy",
        "not-found": "/nothing",
        "sign-in-link": urlsplit(link).path,
        "events": "/moderate/",
        "settings": f"{event}/settings",
        "sheet": f"{event}/sheet",
        "accounts": "/accounts",
        "account-edit": account,
        "account": "/account",
    }
    page.goto(f"{base}{event}/")
    for title, name in ((POLL, "results-poll"), (QUIZ, "results-quiz")):
        line = page.locator(".activity", has_text=title)
        places[name] = str(line.locator(".links a").first.get_attribute("href")).removeprefix(base)
    for name, where in places.items():
        for language in ("en", "fr"):
            page.goto(f"{base}{where}{'&' if '?' in where else '?'}lang={language}")
            for size, label in ((PHONE, "phone"), (LAPTOP, "laptop")):
                page.set_viewport_size(size)
                for theme in THEMES if language == "en" else THEMES[:1]:
                    page.emulate_media(color_scheme=theme)
                    take(
                        page,
                        folder / f"pages-{label}-{language}-{theme}" / f"{name}.png",
                        full=True,
                    )
    page.set_viewport_size(LAPTOP)
    page.goto(f"{base}{event}/sheet")
    page.pdf(path=folder / "sheet.pdf", prefer_css_page_size=True)


@contextmanager
def opened() -> Iterator[Hall]:
    """A hall on a folder that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        hall(browser, Path(folder), public_url=ADDRESS) as place,
    ):
        yield place


def main(arguments: list[str]) -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.screenshots", description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every view, into FOLDER")
    folder: Path | None = parser.parse_args(arguments).all
    play: Callable[[Hall, Path], None] = every_view if folder else readme
    with opened() as place:
        play(place, folder or PICTURES)


if __name__ == "__main__":
    main(sys.argv[1:])
