from __future__ import annotations

import pytest

from quizapp.domain.text import LANGUAGES, N_, LocalizedText, direction


def test_text_is_given_in_the_language_asked_for_or_the_first_there_is() -> None:
    text = LocalizedText.of({"fr": "Vote", "en": "Ballot"})

    assert (text.get("en"), text.get("fr"), text.get("ar")) == ("Ballot", "Vote", "Vote")
    assert text.languages == ("fr", "en")
    assert text.to_dict() == {"fr": "Vote", "en": "Ballot"}


def test_empty_translation_falls_back() -> None:
    assert LocalizedText.of({"en": "", "ru": "Голос"}).get("en") == "Голос"


def test_text_says_in_which_language_it_is() -> None:
    text = LocalizedText.of({"fr": "Vote", "en": "Ballot"})

    assert (text.spoken("en"), text.spoken("ar")) == ("en", "fr")
    assert LocalizedText().spoken("ar") == "ar"


def test_no_text_is_empty_and_false() -> None:
    assert LocalizedText().get("en") == ""
    assert not LocalizedText()
    assert LocalizedText.of({"en": "x"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_arabic_runs_from_right_to_left(language: str) -> None:
    assert direction(language) == ("rtl" if language == "ar" else "ltr")


def test_marked_text_is_the_text() -> None:
    assert N_("Scale") == "Scale"
