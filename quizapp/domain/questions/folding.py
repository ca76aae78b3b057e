"""Typed words: what may be typed, how long it is, and which spellings count as one word."""

from __future__ import annotations

import re
import unicodedata

from quizapp.domain.errors import BadAnswer

_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
"""What keyboards and pasting slip in: soft hyphen, direction marks, zero-width spaces."""

_EMBEDDING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""These turn the text around them: on the screen, other people's words."""

_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Control characters, halves of pairs, private use, unassigned."""

_MARKS = frozenset({"Mn", "Me", "Mc"})
_MARKS_IN_A_ROW = 4
"""More of them on one letter run over the lines above and below ("Zalgo")."""

_JOINER = "\u200d"
_SKIN_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")

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

    Raises `BadAnswer`: `control_character`, or `too_long` for more than `max_length` characters as
    a reader counts them.
    """
    if _EMBEDDING.search(text) or any(unicodedata.category(each) in _REFUSED for each in text):
        raise BadAnswer(reason="control_character")
    word = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())
    if length(word) > max_length or _piles_up(word):
        raise BadAnswer(reason="too_long")
    return word


def length(text: str) -> int:
    """About how many characters a reader sees: marks and joined pictures count with their base."""
    count = 0
    before = ""
    for each in text:
        attached = unicodedata.category(each) in _MARKS or each == _JOINER or each in _SKIN_TONES
        count += not attached and before != _JOINER
        before = each
    return count


def fold(word: str) -> str:
    """The key under which spellings meet: case, accents, punctuation and white space don't count.

    Empty where only punctuation is left. `Éthique!`, `ethique` and `ÉTHIQUE` are one word, so are
    `ещё` and `еще`, and Arabic with and without vowel signs or tatweel.
    """
    plain = _decomposed(_decomposed(word).casefold())
    kept = "".join(each for each in _ACCENTS.sub("", plain) if _counts(each))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _counts(character: str) -> bool:
    category = unicodedata.category(character)
    return not category.startswith("P") and category != "Cf" and character != _TATWEEL


def _piles_up(word: str) -> bool:
    row = 0
    for each in word:
        row = row + 1 if unicodedata.category(each) in _MARKS else 0
        if row > _MARKS_IN_A_ROW:
            return True
    return False
