"""A real Chromium, as one person's browser each: how it is started, and what it may not say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, WebSocket, sync_playwright

from tests.system import CHROMIUM_ARGUMENTS, need_chromium

PATIENCE_MS = 15_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; skips the test where there is none."""
    program = need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page and everything that it complained of or was sent.

    `allowed` are pieces of complaints that belong to the test: a network that was cut on purpose.
    """

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.allowed: set[str] = set()
        self.frames: list[str] = []
        self._complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._complaints.append(f"error: {error}"))
        page.on("websocket", self._opened)

    @property
    def complaints(self) -> list[str]:
        """Errors, warnings about the policy, and whatever else was not to be expected."""
        return [
            f"{self.name}: {each}"
            for each in self._complaints
            if not any(piece in each for piece in self.allowed)
        ]

    @property
    def rev(self) -> int:
        """Of the last state that came."""
        states = (frame for frame in reversed(self.frames) if frame.startswith('42["state"'))
        return int(json.loads(next(states)[2:])[1]["rev"])

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            where = message.location.get("url", "")
            self._complaints.append(f"{message.type}: {message.text} ({where})")

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._heard)

    def _heard(self, frame: Any) -> None:
        self.frames.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))


LINE_CUT = frozenset({"net::ERR_", "WebSocket connection to"})
"""What a browser says of its own accord when the server is gone or the network is off."""
