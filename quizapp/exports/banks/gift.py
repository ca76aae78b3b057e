"""GIFT, Moodle's text format: one language, the types that Moodle has, no pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import TRUE_OR_FALSE, Exported, Level
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.banks.moodle_shares import (
    Spoken,
    figure,
    is_true_or_false,
    shares,
    spoken,
    without_key,
)

_SIGN = re.compile(r"([~=#{}:\\])")
_READ_OTHERWISE = re.compile(r"[<&]|^\s*(?:\[|//|\$)")
"""Text that would be taken for HTML, for a mark of the format, or for a comment."""
_ARROW = "->"
_LIKE_WEIGHT = re.compile(r"\s*%-?\d")


class Gift:
    """Texts in the one language asked for."""

    slug = "gift"
    label = N_("GIFT (Moodle text)")
    suffix = ".gift"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        leaving = Leaving(bank, language, ("explanation", "tags"))
        blocks: list[str] = []
        for number, each in enumerate(bank.questions, start=1):
            question = spoken(each, leaving.language)
            write = _ANSWERS.get(each.type)
            if write is None:
                leaving.left_out(number, each, "type_not_carried", type=each.type)
            elif not without_key(leaving, number, question):
                _say_what_changes(leaving, number, question)
                leaving.taken(each)
                blocks.append(_block(question, write(question)))
        return Exported(
            f"{bank.slug}{self.suffix}",
            "text/plain; charset=utf-8",
            ("\n\n".join(blocks) + "\n").encode(),
            leaving.notes(),
        )


def _block(question: Spoken, answers: str | None) -> str:
    lines = [f"// [tag:{_in_tag(tag)}]" for tag in question.question.tags]
    marked = "[plain]" if _needs_plain(question) else ""
    if answers is None:
        return "\n".join([*lines, _slide(question, marked)])
    feedback = f"\n\t####{_sign(question.explanation)}" if question.explanation else ""
    title = f"::{_sign(question.question.slug)}::"
    return "\n".join([*lines, f"{title}{marked}{_sign(question.prompt)} {{{answers}{feedback}\n}}"])


def _slide(question: Spoken, marked: str) -> str:
    """The title above the text is the prompt where there is a text."""
    body = question.said(question.document.get("body"))
    if not body:
        return f"{marked}{_sign(question.prompt)}"
    return f"::{_sign(question.prompt)}::{marked}{_sign(body)}"


def _choice(question: Spoken) -> str:
    if is_true_or_false(question):
        return "TRUE" if question.right() == TRUE_OR_FALSE[:1] else "FALSE"
    percent = shares(question)
    several = question.type == "multiple_choice"
    lines = []
    for option, text in question.entries("options").items():
        sign = "=" if option in question.right() and not several else "~"
        weighted = several and question.right()
        weight = f"%{figure(percent[option])}%" if weighted or _LIKE_WEIGHT.match(text) else ""
        lines.append(f"\n\t{sign}{weight}{_sign(text)}")
    return "".join(lines)


def _short_text(question: Spoken) -> str:
    """An asterisk would stand for anything, an arrow for a pair."""
    lines = []
    for text in question.accepted():
        weight = "%100%" if _LIKE_WEIGHT.match(text) else ""
        literal = _without_arrow(text).replace("*", "\\*")
        lines.append(f"\n\t={weight}{_sign(literal)}")
    return "".join(lines)


def _number(question: Spoken) -> str:
    value, tolerance = question.document["value"], question.document.get("tolerance", 0)
    return f"#{figure(value)}:{figure(tolerance)}"


def _matching(question: Spoken) -> str:
    left, right = question.entries("left"), question.entries("right")
    pairs = question.document["pairs"]
    lines = [
        f"\n\t={_side(left[one])} {_ARROW} {_side(right[other])}" for one, other in pairs.items()
    ]
    spare = [text for each, text in right.items() if each not in pairs.values()]
    return "".join([*lines, *(f"\n\t= {_ARROW} {_side(text)}" for text in spare)])


_ANSWERS: Mapping[str, Callable[[Spoken], str | None]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "short_text": _short_text,
    "number": _number,
    "matching": _matching,
    "open_text": lambda _: "",
    "slide": lambda _: None,
}
"""What stands between the braces, by our type; None without braces."""


def _say_what_changes(leaving: Leaving, number: int, question: Spoken) -> None:
    texts = question.accepted()
    if question.type == "matching":
        texts = [*question.entries("left").values(), *question.entries("right").values()]
    if any(_ARROW in text for text in texts):
        leaving.said(number, question.question, Level.APPROXIMATED, "sign_replaced", sign=_ARROW)


def _side(text: str) -> str:
    return _sign(_without_arrow(text))


def _without_arrow(text: str) -> str:
    return text.replace(_ARROW, "→")


def _sign(text: str) -> str:
    """The text with the format's signs escaped."""
    return _SIGN.sub(r"\\\1", text).replace("\n", r"\n")


def _in_tag(tag: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", " ".join(tag.split()))


def _needs_plain(question: Spoken) -> bool:
    body = question.said(question.document.get("body"))
    lists = [
        question.entries(name) for name in ("options", "left", "right") if name in question.document
    ]
    texts = [question.prompt, question.explanation, body, *question.accepted()]
    texts += [text for each in lists for text in each.values()]
    return any(_READ_OTHERWISE.search(text) for text in texts)
