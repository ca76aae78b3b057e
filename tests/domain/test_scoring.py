from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scoring import FULL_SPEED_MS, Scoring, points_for, worth

rules = st.sampled_from(Scoring)
points = st.sampled_from((0, 1000, 2000))
shares = st.fractions(0, 1)
elapsed = st.integers(-1000, 4_000_000)
limits = st.none() | st.integers(5000, 3_600_000)


@pytest.mark.parametrize(
    ("scoring", "elapsed_ms", "expected"),
    [
        (Scoring.ACCURACY, 0, 1000),
        (Scoring.ACCURACY, 30_000, 1000),
        (Scoring.MILD, 0, 1000),
        (Scoring.MILD, 15_000, 950),
        (Scoring.MILD, 30_000, 900),
        (Scoring.CLASSIC, 500, 1000),
        (Scoring.CLASSIC, 501, 992),
        (Scoring.CLASSIC, 15_000, 750),
        (Scoring.CLASSIC, 30_000, 500),
        (Scoring.CLASSIC, 30_400, 500),
        (Scoring.CLASSIC, -5, 1000),
        (Scoring.DOUBLE, 0, 2000),
        (Scoring.DOUBLE, 30_000, 2000),
        (Scoring.NONE, 0, 0),
    ],
)
def test_points_of_a_right_answer_within_thirty_seconds(
    scoring: Scoring, elapsed_ms: int, expected: int
) -> None:
    assert points_for(scoring, 1000, Fraction(1), elapsed_ms, 30_000) == expected


def test_half_a_point_is_rounded_up() -> None:
    assert points_for(Scoring.ACCURACY, 1000, Fraction(1, 16), 0, None) == 63
    assert points_for(Scoring.ACCURACY, 1000, Fraction(1, 2000), 0, None) == 1


@given(rules, points, shares, elapsed, limits)
def test_points_are_between_nothing_and_all(
    scoring: Scoring, full: int, share: Fraction, elapsed_ms: int, limit_ms: int | None
) -> None:
    assert 0 <= points_for(scoring, full, share, elapsed_ms, limit_ms) <= worth(scoring, full)


@given(rules, points, shares, st.lists(elapsed, min_size=2, max_size=2).map(sorted), limits)
def test_later_is_never_worth_more(
    scoring: Scoring, full: int, share: Fraction, times: list[int], limit_ms: int | None
) -> None:
    early, late = (points_for(scoring, full, share, each, limit_ms) for each in times)

    assert early >= late


@given(rules, points, st.lists(shares, min_size=2, max_size=2).map(sorted), elapsed, limits)
def test_a_larger_share_is_never_worth_less(
    scoring: Scoring, full: int, part: list[Fraction], elapsed_ms: int, limit_ms: int | None
) -> None:
    less, more = (points_for(scoring, full, each, elapsed_ms, limit_ms) for each in part)

    assert less <= more


@given(points, elapsed, st.integers(5000, 3_600_000))
def test_time_costs_at_most_a_tenth_or_a_half(full: int, elapsed_ms: int, limit_ms: int) -> None:
    right = Fraction(1)

    assert points_for(Scoring.ACCURACY, full, right, elapsed_ms, limit_ms) == full
    assert points_for(Scoring.MILD, full, right, elapsed_ms, limit_ms) >= full * 0.9
    assert points_for(Scoring.CLASSIC, full, right, elapsed_ms, limit_ms) >= full * 0.5
    assert points_for(Scoring.CLASSIC, full, right, FULL_SPEED_MS, limit_ms) == full


@given(rules, points, shares, elapsed)
def test_without_a_time_limit_time_costs_nothing(
    scoring: Scoring, full: int, share: Fraction, elapsed_ms: int
) -> None:
    whole = points_for(Scoring.ACCURACY, worth(scoring, full), share, 0, None)

    assert points_for(scoring, full, share, elapsed_ms, None) == whole
    assert points_for(scoring, full, share, elapsed_ms, 0) == whole


@given(rules, st.integers(0, 10), st.integers(5000, 60_000))
def test_grace_costs_no_more_than_the_last_moment(
    scoring: Scoring, late: int, limit_ms: int
) -> None:
    right = Fraction(1)

    assert points_for(scoring, 1000, right, limit_ms + late * 50, limit_ms) == points_for(
        scoring, 1000, right, limit_ms, limit_ms
    )


def test_share_beyond_its_bounds_is_cut() -> None:
    assert points_for(Scoring.ACCURACY, 1000, Fraction(-1, 3), 0, None) == 0
    assert points_for(Scoring.ACCURACY, 1000, Fraction(4, 3), 0, None) == 1000
