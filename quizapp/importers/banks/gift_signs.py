"""The signs of GIFT: blocks, comments, escapes, braces, weights and feedback.

An escaped sign is kept as a lone surrogate while the text is taken apart: no text that was decoded
has one, so nothing is mistaken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quizapp.importers.banks.drafts import LeftOut

_SIGNS = "~=#{}:\\"
_HIDDEN = 0xDC00
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_SHOWN = {_HIDDEN + ord(sign): sign for sign in _SIGNS} | {_HIDDEN + ord("n"): "\n"}
_CATEGORY = re.compile(r"\$CATEGORY:(.*)")
_TAG = re.compile(r"\[tag:((?:\\.|[^\]\\])*)\]")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_MARKUP = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{0,10})?)%")
_MOST_ANSWERS = 200
_BLANK = "_____"
"""What stands for the missing word."""


@dataclass(slots=True)
class Block:
    """What stands between two empty lines, taken apart; texts still hold hidden signs."""

    line: int
    category: str = ""
    title: str = ""
    markup: str = "moodle"
    prompt: str = ""
    answers: str | None = None
    """What stands between the braces, None without any."""
    general_feedback: str = ""
    tags: tuple[str, ...] = ()
    fault: str = ""
    fault_line: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer between the braces, with the sign before it."""

    sign: str
    text: str

    def parts(self, percent: Decimal) -> tuple[Decimal, str, str]:
        """Its weight (`percent` unless said), its text, its feedback."""
        text, _, feedback = self.text.partition("#")
        if weight := _WEIGHT.match(text):
            return Decimal(weight[1]), text[weight.end() :], feedback
        return percent, text, feedback


def blocks(text: str) -> Iterator[Block]:
    """Each question and each category line; comments are read for tags only."""
    lines: list[str] = []
    tags: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            tags += [re.sub(r"\\(.)", r"\1", each).strip() for each in _TAG.findall(line)]
            if lines:
                lines.append("")
        elif category := _CATEGORY.match(line.lstrip()):
            if any(lines):
                yield _taken_apart(lines, start, tags)
            lines, tags = [], []
            yield Block(number, category=category[1].strip() or "top")
        elif line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _taken_apart(lines, start, tags)
            lines, tags = [], []
        else:
            tags = []


def split_entries(answers: str) -> tuple[str, list[Entry]]:
    """What stands before the first `=` or `~`, and each answer with its sign.

    Raises `LeftOut` for more answers than any question of ours could have.
    """
    if answers.count("=") + answers.count("~") > _MOST_ANSWERS:
        raise LeftOut("wrong_count", detail="2 to 8")
    before, *parts = re.split(r"([=~])", answers)
    return before, [Entry(sign, text) for sign, text in zip(parts[::2], parts[1::2], strict=True)]


def words(text: str) -> str:
    r"""As a person reads it: white space collapsed, then escapes in their place, `\n` too."""
    lines = " ".join(text.split()).translate(_SHOWN).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _hidden(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), text)


def _taken_apart(lines: list[str], line: int, tags: list[str]) -> Block:
    block = Block(line, tags=tuple(dict.fromkeys(each for each in tags if each)))
    text = _hidden("\n".join(lines))
    if title := _TITLE.match(text):
        block.title = words(title[1])
        text = "\n" * title[0].count("\n") + text[title.end() :]
    if markup := _MARKUP.match(text):
        block.markup = markup[1]
        text = "\n" * markup[0].count("\n") + text[markup.end() :]
    _answers(block, text)
    return block


def _answers(block: Block, text: str) -> None:
    """What is between the braces, and the prompt around it; a missing word leaves a line to fill."""
    opening, closing = text.find("{"), text.find("}")
    if opening < 0 and closing < 0:
        block.prompt = text
        return
    further = min(
        (at for at in (text.find("{", opening + 1), text.find("}", closing + 1)) if at >= 0),
        default=-1,
    )
    if not 0 <= opening < closing or further >= 0:
        wrong = further if further >= 0 and 0 <= opening < closing else max(opening, closing)
        block.prompt = text[: max(opening, 0)]
        block.fault = "gift_braces"
        block.fault_line = block.line + text[:wrong].count("\n")
        return
    before, after = text[:opening], text[closing + 1 :]
    block.prompt = f"{before.rstrip()} {_BLANK} {after.strip()}" if after.strip() else before
    block.answers, _, block.general_feedback = text[opening + 1 : closing].partition("####")
