"""The first row of a table: which column holds what, in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank_files import Level
from quizapp.domain.bank_sheet import (
    COMMON,
    COMMON_TEXTS,
    KEY_COLUMN,
    LETTERS,
    LIST_COLUMNS,
    LISTS,
    LOCALIZED,
    SOURCE_COLUMNS,
    columns_of,
)
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.text import LANGUAGES
from quizapp.importers.banks.drafts import BankDraft, Place
from quizapp.importers.banks.sheet_cells import Value, text_of

_LANGUAGE = re.compile(rf"(.+)_({'|'.join(LANGUAGES)})")
_ENTRY = re.compile(rf"({'|'.join(LIST_COLUMNS)})_([{LETTERS[0]}-{LETTERS[-1]}])(_id|_role)?")
_PLAIN = ("slug", "type", "tags", "shuffle", *SOURCE_COLUMNS, *COMMON)


@dataclass(frozen=True, slots=True)
class Header:
    """`places[(name, language)]` is the place of a column from 0; the language of most is "".

    The key may stand in a column without a language and in others with one: typed answers do.
    """

    places: Mapping[tuple[str, str], int]
    names: tuple[str, ...]
    """As they stand in the file."""

    def languages(self, name: str) -> tuple[str, ...]:
        """Those in which the column is there."""
        return tuple(language for known, language in self.places if known == name)


def normalized(value: Value) -> str:
    """`Option A (EN)` -> `option_a_en`."""
    return re.sub(r"[^a-z0-9]+", "_", text_of(value).lower()).strip("_")


def looks_like_header(cells: Sequence[Value]) -> bool:
    """Whether a row can be the first of a table of questions."""
    names = {_parted(normalized(each))[0] for each in cells}
    return "question" in names and bool(names & {"type", KEY_COLUMN, "option_a", "slug"})


def read_header(draft: BankDraft, cells: Sequence[Value], line: int) -> Header:
    """The columns; those that we don't know, or that stand twice, are named and not read."""
    places: dict[tuple[str, str], int] = {}
    for place, cell in enumerate(cells):
        name, language = _parted(normalized(cell))
        at = Place(line, place + 1)
        if not name:
            continue
        if name in _localized():
            language = language or ("" if name == KEY_COLUMN else draft.language)
        elif language:
            name, language = f"{name}_{language}", ""
        if name not in _localized() and not _known(name):
            draft.remark(Level.LEFT_OUT, "column_unknown", at, detail=text_of(cell))
        elif (name, language) in places:
            draft.remark(Level.LEFT_OUT, "column_twice", at, detail=text_of(cell))
        else:
            places[name, language] = place
    return Header(places, tuple(text_of(each) for each in cells))


def _parted(name: str) -> tuple[str, str]:
    found = _LANGUAGE.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def _localized() -> frozenset[str]:
    """Columns of texts: one a language."""
    lists = {f"{name}_{letter}" for name in LIST_COLUMNS for letter in LETTERS}
    return frozenset({*COMMON_TEXTS, KEY_COLUMN, *lists, *_own(localized=True)})


def _own(*, localized: bool) -> set[str]:
    """Columns that hold a field of some type."""
    return {
        columns_of(kind)[field.name]
        for kind in QUESTION_TYPES.values()
        for field in kind.fields
        if field.kind not in LISTS and (field.kind in LOCALIZED) is localized
    }


def _known(name: str) -> bool:
    return name in _PLAIN or name in _own(localized=False) or bool(_ENTRY.fullmatch(name))
