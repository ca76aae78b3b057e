"""What a phone's first load costs, from the real server: 60 KB on the wire and 12 requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.live_server import LiveServer

pytestmark = [pytest.mark.alone, pytest.mark.browser, pytest.mark.slow]

MOST_BYTES = 60_000
MOST_REQUESTS = 12
USABLE_MS = 3000
POOR_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
"""400 kbit/s, and 400 ms to and fro."""
# Joined, in the lobby, everything but the questions' own modules on the phone.
MOST_BYTES_IN_THE_ROOM = 90_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    with LiveServer(tmp_path / "instance") as running:
        yield running


class Meter:
    """Counts answers and their bytes as they came over the wire, headers included."""

    def __init__(self, page: Page) -> None:
        self.addresses: list[str] = []
        self.bytes = 0
        network = page.context.new_cdp_session(page)
        network.on("Network.responseReceived", self._received)
        network.on("Network.loadingFinished", self._finished)
        network.send("Network.enable")

    def _received(self, event: dict[str, Any]) -> None:
        self.addresses.append(event["response"]["url"])

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


def test_first_load_of_a_phone_is_within_its_budget(chromium: Browser, server: LiveServer) -> None:
    page = chromium.new_page()
    meter = Meter(page)
    page.goto(f"{server.url}/j/{server.code}")
    page.wait_for_selector("form.door")
    page.wait_for_load_state("networkidle")
    assert len(meter.addresses) <= MOST_REQUESTS, meter.addresses
    assert 0 < meter.bytes <= MOST_BYTES

    if page.locator("form.door input").count():
        page.fill("form.door input", "Ada")
    page.click("form.door .go")
    page.wait_for_selector(".sign.ok")
    page.wait_for_load_state("networkidle")
    assert meter.bytes <= MOST_BYTES_IN_THE_ROOM
    page.close()


def test_phone_on_a_poor_line_is_usable_in_time(chromium: Browser, server: LiveServer) -> None:
    def load() -> float:
        context = chromium.new_context(viewport={"width": 360, "height": 640})
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", POOR_LINE)
        page.goto(f"{server.url}/j/{server.code}", wait_until="commit")
        page.wait_for_selector("form.door .go:enabled")
        usable: float = page.evaluate("performance.now()")
        context.close()
        return usable

    # The better of two: the first look also starts the browser's own helpers.
    assert min(load(), load()) <= USABLE_MS
