from __future__ import annotations

import re
from typing import Any

import pytest

from quizapp.domain.questions.open_text import OpenText, card_key
from quizapp.domain.tallies import TextGroup
from tests.domain.questions.reading import faults, read, reason

KIND = OpenText()
DATA: dict[str, Any] = {"max_length": 50, "max_answers": 2, "moderated": False}


def test_public_view_says_whether_somebody_reads_it_first() -> None:
    assert KIND.public_view(read(KIND, DATA), "ar") == DATA
    assert KIND.public_view(read(KIND, {}), "ar")["moderated"] is True
    assert KIND.moderated(read(KIND, {}))
    assert not KIND.moderated(read(KIND, DATA))
    assert KIND.labels(read(KIND, DATA), "ar") == {}


def test_answers_are_one_paragraph_each() -> None:
    content = read(KIND, DATA)

    assert KIND.parse_answer(content, ["More\n\ntime. ", ""]) == ["More time."]
    assert KIND.answer_text(content, ["More time.", "Less."], "en") == "More time.; Less."


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ([], "empty"),
        (["…", " "], "empty"),
        (["a", "b", "c"], "too_many"),
        (["x" * 51], "too_long"),
        (["bell\x07"], "not_for_a_screen"),
        ([1], "not_text"),
        ("more time", "not_a_list"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, DATA), raw) == why


def test_equal_texts_are_one_card_and_the_order_says_nothing_of_who_was_first() -> None:
    tally = KIND.tally(read(KIND, DATA), [["Start on time."], ["More time"], ["start on TIME"]])

    assert (tally.look, tally.voters) == ("cards", 3)
    assert list(tally.groups.values()) == [
        TextGroup("Start on time.", 2),
        TextGroup("More time", 1),
    ]
    assert list(tally.groups) == [card_key("start on time"), card_key("more time")]


def test_card_is_known_by_a_digest_and_not_by_its_words() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", card_key("More time"))
    assert card_key("More time!") == card_key("MORE TIME") != card_key("more times")


def test_rehearsed_answers_fit_the_narrowest_question() -> None:
    from quizapp.domain.questions import open_text

    assert max(map(len, open_text._REHEARSED)) <= 50


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"max_length": 49}, "max_length: out_of_range"),
        ({"max_length": 501}, "max_length: out_of_range"),
        ({"max_answers": 0}, "max_answers: out_of_range"),
        ({"max_answers": 6}, "max_answers: out_of_range"),
        ({"moderated": "no"}, "moderated: not_true_or_false"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, DATA | change)
