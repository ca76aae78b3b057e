"""Serves `static/` and a bare phone page under the headers of the real one, without the server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quizapp import paths
from quizapp.domain.text import direction

HERE = Path(__file__).parent
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html>
<html lang="en" data-theme="auto"><head><meta charset="utf-8"><title>Phone</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/phone.css">
<script type="module" src="/static/js/phone/main.js"></script></head>
<body><main id="app" data-page="{data}"></main></body></html>
"""
DATA: dict[str, Any] = {
    "event_id": "e1",
    "code": "482913",
    "title": "Integrity Sub-Committee",
    "theme": "17th meeting of the Integrity Sub-Committee",
    "join": "nickname",
    "languages": ["en", "fr", "es", "ar", "ru", "pt"],
    "language": "en",
    "dir": "ltr",
    "catalogue_url": "/i18n/0/en.json",
    "help_url": "/help",
    "privacy_url": "/privacy",
}


@dataclass
class Stub:
    """What the pages get: page data, and catalogues by language."""

    url: str = ""
    data: dict[str, Any] = field(default_factory=lambda: dict(DATA))
    messages: dict[str, Mapping[str, str | list[str]]] = field(default_factory=dict)
    agenda: dict[str, Any] | None = None

    def body(self, path: str) -> tuple[str, str] | None:
        """Type and text of what is made here; None for a file."""
        if "/day/" in path and self.agenda is not None:
            return "application/json", json.dumps(self.agenda)
        if path.startswith("/j/") and "/day/" not in path:
            return "text/html", PAGE.replace("{data}", escape(json.dumps(self.data)))
        if path.startswith("/i18n/"):
            code = path.rsplit("/", 1)[1].removesuffix(".json")
            catalogue = {
                "lang": code,
                "dir": direction(code),
                "messages": self.messages.get(code, {}),
                "plural": [int(n != 1) for n in range(200)],
            }
            return "application/json", json.dumps(catalogue)
        if path == "/static/js/live/connection.js":
            return "text/javascript", (HERE / "phone_line.js").read_text("utf-8")
        return None


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Quiet: a closed page hangs up in the middle of a file."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, stub: Stub, *args: Any) -> None:
        self.stub = stub
        self.kept = False
        super().__init__(*args, directory=str(paths.static()))

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        made = self.stub.body(path)
        self.kept = path.startswith("/static/")
        if made is None:
            self.path = path.removeprefix("/static")
            super().do_GET()
            return
        kind, text = made
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Cache-Control", "max-age=600" if self.kept else "no-store")
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    """Serve on a free port; `stub.url` is the phone's page."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, stub))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stub.url = f"http://127.0.0.1:{server.server_port}/j/482913"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
