"""Static files: in memory, under one fingerprint of the whole tree, compressed once.

The fingerprint stands in the path, so that modules with relative imports never mix versions and
phones may keep everything for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final, cast

from flask import Blueprint, Flask, Response, abort, current_app, request

from quizapp import paths

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
"""Ours, not the system's: on Windows a registry key decides otherwise what .js is."""

NOT_SERVED: Final = frozenset({".ttf"})
"""Fonts of PDF files: no page names them, and they need not lie in memory."""
COMPRESSED: Final = frozenset({".png", ".ico", ".woff2"})
LEAST_TO_COMPRESS: Final = 500
ICON: Final = "img/icon.svg"
FOREVER: Final = "public, max-age=31536000, immutable"

_STATIC_IMPORT: Final = re.compile(
    r"""^\s*(?:import|export)\s(?:[^"'();]*?\sfrom\s*)?["'](?P<path>\.{1,2}/[^"']+)["']"""
    r"""|^\s*import\s*["'](?P<bare>\.{1,2}/[^"']+)["']""",
    re.MULTILINE,
)

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file."""

    body: bytes
    suffix: str

    @property
    def mime(self) -> str:
        """Its content type."""
        return TYPES.get(self.suffix, "application/octet-stream")

    @cached_property
    def compressed(self) -> bytes | None:
        """The gzip body, made at the first request; None where it would save nothing."""
        if self.suffix in COMPRESSED or len(self.body) < LEAST_TO_COMPRESS:
            return None
        return gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def etag(self) -> str:
        """A hash of the body."""
        return hashlib.sha256(self.body).hexdigest()[:20]


class Assets:
    """The static tree as it stood at the start."""

    def __init__(self, root: Path) -> None:
        self._files = dict(_read(root))
        digest = hashlib.sha256()
        for name, asset in sorted(self._files.items()):
            digest.update(f"{name}\0{len(asset.body)}\0".encode())
            digest.update(asset.body)
        self.fingerprint = digest.hexdigest()[:12]
        self._graphs: dict[str, tuple[str, ...]] = {}

    def get(self, name: str) -> Asset | None:
        """A file by its path in the tree: looked up in what was read at the start, not on disk."""
        return self._files.get(name)

    def url(self, name: str) -> str:
        """Where a browser gets it."""
        return f"/static/{self.fingerprint}/{name}"

    def modules(self, entry: str) -> tuple[str, ...]:
        """Every module that `entry` imports statically, at any depth, itself not included."""
        if entry not in self._graphs:
            found: dict[str, None] = {entry: None}
            waiting = [entry]
            while waiting:
                for name in self._imports(waiting.pop(0)):
                    if name not in found:
                        found[name] = None
                        waiting.append(name)
            self._graphs[entry] = tuple(found)[1:]
        return self._graphs[entry]

    def _imports(self, name: str) -> Iterator[str]:
        asset = self.get(name)
        for match in _STATIC_IMPORT.finditer(asset.body.decode() if asset else ""):
            target = _resolved(name, match["path"] or match["bare"])
            if target in self._files:
                yield target


def register(app: Flask) -> None:
    """Read the tree, serve it, and tell templates where things are."""
    tree = Assets(paths.static())
    app.extensions["quizapp-assets"] = tree
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=tree.url, modules=tree.modules, icon=_icon(tree))


def _icon(tree: Assets) -> str:
    """Inside the page: a phone has few requests to spare, and browsers fetch an icon in any case."""
    found = tree.get(ICON)
    return f"data:image/svg+xml;base64,{b64encode(found.body).decode()}" if found else "data:,"


def assets() -> Assets:
    """The tree of this application."""
    return cast(Assets, current_app.extensions["quizapp-assets"])


@blueprint.get("/static/<fingerprint>/<path:name>")
def static_file(fingerprint: str, name: str) -> Response:
    """An old fingerprint gets the file of today, but may not keep it."""
    found = assets().get(name)
    if found is None:
        abort(404)
    current = fingerprint == assets().fingerprint
    return answer(found.body, found.compressed, found.mime, found.etag, keep=current)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it unasked."""
    found = assets().get(ICON)
    if found is None:
        abort(404)
    return answer(found.body, found.compressed, found.mime, found.etag, keep=False)


def answer(body: bytes, compressed: bytes | None, mime: str, etag: str, *, keep: bool) -> Response:
    """A body that never changes under its address; 304 where the browser has it."""
    zipped = compressed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(compressed if zipped else body, content_type=mime)
    response.headers["Cache-Control"] = FOREVER if keep else "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{etag}-gzip" if zipped else etag)
    response.make_conditional(request)
    return response


def _read(root: Path) -> Iterator[tuple[str, Asset]]:
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not hidden and path.suffix not in NOT_SERVED:
            yield inside.as_posix(), Asset(path.read_bytes(), path.suffix.lower())


def _resolved(importer: str, target: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(importer).parent.parts, *PurePosixPath(target).parts):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
