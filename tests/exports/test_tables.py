"""Every tally shape as a table and as single figures."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank import Question, read_question
from quizapp.domain.tallies import Counts, Ranks, Tally
from quizapp.exports.tables import Figure, Share, Table, figures, table
from tests.contracts.questions import PICTURE
from tests.exports.samples import CHOICE, GIVEN, ORDER, SCALE, WORDS


def question(slug: str, **content: Any) -> Question:
    return read_question({"slug": "q", "type": slug, "prompt": {"en": "How?"}, **content})


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


def test_who_abstained_stands_below_without_a_share() -> None:
    tally = Counts(2, {"a": 1, "b": 1}, abstained=3)

    assert table(CHOICE, tally, ("en", "fr"), text).rows[-1] == (
        *("No answer", "Sans réponse"),
        *(3, None, None),
    )
    assert list(figures(CHOICE, tally, "fr"))[-1] == Figure("", "Sans réponse", 3)


def test_who_abstained_in_a_vote_did_so_in_its_words() -> None:
    motion = question(
        "single_choice",
        options=[
            {"id": "for", "text": {"en": "For", "fr": "Pour"}, "role": "for"},
            {"id": "against", "text": {"en": "Against", "fr": "Contre"}, "role": "against"},
            {"id": "c", "text": {"en": "Abstention", "fr": "Je m’abstiens"}, "role": "abstain"},
        ],
    )
    rows = table(motion, Counts(1, {"for": 1, "against": 0}, abstained=2), ("en", "fr"), text).rows
    assert rows[-1][:3] == ("Abstention", "Je m’abstiens", 2)


def test_counts_of_nobody_have_no_share() -> None:
    assert [each.share for each in figures(CHOICE, CHOICE.tally([]), "en")] == [None, None]


def test_numbers() -> None:
    tally = SCALE.tally([{"s": 2}, {"s": 0}])

    assert table(SCALE, tally, ("fr",), text) == Table(
        ("fr", "0", "1", "2", "Votes", "Mean", "Median", "Standard deviation"),
        (("Tout est journalisé.", 1, 0, 1, 2, 1.0, 1.0, 1.0), ("T", 0, 0, 0, 0, None, None, None)),
    )
    assert list(figures(SCALE, tally, "en"))[:5] == [
        Figure("All is logged.", "0", 1, Share(0.5)),
        Figure("All is logged.", "1", 0, Share(0.0)),
        Figure("All is logged.", "2", 1, Share(0.5)),
        Figure("All is logged.", "", 1.0, mean=True),
        Figure("All is logged.", "", 1.0, measure="Standard deviation"),
    ]


def test_numbers_of_one_question_stand_below_one_another() -> None:
    rating = question("rating", look="recommend")
    tally = rating.tally([10, 10, 9, 3])

    shown = table(rating, tally, ("en",), text)
    assert shown.header == ("Number", "Votes", "Share")
    *_given, last, mean, median, spread, score = shown.rows
    assert last == (10, 2, Share(0.5))
    assert (mean, median) == (("Mean", 8.0, None), ("Median", 9.5, None))
    assert spread == ("Standard deviation", 8.5**0.5, None)
    assert score == ("Promoter score", 50.0, None)
    assert list(figures(rating, tally, "en"))[-1] == Figure(
        "How?", "", 50.0, measure="Promoter score"
    )
    assert len(table(rating, rating.tally([]), ("en",), text).rows) == 11


def test_texts_say_which_are_right() -> None:
    short = question("short_text", accepted={"en": ["Agenda"]})
    tally = short.tally(["agenda", "list"])

    assert table(short, tally, ("en",), text) == Table(
        ("Answer", "Votes", "Share", "Right"),
        (("Agenda", 1, Share(0.5), "yes"), ("list", 1, Share(0.5), None)),
    )
    assert [each.right for each in figures(short, tally, "en")] == [True, False]


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


def test_ranks_by_points_have_them_and_the_share_of_first_places() -> None:
    towns = question(
        "ranking", items=[{"id": each, "text": {"en": each.upper()}} for each in "abc"], top=2
    )
    tally = towns.tally([["b", "a"], ["b"]])

    assert table(towns, tally, ("en",), text) == Table(
        ("en", "1", "2", "Mean place", "Borda points", "Share of first places"),
        (
            ("A", 0, 1, 2.0, 1, Share(0.0)),
            ("B", 2, 0, 1.0, 4, Share(1.0)),
            ("C", 0, 0, None, 0, Share(0.0)),
        ),
    )
    assert Figure("B", "", 4, measure="Borda points") in list(figures(towns, tally, "en"))
    assert table(towns, towns.tally([]), ("en",), text).rows[0][-1] is None


def pin(**key: Any) -> Question:
    return question("pin_on_image", picture=PICTURE, **key)


def test_places_have_the_mean_of_each_item_and_all_points() -> None:
    where = pin()
    tally = where.tally([[0.5, 0.25], [0.0, 1.0]])

    assert table(where, tally, ("en", "fr"), text) == Table(
        ("en", "fr", "", "x", "y", "Votes", "Standard distance"),
        (
            ("How?", "How?", "Mean", 0.25, 0.625, 2, 0.4507),
            ("How?", "How?", None, 0.0, 1.0, None, None),
            ("How?", "How?", None, 0.5, 0.25, None, None),
        ),
    )
    assert [(each.answer, each.measure, each.value) for each in figures(where, tally, "en")] == [
        ("0 1", "", 1),
        ("0.5 0.25", "", 1),
        ("", "Mean x", 0.25),
        ("", "Mean y", 0.625),
        ("", "Standard distance", 0.4507),
    ]
    assert list(figures(where, where.tally([]), "en")) == []


def test_places_with_a_key_say_how_many_were_inside() -> None:
    where = pin(regions=[[[0, 0], [1, 0], [1, 0.5], [0, 0.5]]])
    tally = where.tally([[0.5, 0.25], [0.0, 1.0]])

    assert table(where, tally, ("en",), text).rows[0] == (
        *("", "In the right regions"),
        *(None, None, 1, None),
    )
    inside = Figure("", "", 1, Share(0.5), measure="In the right regions")
    assert list(figures(where, tally, "en"))[-1] == inside


@pytest.mark.parametrize(("question", "given"), GIVEN, ids=lambda each: getattr(each, "slug", ""))
def test_every_row_is_as_wide_as_the_heading(question: Any, given: list[Any]) -> None:
    tally: Tally
    for tally in (question.tally(given), question.tally([])):
        made = table(question, tally, ("fr", "en"), text)
        assert {len(row) for row in made.rows} <= {len(made.header)}
