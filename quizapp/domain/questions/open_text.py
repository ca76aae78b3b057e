"""Whole sentences on cards; the moderator may look at them before the room does."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.questions.folding import fold, most_typed, parse_texts
from quizapp.domain.questions.options import SEPARATOR
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import TextGroup, Texts
from quizapp.domain.text import N_, Json

_REHEARSED = (
    "More time for questions at the end.",
    "Send the papers a week earlier.",
    "Shorter meetings, clearer decisions.",
    "Hear every delegation once.",
    "A list of who does what by when.",
    "Start on time.",
)
"""What simulated phones type."""


@dataclass(frozen=True, slots=True)
class OpenTextContent:
    """`moderated`: an answer is shown to the room once the moderator has approved it."""

    max_length: int
    max_answers: int
    moderated: bool


class OpenText(UngradedType[OpenTextContent]):
    """An answer is a list of texts, as they were typed, in one paragraph each."""

    slug = "open_text"
    label = N_("Open text")
    shape = Texts.shape
    fields = (
        Field(
            "max_length",
            FieldKind.INTEGER,
            N_("Characters an answer may have"),
            required=False,
            least=50,
            most=500,
            default=200,
        ),
        Field(
            "max_answers",
            FieldKind.INTEGER,
            N_("Answers a person may give"),
            required=False,
            least=1,
            most=5,
            default=1,
        ),
        Field(
            "moderated",
            FieldKind.BOOLEAN,
            N_("Show an answer only once the moderator has approved it"),
            required=False,
            default=True,
        ),
    )

    def from_dict(self, reader: Reader) -> OpenTextContent:
        return OpenTextContent(
            max_length=reader.integer("max_length", 200, 50, 500),
            max_answers=reader.integer("max_answers", 1, 1, 5),
            moderated=reader.boolean("moderated", default=True),
        )

    def to_dict(self, content: OpenTextContent) -> dict[str, Json]:
        return {
            "max_length": content.max_length,
            "max_answers": content.max_answers,
            "moderated": content.moderated,
        }

    def moderated(self, content: OpenTextContent) -> bool:
        return content.moderated

    def public_view(self, content: OpenTextContent, language: str) -> dict[str, Json]:
        return {
            "max_length": content.max_length,
            "max_answers": content.max_answers,
            "moderated": content.moderated,
        }

    def parse_answer(self, content: OpenTextContent, raw: object) -> Json:
        """Fields left empty are dropped, and a text given twice is given once."""
        return list(parse_texts(raw, content.max_answers, content.max_length))

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return rng.sample(_REHEARSED, rng.randint(1, view["max_answers"]))

    def tally(self, content: OpenTextContent, answers: Iterable[Json]) -> Texts:
        """Equal texts are one card. Keys are digests: their order says nothing of who was first."""
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        voters = 0
        for answer in cast("Iterable[list[str]]", answers):
            voters += 1
            for text in answer:
                spellings[card_key(text)][text] += 1
        cards = {
            key: TextGroup(most_typed(typed), typed.total()) for key, typed in spellings.items()
        }
        most_first = sorted(cards.items(), key=lambda each: (-each[1].count, each[0]))
        return Texts(voters, dict(most_first), look="cards")

    def labels(self, content: OpenTextContent, language: str) -> Mapping[str, str]:
        return {}

    def answer_text(self, content: OpenTextContent, answer: Json, language: str) -> str:
        return SEPARATOR.join(cast("list[str]", answer))


def card_key(text: str) -> str:
    """What a card is known by, wherever its text may not stand: 16 hexadecimal digits."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]
