from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.questions.scale import Scale
from quizapp.domain.tallies import NumberRow, Numbers
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Scale()
DATA: dict[str, Any] = {
    "statements": entries("st"),
    "start": 0,
    "steps": 4,
    "low": {"en": "Not at all", "fr": "Pas du tout"},
    "high": {"en": "Completely", "fr": "Tout à fait"},
}


def test_public_view_has_the_statements_and_the_scale() -> None:
    assert KIND.public_view(read(KIND, DATA), "fr") == {
        "statements": [{"id": "s", "text": "Choix S"}, {"id": "t", "text": "Choix T"}],
        "start": 0,
        "steps": 4,
        "low": "Pas du tout",
        "high": "Tout à fait",
    }


def test_answer_stands_in_the_order_of_the_statements_and_may_leave_some_out() -> None:
    content = read(KIND, DATA)

    answer = KIND.parse_answer(content, {"t": 3, "s": 0})

    assert answer == {"s": 0, "t": 3}
    assert KIND.answer_text(content, answer, "en") == "Option S – 0; Option T – 3"
    assert KIND.parse_answer(content, {"t": 3}) == {"t": 3}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({}, "empty"),
        ({"x": 1}, "unknown_option"),
        ({"s": 4}, "out_of_range"),
        ({"s": -1}, "out_of_range"),
        ({"s": 1.0}, "not_a_number"),
        ({"s": True}, "not_a_number"),
        ({"s": "1"}, "not_a_number"),
        ({"s": None}, "not_a_number"),
        ([1, 2], "not_a_mapping"),
        (1, "not_a_mapping"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_tally_has_every_number_and_counts_the_voters_of_each_statement() -> None:
    tally = KIND.tally(read(KIND, DATA), [{"s": 3}, {"s": 3, "t": 0}, {"s": 0}])

    assert tally == Numbers(
        3, {"s": NumberRow({0: 1, 1: 0, 2: 0, 3: 2}), "t": NumberRow({0: 1, 1: 0, 2: 0, 3: 0})}
    )
    assert (tally.rows["s"].voters, tally.rows["t"].voters) == (3, 1)


def test_nothing_is_right_or_wrong() -> None:
    content = read(KIND, DATA)

    assert not KIND.has_key(content)
    assert KIND.key_view(content, "en") == {}
    assert KIND.key_text(content, "en") == ""
    with pytest.raises(ValueError, match="scale has no key"):
        KIND.grade(content, {"s": 1})


def test_scale_runs_from_one_to_five_where_nothing_is_said() -> None:
    content = read(KIND, {name: DATA[name] for name in ("statements", "low", "high")})

    assert list(content.numbers) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"statements": []}, "statements: wrong_count"),
        ({"statements": entries("abcdefghijklm")}, "statements: wrong_count"),
        ({"start": 2}, "start: out_of_range"),
        ({"steps": 1}, "steps: out_of_range"),
        ({"steps": 12}, "steps: out_of_range"),
        ({"low": None}, "low: missing"),
        ({"high": {"en": ""}}, "high: empty_text"),
        ({"correct": 3}, "correct: unknown_field"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
