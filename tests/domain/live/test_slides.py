"""Something to read between the questions: asked, and that is all."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import RoundNotOpen
from quizapp.domain.event import ActivityKind
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.answering import accept
from quizapp.domain.live.log import decode, encode
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.live.steps import Step, StepKind, preview
from tests.domain.live.stagehand import (
    HALL,
    SLIDE_POLL,
    SLIDE_QUIZ,
    Stagehand,
    activity,
    script,
)
from tests.domain.live.stagehand import SLIDE as SLIDE_RULES

ONLY_SLIDES = activity("slides", ActivityKind.POLL, SLIDE_RULES, SLIDE_RULES)


@pytest.fixture(params=[SLIDE_QUIZ, SLIDE_POLL], ids=["quiz", "poll"])
def show(request: pytest.FixtureRequest) -> Stagehand:
    """At its first slide."""
    return Stagehand(script(request.param)).start(request.param.id).next()


def test_slide_is_asked_and_the_next_step_is_the_next_question(show: Stagehand) -> None:
    assert show.on.phase is Phase.ASKED
    assert show.on.opens_at is None
    assert show.following() == Step(StepKind.ASK, show.on.activity_id, 1)
    assert show.beats()[-1] == "r1 asked"


def test_last_slide_is_followed_by_the_end() -> None:
    show = Stagehand(script(ONLY_SLIDES)).start("slides").next()

    assert preview(show.state, HALL) == (
        Step(StepKind.ASK, "slides", 1),
        Step(StepKind.FINISH, "slides"),
    )
    assert show.next(2).hall.head.kind is Kind.IDLE


def test_nothing_opens_a_slide_and_no_answer_is_taken(show: Stagehand) -> None:
    show.wait(60_000)

    assert show.refused(cmd.OpenRound(round_id="r1")) == "stale"
    assert show.refused(cmd.CloseRound(round_id="r1", cause=ev.Cause.DEADLINE)) == "wrong_phase"
    assert show.refused(cmd.GiveTimeBack(round_id="r1", lost_ms=1_000)) == "wrong_phase"
    with pytest.raises(RoundNotOpen):
        accept(show.state, "r1", "ada", show.now)


def test_slide_can_only_be_left_or_undone(show: Stagehand) -> None:
    can = possible(show.state, HALL, show.now).to_dict()

    assert {name for name, is_possible in can.items() if is_possible} == {"back", "undo", "finish"}
    assert show.refused(cmd.VoidRound(round_id="r1")) == "wrong_phase"


def test_slide_is_undone_and_redone(show: Stagehand) -> None:
    before = show.beats()

    assert show.undo(HALL).hall.head.kind is Kind.INTRO
    assert show.undo(HALL).beats() == before


def test_slide_that_was_left_is_not_shown_twice(show: Stagehand) -> None:
    slide = show.on
    show.lobby().start(slide.activity_id)

    assert show.state.rounds == {"r1": slide}
    assert show.hall.head.round_id == "r1"
    assert show.following() == Step(StepKind.ASK, slide.activity_id, 1)


def test_look_back_shows_the_slide_as_it_was(show: Stagehand) -> None:
    show.next().back()

    assert (show.shown.round_id, show.shown.phase) == ("r1", Phase.ASKED)


def test_round_asked_before_there_were_slides_is_answerable(show: Stagehand) -> None:
    asked = next(each for each in show.log if each.kind == "RoundAsked")
    rules = asked.data["rules"]
    assert isinstance(rules, dict)
    old = {key: value for key, value in rules.items() if key != "answerable"}

    event = decode("RoundAsked", {**asked.data, "rules": old})

    assert isinstance(event, ev.RoundAsked)
    assert event.rules.answerable
    assert encode(decode("RoundAsked", asked.data)) == asked.data
