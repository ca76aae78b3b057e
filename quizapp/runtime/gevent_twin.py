"""The gevent twin; the only importer of gevent.

Threads and queues stay unpatched, as in the eventlet twin: workers need the real ones.
"""

import logging
import socket
import threading
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import Any

import gevent
import gevent.event
import gevent.lock
import gevent.monkey
import gevent.pool
import gevent.pywsgi

from quizapp.runtime import patience
from quizapp.runtime.twin import STOP_GRACE_S, Mode, WsgiApp
from quizapp.runtime.workers import ThreadWorker

_log = logging.getLogger("quizapp.runtime.http")


class GeventTwin:
    name: Mode = "gevent"

    def __init__(self) -> None:
        gevent.monkey.patch_all(thread=False, queue=False)
        self._loop = threading.get_ident()
        self._hub = gevent.get_hub()
        # Without a watcher of its own the hub takes a wait for a worker for endless: LoopExit.
        self._awake = self._hub.loop.async_()
        self._awake.start(int)
        self._real_sleep = gevent.monkey.get_original("time", "sleep")

    def on_loop(self) -> bool:
        return threading.get_ident() == self._loop

    def call_soon(self, callback: Callable[[], None]) -> None:
        self._hub.loop.run_callback_threadsafe(callback)

    def spawn(self, run: Callable[[], None]) -> "_GreenTask":
        return _GreenTask(run, self)

    def sleep(self, seconds: float) -> None:
        if self.on_loop():
            gevent.sleep(seconds)
        else:
            self._real_sleep(seconds)

    def new_event(self) -> "_GreenEvent":
        return _GreenEvent(self)

    def new_lock(self) -> AbstractContextManager[object]:
        return gevent.lock.BoundedSemaphore(1)

    def new_worker(self, name: str, threads: int) -> ThreadWorker:
        return ThreadWorker(name, threads, self.new_event)

    def lighten(self, server: Any, kept: Collection[str]) -> None:
        """Its own driver stays as it is."""

    def serve(
        self,
        app: WsgiApp,
        listener: socket.socket,
        *,
        max_connections: int,
        while_serving: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        server = gevent.pywsgi.WSGIServer(
            listener,
            app,
            spawn=gevent.pool.Pool(max_connections),
            log=None,
            error_log=_log,
            handler_class=_Handler,
        )
        server.start()
        try:
            while_serving()
        finally:
            server.stop(timeout=STOP_GRACE_S)


class _Handler(gevent.pywsgi.WSGIHandler):
    """A request's line and headers have a time; how fast a client sends is not bounded here."""

    def read_requestline(self) -> str:
        try:
            with gevent.Timeout(patience.IDLE_S):
                return str(super().read_requestline())
        except gevent.Timeout:
            return ""

    def read_request(self, raw_requestline: str) -> Any:
        try:
            with gevent.Timeout(patience.REQUEST_S):
                return super().read_request(raw_requestline)
        except gevent.Timeout:
            return False


class _GreenTask:
    def __init__(self, run: Callable[[], None], twin: GeventTwin) -> None:
        self._ended = twin.new_event()
        self._run = run
        if twin.on_loop():
            self._start()
        else:
            twin.call_soon(self._start)

    def _start(self) -> None:
        gevent.spawn(self._run_to_end)

    def _run_to_end(self) -> None:
        try:
            self._run()
        finally:
            self._ended.set()

    def join(self, timeout: float | None = None) -> bool:
        return self._ended.wait(timeout)


class _GreenEvent:
    __slots__ = ("_event", "_twin")

    def __init__(self, twin: GeventTwin) -> None:
        self._twin = twin
        self._event = gevent.event.Event()

    def set(self) -> None:
        if self._twin.on_loop():
            self._event.set()
        else:
            self._twin.call_soon(self._event.set)

    def clear(self) -> None:
        self._event.clear()

    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        if not self._twin.on_loop():
            raise RuntimeError("an Event can be waited for in the loop only")
        return self._event.wait(timeout)
