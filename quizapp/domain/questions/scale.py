"""Statements rated on one scale of two to eleven steps, with a word at either end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.questions.options import Option
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import NumberRow, Numbers
from quizapp.domain.text import N_, Json, LocalizedText


@dataclass(frozen=True, slots=True)
class ScaleContent:
    """The scale runs from `start` over `steps` whole numbers."""

    statements: tuple[Option, ...]
    start: int
    steps: int
    low: LocalizedText
    high: LocalizedText

    @property
    def numbers(self) -> range:
        """All numbers that may be given."""
        return range(self.start, self.start + self.steps)


class Scale(UngradedType[ScaleContent]):
    """An answer maps statement ids to numbers; a statement may be left out, not all of them."""

    slug = "scale"
    label = N_("Scale")
    shape = Numbers.shape
    fields = (
        Field("statements", FieldKind.ENTRIES, N_("Statements"), least=1, most=12),
        Field(
            "start",
            FieldKind.INTEGER,
            N_("First number"),
            required=False,
            least=0,
            most=1,
            default=1,
        ),
        Field(
            "steps",
            FieldKind.INTEGER,
            N_("How many numbers"),
            required=False,
            least=2,
            most=11,
            default=5,
        ),
        Field("low", FieldKind.TEXT, N_("Text at the lowest number")),
        Field("high", FieldKind.TEXT, N_("Text at the highest number")),
    )

    def from_dict(self, reader: Reader) -> ScaleContent:
        return ScaleContent(
            statements=lists.read_entries(reader, "statements", 1, 12),
            start=reader.integer("start", 1, 0, 1),
            steps=reader.integer("steps", 5, 2, 11),
            low=reader.text("low"),
            high=reader.text("high"),
        )

    def to_dict(self, content: ScaleContent) -> dict[str, Json]:
        return {
            "statements": lists.to_list(content.statements),
            "start": content.start,
            "steps": content.steps,
            "low": content.low.to_dict(),
            "high": content.high.to_dict(),
        }

    def public_view(self, content: ScaleContent, language: str) -> dict[str, Json]:
        return {
            "statements": lists.view(content.statements, language),
            "start": content.start,
            "steps": content.steps,
            "low": content.low.get(language),
            "high": content.high.get(language),
        }

    def parse_answer(self, content: ScaleContent, raw: object) -> Json:
        if not isinstance(raw, dict):
            raise BadAnswer(reason="not_a_mapping")
        if not raw:
            raise BadAnswer(reason="empty")
        if not raw.keys() <= set(lists.ids(content.statements)):
            raise BadAnswer(reason="unknown_option")
        for number in raw.values():
            if isinstance(number, bool) or not isinstance(number, int):
                raise BadAnswer(reason="not_a_number")
            if number not in content.numbers:
                raise BadAnswer(reason="out_of_range")
        return {each: raw[each] for each in lists.ids(content.statements) if each in raw}

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        numbers = range(view["start"], view["start"] + view["steps"])
        return {each["id"]: rng.choice(numbers) for each in view["statements"]}

    def tally(self, content: ScaleContent, answers: Iterable[Json]) -> Numbers:
        given = list(cast("Iterable[dict[str, int]]", answers))
        rows = {}
        for each in lists.ids(content.statements):
            numbers = Counter(answer[each] for answer in given if each in answer)
            rows[each] = NumberRow({number: numbers[number] for number in content.numbers})
        return Numbers(voters=len(given), rows=rows)

    def labels(self, content: ScaleContent, language: str) -> Mapping[str, str]:
        return lists.labels(content.statements, language)

    def answer_text(self, content: ScaleContent, answer: Json, language: str) -> str:
        texts = lists.labels(content.statements, language)
        numbers = cast("dict[str, int]", answer)
        return lists.SEPARATOR.join(f"{texts[each]} – {n}" for each, n in numbers.items())
