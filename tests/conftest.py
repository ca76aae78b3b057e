from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from quizapp import config
from tests import system

# No deadline: a shared machine stumbles, and a slow example is no wrong one.
# Not derandomised: each run looks elsewhere; a failure prints how to repeat it.
settings.register_profile(
    "default", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("default"), max_examples=300)
settings.load_profile("ci" if system.all_tests_wanted() else "default")


# Of two processes none may be left with the longest file at the end.
_LONG = (
    "tests/domain/live/test_machine.py",
    "tests/test_cli.py",
    "tests/test_wheel.py",
    "tests/e2e/",
    "tests/realtime/",
    "tests/contracts/",
    "tests/browser/",
    "tests/presentation/test_leaks.py",
    "tests/services/test_results.py",
    "tests/storage/",
    "tests/importers/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, each whole."""

    def is_short(item: pytest.Item) -> bool:
        return not item.nodeid.startswith(_LONG)

    items.sort(key=is_short)


@pytest.fixture(name="need_binary")
def need_binary_fixture() -> Callable[..., str]:
    """`need_binary("chromium", ...)`: its path; a skip, or under QUIZAPP_TEST_ALL=1 a failure."""
    return system.need_binary


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that the environment names; other settings are out of the way."""
    for variable in config.VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "instance"
    monkeypatch.setenv("QUIZAPP_DATA", str(folder))
    return folder
