"""What every registered question type must keep, whatever it asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import Question, Source, read_question
from quizapp.domain.errors import BadAnswer, ContentProblems
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.domain.questions.base import THE_QUESTION, QuestionType
from quizapp.domain.tallies import SHAPES, answered
from quizapp.domain.text import LANGUAGES, LocalizedText
from quizapp.importers.bank_yaml import read_bank_file
from tests.contracts.questions import (
    ONE_ANSWER,
    PICTURE,
    accepted,
    answers,
    json_values,
    kept,
    key_of,
    keyless,
    needs_key,
    questions,
    readable,
)

BANKS = Path(__file__).resolve().parents[2] / "question_banks"
KINDS = tuple(QUESTION_TYPES.values())
MARKER = "MARKER-4711"

# Many types: a third of the examples of each is enough in all.
each_a_third = settings(max_examples=settings().max_examples // 3)

pytestmark = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)


def test_type_is_registered_under_its_slug_and_says_what_it_is(kind: QuestionType[Any]) -> None:
    assert QUESTION_TYPES[kind.slug] is kind is question_type(kind.slug)
    assert kind.label
    assert (kind.shape in SHAPES) == kind.answerable
    assert kind.gradable == any(field.key for field in kind.fields)


@cache
def shipped_types() -> frozenset[str]:
    """Types of all questions that ship: read once, the banks are many."""
    banks = [read_bank_file(path, kept) for path in BANKS.glob("*.yaml") if path.stem != "isc-17"]
    return frozenset(each.type for bank in banks for each in bank.questions)


def test_type_has_a_sample_in_a_shipped_bank(kind: QuestionType[Any]) -> None:
    assert kind.slug in shipped_types()


@each_a_third
@given(st.data())
def test_question_comes_back_from_its_file(kind: QuestionType[Any], data: st.DataObject) -> None:
    question = data.draw(questions(kind))

    again = json.loads(json.dumps(question.to_dict()))

    assert read_question(again) == question


@each_a_third
@given(st.data())
def test_public_view_is_the_same_whatever_the_key_is(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    plain = data.draw(keyless(kind).filter(readable))
    keyed = [plain | data.draw(key_of(kind, plain)) for _ in range(2)]
    read = [read_question(each) for each in (plain, *keyed) if readable(each)]

    for language in LANGUAGES:
        views = [question.public_view(language) for question in read]
        assert all(view == views[0] for view in views)
        assert json.loads(json.dumps(views[0])) == views[0]


@each_a_third
@given(st.data())
def test_views_of_an_open_question_hold_nothing_of_the_explanation(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = replace(
        data.draw(questions(kind)),
        explanation=LocalizedText.of({"en": MARKER}),
        source=Source(MARKER, MARKER, 2018, MARKER),
        tags=(MARKER,),
    )

    shown = json.dumps([question.public_view("en"), question.prompt_view("en")])

    assert MARKER not in shown
    assert MARKER in json.dumps(question.reveal_view("en"))
    if kind.answerable:
        assert question.prompt_view("en").keys() - {"picture"} == {"lang", "type", "prompt"}
    else:
        assert question.prompt_view("en") == question.public_view("en")


@each_a_third
@given(st.data())
def test_every_picture_in_its_views_is_one_that_it_names(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    shown = json.dumps([question.public_view("en"), question.to_dict()])

    assert shown.count(PICTURE["id"]) == 2 * len(question.pictures)


@each_a_third
@given(st.data())
def test_any_answer_is_taken_in_canonical_form_or_refused_with_a_reason(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    raw = data.draw(json_values)

    try:
        answer = question.parse_answer(raw)
    except BadAnswer as refused:
        assert isinstance(refused.details["reason"], str)  # noqa: PT017 - or it is taken
        return
    assert question.parse_answer(answer) == answer
    assert json.loads(json.dumps(answer).encode("utf-8")) == answer


@each_a_third
@given(st.data())
def test_simulated_phone_finds_a_valid_answer_in_the_public_view(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    view = json.loads(json.dumps(question.public_view(data.draw(st.sampled_from(LANGUAGES)))))
    seed = data.draw(st.integers())
    if not kind.answerable:
        with pytest.raises(ValueError, match="no answers"):
            kind.guess(view, Random(seed))
        return

    answer = kind.guess(view, Random(seed))

    assert accepted(question, json.loads(json.dumps(answer)))
    assert kind.guess(view, Random(seed)) == answer


@each_a_third
@given(st.data())
def test_answers_with_ids_of_the_question_are_taken_or_refused(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    ids = st.sampled_from(list(question.labels("en")) or ["none"])
    raw = data.draw(st.lists(ids | json_values) | st.dictionaries(ids, json_values))

    assert accepted(question, raw) in (True, False)


@each_a_third
@given(st.data())
def test_canonical_answer_stays_as_it_is(kind: QuestionType[Any], data: st.DataObject) -> None:
    question = data.draw(questions(kind))

    for answer in data.draw(answers(question)):
        assert question.parse_answer(json.loads(json.dumps(answer))) == answer


@each_a_third
@given(st.data())
def test_tally_does_not_depend_on_the_order(kind: QuestionType[Any], data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    given_answers = data.draw(answers(question))
    shuffled = data.draw(st.permutations(given_answers))
    if not kind.answerable:
        with pytest.raises(ValueError, match="no answers"):
            question.tally(given_answers)
        return

    tally = question.tally(given_answers)

    assert question.tally(iter(shuffled)) == tally
    assert question.tally_so_far(iter(shuffled)).voters == tally.voters
    assert json.dumps(question.tally(shuffled).to_dict()) == json.dumps(tally.to_dict())
    assert tally.shape == kind.shape == tally.to_dict()["shape"]
    assert answered(tally) == len(given_answers)
    assert 0 <= tally.voters <= len(given_answers)


@each_a_third
@given(st.data())
def test_every_key_of_the_tally_has_a_label_in_every_language(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    if not kind.answerable:
        assert not question.labels("en")
        return
    tally = question.tally(data.draw(answers(question))).to_dict()
    keyed = [tally.get(name, {}) for name in ("counts", "rows", "points")]

    for language in LANGUAGES:
        labels = question.labels(language)
        for each in keyed:
            assert isinstance(each, Mapping)
            assert list(each) in ([], list(labels))
        assert all(text for key, text in labels.items() if key != THE_QUESTION)


@each_a_third
@given(st.data())
def test_answer_and_key_can_be_said_in_every_language(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = data.draw(questions(kind))
    given_answers = data.draw(answers(question))

    for language in LANGUAGES:
        assert bool(question.key_text(language)) == question.has_key
        assert all(question.answer_text(answer, language) for answer in given_answers)


@each_a_third
@given(st.data())
def test_only_the_key_is_right(kind: QuestionType[Any], data: st.DataObject) -> None:
    question = data.draw(questions(kind))
    assert kind.gradable or not question.has_key
    if not question.has_key:
        return
    key = _as_answer(question)

    assert question.grade(key) == 1
    one_answer = {field.kind for field in kind.fields if field.key} <= set(ONE_ANSWER)
    for answer in data.draw(answers(question)):
        assert 0 <= question.grade(answer) <= 1
        assert not one_answer or (question.grade(answer) == 1) == (answer == key)


def _as_answer(question: Question) -> Any:
    """The key as somebody who knows it would answer: all of it, or the first part that will do."""
    key, *_ = cast("Mapping[str, Any]", question.reveal_view("en")["key"]).values()
    while not accepted(question, key):
        key = key[0]
    return question.parse_answer(key)


@each_a_third
@given(st.data())
def test_without_a_key_there_is_nothing_to_reveal_or_to_grade(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    question = read_question(data.draw(keyless(kind).filter(readable)))
    given_answers = data.draw(answers(question))

    assert question.has_key == needs_key(kind)
    if question.has_key:
        return
    assert question.reveal_view("en") == {"key": {}, "explanation": "", "source": ""}
    for answer in given_answers[:1]:
        with pytest.raises(ValueError, match="no key"):
            question.grade(answer)


@each_a_third
@given(st.data())
def test_broken_content_is_refused_with_its_faults(
    kind: QuestionType[Any], data: st.DataObject
) -> None:
    names = [field.name for field in kind.fields]
    broken = data.draw(
        st.dictionaries(st.sampled_from([*names, "prompt", "points", "source", "x"]), json_values)
    )
    sound = data.draw(keyless(kind))

    try:
        question = read_question(sound | broken)
    except ContentProblems as refused:
        assert all(each.code for each in refused.problems)  # noqa: PT017 - or it can be read
        return
    assert read_question(question.to_dict()) == question
