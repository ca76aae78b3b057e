"""The language of a page: asked for by `?lang=`, remembered in a cookie, or what the browser says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from markupsafe import Markup, escape

from quizapp.domain.text import LocalizedText, direction
from quizapp.presentation.i18n import (
    LANGUAGE_NAMES,
    UI_LANGUAGES,
    fill,
    translate,
    translate_plural,
    translator,
)

LANGUAGE_COOKIE: Final = "lang"
_YEAR_S: Final = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Give templates `t`, `tn`, and the switch; keep the choice in the cookie."""
    app.after_request(_remember)
    app.context_processor(_for_templates)


def language() -> str:
    """The language of this page's own texts."""
    return choose(UI_LANGUAGES)


def choose(offered: Sequence[str]) -> str:
    """The best of the languages on offer for whoever asks."""
    for wanted in (request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted is not None and wanted in offered:
            return wanted
    return request.accept_languages.best_match(offered) or offered[0]


def speak(wanted: str) -> None:
    """Write the rest of this page in that language, whatever the reader's own is."""
    g.page_language = wanted


def page_language() -> str:
    """The language this page is being written in."""
    spoken: str = g.get("page_language") or language()
    return spoken


def t(text: str, **details: object) -> str:
    """Translate for this page."""
    return translate(page_language(), text, **details)


def _t_markup(text: str, **details: object) -> Markup:
    return _t_in(page_language(), text, **details)


def _t_in(wanted: str, text: str, **details: object) -> Markup:
    found = str(escape(translator(wanted).gettext(text)))
    return Markup(fill(found, details, _escaped))  # noqa: S704 - text and details are escaped


def _tn_markup(one: str, many: str, n: int, **details: object) -> Markup:
    return escape(translate_plural(page_language(), one, many, n, **details))


def _escaped(detail: object) -> str:
    return str(escape(detail))


def _local(text: LocalizedText) -> str:
    return text.get(page_language())


def _for_templates() -> dict[str, Any]:
    spoken = page_language()
    return {
        "t": _t_markup,
        "t_in": _t_in,
        "tn": _tn_markup,
        "local": _local,
        "lang": spoken,
        "dir": direction(spoken),
        "language_names": LANGUAGE_NAMES,
        "language_switch": [(code, LANGUAGE_NAMES[code], _switched(code)) for code in UI_LANGUAGES],
    }


def _switched(code: str) -> str:
    """The same page in another language."""
    query = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return f"?{urlencode([*query, ('lang', code)])}"


def _remember(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked is None or asked not in LANGUAGE_NAMES:
        return response
    if request.cookies.get(LANGUAGE_COOKIE) != asked:
        response.set_cookie(
            LANGUAGE_COOKIE,
            asked,
            max_age=_YEAR_S,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    return response
