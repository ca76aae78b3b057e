from __future__ import annotations

from typing import Any, cast

import pytest

from quizapp.domain.questions.ranking import Ranking
from quizapp.domain.tallies import Ranks
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Ranking()
ALL: dict[str, Any] = {"items": entries("abcd")}
TOP: dict[str, Any] = {**ALL, "top": 2}


def test_all_are_ranked_unless_said() -> None:
    assert KIND.public_view(read(KIND, ALL), "en")["top"] == 4
    assert KIND.public_view(read(KIND, TOP), "en")["top"] == 2
    assert "top" not in KIND.to_dict(read(KIND, {**ALL, "top": 4}))
    assert KIND.to_dict(read(KIND, TOP))["top"] == 2
    assert KIND.pictures(read(KIND, ALL)) == ()


def test_tally_counts_places_and_borda_points() -> None:
    """Two places: the first is worth 2, the second 1, no place 0."""
    tally = KIND.tally(read(KIND, TOP), [["b", "d"], ["b"], ["d", "a"], ["b", "a"]])

    assert tally == Ranks(4, {"a": (0, 2), "b": (3, 0), "c": (0, 0), "d": (1, 1)}, look="borda")
    assert [tally.borda(each) for each in "abcd"] == [2, 6, 0, 3]
    assert [tally.first_share(each) for each in "abcd"] == [0, 0.75, 0, 0.25]
    assert cast("Any", tally.to_dict())["rows"]["d"] == {
        "places": [1, 1],
        "mean": 1.5,
        "borda": 3,
        "first": 0.25,
    }


def test_without_answers_nothing_has_a_share() -> None:
    assert KIND.tally(read(KIND, ALL), []).first_share("a") is None


def test_answer_in_words_is_in_the_order_given() -> None:
    assert KIND.answer_text(read(KIND, TOP), ["d", "a"], "fr") == "1. Choix D; 2. Choix A"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ([], "empty"),
        (["a", "b", "c"], "too_many"),
        (["a", "a"], "twice"),
        (["x"], "unknown_option"),
        ("ab", "not_a_list"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, TOP), raw) == why


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"items": entries("ab")}, "items: wrong_count"),
        ({"top": 5}, "top: out_of_range"),
        ({"top": 0}, "top: out_of_range"),
        ({"correct": ["a"]}, "correct: unknown_field"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, ALL | change)
