"""One hall for a test: a server on all interfaces, and everybody's browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser

from quizapp.addresses import lan_addresses
from tests.e2e.people import Console, Person, Phone, Screen
from tests.live_server import LiveServer
from tests.system import need

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a room of phones is the point
P = TypeVar("P", bound=Person)


class Hall:
    """The server, and whoever came in. Phones come by the LAN's address, as in a real room."""

    def __init__(self, server: LiveServer, browser: Browser) -> None:
        self.server = server
        self.browser = browser
        self.everybody: list[Person] = []

    def person(self, kind: type[P], name: str, **options: Any) -> P:
        """A new browser, watched until the end."""
        person = kind(self.browser, name, **options)
        self.everybody.append(person)
        return person

    def moderator(self, link: str | None = None) -> Console:
        """A laptop with the console open, signed in by a one-time link."""
        laptop = self.person(Console, "moderator")
        return laptop.sign_in(link or self.server.printed("Moderator")).open()

    def screen(self) -> Screen:
        """The projector with its page open."""
        return self.person(Screen, "screen").open(self.server)

    def phone(self, name: str, **options: Any) -> Phone:
        """A phone that is in the room."""
        return self.person(Phone, name, **options).join(self.server)

    def cut(self) -> None:
        """The line will break for everybody, on purpose."""
        for person in self.everybody:
            person.cut()

    @property
    def complaints(self) -> list[str]:
        """Of all pages and of the server."""
        server = [
            line
            for line in self.server.output.splitlines()
            if "Traceback" in line or "ERROR" in line
        ]
        return [*(each for person in self.everybody for each in person.watched.complaints), *server]


@contextmanager
def hall(browser: Browser, data_dir: Path, *, public_url: str | None = None) -> Iterator[Hall]:
    """Opened, and at the end closed without a complaint of any page or of the server."""
    addresses = lan_addresses()
    need(addresses, "a LAN address")
    with LiveServer(
        data_dir, host=addresses[0], listen=EVERYWHERE, public_url=public_url
    ) as server:
        place = Hall(server, browser)
        try:
            yield place
        finally:
            for person in place.everybody:
                person.close()
        assert server.stop() == 0
    assert not place.complaints, "\n".join(place.complaints)
