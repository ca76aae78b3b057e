from __future__ import annotations

from random import Random

import pytest

from quizapp.domain.bank import read_question
from quizapp.domain.questions.slide import Slide
from tests.domain.questions.reading import faults, read, reason

KIND = Slide()
DATA = {"body": {"en": "Back in ten minutes.", "fr": "De retour dans dix minutes."}}


def test_slide_is_shown_whole_from_the_beginning() -> None:
    question = read_question(
        {
            "slug": "s",
            "type": "slide",
            "prompt": {"en": "A break"},
            **DATA,
            "explanation": {"en": "!"},
        }
    )

    assert not question.answerable
    assert (
        question.prompt_view("fr")
        == question.public_view("fr")
        == {
            "lang": "en",
            "type": "slide",
            "prompt": "A break",
            "body": "De retour dans dix minutes.",
        }
    ), "the prompt is English, whatever was asked for"


def test_body_may_be_missing() -> None:
    assert KIND.public_view(read(KIND, {}), "en") == {"body": ""}
    assert KIND.to_dict(read(KIND, {})) == {}


def test_nothing_can_be_answered() -> None:
    content = read(KIND, DATA)

    assert not KIND.answerable
    assert reason(KIND, content, "yes") == "nothing_to_answer"
    assert KIND.labels(content, "en") == {}
    with pytest.raises(ValueError, match="no answers"):
        KIND.guess({}, Random(1))
    with pytest.raises(ValueError, match="no answers"):
        KIND.tally(content, [])
    with pytest.raises(ValueError, match="no answers"):
        KIND.answer_text(content, "yes", "en")


def test_faults_in_the_content_are_named() -> None:
    assert faults(KIND, {"body": "text"}) == {"body: not_localized"}
