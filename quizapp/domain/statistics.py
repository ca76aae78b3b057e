"""How a question has done: how often it was asked, how hard it was, whether it tells people apart.

Difficulty is the share of answers that were right. Discrimination is the item-rest correlation:
the point-biserial correlation between being right here (1 or 0) and the number of right answers in
the run's other rounds,

    r = (M1 - M0) / s * sqrt(p * (1 - p))

with M1 and M0 the mean rest scores of those who were right and wrong, s the standard deviation of
all rest scores and p the share right (L. Crocker, J. Algina, Introduction to Classical and Modern
Test Theory, 1986, chapter 14). The question itself is left out of the score, for it would agree
with itself. It is worked out within each run, where the score means the same for all, and the
runs are averaged by their number of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

LEAST_ANSWERS = 10
"""Fewer say nothing about a question."""
LEAST_OTHERS = 2
"""So many other rounds make a score."""


@dataclass(frozen=True, slots=True)
class Outing:
    """One round of the question that counts. `right` is None where nothing is graded.

    `others` is how many graded rounds the run has besides; `pairs` are (right here, rest score)
    of everybody who answered.
    """

    answered: int
    right: int | None
    others: int = 0
    pairs: Sequence[tuple[bool, int]] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What a question's rounds come to. None: not known, for too few answered or none is graded."""

    asked: int = 0
    answered: int = 0
    share_right: float | None = None
    discrimination: float | None = None


def figures_of(outings: Iterable[Outing]) -> Figures:
    """Fold the rounds of one question."""
    rounds = tuple(outings)
    graded = [each for each in rounds if each.right is not None]
    answers = sum(each.answered for each in graded)
    return Figures(
        asked=len(rounds),
        answered=sum(each.answered for each in rounds),
        share_right=sum(each.right or 0 for each in graded) / answers if answers else None,
        discrimination=_discrimination(graded),
    )


def _discrimination(rounds: Iterable[Outing]) -> float | None:
    """The average over the runs in which there is a correlation."""
    known = [
        (correlation, len(each.pairs))
        for each in rounds
        if len(each.pairs) >= LEAST_ANSWERS
        and each.others >= LEAST_OTHERS
        and (correlation := item_rest_correlation(each.pairs)) is not None
    ]
    weight = sum(count for _, count in known)
    return sum(value * count for value, count in known) / weight if weight else None


def item_rest_correlation(pairs: Sequence[tuple[bool, int]]) -> float | None:
    """The formula above; None where all were right, all wrong, or all have the same score."""
    right = [score for good, score in pairs if good]
    wrong = [score for good, score in pairs if not good]
    if not right or not wrong:
        return None
    mean = sum(score for _, score in pairs) / len(pairs)
    spread = sqrt(sum((score - mean) ** 2 for _, score in pairs) / len(pairs))
    if not spread:
        return None
    share = len(right) / len(pairs)
    gap = sum(right) / len(right) - sum(wrong) / len(wrong)
    return gap / spread * sqrt(share * (1 - share))
