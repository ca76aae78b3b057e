from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank import read_question
from quizapp.domain.errors import ContentProblems
from quizapp.domain.questions.pin_on_image import PinOnImage
from quizapp.domain.tallies import Places
from tests.contracts.questions import PICTURE
from tests.domain.questions.reading import faults, read, reason

KIND = PinOnImage()
DOOR = [[0.1, 0.1], [0.3, 0.1], [0.3, 0.4], [0.1, 0.4]]
STAGE = [[0.6, 0.6], [1, 0.6], [0.8, 1]]
QUIZ: dict[str, Any] = {"regions": [DOOR, STAGE]}


@pytest.mark.parametrize(
    ("at", "right"),
    [([0.2, 0.2], True), ([0.3, 0.1], True), ([0.8, 0.7], True), ([0.5, 0.5], False)],
)
def test_any_region_is_right_its_edge_too(at: list[float], right: bool) -> None:
    assert KIND.grade(read(KIND, QUIZ), at) == right


def test_key_is_the_regions() -> None:
    content = read(KIND, QUIZ)

    assert KIND.public_view(content, "en") == {}
    assert KIND.key_view(content, "en") == {"regions": [DOOR, STAGE]} == KIND.to_dict(content)
    assert KIND.key_text(content, "en").endswith("; (0.6, 0.6) (1, 0.6) (0.8, 1)")
    assert KIND.answer_text(content, [0.31, 0.7], "fr") == "(0.31, 0.7)"


def test_poll_has_no_key_and_is_not_graded() -> None:
    content = read(KIND, {})

    assert not KIND.has_key(content)
    assert (KIND.key_view(content, "en"), KIND.to_dict(content)) == ({}, {})
    assert KIND.key_text(content, "en") == ""
    assert KIND.tally(content, [[0.2, 0.2]]).inside == 0
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(content, [0.2, 0.2])


def test_answer_is_kept_to_four_digits() -> None:
    assert KIND.parse_answer(read(KIND, QUIZ), [0.123456, 1]) == [0.1235, 1.0]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, "not_a_list"),
        ({"x": 0.1, "y": 0.2}, "not_a_list"),
        ([0.1], "not_a_point"),
        ([0.1, 0.2, 0.3], "not_a_point"),
        ([0.1, 1.2], "not_a_point"),
        (["0.1", 0.2], "not_a_point"),
        ([True, False], "not_a_point"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, QUIZ), raw) == why


def test_tally_has_the_pins_and_how_many_are_in_a_region() -> None:
    tally = KIND.tally(read(KIND, QUIZ), [[0.8, 0.7], [0.2, 0.2], [0.5, 0.5]])

    assert tally == Places(3, {"all": ((0.2, 0.2), (0.5, 0.5), (0.8, 0.7))}, inside=2)


def test_figures_before_the_reveal_don_t_say_who_is_inside() -> None:
    so_far = KIND.tally_so_far(read(KIND, QUIZ), [[0.8, 0.7], [0.2, 0.2], [0.5, 0.5]])

    assert so_far == Places(3, {"all": ((0.2, 0.2), (0.5, 0.5), (0.8, 0.7))}, inside=0)


@pytest.mark.parametrize(
    ("regions", "fault"),
    [
        ("everywhere", "regions: not_a_list"),
        ([], "regions: wrong_count"),
        ([DOOR] * 11, "regions: wrong_count"),
        ([DOOR, "there"], "regions[1]: not_a_list"),
        ([DOOR[:2]], "regions[0]: wrong_count"),
        ([[*DOOR, [0.5, 1.5]]], "regions[0][4]: not_a_point"),
        ([[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]], "regions[0]: flat_region"),
    ],
)
def test_faults_in_the_content_are_named(regions: object, fault: str) -> None:
    assert fault in faults(KIND, {"regions": regions})


def test_question_without_its_picture_is_refused() -> None:
    plain = {"slug": "door", "type": "pin_on_image", "prompt": {"en": "Where is the door?"}}

    with pytest.raises(ContentProblems, match="picture: missing"):
        read_question(plain)
    assert read_question(plain | {"picture": PICTURE}).public_view("ar")["picture"]
