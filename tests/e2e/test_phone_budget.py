"""What a phone pays to come in over a venue's Wi-Fi on its worst day."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, expect

from tests.e2e.people import Phone
from tests.e2e.room import Hall

pytestmark = [pytest.mark.alone, pytest.mark.browser, pytest.mark.slow]

MOST_BYTES = 60_000
MOST_REQUESTS = 12
USABLE_WITHIN_MS = 3000
SLOW_WIFI = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


class Meter:
    """Requests of a page, and the bytes that came for them, headers included."""

    def __init__(self, phone: Phone) -> None:
        self.line: CDPSession = phone.context.new_cdp_session(phone.page)
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.line.send("Network.enable")
        self.line.on("Network.requestWillBeSent", self._asked)
        self.line.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        if not str(request["url"]).startswith("data:"):
            self.addresses[str(event["requestId"])] = str(request["url"])

    def _came(self, event: dict[str, object]) -> None:
        size = event["encodedDataLength"]
        assert isinstance(size, int | float)
        self.sizes[str(event["requestId"])] = int(size)

    def table(self) -> str:
        """What was asked for, for the message of a failure."""
        return "\n".join(
            f"{self.sizes.get(number, 0):7} {address}" for number, address in self.addresses.items()
        )


def test_a_phone_on_a_slow_wifi_may_join_within_three_seconds(room: Hall) -> None:
    phone = room.person(Phone, "Ada")
    meter = Meter(phone)
    meter.line.send("Network.emulateNetworkConditions", SLOW_WIFI)
    phone.page.goto(f"{room.server.url}/j/{room.server.code}", wait_until="commit")
    expect(phone.page.locator("button.go")).to_be_visible()
    assert phone.page.evaluate("performance.now()") < USABLE_WITHIN_MS
    phone.page.wait_for_load_state("networkidle")
    assert len(meter.addresses) <= MOST_REQUESTS, meter.table()
    assert sum(meter.sizes[number] for number in meter.addresses) <= MOST_BYTES, meter.table()
    phone.knock()
    expect(phone.page.locator(".who bdi")).to_have_text("Ada")
