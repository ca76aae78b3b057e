"""The spreadsheet that Kahoot offers for its own import: question, two to four answers, time, key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quizapp.domain.bank import LONGEST_LIMIT_S, SHORTEST_LIMIT_S
from quizapp.domain.bank_files import Imported
from quizapp.domain.text import N_
from quizapp.importers.banks.base import LARGEST_UPLOAD, Upload
from quizapp.importers.banks.drafts import BankDraft, LeftOut, Place, QuestionDraft
from quizapp.importers.banks.sheet_cells import Row, Value, number_of, text_of, words_of
from quizapp.importers.banks.workbook import Book, is_workbook, mentions

_HEADINGS = ("question", "answer 1", "answer 2", "answer 3", "answer 4", "time limit", "correct")
"""How the headings begin, in their order; the template adds the limits to them."""
_LETTERS = "abcd"


class KahootXlsx:
    """Single choice, or several options where more than one counts as right."""

    slug = "kahoot"
    label = N_("Kahoot spreadsheet (Excel)")
    suffixes = (".xlsx",)
    largest = LARGEST_UPLOAD

    def recognises(self, name: str, data: bytes) -> bool:
        return is_workbook(data) and mentions(data, b"Answer 1", b"Time limit", b"Correct answer")

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        found = False
        for _, rows in Book(draft).sheets():
            columns: tuple[int, ...] | None = None
            for row in rows:
                if columns is None:
                    columns = _columns(row)
                elif any(text_of(_cell(row, place)) for place in columns) or row.formulas:
                    _take(draft, row, columns)
            found = found or columns is not None
        if not found:
            raise upload.refused("kahoot_header")
        return draft.finish()


def _columns(row: Row) -> tuple[int, ...] | None:
    """Places of the columns in the order of `_HEADINGS`; None where this is not the heading."""
    heads = [" ".join(text_of(each).lower().split()) for each in row.cells]
    places = [
        next((place for place, head in enumerate(heads) if head.startswith(wanted)), None)
        for wanted in _HEADINGS
    ]
    found = tuple(place for place in places if place is not None)
    return found if len(found) == len(_HEADINGS) else None


def _cell(row: Row, place: int) -> Value:
    return row.cells[place] if place < len(row.cells) else None


def _take(draft: BankDraft, row: Row, columns: Sequence[int]) -> None:
    prompt = text_of(_cell(row, columns[0]))
    question = draft.question(prompt, Place(row.line, columns[0] + 1))
    for place in row.formulas:
        if place in columns:
            heading = _HEADINGS[columns.index(place)]
            question.partly_left_out("formula", Place(row.line, place + 1), detail=heading)
    try:
        document = _document(draft, question, row, columns)
    except LeftOut as reason:
        question.leave_out(reason)
        return
    question.accept({"prompt": draft.text(prompt), **document})


def _document(
    draft: BankDraft, question: QuestionDraft, row: Row, columns: Sequence[int]
) -> dict[str, Any]:
    texts = [text_of(_cell(row, place)) for place in columns[1:5]]
    options = [
        {"id": letter, "text": draft.text(text)}
        for letter, text in zip(_LETTERS, texts, strict=True)
        if text
    ]
    right = _right(row, columns[6], texts)
    document: dict[str, Any] = {"options": options, **_limit(question, row, columns[5])}
    if len(right) > 1:
        question.approximated("several_right")
        return {**document, "type": "multiple_choice", "correct": right}
    return {**document, "type": "single_choice", "correct": right[0]}


def _right(row: Row, place: int, texts: Sequence[str]) -> list[str]:
    """Ids of the right options: `1`, `1,3`."""
    numbers = words_of(_cell(row, place))
    at = Place(row.line, place + 1)
    if not numbers:
        raise LeftOut("no_right_answer_at_all", at)
    for number in numbers:
        if not re.fullmatch("[1-4]", number) or not texts[int(number) - 1]:
            raise LeftOut("kahoot_correct", at, detail=number)
    return [_LETTERS[int(number) - 1] for number in dict.fromkeys(numbers)]


def _limit(question: QuestionDraft, row: Row, place: int) -> dict[str, Any]:
    """Seconds; one that we can't keep is left out."""
    seconds = number_of(_cell(row, place))
    if seconds in (None, ""):
        return {}
    if isinstance(seconds, int) and SHORTEST_LIMIT_S <= seconds <= LONGEST_LIMIT_S:
        return {"time_limit_s": seconds}
    at = Place(row.line, place + 1)
    question.partly_left_out("time_limit_left_out", at, detail=str(seconds)[:20])
    return {}
