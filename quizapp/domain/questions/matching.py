"""Two lists to be matched, entry by entry, with part marks; what is left over on the right misleads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.questions.options import SEPARATOR, Option
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Counts
from quizapp.domain.text import N_, Json

_LEFT = (2, 8)
_RIGHT = (2, 10)


@dataclass(frozen=True, slots=True)
class MatchingContent:
    """`pairs` holds the right entry's id of each left one, in the order of the left list."""

    left: tuple[Option, ...]
    right: tuple[Option, ...]
    pairs: Mapping[str, str]


class Matching(QuestionType[MatchingContent]):
    """An answer maps each left id to a right one; no right id stands twice."""

    slug = "matching"
    label = N_("Matching")
    gradable = True
    shape = Counts.shape
    fields = (
        Field("left", FieldKind.ENTRIES, N_("First list"), least=_LEFT[0], most=_LEFT[1]),
        Field(
            "right",
            FieldKind.ENTRIES,
            N_("Second list"),
            least=_RIGHT[0],
            most=_RIGHT[1],
            hint=N_(
                "At least as many as in the first list. What belongs to none of those misleads."
            ),
        ),
        Field("pairs", FieldKind.PAIRS, N_("What belongs together"), key=True),
    )

    def from_dict(self, reader: Reader) -> MatchingContent:
        left = lists.read_entries(reader, "left", *_LEFT)
        right = lists.read_entries(reader, "right", *_RIGHT)
        if len(right) < len(left):
            reader.problem("right", "wrong_count", f"{len(left)} to {_RIGHT[1]}")
        return MatchingContent(left, right, _read_pairs(reader, left, right))

    def to_dict(self, content: MatchingContent) -> dict[str, Json]:
        return {
            "left": lists.to_list(content.left),
            "right": lists.to_list(content.right),
            "pairs": dict(content.pairs),
        }

    def has_key(self, content: MatchingContent) -> bool:
        return True

    def public_view(self, content: MatchingContent, language: str) -> dict[str, Json]:
        """The right side by its texts: in the order of the bank it would often be the key."""
        by_text = sorted(content.right, key=lambda each: (each.text.get(language), each.id))
        return {
            "left": lists.view(content.left, language),
            "right": lists.view(by_text, language),
        }

    def key_view(self, content: MatchingContent, language: str) -> dict[str, Json]:
        return {"pairs": dict(content.pairs)}

    def parse_answer(self, content: MatchingContent, raw: object) -> Json:
        if not isinstance(raw, dict):
            raise BadAnswer(reason="not_a_mapping")
        if not raw.keys() <= set(lists.ids(content.left)):
            raise BadAnswer(reason="unknown_option")
        if len(raw) < len(content.left):
            raise BadAnswer(reason="too_few")
        lists.parse_ids(content.right, list(raw.values()))
        return {each: raw[each] for each in lists.ids(content.left)}

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        chosen = lists.guess_ids(view["right"], len(view["left"]), rng)
        return {left["id"]: each for left, each in zip(view["left"], chosen, strict=True)}

    def grade(self, content: MatchingContent, answer: Json) -> Fraction:
        """Share of the pairs right, less what chance gives: see docs/scoring.md.

        With `a` the share of pairs right and `b` one over the count of right entries, which is the
        share a blind answer has on average: `max(0, (a - b) / (1 - b))`. That is the correction
        for guessing (Frary 1988, doi:10.1111/j.1745-3992.1988.tb00434.x), cut off at 0.
        """
        given = cast("Mapping[str, str]", answer)
        matched = sum(given[left] == right for left, right in content.pairs.items())
        share = Fraction(matched, len(content.pairs))
        chance = Fraction(1, len(content.right))
        return max(Fraction(0), (share - chance) / (1 - chance))

    def tally(self, content: MatchingContent, answers: Iterable[Json]) -> Counts:
        """Of each left entry: how many matched it right."""
        given = list(cast("Iterable[Mapping[str, str]]", answers))
        counts = {
            left: sum(answer[left] == right for answer in given)
            for left, right in content.pairs.items()
        }
        return Counts(voters=len(given), counts=counts)

    def tally_so_far(self, content: MatchingContent, answers: Iterable[Json]) -> Counts:
        """How many answered and nothing more: every other figure is of right pairs."""
        return Counts(voters=sum(1 for _ in answers), counts={})

    def labels(self, content: MatchingContent, language: str) -> Mapping[str, str]:
        """The right pairs."""
        return _in_words(content, content.pairs, language)

    def answer_text(self, content: MatchingContent, answer: Json, language: str) -> str:
        pairs = _in_words(content, cast("Mapping[str, str]", answer), language)
        return SEPARATOR.join(pairs.values())

    def key_text(self, content: MatchingContent, language: str) -> str:
        return self.answer_text(content, dict(content.pairs), language)


def _read_pairs(
    reader: Reader, left: Sequence[Option], right: Sequence[Option]
) -> Mapping[str, str]:
    """The pair of each left entry; faults go to the reader."""
    given = reader.mapping("pairs")
    if given is None:
        reader.problem("pairs", "missing")
        return {}
    pairs = {each: given.string(each, required=True) for each in given.names()}
    for each, other in pairs.items():
        if each not in lists.ids(left):
            given.problem(each, "unknown_option", each)
        elif other and other not in lists.ids(right):
            given.problem(each, "unknown_option", other)
        elif other and list(pairs.values()).count(other) > 1:
            given.problem(each, "duplicate", other)
    if missing := [each for each in lists.ids(left) if each not in pairs]:
        reader.problem("pairs", "pair_missing", ", ".join(missing))
    return {each: pairs[each] for each in lists.ids(left) if each in pairs}


def _in_words(
    content: MatchingContent, pairs: Mapping[str, str], language: str
) -> Mapping[str, str]:
    left = lists.labels(content.left, language)
    right = lists.labels(content.right, language)
    return {each: f"{left[each]} – {right[other]}" for each, other in pairs.items()}
