"""The contract of a question type. One file a type; the registry is in `quizapp.domain.questions`.

All methods are pure. A type knows its own content and nothing of rounds, phones, storage or
languages other than those in its texts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a type's content, for editors and the JSON Schema.

    `kind`: `options` (list of {id, text}), `option` (an option id), `option_list`, `order` (all
    ids in order), `integer`, `text` (localized).
    """

    name: str
    kind: str
    required: bool = True
    least: int | None = None
    most: int | None = None


class QuestionType(ABC, Generic[C]):
    """What every question type must be able to do. `C` is its frozen content dataclass."""

    slug: ClassVar[str]
    label: ClassVar[str]
    """English label; a message id of the catalogues."""
    gradable: ClassVar[bool]
    """Whether a key may be given, so that a quiz can score it."""
    shape: ClassVar[str]
    """The tally shape that `tally` returns."""
    fields: ClassVar[tuple[Field, ...]]

    @abstractmethod
    def from_dict(self, reader: Reader) -> C:
        """Read the content's fields; faults go to the reader, the caller calls `finish`."""

    @abstractmethod
    def to_dict(self, content: C) -> dict[str, Json]:
        """The inverse of `from_dict`, ready for YAML and JSON."""

    @abstractmethod
    def has_key(self, content: C) -> bool:
        """Whether this content has a key, hence can be graded."""

    @abstractmethod
    def public_view(self, content: C, language: str) -> dict[str, Json]:
        """What phone and screen need to draw the open question in one language. Never the key."""

    @abstractmethod
    def key_view(self, content: C) -> dict[str, Json]:
        """The key as ids, sent with the reveal and never before. Empty without a key."""

    @abstractmethod
    def parse_answer(self, content: C, raw: object) -> Json:
        """The canonical form of an answer that came from a phone, as it is stored.

        Raises:
            BadAnswer: with `reason`, where the question does not allow it.

        """

    @abstractmethod
    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        """A valid answer found from the public view alone, as a simulated phone gives it."""

    @abstractmethod
    def grade(self, content: C, answer: Json) -> Fraction:
        """Share of the points this canonical answer earns, 0 to 1; 1 is right. Needs a key."""

    @abstractmethod
    def tally(self, content: C, answers: Iterable[Json]) -> Tally:
        """Fold canonical answers, one a voter, in any order."""

    @abstractmethod
    def labels(self, content: C, language: str) -> Mapping[str, str]:
        """Text of each key that the tally uses (option, statement, item); empty for typed words."""

    @abstractmethod
    def answer_text(self, content: C, answer: Json, language: str) -> str:
        """An answer in words, for exports and for the phone's own history."""

    @abstractmethod
    def key_text(self, content: C, language: str) -> str:
        """The key in words; empty without a key."""
