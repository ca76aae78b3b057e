"""CPU time and memory of a process on this machine, as Linux tells them; None elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds since its start, and resident bytes."""

    cpu_s: float
    rss: int


def usage_of(pid: int | None) -> Usage | None:
    """None where it can't be read: another machine, another system, no such process."""
    if pid is None:
        return None
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return None
    ticks = int(stat[11]) + int(stat[12])
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))


def usage_of_server(pid: int | None) -> Usage | None:
    """As `usage_of`, of all workers together where that process is one of several."""
    used = [usage_of(each) for each in _workers(pid)]
    known = [each for each in used if each is not None]
    if not known:
        return None
    return Usage(sum(each.cpu_s for each in known), sum(each.rss for each in known))


def _workers(pid: int | None) -> list[int | None]:
    """What `quizapp serve` has started beside it; itself alone where it was not started so."""
    try:
        parent = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[1]
        command = Path(f"/proc/{parent}/cmdline").read_bytes().split(b"\0")
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except (OSError, IndexError):
        return [pid]
    if b"quizapp" not in command or b"serve" not in command:
        return [pid]
    return [int(each) for each in children.split()]
