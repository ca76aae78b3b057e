"""What a format of one language, or one that knows less than ours, leaves behind: it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from quizapp.domain.bank import DEFAULT_POINTS, Bank, Question
from quizapp.domain.bank_files import Level, Note

ALL = frozenset(
    (
        "languages",
        "explanation",
        "source",
        "tags",
        "difficulty",
        "time_limit",
        "points",
        "scoring",
        "shuffle",
        "pictures",
        "roles",
        "about",
    )
)
"""What questions may have besides the fields of their type; `about` is the bank's own."""
_EXCERPT = 80


class Leaving:
    """Collects, while a bank is written, what stays behind."""

    def __init__(self, bank: Bank, language: str, carried: Collection[str]) -> None:
        self.bank = bank
        self.language = language if language in bank.languages else _first(bank)
        self._carried = carried
        self._notes: list[Note] = []
        self._counts: Counter[str] = Counter()

    def said(
        self, number: int, question: Question, level: Level, code: str, **details: str | int
    ) -> None:
        """A note on one question."""
        text = " ".join(question.prompt.get(self.language).split())[:_EXCERPT]
        self._notes.append(Note(number, question.slug, level, code, details, excerpt=text))

    def left_out(self, number: int, question: Question, code: str, **details: str | int) -> None:
        """The question is not in the file."""
        self.said(number, question, Level.LEFT_OUT, code, **details)

    def taken(self, question: Question) -> None:
        """The question is in the file; what of it is not is counted."""
        self._counts.update(each for each in _had(question) if each not in self._carried)

    def notes(self) -> tuple[Note, ...]:
        """What is counted, then question by question."""
        counted = [
            Note(0, "", Level.LEFT_OUT, f"not_carried_{each}", {"count": count})
            for each, count in sorted(self._counts.items())
        ]
        if "about" not in self._carried and (self.bank.licence or self.bank.author):
            counted.append(Note(0, "", Level.LEFT_OUT, "not_carried_about"))
        return (*counted, *self._notes)


def _first(bank: Bank) -> str:
    languages = bank.languages or tuple(
        each for question in bank.questions for each in question.prompt.languages
    )
    return languages[0] if languages else "en"


def _had(question: Question) -> Iterator[str]:
    entries = _entries(question.to_dict())
    given = {
        "languages": len(question.prompt.languages) > 1,
        "explanation": bool(question.explanation),
        "source": question.source is not None,
        "tags": bool(question.tags),
        "difficulty": question.difficulty is not None,
        "time_limit": question.time_limit_s is not None,
        "points": question.points != DEFAULT_POINTS,
        "scoring": question.scoring is not None,
        "shuffle": question.shuffle,
        "pictures": bool(question.pictures),
        "roles": any("role" in each for each in entries),
    }
    yield from (name for name, there in given.items() if there)


def _entries(document: object) -> list[dict[str, object]]:
    if not isinstance(document, dict):
        return []
    lists = [each for each in document.values() if isinstance(each, list)]
    return [entry for each in lists for entry in each if isinstance(entry, dict)]
