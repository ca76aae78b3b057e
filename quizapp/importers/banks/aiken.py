"""Aiken, as the documentation of Moodle describes it: single choice in plain text.

The question on one line
A. first option
B) second option
ANSWER: B
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase

from quizapp.domain.bank_files import Imported
from quizapp.domain.text import N_
from quizapp.importers.banks.base import LARGEST_UPLOAD, Upload
from quizapp.importers.banks.decoding import decode
from quizapp.importers.banks.drafts import BankDraft, Place

_OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*([A-Z])")
_ANSWER_LINE = re.compile(rb"^\s*ANSWER:\s*[A-Z]\s*$", re.MULTILINE)
_OPTION_LINE = re.compile(rb"^\s*[A-Z][.)]\s", re.MULTILINE)
_LOOKED_AT = 65536
"""Bytes by which a file is recognised."""


@dataclass(slots=True)
class _Block:
    """The lines of one question as they stand in the file."""

    line: int
    prompt: str
    options: list[str] = field(default_factory=list)
    answer: str = ""
    fault: tuple[str, Place] | None = None

    def blame(self, code: str, line: int) -> None:
        """Remember the first thing that is wrong."""
        self.fault = self.fault or (code, Place(line, 1))

    def add(self, text: str, line: int) -> None:
        """The next line of the question."""
        if option := _OPTION.fullmatch(text):
            if option[1] != ascii_uppercase[min(len(self.options), 25)]:
                self.blame("aiken_letters", line)
            self.options.append(option[2])
        elif answer := _ANSWER.fullmatch(text):
            self.answer = answer[1]
            if self.answer not in ascii_uppercase[: len(self.options)]:
                self.blame("aiken_answer_unknown", line)
        else:
            self.blame("aiken_one_line", line)


class Aiken:
    """Strict: what the description does not know is named, not guessed."""

    slug = "aiken"
    label = N_("Aiken (text)")
    suffixes = (".txt", ".aiken")
    largest = LARGEST_UPLOAD

    def recognises(self, name: str, data: bytes) -> bool:
        start = data[:_LOOKED_AT].replace(b"\x00", b"").replace(b"\r", b"\n")
        return name.lower().endswith(".aiken") or bool(
            name.lower().endswith(self.suffixes)
            and _ANSWER_LINE.search(start)
            and _OPTION_LINE.search(start)
        )

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        for block in _blocks(decode(draft)):
            _take(draft, block)
        return draft.finish()


def _blocks(text: str) -> Iterator[_Block]:
    """A question ends with its ANSWER line, or where the next one begins without one."""
    block: _Block | None = None
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        marked = _OPTION.fullmatch(line) or _ANSWER.fullmatch(line)
        begins = line and (not marked or line.startswith(("A.", "A)")))
        if block is not None and block.options and begins:
            block.blame("aiken_answer_missing", number)
            yield block
            block = None
        if block is None and line:
            block = _Block(number, line)
            if marked:
                block.blame("aiken_question_missing", number)
        elif block is not None and line:
            block.add(line, number)
        if block is not None and _ANSWER.fullmatch(line):
            yield block
            block = None
    if block is not None:
        block.blame("aiken_answer_missing", block.line)
        yield block


def _take(draft: BankDraft, block: _Block) -> None:
    question = draft.question(block.prompt, Place(block.line, 1))
    if block.fault:
        code, place = block.fault
        question.left_out(code, place)
        return
    options = [
        {"id": letter, "text": draft.text(text)}
        for letter, text in zip(ascii_uppercase.lower(), block.options, strict=False)
    ]
    question.accept(
        {
            "type": "single_choice",
            "prompt": draft.text(block.prompt),
            "options": options,
            "correct": block.answer.lower(),
        }
    )
