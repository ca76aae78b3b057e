"""Every tally shape as a table and as single figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from quizapp.domain.tallies import Counts, Places, Ranks, Tally
from quizapp.exports.tables import Figure, Share, Table, figures, table
from tests.exports.samples import CHOICE, GIVEN, ORDER, SCALE, WORDS


def text(english: str) -> str:
    return english


def test_counts() -> None:
    assert table(CHOICE, Counts(4, {"a": 1, "b": 3}), ("en", "fr"), text) == Table(
        ("en", "fr", "Votes", "Share", "Right"),
        (("In 1998", "En 1998", 1, Share(0.25), None), ("-2003", "En 2003", 3, Share(0.75), "yes")),
    )
    assert list(figures(CHOICE, Counts(4, {"a": 1, "b": 3}), "fr")) == [
        Figure("", "En 1998", 1, Share(0.25), right=False),
        Figure("", "En 2003", 3, Share(0.75), right=True),
    ]


def test_counts_of_nobody_have_no_share() -> None:
    assert [each.share for each in figures(CHOICE, CHOICE.tally([]), "en")] == [None, None]


def test_numbers() -> None:
    tally = SCALE.tally([{"s": 2}, {"s": 0}])

    assert table(SCALE, tally, ("fr",), text) == Table(
        ("fr", "0", "1", "2", "Votes", "Mean", "Median"),
        (("Tout est journalisé.", 1, 0, 1, 2, 1.0, 1.0), ("T", 0, 0, 0, 0, None, None)),
    )
    assert list(figures(SCALE, tally, "en"))[:4] == [
        Figure("All is logged.", "0", 1, Share(0.5)),
        Figure("All is logged.", "1", 0, Share(0.0)),
        Figure("All is logged.", "2", 1, Share(0.5)),
        Figure("All is logged.", "", 1.0, mean=True),
    ]


def test_texts() -> None:
    tally = WORDS.tally([["law", "trust"], ["Trust"], ["trust"]])

    assert table(WORDS, tally, ("fr",), text) == Table(
        ("Answer", "Votes", "Share"), (("trust", 3, Share(1.0)), ("law", 1, Share(1 / 3)))
    )
    assert [(each.answer, each.value) for each in figures(WORDS, tally, "en")] == [
        ("trust", 3),
        ("law", 1),
    ]


def test_ranks() -> None:
    tally = Ranks(2, {"a": (1, 1, 0), "b": (0, 0, 2), "c": (1, 1, 0)}, exact=1)

    assert table(ORDER, tally, ("en",), text) == Table(
        ("en", "1", "2", "3", "Mean place", "Right place"),
        (("Bali", 1, 1, 0, 1.5, 2), ("Geneva", 0, 0, 2, 3.0, 3), ("Rio", 1, 1, 0, 1.5, 1)),
    )
    assert list(figures(ORDER, tally, "en"))[:4] == [
        Figure("Bali", "1", 1, Share(0.5), right=False),
        Figure("Bali", "2", 1, Share(0.5), right=True),
        Figure("Bali", "3", 0, Share(0.0), right=False),
        Figure("Bali", "", 1.5, mean=True),
    ]
    assert len(list(figures(ORDER, ORDER.tally([]), "en"))) == 9


@dataclass(frozen=True)
class Pinned:
    """Stands for a question about places, of which no type ships yet."""

    def labels(self, language: str) -> dict[str, str]:
        return {"p": f"Port ({language})"}

    def right(self) -> tuple[str, ...]:
        return ()


def test_places() -> None:
    question: Any = Pinned()
    tally = Places(2, {"p": ((0.5, 0.25), (0.0, 1.0))})

    assert table(question, tally, ("en", "fr"), text) == Table(
        ("en", "fr", "x", "y"),
        (("Port (en)", "Port (fr)", 0.5, 0.25), ("Port (en)", "Port (fr)", 0.0, 1.0)),
    )
    assert [each.answer for each in figures(question, tally, "en")] == ["0.5 0.25", "0 1"]


@pytest.mark.parametrize(("question", "given"), GIVEN, ids=lambda each: getattr(each, "slug", ""))
def test_every_row_is_as_wide_as_the_heading(question: Any, given: list[Any]) -> None:
    tally: Tally
    for tally in (question.tally(given), question.tally([])):
        made = table(question, tally, ("fr", "en"), text)
        assert {len(row) for row in made.rows} <= {len(made.header)}
