"""What the tests need from the system, and what its absence means."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)


def all_tests_wanted() -> bool:
    """Whether a test that cannot run here is a failure: QUIZAPP_TEST_ALL=1, as in .ci/run."""
    return os.environ.get("QUIZAPP_TEST_ALL") == "1"


def need(found: object, what: str) -> None:
    """Skip the test when something is missing, or fail it where all tests are wanted."""
    if found:
        return
    if all_tests_wanted():
        pytest.fail(f"{what} is missing, and QUIZAPP_TEST_ALL=1 wants every test")
    pytest.skip(f"{what} is missing")


def need_binary(*names: str) -> str:
    """The path of the first program found by one of these names, or skip."""
    found = next(filter(None, map(_program, names)), None)
    need(found, " or ".join(names))
    assert found is not None
    return found


def need_chromium() -> str:
    """The path of a Chromium, or skip.

    At best the one without a desktop around it: the same engine opens a page at a quarter of the
    cost, for it starts no windows, menus and extensions.
    """
    return need_binary("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def _program(name: str) -> str | None:
    """Debian keeps PostgreSQL's server programs off the PATH, one folder a version; and nginx."""
    versions = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join([*versions, "/usr/sbin"]))
