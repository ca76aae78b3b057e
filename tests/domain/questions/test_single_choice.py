from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quizapp.domain.questions.single_choice import SingleChoice
from quizapp.domain.tallies import Counts
from tests.domain.questions.reading import entries, faults, read, reason

KIND = SingleChoice()
QUIZ: dict[str, Any] = {"options": entries("abc"), "correct": "b"}
POLL: dict[str, Any] = {"options": entries("abc")}


def test_public_view_has_the_options_in_their_order_and_one_language() -> None:
    assert KIND.public_view(read(KIND, QUIZ), "fr") == {
        "options": [
            {"id": "a", "text": "Choix A"},
            {"id": "b", "text": "Choix B"},
            {"id": "c", "text": "Choix C"},
        ]
    }


def test_key_is_a_list_of_one_and_none_in_a_poll() -> None:
    assert KIND.key_view(read(KIND, QUIZ), "en") == {"correct": ["b"]}
    assert KIND.key_text(read(KIND, QUIZ), "fr") == "Choix B"
    assert KIND.key_view(read(KIND, POLL), "en") == {}
    assert KIND.key_text(read(KIND, POLL), "fr") == ""


def test_answer_is_right_or_wrong() -> None:
    content = read(KIND, QUIZ)

    assert [KIND.grade(content, each) for each in "abc"] == [0, Fraction(1), 0]


def test_poll_is_not_graded() -> None:
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(read(KIND, POLL), "a")


def test_null_key_is_a_poll() -> None:
    assert read(KIND, QUIZ | {"correct": None}) == read(KIND, POLL)


@pytest.mark.parametrize("raw", ["d", "", "A", ["b"], {"b": 1}, None, True, 1])
def test_answer_must_be_one_of_the_ids(raw: object) -> None:
    assert reason(KIND, read(KIND, QUIZ), raw) == "unknown_option"


def test_tally_counts_each_option_also_those_nobody_took() -> None:
    assert KIND.tally(read(KIND, QUIZ), ["c", "a", "c"]) == Counts(3, {"a": 1, "b": 0, "c": 2})


def test_answer_text_is_the_option() -> None:
    assert KIND.answer_text(read(KIND, QUIZ), "c", "en") == "Option C"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"options": entries("a")}, "options: wrong_count"),
        ({"options": entries("abcdefghi")}, "options: wrong_count"),
        ({"options": entries("aba")}, "options[2].id: duplicate"),
        ({"options": [*entries("b"), {"id": "ö!", "text": {"en": "x"}}]}, "options[1].id: bad_id"),
        ({"options": [*entries("b"), {"id": "x"}]}, "options[1].text: missing"),
        ({"options": [*entries("b"), {"text": {"en": "x"}}]}, "options[1].id: missing"),
        ({"options": [*entries("b"), "x"]}, "options[1]: not_a_mapping"),
        (
            {"options": [*entries("b"), {"id": "x", "text": {"en": "x"}, "colour": 1}]},
            "options[1].colour: unknown_field",
        ),
        ({"correct": "x"}, "correct: unknown_option"),
        ({"correct": ["b"]}, "correct: not_text"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, QUIZ | change)


def test_missing_options_are_named() -> None:
    assert faults(KIND, {}) == {"options: missing"}


def test_no_other_answer_can_be_accepted_afterwards() -> None:
    assert KIND.accept(read(KIND, QUIZ), "a") is None
