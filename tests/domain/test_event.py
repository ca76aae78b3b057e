from __future__ import annotations

import pytest

from quizapp.domain.bank import Question
from quizapp.domain.event import (
    Activity,
    ActivityKind,
    ActivityQuestion,
    Event,
    Floor,
    JoinMode,
    Wifi,
)
from quizapp.domain.text import LocalizedText

TITLE = LocalizedText.of({"en": "Town hall"})


def asked(question_id: str, version: int) -> ActivityQuestion:
    question = Question(f"{question_id}-{version}", "word_cloud", TITLE, content=None)
    return ActivityQuestion(question_id, version, question, time_limit_s=None)


def activity(activity_id: str, *questions: ActivityQuestion) -> Activity:
    return Activity(activity_id, activity_id, ActivityKind.POLL, TITLE, None, 0, questions)


EVENT = Event(
    id="e",
    slug="town-hall",
    code="482913",
    title=TITLE,
    theme=TITLE,
    time_zone="UTC",
    languages=("en",),
    screen_languages=("en",),
    days=(None,),
    join=JoinMode.ANONYMOUS,
    wifi=Wifi(),
    screen_token="s",
    floors=(Floor("f", LocalizedText.of({"en": "Hall"}), 1),),
    agenda=(),
    activities=(activity("a1", asked("q1", 1)), activity("a2", asked("q2", 1), asked("q1", 2))),
)


def test_activity_is_found_by_its_id() -> None:
    assert EVENT.activity("a2").slug == "a2"
    with pytest.raises(KeyError):
        EVENT.activity("a3")


def test_question_is_found_in_the_version_that_was_asked() -> None:
    assert EVENT.question("q1", 1).slug == "q1-1"
    assert EVENT.question("q1", 2).slug == "q1-2"
    with pytest.raises(KeyError):
        EVENT.question("q2", 2)
