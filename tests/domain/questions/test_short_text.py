from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quizapp.domain.questions.short_text import MOST_ACCEPTED, ShortText
from quizapp.domain.tallies import TextGroup, Texts
from tests.domain.questions.reading import faults, read, reason

KIND = ShortText()
ACCEPTED = {"en": ["WCO", "World Customs Organization"], "fr": ["OMD", "WCO"]}
DATA: dict[str, Any] = {"accepted": ACCEPTED, "typos": 1, "max_length": 40}
POLL: dict[str, Any] = {}


def test_public_view_has_the_limit_only() -> None:
    assert KIND.public_view(read(KIND, DATA), "fr") == {"max_length": 40}
    assert KIND.labels(read(KIND, DATA), "fr") == {}


def test_key_is_the_same_in_every_language_own_texts_first() -> None:
    content = read(KIND, DATA)

    assert KIND.key_view(content, "fr") == {
        "accepted": ["wco", "world customs organization", "omd"],
        "texts": ["OMD", "WCO", "World Customs Organization"],
    }
    assert KIND.key_view(content, "ar")["texts"] == ["WCO", "World Customs Organization", "OMD"]
    assert KIND.right(content) == ("wco", "world customs organization", "omd")
    assert KIND.key_text(content, "fr") == "OMD; WCO"
    assert KIND.key_text(content, "ar") == "WCO; World Customs Organization; OMD"


@pytest.mark.parametrize(
    ("answer", "share"),
    [
        ("WCO", 1),
        ("w.c.o.", 1),
        ("Omd!", 1),
        ("wörld  customs organization", 1),
        ("World Customs Organisation", 1),
        ("World Custom Organization", 1),
        ("World Custom Organisation", 0),
        ("WTO", 0),
        ("", 0),
    ],
)
def test_any_language_counts_and_one_letter_may_be_wrong(answer: str, share: int) -> None:
    assert KIND.grade(read(KIND, DATA), answer) == Fraction(share)


def test_without_typos_each_letter_counts() -> None:
    content = read(KIND, DATA | {"typos": 0})

    assert KIND.grade(content, "World Customs Organisation") == 0


def test_digits_of_any_script_are_the_same() -> None:
    content = read(KIND, {"accepted": {"en": ["2003"]}})

    assert KIND.grade(content, "٢٠٠٣") == 1


def test_what_is_right_stands_under_the_answer_that_it_matches() -> None:
    answers = ["WTO", "wco", "wco", "World Customs Organisation", "wto", "wto"]

    assert KIND.tally(read(KIND, DATA), answers) == Texts(
        6,
        {
            "wto": TextGroup("wto", 3),
            "wco": TextGroup("WCO", 2),
            "world customs organization": TextGroup("World Customs Organization", 1),
        },
        look="bars",
    )


def test_figures_before_the_reveal_are_those_of_a_question_without_key() -> None:
    answers = ["World Customs Organisation", "World Customs Organization", "wco"]

    so_far = KIND.tally_so_far(read(KIND, DATA), answers)

    assert so_far == KIND.tally(read(KIND, POLL), answers)
    assert len(so_far.groups) == 3


def test_answer_can_be_accepted_afterwards() -> None:
    content = read(KIND, DATA)

    more = KIND.accept(content, "Customs WCO")

    assert more is not None
    assert KIND.grade(more, "customs wco") == 1
    assert KIND.to_dict(more)["accepted"] == {
        "en": ["WCO", "World Customs Organization", "Customs WCO"],
        "fr": ["OMD", "WCO"],
    }
    assert read(KIND, KIND.to_dict(more)) == more


def test_list_of_right_answers_has_an_end_also_when_one_is_accepted_afterwards() -> None:
    full = read(KIND, {"accepted": {"en": [f"word {n}" for n in range(MOST_ACCEPTED)]}})
    assert KIND.accept(full, "one more") is None


def test_what_is_right_already_and_a_poll_can_not_be_accepted() -> None:
    assert KIND.accept(read(KIND, DATA), "omd") is None
    assert KIND.accept(read(KIND, DATA), "World Customs Organisation") is None
    assert KIND.accept(read(KIND, POLL), "omd") is None


def test_answer_is_kept_as_typed() -> None:
    content = read(KIND, DATA)

    assert KIND.parse_answer(content, "  The \u00a0 WCO! ") == "The WCO!"
    assert KIND.answer_text(content, "The WCO!", "fr") == "The WCO!"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("", "empty"),
        ("?!", "empty"),
        ("x" * 41, "too_long"),
        ("bell\x07", "not_for_a_screen"),
        (["WCO"], "not_text"),
        (None, "not_text"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_without_a_key_it_is_a_poll() -> None:
    content = read(KIND, {"accepted": {"en": []}})

    assert not KIND.has_key(content)
    assert KIND.key_view(content, "en") == {}
    assert KIND.key_text(content, "en") == ""
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(content, "WCO")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"accepted": {"xx": ["a"]}}, "accepted.xx: unknown_language"),
        ({"accepted": {"en": "WCO"}}, "accepted.en: not_a_list_of_text"),
        ({"accepted": {"en": ["WCO", "?"]}}, "accepted.en[1]: empty_text"),
        (
            {"accepted": {"en": [f"word {n}" for n in range(MOST_ACCEPTED + 1)]}},
            "accepted.en: wrong_count",
        ),
        ({"accepted": {"en": ["x" * 41]}}, "accepted.en[0]: too_long"),
        ({"accepted": {"en": ["bell\x07"]}}, "accepted.en[0]: not_for_a_screen"),
        ({"accepted": ["WCO"]}, "accepted: not_a_mapping"),
        ({"typos": 2}, "typos: out_of_range"),
        ({"max_length": 9}, "max_length: out_of_range"),
        ({"max_length": 101}, "max_length: out_of_range"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
