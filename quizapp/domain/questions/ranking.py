"""Three to ten items to be ranked by preference, all or the first few; nothing in it is right."""

from __future__ import annotations

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
from quizapp.domain.tallies import Ranks
from quizapp.domain.text import N_, Json

_MOST = 10


@dataclass(frozen=True, slots=True)
class RankingContent:
    """`top`: how many items a voter may rank."""

    items: tuple[Option, ...]
    top: int


class Ranking(UngradedType[RankingContent]):
    """An answer lists one to `top` ids, the most preferred first."""

    slug = "ranking"
    label = N_("Ranking")
    shape = Ranks.shape
    fields = (
        Field("items", FieldKind.OPTIONS, N_("Items"), least=3, most=_MOST),
        Field(
            "top",
            FieldKind.INTEGER,
            N_("How many to rank"),
            required=False,
            least=1,
            most=_MOST,
            hint=N_("All of them unless said."),
        ),
    )

    def from_dict(self, reader: Reader) -> RankingContent:
        items = lists.read_options(reader, "items", 3, _MOST)
        count = max(1, len(items))
        return RankingContent(items, reader.integer("top", count, 1, count))

    def to_dict(self, content: RankingContent) -> dict[str, Json]:
        data: dict[str, Json] = {"items": lists.to_list(content.items)}
        if content.top != len(content.items):
            data["top"] = content.top
        return data

    def public_view(self, content: RankingContent, language: str) -> dict[str, Json]:
        return {"items": lists.view(content.items, language), "top": content.top}

    def parse_answer(self, content: RankingContent, raw: object) -> Json:
        order = lists.parse_ids(content.items, raw)
        if not order:
            raise BadAnswer(reason="empty")
        if len(order) > content.top:
            raise BadAnswer(reason="too_many")
        return list(order)

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return lists.guess_ids(view["items"], view["top"], rng)

    def tally(self, content: RankingContent, answers: Iterable[Json]) -> Ranks:
        places = {item: [0] * content.top for item in lists.ids(content.items)}
        voters = 0
        for order in cast("Iterable[list[str]]", answers):
            voters += 1
            for place, item in enumerate(order):
                places[item][place] += 1
        return Ranks(
            voters=voters,
            places={item: tuple(each) for item, each in places.items()},
            look="borda",
        )

    def labels(self, content: RankingContent, language: str) -> Mapping[str, str]:
        return lists.labels(content.items, language)

    def answer_text(self, content: RankingContent, answer: Json, language: str) -> str:
        return lists.in_order(content.items, cast("list[str]", answer), language)
