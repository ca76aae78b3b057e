from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.chromium import chromium
from tests.e2e.room import Hall, hall


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a module: Playwright keeps an event loop running, and other tests want their own."""
    with chromium() as running:
        yield running


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    """A hall with the demo event, checked for complaints at the end."""
    with hall(browser, tmp_path / "instance") as place:
        yield place
