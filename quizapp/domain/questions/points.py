"""A sum of points to be given out over two to eight options; all of it has to be spent."""

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
from quizapp.domain.text import N_, Json

_LEAST, _MOST, _USUAL = 10, 1000, 100
STEPS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class PointsContent:
    """`total` points are given out, `step` at a time."""

    options: tuple[Option, ...]
    total: int
    step: int


class Points(UngradedType[PointsContent]):
    """An answer maps option ids to points; one left out gets none. Stored with all of them."""

    slug = "points"
    label = N_("Points to give out")
    shape = Numbers.shape
    fields = (
        Field("options", FieldKind.OPTIONS, N_("Options"), least=2, most=8),
        Field(
            "total",
            FieldKind.INTEGER,
            N_("Points to give out"),
            required=False,
            least=_LEAST,
            most=_MOST,
            default=_USUAL,
        ),
        Field(
            "step",
            FieldKind.INTEGER,
            N_("Points at a time"),
            required=False,
            least=min(STEPS),
            most=max(STEPS),
            choices=tuple(map(str, STEPS)),
            default=1,
            hint=N_("The sum has to be a multiple of it."),
        ),
    )

    def from_dict(self, reader: Reader) -> PointsContent:
        options = lists.read_options(reader, "options", 2, 8)
        total = reader.integer("total", _USUAL, _LEAST, _MOST)
        step = reader.integer("step", 1, min(STEPS), max(STEPS))
        if step not in STEPS:
            reader.problem("step", "not_allowed", ", ".join(map(str, STEPS)))
        elif total % step:
            reader.problem("total", "not_a_multiple", str(step))
        return PointsContent(options, total, step)

    def to_dict(self, content: PointsContent) -> dict[str, Json]:
        return {
            "options": lists.to_list(content.options),
            "total": content.total,
            "step": content.step,
        }

    def public_view(self, content: PointsContent, language: str) -> dict[str, Json]:
        return {
            "options": lists.view(content.options, language),
            "total": content.total,
            "step": content.step,
        }

    def parse_answer(self, content: PointsContent, raw: object) -> Json:
        if not isinstance(raw, dict):
            raise BadAnswer(reason="not_a_mapping")
        if not raw.keys() <= set(lists.ids(content.options)):
            raise BadAnswer(reason="unknown_option")
        for given in raw.values():
            if isinstance(given, bool) or not isinstance(given, int):
                raise BadAnswer(reason="not_a_number")
            if given < 0 or given % content.step:
                raise BadAnswer(reason="out_of_range")
        if sum(raw.values()) != content.total:
            raise BadAnswer(reason="wrong_sum")
        return {each: raw.get(each, 0) for each in lists.ids(content.options)}

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        parts = view["total"] // view["step"]
        ids = [each["id"] for each in view["options"]]
        cuts = [0, *sorted(rng.randint(0, parts) for _ in ids[1:]), parts]
        return {
            each: (upper - lower) * view["step"]
            for each, lower, upper in zip(ids, cuts, cuts[1:], strict=False)
        }

    def tally(self, content: PointsContent, answers: Iterable[Json]) -> Numbers:
        given = list(cast("Iterable[dict[str, int]]", answers))
        rows = {
            each: NumberRow(dict(sorted(Counter(answer[each] for answer in given).items())))
            for each in lists.ids(content.options)
        }
        return Numbers(voters=len(given), rows=rows, look="means")

    def labels(self, content: PointsContent, language: str) -> Mapping[str, str]:
        return lists.labels(content.options, language)

    def answer_text(self, content: PointsContent, answer: Json, language: str) -> str:
        texts = lists.labels(content.options, language)
        given = cast("dict[str, int]", answer)
        return lists.SEPARATOR.join(f"{texts[each]} – {n}" for each, n in given.items() if n)
