"""The kinds of question that Moodle's formats have, as questions of ours: GIFT and Moodle XML alike.

Each function returns the type's own fields and says to the draft what is different now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quizapp.domain.bank_files import FALSE_TEXTS, TRUE_TEXTS
from quizapp.importers.banks.drafts import BankDraft, LeftOut, QuestionDraft
from quizapp.importers.banks.notes import excerpt

FULL = Decimal(100)
_CLOSE = Decimal("0.01")
"""Weights are rounded to five digits or fewer."""
_FINEST = 6
"""Decimals that a step of ours may have."""
_USUAL_LENGTH, _LONGEST_ANSWER = 40, 100
_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,2})?")
_LARGEST = Decimal(10**12)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_WILDCARD = re.compile(r"(?<!\\)\*")
"""An asterisk without a backslash before it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as the file has it: its text, its share of the marks in percent, its feedback."""

    text: str
    percent: Decimal
    feedback: str = ""
    picture: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """An answer that is a number, give or take the tolerance."""

    value: Decimal
    tolerance: Decimal
    percent: Decimal
    feedback: str = ""


def true_false(bank: BankDraft, right: bool) -> dict[str, Any]:
    """Two options, of which one is right."""
    return {
        "type": "single_choice",
        "options": [
            {"id": "true", "text": {bank.language: TRUE_TEXTS.get(bank.language)}},
            {"id": "false", "text": {bank.language: FALSE_TEXTS.get(bank.language)}},
        ],
        "correct": "true" if right else "false",
    }


def choice(
    bank: BankDraft, question: QuestionDraft, answers: Sequence[Answer], *, single: bool
) -> dict[str, Any]:
    """One or several options; marks follow our own rules, which the notes say where it matters."""
    options = [_option(bank, index, each) for index, each in enumerate(answers)]
    right = [index for index, each in enumerate(answers) if each.percent > 0]
    if not right:
        question.approximated("no_right_answer")
        return {"type": "single_choice" if single else "multiple_choice", "options": options}
    if not single:
        if not _as_we_mark(answers):
            question.approximated("marks_replaced")
        return _several(options, right)
    best = max(each.percent for each in answers)
    fully = [index for index, each in enumerate(answers) if each.percent == best]
    if len(fully) > 1:
        question.approximated("several_right")
        return _several(options, fully)
    if best != FULL or any(each.percent not in (0, FULL) for each in answers):
        question.approximated("part_marks_left_out")
    return {"type": "single_choice", "options": options, "correct": options[fully[0]]["id"]}


def short_text(
    bank: BankDraft, question: QuestionDraft, answers: Sequence[Answer]
) -> dict[str, Any]:
    """Typed answers that earn all marks; those with fewer, and wildcards, have no place here."""
    full = [each.text for each in answers if each.percent >= FULL]
    accepted = [text.replace("\\*", "*") for text in full if not _WILDCARD.search(text)]
    if wild := [a.text for a in answers if _WILDCARD.search(a.text) and a.percent > 0]:
        question.partly_left_out("wildcard_left_out", detail="; ".join(wild))
    if partly := [each.text for each in answers if 0 < each.percent < FULL]:
        question.partly_left_out("part_answers_left_out", detail="; ".join(partly))
    if not accepted:
        question.approximated("no_right_answer")
        return {"type": "short_text"}
    longest = max(len(text) for text in accepted)
    return {
        "type": "short_text",
        "accepted": {bank.language: accepted},
        "max_length": min(max(_USUAL_LENGTH, longest), _LONGEST_ANSWER),
    }


def number(question: QuestionDraft, answers: Sequence[Range]) -> dict[str, Any]:
    """The answer with the most marks. Our numbers have a range, so one is made around it."""
    best = max(answers, key=lambda each: each.percent, default=None)
    if best is None or best.percent <= 0:
        question.approximated("no_right_answer")
        return {"type": "number"}
    if others := [each for each in answers if each is not best and each.percent > 0]:
        question.partly_left_out(
            "part_answers_left_out", detail="; ".join(_in_words(each) for each in others)
        )
    bound = Decimal(100)
    while bound < abs(best.value) + best.tolerance:
        bound *= 10
    decimals = min(_FINEST, max(0, -_exponent(best.value), -_exponent(best.tolerance)))
    least = -bound if best.value - best.tolerance < 0 else Decimal(0)
    question.approximated("range_chosen", least=str(least), most=str(bound))
    return {
        "type": "number",
        "min": _plain(least),
        "max": _plain(bound),
        "step": _plain(Decimal(1).scaleb(-decimals)),
        "value": _plain(best.value),
        "tolerance": _plain(best.tolerance),
    }


def matching(bank: BankDraft, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Pairs of texts; without a left one, the right one only misleads.

    Raises `LeftOut` where two left texts share a right one, which can't be answered here.
    """
    asked = [(left, right) for left, right in pairs if left]
    answers = [right for _, right in asked]
    if twice := next((each for each in answers if answers.count(each) > 1), None):
        raise LeftOut("match_twice", detail=twice)
    rights = sorted({right for _, right in pairs})
    ids = {right: f"r{index}" for index, right in enumerate(rights, start=1)}
    return {
        "type": "matching",
        "left": [
            {"id": f"l{index}", "text": bank.text(left)}
            for index, (left, _) in enumerate(asked, start=1)
        ],
        "right": [{"id": ids[right], "text": bank.text(right)} for right in rights],
        "pairs": {f"l{index}": ids[right] for index, (_, right) in enumerate(asked, start=1)},
    }


def ordering(bank: BankDraft, items: Sequence[Answer]) -> dict[str, Any]:
    """Items in their right order; shown by the alphabet, or the other way round where that is it."""
    places = range(len(items))
    shown = sorted(places, key=lambda place: (items[place].text, place))
    if shown == list(places):
        shown.reverse()
    return {
        "type": "ordering",
        "items": [_option(bank, place, items[place]) for place in shown],
        "correct": [_letter(place) for place in places],
    }


def explanation(
    bank: BankDraft, question: QuestionDraft, general: str, answers: Sequence[Answer | Range]
) -> dict[str, Any]:
    """The general feedback, else that on the right answer; feedback on single answers has no place."""
    texts = {each.feedback for each in answers if each.feedback}
    on_right = [each.feedback for each in answers if each.feedback and each.percent > 0]
    text = general
    if not general and on_right:
        text = on_right[0]
        question.approximated("feedback_as_explanation")
    if left_out := texts - {text}:
        question.partly_left_out("feedback_left_out", count=len(left_out))
    return {"explanation": bank.text(text)} if text else {}


def _option(bank: BankDraft, index: int, answer: Answer) -> dict[str, Any]:
    option: dict[str, Any] = {
        "id": _letter(index),
        "text": bank.text(answer.text),
    }
    if answer.picture:
        option["picture"] = answer.picture
    return option


def _letter(index: int) -> str:
    return _LETTERS[index] if index < len(_LETTERS) else f"o{index}"


def _several(options: list[dict[str, Any]], right: Sequence[int]) -> dict[str, Any]:
    return {
        "type": "multiple_choice",
        "options": options,
        "correct": [options[index]["id"] for index in right],
    }


def _as_we_mark(answers: Sequence[Answer]) -> bool:
    """Right ones share the marks evenly, and wrong ones take them away evenly."""
    right = [each.percent for each in answers if each.percent > 0]
    wrong = [each.percent for each in answers if each.percent <= 0]
    share = FULL / len(right)
    loss = -FULL / len(wrong) if wrong else FULL
    return all(abs(each - share) <= _CLOSE for each in right) and all(
        abs(each - loss) <= _CLOSE for each in wrong
    )


def decimal(text: str) -> Decimal:
    """A number as these formats write it; raises `LeftOut` for what is none, or out of our range."""
    if not _NUMBER.fullmatch(text.strip()):
        raise LeftOut("number_expected", detail=excerpt(text))
    found = Decimal(text.strip())
    if abs(found) > _LARGEST:
        raise LeftOut("number_too_large", detail=excerpt(text))
    return found


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # readers let no infinity through
    return exponent


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _in_words(answer: Range) -> str:
    return f"{answer.value:f} ± {answer.tolerance:f}"
