"""Names of participants: what may stand on the projector, and which two look the same.

The threats: a name that breaks the line or turns the direction of the text around it, a name of
which nothing is to be seen, a tower of marks over the next row, and a second "Ada" that isn't her.
"""

from __future__ import annotations

import unicodedata

from quizapp.domain.errors import BadName

LONGEST_NAME = 24
"""In characters as a reader counts them: a letter with its marks is one, a joined emoji is one."""
MOST_CODE_POINTS = 160
"""What the longest name may take up with its marks and joined emoji."""
MOST_MARKS = 4
"""Marks on one letter; living scripts need three at most."""

JOINERS = "\u200c\u200d"
_EMOJI_JOINER = "\u200d"
_BROUGHT_ALONG = frozenset("\u00ad\u061c\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Invisible and harmless; keyboards and copying bring them along, so they are taken out."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters or symbols by their class, but nothing is to be seen of them."""
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FIRST_JOINING = "\u0600"
"""No script below this one joins its letters."""
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


def clean_name(raw: str) -> str:
    """The name as it is kept and shown: NFC, single spaces, nothing invisible but needed joiners.

    Raises `BadName(most=24)` where it is empty or too long, has characters that no name needs
    (controls, overrides of the direction, surrogates, private ones), nothing but punctuation, or
    a heap of marks on one letter.
    """
    name = unicodedata.normalize("NFC", raw)
    name = _spaced(_without_strays(_spaced(name)))
    name = unicodedata.normalize("NFC", name)
    short = 1 <= length(name) <= LONGEST_NAME and len(name) <= MOST_CODE_POINTS
    if not (short and _readable(name) and _few_marks(name)):
        raise BadName(most=LONGEST_NAME)
    return name


def name_key(name: str) -> str:
    """The same for two names that a reader at the back of the room would take for one.

    Folds case, width, accents, spaces, punctuation, and the letters and digits that look alike.
    """
    folded = _unmarked(_unmarked(name)).translate(_TWINS)
    kept = "".join(each for each in folded if not _is_ornament(each))
    return kept or unicodedata.normalize("NFC", name).casefold()


def length(name: str) -> int:
    """Characters as a reader counts them."""
    count, joined = 0, False
    for each in name:
        if not (_attaches(each) or (joined and _category(each) == "So")):
            count += 1
        joined = each == _EMOJI_JOINER
    return count


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _without_strays(name: str) -> str:
    """Take out what came along unseen, and joiners that stand between no two letters to join."""
    kept: list[str] = []
    visible = [each for each in name if each not in _BROUGHT_ALONG]
    for here, each in enumerate(visible):
        after = visible[here + 1] if here + 1 < len(visible) else " "
        if each not in JOINERS or (kept and _joins(kept[-1]) and _joins(after)):
            kept.append(each)
    return "".join(kept)


def _joins(each: str) -> bool:
    return each >= _FIRST_JOINING and _category(each)[0] in "LMS"


def _readable(name: str) -> bool:
    """Only characters that may stand on a screen, and at least one that names somebody."""
    for each in name:
        if each in _UNSEEN or (_category(each) in _REFUSED and each not in JOINERS):
            return False
    return any(_category(each)[0] in "LN" or _category(each) == "So" for each in name)


def _few_marks(name: str) -> bool:
    """No mark without a letter under it, and no heap of them."""
    marks = MOST_MARKS
    for each in name:
        if _category(each)[0] == "M":
            marks += 1
        elif each not in JOINERS:
            marks = MOST_MARKS if each == " " else 0
        if marks > MOST_MARKS:
            return False
    return True


def _attaches(each: str) -> bool:
    """Whether a reader takes it for a part of the character before."""
    skin_tone = "\U0001f3fb" <= each <= "\U0001f3ff"
    return each in JOINERS or skin_tone or _category(each)[0] == "M"


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
    return each in _UNSEEN or _category(each)[0] in "PZC" or _category(each) == "Sk"


def _digit(each: str) -> str:
    value = unicodedata.decimal(each, None)
    return each if value is None else str(value)


def _category(each: str) -> str:
    return unicodedata.category(each)
