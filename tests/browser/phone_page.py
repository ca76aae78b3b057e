"""A phone in a test's hand: opens the page, speaks for the server, looks at what is drawn."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.phone_site import Stub
from tests.browser.phone_states import Payload, Story

PATIENCE_S = 5.0
# In one go, for each way to the page and back costs more than what is drawn. The frame lets effects run.
TELL = """async (messages) => {
  for (const [name, payload] of messages) window.line.hear(name, payload);
  await new Promise(requestAnimationFrame);
  return document.querySelector("#app").innerText.includes("being loaded");
}"""
SEAT = {"token": "secret", "name": "Ada"}


class Phone:
    """The page and both ends of its line (`phone_line.js` stands in for the connection)."""

    def __init__(self, page: Page, stub: Stub) -> None:
        self.page = page
        self.stub = stub
        self.errors: list[str] = []
        self._rev = 0
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def open(self, *, joined: bool = True) -> None:
        """Load the page, with or without a seat from before."""
        if joined:
            seat = json.dumps(SEAT)
            self.page.add_init_script(
                f"localStorage.getItem('quizapp.seat.e1') ?? localStorage.setItem('quizapp.seat.e1', {seat!r})"
            )
        self.page.goto(self.stub.url)
        self.page.wait_for_selector("html[data-starts]" if joined else "form.door")
        if joined:
            self.status("online")

    def status(self, line: str) -> None:
        """The line as the connection would report it."""
        self.page.evaluate("(line) => window.line.status(line)", line)

    def hear(self, name: str, payload: Payload) -> None:
        """A message of the server."""
        self.page.evaluate("([name, payload]) => window.line.hear(name, payload)", [name, payload])

    def show(self, story: Story) -> None:
        """The next `state` and `me`, newer than all before, drawn completely."""
        self._rev += 1
        state, me = story
        told = [["state", {**state, "rev": self._rev}], ["me", {**me, "rev": self._rev}]]
        if self.page.evaluate(TELL, told):
            self.until("nothing is loading", lambda: "being loaded" not in self.text())

    def reply(self, name: str, answer: Payload) -> None:
        """Acknowledge the oldest message of that name."""
        self.page.evaluate("([name, answer]) => window.line.reply(name, answer)", [name, answer])

    def sent(self, name: str) -> list[Payload]:
        """Payloads of what went out under that name."""
        everything = self.page.evaluate("window.line.sent")
        return [payload for each, payload in everything if each == name]

    def text(self) -> str:
        """All that is to be read."""
        return self.page.inner_text("#app")

    def sees(self, text: str) -> None:
        """Wait until that text is there."""
        self.until(f"{text!r}", lambda: text in self.text())

    def hears(self, text: str) -> None:
        """Wait until a screen reader is told that."""
        self.until(f"the voice: {text!r}", lambda: text in self.page.inner_text("#voice"))

    def until(self, what: str, condition: Callable[[], Any]) -> None:
        """Wait for a condition; Playwright's own wait evaluates strings, which the policy forbids."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}; the page says:\n{self.text()}")
            time.sleep(0.02)
