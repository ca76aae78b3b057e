from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.questions.grid import Grid
from quizapp.domain.tallies import Places
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Grid()
AXES = {
    name: {"en": f"{name} in English", "fr": f"{name} en français"}
    for name in ("x_name", "x_low", "x_high", "y_name", "y_low", "y_high")
}
DATA: dict[str, Any] = {"items": entries("abc"), **AXES}


def test_public_view_has_the_axes_in_one_language() -> None:
    view = KIND.public_view(read(KIND, DATA), "fr")

    assert view["x_low"] == "x_low en français"
    assert view.keys() == DATA.keys()
    assert KIND.to_dict(read(KIND, DATA)) == DATA
    assert KIND.pictures(read(KIND, DATA)) == ()


def test_an_item_may_be_left_out() -> None:
    answer = KIND.parse_answer(read(KIND, DATA), {"c": [0.123456, 0], "a": [1, 0.5]})

    assert answer == {"a": [1.0, 0.5], "c": [0.1235, 0.0]}
    assert list(answer) == ["a", "c"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({}, "empty"),
        ({"x": [0, 0]}, "unknown_option"),
        ({"a": [0, 2]}, "not_a_point"),
        ({"a": "middle"}, "not_a_list"),
        ([[0, 0]], "not_a_mapping"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_tally_has_the_points_of_each_item_with_mean_and_spread() -> None:
    given = [{"a": [0.6, 0.2], "b": [0.0, 1.0]}, {"a": [0.0, 1.0]}]
    tally = KIND.tally(read(KIND, DATA), given)

    points = {"a": ((0.0, 1.0), (0.6, 0.2)), "b": ((0.0, 1.0),), "c": ()}
    assert tally == Places(2, points, look="grid")
    assert tally.mean("a") == pytest.approx((0.3, 0.6))
    assert tally.spread("a") == pytest.approx(0.5)
    assert (tally.mean("c"), tally.spread("c")) == (None, None)


def test_answer_in_words_has_the_coordinates() -> None:
    text = KIND.answer_text(read(KIND, DATA), {"a": [1.0, 0.5], "c": [0.1235, 0.0]}, "en")

    assert text == "Option A (1, 0.5); Option C (0.1235, 0)"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"items": []}, "items: wrong_count"),
        ({"items": entries("abcdefghi")}, "items: wrong_count"),
        ({"x_name": None}, "x_name: missing"),
        ({"y_high": {"en": " "}}, "y_high: empty_text"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
