"""HTTP up to the WebSocket: what a request needed is let go when a line has come of it."""

from __future__ import annotations

from http.client import HTTPMessage
from typing import Any

import eventlet.wsgi

_NO_HEADERS = HTTPMessage()


class Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no types
    """A connection as eventlet serves it; buffers and headers go when it becomes a WebSocket.

    A phone's line stays for hours: 24 KiB of buffers that nobody reads from or writes to, and its
    request's headers, would stay with it.
    """

    _upgraded = False

    def handle_one_request(self) -> None:
        self.connection.request_is_over()  # each has a time of its own
        super().handle_one_request()

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        idle = environ["eventlet.set_idle"]

        def set_idle() -> None:
            """Called by eventlet's WebSocket when the handshake is done."""
            idle()
            self._let_go(environ)

        environ["eventlet.set_idle"] = set_idle
        return environ

    def _let_go(self, environ: dict[str, Any]) -> None:
        self._upgraded = True
        self.rfile.close()
        self.wfile.close()
        self.headers, self.requestline, self.raw_requestline = _NO_HEADERS, "", b""
        environ.clear()
        environ["eventlet.posthooks"] = []

    def handle_one_response(self) -> None:
        try:
            super().handle_one_response()
        except ValueError:
            # An error page that nobody is there to read: its file is closed.
            if not self._upgraded:
                raise
            self.close_connection = True
