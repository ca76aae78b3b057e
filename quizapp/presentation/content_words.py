"""What a person reads of faults, notes and remarks on content: what is wrong, and how to mend it.

The texts themselves are in `content_texts`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizapp.domain.bank_files import Note
from quizapp.domain.bank_lint import Remark
from quizapp.domain.errors import Problem
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.presentation.content_texts import ELSE, NOTES, PROBLEMS, REMARKS, UNPLACED
from quizapp.presentation.i18n import LANGUAGE_NAMES, translate
from quizapp.presentation.messages import MESSAGES

_RANGE = re.compile(r"^(-?[\d.]+) to (-?[\d.]+)$")


def problem_text(problem: Problem, language: str) -> str:
    """What is wrong and how to mend it, without the place (`problem.place`, `problem.path`)."""
    text = PROBLEMS.get(problem.code) or MESSAGES.get(problem.code) or ELSE
    return _filled(text, problem.code, {"detail": problem.detail, "path": problem.path}, language)


def note_text(note: Note, language: str) -> str:
    """What became of a question; a fault in it reads as the problem does."""
    text = NOTES.get(note.code) or PROBLEMS.get(note.code) or MESSAGES.get(note.code) or ELSE
    return _filled(text, note.code, note.details, language)


def remark_text(remark: Remark, language: str) -> str:
    """What could be better, and how."""
    return _filled(REMARKS.get(remark.code, ELSE), remark.code, remark.details, language)


def unplaced_text(reason: str, language: str) -> str:
    """Why a line of an agenda found no place."""
    return _filled(UNPLACED.get(reason, ELSE), reason, {}, language)


def _filled(text: str, code: str, details: Mapping[str, str | int], language: str) -> str:
    shown = {name: _shown(name, value, language) for name, value in details.items()}
    return translate(language, text, code=code, **shown)


def _shown(name: str, value: str | int, language: str) -> str | int:
    """Types and languages by their names, ranges without a word of any language."""
    if name == "type" and value in QUESTION_TYPES:
        return translate(language, QUESTION_TYPES[str(value)].label)
    if name == "language":
        return LANGUAGE_NAMES.get(str(value), value)
    return _RANGE.sub(r"\1–\2", value) if isinstance(value, str) else value
