from __future__ import annotations

import json
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.tallies import (
    SHAPES,
    Counts,
    NumberRow,
    Numbers,
    Places,
    Ranks,
    Tally,
    TextGroup,
    Texts,
)


@given(st.lists(st.integers(0, 11), min_size=1))
def test_mean_and_median_are_those_of_the_numbers_given(numbers: list[int]) -> None:
    row = NumberRow({number: numbers.count(number) for number in range(12)})

    assert row.voters == len(numbers)
    assert row.mean == pytest.approx(fmean(numbers))
    assert row.median == median(numbers)


def test_row_without_answers_has_no_mean_and_no_median() -> None:
    row = NumberRow({1: 0, 2: 0})

    assert (row.voters, row.mean, row.median) == (0, None, None)


def test_mean_place() -> None:
    ranks = Ranks(3, {"a": (2, 0, 1), "b": (0, 0, 0)})

    assert ranks.mean_place("a") == pytest.approx(5 / 3)
    assert ranks.mean_place("b") is None


EACH_SHAPE: list[tuple[Tally, object]] = [
    (
        Counts(85, {"a": 7, "b": 11}),
        {"shape": "counts", "voters": 85, "counts": {"a": 7, "b": 11}, "abstained": 0},
    ),
    (
        Numbers(3, {"s1": NumberRow({2: 1, 1: 2})}),
        {
            "shape": "numbers",
            "look": "histogram",
            "voters": 3,
            "rows": {
                "s1": {
                    "histogram": {"1": 2, "2": 1},
                    "voters": 3,
                    "mean": 4 / 3,
                    "median": 1.0,
                    "spread": pytest.approx(2**0.5 / 3),
                }
            },
        },
    ),
    (
        Texts(4, {"b": TextGroup("B", 1), "trust": TextGroup("Trust", 3), "a": TextGroup("A", 1)}),
        {
            "shape": "texts",
            "look": "cloud",
            "voters": 4,
            "groups": [
                {"key": "trust", "text": "Trust", "count": 3},
                {"key": "a", "text": "A", "count": 1},
                {"key": "b", "text": "B", "count": 1},
            ],
        },
    ),
    (
        Ranks(2, {"a": (2, 0), "b": (0, 2)}, exact=1),
        {
            "shape": "ranks",
            "look": "order",
            "voters": 2,
            "exact": 1,
            "rows": {"a": {"places": [2, 0], "mean": 1.0}, "b": {"places": [0, 2], "mean": 2.0}},
        },
    ),
    (
        Places(2, {"p": ((0.5, 0.25), (0.0, 1.0))}, inside=1),
        {
            "shape": "places",
            "look": "pins",
            "voters": 2,
            "inside": 1,
            "rows": {
                "p": {
                    "points": [[0.0, 1.0], [0.5, 0.25]],
                    "voters": 2,
                    "mean": [0.25, 0.625],
                    "spread": pytest.approx(0.203125**0.5),
                }
            },
        },
    ),
]


@pytest.mark.parametrize(("tally", "plain"), EACH_SHAPE, ids=SHAPES)
def test_tally_as_the_protocol_writes_it(tally: Tally, plain: object) -> None:
    assert json.loads(json.dumps(tally.to_dict())) == plain


def test_shapes_are_a_closed_set_of_five() -> None:
    assert SHAPES == ("counts", "numbers", "texts", "ranks", "places")
    assert [tally.shape for tally, _ in EACH_SHAPE] == list(SHAPES)
