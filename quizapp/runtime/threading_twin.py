"""The twin without a loop: each task is a real thread. For tests, commands and small rooms."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from quizapp.runtime.twin import STOP_GRACE_S, Mode, WsgiApp

T = TypeVar("T")


class ThreadingTwin:
    name: Mode = "threading"

    def spawn(self, run: Callable[[], None]) -> "_ThreadTask":
        return _ThreadTask(run)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def new_event(self) -> threading.Event:
        return threading.Event()

    def new_lock(self) -> contextlib.AbstractContextManager[object]:
        return threading.Lock()

    def new_worker(self, name: str, threads: int) -> "_DirectWorker":
        return _DirectWorker()

    def call_soon(self, callback: Callable[[], None]) -> None:
        # Not right here: a signal handler may have interrupted the very thread
        # that holds the lock inside the event it is about to set.
        threading.Thread(target=callback, daemon=True).start()

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
        """Ignores `max_connections`, threads run out before sockets do; WebSockets end with us."""
        from quizapp.runtime.threading_server import make_server

        server = make_server(app, listener)
        accepting = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        accepting.start()
        try:
            while_serving()
        finally:
            server.shutdown()
            accepting.join()
            server.wait_for_connections(STOP_GRACE_S)


class _ThreadTask:
    def __init__(self, run: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()

    def join(self, timeout: float | None = None) -> bool:
        self._thread.join(timeout)
        return not self._thread.is_alive()


class _DirectWorker:
    def run(self, job: Callable[[], T]) -> T:
        return job()
