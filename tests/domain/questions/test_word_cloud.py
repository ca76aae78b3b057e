from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.questions.word_cloud import WordCloud
from quizapp.domain.tallies import TextGroup, Texts
from tests.domain.questions.reading import faults, read, reason

KIND = WordCloud()
DATA: dict[str, Any] = {"max_words": 3, "max_length": 12}


def test_public_view_has_the_limits() -> None:
    assert KIND.public_view(read(KIND, DATA), "ar") == {"max_words": 3, "max_length": 12}
    assert KIND.labels(read(KIND, DATA), "ar") == {}


def test_words_are_kept_as_typed_without_blanks_and_repetitions() -> None:
    content = read(KIND, DATA)

    answer = KIND.parse_answer(content, ["  Trust\u00a0 me ", "", "trust ME!"])

    assert answer == ["Trust me"]
    assert KIND.answer_text(content, ["Trust", "law"], "en") == "Trust; law"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ([], "empty"),
        (["", " ", "?!"], "empty"),
        (["a", "b", "c", "d"], "too_many"),
        (["transparently"], "too_long"),
        (["bell\x07"], "not_for_a_screen"),
        (["a", 1], "not_text"),
        (["a", None], "not_text"),
        ("trust", "not_a_list"),
        ({"0": "trust"}, "not_a_list"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_spelling_typed_most_often_is_shown() -> None:
    answers = [["trust"], ["Trust"], ["TRUST!"], ["Trust", "law"]]

    assert KIND.tally(read(KIND, DATA), answers) == Texts(
        4, {"trust": TextGroup("Trust", 4), "law": TextGroup("law", 1)}
    )


def test_of_equally_frequent_spellings_the_smallest_is_shown() -> None:
    content = read(KIND, DATA)

    assert KIND.tally(content, [["trust"], ["Trust"]]).groups["trust"].text == "Trust"
    assert KIND.tally(content, [["Trust"], ["trust"]]).groups["trust"].text == "Trust"


def test_voter_counts_once_in_a_group() -> None:
    assert KIND.tally(read(KIND, DATA), [["law", "Law"]]).groups["law"].count == 1


def test_groups_stand_most_frequent_first_then_by_key() -> None:
    tally = KIND.tally(read(KIND, DATA), [["b"], ["a"], ["c"], ["c"]])

    assert list(tally.groups) == ["c", "a", "b"]


def test_nothing_is_right_or_wrong() -> None:
    with pytest.raises(ValueError, match="word_cloud has no key"):
        KIND.grade(read(KIND, DATA), ["trust"])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"max_words": 0}, "max_words: out_of_range"),
        ({"max_words": 6}, "max_words: out_of_range"),
        ({"max_length": 9}, "max_length: out_of_range"),
        ({"max_length": 41}, "max_length: out_of_range"),
        ({"max_length": "30"}, "max_length: not_a_number"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
