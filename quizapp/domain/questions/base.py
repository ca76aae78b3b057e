"""The contract of a question type. One file a type; the registry is in `quizapp.domain.questions`.

All methods are pure. A type knows its own content and nothing of rounds, phones, storage or
languages other than those in its texts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from quizapp.domain.pictures import Picture
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json

C = TypeVar("C")
SHUFFLED = ("options", "items")
"""Lists of a view that a phone may show in an order of its own."""
THE_QUESTION = "all"
"""Key of the only row of a tally that is about the question as a whole."""


class FieldKind(StrEnum):
    """What a field of a type's content holds: editors and the JSON Schema switch on it."""

    OPTIONS = "options"
    """List of `{id, text}`, `least` to `most` of them; each may have `picture`, and `role` in the
    types that say so (`QuestionType.roles`)."""
    ENTRIES = "entries"
    """List of `{id, text}` and nothing more, `least` to `most` of them."""
    OPTION = "option"
    """The id of one entry of the type's first list."""
    OPTION_LIST = "option_list"
    """Ids of entries of the type's first list."""
    ORDER = "order"
    """All ids of the type's first list."""
    PAIRS = "pairs"
    """`{id of the first list: id of the second}`."""
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of `choices`."""
    TEXT = "text"
    """One line, localized."""
    LONG_TEXT = "long_text"
    """Several lines, localized."""
    ACCEPTED = "accepted"
    """`{language: [texts]}`: typed answers that are right."""
    REGIONS = "regions"
    """Polygons on the question's picture: lists of `[x, y]`, 0 to 1 from the upper left."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a type's content, for editors and the JSON Schema.

    `least` and `most` bound a number, or how many entries a list has. `key`: it is (part of) the
    key. `default` is what a missing field means. `label` and `hint` are message ids.
    """

    name: str
    kind: FieldKind
    label: str
    required: bool = True
    least: float | None = None
    most: float | None = None
    key: bool = False
    choices: tuple[str, ...] = ()
    """The words, or of a number the numbers, that may be given; empty where all may."""
    default: Json = None
    hint: str = ""
    choice_labels: tuple[str, ...] = ()
    """Message ids of `choices`, in their order, where the words are not for people."""


class QuestionType(ABC, Generic[C]):
    """What every question type must be able to do. `C` is its frozen content dataclass."""

    slug: ClassVar[str]
    label: ClassVar[str]
    """English label; a message id of the catalogues."""
    gradable: ClassVar[bool]
    """Whether a key may be given, so that a quiz can score it."""
    shape: ClassVar[str]
    """The tally shape that `tally` returns; empty where there is nothing to answer."""
    fields: ClassVar[tuple[Field, ...]]
    needs_picture: ClassVar[bool] = False
    """Whether a question of the type makes no sense without a picture of its own."""
    roles: ClassVar[tuple[str, ...]] = ()
    """What an option may be besides one of many (`questions.options.Role`)."""

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
    def key_view(self, content: C, language: str) -> dict[str, Json]:
        """The key, by ids where there are any, sent with the reveal and never before.

        Empty without a key.
        """

    def right(self, content: C) -> tuple[str, ...]:
        """Keys of the tally that are right; in ranks all of them in the right order.

        Empty without a key, and where no single key of the tally is right or wrong.
        """
        return ()

    def stances(self, content: C) -> Mapping[str, str]:
        """Role (`questions.options.Role`) -> the key of the tally that has it; mostly none has."""
        return {}

    def moderated(self, content: C) -> bool:
        """Whether typed texts are shown only once a moderator has approved them."""
        return False

    def accept(self, content: C, answer: Json) -> C | None:
        """The content with this answer taken as right from now on, when the moderator says so.

        None where the type can't, or where the answer is right already.
        """
        return None

    def pictures(self, content: C) -> tuple[Picture, ...]:
        """Every picture in the content; the question's own is not the type's.

        Options stand in the content under their field's name.
        """
        lists = (
            getattr(content, field.name) for field in self.fields if field.kind is FieldKind.OPTIONS
        )
        return tuple(option.picture for options in lists for option in options if option.picture)

    @property
    def shuffles(self) -> bool:
        """Whether each phone may show the view's `options` or `items` in an order of its own."""
        return any(field.name in SHUFFLED for field in self.fields)

    @property
    def answerable(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.shape)

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

    def tally_so_far(self, content: C, answers: Iterable[Json]) -> Tally:
        """As `tally`, while the key is not shown yet: it must say nothing of it."""
        return self.tally(content, answers)

    @abstractmethod
    def labels(self, content: C, language: str) -> Mapping[str, str]:
        """Text of each key that the tally uses (option, statement, item); empty for typed words.

        An empty text stands for the question itself: `Question.labels` says its prompt there.
        """

    @abstractmethod
    def answer_text(self, content: C, answer: Json, language: str) -> str:
        """An answer in words, for exports and for the phone's own history."""

    @abstractmethod
    def key_text(self, content: C, language: str) -> str:
        """The key in words; empty without a key."""
