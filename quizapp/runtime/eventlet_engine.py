"""Engine.IO with one task a phone instead of three, and without its request's remains.

By what Engine.IO lets a server replace: its queues, its background tasks, the handler of `connect`
and a client's `schedule_ping`.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import eventlet
from engineio.packet import PING, Packet
from greenlet import getcurrent

from quizapp.runtime.eventlet_lines import OPENED, Line
from quizapp.runtime.eventlet_outbox import Outbox, Writer

AT_ONCE = 200
"""Pings in a row before others are let in."""


class LightEngine:
    """Makes one Engine.IO server light."""

    def __init__(self, server: Any, kept: Collection[str]) -> None:
        """`server` is the Socket.IO server; `kept` is what its handlers ask of an environ."""
        self._server = server
        self._eio = server.eio
        self._kept = tuple(kept)
        self._pings = _Pings(self._eio)
        self._connected = self._eio.handlers["connect"]
        self._start_task = self._eio.start_background_task
        self._new_lines: dict[Any, Outbox] = {}
        """Lines that were opened in a task that has not asked for its writer yet."""

    def install(self) -> None:
        """From now on."""
        self._eio.create_queue = Outbox
        self._eio.start_background_task = self._start
        self._eio.on("connect", self._connect)

    def _connect(self, eio_sid: str, environ: dict[str, Any]) -> Any:
        client = self._eio.sockets[eio_sid]
        client.schedule_ping = partial(self._pings.schedule, eio_sid)
        environ[OPENED] = partial(self._opened, client.queue)
        answer = self._connected(eio_sid, environ)
        self._server.environ[eio_sid] = {
            name: environ[name] for name in self._kept if name in environ
        }
        return answer

    def _opened(self, outbox: Outbox, line: Line) -> Outbox:
        self._new_lines[getcurrent()] = outbox
        outbox.attach(line)
        return outbox

    def _start(self, target: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """A new line's first task is the one that writes to it."""
        outbox = self._new_lines.pop(getcurrent(), None)
        if outbox is None:
            return self._start_task(target, *arguments, **named)
        writer = Writer(target, outbox)
        outbox.write_by(writer)
        return writer


class _Pings:
    """Engine.IO's heartbeat of all clients, in one task: all have the same interval."""

    def __init__(self, eio: Any) -> None:
        self._eio = eio
        self._due: deque[tuple[float, str]] = deque()
        self._running = False

    def schedule(self, eio_sid: str) -> None:
        """The client is to be asked when its interval is over, unless it is waited for already."""
        client = self._eio.sockets.get(eio_sid)
        if client is None or not client.last_ping:
            return
        client.last_ping = None
        self._due.append((time.monotonic() + self._eio.ping_interval, eio_sid))
        if not self._running:
            self._running = True
            eventlet.spawn_n(self._run)

    def _run(self) -> None:
        asked = 0
        while self._due:
            at, eio_sid = self._due[0]
            wait_s = at - time.monotonic()
            if wait_s > 0 or asked % AT_ONCE == AT_ONCE - 1:
                eventlet.sleep(max(0.0, wait_s))
            self._due.popleft()
            self._ask(eio_sid)
            asked += 1
        self._running = False

    def _ask(self, eio_sid: str) -> None:
        client = self._eio.sockets.get(eio_sid)
        if client is not None and not client.closing and not client.closed:
            client.last_ping = time.time()
            client.send(_PING)


_PING = Packet(PING)
