"""A page without a server behind it: static/ as it stands, a stub shell, the policy of the real one."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import qrcode
import qrcode.image.svg

from quizapp import paths
from tests.browser.type_states import PICTURE_FILE

HERE = Path(__file__).parent
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"
)
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".html": "text/html; charset=utf-8",
}
SHELL = """<!doctype html><html lang="en" data-theme="hall"><meta charset="utf-8"><title>Screen</title>
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/screen.css">
<body><main id="app"></main><script type="module" src="/screen_stub.js"></script><script src="/screen_probe.js"></script></body></html>"""


JOIN = "http://192.168.1.20:8000/j/482913"


def qr_modules() -> int:
    """How many modules wide the code to join is, without its quiet zone of four on each side."""
    code = qrcode.QRCode(border=4)
    code.add_data(JOIN)
    code.make()
    return int(code.modules_count)


def qr_of(text: str) -> bytes:
    """A QR picture as the server draws it."""
    out = io.BytesIO()
    qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, border=4).save(out)
    return out.getvalue()


class Site(BaseHTTPRequestHandler):
    """The shell, the stub, the pictures, and static/."""

    protocol_version = "HTTP/1.1"  # one connection for many modules

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        body = self._body(name)
        self.send_response(404 if body is None else 200)
        suffix = Path(name).suffix or ".html"
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body or b"")))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        with suppress(ConnectionError):  # the page was left while it loaded
            self.wfile.write(body or b"")

    def _body(self, name: str) -> bytes | None:
        if name == "/":
            return SHELL.encode()
        if name == "/pictures/meeting-room.png":
            return PICTURE_FILE.read_bytes()
        if name == "/join.svg":
            return qr_of(JOIN)
        if name == "/wifi.svg":
            return qr_of("WIFI:T:WPA;S:ISC-Hall-Delegates-2018;P:Arusha-2003-integrity;;")
        if name.startswith("/static/"):
            file = paths.static() / name.removeprefix("/static/")
        else:
            file = HERE / name.removeprefix("/")
        return file.read_bytes() if file.is_file() else None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        """Quiet: a test's output is its failures."""


@contextmanager
def served() -> Iterator[str]:
    """The address while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
