"""Questions out of the rows of a table (`domain.bank_sheet` names the columns)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quizapp.domain.bank_sheet import (
    COMMON,
    KEY_COLUMN,
    LETTERS,
    LISTS,
    LOCALIZED,
    columns_of,
)
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.questions.base import Field, FieldKind
from quizapp.importers.banks import sheet_cells as cells
from quizapp.importers.banks.drafts import BankDraft, Place
from quizapp.importers.banks.sheet_cells import Row, Value
from quizapp.importers.banks.sheet_header import Header

_FALL_BACK = "single_choice"


def take_rows(draft: BankDraft, header: Header, rows: Iterable[Row]) -> None:
    """Each row that is not empty, into the draft."""
    for row in rows:
        if not cells.is_empty(row.cells) or row.formulas:
            _RowReader(draft, header, row).take()


class _RowReader:
    """One row on its way into the bank: the document it makes, and from which cell each field is."""

    def __init__(self, draft: BankDraft, header: Header, row: Row) -> None:
        self._language = draft.language
        self._header = header
        self._row = row
        self._read: set[int] = set()
        self._document: dict[str, Any] = {}
        self._places: dict[str, Place] = {}
        self._ids: list[dict[str, str]] = []
        prompt = next(iter(self._texts("question", "prompt").values()), "")
        self._question = draft.question(prompt, Place(row.line, 1))

    def take(self) -> None:
        """Into the bank, or left out with the reasons."""
        for place in self._row.formulas:
            self._question.partly_left_out("formula", self._at(place), detail=self._named(place))
        for place in self._row.dates:
            self._question.approximated("date_cell", self._at(place), detail=self._named(place))
        self._common()
        self._content(self._type())
        for place, cell in enumerate(self._row.cells):
            if cells.text_of(cell) and place not in self._read and place in self._known():
                self._question.partly_left_out(
                    "column_not_of_type",
                    self._at(place),
                    detail=self._named(place),
                    type=str(self._document["type"]),
                )
        self._question.accept(self._document, self._places)

    def _common(self) -> None:
        self._put("prompt", self._texts("question", "prompt"))
        self._put("explanation", self._texts("explanation", "explanation"))
        self._put("slug", self._word("slug", "slug"))
        self._put("tags", cells.listed(self._cell("tags", "tags")))
        for name in COMMON:
            self._put(name, cells.number_of(self._cell(name, name)))
        shuffle = self._cell("shuffle", "shuffle")
        if cells.text_of(shuffle):
            self._put("shuffle", cells.truth_of(shuffle))
        source = {
            "title": self._word("source_title", "source.title"),
            "issuer": self._word("source_issuer", "source.issuer"),
            "year": cells.number_of(self._cell("source_year", "source.year")),
            "fact": self._word("source_fact", "source.fact"),
        }
        self._put("source", {name: value for name, value in source.items() if _given(value)})

    def _type(self) -> str:
        """As given; else a choice, which is by far the most common, with one right answer or several."""
        given = self._word("type", "type")
        if not given:
            several = len(cells.words_of(self._peek(KEY_COLUMN))) > 1
            given = "multiple_choice" if several else _FALL_BACK
            self._question.approximated("type_chosen", type=given)
        kind = given.lower().replace(" ", "_").replace("-", "_")
        self._document["type"] = kind
        return kind

    def _content(self, slug: str) -> None:
        kind = QUESTION_TYPES.get(slug)
        if kind is None:
            self._read.update(self._known())
            return
        columns = columns_of(kind)
        for field in sorted(kind.fields, key=lambda each: each.kind not in LISTS):
            self._put(field.name, self._value(field, columns[field.name]))

    def _value(self, field: Field, column: str) -> Any:
        if field.kind in LISTS:
            return self._entries(field, column)
        if field.kind is FieldKind.ACCEPTED:
            accepted = {
                language: cells.alternatives_of(text)
                for language, text in self._texts(column, field.name).items()
            }
            return {language: texts for language, texts in accepted.items() if texts}
        if field.kind in LOCALIZED:
            return self._texts(column, field.name)
        value = self._key_cell(field) if column == KEY_COLUMN else self._cell(column, field.name)
        if not cells.text_of(value):
            return None
        return _READ[field.kind](value, self._ids)

    def _entries(self, field: Field, column: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        ids: dict[str, str] = {}
        for letter in LETTERS:
            path = f"{field.name}[{len(entries)}]"
            text = self._texts(f"{column}_{letter}", f"{path}.text")
            given = self._word(f"{column}_{letter}_id", f"{path}.id")
            role = self._word(f"{column}_{letter}_role", f"{path}.role")
            if not text and not given and not role:
                continue
            ids[letter] = given or letter
            entry: dict[str, Any] = {"id": ids[letter], "text": text}
            entries.append({**entry, "role": role.lower()} if role else entry)
        self._ids.append(ids)
        return entries

    def _texts(self, name: str, path: str) -> dict[str, str]:
        """The texts of a column that has one a language."""
        texts: dict[str, str] = {}
        for language in self._header.languages(name):
            spoken = language or self._language
            value = cells.text_of(self._take(name, language, f"{path}.{spoken}"))
            if value:
                texts[spoken] = cells.without_mark(value)
                self._places.setdefault(path, self._places[f"{path}.{spoken}"])
        return texts

    def _key_cell(self, field: Field) -> Value:
        """The key has one column; where there is one a language, the first that is filled."""
        for language in self._header.languages(KEY_COLUMN):
            value = self._take(KEY_COLUMN, language, field.name)
            if cells.text_of(value):
                return value
        return None

    def _peek(self, name: str) -> Value:
        places = [self._header.places[name, each] for each in self._header.languages(name)]
        values = [self._row.cells[place] for place in places if place < len(self._row.cells)]
        return next((each for each in values if cells.text_of(each)), None)

    def _word(self, name: str, path: str) -> str:
        return cells.without_mark(cells.text_of(self._cell(name, path)))

    def _cell(self, name: str, path: str) -> Value:
        return self._take(name, "", path)

    def _take(self, name: str, language: str, path: str) -> Value:
        place = self._header.places.get((name, language))
        if place is None:
            return None
        self._read.add(place)
        self._places[path] = self._at(place)
        return self._row.cells[place] if place < len(self._row.cells) else None

    def _put(self, name: str, value: Any) -> None:
        if _given(value):
            self._document[name] = value

    def _known(self) -> set[int]:
        return set(self._header.places.values())

    def _at(self, place: int) -> Place:
        return Place(self._row.line, place + 1)

    def _named(self, place: int) -> str:
        names = self._header.names
        return names[place] if place < len(names) else ""


def _given(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


_READ: Mapping[FieldKind, Callable[[Value, list[dict[str, str]]], Any]] = {
    FieldKind.OPTION: lambda value, ids: cells.id_of(cells.text_of(value), ids[0]),
    FieldKind.OPTION_LIST: lambda value, ids: [
        cells.id_of(word, ids[0]) for word in cells.words_of(value)
    ],
    FieldKind.ORDER: lambda value, ids: [
        cells.id_of(word, ids[0]) for word in cells.words_of(value)
    ],
    FieldKind.PAIRS: lambda value, ids: cells.pairs_of(value, ids[0], ids[1]),
    FieldKind.INTEGER: lambda value, _: cells.number_of(value),
    FieldKind.DECIMAL: lambda value, _: cells.number_of(value),
    FieldKind.BOOLEAN: lambda value, _: cells.truth_of(value),
    FieldKind.CHOICE: lambda value, _: cells.text_of(value).lower(),
    FieldKind.REGIONS: lambda value, _: cells.regions_of(value),
}
"""A cell by the kind of its field; `ids` has letter -> id of each list of the row."""
