"""What is no fault in a bank and still spoils a quiz: found by what the types say of their fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.bank import Bank, Question
from quizapp.domain.bank_files import Imported
from quizapp.domain.questions import question_type
from quizapp.domain.questions.base import FieldKind
from quizapp.domain.questions.folding import fold
from quizapp.domain.text import LocalizedText
from quizapp.domain.typed import length

LONGEST = {"prompt": 200, "explanation": 600, "body": 600}
LONGEST_ENTRY = 120
"""Characters that a screen shows in a size that the last row can read; for all other texts too."""
_WITH_SOURCES = ("yaml", "zip", "csv", "xlsx")
"""Formats of files that can say where a fact is from."""
_LISTS = (FieldKind.OPTIONS, FieldKind.ENTRIES)
_KEYS = (FieldKind.OPTION, FieldKind.OPTION_LIST)
_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)
_LONGER, _LONGER_BY = 1.5, 12
"""A key stands out that is so many times as long as the longest other option, and by so much."""
_FEWEST_KEYS = 6
"""Keys below which the same place again is chance."""
_CHARACTERS_A_SECOND = 25
"""A quick reader's pace; who reads a foreign language is slower."""
_SECONDS_TO_CHOOSE = 3
_WORD = 3
"""Letters from which on it is no chance that both ids of a pair have them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One warning. `slug` is empty where it is about the bank; `path` is as that of a `Problem`."""

    code: str
    slug: str
    path: str
    details: Mapping[str, str | int] = field(default_factory=dict)


def lint_file(imported: Imported) -> tuple[Remark, ...]:
    """The same of a file, but nothing that its format has no place for."""
    sources = imported.format in _WITH_SOURCES
    return tuple(each for each in lint(imported.bank) if sources or each.code != "no_source")


def lint(bank: Bank) -> tuple[Remark, ...]:
    """All warnings, question by question, those about the whole bank last."""
    looks = [
        _Look(bank, question, f"questions[{index}]")
        for index, question in enumerate(bank.questions)
    ]
    each = [remark for look in looks for remark in look.remarks()]
    return (*each, *_twice(looks), *_same_place(looks))


class _Look:
    """One question under the lens."""

    def __init__(self, bank: Bank, question: Question, path: str) -> None:
        self.question = question
        self._languages = bank.languages or question.prompt.languages
        self._path = path
        self._document: Mapping[str, Any] = question.to_dict()
        fields = question_type(question.type).fields
        self._lists = [each.name for each in fields if each.kind in _LISTS]
        self._keys = [each.name for each in fields if each.kind in _KEYS]
        self._pairings = [each.name for each in fields if each.kind is FieldKind.PAIRS]
        self._own_texts = [each.name for each in fields if each.kind in _TEXTS]

    def remarks(self) -> Iterator[Remark]:
        """In the order in which one mends them."""
        for path, texts in self._texts():
            yield from self._translations(path, texts)
            yield from self._too_long(path, texts)
        yield from self._alike()
        yield from self._key_longer()
        yield from self._ids_tell()
        yield from self._little_time()
        if self.question.has_key and self.question.source is None:
            yield self.remark("no_source", "source")

    def remark(self, code: str, path: str, **details: str | int) -> Remark:
        """At a path in the question."""
        return Remark(code, self.question.slug, f"{self._path}.{path}", details)

    def sameness(self) -> tuple[object, ...]:
        """Equal where two questions ask the same, whatever their marks."""
        first = self.question.prompt.languages[0]
        lists = [
            sorted(fold(each.get(first)) for each in self._entries(name).values())
            for name in self._lists
        ]
        return (self.question.type, fold(self.question.prompt.get(first)), str(lists))

    def place_of_key(self) -> int | None:
        """Where the one right option stands, from 1, where every phone shows it there."""
        key = next((self._document.get(name) for name in self._keys), None)
        if not isinstance(key, str) or self.question.shuffle:
            return None
        return list(self._entries(self._lists[0])).index(key) + 1

    def _texts(self) -> Iterator[tuple[str, LocalizedText]]:
        """Everything that a hall reads, with its path; what is not given is not there."""
        yield "prompt", self.question.prompt
        for name in self._own_texts:
            if text := self._document.get(name):
                yield name, LocalizedText.of(text)
        for name in self._lists:
            for index, text in enumerate(self._entries(name).values()):
                yield f"{name}[{index}].text", text
        if self.question.explanation:
            yield "explanation", self.question.explanation

    def _entries(self, name: str) -> dict[str, LocalizedText]:
        return {each["id"]: LocalizedText.of(each["text"]) for each in self._document[name]}

    def _translations(self, path: str, text: LocalizedText) -> Iterator[Remark]:
        for language in self._languages:
            if language not in text.languages:
                yield self.remark("missing_translation", path, language=language)
        for language in text.languages:
            if language not in self._languages:
                yield self.remark("language_not_listed", path, language=language)

    def _too_long(self, path: str, text: LocalizedText) -> Iterator[Remark]:
        most = LONGEST.get(path, LONGEST_ENTRY)
        for language, said in text.texts:
            if (count := length(said)) > most:
                yield self.remark("text_too_long", path, language=language, count=count, most=most)

    def _alike(self) -> Iterator[Remark]:
        for name in self._lists:
            entries = self._entries(name).values()
            for language in self._languages:
                said = Counter(fold(each.get(language)) for each in entries)
                if any(count > 1 for count in said.values()):
                    yield self.remark("entries_alike", name, language=language)
                    break

    def _key_longer(self) -> Iterator[Remark]:
        """Who knows nothing takes the longest option, and is often right."""
        for name in self._keys:
            key = self._document.get(name) or []
            right = {key} if isinstance(key, str) else set(key)
            entries = self._entries(self._lists[0])
            for language in self._languages if right else ():
                sizes = {each: length(text.get(language)) for each, text in entries.items()}
                key_size = min(sizes[each] for each in right)
                most = max(size for each, size in sizes.items() if each not in right)
                if key_size > max(most * _LONGER, most + _LONGER_BY):
                    yield self.remark("key_longer", name, language=language)
                    break

    def _ids_tell(self) -> Iterator[Remark]:
        """Phones are sent the ids before the key: `l1` and `r1` are as good as the pair itself."""
        for name in self._pairings:
            pairs: Mapping[str, str] = self._document[name]
            lefts, rights = (
                [_parts(each["id"]) for each in self._document[n]] for n in self._lists
            )
            told = [
                {part for part in _parts(one) & _parts(other) if _alone(part, lefts, rights)}
                for one, other in pairs.items()
            ]
            by_word = any(len(part) >= _WORD for parts in told for part in parts)
            if by_word or sum(map(bool, told)) * 2 > len(pairs):
                yield self.remark("ids_tell", name)

    def _little_time(self) -> Iterator[Remark]:
        limit = self.question.time_limit_s
        read = [text for path, text in self._texts() if path != "explanation"]
        for language in self._languages if limit is not None else ():
            count = sum(length(text.get(language)) for text in read)
            needed = count // _CHARACTERS_A_SECOND + _SECONDS_TO_CHOOSE
            if limit is not None and needed > limit:
                yield self.remark(
                    "little_time", "time_limit_s", language=language, seconds=limit, needed=needed
                )
                break


def _parts(entry_id: str) -> set[str]:
    """The words and numbers that an id is made of."""
    return set(re.findall(r"[a-z]+|\d+", entry_id.lower()))


def _alone(part: str, *lists: Sequence[set[str]]) -> bool:
    """Whether one id in each list has it, so that it joins those two."""
    return all(sum(part in parts for parts in each) == 1 for each in lists)


def _twice(looks: Sequence[_Look]) -> Iterator[Remark]:
    seen: dict[tuple[object, ...], str] = {}
    for look in looks:
        same = look.sameness()
        if same in seen:
            yield look.remark("duplicate_question", "prompt", other=seen[same])
        seen.setdefault(same, look.question.slug)


def _same_place(looks: Sequence[_Look]) -> Iterator[Remark]:
    """A hall notices by the fifth question that the answer is always B."""
    places = [place for look in looks if (place := look.place_of_key()) is not None]
    for place, count in Counter(places).most_common(1):
        if len(places) >= _FEWEST_KEYS and count * 2 > len(places):
            yield Remark(
                "key_same_place",
                "",
                "questions",
                {"place": place, "count": count, "all": len(places)},
            )
