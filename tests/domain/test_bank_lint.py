from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank import BANK_FORMAT, read_bank
from quizapp.domain.bank_lint import Remark, lint

SOURCE = {"title": "Report", "issuer": "Office"}


def text(english: str, **others: str) -> dict[str, str]:
    return {"en": english, "fr": others.pop("fr", english), **others}


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"id": each, "text": text(said)} for each, said in zip("abcdefgh", texts, strict=False)]


def question(slug: str = "q", **changes: Any) -> dict[str, Any]:
    asked = {
        "slug": slug,
        "type": "single_choice",
        "prompt": text(f"Which of these is {slug}?"),
        "options": options("one", "two", "three"),
        "correct": "b",
        "source": SOURCE,
    } | changes
    return {name: value for name, value in asked.items() if value is not None}


def remarks(*questions: dict[str, Any], languages: tuple[str, ...] = ("en", "fr")) -> list[Remark]:
    document = {
        "format": BANK_FORMAT,
        "slug": "b",
        "title": {"en": "B"},
        "languages": list(languages),
        "questions": list(questions),
    }
    return list(lint(read_bank(document)))


def test_sound_bank_has_no_remarks() -> None:
    assert remarks(question("first"), question("second", correct="a")) == []


@pytest.mark.parametrize(
    ("changes", "code", "path", "details"),
    [
        (
            {"prompt": {"en": "Which?"}},
            "missing_translation",
            "questions[0].prompt",
            {"language": "fr"},
        ),
        (
            {"prompt": text("Which?", ru="Что?")},
            "language_not_listed",
            "questions[0].prompt",
            {"language": "ru"},
        ),
        (
            {"prompt": text("W" * 201, fr="Quoi ?")},
            "text_too_long",
            "questions[0].prompt",
            {"language": "en", "count": 201, "most": 200},
        ),
        (
            {"explanation": text("Because", fr="P" * 601)},
            "text_too_long",
            "questions[0].explanation",
            {"language": "fr", "count": 601, "most": 600},
        ),
        (
            {"options": options("one", "two " * 31, "three"), "correct": None},
            "text_too_long",
            "questions[0].options[1].text",
            {"language": "en", "count": 123, "most": 120},
        ),
        (
            {"options": options("One", "two", "one!")},
            "entries_alike",
            "questions[0].options",
            {"language": "en"},
        ),
        (
            {"options": options("one", "two and all that belongs to it", "three")},
            "key_longer",
            "questions[0].correct",
            {"language": "en"},
        ),
        (
            {
                "type": "multiple_choice",
                "options": options("all that belongs to it", "two of everything", "x"),
                "correct": ["a", "b"],
            },
            "key_longer",
            "questions[0].correct",
            {"language": "en"},
        ),
        (
            {"time_limit_s": 5, "prompt": text("Which " * 20)},
            "little_time",
            "questions[0].time_limit_s",
            {"language": "en", "seconds": 5, "needed": 8},
        ),
        ({"source": None}, "no_source", "questions[0].source", {}),
    ],
)
def test_what_spoils_a_question_is_named(
    changes: dict[str, Any], code: str, path: str, details: dict[str, Any]
) -> None:
    found = remarks(question(**changes))

    assert found[0] == Remark(code, "q", path, details)
    assert {each.code for each in found} == {code}


@pytest.mark.parametrize(
    "changes",
    [
        {"options": options("one", "two and all", "three")},
        {"options": options("one", "two", "three", "four and all that belongs to it")},
        {"type": "multiple_choice", "correct": None, "source": None},
        {"correct": None, "source": None},
        {"time_limit_s": 30},
        {
            "type": "slide",
            "options": None,
            "correct": None,
            "source": None,
            "body": text("B" * 600),
        },
        {"type": "slide", "options": None, "correct": None, "source": None},
    ],
)
def test_what_is_well_is_left_alone(changes: dict[str, Any]) -> None:
    assert remarks(question(**changes)) == []


def test_bank_without_languages_takes_those_of_the_question() -> None:
    assert remarks(question(), languages=()) == []
    (found,) = remarks(question(explanation={"en": "So."}), languages=())
    assert (found.code, found.details) == ("missing_translation", {"language": "fr"})


def test_texts_of_the_type_itself_are_looked_at() -> None:
    scale = {"slug": "s", "type": "scale", "prompt": text("Agree?"), "statements": options("x")}

    (found,) = remarks(scale | {"low": {"en": "no"}, "high": text("yes")})

    assert (found.code, found.path) == ("missing_translation", "questions[0].low")


def test_question_that_stands_there_twice_is_named() -> None:
    again = question("again", prompt=text("which of THESE is first"), correct="a")
    other = question("other", prompt=text("Which of these is first?"), options=options("x", "y"))

    (found,) = remarks(question("first"), again, other)

    assert (found.code, found.slug, found.details) == (
        "duplicate_question",
        "again",
        {"other": "first"},
    )


def test_key_that_always_stands_in_one_place_is_named() -> None:
    five = [question(f"q{n}", correct="b") for n in range(5)]

    assert remarks(*five) == []
    assert remarks(*five, question("q5", correct="a")) == [
        Remark("key_same_place", "", "questions", {"place": 2, "count": 5, "all": 6})
    ]
    assert remarks(*(each | {"shuffle": True} for each in five), question("q5")) == []
    mixed = [question(f"q{n}", correct="abc"[n % 3]) for n in range(9)]
    assert remarks(*mixed) == []


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({"l1": "r1", "l2": "r2", "l3": "r3"}, True),
        ({"l1": "r1", "l2": "r2", "l3": "r4"}, True),
        ({"l1": "r1", "l2": "r3", "l3": "r2"}, False),
        ({"kenya": "capital-kenya", "peru": "b", "fiji": "c"}, True),
        ({"l-a": "r-a", "l-b": "r-c", "l-c": "r-b"}, False),
        ({"left-one": "right-2", "left-two": "right-1"}, False),
    ],
)
def test_ids_that_tell_what_belongs_together_are_named(pairs: dict[str, str], told: bool) -> None:
    matching = question(
        type="matching",
        options=None,
        correct=None,
        left=[{"id": each, "text": text(f"left {n}")} for n, each in enumerate(pairs)],
        right=[{"id": each, "text": text(f"right {n}")} for n, each in enumerate(pairs.values())],
        pairs=pairs,
    )

    found = remarks(matching)

    assert found == ([Remark("ids_tell", "q", "questions[0].pairs")] if told else [])
