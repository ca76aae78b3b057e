"""One option of two to eight. Right or wrong, nothing between; without `correct` it is a poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, cast

from quizapp.domain.questions import options as lists
from quizapp.domain.questions.base import Field, FieldKind, QuestionType
from quizapp.domain.questions.options import Option
from quizapp.domain.reading import Reader
from quizapp.domain.tallies import Counts
from quizapp.domain.text import N_, Json


@dataclass(frozen=True, slots=True)
class SingleChoiceContent:
    """`correct` is the right option's id, None in a poll."""

    options: tuple[Option, ...]
    correct: str | None


class SingleChoice(QuestionType[SingleChoiceContent]):
    """An answer is the id of one option."""

    slug = "single_choice"
    label = N_("Single choice")
    gradable = True
    shape = Counts.shape
    roles = tuple(lists.Role)
    fields = (
        Field("options", FieldKind.OPTIONS, N_("Options"), least=2, most=8),
        Field("correct", FieldKind.OPTION, N_("Right answer"), required=False, key=True),
    )

    def from_dict(self, reader: Reader) -> SingleChoiceContent:
        options = lists.read_choices(reader, "options", 2, 8)
        correct = reader.string("correct") if reader.has("correct") else ""
        if correct and correct not in lists.ids(options):
            reader.problem("correct", "unknown_option", correct)
        lists.check_polls_only(reader, options, correct)
        return SingleChoiceContent(options, correct or None)

    def to_dict(self, content: SingleChoiceContent) -> dict[str, Json]:
        data: dict[str, Json] = {"options": lists.to_list(content.options)}
        if content.correct is not None:
            data["correct"] = content.correct
        return data

    def has_key(self, content: SingleChoiceContent) -> bool:
        return content.correct is not None

    def public_view(self, content: SingleChoiceContent, language: str) -> dict[str, Json]:
        return {"options": lists.view(content.options, language)}

    def key_view(self, content: SingleChoiceContent, language: str) -> dict[str, Json]:
        return {} if content.correct is None else {"correct": [content.correct]}

    def right(self, content: SingleChoiceContent) -> tuple[str, ...]:
        return () if content.correct is None else (content.correct,)

    def stances(self, content: SingleChoiceContent) -> Mapping[str, str]:
        return lists.stances(content.options)

    def parse_answer(self, content: SingleChoiceContent, raw: object) -> Json:
        return lists.parse_id(content.options, raw)

    def guess(self, view: Mapping[str, Any], rng: Random) -> Json:
        return lists.guess_ids(view["options"], 1, rng)[0]

    def grade(self, content: SingleChoiceContent, answer: Json) -> Fraction:
        if content.correct is None:
            raise ValueError("this question has no key")
        return Fraction(answer == content.correct)

    def tally(self, content: SingleChoiceContent, answers: Iterable[Json]) -> Counts:
        chosen = Counter(cast("Iterable[str]", answers))
        counts = {each: chosen[each] for each in lists.ids(lists.answering(content.options))}
        voters = sum(counts.values())
        return Counts(voters, counts, abstained=chosen.total() - voters)

    def labels(self, content: SingleChoiceContent, language: str) -> Mapping[str, str]:
        return lists.labels(lists.answering(content.options), language)

    def answer_text(self, content: SingleChoiceContent, answer: Json, language: str) -> str:
        return lists.in_words(content.options, [cast("str", answer)], language)

    def key_text(self, content: SingleChoiceContent, language: str) -> str:
        if content.correct is None:
            return ""
        return lists.in_words(content.options, [content.correct], language)
