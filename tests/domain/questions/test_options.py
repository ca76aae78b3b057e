"""Options that are not one of many: none of these, and no answer."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.questions.base import QuestionType
from quizapp.domain.questions.multiple_choice import MultipleChoice
from quizapp.domain.questions.options import NO_ANSWER, NONE_OF_THESE, ROLE_TEXTS, Role
from quizapp.domain.questions.single_choice import SingleChoice
from quizapp.domain.tallies import Counts, answered
from quizapp.domain.text import LANGUAGES
from tests.domain.questions.reading import entries, faults, read, reason

ONE, MANY = SingleChoice(), MultipleChoice()
BOTH = pytest.mark.parametrize("kind", [ONE, MANY], ids=lambda kind: kind.slug)


def options(*roles: str) -> dict[str, Any]:
    """Options a, b, c, and before them one for each role, named like it."""
    apart = [{"id": role, "text": {"en": role.title()}, "role": role} for role in roles]
    return {"options": apart + entries("abc")}


EITHER = options("abstain", "none")


@BOTH
def test_options_with_a_role_stand_last_in_the_view(kind: QuestionType[Any]) -> None:
    content = read(kind, EITHER)

    shown: Any = kind.public_view(content, "en")["options"]

    assert [each["id"] for each in shown] == ["a", "b", "c", "none", "abstain"]
    assert [each.get("role") for each in shown] == [None, None, None, "none", "abstain"]
    assert read(kind, kind.to_dict(content)) == content


@BOTH
@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (options("none") | {"correct": ["x"]}, "correct"),
        ({"options": [*options("none")["options"], {"id": "n2", "text": {"en": "x"}, "role": "none"}]}, "options[4].role: duplicate"),
        ({"options": [{"id": "a", "text": {"en": "x"}, "role": "other"}, *entries("bc")]}, "options[0].role: not_allowed"),
        ({"options": [{"id": "z", "text": {"en": "x"}, "role": "abstain"}, *entries("b")]}, "options: wrong_count"),
    ],
)  # fmt: skip
def test_faults_in_roles_are_named(
    kind: QuestionType[Any], data: dict[str, Any], fault: str
) -> None:
    assert any(each.startswith(fault) for each in faults(kind, data))


@pytest.mark.parametrize(
    ("kind", "key"), [(ONE, "a"), (MANY, ["a"])], ids=["single_choice", "multiple_choice"]
)
def test_question_with_a_key_has_no_way_to_abstain(kind: QuestionType[Any], key: object) -> None:
    assert faults(kind, options("abstain") | {"correct": key}) == {"correct: abstention_with_key"}


def test_one_option_and_none_of_these_are_a_choice() -> None:
    content = read(ONE, {"options": [*options("none")["options"][:2]], "correct": "none"})

    assert ONE.grade(content, "none") == 1


def test_none_of_these_excludes_the_others() -> None:
    content = read(MANY, EITHER | {"min_choices": 2, "max_choices": 3})

    assert MANY.parse_answer(content, ["none"]) == ["none"]
    assert MANY.parse_answer(content, ["abstain"]) == ["abstain"]
    for both in (["none", "a"], ["abstain", "b", "a"], ["none", "abstain"]):
        assert reason(MANY, content, both) == "excludes_the_others"
    assert reason(MANY, content, ["a"]) == "too_few"


def test_simulated_phone_now_and_then_ticks_what_stands_apart_and_nothing_with_it() -> None:
    content = read(MANY, EITHER)
    view = MANY.public_view(content, "en")

    guesses: list[Any] = [MANY.guess(view, Random(seed)) for seed in range(100)]

    assert all(MANY.parse_answer(content, each) == sorted(each) for each in guesses)
    assert {"none", "abstain", "a", "b", "c"} == {ticked for each in guesses for ticked in each}


def test_limits_are_on_ordinary_options() -> None:
    content = read(MANY, EITHER)

    assert MANY.public_view(content, "en")["max"] == 3
    assert "max_choices" not in MANY.to_dict(content)
    assert "max_choices: out_of_range" in faults(MANY, EITHER | {"max_choices": 4})


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (["none", "a"], "correct: excludes_the_others"),
        (["a", "b", "c"], "correct: everything_is_right"),
    ],
)
def test_faults_in_a_key_beside_none_of_these(key: list[str], fault: str) -> None:
    assert fault in faults(MANY, options("none") | {"correct": key})


@pytest.mark.parametrize(
    ("key", "ticked", "share"),
    [
        (["none"], ["none"], 1),
        (["none"], ["a"], 0),
        (["none"], ["a", "b", "c"], 0),
        (["a", "b"], ["none"], 0),
        (["a", "b"], ["a", "b"], 1),
        (["a", "b"], ["a", "b", "c"], 0),
    ],
)
def test_marks_beside_none_of_these(key: list[str], ticked: list[str], share: int) -> None:
    content = read(MANY, options("none") | {"correct": key, "min_choices": 1})

    assert MANY.grade(content, ticked) == share


@BOTH
def test_who_abstains_is_counted_apart(kind: QuestionType[Any]) -> None:
    content = read(kind, EITHER)
    given_answers = ["a", "abstain", "none", "abstain", "a"]
    wrapped = given_answers if kind is ONE else [[each] for each in given_answers]

    tally = kind.tally(content, wrapped)

    assert tally == Counts(3, {"a": 2, "b": 0, "c": 0, "none": 1}, abstained=2)
    assert answered(tally) == 5
    assert list(kind.labels(content, "en")) == list(tally.counts)
    assert kind.answer_text(content, wrapped[1], "en") == "Abstain"


@BOTH
@given(st.lists(st.integers(0, 2**20), max_size=30), st.randoms(use_true_random=False))
def test_totals_are_never_negative_and_never_more_than_all(
    kind: QuestionType[Any], seeds: list[int], rng: Random
) -> None:
    content = read(kind, EITHER)
    view = kind.public_view(content, "en")
    answers = [kind.parse_answer(content, kind.guess(view, Random(seed))) for seed in seeds]
    apart = sum(each in ("abstain", ["abstain"]) for each in answers)

    tally = kind.tally(content, answers)
    rng.shuffle(answers)

    assert isinstance(tally, Counts)
    assert tally.abstained == apart
    assert tally.voters == len(answers) - apart
    assert all(0 <= count <= tally.voters for count in tally.counts.values())
    assert kind.tally(content, answers) == tally


@BOTH
@given(st.data())
def test_shuffling_what_a_phone_shows_never_changes_a_tally(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    """Phones answer by id: whoever taps the same options in another order of them says the same."""
    content = read(kind, EITHER)
    shown: Any = kind.public_view(content, "en")["options"]
    ids = [each["id"] for each in shown]
    picked = data.draw(st.lists(st.sampled_from(ids), max_size=12))

    def as_shown(order: list[str]) -> list[Any]:
        places = [order.index(each) for each in picked]
        taps = [order[place] for place in places]
        return taps if kind is ONE else [[each] for each in taps]

    tallies = [
        kind.tally(content, [kind.parse_answer(content, raw) for raw in as_shown(order)])
        for order in (ids, data.draw(st.permutations(ids)))
    ]

    assert tallies[0] == tallies[1]


def test_ready_made_texts_are_there_in_each_language() -> None:
    assert {*ROLE_TEXTS} == {*Role}
    for text in (NONE_OF_THESE, NO_ANSWER):
        assert text.languages == LANGUAGES
        assert len({text.get(each) for each in LANGUAGES}) == len(LANGUAGES)
