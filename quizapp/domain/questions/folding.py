"""Typed texts: what may be typed, how long it is, and which spellings count as one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from quizapp.domain.errors import BadAnswer
from quizapp.domain.typed import fit_for_a_screen, heaps_marks, length, tidy

_MOST_CODE_POINTS = 8
"""A character may take up, on average, with its marks and joined emoji."""
_KEPT_FOLDS = 32_768
"""A hall's texts are folded again at each figure, four times a second: each is worked out once."""

# Accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic, not the vowel signs of other
# scripts, which tell words apart; and not the breve that makes й a letter of its own.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4"
    "\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_TATWEEL = "\u0640"


def clean(text: str, max_length: int) -> str:
    """The word as it is stored and shown: composed, white space collapsed, "" where blank.

    Raises `BadAnswer`: `not_for_a_screen` for characters that could harm what stands around them,
    or `too_long` for more than `max_length` characters as a reader counts them.
    """
    # Before anything takes time: what is far too long, and marks without an end, which composing
    # sorts one by one.
    if len(text) > 2 * _MOST_CODE_POINTS * max_length:
        raise BadAnswer(reason="too_long")
    if heaps_marks(text):
        raise BadAnswer(reason="not_for_a_screen")
    word = tidy(text)
    if not fit_for_a_screen(word):
        raise BadAnswer(reason="not_for_a_screen")
    if length(word) > max_length or len(word) > _MOST_CODE_POINTS * max_length:
        raise BadAnswer(reason="too_long")
    return word


def parse_texts(raw: object, most: int, max_length: int) -> tuple[str, ...]:
    """A list of at most so many typed texts: blank ones are dropped, one given twice is given once.

    Raises `BadAnswer` where nothing is left, too.
    """
    if not isinstance(raw, list):
        raise BadAnswer(reason="not_a_list")
    if len(raw) > most:
        raise BadAnswer(reason="too_many")
    texts: dict[str, str] = {}
    for each in raw:
        if not isinstance(each, str):
            raise BadAnswer(reason="not_text")
        text = clean(each, max_length)
        if key := fold(text):
            texts.setdefault(key, text)
    if not texts:
        raise BadAnswer(reason="empty")
    return tuple(texts.values())


def most_typed(spellings: Counter[str]) -> str:
    """The spelling typed most often, of equals the first by code points."""
    return min(spellings, key=lambda each: (-spellings[each], each))


@lru_cache(maxsize=_KEPT_FOLDS)
def fold(word: str) -> str:
    """The key under which spellings meet: case, accents, punctuation and white space don't count.

    Empty where only punctuation is left. `Éthique!`, `ethique` and `ÉTHIQUE` are one word, so are
    `ещё` and `еще`, Arabic with and without vowel signs or tatweel, and `٢٠٠٣` and `2003`.
    """
    plain = _decomposed(_decomposed(word).casefold())
    kept = "".join(_plain_digit(each) for each in _ACCENTS.sub("", plain) if _counts(each))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _plain_digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _counts(character: str) -> bool:
    category = unicodedata.category(character)
    return not category.startswith("P") and category != "Cf" and character != _TATWEEL
