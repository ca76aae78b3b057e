"""Aiken: single choice with a key, in one language, each text on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_uppercase

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import Leaving
from quizapp.exports.banks.moodle_shares import Spoken, spoken

_READ_OTHERWISE = re.compile(r"[A-Z][.)]\s|ANSWER:")
"""A question that begins so would be taken for an option or for the key."""


class Aiken:
    """Texts in the one language asked for."""

    slug = "aiken"
    label = N_("Aiken (text)")
    suffix = ".txt"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        leaving = Leaving(bank, language, ())
        blocks: list[str] = []
        for number, each in enumerate(bank.questions, start=1):
            question = spoken(each, leaving.language)
            if each.type != "single_choice":
                leaving.left_out(number, each, "type_not_carried", type=each.type)
            elif not each.has_key:
                leaving.left_out(number, each, "poll_not_carried")
            elif _READ_OTHERWISE.match(question.prompt):
                leaving.left_out(number, each, "sign_in_text")
            else:
                leaving.taken(each)
                blocks.append(_block(question))
        return Exported(
            f"{bank.slug}{self.suffix}",
            "text/plain; charset=utf-8",
            ("\n\n".join(blocks) + "\n").encode(),
            leaving.notes(),
        )


def _block(question: Spoken) -> str:
    options = question.entries("options")
    lettered = dict(zip(options, ascii_uppercase, strict=False))
    lines = [f"{lettered[each]}. {_line(text)}" for each, text in options.items()]
    return "\n".join([_line(question.prompt), *lines, f"ANSWER: {lettered[question.right()[0]]}"])


def _line(text: str) -> str:
    return " ".join(text.split())
