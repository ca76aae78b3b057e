"""Banks as they stand in the database: what is listed, found, drafted and used of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.pictures import PictureFile
from quizapp.domain.text import LANGUAGES, Json, LocalizedText


@dataclass(frozen=True, slots=True)
class BankHead:
    """What a bank says of itself."""

    title: LocalizedText
    languages: tuple[str, ...]
    licence: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class BankLine:
    """A bank in a list. `questions` are those that are not archived."""

    id: str
    slug: str
    head: BankHead
    questions: int


@dataclass(frozen=True, slots=True)
class Shelved:
    """A question in its bank, in its latest version. `by` is the account's name, "" for a file's."""

    id: str
    bank_id: str
    version: int
    question: Question
    position: int
    archived: bool
    by: str
    at: int
    """Milliseconds since 1970; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for. All of it must fit; empty means any."""

    words: str = ""
    bank_id: str = ""
    type: str = ""
    tag: str = ""
    language: str = ""
    difficulty: int | None = None
    archived: bool = False

    def __bool__(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found, and how much there is in all."""

    total: int
    questions: tuple[Shelved, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and not saved yet, whatever it is worth. `base` 0: a new question."""

    question_id: str
    bank_id: str
    account_id: str
    base: int
    content: Mapping[str, Json]
    at: int
    by: str = ""
    """The account's name, where it is read."""


@dataclass(frozen=True, slots=True)
class Use:
    """An activity that holds a question, and in which version."""

    question_id: str
    version: int
    event_id: str
    event_title: LocalizedText
    activity_id: str
    activity_title: LocalizedText


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """A version to be written. `expected` is the one it was made from; 0: a new question."""

    bank_id: str
    question_id: str
    expected: int
    question: Question
    account_id: str
    at: int


@dataclass(frozen=True, slots=True)
class Intake:
    """A file's questions, to be added to a bank all or none; with `head` the bank is made first."""

    bank_id: str
    slug: str
    head: BankHead | None
    questions: tuple[PutQuestion, ...]
    pictures: tuple[PictureFile, ...] = ()


def texts_of(content: Json, path: str = "") -> Mapping[str, Mapping[str, str]]:
    """Path -> text by language, of every text in a question's content, whatever its type."""
    found: dict[str, Mapping[str, str]] = {}
    if isinstance(content, Mapping):
        texts = {key: each for key, each in content.items() if isinstance(each, str)}
        if content and len(texts) == len(content) and set(content) <= set(LANGUAGES):
            return {path: texts}
        for key, each in content.items():
            found |= texts_of(each, f"{path}.{key}" if path else str(key))
    elif isinstance(content, list | tuple):
        for index, each in enumerate(content):
            found |= texts_of(each, f"{path}[{index}]")
    return found


def untranslated(question: Question, languages: tuple[str, ...]) -> Mapping[str, int]:
    """Language -> how many of the question's texts it lacks; languages that lack none are left out.

    A text that is the same in all its languages (a year, a name) need not be given again.
    """
    texts = texts_of(question.to_dict()).values()
    lacking = {
        language: sum(language not in each and not _same_everywhere(each) for each in texts)
        for language in languages
    }
    return {language: count for language, count in lacking.items() if count}


def _same_everywhere(texts: Mapping[str, str]) -> bool:
    (first, *others) = texts.values()
    return not any(each.isalpha() for each in first) or (
        bool(others) and all(each == first for each in others)
    )
