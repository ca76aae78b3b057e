"""One to eight items to be placed on a plane of two named axes; nothing in it is right or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind
from quizapp.domain.questions.options import Option
from quizapp.domain.questions.placing import guess_point, parse_point, point_text
from quizapp.domain.questions.ungraded import UngradedType
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Places
from quizapp.domain.text import N_, Json, LocalizedText

_AXES = ("x_name", "x_low", "x_high", "y_name", "y_low", "y_high")


@dataclass(frozen=True, slots=True)
class GridContent:
    """`axes` has the texts of both axes by the names of their fields."""

    items: tuple[Option, ...]
    axes: Mapping[str, LocalizedText]


class Grid(UngradedType[GridContent]):
    """An answer maps item ids to `[x, y]`, 0 to 1, to the right and upwards, in every language.

    An item may be left out, not all of them.
    """

    slug = "grid"
    label = N_("Grid of two axes")
    shape = Places.shape
    fields = (
        Field("items", FieldKind.OPTIONS, N_("Items"), least=1, most=8),
        Field("x_name", FieldKind.TEXT, N_("Name of the axis to the right")),
        Field("x_low", FieldKind.TEXT, N_("Text at its left end")),
        Field("x_high", FieldKind.TEXT, N_("Text at its right end")),
        Field("y_name", FieldKind.TEXT, N_("Name of the axis upwards")),
        Field("y_low", FieldKind.TEXT, N_("Text at its lower end")),
        Field("y_high", FieldKind.TEXT, N_("Text at its upper end")),
    )

    def from_dict(self, reader: Reader) -> GridContent:
        return GridContent(
            items=lists.read_options(reader, "items", 1, 8),
            axes={name: reader.text(name) for name in _AXES},
        )

    def to_dict(self, content: GridContent) -> dict[str, Json]:
        texts = {name: text.to_dict() for name, text in content.axes.items()}
        return {"items": lists.to_list(content.items), **texts}

    def public_view(self, content: GridContent, language: str) -> dict[str, Json]:
        texts = {name: text.get(language) for name, text in content.axes.items()}
        return {"items": lists.view(content.items, language), **texts}

    def parse_answer(self, content: GridContent, raw: object) -> Json:
        if not isinstance(raw, dict):
            raise BadAnswer(reason="not_a_mapping")
        if not raw:
            raise BadAnswer(reason="empty")
        if not raw.keys() <= set(lists.ids(content.items)):
            raise BadAnswer(reason="unknown_option")
        return {each: parse_point(raw[each]) for each in lists.ids(content.items) if each in raw}

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return {each["id"]: guess_point(rng) for each in view["items"]}

    def tally(self, content: GridContent, answers: Iterable[Json]) -> Places:
        given = list(cast("Iterable[dict[str, list[float]]]", answers))
        points = {
            each: tuple(sorted((a[each][0], a[each][1]) for a in given if each in a))
            for each in lists.ids(content.items)
        }
        return Places(voters=len(given), points=points, look="grid")

    def labels(self, content: GridContent, language: str) -> Mapping[str, str]:
        return lists.labels(content.items, language)

    def answer_text(self, content: GridContent, answer: Json, language: str) -> str:
        texts = lists.labels(content.items, language)
        given = cast("dict[str, list[float]]", answer)
        return lists.SEPARATOR.join(f"{texts[each]} {point_text(at)}" for each, at in given.items())
