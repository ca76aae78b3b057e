"""Simulated phones in a program of their own, so that they take no time from the room's server.

The child ends when its standard input does: also when this process is killed.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

from quizapp import runtime

PATIENCE_S = 5.0


@dataclass(slots=True)
class _Room:
    process: subprocess.Popen[bytes]
    phones: int


class PhoneProcesses:
    """One child an event. `server` is where this very server listens; empty until it does."""

    def __init__(self) -> None:
        self.server = ""
        self._rooms: dict[str, _Room] = {}

    def start(self, event_id: str, code: str, phones: int) -> None:
        """Fill the room of that join code, in place of those who are there already."""
        self.stop(event_id)
        process = runtime.run_blocking(self._child, code, phones)
        self._rooms[event_id] = _Room(process, phones)

    def stop(self, event_id: str) -> None:
        """Send them home; none there is fine."""
        room = self._rooms.pop(event_id, None)
        if room is not None:
            runtime.run_blocking(_end, room.process)

    def count(self, event_id: str) -> int:
        """How many were asked for, while their program runs."""
        room = self._rooms.get(event_id)
        return room.phones if room is not None and room.process.poll() is None else 0

    def _child(self, code: str, phones: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "quizapp", "rehearse", self.server]
        command += ["--code", code, "--phones", str(phones), "--attended"]
        return subprocess.Popen(  # noqa: S603 - our own program, numbers and our own address
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
