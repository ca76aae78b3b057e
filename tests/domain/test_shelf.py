"""Banks as they stand in the database: what a search asks for, what is not translated yet."""

from __future__ import annotations

from quizapp.domain.bank import read_question
from quizapp.domain.shelf import Wanted, texts_of, untranslated
from quizapp.domain.text import Json


def question(**fields: Json) -> dict[str, Json]:
    return {
        "slug": "q",
        "type": "single_choice",
        "prompt": {"en": "Which year?", "fr": "Quelle année ?"},
        "options": [{"id": "a", "text": {"en": "1993"}}, {"id": "b", "text": {"en": "Never"}}],
        **fields,
    }


def test_a_search_that_asks_for_nothing_is_none() -> None:
    assert not Wanted()
    assert Wanted(archived=True)
    assert Wanted(difficulty=1)


def test_texts_are_found_whatever_the_type() -> None:
    assert texts_of(question(source={"title": "T", "issuer": "I"}, tags=["en"])) == {
        "prompt": {"en": "Which year?", "fr": "Quelle année ?"},
        "options[0].text": {"en": "1993"},
        "options[1].text": {"en": "Never"},
    }
    assert texts_of({"en": "a whole text"}) == {"": {"en": "a whole text"}}
    assert texts_of({}) == texts_of({"en": 1}) == texts_of([]) == texts_of(None) == {}


def test_what_is_the_same_everywhere_need_not_be_translated() -> None:
    read = read_question(
        question(
            explanation={"en": "OECD", "fr": "OECD"},
            options=[{"id": "a", "text": {"en": "1993"}}, {"id": "b", "text": {"en": "Never"}}],
        )
    )
    assert untranslated(read, ("en", "fr")) == {"fr": 1}
    assert untranslated(read, ("ar",)) == {"ar": 2}
    assert untranslated(read, ("en",)) == {}
