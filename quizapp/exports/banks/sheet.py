"""A bank as rows of a table (`domain.bank_sheet` names the columns); what `sheet_rows` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from quizapp.domain.bank import Question
from quizapp.domain.bank_sheet import (
    ALTERNATIVES,
    COMMON,
    KEY_COLUMN,
    LETTERS,
    LISTS,
    LOCALIZED,
    columns_of,
)
from quizapp.domain.questions import question_type
from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.text import LANGUAGES
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.safe_text import with_own_marks

SheetCell: TypeAlias = str | int | float | None

_FIRST = ("slug", "type", "question")
_LAST = (
    "explanation",
    *("source_title", "source_issuer", "source_year", "source_fact"),
    *("tags", "difficulty", "time_limit_s", "points", "scoring", "shuffle"),
)


def table(leaving: Leaving) -> tuple[list[str], list[list[SheetCell]]]:
    """The header and the rows, only the columns that are needed, in an order that a person likes.

    What makes no sense without its picture stays behind.
    """
    rows: list[dict[str, SheetCell]] = []
    for number, question in enumerate(leaving.bank.questions, start=1):
        if question_type(question.type).needs_picture:
            leaving.left_out(number, question, "type_not_carried", type=question.type)
        else:
            leaving.taken(question)
            rows.append(_row(question))
    names = sorted({name for row in rows for name in row}, key=_place)
    return names, [[_marked(row.get(name)) for name in names] for row in rows]


def _marked(value: SheetCell) -> SheetCell:
    return with_own_marks(value) if isinstance(value, str) else value


def _row(question: Question) -> dict[str, SheetCell]:
    document = question.to_dict()
    row: dict[str, SheetCell] = {"slug": question.slug, "type": question.type}
    row.update(_texts("question", document["prompt"]))
    row.update(_texts("explanation", document.get("explanation")))
    source: Any = document.get("source") or {}
    row.update({f"source_{name}": value for name, value in source.items() if value})
    if question.tags:
        row["tags"] = ", ".join(question.tags)
    row.update({name: _plain(document[name]) for name in COMMON if name in document})
    if question.shuffle:
        row["shuffle"] = "yes"
    kind = question_type(question.type)
    columns = columns_of(kind)
    letters: list[dict[str, str]] = []
    for field in sorted(kind.fields, key=lambda each: each.kind not in LISTS):
        row.update(_field(field, columns[field.name], document.get(field.name), letters))
    return row


def _field(
    field: Field, column: str, value: Any, letters: list[dict[str, str]]
) -> dict[str, SheetCell]:
    """The cells of one field; lists leave the letters of their ids for the key."""
    if field.kind in LISTS:
        return dict(_entries(column, value or [], letters))
    if value is None:
        return {}
    if field.kind is FieldKind.ACCEPTED:
        return {
            f"{column}_{language}": f" {ALTERNATIVES} ".join(map(_alternative, texts))
            for language, texts in value.items()
        }
    if field.kind in LOCALIZED:
        return _texts(column, value)
    return {column: _WRITE[field.kind](value, letters)}


def _entries(
    column: str, entries: Sequence[Mapping[str, Any]], letters: list[dict[str, str]]
) -> Iterator[tuple[str, SheetCell]]:
    lettered = {entry["id"]: letter for entry, letter in zip(entries, LETTERS, strict=False)}
    letters.append(lettered)
    for entry in entries:
        name = f"{column}_{lettered[entry['id']]}"
        yield from _texts(name, entry["text"]).items()
        if entry["id"] != lettered[entry["id"]]:
            yield f"{name}_id", entry["id"]
        if "role" in entry:
            yield f"{name}_role", entry["role"]


def _texts(column: str, texts: Any) -> dict[str, SheetCell]:
    return {f"{column}_{language}": text for language, text in (texts or {}).items()}


def _alternative(text: str) -> str:
    return text.replace("\\", "\\\\").replace(ALTERNATIVES, f"\\{ALTERNATIVES}")


def _plain(value: Any) -> SheetCell:
    return value if isinstance(value, (str, int, float)) else None


def _regions(value: Any) -> str:
    polygons = (" ".join(f"{x},{y}" for x, y in polygon) for polygon in value)
    return "; ".join(polygons)


_WRITE: Mapping[FieldKind, Callable[[Any, list[dict[str, str]]], SheetCell]] = {
    FieldKind.OPTION: lambda value, letters: letters[0][value],
    FieldKind.OPTION_LIST: lambda value, letters: ", ".join(letters[0][each] for each in value),
    FieldKind.ORDER: lambda value, letters: ", ".join(letters[0][each] for each in value),
    FieldKind.PAIRS: lambda value, letters: ", ".join(
        f"{letters[0][one]}={letters[1][other]}" for one, other in value.items()
    ),
    FieldKind.INTEGER: lambda value, _: _plain(value),
    FieldKind.DECIMAL: lambda value, _: _plain(value),
    FieldKind.BOOLEAN: lambda value, _: "yes" if value else "no",
    FieldKind.CHOICE: lambda value, _: _plain(value),
    FieldKind.REGIONS: lambda value, _: _regions(value),
}
"""A value as its cell by the kind of its field; `letters` has id -> letter of each list."""


def _place(name: str) -> tuple[int, int, str, int]:
    """Where a column stands: question, lists, key, the type's own, then what all may have."""
    base, _, language = name.rpartition("_")
    spoken = LANGUAGES.index(language) if language in LANGUAGES and base else -1
    base = base if spoken >= 0 else name
    if base in _FIRST:
        return 0, _FIRST.index(base), "", spoken
    if base.startswith(("option_", "match_")):
        return 1, 0 if base.startswith("option_") else 1, base, spoken
    if base == KEY_COLUMN:
        return 2, 0, "", spoken
    if base in _LAST:
        return 4, _LAST.index(base), "", spoken
    return 3, 0, base, spoken
