"""A bank as a table: one question a row, its columns named by what the types say of their fields.

    slug, type, question_en, option_a_en, ..., correct, explanation_en, source_title, ...

The first list of a type stands in `option_a` to `option_l`, the second in `match_a` and so on; the
key stands in `correct`; every other field in a column of its own name. A text has one column a
language.
"""

from __future__ import annotations

from typing import Any

from quizapp.domain.questions.base import FieldKind, QuestionType

LETTERS = "abcdefghijkl"
LIST_COLUMNS = ("option", "match")
"""Of the first and the second list of a type."""
KEY_COLUMN = "correct"
ALTERNATIVES = "|"
"""Between several texts in one cell: right answers of one language."""
LISTS = (FieldKind.OPTIONS, FieldKind.ENTRIES)
LOCALIZED = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.ACCEPTED)
COMMON_TEXTS = ("question", "explanation")
SOURCE_COLUMNS = ("source_title", "source_issuer", "source_year", "source_fact")
COMMON = ("difficulty", "time_limit_s", "points", "scoring")
"""Columns of the name of the question's field, with a number or a word."""


def columns_of(kind: QuestionType[Any]) -> dict[str, str]:
    """Name of a field of the type -> its column, without letters and languages."""
    lists = iter(LIST_COLUMNS)
    columns: dict[str, str] = {}
    keyed = False
    for field in kind.fields:
        if field.kind in LISTS:
            columns[field.name] = next(lists)
        elif field.key and not keyed:
            columns[field.name] = KEY_COLUMN
            keyed = True
        else:
            columns[field.name] = field.name
    return columns
