"""A short typed answer, held against a list of accepted ones; without the list it is a poll."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.questions.folding import clean, fold, most_typed
from quizapp.domain.questions.options import SEPARATOR
from quizapp.domain.questions.slips import one_slip_away
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import TextGroup, Texts
from quizapp.domain.text import LANGUAGES, N_, Json

MOST_ACCEPTED = 100
"""Right answers in each language: all of them are sent with the reveal, and looked through."""

_REHEARSED = ("agenda", "minutes", "quorum", "chair", "motion", "vote")
"""What simulated phones type."""


@dataclass(frozen=True, slots=True)
class ShortTextContent:
    """`accepted` holds (language, right answers in it); empty in a poll."""

    accepted: tuple[tuple[str, tuple[str, ...]], ...]
    typos: int
    max_length: int

    def texts(self, language: str) -> tuple[str, ...]:
        """All right answers, those in that language first."""
        first_own = sorted(self.accepted, key=lambda each: each[0] != language)
        return tuple(dict.fromkeys(text for _, texts in first_own for text in texts))

    @property
    def right(self) -> Mapping[str, str]:
        """Folded right answer -> as it was written down, in the order of the lists."""
        return _right(self.accepted)


@lru_cache(maxsize=256)
def _right(accepted: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """Worked out once: a hall's answers are each held against it."""
    folded: dict[str, str] = {}
    for _, texts in accepted:
        for text in texts:
            folded.setdefault(fold(text), text)
    return MappingProxyType(folded)


class ShortText(QuestionType[ShortTextContent]):
    """An answer is a word or a few, as typed. Any language's right answers are right for all."""

    slug = "short_text"
    label = N_("Short answer")
    gradable = True
    shape = Texts.shape
    fields = (
        Field(
            "accepted",
            FieldKind.ACCEPTED,
            N_("Right answers"),
            required=False,
            key=True,
            hint=N_(
                "All that count as right, also short forms. Capital letters, accents and "
                "punctuation don’t matter."
            ),
        ),
        Field(
            "typos",
            FieldKind.INTEGER,
            N_("Letters that may be wrong"),
            required=False,
            least=0,
            most=1,
            default=0,
            hint=N_("Only in right answers of five letters or more, and never in a number."),
        ),
        Field(
            "max_length",
            FieldKind.INTEGER,
            N_("Characters an answer may have"),
            required=False,
            least=10,
            most=100,
            default=40,
        ),
    )

    def from_dict(self, reader: Reader) -> ShortTextContent:
        max_length = reader.integer("max_length", 40, 10, 100)
        accepted = reader.mapping("accepted")
        return ShortTextContent(
            accepted=() if accepted is None else tuple(_read_accepted(accepted, max_length)),
            typos=reader.integer("typos", 0, 0, 1),
            max_length=max_length,
        )

    def to_dict(self, content: ShortTextContent) -> dict[str, Json]:
        data: dict[str, Json] = {"typos": content.typos, "max_length": content.max_length}
        if content.accepted:
            data["accepted"] = {language: list(texts) for language, texts in content.accepted}
        return data

    def has_key(self, content: ShortTextContent) -> bool:
        return bool(content.accepted)

    def public_view(self, content: ShortTextContent, language: str) -> dict[str, Json]:
        return {"max_length": content.max_length}

    def key_view(self, content: ShortTextContent, language: str) -> dict[str, Json]:
        if not content.accepted:
            return {}
        return {"accepted": list(content.right), "texts": list(content.texts(language))}

    def right(self, content: ShortTextContent) -> tuple[str, ...]:
        return tuple(content.right)

    def accept(self, content: ShortTextContent, answer: Json) -> ShortTextContent | None:
        """It joins the first list: a typed answer does not say in which language it is."""
        text = cast("str", answer)
        if not content.accepted or _match(content, fold(text)) is not None:
            return None
        (language, texts), *others = content.accepted
        if len(texts) >= MOST_ACCEPTED:
            return None
        return replace(content, accepted=((language, (*texts, text)), *others))

    def parse_answer(self, content: ShortTextContent, raw: object) -> Json:
        if not isinstance(raw, str):
            raise BadAnswer(reason="not_text")
        text = clean(raw, content.max_length)
        if not fold(text):
            raise BadAnswer(reason="empty")
        return text

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return rng.choice(_REHEARSED)

    def grade(self, content: ShortTextContent, answer: Json) -> Fraction:
        """Everything or nothing: docs/scoring.md says which spellings are taken."""
        if not content.accepted:
            raise ValueError("this question has no key")
        return Fraction(_match(content, fold(cast("str", answer))) is not None)

    def tally(self, content: ShortTextContent, answers: Iterable[Json]) -> Texts:
        """What counts as right stands under the accepted answer that it matches, written as there.

        Any other group shows the spelling typed most often, of equals the first by code points.
        """
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text in cast("Iterable[str]", answers):
            key = fold(text)
            spellings[_match(content, key) or key][text] += 1
        groups = {
            key: TextGroup(content.right.get(key) or most_typed(typed), typed.total())
            for key, typed in spellings.items()
        }
        most_first = sorted(groups.items(), key=lambda each: (-each[1].count, each[0]))
        return Texts(sum(each.count for each in groups.values()), dict(most_first), look="bars")

    def tally_so_far(self, content: ShortTextContent, answers: Iterable[Json]) -> Texts:
        """As without a key: which spellings stand together would tell what is right."""
        return self.tally(replace(content, accepted=()), answers)

    def labels(self, content: ShortTextContent, language: str) -> Mapping[str, str]:
        return {}

    def answer_text(self, content: ShortTextContent, answer: Json, language: str) -> str:
        return cast("str", answer)

    def key_text(self, content: ShortTextContent, language: str) -> str:
        """The right answers in that language, where there are any; else all."""
        own = dict(content.accepted).get(language) or content.texts(language)
        return SEPARATOR.join(own)


def _match(content: ShortTextContent, key: str) -> str | None:
    """The folded right answer that this folded answer counts as."""
    return key if key in content.right else _near(content, key)


@lru_cache(maxsize=16_384)
def _near(content: ShortTextContent, key: str) -> str | None:
    """Worked out once: marks and figures of a whole hall ask for the same."""
    if not content.typos:
        return None
    right = content.right
    return next((each for each in right if one_slip_away(key, each)), None)


def _read_accepted(reader: Reader, max_length: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each language's list; one without a text is left out."""
    for language in reader.names():
        if language not in LANGUAGES:
            reader.problem(language, "unknown_language", ", ".join(LANGUAGES))
        given = reader.strings(language)
        if len(given) > MOST_ACCEPTED:
            reader.problem(language, "wrong_count", f"0 to {MOST_ACCEPTED}")
        texts = tuple(
            _read_text(reader, f"{language}[{index}]", text, max_length)
            for index, text in enumerate(given[:MOST_ACCEPTED])
        )
        if texts:
            yield language, tuple(dict.fromkeys(texts))


def _read_text(reader: Reader, field: str, text: str, max_length: int) -> str:
    """As a phone could type it; else nobody would ever be right."""
    try:
        tidied = clean(text, max_length)
    except BadAnswer as refused:
        reader.problem(field, str(refused.details["reason"]))
        return text
    if not fold(tidied):
        reader.problem(field, "empty_text")
    return tidied
