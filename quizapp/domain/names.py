"""Names of participants: what may stand on the projector, and which two look the same.

What may be typed at all is in `quizapp.domain.typed`; the threat here is a second "Ada" that
isn't her.
"""

from __future__ import annotations

import unicodedata

from quizapp.domain.errors import BadName
from quizapp.domain.typed import UNSEEN, fit_for_a_screen, length, tidy

LONGEST_NICKNAME = 24
LONGEST_NAME = 40
"""Of a person. Both in characters as a reader counts them: a letter with its marks is one, a joined emoji is one."""
MOST_CODE_POINTS = 160
"""What the longest name may take up with its marks and joined emoji."""
_VOICING = frozenset("\u3099\u309a")
"""Marks that make another kana of it, which a Latin accent does not."""

_LOOK_ALIKES = {
    "a": "аαɑ",
    "b": "вβь",
    "c": "сϲ",
    "d": "ԁđ",
    "e": "еεɛҽ",
    "g": "ɡ",
    "h": "нηһħհ",
    "j": "јϳ",
    "k": "кκқ",
    "l": "1i|ıіӏιɪɩł",
    "m": "мμ",
    "n": "пνո",
    "o": "0оοօø",
    "p": "рρ",
    "q": "ԛ",
    "r": "г",
    "s": "ѕ",
    "t": "тτŧ",
    "u": "ս",
    "v": "ѵ",
    "w": "ԝω",
    "x": "хχ",
    "y": "уυγүұ",
    "z": "ζ",
    "3": "зӡ",
}
"""Folded letter -> what looks like it, small or capital, in the scripts beside Latin."""
_TWINS = str.maketrans({twin: to for to, twins in _LOOK_ALIKES.items() for twin in twins})


def clean_name(raw: str, most: int = LONGEST_NICKNAME) -> str:
    """The name as it is kept and shown: NFC, single spaces, nothing invisible but needed joiners.

    Raises `BadName(most)` where it is empty or too long, has characters that no name needs
    (controls, overrides of the direction, surrogates, private ones), nothing but punctuation, or
    a heap of marks on one letter.
    """
    name = tidy(raw)
    short = 1 <= length(name) <= most and len(name) <= MOST_CODE_POINTS
    if not (short and fit_for_a_screen(name) and _names_somebody(name)):
        raise BadName(most=most)
    return name


def name_key(name: str) -> str:
    """The same for two names that a reader at the back of the room would take for one.

    Folds case, width, accents, spaces, punctuation, and the letters and digits that look alike.
    """
    folded = _unmarked(_unmarked(name)).translate(_TWINS)
    kept = "".join(each for each in folded if not _is_ornament(each))
    return kept or unicodedata.normalize("NFC", name).casefold()


def _names_somebody(name: str) -> bool:
    return any(_category(each)[0] in "LN" or _category(each) == "So" for each in name)


def _unmarked(name: str) -> str:
    """Compatible, caseless, without accents and what can't be seen."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(_digit(each) for each in apart if not _is_accent(each))


def _is_accent(each: str) -> bool:
    """Accents and vowel points. Vowel signs of Indic scripts are letters to their readers."""
    if each in _VOICING:
        return False
    variant = "\ufe00" <= each <= "\ufe0f" or "\U000e0100" <= each <= "\U000e01ef"
    return variant or unicodedata.combining(each) != 0 or _category(each) == "Me"


def _is_ornament(each: str) -> bool:
    return each in UNSEEN or _category(each)[0] in "PZC" or _category(each) == "Sk"


def _digit(each: str) -> str:
    value = unicodedata.decimal(each, None)
    return each if value is None else str(value)


def _category(each: str) -> str:
    return unicodedata.category(each)
