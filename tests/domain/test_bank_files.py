from __future__ import annotations

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported, Imported, Level, Note
from quizapp.domain.errors import Problem
from quizapp.domain.text import LocalizedText

NOTHING = Bank("b", LocalizedText.of({"en": "B"}), ("en",), ())


def test_worst_is_the_gravest_level_of_the_question() -> None:
    notes = (
        Note(0, "", Level.LEFT_OUT, "x"),
        Note(1, "a", Level.LEFT_OUT, "x"),
        Note(1, "a", Level.APPROXIMATED, "x"),
        Note(2, "b", Level.APPROXIMATED, "x"),
        Note(2, "b", Level.UNDERSTOOD, "x"),
    )
    imported = Imported("gift", NOTHING, notes)

    assert [imported.worst(number) for number in (1, 2, 3)] == [
        Level.LEFT_OUT,
        Level.APPROXIMATED,
        Level.UNDERSTOOD,
    ]


def test_file_is_empty_of_a_bank_of_which_all_questions_stayed_behind() -> None:
    notes = (
        Note(0, "", Level.LEFT_OUT, "x"),
        Note(1, "a", Level.LEFT_OUT, "x"),
        Note(2, "b", Level.APPROXIMATED, "x"),
    )
    exported = Exported("b.gift", "text/plain", b"", notes)

    assert exported.is_empty_of(1)
    assert not exported.is_empty_of(2)


@pytest.mark.parametrize(
    ("problem", "place", "text"),
    [
        (Problem("a", "missing"), "", "a: missing"),
        (Problem("", "missing", "x", "b.yaml"), "b.yaml", "b.yaml: missing (x)"),
        (Problem("a", "missing", "x", "b.yaml", 3), "b.yaml:3", "b.yaml: a: missing (x)"),
        (Problem("a", "missing", "", "b.yaml", 3, 5), "b.yaml:3:5", "b.yaml: a: missing"),
        (Problem("a", "missing", "", "b.yaml", None, 5), "b.yaml", "b.yaml: a: missing"),
    ],
)
def test_problem_says_its_place_as_terminals_jump_to_it(
    problem: Problem, place: str, text: str
) -> None:
    assert problem.place == place
    assert str(problem) == text
