from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.questions.multiple_choice import MultipleChoice
from quizapp.domain.tallies import Counts
from tests.domain.questions.reading import entries, faults, read, reason

KIND = MultipleChoice()
QUIZ: dict[str, Any] = {"options": entries("abcde"), "correct": ["a", "c"]}
POLL: dict[str, Any] = {"options": entries("abcde"), "min_choices": 2, "max_choices": 3}


def test_public_view_says_how_many_may_be_ticked() -> None:
    view = KIND.public_view(read(KIND, POLL), "en")

    assert (view["min"], view["max"]) == (2, 3)
    assert KIND.public_view(read(KIND, QUIZ), "en")["max"] == 5


def test_key_and_answer_stand_in_the_order_of_the_options() -> None:
    content = read(KIND, QUIZ | {"correct": ["c", "a"]})

    assert KIND.key_view(content, "en") == {"correct": ["a", "c"]}
    assert KIND.key_text(content, "en") == "Option A; Option C"
    assert KIND.parse_answer(content, ["e", "a"]) == ["a", "e"]
    assert KIND.answer_text(content, ["a", "e"], "fr") == "Choix A; Choix E"


def test_poll_has_no_key_and_is_not_graded() -> None:
    content = read(KIND, POLL)

    assert KIND.key_view(content, "en") == {}
    assert KIND.key_text(content, "en") == ""
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(content, ["a", "b"])


@pytest.mark.parametrize(
    ("ticked", "share"),
    [
        ("ac", Fraction(1)),
        ("a", Fraction(1, 2)),
        ("ab", Fraction(1, 2) - Fraction(1, 3)),
        ("abc", Fraction(2, 3)),
        ("abcd", Fraction(1, 3)),
        ("abcde", Fraction(0)),
        ("b", Fraction(0)),
        ("bde", Fraction(0)),
        ("abde", Fraction(0)),
    ],
)
def test_part_marks(ticked: str, share: Fraction) -> None:
    assert KIND.grade(read(KIND, QUIZ), list(ticked)) == share


@given(st.integers(2, 8), st.data())
def test_only_the_key_is_right_and_a_wrong_tick_always_costs(
    count: int, data: st.DataObject
) -> None:
    ids = "abcdefgh"[:count]
    key = data.draw(st.sets(st.sampled_from(ids), min_size=1, max_size=count - 1))
    content = read(KIND, {"options": entries(ids), "correct": sorted(key)})
    ticked = data.draw(st.sets(st.sampled_from(ids), min_size=1))

    share = KIND.grade(content, sorted(ticked))

    assert 0 <= share <= 1
    assert (share == 1) == (ticked == key)
    for wrong in set(ids) - key - ticked:
        worse = KIND.grade(content, sorted(ticked | {wrong}))
        assert worse < share or worse == share == 0
    assert KIND.grade(content, list(ids)) == 0


def test_blind_ticking_would_be_worth_nothing_without_the_floor() -> None:
    """Over all sets of ticks the right and the wrong ones outweigh each other."""
    right, wrong = {"a", "c"}, {"b", "d", "e"}
    every = [set(each) for size in range(6) for each in combinations("abcde", size)]

    assert sum(Fraction(len(t & right), 2) - Fraction(len(t & wrong), 3) for t in every) == 0


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (["a"], "too_few"),
        ([], "too_few"),
        (["a", "b", "c", "d"], "too_many"),
        (["a", "a"], "twice"),
        (["a", "x"], "unknown_option"),
        (["a", ["b"]], "unknown_option"),
        ("ab", "not_a_list"),
        ({"a": True}, "not_a_list"),
        (None, "not_a_list"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, POLL), raw) == why


def test_tally_counts_voters_and_ticks() -> None:
    tally = KIND.tally(read(KIND, QUIZ), [["a", "b"], ["a"], ["a", "e"]])

    assert tally == Counts(3, {"a": 3, "b": 1, "c": 0, "d": 0, "e": 1})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"correct": ["x"]}, "correct[0]: unknown_option"),
        ({"correct": ["a", "a"]}, "correct[1]: duplicate"),
        ({"correct": "a"}, "correct: not_a_list_of_text"),
        ({"correct": list("abcde")}, "correct: everything_is_right"),
        ({"max_choices": 1}, "correct: key_out_of_reach"),
        ({"min_choices": 3}, "correct: key_out_of_reach"),
        ({"min_choices": 3, "max_choices": 2}, "min_choices: out_of_range"),
        ({"max_choices": 6}, "max_choices: out_of_range"),
        ({"min_choices": 0}, "min_choices: out_of_range"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, QUIZ | change)


def test_defaults_are_left_out_of_the_file() -> None:
    assert KIND.to_dict(read(KIND, QUIZ)).keys() == {"options", "correct"}
    assert KIND.to_dict(read(KIND, POLL)).keys() == {"options", "min_choices", "max_choices"}
