"""Notes on what was read, as the importers make them."""

from __future__ import annotations

from quizapp.domain.bank import Question
from quizapp.domain.bank_files import Level, Note

_EXCERPT = 80
"""Characters by which a person finds the question again."""


def excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def understood(
    number: int,
    question: Question,
    language: str,
    line: int | None = None,
    column: int | None = None,
) -> Note:
    """That a question is here as it stands in the file."""
    return Note(
        number,
        question.slug,
        Level.UNDERSTOOD,
        "understood",
        {"type": question.type},
        line,
        column,
        excerpt(question.prompt.get(language)),
    )
