"""What is on its way to one client: on its line at once, or waiting for a task that writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import eventlet
import eventlet.event
import eventlet.greenthread
import eventlet.queue

from quizapp.runtime.eventlet_lines import Line, Tail

_UNASKED: Final[Any] = None


class Outbox:
    """Stands in for Engine.IO's queue: the same methods, and no task for a line that keeps up."""

    __slots__ = ("_asking", "_joining", "_line", "_packets", "_unfinished", "_writer", "_writing")

    def __init__(self) -> None:
        self._packets: list[Any] = []
        self._unfinished = 0
        self._writing = False
        """Whether what was taken out last may be half on the line."""
        self._line: Line | None = None
        self._writer: Writer | None = None
        self._asking: Any = _UNASKED
        self._joining: Any = _UNASKED

    def attach(self, line: Line) -> None:
        """The client's line is open: what has gathered goes out, and all that comes."""
        self._line = line
        gathered, self._packets, self._unfinished = self._packets, [], 0
        for packet in gathered:
            self.put(packet)

    def write_by(self, writer: Writer) -> None:
        """Who is to write what the line doesn't take at once."""
        self._writer = writer
        if self._packets:
            writer.start()

    @property
    def holds_line(self) -> bool:
        """Whether a frame may be half on the line, so that nobody else may write."""
        return self._writing or bool(self._packets)

    # --- as Engine.IO uses a queue -------------------------------------------------------------

    def put(self, packet: Any) -> None:
        """Send it; None ends the line. Never waits."""
        line = self._line
        if line is not None and packet is not None and not self.holds_line:
            rest = line.write_now(packet)
            if not rest:
                return
            packet = Tail(rest)
        self._packets.append(packet)
        self._unfinished += 1
        if self._asking is not None:
            asking, self._asking = self._asking, None
            asking.send()
        elif self._writer is not None:
            self._writer.start()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next one. Raises `Empty`, after so many seconds where it may wait."""
        if not self._packets:
            self._writing = self._writing and not block
            if not block:
                raise eventlet.queue.Empty
            self._wait_for_one(timeout)
        packet = self._packets.pop(0)
        self._writing = packet is not None
        return packet

    def qsize(self) -> int:
        """How many wait."""
        return len(self._packets)

    def task_done(self) -> None:
        """One that was taken out needs no more looking after."""
        self._unfinished -= 1
        if self._unfinished <= 0:
            self._let_go()

    def join(self) -> None:
        """Wait until all is taken out, or nobody is there to do it."""
        if self._unfinished > 0:
            self._joining = self._joining or eventlet.event.Event()
            self._joining.wait()

    def abandon(self) -> None:
        """Nobody takes anything out any more."""
        self._line = self._writer = None
        self._unfinished = 0
        self._packets.clear()
        self._let_go()

    def _let_go(self) -> None:
        if self._joining is not None:
            joining, self._joining = self._joining, None
            joining.send()

    def _wait_for_one(self, timeout: float | None) -> None:
        self._asking = asking = eventlet.event.Event()
        try:
            with eventlet.Timeout(timeout, eventlet.queue.Empty):
                asking.wait()
        finally:
            if self._asking is asking:
                self._asking = None


class Writer:
    """The task that Engine.IO wants to write in; started when there is something for it."""

    __slots__ = ("_ended", "_outbox", "_started", "_write")

    def __init__(self, write: Callable[[], object], outbox: Outbox) -> None:
        self._write = write
        self._outbox = outbox
        self._started = False
        self._ended: Any = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        if not self._started:
            self._started = True
            self._ended = eventlet.event.Event()
            eventlet.spawn_n(self._run)

    def join(self) -> None:
        """Wait until it has ended."""
        self.start()
        self._ended.wait()

    def _run(self) -> None:
        try:
            self._write()
        finally:
            self._outbox.abandon()
            self._ended.send()
