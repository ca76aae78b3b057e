from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.questions.rating import Rating
from tests.domain.questions.reading import faults, read, reason

KIND = Rating()
ENDS: dict[str, Any] = {"low": {"en": "poor"}, "high": {"en": "good", "fr": "bien"}}
RECOMMEND: dict[str, Any] = {"look": "recommend", **ENDS}


def test_stars_go_from_one_to_five_and_recommendations_from_zero_to_ten() -> None:
    assert KIND.public_view(read(KIND, {}), "fr") == {
        "look": "stars",
        "start": 1,
        "steps": 5,
        "low": "",
        "high": "",
    }
    assert KIND.public_view(read(KIND, RECOMMEND), "fr") == {
        "look": "recommend",
        "start": 0,
        "steps": 11,
        "low": "poor",
        "high": "bien",
    }


@pytest.mark.parametrize(
    ("data", "raw", "why"),
    [
        ({}, 0, "out_of_range"),
        ({}, 6, "out_of_range"),
        (RECOMMEND, 11, "out_of_range"),
        (RECOMMEND, -1, "out_of_range"),
        ({}, 3.0, "not_a_number"),
        ({}, True, "not_a_number"),
        ({}, "3", "not_a_number"),
    ],
)
def test_bad_answers_are_refused(data: dict[str, Any], raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, data), raw) == why


def test_stars_have_no_promoter_score() -> None:
    tally = KIND.tally(read(KIND, {}), [5, 4, 5])

    assert (tally.look, tally.voters) == ("rating", 3)
    assert tally.rows["all"].histogram == {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}
    assert tally.promoter_score("all") is None
    assert "promoter_score" not in str(tally.to_dict())


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ([], None),
        ([9, 10], 100),
        ([0, 6], -100),
        ([7, 8], 0),
        ([10, 10, 9, 6], 50),
    ],
)
def test_promoter_score_is_those_for_it_less_those_against(
    given: list[int], score: float | None
) -> None:
    tally = KIND.tally(read(KIND, RECOMMEND), given)

    assert tally.promoter_score("all") == score
    rows: Any = tally.to_dict()["rows"]
    assert rows["all"]["promoter_score"] == score


def test_answer_in_words() -> None:
    assert KIND.answer_text(read(KIND, RECOMMEND), 9, "fr") == "9"


def test_faults_in_the_content_are_named() -> None:
    assert faults(KIND, {"look": "hearts", "low": "poor"}) == {
        "look: not_allowed",
        "low: not_localized",
    }
