from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quizapp.domain.questions.number import Number
from quizapp.domain.tallies import NumberRow, Numbers
from tests.domain.questions.reading import faults, read, reason

KIND = Number()
YEAR: dict[str, Any] = {"min": 1900, "max": 2020, "step": 1, "value": 2003}
TENTHS: dict[str, Any] = {
    "min": 0,
    "max": 1,
    "step": 0.1,
    "unit": {"en": "km", "fr": "kilomètres"},
    "input": "slider",
}


def test_public_view_has_the_range_and_never_the_key() -> None:
    assert KIND.public_view(read(KIND, TENTHS | {"value": 0.3}), "fr") == {
        "min": 0,
        "max": 1,
        "step": 0.1,
        "unit": "kilomètres",
        "input": "slider",
    }


def test_highest_number_is_the_last_step() -> None:
    content = read(KIND, {"min": 1, "max": 10, "step": 4})

    assert KIND.public_view(content, "en")["max"] == 9
    assert KIND.to_dict(content)["max"] == 10
    assert reason(KIND, content, 10) == "off_the_steps"


@pytest.mark.parametrize("raw", [0.1, 0.2, 0.3, 0.7, 0.9])
def test_decimals_do_not_drift(raw: float) -> None:
    content = read(KIND, TENTHS | {"value": raw})

    assert KIND.parse_answer(content, raw) == raw
    assert KIND.grade(content, raw) == 1


@pytest.mark.parametrize(("raw", "kept"), [(1.0, 1), (0, 0), (-0.0, 0)])
def test_whole_numbers_are_kept_whole(raw: float, kept: int) -> None:
    answer = KIND.parse_answer(read(KIND, TENTHS), raw)

    assert (answer, type(answer)) == (kept, int)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (0.15, "off_the_steps"),
        (0.1 + 0.2, "off_the_steps"),
        (1e-300, "off_the_steps"),
        (-0.1, "out_of_range"),
        (1.1, "out_of_range"),
        (10**400, "out_of_range"),
        (float("inf"), "not_a_number"),
        (float("nan"), "not_a_number"),
        ("0.1", "not_a_number"),
        (True, "not_a_number"),
        (None, "not_a_number"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, TENTHS), raw) == why


@pytest.mark.parametrize(
    ("key", "answer", "share"),
    [
        ({}, 2003, 1),
        ({}, 2004, 0),
        ({"tolerance": 2}, 2001, 1),
        ({"tolerance": 2}, 2006, 0),
        ({"closeness": True}, 2003, 1),
        ({"closeness": True}, 2009, Fraction(4, 5)),
        ({"closeness": True}, 1988, Fraction(1, 2)),
        ({"closeness": True}, 1973, 0),
        ({"closeness": True}, 1900, 0),
        ({"closeness": True, "tolerance": 3}, 2000, 1),
        ({"closeness": True, "tolerance": 3}, 1997, Fraction(9, 10)),
    ],
)
def test_grade(key: dict[str, Any], answer: int, share: Fraction) -> None:
    assert KIND.grade(read(KIND, YEAR | key), answer) == share


@pytest.mark.parametrize("value", [0, 25, 50, 100])
def test_blind_guesses_earn_a_quarter_at_most_with_closeness(value: int) -> None:
    content = read(KIND, {"min": 0, "max": 100, "value": value, "closeness": True})

    mean = sum(KIND.grade(content, each) for each in range(101)) / 101

    assert mean < Fraction(1, 4)


def test_tally_has_the_numbers_given() -> None:
    assert KIND.tally(read(KIND, TENTHS), [0.3, 1, 0.3]) == Numbers(
        3, {"all": NumberRow({0.3: 2, 1: 1})}
    )


def test_answer_and_key_in_words() -> None:
    content = read(KIND, TENTHS | {"value": 0.3, "tolerance": 0.1})

    assert KIND.answer_text(content, 0.5, "fr") == "0.5\u202fkilomètres"
    assert KIND.answer_text(read(KIND, YEAR), 2003, "en") == "2003"
    assert KIND.key_text(content, "en") == "0.3\u202fkm (± 0.1)"
    assert KIND.key_text(read(KIND, YEAR), "en") == "2003"
    assert KIND.key_view(content, "en") == {"value": 0.3, "tolerance": 0.1}


def test_without_a_key_it_is_a_poll() -> None:
    content = read(KIND, {})

    assert not KIND.has_key(content)
    assert KIND.key_view(content, "en") == {}
    assert KIND.key_text(content, "en") == ""
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(content, 7)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"min": 2020}, "max: out_of_range"),
        ({"step": 121}, "max: out_of_range"),
        ({"step": 0}, "step: out_of_range"),
        ({"step": -1}, "step: out_of_range"),
        ({"step": 0.0000001}, "step: out_of_range"),
        ({"max": 10**13}, "max: out_of_range"),
        ({"max": 10**12, "step": 0.001}, "step: too_many_digits"),
        ({"min": "0"}, "min: not_a_number"),
        ({"min": True}, "min: not_a_number"),
        ({"max": float("inf")}, "max: not_a_number"),
        ({"input": "voice"}, "input: not_allowed"),
        ({"value": 1899}, "value: out_of_range"),
        ({"value": 2003.5}, "value: off_the_steps"),
        ({"tolerance": -1}, "tolerance: out_of_range"),
        ({"closeness": "yes"}, "closeness: not_true_or_false"),
        ({"value": None, "tolerance": 1}, "value: missing"),
        ({"value": None, "closeness": True}, "value: missing"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, YEAR | change)
