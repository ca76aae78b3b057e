"""Cells of a table: what people and spreadsheets put into them, as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from quizapp.domain.bank_sheet import ALTERNATIVES

Value: TypeAlias = str | int | float | bool | None
"""What a cell holds."""

_WHOLE = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?\d{0,18}[.,]\d{1,12}")
_YES = frozenset(("true", "yes", "1", "x", "oui", "vrai"))
_NO = frozenset(("false", "no", "0", "non", "faux"))
_BETWEEN = re.compile(r"[,;\s]+")
_ALTERNATIVE = re.compile(rf"\\(.)|({re.escape(ALTERNATIVES)})", re.DOTALL)
_MARKED_TEXT = re.compile(
    "(?:^|(?<=[;\t\r\n]))'(?='*[ \u00a0]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])"
)
"""The apostrophe before what a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, and its cells by their place from 0."""

    line: int
    cells: tuple[Value, ...]
    formulas: tuple[int, ...] = ()
    """Places of cells with a formula: they are empty here."""
    dates: tuple[int, ...] = ()
    """Places of cells that the spreadsheet made a date of."""


def text_of(value: Value) -> str:
    """As a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def without_mark(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from calculating it."""
    return _MARKED_TEXT.sub("", text)


def number_of(value: Value) -> Any:
    """A number, also with a decimal comma; what is none comes back as text, for the reader to say so."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    text = re.sub(r"\s", "", value)
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number
    return value.strip()


def truth_of(value: Value) -> Any:
    """True or false in the words people use; what is neither comes back as text."""
    word = text_of(value).lower()
    return True if word in _YES else False if word in _NO else word


def words_of(value: Value) -> list[str]:
    """A list in one cell, by commas, semicolons or spaces."""
    return [each for each in _BETWEEN.split(text_of(value)) if each]


def listed(value: Value) -> list[str]:
    """A list in one cell whose entries may have spaces."""
    return [each.strip() for each in re.split(r"[,;]", text_of(value)) if each.strip()]


def alternatives_of(value: Value) -> list[str]:
    r"""Several texts in one cell, between bars; `\|` is a bar of the text."""
    texts = [""]
    at = 0
    text = text_of(value)
    for found in _ALTERNATIVE.finditer(text):
        texts[-1] += text[at : found.start()] + (found[1] or "")
        if found[2]:
            texts.append("")
        at = found.end()
    texts[-1] += text[at:]
    return [each.strip() for each in texts if each.strip()]


def id_of(word: str, ids: Mapping[str, str]) -> str:
    """The id of an entry that a key names by its letter, its id or its number.

    The letter first: another entry may have it for its id, and what we write are letters.
    """
    if word.lower() in ids:
        return ids[word.lower()]
    if word in ids.values():
        return word
    if word.isdecimal() and 1 <= int(word[:3]) <= len(ids):
        return list(ids.values())[int(word[:3]) - 1]
    return word


def pairs_of(value: Value, left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    """`a=b, b=c`: what belongs together, each side by letters, numbers or ids."""
    pairs: dict[str, str] = {}
    for word in re.split(r"[,;]", text_of(value)):
        one, _, other = (part.strip() for part in word.partition("="))
        if one:
            pairs[id_of(one, left)] = id_of(other, right)
    return pairs


def regions_of(value: Value) -> Any:
    """`0.1,0.2 0.3,0.2 0.3,0.4; ...`: polygons by their corners."""
    return [
        [[number_of(part) for part in corner.split(",")] for corner in polygon.split()]
        for polygon in text_of(value).split(";")
        if polygon.strip()
    ]


def is_empty(cells: Sequence[Value]) -> bool:
    """Whether nothing stands in them."""
    return not any(text_of(each) for each in cells)
