from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from random import Random
from statistics import fmean
from typing import Any, cast

import pytest

from quizapp.domain.questions.matching import Matching
from quizapp.domain.tallies import Counts
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Matching()
RIGHT = [{"id": each, "text": {"en": f"Thing {each}", "fr": f"Chose {each}"}} for each in "xywz"]
DATA: dict[str, Any] = {
    "left": entries("abc"),
    "right": RIGHT,
    "pairs": {"c": "x", "a": "z", "b": "y"},
}
KEY = {"a": "z", "b": "y", "c": "x"}


def test_public_view_has_the_right_side_by_its_texts() -> None:
    """In the order of the bank the third thing would stand beside the third option."""
    view = cast("Any", KIND.public_view(read(KIND, DATA), "fr"))

    assert [each["text"] for each in view["left"]] == ["Choix A", "Choix B", "Choix C"]
    assert view["right"] == [{"id": each, "text": f"Chose {each}"} for each in "wxyz"]


def test_key_is_the_pairs_in_the_order_of_the_left_side() -> None:
    content = read(KIND, DATA)

    assert KIND.has_key(content)
    assert KIND.key_view(content, "en") == {"pairs": KEY}
    assert list(content.pairs) == list("abc")
    assert KIND.right(content) == ()
    assert (
        KIND.key_text(content, "en") == "Option A – Thing z; Option B – Thing y; Option C – Thing x"
    )
    assert KIND.labels(content, "fr")["b"] == "Choix B – Chose y"
    assert KIND.answer_text(content, {"a": "w", "b": "y", "c": "z"}, "fr").startswith(
        "Choix A – Chose w; "
    )
    assert KIND.to_dict(content) == DATA | {"pairs": KEY}


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("zyx", Fraction(1)),
        ("zyw", Fraction(5, 9)),  # (2/3 - 1/4) / (3/4)
        ("zxy", Fraction(1, 9)),
        ("wxz", Fraction(0)),
    ],
)
def test_part_marks(answer: str, share: Fraction) -> None:
    assert KIND.grade(read(KIND, DATA), dict(zip("abc", answer, strict=True))) == share


def test_of_two_pairs_there_is_no_half() -> None:
    content = read(KIND, {"left": entries("ab"), "right": RIGHT[:2], "pairs": {"a": "x", "b": "y"}})

    assert KIND.grade(content, {"a": "x", "b": "y"}) == 1
    assert KIND.grade(content, {"a": "y", "b": "x"}) == 0


def test_what_is_taken_off_is_the_share_that_chance_gives() -> None:
    content = read(KIND, DATA)
    blind = [dict(zip("abc", order, strict=True)) for order in permutations("xywz", 3)]

    assert fmean(sum(each[i] == KEY[i] for i in "abc") / 3 for each in blind) == pytest.approx(
        1 / 4
    )
    assert KIND.guess(KIND.public_view(content, "en"), Random(1)) in blind


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"a": "x", "b": "y"}, "too_few"),
        ({"a": "x", "b": "y", "c": "x"}, "twice"),
        ({"a": "x", "b": "y", "c": "a"}, "unknown_option"),
        ({"a": "x", "b": "y", "c": ["z"]}, "unknown_option"),
        ({"a": "x", "b": "y", "d": "z"}, "unknown_option"),
        (["x", "y", "z"], "not_a_mapping"),
        (None, "not_a_mapping"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_answer_is_kept_in_the_order_of_the_left_side() -> None:
    answer: Any = KIND.parse_answer(read(KIND, DATA), {"c": "w", "a": "x", "b": "z"})

    assert list(answer.items()) == [("a", "x"), ("b", "z"), ("c", "w")]


def test_tally_counts_who_matched_each_entry_right() -> None:
    given = [dict(zip("abc", each, strict=True)) for each in ("zyx", "zwx", "wzx", "zxy")]

    assert KIND.tally(read(KIND, DATA), given) == Counts(4, {"a": 3, "b": 1, "c": 3})
    assert KIND.tally_so_far(read(KIND, DATA), iter(given)) == Counts(4, {})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"pairs": None}, "pairs: missing"),
        ({"pairs": ["x", "y"]}, "pairs: not_a_mapping"),
        ({"pairs": {"a": "x", "b": "y"}}, "pairs: pair_missing"),
        ({"pairs": KEY | {"a": "y"}}, "pairs.a: duplicate"),
        ({"pairs": KEY | {"a": "v"}}, "pairs.a: unknown_option"),
        ({"pairs": KEY | {"d": "w"}}, "pairs.d: unknown_option"),
        ({"pairs": KEY | {"a": None}}, "pairs.a: missing"),
        ({"pairs": KEY | {"a": 3}}, "pairs.a: not_text"),
        ({"right": RIGHT[:2]}, "right: wrong_count"),
        ({"left": entries("a")}, "left: wrong_count"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
