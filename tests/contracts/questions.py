"""Random questions and answers of any registered type, drawn from what the type says of itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, cast

from hypothesis import strategies as st

from quizapp.domain.bank import Question, read_question
from quizapp.domain.errors import BadAnswer, ContentProblems
from quizapp.domain.pictures import PictureFile, id_of
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

PICTURE: dict[str, Any] = {
    "id": "0123456789abcdef" * 2,
    "alt": {"en": "A harbour", "ar": "ميناء"},
    "width": 1600,
    "height": 900,
}


def kept(data: bytes) -> PictureFile:
    """A picture of a bank taken for what it is, without a look at it."""
    return PictureFile(id_of(data), 1200, 800, data)


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


_corners = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(
    lambda at: [at[0] / 10, at[1] / 10]
)

regions = st.lists(st.lists(_corners, min_size=3, max_size=6), min_size=1, max_size=3)

ONE_ANSWER = ("option", "option_list", "order", "pairs")
"""Kinds of key that one answer alone fits."""


def needs_key(kind: QuestionType[Any]) -> bool:
    """Whether there is no question of the type without a key."""
    return any(field.key and field.required for field in kind.fields)


def decimals(field: Field) -> st.SearchStrategy[float]:
    """Around the default, so that the numbers of a question mostly go together."""
    around = 42.0 if field.default is None else float(cast("float", field.default))
    least = -math.inf if field.least is None else field.least
    return st.sampled_from([around + by for by in (0, -5, 0.5, 2) if around + by >= least])


right_texts = st.dictionaries(
    st.sampled_from(LANGUAGES), st.lists(st.sampled_from(_WORDS), min_size=1), min_size=1
)


def _key(field: Field, lists: list[list[str]]) -> st.SearchStrategy[Any]:
    """Of a key by the ids of the question's lists."""
    if field.kind in _DRAWN:
        return _DRAWN[field.kind](field)
    keys: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
        "option": lambda: st.sampled_from(lists[0]),
        "option_list": lambda: st.lists(st.sampled_from(lists[0]), min_size=1, unique=True),
        "order": lambda: st.permutations(lists[0]),
        "pairs": lambda: st.permutations(lists[1]).map(
            lambda drawn: dict(zip(lists[0], drawn, strict=False))
        ),
        "regions": lambda: regions,
    }
    return keys[field.kind]()


_DRAWN: Mapping[str, Callable[[Field], st.SearchStrategy[Any]]] = {
    "options": options,
    "entries": options,
    "integer": lambda field: (
        st.sampled_from([int(each) for each in field.choices])
        if field.choices
        else st.integers(int(field.least or 0), int(field.most or 0))
    ),
    "text": lambda field: localized,
    "long_text": lambda field: localized,
    "decimal": decimals,
    "boolean": lambda field: st.booleans(),
    "choice": lambda field: st.sampled_from(field.choices),
    "accepted": lambda field: right_texts,
}


@st.composite
def keyless(draw: st.DrawFn, kind: QuestionType[Any]) -> dict[str, Any]:
    """A question of the type as it could stand in a bank, without a key unless there must be one."""
    data: dict[str, Any] = {"slug": "q", "type": kind.slug, "prompt": draw(localized)}
    for field in kind.fields:
        if not field.key and (field.required or draw(st.booleans())):
            data[field.name] = draw(_DRAWN[field.kind](field))
        if field.kind == "options":
            _adorn(data[field.name], kind.roles, draw(st.integers(0, 31)))
    if kind.needs_picture or draw(st.booleans()):
        data["picture"] = PICTURE
    if kind.shuffles:
        data["shuffle"] = draw(st.booleans())
    return data | draw(key_of(kind, data)) if needs_key(kind) else data


def _adorn(entries: list[dict[str, Any]], roles: tuple[str, ...], drawn: int) -> None:
    """Roles for the first entries and a picture for the last, by the bits of one number."""
    if len(entries) > len(roles):
        for bit, role in enumerate(roles):
            if drawn >> bit & 1:
                entries[bit]["role"] = role
    if drawn >> 3 & 1:
        entries[-1]["picture"] = PICTURE


@st.composite
def key_of(draw: st.DrawFn, kind: QuestionType[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that hold a key for the question; empty where its type has none."""
    lists = [
        [each["id"] for each in data[field.name]] for field in kind.fields if field.kind in LISTS
    ]
    return {f.name: draw(_key(f, lists)) for f in kind.fields if f.key}


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
    if not question.answerable:
        return st.just([])
    view = question.public_view("en")
    guess = question_type(question.type).guess
    return st.lists(st.integers(0, 2**32), max_size=16).map(
        lambda seeds: [question.parse_answer(guess(view, Random(seed))) for seed in seeds]
    )
