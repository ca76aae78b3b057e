"""Werkzeug's server for the threading twin; a module apart so that patching comes before it."""

import socket
import threading
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from quizapp.runtime import patience
from quizapp.runtime.twin import WsgiApp


def make_server(app: WsgiApp, listener: socket.socket) -> "_Server":
    host, port = listener.getsockname()[:2]
    return _Server(host, port, app, _SilentHandler, fd=listener.fileno())


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
    timeout = patience.SOCKET_S

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a line a request would drown what the operator must see."""
