"""A bank under construction, question by question, out of a format that is not our own.

A question that can't be used never stops the others: its notes say why it was left out, and where.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from quizapp.domain.bank import Bank, Question, read_question
from quizapp.domain.bank_files import Imported, Level, Note
from quizapp.domain.errors import ContentProblems, Problem
from quizapp.domain.text import LocalizedText
from quizapp.importers.banks.base import Upload
from quizapp.importers.banks.notes import excerpt

MOST_QUESTIONS = 2000
_LONGEST_SLUG = 60
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file, both from 1; in tables the column counts cells."""

    line: int | None = None
    column: int | None = None


NOWHERE = Place()


class LeftOut(Exception):
    """Why one question can't be used; an importer turns it into a note and goes on."""

    def __init__(self, code: str, place: Place = NOWHERE, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.details = details


class BankDraft:
    """Collects what an importer finds; `finish` makes a bank of what could be used."""

    def __init__(self, upload: Upload, format_slug: str) -> None:
        self.upload = upload
        self.language = upload.language
        self.title = _title_of(upload.name)
        self.slug = ""
        self.licence = ""
        self.author = ""
        self._format = format_slug
        self._count = 0
        self._questions: list[Question] = []
        self._notes: list[Note] = []
        self._slugs: set[str] = set()
        self._languages: dict[str, None] = {}

    def text(self, text: str) -> dict[str, str]:
        """A text of the file in the language that it is taken for."""
        return {self.language: text} if text else {}

    def remark(self, level: Level, code: str, place: Place = NOWHERE, **details: str | int) -> None:
        """Something about the file as a whole."""
        self._notes.append(Note(0, "", level, code, details, place.line, place.column))

    def question(self, text: str, place: Place = NOWHERE) -> QuestionDraft:
        """The next question of the file, by the text that a person knows it by."""
        self._count += 1
        if self._count > MOST_QUESTIONS:
            raise self.upload.refused("too_many_questions", str(MOST_QUESTIONS), place.line)
        return QuestionDraft(self, self._count, text, place)

    def finish(self, title: Mapping[str, str] | None = None) -> Imported:
        """What was understood; raises `ContentProblems` where the file has no question at all."""
        if not self._count:
            raise self.upload.refused("no_questions")
        bank = Bank(
            slug=slug_of(self.slug or self.title) or "bank",
            title=LocalizedText.of(title or {self.language: self.title}),
            languages=tuple(self._languages) or (self.language,),
            questions=tuple(self._questions),
            licence=self.licence,
            author=self.author,
        )
        return Imported(self._format, bank, tuple(self._notes))

    def free_slug(self, wanted: str, number: int) -> str:
        """A name for the question that none before it has."""
        base = slug_of(wanted) or f"question-{number}"
        slug, again = base, 1
        while slug in self._slugs:
            again += 1
            slug = f"{base}-{again}"
        return slug

    def keep(self, question: Question, notes: list[Note]) -> None:
        """Take the question in."""
        self._slugs.add(question.slug)
        self._languages.update(dict.fromkeys(question.prompt.languages))
        self._questions.append(question)
        self._notes.extend(notes)

    def drop(self, notes: list[Note]) -> None:
        """Remember why a question is not there."""
        self._notes.extend(notes)


class QuestionDraft:
    """One question of the file: what is said about it until it is either kept or left out."""

    def __init__(self, bank: BankDraft, number: int, text: str, place: Place) -> None:
        self._bank = bank
        self._number = number
        self._excerpt = excerpt(text)
        self._place = place
        self._text = text
        self._notes: list[Note] = []

    def approximated(self, code: str, place: Place = NOWHERE, **details: str | int) -> None:
        """Something about it is different in our bank."""
        self._note(Level.APPROXIMATED, code, place, details)

    def approximated_once(self, code: str) -> None:
        """As `approximated`, for what may hold of several texts of the question."""
        if code not in {each.code for each in self._notes}:
            self.approximated(code)

    def partly_left_out(self, code: str, place: Place = NOWHERE, **details: str | int) -> None:
        """A part of it is not in our bank."""
        self._note(Level.LEFT_OUT, code, place, details)

    def left_out(self, code: str, place: Place = NOWHERE, **details: str | int) -> None:
        """The question as a whole can't be used."""
        self._note(Level.LEFT_OUT, code, place, details)
        self._bank.drop(self._notes)

    def leave_out(self, reason: LeftOut) -> None:
        """As `left_out`, for a reason that was raised."""
        self.left_out(reason.code, reason.place, **reason.details)

    def accept(
        self,
        document: Mapping[str, Any],
        places: Mapping[str, Place] | None = None,
        *,
        name: str = "",
    ) -> bool:
        """Take it in, as a question of our own format; left out where that finds a fault in it.

        `name` is what its slug is made from where the document has none. `places` says where the
        fields stand, by their path in the document. Returns whether it was taken.
        """
        slug = document.get("slug") or self._bank.free_slug(name or self._text, self._number)
        try:
            question = read_question({**document, "slug": slug})
        except ContentProblems as error:
            for problem in error.problems:
                place = nearest(problem, places or {}) or self._place
                details = {"path": problem.path, "detail": problem.detail}
                self._note(Level.LEFT_OUT, problem.code, place, details)
            self._bank.drop(self._notes)
            return False
        if question.slug != self._bank.free_slug(question.slug, self._number):
            self.left_out("duplicate", (places or {}).get("slug", NOWHERE), detail=question.slug)
            return False
        if not self._notes:
            self._note(Level.UNDERSTOOD, "understood", NOWHERE, {"type": question.type})
        self._bank.keep(question, [_with_slug(each, question.slug) for each in self._notes])
        return True

    def _note(
        self, level: Level, code: str, place: Place, details: Mapping[str, str | int]
    ) -> None:
        at = place if place.line else self._place
        self._notes.append(
            Note(self._number, "", level, code, details, at.line, at.column, self._excerpt)
        )


def slug_of(text: str) -> str:
    """`Was it 1982?` -> `was-it-1982`; empty where no Latin letter or digit is in it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _NOT_IN_SLUGS.sub("-", plain).strip("-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: _LONGEST_SLUG + 1].rpartition("-")[0].strip("-") or slug[:_LONGEST_SLUG]


def nearest(problem: Problem, places: Mapping[str, Place]) -> Place | None:
    """Where the thing at the problem's path stands, or the nearest around it."""
    path = problem.path
    while path:
        if path in places:
            return places[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def _title_of(name: str) -> str:
    stem = PurePath(name.replace("\\", "/")).name
    return " ".join(re.sub(r"\.[A-Za-z]{1,5}$", "", stem).replace("_", " ").split()) or "Bank"


def _with_slug(note: Note, slug: str) -> Note:
    return Note(
        note.question_number,
        slug,
        note.level,
        note.code,
        note.details,
        note.line,
        note.column,
        note.excerpt,
    )
