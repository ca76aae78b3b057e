"""What a person reads of faults, notes and warnings on content: what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quizapp.domain.bank_files import Note
from quizapp.domain.errors import Problem
from quizapp.domain.text import N_
from quizapp.presentation.i18n import translate

PROBLEMS: Final[Mapping[str, str]] = {
    "not_a_mapping": N_("Names with values are expected here."),
}
"""Code of a `Problem` -> English text; `{detail}` and `{path}` are filled in."""

NOTES: Final[Mapping[str, str]] = {
    "understood": N_("Understood."),
    "pictures_not_carried": N_("{count} pictures are not in this file."),
}
"""Code of a `Note` -> English text; the note's details are filled in."""

_ELSE: Final = N_("Something is not right here ({code}).")


def problem_text(problem: Problem, language: str) -> str:
    """What is wrong and how to mend it, without the place (`problem.place`, `problem.path`)."""
    text = PROBLEMS.get(problem.code, _ELSE)
    return translate(language, text, code=problem.code, detail=problem.detail, path=problem.path)


def note_text(note: Note, language: str) -> str:
    """What became of a question; a fault in it reads as the problem does."""
    text = NOTES.get(note.code) or PROBLEMS.get(note.code) or _ELSE
    return translate(language, text, code=note.code, **note.details)
