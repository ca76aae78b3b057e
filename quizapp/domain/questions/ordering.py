"""Items to be put in order, three to eight, with part marks; without `correct` it is a poll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.questions.options import Option
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Ranks
from quizapp.domain.text import N_, Json

_BY_CHANCE = Fraction(1, 2)
"""Share of pairs that a random order has right, on average."""


@dataclass(frozen=True, slots=True)
class OrderingContent:
    """`items` in the order shown; `correct` has all their ids in the right one, empty in a poll."""

    items: tuple[Option, ...]
    correct: tuple[str, ...]


class Ordering(QuestionType[OrderingContent]):
    """An answer is the list of all ids, first place first."""

    slug = "ordering"
    label = N_("Ordering")
    gradable = True
    shape = Ranks.shape
    fields = (
        Field("items", FieldKind.OPTIONS, N_("Items"), least=3, most=8),
        Field("correct", FieldKind.ORDER, N_("Right order"), required=False, key=True),
    )

    def from_dict(self, reader: Reader) -> OrderingContent:
        items = lists.read_options(reader, "items", 3, 8)
        key = lists.read_key(reader, items)
        if key and len(key) != len(items):
            reader.problem("correct", "wrong_count", str(len(items)))
        elif key and key == lists.ids(items):
            reader.problem("correct", "shown_in_this_order")
        return OrderingContent(items, key)

    def to_dict(self, content: OrderingContent) -> dict[str, Json]:
        data: dict[str, Json] = {"items": lists.to_list(content.items)}
        if content.correct:
            data["correct"] = list(content.correct)
        return data

    def has_key(self, content: OrderingContent) -> bool:
        return bool(content.correct)

    def public_view(self, content: OrderingContent, language: str) -> dict[str, Json]:
        return {"items": lists.view(content.items, language)}

    def key_view(self, content: OrderingContent, language: str) -> dict[str, Json]:
        return {"order": list(content.correct)} if content.correct else {}

    def right(self, content: OrderingContent) -> tuple[str, ...]:
        return content.correct

    def parse_answer(self, content: OrderingContent, raw: object) -> Json:
        order = lists.parse_ids(content.items, raw)
        if len(order) < len(content.items):
            raise BadAnswer(reason="too_few")
        return list(order)

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return lists.guess_ids(view["items"], len(view["items"]), rng)

    def grade(self, content: OrderingContent, answer: Json) -> Fraction:
        """Pairs put the right way round, counted from what costs no thought: see docs/scoring.md.

        With `a` the share of all pairs of items that the answer has the right way round (Kendall
        1938, doi:10.2307/2332226) and `b` that of the order shown, at least 1/2, which is what a
        random order has: `max(0, (a - b) / (1 - b))`. So the untouched list earns 0.
        """
        if not content.correct:
            raise ValueError("this question has no key")
        given = _agreement(cast("list[str]", answer), content.correct)
        free = max(_BY_CHANCE, _agreement(lists.ids(content.items), content.correct))
        return max(Fraction(0), (given - free) / (1 - free))

    def tally(self, content: OrderingContent, answers: Iterable[Json]) -> Ranks:
        given = [tuple(answer) for answer in cast("Iterable[list[str]]", answers)]
        count = len(content.items)
        places = {item: [0] * count for item in lists.ids(content.items)}
        for order in given:
            for place, item in enumerate(order):
                places[item][place] += 1
        return Ranks(
            voters=len(given),
            places={item: tuple(each) for item, each in places.items()},
            exact=given.count(content.correct),
        )

    def tally_so_far(self, content: OrderingContent, answers: Iterable[Json]) -> Ranks:
        """Without how many are exact: whoever answers could watch the figure for the key."""
        return replace(self.tally(content, answers), exact=0)

    def labels(self, content: OrderingContent, language: str) -> Mapping[str, str]:
        return lists.labels(content.items, language)

    def answer_text(self, content: OrderingContent, answer: Json, language: str) -> str:
        return lists.in_order(content.items, cast("list[str]", answer), language)

    def key_text(self, content: OrderingContent, language: str) -> str:
        return lists.in_order(content.items, content.correct, language)


def _agreement(order: Sequence[str], key: Sequence[str]) -> Fraction:
    """Share of the key's pairs whose first item stands before the second in `order`."""
    pairs = list(combinations(key, 2))
    agreed = sum(order.index(first) < order.index(second) for first, second in pairs)
    return Fraction(agreed, len(pairs))
