"""What it was measured on, without a name of it."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("eventlet", "python-socketio", "python-engineio", "Flask", "SQLAlchemy", "greenlet")


def describe() -> str:
    """One paragraph: processor, memory, system, versions."""
    return ". ".join(_facts()) + "."


def load() -> float:
    """Processes that wanted to run in the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def cores() -> tuple[int, ...]:
    """Those that we may use."""
    return tuple(sorted(os.sched_getaffinity(0)))


def _facts() -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{datetime.now(UTC):%d %B %Y}, {_processor()}, {len(cores())} cores, {memory:.0f} GiB"
    yield f"{platform.system()} {platform.release().split('-')[0]}"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield ", ".join(f"{each} {version(each)}" for each in LIBRARIES)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="ascii").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
