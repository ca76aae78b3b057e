"""What is said of a bank that came in from a file, or went out into one, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.domain.bank import Bank
from quizapp.domain.text import LocalizedText

TRUE_OR_FALSE = ("true", "false")
"""Ids of the two options of what other programs have a type of its own for."""
TRUE_TEXTS = LocalizedText.of(
    {
        "en": "True",
        "fr": "Vrai",
        "es": "Verdadero",
        "ar": "صحيح",
        "ru": "Верно",
        "pt": "Verdadeiro",
    }
)
FALSE_TEXTS = LocalizedText.of(
    {
        "en": "False",
        "fr": "Faux",
        "es": "Falso",
        "ar": "خطأ",
        "ru": "Неверно",
        "pt": "Falso",
    }
)


class Level(StrEnum):
    """How much of a question got through."""

    UNDERSTOOD = "understood"
    """As it stands in the file."""
    APPROXIMATED = "approximated"
    """Something about it is different now; the note says what."""
    LEFT_OUT = "left_out"
    """The question, or the part that the note names, is not there."""


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on one question, or on the file as a whole.

    `question_number` counts from 1 as the questions stand in the file (the bank, on the way out),
    also those that were left out; 0 is the file as a whole. `slug` is the question's in the bank,
    empty where it is not in there. `code` and `details` make the text
    (`presentation.content_words`); `excerpt` is the beginning of the question's own text.
    """

    question_number: int
    slug: str
    level: Level
    code: str
    details: Mapping[str, str | int] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None
    excerpt: str = ""


def gravest(notes: Iterable[Note]) -> Level:
    """The gravest level among the notes; `understood` without any."""
    order = list(Level)
    return max((each.level for each in notes), key=order.index, default=Level.UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Imported:
    """A bank as it was understood; nothing of it is written anywhere yet.

    Each question of the file has one note at least (`understood` where there is nothing to say).
    `bank.questions` is empty where nothing could be used; `bank.pictures` are those that they name,
    ready to be stored.
    """

    format: str
    """Slug of the importer."""
    bank: Bank
    notes: tuple[Note, ...]

    def worst(self, question_number: int) -> Level:
        """The gravest level among the notes on a question; `understood` without any."""
        return gravest(each for each in self.notes if each.question_number == question_number)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be sent; `notes` say what the format could not carry (none: all of it)."""

    filename: str
    media_type: str
    data: bytes
    notes: tuple[Note, ...] = ()

    def is_empty_of(self, questions: int) -> bool:
        """Whether none of so many questions is in the file: there is nothing to read in it then."""
        left_out = {
            each.question_number
            for each in self.notes
            if each.question_number and each.level is Level.LEFT_OUT
        }
        return len(left_out) == questions
