"""What people type and a whole room sees: names and words, tidied up, measured, and kept harmless.

The threats: text that breaks the line or turns the direction of what stands around it, text of
which nothing is to be seen, and a tower of marks over the row above.
"""

from __future__ import annotations

import unicodedata

MOST_MARKS = 4
"""Marks on one letter; living scripts need three at most."""
_MOST_TOGETHER = 32

UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters or symbols by their class, but nothing is to be seen of them."""

JOINERS = "\u200c\u200d"
_EMOJI_JOINER = "\u200d"
_BROUGHT_ALONG = frozenset("\u00ad\u061c\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Invisible and harmless; keyboards and copying bring them along, so they are taken out."""
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FIRST_JOINING = "\u0600"
"""No script below this one joins its letters."""


def tidy(raw: str) -> str:
    """Composed (NFC), with single spaces, and nothing invisible but needed joiners."""
    text = unicodedata.normalize("NFC", raw)
    return unicodedata.normalize("NFC", _spaced(_without_strays(_spaced(text))))


def length(text: str) -> int:
    """Characters as a reader counts them: a letter with its marks is one, a joined emoji is one."""
    count, joined = 0, False
    for each in text:
        if not (_attaches(each) or (joined and unicodedata.category(each) == "So")):
            count += 1
        joined = each == _EMOJI_JOINER
    return count


def storable(text: str) -> bool:
    """Neither half a character nor a NUL: no database takes them, nor UTF-8 the former."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def heaps_marks(text: str) -> bool:
    """Whether so many marks stand together as no script has.

    To be asked before `tidy` of a text that may be long: composing takes the square of their number.
    """
    together = 0
    for each in text:
        together = together + 1 if unicodedata.combining(each) else 0
        if together > _MOST_TOGETHER:
            return True
    return False


def fit_for_a_screen(text: str) -> bool:
    """Whether it leaves alone what stands around it.

    It doesn't with controls, overrides of the direction, surrogates, private or invisible
    characters, or a heap of marks on one letter or on none.
    """
    return _few_marks(text) and not any(
        each in UNSEEN or (unicodedata.category(each) in _REFUSED and each not in JOINERS)
        for each in text
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _without_strays(text: str) -> str:
    """Take out what came along unseen, and joiners that stand between no two letters to join."""
    kept: list[str] = []
    visible = [each for each in text if each not in _BROUGHT_ALONG]
    for here, each in enumerate(visible):
        after = visible[here + 1] if here + 1 < len(visible) else " "
        if each not in JOINERS or (kept and _joins(kept[-1]) and _joins(after)):
            kept.append(each)
    return "".join(kept)


def _joins(each: str) -> bool:
    return each >= _FIRST_JOINING and unicodedata.category(each)[0] in "LMS"


def _few_marks(text: str) -> bool:
    marks = MOST_MARKS
    for each in text:
        if unicodedata.category(each)[0] == "M":
            marks += 1
        elif each not in JOINERS:
            marks = MOST_MARKS if each == " " else 0
        if marks > MOST_MARKS:
            return False
    return True


def _attaches(each: str) -> bool:
    """Whether a reader takes it for a part of the character before."""
    skin_tone = "\U0001f3fb" <= each <= "\U0001f3ff"
    return each in JOINERS or skin_tone or unicodedata.category(each)[0] == "M"
