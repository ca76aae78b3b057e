"""What is said of a question that was asked."""

from __future__ import annotations

import pytest

from quizapp.domain.statistics import Figures, Outing, figures_of, item_rest_correlation


def pairs(*scores: tuple[int, int, int]) -> list[tuple[bool, int]]:
    """(how many, right or not, rest score)."""
    return [(bool(right), score) for count, right, score in scores for _ in range(count)]


def test_nothing_is_known_of_a_question_that_was_never_asked() -> None:
    assert figures_of([]) == Figures(0, 0, None, None)


def test_a_poll_has_answers_and_nothing_to_be_right_about() -> None:
    assert figures_of([Outing(30, None), Outing(12, None)]) == Figures(2, 42, None, None)


def test_the_share_right_is_of_all_answers_of_graded_rounds() -> None:
    figures = figures_of([Outing(30, 24), Outing(10, 1), Outing(5, None), Outing(0, 0)])
    assert (figures.asked, figures.answered, figures.share_right) == (4, 45, 25 / 40)


def test_the_correlation_is_that_of_the_textbook() -> None:
    """The point-biserial formula against Pearson's, of which it is a case."""
    data = pairs((6, 1, 4), (3, 1, 2), (2, 0, 3), (5, 0, 1))
    n = len(data)
    mean_x = sum(right for right, _ in data) / n
    mean_y = sum(score for _, score in data) / n
    above = sum((right - mean_x) * (score - mean_y) for right, score in data)
    spread_x = sum((right - mean_x) ** 2 for right, _ in data)
    spread_y = sum((score - mean_y) ** 2 for _, score in data)
    assert item_rest_correlation(data) == pytest.approx(above / (spread_x * spread_y) ** 0.5)


@pytest.mark.parametrize(
    "data", [pairs((10, 1, 3)), pairs((10, 0, 3)), pairs((5, 1, 2), (5, 0, 2)), []]
)
def test_there_is_no_correlation_where_nothing_differs(data: list[tuple[bool, int]]) -> None:
    assert item_rest_correlation(data) is None


def test_discrimination_is_averaged_over_the_runs_that_can_tell() -> None:
    perfect = pairs((5, 1, 3), (5, 0, 0))
    reverse = pairs((10, 1, 0), (10, 0, 3))
    rounds = [Outing(10, 5, 2, perfect), Outing(20, 10, 2, reverse)]
    assert figures_of(rounds).discrimination == pytest.approx((10 - 20) / 30)
    silent = [
        Outing(9, 5, 2, perfect[:9]),
        Outing(10, 5, 1, perfect),
        Outing(10, 10, 2, pairs((10, 1, 3))),
    ]
    assert figures_of(silent).discrimination is None
    assert figures_of([*rounds[:1], *silent]).discrimination == pytest.approx(1)
