"""Texts of the program in the languages that ship: one translator for pages, sockets and browser.

Placeholders are written `{name}` everywhere, in Python, templates and JavaScript alike.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from quizapp import paths

SOURCE_LANGUAGE: Final = "en"
"""The language in which texts stand in the code; what a missing translation falls back on."""

UI_LANGUAGES: Final = ("en", "fr", "es", "ar", "ru", "pt")
"""Languages of which a complete catalogue ships, in the order in which they are offered."""

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "pt": "Português",
}
"""Each language in its own words."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def ui_language(language: str) -> str:
    """The language itself where a catalogue ships, else the source language."""
    return language if language in UI_LANGUAGES else SOURCE_LANGUAGE


@cache
def translator(language: str) -> gettext.NullTranslations:
    """An object with `gettext` and `ngettext`; the source texts where no catalogue ships."""
    return gettext.translation(
        "messages", str(paths.translations()), [ui_language(language)], fallback=True
    )


def translate(language: str, text: str, /, **details: object) -> str:
    """The text in that language, its placeholders filled."""
    return fill(translator(language).gettext(text), details)


def translate_plural(language: str, one: str, many: str, n: int, /, **details: object) -> str:
    """The form that `n` asks for; `{n}` is filled with it."""
    return fill(translator(language).ngettext(one, many, n), {"n": n, **details})


def fill(text: str, details: Mapping[str, object], as_text: Callable[[object], str] = str) -> str:
    """Put details in the place of `{name}`; a name that is not given leaves nothing behind."""
    return _PLACEHOLDER.sub(lambda found: as_text(details.get(found[1], "")), text)


def plural_index(language: str) -> Callable[[int], int]:
    """Which of a text's plural forms a number takes."""
    found = translator(language)
    if isinstance(found, gettext.GNUTranslations):
        plural: Callable[[int], int] = found.plural  # type: ignore[attr-defined]  # set on parsing
        return plural
    return lambda n: int(n != 1)
