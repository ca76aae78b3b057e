"""Random questions and answers of any registered type, drawn from what the type says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.bank import Question, read_question
from quizapp.domain.errors import BadAnswer, ContentProblems
from quizapp.domain.questions import question_type
from quizapp.domain.questions.base import Field, QuestionType
from quizapp.domain.text import LANGUAGES, Json

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)

LISTS = ("options", "entries")
"""Kinds of `Field` that are lists of `{id, text}`."""

_IDS = ("a", "b", "c", "d", "x1", "x2", "10", "9", "B", "a-b", "a_b", "e")
_WORDS = (
    "Trust",
    "trust!",
    "TRÚST",
    "law",
    "Éthique",
    "ethique",
    "الثقة",
    "الثِّقَة",
    "ещё",
    "еще",
    "❤️",
)
_GIVEN_IN = (("en",), ("fr", "en"), ("ar", "ru"), LANGUAGES)

_TEXTS = [
    {language: f"{word} ({language})" for language in languages}
    for word in _WORDS
    for languages in _GIVEN_IN
]

localized = st.sampled_from(_TEXTS)


def options(field: Field) -> st.SearchStrategy[list[dict[str, object]]]:
    """Cheap to draw: ids in any order, and one number that picks the texts."""
    ids = st.lists(
        st.sampled_from(_IDS),
        min_size=int(field.least or 0),
        max_size=int(field.most or 8),
        unique=True,
    )
    return st.builds(
        lambda drawn, first: [
            {"id": id_, "text": _TEXTS[(first + place) % len(_TEXTS)]}
            for place, id_ in enumerate(drawn)
        ],
        ids,
        st.integers(0, len(_TEXTS) - 1),
    )


def _key(kind: str, ids: list[str]) -> st.SearchStrategy[Any]:
    keys: Mapping[str, st.SearchStrategy[Any]] = {
        "option": st.sampled_from(ids),
        "option_list": st.lists(st.sampled_from(ids), min_size=1, unique=True),
        "order": st.permutations(ids),
    }
    return keys[kind]


_DRAWN: Mapping[str, Callable[[Field], st.SearchStrategy[Any]]] = {
    "options": options,
    "entries": options,
    "integer": lambda field: st.integers(int(field.least or 0), int(field.most or 0)),
    "text": lambda field: localized,
}


@st.composite
def keyless(draw: st.DrawFn, kind: QuestionType[Any]) -> dict[str, Any]:
    """A question of the type as it could stand in a bank, without a key."""
    data: dict[str, Any] = {"slug": "q", "type": kind.slug, "prompt": draw(localized)}
    for field in kind.fields:
        if not field.key and (field.required or draw(st.booleans())):
            data[field.name] = draw(_DRAWN[field.kind](field))
    return data


@st.composite
def key_of(draw: st.DrawFn, kind: QuestionType[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that hold a key for the question; empty where its type has none."""
    ids = [each["id"] for field in kind.fields if field.kind in LISTS for each in data[field.name]]
    return {f.name: draw(_key(f.kind, ids)) for f in kind.fields if f.key}


def readable(data: Mapping[str, Any]) -> bool:
    """Whether a question can be read from it: a key may be everything, limits may cross."""
    try:
        read_question(data)
    except ContentProblems:
        return False
    return True


def questions(kind: QuestionType[Any]) -> st.SearchStrategy[Question]:
    """Questions of the type, with a key or without."""
    plain = keyless(kind)
    keyed = plain.flatmap(lambda data: key_of(kind, data).map(lambda key: data | key))
    return (plain | keyed).filter(readable).map(read_question)


def accepted(question: Question, raw: object) -> bool:
    """Whether the question takes the answer."""
    try:
        question.parse_answer(raw)
    except BadAnswer:
        return False
    return True


def answers(question: Question) -> st.SearchStrategy[list[Json]]:
    """Canonical answers to the question, as simulated phones give them; perhaps none."""
    view = question.public_view("en")
    guess = question_type(question.type).guess
    return st.lists(st.integers(0, 2**32), max_size=16).map(
        lambda seeds: [question.parse_answer(guess(view, Random(seed))) for seed in seeds]
    )
