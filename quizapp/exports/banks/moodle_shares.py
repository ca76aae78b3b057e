"""A question in one language, as the formats of Moodle take it: GIFT and Moodle XML alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizapp.domain.bank import Question
from quizapp.domain.bank_files import FALSE_TEXTS, TRUE_OR_FALSE, TRUE_TEXTS, Level
from quizapp.domain.text import LocalizedText
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.safe_text import printable

_FULL = Decimal(100)
_DIGITS = Decimal("0.00001")
_CHOICES = ("single_choice", "multiple_choice")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question with the texts of one language; `document` is what `to_dict` gave."""

    question: Question
    language: str
    document: Mapping[str, Any]

    @property
    def type(self) -> str:
        return self.question.type

    @property
    def prompt(self) -> str:
        return self.said(self.document.get("prompt"))

    @property
    def explanation(self) -> str:
        return self.said(self.document.get("explanation"))

    def said(self, texts: Mapping[str, str] | None) -> str:
        """A text in the language, fit for a file."""
        return printable(LocalizedText.of(texts or {}).get(self.language))

    def entries(self, name: str) -> dict[str, str]:
        """Id -> text of a list."""
        return {each["id"]: self.said(each["text"]) for each in self.document[name]}

    def right(self) -> tuple[str, ...]:
        """Ids of the right options, in a list also where there is one."""
        key = self.document.get("correct", [])
        return (key,) if isinstance(key, str) else tuple(key)

    def accepted(self) -> list[str]:
        """All typed answers that are right, those in the language first: each is right for all."""
        lists = self.document.get("accepted", {})
        own = [*lists.get(self.language, []), *(text for texts in lists.values() for text in texts)]
        return [printable(text) for text in dict.fromkeys(own)]


def spoken(question: Question, language: str) -> Spoken:
    """The question in that language."""
    return Spoken(question, language, question.to_dict())


def is_true_or_false(question: Spoken) -> bool:
    """Whether Moodle's own type says all of it: the two options as every program calls them."""
    if question.type != "single_choice" or not question.right():
        return False
    texts = [TRUE_TEXTS.get(question.language), FALSE_TEXTS.get(question.language)]
    return question.entries("options") == dict(zip(TRUE_OR_FALSE, texts, strict=True))


def shares(question: Spoken) -> dict[str, Decimal]:
    """Id of each option -> percent of the marks, as our own marking has it."""
    ids = list(question.entries("options"))
    right = question.right()
    if question.type == "single_choice" or not right:
        return {each: _FULL if each in right else Decimal(0) for each in ids}
    share = (_FULL / len(right)).quantize(_DIGITS)
    loss = (-_FULL / max(1, len(ids) - len(right))).quantize(_DIGITS)
    return {each: share if each in right else loss for each in ids}


def without_key(leaving: Leaving, number: int, question: Spoken) -> bool:
    """Whether it has to stay behind as a poll; a choice may go, with nothing right."""
    if question.question.has_key or question.type in ("open_text", "slide"):
        return False
    if question.type in _CHOICES:
        leaving.said(number, question.question, Level.APPROXIMATED, "poll_without_key")
        return False
    leaving.left_out(number, question.question, "poll_not_carried")
    return True


def figure(number: Decimal | float) -> str:
    """Without an exponent and without zeros at the end."""
    text = f"{Decimal(repr(number)) if isinstance(number, float) else Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
