"""What the tests need from the system, and what its absence means."""

import os
import shutil
from pathlib import Path

import pytest


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


def _program(name: str) -> str | None:
    """Debian keeps PostgreSQL's server programs off the PATH, one folder a version."""
    versions = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(versions))
