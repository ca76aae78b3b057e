"""Text in several languages, and the one type of plain data that crosses every border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""Plain data as JSON knows it."""

LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")
"""The languages of the product, in the order in which they are offered."""

RIGHT_TO_LEFT = frozenset({"ar"})


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools and readers know
    """Mark an English text as a message id of the catalogues; it is translated where it is shown."""
    return text


def direction(language: str) -> str:
    """`rtl` or `ltr`, as the HTML attribute wants it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in one or more languages. The first language is the one to fall back on."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> LocalizedText:
        """Empty strings are left out, so that a missing translation falls back."""
        return cls(tuple((language, text) for language, text in texts.items() if text))

    def get(self, language: str) -> str:
        """The text in that language, else in the first language there is, else empty."""
        for have, text in self.texts:
            if have == language:
                return text
        return self.texts[0][1] if self.texts else ""

    def spoken(self, language: str) -> str:
        """The language of what `get` gives: a page must say it, or Arabic's rules bend English."""
        return language if language in self.languages or not self.texts else self.texts[0][0]

    def to_dict(self) -> dict[str, str]:
        """Language -> text."""
        return dict(self.texts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which this text is given."""
        return tuple(language for language, _ in self.texts)

    def __bool__(self) -> bool:
        return bool(self.texts)
