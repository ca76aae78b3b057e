"""The twin without a loop: each task is a real thread. For tests, commands and small rooms."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

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
        host, port = listener.getsockname()[:2]
        server = _Server(host, port, app, _SilentHandler, fd=listener.fileno())
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


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._connections = 0
        self._ended = threading.Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._ended:
            self._connections += 1
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._ended:
                self._connections -= 1
                self._ended.notify_all()

    def wait_for_connections(self, timeout: float) -> None:
        with self._ended:
            self._ended.wait_for(lambda: not self._connections, timeout)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A phone that went away is no error; the rest Flask has logged."""


class _SilentHandler(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a line a request would drown what the operator must see."""
