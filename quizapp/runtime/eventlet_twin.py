"""The eventlet twin; with `eventlet_clients` the only importer of eventlet.

Threads stay unpatched: with them patched, database work in real threads hangs.
"""

import errno
import logging
import os
import socket
import threading
import warnings
from collections import deque
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, suppress
from typing import Any, Final, cast

with warnings.catch_warnings():
    # Its maintainers ask not to begin with it; DESIGN and the twins answer that.
    warnings.simplefilter("ignore")
    import eventlet

import eventlet.event
import eventlet.hubs
import eventlet.patcher
import eventlet.semaphore
import eventlet.wsgi

from quizapp.runtime import patience
from quizapp.runtime.eventlet_clients import Client, fair
from quizapp.runtime.eventlet_engine import LightEngine
from quizapp.runtime.eventlet_http import Protocol
from quizapp.runtime.eventlet_lines import serve_lines
from quizapp.runtime.twin import STOP_GRACE_S, Mode, WsgiApp
from quizapp.runtime.workers import ThreadWorker

OUT_OF_FILES: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
CLIENT_LEFT: Final = frozenset({errno.ECONNABORTED, getattr(errno, "EPROTO", errno.ECONNABORTED)})

_log = logging.getLogger("quizapp.runtime.http")


class EventletTwin:
    name: Mode = "eventlet"

    def __init__(self) -> None:
        eventlet.monkey_patch(thread=False)
        self._loop = threading.get_ident()
        self._calls: deque[Callable[[], None]] = deque()
        self._bell = _Bell(self._run_calls)
        self._real_sleep = eventlet.patcher.original("time").sleep

    def on_loop(self) -> bool:
        return threading.get_ident() == self._loop

    def call_soon(self, callback: Callable[[], None]) -> None:
        self._calls.append(callback)
        self._bell.ring()

    def _run_calls(self) -> None:
        while self._calls:
            self._calls.popleft()()

    def spawn(self, run: Callable[[], None]) -> "_GreenTask":
        return _GreenTask(run, self)

    def sleep(self, seconds: float) -> None:
        if self.on_loop():
            eventlet.sleep(seconds)
        else:
            self._real_sleep(seconds)

    def new_event(self) -> "_GreenEvent":
        return _GreenEvent(self)

    def new_lock(self) -> AbstractContextManager[object]:
        lock: AbstractContextManager[object] = eventlet.semaphore.Semaphore(1)
        return lock

    def new_worker(self, name: str, threads: int) -> ThreadWorker:
        return ThreadWorker(name, threads, self.new_event)

    def lighten(self, server: Any, kept: Collection[str]) -> None:
        LightEngine(server, kept).install()

    def serve(
        self,
        app: WsgiApp,
        listener: socket.socket,
        *,
        max_connections: int,
        while_serving: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        serve_lines()
        connections = eventlet.GreenPool(max_connections)
        accepting = eventlet.spawn(
            eventlet.wsgi.server,
            _Listener(listener),
            fair(app),
            log=_Log(),
            log_output=False,
            protocol=Protocol,
            custom_pool=connections,
            keepalive=patience.IDLE_S,
            socket_timeout=patience.SOCKET_S,
            debug=False,
        )
        accepting.link(lambda _: stop())
        try:
            while_serving()
        finally:
            self._end(accepting, connections)

    def _end(self, accepting: Any, connections: Any) -> None:
        """Accept no more, let requests end, cut what is left: WebSockets never end.

        Raises what ended the accepting, if that was not us.
        """
        accepting.kill()
        with eventlet.Timeout(STOP_GRACE_S, False):
            connections.waitall()
        for connection in list(connections.coroutines_running):
            connection.kill()
        with suppress(eventlet.greenlet.GreenletExit):
            accepting.wait()


class _GreenTask:
    def __init__(self, run: Callable[[], None], twin: EventletTwin) -> None:
        self._ended = twin.new_event()
        self._run = run
        if twin.on_loop():
            self._start()
        else:
            twin.call_soon(self._start)

    def _start(self) -> None:
        eventlet.spawn_n(self._run_to_end)

    def _run_to_end(self) -> None:
        try:
            self._run()
        finally:
            self._ended.set()

    def join(self, timeout: float | None = None) -> bool:
        return self._ended.wait(timeout)


class _GreenEvent:
    """eventlet's own events are fired once; a clear takes a fresh one."""

    __slots__ = ("_once", "_twin")

    def __init__(self, twin: EventletTwin) -> None:
        self._twin = twin
        self._once = eventlet.event.Event()

    def set(self) -> None:
        if self._twin.on_loop():
            self._fire()
        else:
            self._twin.call_soon(self._fire)

    def _fire(self) -> None:
        if not self._once.ready():
            self._once.send(True)

    def clear(self) -> None:
        if self._once.ready():
            self._once = eventlet.event.Event()

    def is_set(self) -> bool:
        return bool(self._once.ready())

    def wait(self, timeout: float | None = None) -> bool:
        if not self._twin.on_loop():
            raise RuntimeError("an Event can be waited for in the loop only")
        return bool(self._once.wait(timeout))


class _Bell:
    """Wakes the hub out of its poll, from a real thread or a signal handler."""

    def __init__(self, answer: Callable[[], None]) -> None:
        real_socket = eventlet.patcher.original("socket")
        self._inside, self._outside = real_socket.socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)
        self._answer = answer
        hub = eventlet.hubs.get_hub()
        hub.add(hub.READ, self._inside.fileno(), self._rung, self._closed, self._closed)

    def ring(self) -> None:
        # A full buffer means that it is already ringing.
        with suppress(BlockingIOError):
            self._outside.send(b"\0")

    def _rung(self, _fileno: int) -> None:
        with suppress(BlockingIOError):
            while len(self._inside.recv(4096)) == 4096:
                pass
        self._answer()

    def _closed(self, *_: object) -> None:
        """The hub must be told something; the pair lives as long as the process."""


class _Listener:
    """A listening socket whose clients are fair, and that survives when files run out.

    wsgi.server takes any other error of accept() for its end, and the server
    would be gone for everybody.
    """

    def __init__(self, listener: Any) -> None:
        self._listener = Client(listener.fd)
        self.family = listener.family
        self.getsockname = listener.getsockname
        self.close = listener.close

    def accept(self) -> tuple[Any, Any]:
        while True:
            try:
                return cast(tuple[Any, Any], self._listener.accept())
            except OSError as error:
                if error.errno in OUT_OF_FILES:
                    _log.error("No more connections: %s", os.strerror(error.errno or 0))
                    eventlet.sleep(0.5)
                elif error.errno not in CLIENT_LEFT:
                    raise


class _Log:
    """wsgi.server tells start, stop and failed requests alike as information."""

    def debug(self, message: str, *args: object) -> None:
        _log.debug(message, *args)

    def info(self, message: str, *args: object) -> None:
        level = logging.ERROR if message.startswith("Traceback") else logging.DEBUG
        _log.log(level, "%s", message % args if args else message)

    def error(self, message: str, *args: object) -> None:
        _log.error(message, *args)
