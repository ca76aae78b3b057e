"""The browser's catalogue: the same translations as JSON, cut down to what JavaScript uses."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations
from typing import Final, cast

from flask import Blueprint, Flask, Response, abort, current_app

from quizapp import paths
from quizapp.domain.text import LANGUAGES, direction
from quizapp.presentation.i18n import plural_index, translator
from quizapp.web.assets import answer

PLURAL_ROWS: Final = 200
"""In all our languages the form depends on n % 100 once n is past the first hundred."""

blueprint = Blueprint("catalogue", __name__)


@dataclass(frozen=True)
class Catalogue:
    """One language's texts, ready to be sent."""

    body: bytes

    @cached_property
    def compressed(self) -> bytes:
        """The gzip body."""
        return gzip.compress(self.body, 9, mtime=0)


class Catalogues:
    """All languages, and one fingerprint of them."""

    def __init__(self, used: Mapping[str, Sequence[str]]) -> None:
        """`used`: audience -> the (singular) message ids that its JavaScript uses."""
        self._of = {
            (audience, code): Catalogue(_encoded(code, ids))
            for audience, ids in used.items()
            for code in LANGUAGES
        }
        together = b"".join(each.body for each in self._of.values())
        self.fingerprint = hashlib.sha256(together).hexdigest()[:12]

    def get(self, audience: str, language: str) -> Catalogue | None:
        """The audience's catalogue; without translations where the language ships none yet."""
        return self._of.get((audience, language))

    def url(self, audience: str, language: str) -> str:
        """Where a browser gets it; the last part alone differs between languages."""
        return f"/i18n/{self.fingerprint}/{audience}/{language}.json"


def register(app: Flask) -> None:
    """Read what ships, and serve it."""
    listed = paths.translations() / "browser.json"
    app.extensions["quizapp-catalogues"] = Catalogues(json.loads(listed.read_text("utf-8")))
    app.register_blueprint(blueprint)


def catalogues() -> Catalogues:
    """Those of this application."""
    return cast(Catalogues, current_app.extensions["quizapp-catalogues"])


@blueprint.get("/i18n/<fingerprint>/<audience>/<language>.json")
def catalogue(fingerprint: str, audience: str, language: str) -> Response:
    """An old fingerprint gets the texts of today, but may not keep them."""
    found = catalogues().get(audience, language)
    if found is None:
        abort(404)
    keep = fingerprint == catalogues().fingerprint
    etag = f"{catalogues().fingerprint}-{audience}-{language}"
    return answer(found.body, found.compressed, "application/json", etag, keep=keep)


def _encoded(language: str, ids: Sequence[str]) -> bytes:
    form = plural_index(language)
    body = {
        "lang": language,
        "dir": direction(language),
        "plural": [form(n) for n in range(PLURAL_ROWS)],
        "messages": _messages(language, ids),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _messages(language: str, ids: Sequence[str]) -> dict[str, str | list[str]]:
    """Texts that differ from their id; plural ones as the list of their forms, by the singular."""
    found = translator(language)
    if not isinstance(found, GNUTranslations):
        return {}
    entries = cast(
        Mapping[str | tuple[str, int], str],
        found._catalog,  # type: ignore[attr-defined]  # noqa: SLF001 - gettext offers no listing
    )
    plurals: dict[str, dict[int, str]] = {}
    for key, text in entries.items():
        if isinstance(key, tuple):
            plurals.setdefault(key[0], {})[key[1]] = text
    messages: dict[str, str | list[str]] = {}
    for each in ids:
        if each in plurals:
            messages[each] = [text for _, text in sorted(plurals[each].items())]
        elif entries.get(each, each) != each:
            messages[each] = entries[each]
    return messages
