from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.questions.points import Points
from quizapp.domain.tallies import NumberRow, Numbers
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Points()
DATA: dict[str, Any] = {"options": entries("abc"), "step": 5}


def test_hundred_one_at_a_time_unless_said() -> None:
    view = KIND.public_view(read(KIND, {"options": entries("abc")}), "en")

    assert (view["total"], view["step"]) == (100, 1)
    assert KIND.to_dict(read(KIND, DATA)) == DATA | {"total": 100}
    assert KIND.pictures(read(KIND, DATA)) == ()


def test_answer_is_kept_with_every_option() -> None:
    assert KIND.parse_answer(read(KIND, DATA), {"c": 60, "a": 40}) == {"a": 40, "b": 0, "c": 60}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"a": 60, "b": 35}, "wrong_sum"),
        ({"a": 60, "b": 45}, "wrong_sum"),
        ({}, "wrong_sum"),
        ({"a": 120, "b": -20}, "out_of_range"),
        ({"a": 98, "b": 2}, "out_of_range"),
        ({"a": 100.0}, "not_a_number"),
        ({"a": True, "b": 99}, "not_a_number"),
        ({"x": 100}, "unknown_option"),
        ([100], "not_a_mapping"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_tally_has_the_points_of_each_option_also_none() -> None:
    given = [{"a": 100, "b": 0, "c": 0}, {"a": 40, "b": 0, "c": 60}]
    tally = KIND.tally(read(KIND, DATA), given)

    rows = {"a": NumberRow({40: 1, 100: 1}), "b": NumberRow({0: 2}), "c": NumberRow({0: 1, 60: 1})}
    assert tally == Numbers(2, rows, look="means")
    assert [row.mean for row in tally.rows.values()] == [70, 0, 30]
    assert tally.rows["a"].spread == 30


def test_answer_in_words_leaves_out_what_got_nothing() -> None:
    text = KIND.answer_text(read(KIND, DATA), {"a": 40, "b": 0, "c": 60}, "fr")

    assert text == "Choix A – 40; Choix C – 60"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"options": entries("a")}, "options: wrong_count"),
        ({"step": 2}, "step: not_allowed"),
        ({"step": 20}, "step: out_of_range"),
        ({"total": 102}, "total: not_a_multiple"),
        ({"total": 5}, "total: out_of_range"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
