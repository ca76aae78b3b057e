"""The runs: each against a server of its own, which is gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmark.machine import cores
from tests.live_server import LiveServer

LONGEST_RUN_S = 300
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of the table: how many answer over how long, and what is to be reached."""

    phones: int
    spread_s: int
    joins: int
    push_ms: int
    ack_ms: int
    result_ms: int
    kib: int
    where: str = "one process"


ONE_PROCESS = (
    Goal(1000, 3, 600, 120, 50, 250, 60),
    Goal(5000, 10, 600, 400, 450, 1000, 60),
)
TWO_WORKERS = Goal(10000, 20, 400, 2000, 1500, 4000, 80, "two workers")
COSTS = (500, 1000, 2000, 5000)
"""Phones for which the processor's time is told."""


class Server(LiveServer):
    def pin(self, core: int) -> None:
        assert self._process is not None
        pin(self._process.pid, core)


def one_process(goal: Goal) -> tuple[Goal, Figures]:
    """The server on the first core, the phones on the last."""
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        server.pin(cores()[0])
        return goal, rehearse(server.url, {"QUIZAPP_DATA": folder}, goal, core=cores()[-1])


def cost_row(phones: int) -> tuple[int, float, float]:
    """Phones, the server's seconds a phone, and KiB a phone; each answers twice within 10 s."""
    goal = Goal(phones, 10, 0, 0, 0, 0, 0)
    _, figures = one_process(goal)
    return phones, figures["server_cpu_s"] / phones, figures["bytes_per_phone_rss"] / 1024


def rehearse(
    url: str, environment: Mapping[str, str], goal: Goal, core: int | None = None
) -> Figures:
    """What `quizapp rehearse` says."""
    command = [sys.executable, "-m", "quizapp", "rehearse", url, "--json"]
    command += ["--phones", str(goal.phones), "--spread", str(goal.spread_s)]
    sys.stderr.write(f"{goal.phones} phones, {goal.where}\n")
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )
    if core is not None:
        pin(process.pid, core)
    try:
        told, _ = process.communicate(timeout=LONGEST_RUN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    if process.returncode:
        raise RuntimeError(f"quizapp rehearse ended with {process.returncode}")
    figures: Figures = json.loads(told)
    return figures


def pin(pid: int, core: int) -> None:
    """All threads that it has and will have."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(task.name), {core})
