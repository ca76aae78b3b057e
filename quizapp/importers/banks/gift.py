"""GIFT, Moodle's text format, as its documentation describes it. The small signs are in `gift_signs`.

A question that can't be understood is named with its line, and the others are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from quizapp.domain.bank_files import Imported, Level
from quizapp.domain.text import N_
from quizapp.importers.banks import moodle_kinds as kinds
from quizapp.importers.banks.base import LARGEST_UPLOAD, Upload
from quizapp.importers.banks.decoding import decode
from quizapp.importers.banks.drafts import BankDraft, LeftOut, Place, QuestionDraft, slug_of
from quizapp.importers.banks.gift_signs import Block, Entry, blocks, split_entries, words
from quizapp.importers.banks.html_text import looks_like_html, plain
from quizapp.importers.banks.moodle_kinds import FULL, Answer, Range

_TRUE_OR_FALSE = re.compile(r"\s*(TRUE|T|FALSE|F)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_HAS_ANSWERS = re.compile(rb"\{[^{}]*\}")
_LOOKED_AT = 262144
"""Bytes by which a file is recognised."""


class Gift:
    """Choice, true or false, short answer, number, matching, essay and description."""

    slug = "gift"
    label = N_("GIFT (Moodle text)")
    suffixes = (".gift", ".txt")
    largest = LARGEST_UPLOAD

    def recognises(self, name: str, data: bytes) -> bool:
        start = data[:_LOOKED_AT].replace(b"\x00", b"")
        return name.lower().endswith(".gift") or bool(
            name.lower().endswith(self.suffixes) and _HAS_ANSWERS.search(start)
        )

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        category = ""
        for block in blocks(decode(draft)):
            if block.category:
                category = _category(draft, block)
            else:
                _Question(draft, block, category).take()
        return draft.finish()


def _category(draft: BankDraft, block: Block) -> str:
    """The tag for the questions that follow; Moodle's own names for its roots are none."""
    last = block.category.replace("//", "/").rstrip("/").rpartition("/")[2].strip()
    tag = "" if last.lower() in ("", "top") or last.startswith("$") else slug_of(last) or last
    if tag:
        draft.remark(Level.APPROXIMATED, "category_as_tag", Place(block.line, 1), detail=tag)
    return tag


class _Question:
    """One block on its way into the bank."""

    def __init__(self, draft: BankDraft, block: Block, category: str) -> None:
        self.draft = draft
        self.block = block
        self.category = category
        text = words(block.prompt)
        formatted = block.markup in ("html", "moodle") and looks_like_html(text)
        known_by = plain(text).text if formatted else text
        self.question: QuestionDraft = draft.question(known_by or block.title, Place(block.line, 1))

    def take(self) -> None:
        """Into the bank, or left out with the reason."""
        if self.block.fault:
            self.question.left_out(self.block.fault, Place(self.block.fault_line))
            return
        try:
            document = self._document()
        except LeftOut as reason:
            self.question.leave_out(reason)
            return
        tags = [self.category] if self.category else []
        tags += [each for each in self.block.tags if each not in tags]
        if tags:
            document["tags"] = tags
        self.question.accept(document, name=self.block.title)

    def _document(self) -> dict[str, Any]:
        prompt = self._plain(self.block.prompt)
        if self.block.answers is None:
            return self._slide(prompt)
        return {"prompt": self.draft.text(prompt), **self._content(self.block.answers)}

    def _slide(self, text: str) -> dict[str, Any]:
        """A description: the title above the text, or the text alone."""
        title = self.block.title
        if not title:
            return {"type": "slide", "prompt": self.draft.text(text)}
        return {
            "type": "slide",
            "prompt": self.draft.text(title),
            "body": self.draft.text(text),
        }

    def _content(self, answers: str) -> dict[str, Any]:
        """The type's own fields, by what stands between the braces."""
        general = self._plain(self.block.general_feedback)
        if not answers.strip():
            return {
                "type": "open_text",
                **kinds.explanation(self.draft, self.question, general, ()),
            }
        if answers.lstrip().startswith("#"):
            return self._number(answers.strip()[1:], general)
        if found := _TRUE_OR_FALSE.fullmatch(answers):
            return self._true_false(found, general)
        before, entries = split_entries(answers)
        if any(each.sign == "~" for each in entries):
            return self._choice(before, entries, general)
        if entries and any("->" in each.text for each in entries):
            return self._matching(before, entries, general)
        return self._short_text(before, entries, general)

    def _choice(self, before: str, entries: Sequence[Entry], general: str) -> dict[str, Any]:
        _nothing_before(before)
        single = any(each.sign == "=" for each in entries)
        answers = [self._answer(each) for each in entries]
        return {
            **kinds.choice(self.draft, self.question, answers, single=single),
            **kinds.explanation(self.draft, self.question, general, answers),
        }

    def _short_text(self, before: str, entries: Sequence[Entry], general: str) -> dict[str, Any]:
        """The first answer may stand without its sign."""
        if before.strip():
            entries = [Entry("=", before), *entries]
        answers = [self._answer(each) for each in entries]
        return {
            **kinds.short_text(self.draft, self.question, answers),
            **kinds.explanation(self.draft, self.question, general, answers),
        }

    def _matching(self, before: str, entries: Sequence[Entry], general: str) -> dict[str, Any]:
        _nothing_before(before)
        pairs = []
        for each in entries:
            left, arrow, right = each.text.partition("->")
            if not arrow:
                raise LeftOut("gift_pair", detail=words(each.text))
            pairs.append((self._plain(left), self._plain(right)))
        return {
            **kinds.matching(self.draft, pairs),
            **kinds.explanation(self.draft, self.question, general, ()),
        }

    def _true_false(self, found: re.Match[str], general: str) -> dict[str, Any]:
        """The first feedback is on the wrong answer, the second on the right one."""
        on_wrong, _, on_right = (found[2] or "").partition("#")
        answers = [
            Answer("", FULL, self._plain(on_right)),
            Answer("", Decimal(0), self._plain(on_wrong)),
        ]
        return {
            **kinds.true_false(self.draft, found[1].upper().startswith("T")),
            **kinds.explanation(self.draft, self.question, general, answers),
        }

    def _number(self, text: str, general: str) -> dict[str, Any]:
        before, entries = split_entries(text)
        if before.strip():
            entries = [Entry("=", before), *entries]
        answers = [self._range(each) for each in entries]
        return {
            **kinds.number(self.question, answers),
            **kinds.explanation(self.draft, self.question, general, answers),
        }

    def _range(self, entry: Entry) -> Range:
        """`5`, `5:0.1` or `1..5`."""
        if entry.sign != "=":
            raise LeftOut("number_expected", detail=words(entry.text))
        percent, text, feedback = entry.parts(FULL)
        low, dots, high = words(text).partition("..")
        if dots:
            least, most = sorted((kinds.decimal(low), kinds.decimal(high)))
            value, tolerance = (least + most) / 2, (most - least) / 2
        else:
            middle, colon, off = words(text).partition(":")
            value = kinds.decimal(middle)
            tolerance = abs(kinds.decimal(off)) if colon else Decimal(0)
        return Range(value, tolerance, percent, self._plain(feedback))

    def _answer(self, entry: Entry) -> Answer:
        percent, text, feedback = entry.parts(FULL if entry.sign == "=" else Decimal(0))
        return Answer(self._plain(text), percent, self._plain(feedback))

    def _plain(self, text: str) -> str:
        """The words of a text of the question, by the format that it says it has."""
        shown, markup = words(text), self.block.markup
        if markup == "markdown":
            self.question.approximated_once("markdown_kept")
        if markup in ("plain", "markdown") or not looks_like_html(shown):
            return shown
        found = plain(shown)
        if found.lost:
            self.question.approximated_once("markup_left_out")
        if found.pictures:
            self.question.partly_left_out("picture_not_in_file", count=len(found.pictures))
        return found.text


def _nothing_before(before: str) -> None:
    if before.strip():
        raise LeftOut("gift_text_before_answers", detail=words(before))
