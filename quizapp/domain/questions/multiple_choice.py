"""Several options of two to eight, with part marks; without `correct` it is a poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, cast

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.questions.options import Option
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Counts
from quizapp.domain.text import N_, Json


@dataclass(frozen=True, slots=True)
class MultipleChoiceContent:
    """`correct` holds the right options' ids in the order of the options; empty in a poll.

    The limits are on options without a role: one with a role is ticked alone.
    """

    options: tuple[Option, ...]
    correct: tuple[str, ...]
    min_choices: int
    max_choices: int


class MultipleChoice(QuestionType[MultipleChoiceContent]):
    """An answer is the list of ticked ids, stored in the order of the options."""

    slug = "multiple_choice"
    label = N_("Multiple choice")
    gradable = True
    shape = Counts.shape
    roles = lists.APART
    fields = (
        Field("options", FieldKind.OPTIONS, N_("Options"), least=2, most=8),
        Field("correct", FieldKind.OPTION_LIST, N_("Right answers"), required=False, key=True),
        Field(
            "min_choices",
            FieldKind.INTEGER,
            N_("At least so many"),
            required=False,
            least=1,
            most=8,
            default=1,
        ),
        Field(
            "max_choices",
            FieldKind.INTEGER,
            N_("At most so many"),
            required=False,
            least=1,
            most=8,
        ),
    )

    def from_dict(self, reader: Reader) -> MultipleChoiceContent:
        options = lists.read_choices(reader, "options", 2, 8, lists.APART)
        key = lists.read_key(reader, options)
        count = max(1, len(lists.ordinary(options)))
        least = reader.integer("min_choices", 1, 1, count)
        most = reader.integer("max_choices", count, 1, count)
        if least > most:
            reader.problem("min_choices", "out_of_range", f"1 to {most}")
        lists.check_polls_only(reader, options, key)
        if key:
            _check_key(reader, options, key, (least, most))
        return MultipleChoiceContent(options, _sorted(options, key), least, most)

    def to_dict(self, content: MultipleChoiceContent) -> dict[str, Json]:
        data: dict[str, Json] = {"options": lists.to_list(content.options)}
        if content.correct:
            data["correct"] = list(content.correct)
        if content.min_choices != 1:
            data["min_choices"] = content.min_choices
        if content.max_choices != len(lists.ordinary(content.options)):
            data["max_choices"] = content.max_choices
        return data

    def has_key(self, content: MultipleChoiceContent) -> bool:
        return bool(content.correct)

    def public_view(self, content: MultipleChoiceContent, language: str) -> dict[str, Json]:
        return {
            "options": lists.view(content.options, language),
            "min": content.min_choices,
            "max": content.max_choices,
        }

    def key_view(self, content: MultipleChoiceContent, language: str) -> dict[str, Json]:
        return {"correct": list(content.correct)} if content.correct else {}

    def right(self, content: MultipleChoiceContent) -> tuple[str, ...]:
        return content.correct

    def stances(self, content: MultipleChoiceContent) -> Mapping[str, str]:
        return lists.stances(content.options)

    def parse_answer(self, content: MultipleChoiceContent, raw: object) -> Json:
        """An option with a role is an answer by itself, whatever the limits are."""
        ticked = lists.parse_ids(content.options, raw)
        if not set(ticked) <= set(lists.ids(lists.ordinary(content.options))):
            if len(ticked) > 1:
                raise BadAnswer(reason="excludes_the_others")
            return list(ticked)
        if len(ticked) < content.min_choices:
            raise BadAnswer(reason="too_few")
        if len(ticked) > content.max_choices:
            raise BadAnswer(reason="too_many")
        return list(_sorted(content.options, ticked))

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        apart = [each["id"] for each in view["options"] if "role" in each]
        if apart and not rng.randrange(len(view["options"])):
            return [rng.choice(apart)]
        ordinary = [each for each in view["options"] if "role" not in each]
        return lists.guess_ids(ordinary, rng.randint(view["min"], view["max"]), rng)

    def grade(self, content: MultipleChoiceContent, answer: Json) -> Fraction:
        """Share of the right options ticked less share of the wrong ones ticked, never below 0.

        This is Youden's index (W. J. Youden, Cancer 3, 1950, pp. 32-35), cut off at 0: ticking
        everything earns 0, and a wrong tick costs the more the fewer wrong options there are.
        "None of these" can't be ticked along with others: it is not among those that are wrong to
        tick, and ticked where it is wrong it earns 0 as it has none of the right ones. Published in
        docs/scoring.md.
        """
        if not content.correct:
            raise ValueError("this question has no key")
        ticked = set(cast("list[str]", answer))
        right = set(content.correct)
        wrong = set(lists.ids(lists.ordinary(content.options))) - right
        share = Fraction(len(ticked & right), len(right)) - Fraction(
            len(ticked & wrong), len(wrong)
        )
        return max(Fraction(0), share)

    def tally(self, content: MultipleChoiceContent, answers: Iterable[Json]) -> Counts:
        given = list(cast("Iterable[list[str]]", answers))
        ticked = Counter(each for answer in given for each in answer)
        counts = {each: ticked[each] for each in lists.ids(lists.answering(content.options))}
        abstained = ticked[lists.abstention(content.options) or ""]
        return Counts(len(given) - abstained, counts, abstained)

    def labels(self, content: MultipleChoiceContent, language: str) -> Mapping[str, str]:
        return lists.labels(lists.answering(content.options), language)

    def answer_text(self, content: MultipleChoiceContent, answer: Json, language: str) -> str:
        return lists.in_words(content.options, cast("list[str]", answer), language)

    def key_text(self, content: MultipleChoiceContent, language: str) -> str:
        return lists.in_words(content.options, content.correct, language)


def _check_key(
    reader: Reader, options: Sequence[Option], key: Sequence[str], limits: tuple[int, int]
) -> None:
    """With every option right there is nothing to tell; a key beyond the limits can't be ticked."""
    ordinary = lists.ids(lists.ordinary(options))
    if not set(key) <= set(ordinary):
        if len(key) > 1:
            reader.problem("correct", "excludes_the_others")
        return
    if len(key) >= max(1, len(ordinary)):
        reader.problem("correct", "everything_is_right")
    elif not limits[0] <= len(key) <= limits[1]:
        reader.problem("correct", "key_out_of_reach", f"{limits[0]} to {limits[1]}")


def _sorted(options: tuple[Option, ...], chosen: Iterable[str]) -> tuple[str, ...]:
    ticked = set(chosen)
    return tuple(each for each in lists.ids(options) if each in ticked)
