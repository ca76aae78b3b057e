"""Every code that somebody can meet on content has a text, and the text is filled in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizapp
from quizapp.domain.bank_files import Level, Note
from quizapp.domain.bank_lint import Remark
from quizapp.domain.errors import Problem
from quizapp.exports.banks.carried import ALL
from quizapp.presentation import content_texts
from quizapp.presentation.content_texts import NOTES, PROBLEMS, REMARKS
from quizapp.presentation.content_words import note_text, problem_text, remark_text
from quizapp.presentation.messages import MESSAGES

PACKAGE = Path(quizapp.__file__).parent
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")

PROBLEM_CALLS = {"problem": 1, "Problem": 1, "refused": None}
NOTE_CALLS = {
    "approximated": 0,
    "approximated_once": 0,
    "partly_left_out": 0,
    "LeftOut": 0,
    "remark": 1,
    "said": 3,
    "left_out": None,
    "blame": 0,
    "Note": 3,
}
"""What is called with a code, and at which place it stands; None where that differs."""

VOTES = {"needs_seats", "secret_has_no_names", "groups_are_for_secret", "motion_or_election"}
SEAT_LINES = {"seat_standing", "seat_twice", "text_too_long", "too_many_seats"}
ELSEWHERE = {
    "too_long",
    "not_for_a_screen",
    "picture_missing",
    "picture_outside",
    *SEAT_LINES,
    *VOTES,
}
"""Faults whose codes stand in a variable, or are the reason of an answer that is refused."""

NO_CODES = frozenset(("understood_by", "nested too deeply"))


def strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def codes(calls: dict[str, int | None], *folders: str) -> set[str]:
    """Literal codes in calls of these names."""
    found: set[str] = set()
    for folder in folders:
        for path in (PACKAGE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name not in calls:
                    continue
                place = calls[name]
                args = node.args[:3] if place is None else node.args[place : place + 1]
                found |= {
                    each
                    for arg in args
                    for each in strings(arg)
                    if _CODE.fullmatch(each) and (place is not None or "_" in each)
                }
    return found - NO_CODES


def raised_by_name() -> set[str]:
    """Codes that a function returns, for its caller to note."""
    reasons = {"_harm", "_reason", "_fault", "_unknown"}
    found: set[str] = set()
    for folder in ("importers", "exports/banks"):
        for path in (PACKAGE / folder).rglob("*.py"):
            for function in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(function, ast.FunctionDef) and function.name in reasons:
                    for node in ast.walk(function):
                        if isinstance(node, ast.Return) and node.value is not None:
                            found |= set(strings(node.value)) - {""}
    return found


def test_every_fault_has_a_text() -> None:
    found = codes(PROBLEM_CALLS, "domain", "importers") | ELSEWHERE

    assert len(found) > 50
    assert found - set(PROBLEMS) - set(MESSAGES) == set()


def test_every_note_has_a_text() -> None:
    found = codes(NOTE_CALLS, "importers/banks", "exports/banks")
    found |= {f"not_carried_{each}" for each in ALL}

    assert len(found) > 40
    assert found - set(NOTES) - set(PROBLEMS) == set()
    assert raised_by_name()
    assert raised_by_name() - set(NOTES) - set(PROBLEMS) == set()


def test_every_remark_has_a_text() -> None:
    found = {
        node.args[0].value
        for node in ast.walk(ast.parse((PACKAGE / "domain/bank_lint.py").read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("remark", "Remark")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert found == set(REMARKS)


def test_no_text_is_for_a_code_that_nobody_gives() -> None:
    said = codes({**PROBLEM_CALLS, **NOTE_CALLS}, "domain", "importers", "exports/banks")
    said |= {f"not_carried_{each}" for each in ALL} | raised_by_name()
    said |= ELSEWHERE | {"not_a_bank", "gift_braces"}

    assert (set(PROBLEMS) | set(NOTES)) - said == set()


def test_a_code_has_one_text() -> None:
    tables = [
        value
        for name, value in vars(content_texts).items()
        if isinstance(value, dict) and re.fullmatch("_[A-Z]+(?:_[A-Z]+)*", name)
    ]

    assert len(tables) >= 8
    assert sum(map(len, tables)) == len(PROBLEMS) + len(NOTES)
    assert not set(PROBLEMS) & set(NOTES)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a", "out_of_range", "1 to 8"), "This must be in the range 1–8."),
        (
            Problem("a", "not_allowed", "quiz, poll"),
            "This is not possible here. Possible: quiz, poll",
        ),
        (Problem("a", "picture_format"), MESSAGES["picture_format"]),
        (Problem("a", "never_heard_of"), "Something is not right here (never_heard_of)."),
    ],
)
def test_problem_is_put_in_words(problem: Problem, text: str) -> None:
    assert problem_text(problem, "en") == text


def test_notes_name_types_and_languages_as_people_do() -> None:
    def note(code: str, **details: str | int) -> str:
        return note_text(Note(1, "", Level.LEFT_OUT, code, details), "en")

    assert note("type_chosen", type="single_choice") == (
        "No type is given: taken for Single choice."
    )
    assert note("wrong_count", path="options", detail="2 to 8") == "There must be 2–8 of these."
    assert note("feedback_left_out", count=3).endswith(": 3")
    assert note("never_heard_of") == "Something is not right here (never_heard_of)."
    remark = Remark("missing_translation", "q", "prompt", {"language": "fr"})
    assert remark_text(remark, "en") == "The text is missing in Français."
