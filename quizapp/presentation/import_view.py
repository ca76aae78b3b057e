"""What is shown of a file before anything of it is written, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.bank_files import Imported, Level, Note, gravest
from quizapp.domain.bank_lint import lint_file
from quizapp.presentation.content_words import note_text, remark_text


@dataclass(frozen=True, slots=True)
class Remark:
    """A note in words."""

    level: Level
    text: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the file: what became of it. `question` is None where it was left out."""

    number: int
    level: Level
    excerpt: str
    question: Question | None
    remarks: tuple[Remark, ...]
    advice: tuple[str, ...]
    """What could be better about it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file in words. `remarks` and `advice` are about it as a whole."""

    imported: Imported
    entries: tuple[Entry, ...]
    """Every question of the file in order, also those that were left out."""
    remarks: tuple[Remark, ...]
    advice: tuple[str, ...]


def seen_in(imported: Imported, spoken: str) -> Seen:
    """What was understood of a file, in the reader's language. Two thousand questions take a second."""
    notes: dict[int, list[Note]] = {}
    for note in imported.notes:
        notes.setdefault(note.question_number, []).append(note)
    advice: dict[str, dict[str, None]] = {}
    for remark in lint_file(imported):
        advice.setdefault(remark.slug, {})[remark_text(remark, spoken)] = None
    questions = {each.slug: each for each in imported.bank.questions}
    about_all = _remarks(notes.pop(0, ()), spoken)
    entries = []
    for number, found in sorted(notes.items()):
        slug = next((each.slug for each in found if each.slug), "")
        entries.append(
            Entry(
                number,
                gravest(found),
                next((each.excerpt for each in found if each.excerpt), ""),
                questions.get(slug),
                _remarks(found, spoken),
                tuple(advice.get(slug, ())) if slug else (),
            )
        )
    return Seen(imported, tuple(entries), about_all, tuple(advice.get("", ())))


def _remarks(notes: Sequence[Note], spoken: str) -> tuple[Remark, ...]:
    return tuple(
        Remark(each.level, note_text(each, spoken), each.line, each.column) for each in notes
    )
