from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import BadAnswer
from quizapp.domain.questions import folding
from quizapp.domain.questions.folding import clean, fold
from quizapp.domain.typed import length

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Éthique!", "ethique"),
        ("E\u0301thique", "\u00c9THIQUE"),
        ("l’intégrité", "L'INTEGRITE"),
        ("co-operation", "Cooperation"),
        ("ещё", "ЕЩЕ"),
        ("الثِّقَة", "الثقة"),
        ("ثـــقة", "ثقة"),
        ("أمانة", "امانة"),
        ("ação", "ACAO"),
        ("Straße", "STRASSE"),
        ("¿confianza?", "confianza"),
        ("good   law", "Good law."),
        ("ﬁne", "fine"),
        ("❤️", "❤"),
        ("ΝΌΜΟΣ", "νομος"),
    ],
)
def test_spellings_that_count_as_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("law", "laws"), ("мой", "мои"), ("C++", "C"), ("कि", "कु"), ("มา", "ม่า"), ("👍", "👎")],
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_a_key_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20))
def test_clean_gives_back_what_can_be_stored_and_cleaned_again(text: str) -> None:
    try:
        word = clean(text, 12)
    except BadAnswer as refused:
        assert refused.details["reason"] in {"not_for_a_screen", "too_long"}  # noqa: PT017
        return
    assert clean(word, 12) == word
    assert length(word) <= 12
    assert unicodedata.is_normalized("NFC", word)
    assert json.loads(json.dumps(word).encode("utf-8")) == word


@pytest.mark.parametrize(
    "text",
    [
        "a\u3164b",
        "a\x00b",
        "a\x1bb",
        "a\x9bb",
        "\ud800",
        "\ue000",
        "\u0378",
        "abc\u202ecba",
        "\u202da",
    ],
)
def test_characters_that_could_harm_the_screen_are_refused(text: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        clean(text, 12)
    assert refused.value.details["reason"] == "not_for_a_screen"


def test_piled_up_marks_are_refused() -> None:
    assert clean("x" + "\u0301" * 4, 12) == "x" + "\u0301" * 4
    with pytest.raises(BadAnswer) as refused:
        clean("x" + "\u0301" * 5, 12)
    assert refused.value.details["reason"] == "not_for_a_screen"


def test_invisible_characters_are_dropped_and_white_space_is_collapsed() -> None:
    assert clean("\u200f ثقة\u00ad \u2009 x\ufeff", 12) == "ثقة x"


def test_words_at_the_limit_are_taken() -> None:
    assert clean("a" * 12, 12) == "a" * 12
    assert clean(FAMILY * 12, 12) == FAMILY * 12
    with pytest.raises(BadAnswer):
        clean("\u200d".join("👩" * 80), 12)
    with pytest.raises(BadAnswer):
        clean("a" * 13, 12)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("a" + "\u0301\u0316" * 200, "not_for_a_screen"),
        ("a" + "\u0301\u0316" * 8000, "too_long"),
        ("a" + " " * 16_000, "too_long"),
    ],
)
def test_what_would_take_long_to_compose_is_refused_before_it_is(
    typed: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "tidy", lambda _: pytest.fail("was composed"))
    with pytest.raises(BadAnswer) as refused:
        clean(typed, 500)
    assert refused.value.details["reason"] == reason
