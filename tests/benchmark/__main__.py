"""Measures, and writes what it found between the marks of docs/benchmarks.md.

Usage: python -m tests.benchmark [--without-workers] [--without-writing]
"""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from quizapp import paths
from tests.benchmark.heavy import heavy
from tests.benchmark.machine import describe, load
from tests.benchmark.page import Measured, put_in, section
from tests.benchmark.runs import COSTS, ONE_PROCESS, Figures, Goal, cost_row, one_process
from tests.benchmark.workers import two_workers

PAGE = paths.static().parent / "docs" / "benchmarks.md"


def main() -> None:
    """All of it: some eight minutes on two cores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-workers", action="store_true")
    parser.add_argument("--without-writing", action="store_true")
    chosen = parser.parse_args()
    before = load()
    rows = [one_process(goal) for goal in ONE_PROCESS]
    costs = [cost_row(phones) for phones in COSTS]
    workers = None if chosen.without_workers else _over_workers()
    text = section(Measured(describe(), before, load(), rows, costs, workers, heavy()))
    sys.stdout.write(text)
    if not chosen.without_writing:
        PAGE.write_text(put_in(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")


def _over_workers() -> tuple[Goal, Figures] | None:
    """Whatever else was measured stands also where this can't be."""
    try:
        return two_workers()
    except (
        RuntimeError,
        AssertionError,
        subprocess.SubprocessError,
        pytest.skip.Exception,
    ) as error:
        sys.stderr.write(f"two workers could not be measured: {error}\n")
        return None


if __name__ == "__main__":
    main()
