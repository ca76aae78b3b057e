from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.system import CHROMIUM_ARGUMENTS, need_chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once for a file of tests."""
    program = need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()
