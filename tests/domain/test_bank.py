from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quizapp.domain.bank import Source, read_bank, read_question
from quizapp.domain.errors import BadAnswer, ContentProblems
from quizapp.domain.scoring import Scoring
from quizapp.domain.tallies import Counts
from quizapp.domain.text import LocalizedText

QUESTION: dict[str, Any] = {
    "slug": "arusha",
    "type": "single_choice",
    "prompt": {"en": "When was it revised?", "fr": "En quelle année ?"},
    "options": [{"id": "a", "text": {"en": "1998"}}, {"id": "b", "text": {"en": "2003"}}],
    "correct": "b",
    "explanation": {"en": "Revised in 2003.", "fr": "Révisée en 2003."},
    "source": {"title": "Declaration", "issuer": "WCO", "year": 2003, "fact": "1.01"},
    "tags": ["arusha"],
    "difficulty": 2,
    "time_limit_s": 30,
    "points": 2000,
    "scoring": "double",
}
PLAIN: dict[str, Any] = {name: QUESTION[name] for name in ("slug", "type", "prompt", "options")}
BANK: dict[str, Any] = {
    "format": "quizapp-bank/1",
    "slug": "quiz",
    "title": {"en": "Quiz"},
    "languages": ["en", "fr"],
    "licence": "CC-BY-4.0",
    "author": "Ada",
    "questions": [QUESTION, PLAIN | {"slug": "other"}],
}


def faults(read: Any, data: object) -> list[str]:
    with pytest.raises(ContentProblems) as caught:
        read(data)
    return [str(each) for each in caught.value.problems]


def test_question_has_what_its_file_says() -> None:
    question = read_question(QUESTION)

    assert question.prompt == LocalizedText.of(QUESTION["prompt"])
    assert question.source == Source("Declaration", "WCO", 2003, "1.01")
    assert (question.tags, question.difficulty) == (("arusha",), 2)
    assert (question.time_limit_s, question.points) == (30, 2000)
    assert question.scoring is Scoring.DOUBLE
    assert question.has_key


def test_what_is_left_out_has_a_default() -> None:
    question = read_question(PLAIN)

    assert (question.points, question.time_limit_s, question.difficulty) == (1000, None, None)
    assert question.scoring is None
    assert (question.source, question.tags, question.explanation.texts) == (None, (), ())
    assert not question.has_key


@pytest.mark.parametrize("data", [QUESTION, PLAIN])
def test_question_comes_back_from_its_file(data: dict[str, Any]) -> None:
    question = read_question(data)

    assert read_question(question.to_dict()) == question
    assert question.to_dict().keys() == data.keys() | {"points"}


def test_view_says_the_language_that_its_texts_are_in() -> None:
    """A phone in Arabic that reads an untranslated question lays it out from left to right."""
    question = read_question(QUESTION)

    assert question.public_view("ar")["lang"] == question.prompt.languages[0]


def test_views() -> None:
    question = read_question(QUESTION)
    prompt = {"lang": "fr", "type": "single_choice", "prompt": "En quelle année ?"}

    assert question.prompt_view("fr") == prompt
    assert question.public_view("fr") == prompt | {
        "options": [{"id": "a", "text": "1998"}, {"id": "b", "text": "2003"}]
    }
    assert question.reveal_view("fr") == {
        "key": {"correct": ["b"]},
        "explanation": "Révisée en 2003.",
        "source": "Declaration, WCO, 2003",
    }
    assert read_question(PLAIN).reveal_view("fr") == {"key": {}, "explanation": "", "source": ""}


def test_source_without_a_year_is_a_line_too() -> None:
    assert Source("Notes", "OECD").line() == "Notes, OECD"


def test_question_asks_its_type() -> None:
    question = read_question(QUESTION)

    assert question.parse_answer("a") == "a"
    with pytest.raises(BadAnswer):
        question.parse_answer("c")
    assert question.grade("b") == Fraction(1)
    assert question.tally(["a", "b", "b"]) == Counts(3, {"a": 1, "b": 2})
    assert question.labels("fr") == {"a": "1998", "b": "2003"}
    assert question.answer_text("a", "en") == "1998"
    assert question.key_text("en") == "2003"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"slug": "Not A Slug"}, ["slug: bad_slug (a-z, 0-9 and -, at most 80)"]),
        ({"type": None}, ["type: missing"]),
        ({"prompt": {}}, ["prompt: empty_text"]),
        ({"points": 500}, ["points: not_allowed (0, 1000, 2000)"]),
        ({"points": -1}, ["points: out_of_range (0 to 2000)"]),
        ({"difficulty": 4}, ["difficulty: out_of_range (1 to 3)"]),
        ({"time_limit_s": 4}, ["time_limit_s: out_of_range (5 to 3600)"]),
        (
            {"source": {"year": 1}},
            [
                "source.title: missing",
                "source.issuer: missing",
                "source.year: out_of_range (1000 to 3000)",
            ],
        ),
        ({"source": QUESTION["source"] | {"page": 3}}, ["source.page: unknown_field"]),
        ({"explication": {}}, ["explication: unknown_field"]),
        (
            {"correct": "x", "tags": "x"},
            [
                "correct: unknown_option (x)",
                "tags: not_a_list_of_text",
            ],
        ),
    ],
)
def test_faults_of_a_question_are_named_all_at_once(
    change: dict[str, Any], expected: list[str]
) -> None:
    assert faults(read_question, QUESTION | change) == expected


def test_unknown_type_is_one_fault_and_not_one_a_field() -> None:
    (fault,) = faults(read_question, QUESTION | {"type": "essay"})

    assert fault.startswith("type: not_allowed (single_choice, ")


def test_bank_has_what_its_file_says() -> None:
    bank = read_bank(BANK)

    assert (bank.slug, bank.title.get("en"), bank.languages) == ("quiz", "Quiz", ("en", "fr"))
    assert (bank.licence, bank.author) == ("CC-BY-4.0", "Ada")
    assert [each.slug for each in bank.questions] == ["arusha", "other"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": "quizapp-bank/2"}, ["format: not_allowed (quizapp-bank/1)"]),
        ({"format": None}, ["format: missing"]),
        ({"questions": []}, ["questions: wrong_count (1 to 2000)"]),
        ({"questions": [PLAIN, QUESTION]}, ["questions[1].slug: duplicate (arusha)"]),
        (
            {"questions": [QUESTION, PLAIN | {"slug": "x", "prompt": None}]},
            ["questions[1].prompt: missing"],
        ),
        ({"version": 3}, ["version: unknown_field"]),
    ],
)
def test_faults_of_a_bank_are_named_with_their_place(
    change: dict[str, Any], expected: list[str]
) -> None:
    assert faults(read_bank, BANK | change) == expected


def test_what_is_no_bank_at_all() -> None:
    assert "not_a_mapping" in faults(read_bank, "x")[0]
