"""What the lines of an agenda look like; text here has single spaces and none at its ends."""

import re
from enum import Enum, auto
from typing import Final, NamedTuple

DASHES: Final = r"\-‐‑‒–—―−"
"""For a character class of a regular expression."""

PAUSES: Final = (":", ";")
SENTENCE_ENDS: Final = (".", "!", "?", "…", "؟", "۔")

_BULLETS: Final = "•‣▪●○◦■□·\uf0a7\uf0b7"  # the last two are what Word's bullets are copied as
_CLOSERS: Final = "\"')]}’”» "
_REFERENCE: Final = r"[A-Z]{1,4}\d{3,6}[A-Z][0-9a-z]{0,2}"  # HI0086E1
_REFERENCES: Final = rf"{_REFERENCE}(?:(?: ?[,;/&] ?| ){_REFERENCE}){{0,9}}"
_LAST_REFERENCES: Final = re.compile(
    rf"(?:^| )(?:({_REFERENCES})|\(({_REFERENCES})\)|\[({_REFERENCES})\])$"
)
_FOREIGN: Final = re.compile(
    r"\d{1,2}(?:\.\d)+[.)]? "  # 1.2 Opening
    r"|\([ivx]{2,5}\) "  # (ii) Opening
    r"|[A-Z]{3,} \d{1,2}\b"  # POINT 3 Opening
    rf"|[^\W\d_]{{3,}} \d{{1,2}}(?: ?\([^)]*\))?(?: ?[:{DASHES}].*)?$"  # Jour 1 (1 mars)
)


class Kind(Enum):
    """What a line begins; ``TEXT`` may also continue what the line before began."""

    DAY = auto()
    ITEM = auto()
    SUB_ITEM = auto()
    CAPITALS = auto()
    REFERENCE = auto()
    FOREIGN = auto()
    LIST = auto()
    TEXT = auto()


class Mark(NamedTuple):
    """The number or bullet of a line, and the rest of it."""

    kind: Kind
    mark: str
    rest: str


_ANYWHERE: Final = (
    (
        Kind.DAY,
        re.compile(
            r"(?i:day) (?P<mark>\d{1,2})"
            rf"(?:(?: ?[(:,;{DASHES}] ?| (?=(?:\w+day,? )?\d))(?P<rest>.*?)\)?)?$"
        ),
    ),
    (Kind.ITEM, re.compile(rf"(?P<mark>[IVXL]{{1,8}}) ?[.):{DASHES}](?: (?P<rest>.*))?$")),
    (Kind.SUB_ITEM, re.compile(r"(?P<mark>\(?[a-z]\))(?P<rest>.*)$")),
    (Kind.LIST, re.compile(f"(?P<mark>[{_BULLETS}])(?P<rest>.*)$")),
)
_AT_START: Final = (  # within a sentence a dash is a dash, and a number counts something
    (Kind.LIST, re.compile(rf"(?P<mark>[{DASHES}*]) (?P<rest>.*)$")),
    (Kind.LIST, re.compile(r"(?P<mark>)(?P<rest>\d{1,2}[.)] .*)$")),
)


def read_mark(text: str, *, at_start: bool) -> Mark:
    """Tell what a line begins; ``at_start`` is false where a sentence is still running."""
    for kind, pattern in _ANYWHERE + _AT_START if at_start else _ANYWHERE:
        if found := pattern.match(text):
            return Mark(kind, found["mark"], (found["rest"] or "").strip())
    return Mark(_unmarked_kind(text) if at_start else Kind.TEXT, "", text)


def _unmarked_kind(text: str) -> Kind:
    if _LAST_REFERENCES.fullmatch(text):
        return Kind.REFERENCE
    if ends_with(text, SENTENCE_ENDS):
        return Kind.TEXT
    if _FOREIGN.match(text):
        return Kind.FOREIGN
    return Kind.CAPITALS if is_capitals(text) else Kind.TEXT


def is_capitals(text: str) -> bool:
    """Tell whether this could be an unnumbered title; a short abbreviation could not."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 4


def ends_with(text: str, marks: tuple[str, ...]) -> bool:
    """Tell whether the last mark is one of these, whatever it is quoted or bracketed in."""
    return text.rstrip(_CLOSERS).endswith(marks)


def split_references(text: str) -> tuple[str, str]:
    """Take the document references off the end of a line: the text, and they as printed."""
    found = _LAST_REFERENCES.search(text)
    if not found:
        return text, ""
    return text[: found.start()], found[found.lastindex or 0]
