from __future__ import annotations

import pytest

from quizapp.domain.questions.stop_words import STOP_WORDS, telling
from quizapp.domain.questions.word_cloud import WordCloud
from quizapp.domain.tallies import TextGroup, Texts
from quizapp.domain.text import LANGUAGES
from tests.domain.questions.reading import faults, read

KIND = WordCloud()
MEANT = (
    "son",
    "fora",
    "thé",
    "été",
    "mère",
    "pain",
    "sea",
    "mal",
    "no",
    "sì",
    "уже",
    "мир",
    "سلام",
)
"""Words of one language that are filler, or nearly, in another."""


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("the rule of law", "rule law"),
        ("The", ""),
        ("thé", "thé"),
        ("à la carte", "carte"),
        ("L’éthique", "éthique"),
        ("l'éthique", "éthique"),
        ("LED", "LED"),
        ("la confianza", "confianza"),
        ("o trabalho", "trabalho"),
        ("и закон, и порядок", "закон, порядок"),
        ("Её", ""),
        ("ее", ""),
        ("الثقة في القانون", "الثقة القانون"),
        ("الى العمل", "العمل"),
        ("❤️", "❤️"),
        ("", ""),
    ],
)
def test_only_what_says_something_is_left(typed: str, left: str) -> None:
    assert telling(typed) == left


def test_no_list_takes_a_word_that_a_hall_could_mean() -> None:
    assert [each for each in MEANT if not telling(each)] == []


def test_each_language_has_its_list_in_lower_case() -> None:
    assert tuple(STOP_WORDS) == LANGUAGES
    for words in STOP_WORDS.values():
        assert len(words) > 30
        assert all(word == word.casefold() for word in words)


def test_words_that_say_nothing_are_left_out_where_that_is_wanted() -> None:
    answers = [["the law", "law"], ["Law"], ["and"], ["الثقة"], ["ثقة"]]

    assert KIND.tally(read(KIND, {"stop_words": True}), answers) == Texts(
        5,
        {
            "law": TextGroup("Law", 2),
            "الثقة": TextGroup("الثقة", 1),
            "ثقة": TextGroup("ثقة", 1),
        },
    )
    assert set(KIND.tally(read(KIND, {}), answers).groups) == {
        "the law",
        "law",
        "and",
        "الثقة",
        "ثقة",
    }


def test_choice_comes_back_from_its_file() -> None:
    wanted, not_wanted = read(KIND, {"stop_words": True}), read(KIND, {"stop_words": False})

    assert read(KIND, KIND.to_dict(wanted)) == wanted
    assert "stop_words" not in KIND.to_dict(not_wanted)
    assert faults(KIND, {"stop_words": "yes"}) == {"stop_words: not_true_or_false"}
