from __future__ import annotations

import pytest

from quizapp.domain.questions.folding import fold
from quizapp.domain.questions.profanity import entries, is_profane
from quizapp.domain.questions.stop_words import STOP_WORDS
from quizapp.domain.text import LANGUAGES

HARMLESS = (
    "Scunthorpe", "assess", "cocktail", "Dick", "class", "con", "bite", "año", "ano", "negro",
    "chatte", "Sussex", "analyse", "shitake", "Nick", "نيكولا", "كسر", "الكسر", "زبون", "ثقة",
    "страховка", "оскорблять", "рубля", "мандат", "culpa", "puteaux", "computador", "reputação",
    "disputa", "porre", "corrupción", "éthique", "pedestrian", "cumulative", "integrity",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_found_however_it_is_typed(language: str) -> None:
    listed = entries(language)

    assert len(listed) >= 30
    assert len(set(listed)) == len(listed)
    for each in listed:
        assert is_profane(fold(each))
        assert is_profane(fold(f"¡{each.upper()}!"))
        assert is_profane(fold(f"x {each} y"))


@pytest.mark.parametrize("word", HARMLESS)
def test_only_whole_words_are_found(word: str) -> None:
    assert not is_profane(fold(word))


def test_accents_vowel_signs_and_case_hide_nothing() -> None:
    assert is_profane(fold("Долбоеб"))
    assert is_profane(fold("ENCULE"))
    assert is_profane(fold("شَرْمُوطة"))
    assert not is_profane("")


def test_no_filler_is_taken_for_strong_language() -> None:
    assert not any(is_profane(fold(each)) for words in STOP_WORDS.values() for each in words)
