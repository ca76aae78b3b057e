"""Moodle XML, as Moodle's documentation describes it: quiz, question, answers, embedded pictures.

Types that have no likeness here (cloze, calculated, drag and drop, ...) are named and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from quizapp.domain.bank import DEFAULT_POINTS
from quizapp.domain.bank_files import Imported, Level
from quizapp.domain.text import N_
from quizapp.importers.banks import moodle_kinds as kinds
from quizapp.importers.banks.base import LARGEST_ZIP, Upload
from quizapp.importers.banks.drafts import BankDraft, LeftOut, Place, QuestionDraft, slug_of
from quizapp.importers.banks.moodle_kinds import Answer, Range
from quizapp.importers.banks.moodle_texts import Texts, text_in
from quizapp.importers.banks.xml_tree import line_of, parse_xml

_QUIZ = re.compile(rb"<quiz[\s>]")
_WITHOUT_PLACE = (
    *("hint", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"),
    *("graderinfo", "responsetemplate"),
)
"""Texts of a question that a hall has no use for."""
_LOOKED_AT = 65536
"""Bytes by which a file is recognised."""


class MoodleXml:
    """Choice, true or false, short answer, number, matching, ordering, essay, description."""

    slug = "moodle"
    label = N_("Moodle XML")
    suffixes = (".xml",)
    largest = LARGEST_ZIP

    def recognises(self, name: str, data: bytes) -> bool:
        return name.lower().endswith(self.suffixes) or bool(
            _QUIZ.search(data[:_LOOKED_AT].replace(b"\x00", b""))
        )

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        root = parse_xml(draft)
        if root.tag != "quiz":
            raise upload.refused("not_a_quiz", f"<{root.tag}>", line_of(root))
        category = ""
        for element in root.iter("question"):
            if element.get("type") == "category":
                category = _category(draft, element)
            else:
                _Question(draft, element, category).take()
        return draft.finish()


def _category(draft: BankDraft, element: Element) -> str:
    path = text_in(element.find("category"))
    last = path.replace("//", "/").rstrip("/").rpartition("/")[2].strip()
    tag = "" if last.lower() in ("", "top") or last.startswith("$") else slug_of(last) or last
    if tag:
        draft.remark(Level.APPROXIMATED, "category_as_tag", Place(line_of(element)), detail=tag)
    return tag


class _Question:
    """One `<question>` on its way into the bank."""

    def __init__(self, draft: BankDraft, element: Element, category: str) -> None:
        self.draft = draft
        self.element = element
        self.name = text_in(element.find("name"))
        self.type = element.get("type", "")
        self._tags = [category] if category else []
        known_by = Texts(draft.upload).shown(element.find("questiontext")) or self.name
        self.question: QuestionDraft = draft.question(known_by, Place(line_of(element)))
        self.texts = Texts(draft.upload, self.question)

    def take(self) -> None:
        """Into the bank, or left out with the reason."""
        content = _CONTENTS.get(self.type)
        if content is None:
            self.question.left_out("type_not_supported", detail=self.type)
            return
        try:
            document = content(self)
            document = {**self._common(), **document}
        except LeftOut as reason:
            self.question.leave_out(reason)
            return
        self.question.accept(document, name=self._slug_from())

    def _slug_from(self) -> str:
        return text_in(self.element.find("idnumber")) or self.name

    def _common(self) -> dict[str, Any]:
        prompt, picture = self.texts.with_picture(self.element.find("questiontext"))
        tags = [text_in(each) for each in self.element.iterfind("tags/tag")]
        common: dict[str, Any] = {"prompt": self.draft.text(prompt)}
        if picture:
            common["picture"] = picture
        if tagged := list(dict.fromkeys(each for each in [*self._tags, *tags] if each)):
            common["tags"] = tagged
        common["points"] = self._points()
        if spare := [name for name in _WITHOUT_PLACE if self._has_text(name)]:
            self.question.partly_left_out("parts_left_out", detail=", ".join(spare))
        return common

    def _points(self) -> int:
        """Moodle's marks: 1 unless said; ours are 0, 1 or 2 thousand."""
        marks = kinds.decimal(text_in(self.element.find("defaultgrade")) or "1")
        points = int(marks * 1000) if marks in (0, 1, 2) else DEFAULT_POINTS
        if points != marks * 1000:
            self.question.approximated("marks_as_points", detail=f"{marks.normalize():f}")
        return points

    def _has_text(self, name: str) -> bool:
        return any(text_in(each) for each in self.element.iterfind(name))

    def choice(self) -> dict[str, Any]:
        answers = [self._answer(each) for each in self.element.iterfind("answer")]
        single = text_in(self.element.find("single")).lower() not in ("false", "0")
        document = kinds.choice(self.draft, self.question, answers, single=single)
        if text_in(self.element.find("shuffleanswers")).lower() in ("true", "1"):
            document["shuffle"] = True
        return {**document, **self._explanation(answers)}

    def true_false(self) -> dict[str, Any]:
        answers = [self._answer(each) for each in self.element.iterfind("answer")]
        right = next((each for each in answers if each.percent > 0), None)
        if right is None or right.text.lower() not in ("true", "false"):
            raise LeftOut("no_right_answer_at_all")
        return {
            **kinds.true_false(self.draft, right.text.lower() == "true"),
            **self._explanation(answers),
        }

    def short_text(self) -> dict[str, Any]:
        answers = [self._typed(each) for each in self.element.iterfind("answer")]
        if text_in(self.element.find("usecase")).lower() in ("true", "1"):
            self.question.approximated("case_ignored")
        return {
            **kinds.short_text(self.draft, self.question, answers),
            **self._explanation(answers),
        }

    def number(self) -> dict[str, Any]:
        answers = [self._range(each) for each in self.element.iterfind("answer")]
        if units := [text_in(each.find("unit_name")) for each in self.element.iter("unit")]:
            self.question.partly_left_out("units_left_out", detail="; ".join(units))
        document = kinds.number(self.question, [each for each in answers if each is not None])
        return {**document, **self._explanation([each for each in answers if each is not None])}

    def matching(self) -> dict[str, Any]:
        pairs = [
            (self.texts.shown(each), text_in(each.find("answer")))
            for each in self.element.iterfind("subquestion")
        ]
        return {**kinds.matching(self.draft, pairs), **self._explanation(())}

    def ordering(self) -> dict[str, Any]:
        """`fraction` is the place in the right order, from 1."""
        answers = [self._answer(each) for each in self.element.iterfind("answer")]
        in_order = sorted(answers, key=lambda each: each.percent)
        return {
            **kinds.ordering(self.draft, in_order),
            **self._explanation([replace(each, percent=Decimal(0)) for each in answers]),
        }

    def open_text(self) -> dict[str, Any]:
        return {"type": "open_text", **self._explanation(())}

    def slide(self) -> dict[str, Any]:
        """The name above the text; in our slides an empty line begins a paragraph."""
        text = self.element.find("questiontext")
        body = self.texts.shown(text)
        if text is not None and text.get("format") == "html":
            body = body.replace("\n", "\n\n")
        if not self.name or self.name == body:
            return {"type": "slide", **self._explanation(())}
        return {
            "type": "slide",
            "prompt": self.draft.text(self.name),
            "body": self.draft.text(body),
            **self._explanation(()),
        }

    def _explanation(self, answers: Any) -> dict[str, Any]:
        general = self.texts.shown(self.element.find("generalfeedback"))
        return kinds.explanation(self.draft, self.question, general, answers)

    def _answer(self, element: Element) -> Answer:
        text, picture = self.texts.with_picture(element)
        feedback = self.texts.shown(element.find("feedback"))
        percent = kinds.decimal(element.get("fraction", "0"))
        return Answer(text, percent, feedback, picture)

    def _typed(self, element: Element) -> Answer:
        """An answer that is typed: never HTML, whatever its format says."""
        feedback = self.texts.shown(element.find("feedback"))
        return Answer(text_in(element), kinds.decimal(element.get("fraction", "0")), feedback)

    def _range(self, element: Element) -> Range | None:
        """None for the wildcard, which stands for whatever else is typed."""
        answer = self._typed(element)
        if answer.text == "*":
            return None
        tolerance = abs(kinds.decimal(text_in(element.find("tolerance")) or "0"))
        return Range(kinds.decimal(answer.text), tolerance, answer.percent, answer.feedback)


_CONTENTS: Mapping[str, Callable[[_Question], dict[str, Any]]] = {
    "multichoice": _Question.choice,
    "truefalse": _Question.true_false,
    "shortanswer": _Question.short_text,
    "numerical": _Question.number,
    "matching": _Question.matching,
    "ordering": _Question.ordering,
    "essay": _Question.open_text,
    "description": _Question.slide,
}
"""By Moodle's name of the type."""
