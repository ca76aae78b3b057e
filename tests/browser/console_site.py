"""Serves `static/` and a bare console page under the headers of the real one, without the server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quizapp import paths
from tests.browser.screen_site import TYPES, qr_of

HERE = Path(__file__).parent
CSP = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; img-src 'self' data:; "
    "font-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
CONSOLE = """<!doctype html>
<html lang="en" data-theme="auto"><head><meta charset="utf-8"><title>Console</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/console.css">
<script type="module" src="/static/js/console/main.js"></script></head>
<body class="console"><main id="app" data-page="{data}"></main></body></html>
"""
ROOM = """<!doctype html><html lang="en" data-theme="hall"><meta charset="utf-8"><title>Screen</title>
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/screen.css">
<body class="screen"><main id="app"></main><script type="module" src="/console_screen.js"></script></body></html>"""
FAKE_LINE = (HERE / "phone_line.js").read_text("utf-8")
PAGE: dict[str, Any] = {
    "event_id": "e1",
    "title": "Integrity Sub-Committee",
    "role": "moderator",
    "account": "Ngozi",
    "administrator": False,
    "languages": ["en", "fr"],
    "language": "en",
    "dir": "ltr",
    "catalogue_url": "/i18n/0/en.json",
    "screen_url": "/screen/tok",
    "addresses": ["192.168.1.20:8000"],
    "join": {
        "code": "482913",
        "url": "http://192.168.1.20:8000/j/482913",
        "qr": "/join.svg",
        "wifi_qr": None,
    },
    "urls": {
        "people": "/moderate/e1/people.json",
        "day": "/moderate/e1/day/",
        "settings": "/moderate/e1/settings",
        "sheet": "/moderate/e1/sheet",
        "results": "/moderate/e1/activities/",
        "sign_out": "/sign-out",
        "account": "/account",
        "events": "/moderate/",
    },
}


@dataclass
class Stub:
    """What the page gets: page data, catalogue, people, and the picture in the frame (None: an empty one)."""

    url: str = ""
    page: dict[str, Any] = field(default_factory=lambda: dict(PAGE))
    messages: Mapping[str, str | list[str]] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    room: dict[str, Any] | None = None
    asked: list[str] = field(default_factory=list)
    posted: list[tuple[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=lambda: {"ok": True, "id": "fresh"})

    def body(self, path: str) -> tuple[str, bytes] | None:
        """Type and body of a path; None for what is not there."""
        made = self._made(path)
        if made is not None:
            return made
        if path.startswith("/static/"):
            file = paths.static() / path.removeprefix("/static/")
        else:
            file = HERE / path.removeprefix("/")
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return (kind, file.read_bytes()) if file.is_file() else None

    def _made(self, path: str) -> tuple[str, bytes] | None:
        html, data = "text/html; charset=utf-8", "application/json"
        if path.startswith("/i18n/"):
            plural = [int(n != 1) for n in range(200)]
            return data, json.dumps({"messages": self.messages, "plural": plural}).encode()
        made = {
            "/moderate/e1/": (html, CONSOLE.replace("{data}", escape(json.dumps(self.page)))),
            "/screen/tok": (html, "" if self.room is None else ROOM),
            "/room.json": (data, json.dumps(self.room)),
            "/moderate/e1/people.json": (data, json.dumps(self.people)),
            "/join.svg": (TYPES[".svg"], qr_of(PAGE["join"]["url"]).decode()),
            "/static/js/live/connection.js": (TYPES[".js"], FAKE_LINE),
        }.get(path)
        return None if made is None else (made[0], made[1].encode())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many modules

    def __init__(self, stub: Stub, *args: Any) -> None:
        self.stub = stub
        super().__init__(*args)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.stub.asked.append(path)
        kind, body = self.stub.body(path) or ("text/plain", None)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body or b"")))
        self.send_header("Content-Security-Policy", CSP)
        self.send_header(
            "Cache-Control", "max-age=600" if path.startswith("/static/") else "no-store"
        )
        self.end_headers()
        with suppress(ConnectionError):  # the page was left while it loaded
            self.wfile.write(body or b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.stub.posted.append((urlsplit(self.path).path, json.loads(body)))
        answer = json.dumps(self.stub.answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        """Quiet: a test's output is its failures."""


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    """Serve on a free port; `stub.url` is the console's page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, stub))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_port}/moderate/e1/"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
