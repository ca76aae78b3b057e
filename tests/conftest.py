import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

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
    "tests/faults/",
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Coverage is of what every run tests alike: tracing takes three times as long as running.

    What chance looks at proves no branch tested, for the next run looks elsewhere; what has a bound
    on time or drives a browser runs little of ours in this process.
    """
    by_chance = is_hypothesis_test(getattr(item, "obj", None))
    if not (by_chance or item.get_closest_marker("alone") or item.get_closest_marker("browser")):
        return (yield)
    # Not `no_cover`: a worker of xdist measures twice, and that mark stops only one of the two.
    here, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(in_threads)


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
