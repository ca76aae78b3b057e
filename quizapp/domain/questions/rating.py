"""One rating: one to five stars, or how readily one would recommend something, 0 to 10."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions.base import THE_QUESTION, Field, FieldKind
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import NumberRow, Numbers
from quizapp.domain.text import N_, Json, LocalizedText

STARS, RECOMMEND = "stars", "recommend"
_NUMBERS = {STARS: range(1, 6), RECOMMEND: range(11)}
_TALLY_LOOKS = {STARS: "rating", RECOMMEND: "recommend"}


@dataclass(frozen=True, slots=True)
class RatingContent:
    """`look` is `stars` or `recommend`; the texts at the ends may be empty."""

    look: str
    low: LocalizedText
    high: LocalizedText

    @property
    def numbers(self) -> range:
        """All numbers that may be given."""
        return _NUMBERS[self.look]


class Rating(UngradedType[RatingContent]):
    """An answer is a whole number."""

    slug = "rating"
    label = N_("Rating")
    shape = Numbers.shape
    fields = (
        Field(
            "look",
            FieldKind.CHOICE,
            N_("Kind of rating"),
            required=False,
            choices=(STARS, RECOMMEND),
            choice_labels=(N_("One to five stars"), N_("Would recommend, 0 to 10")),
            default=STARS,
        ),
        Field("low", FieldKind.TEXT, N_("Text at the lowest number"), required=False),
        Field("high", FieldKind.TEXT, N_("Text at the highest number"), required=False),
    )

    def from_dict(self, reader: Reader) -> RatingContent:
        return RatingContent(
            look=reader.choice("look", (STARS, RECOMMEND), STARS),
            low=reader.text("low", required=False),
            high=reader.text("high", required=False),
        )

    def to_dict(self, content: RatingContent) -> dict[str, Json]:
        data: dict[str, Json] = {"look": content.look}
        if content.low:
            data["low"] = content.low.to_dict()
        if content.high:
            data["high"] = content.high.to_dict()
        return data

    def public_view(self, content: RatingContent, language: str) -> dict[str, Json]:
        return {
            "look": content.look,
            "start": content.numbers.start,
            "steps": len(content.numbers),
            "low": content.low.get(language),
            "high": content.high.get(language),
        }

    def parse_answer(self, content: RatingContent, raw: object) -> Json:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise BadAnswer(reason="not_a_number")
        if raw not in content.numbers:
            raise BadAnswer(reason="out_of_range")
        return raw

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return rng.randrange(view["start"], view["start"] + view["steps"])

    def tally(self, content: RatingContent, answers: Iterable[Json]) -> Numbers:
        given = Counter(cast("Iterable[int]", answers))
        row = NumberRow({number: given[number] for number in content.numbers})
        return Numbers(row.voters, {THE_QUESTION: row}, look=_TALLY_LOOKS[content.look])

    def labels(self, content: RatingContent, language: str) -> Mapping[str, str]:
        return {THE_QUESTION: ""}

    def answer_text(self, content: RatingContent, answer: Json, language: str) -> str:
        return f"{answer}"
