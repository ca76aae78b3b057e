"""Quiet between two questions: a beat that ends by itself, or at the next step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.event import RankingWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.live.steps import StepKind, preview
from tests.domain.live.stagehand import (
    BREATHER_MS,
    BREATHING,
    BREATHING_POLL,
    HALL,
    QUIZ,
    Stagehand,
    script,
)


@pytest.fixture
def show() -> Stagehand:
    """The ranking after the first of three questions."""
    return Stagehand(script(BREATHING, BREATHING_POLL)).start("quiz").next_until(Phase.RANKING)


def kinds(show: Stagehand) -> list[StepKind]:
    return [each.kind for each in preview(show.state, HALL, show.now) if each]


def test_no_breather_before_the_first_question(show: Stagehand) -> None:
    assert show.beats()[:2] == ["lobby", "intro quiz"]
    assert show.beats()[2] == "r1 asked"


def test_next_step_begins_it_and_the_timer_asks(show: Stagehand) -> None:
    assert kinds(show) == [StepKind.BREATHER, StepKind.ASK]
    show.next()
    assert (show.shown.kind, show.shown.ends_at) == (Kind.BREATHER, show.now + BREATHER_MS)
    assert show.shown.running
    early = cmd.EndBreather(floor_id=HALL, round_id="early")
    assert show.wait(BREATHER_MS - 1).refused(early) == "stale"
    show.wait(1).breather_ends()
    assert show.on.phase is Phase.ASKED
    assert show.on.position == 1
    assert "breather quiz" not in show.beats()


def test_next_step_ends_it_at_once(show: Stagehand) -> None:
    show.next(2)
    assert (show.on.phase, show.on.position) == (Phase.ASKED, 1)


def test_without_a_ranking_it_follows_the_reveal() -> None:
    live = Stagehand(script(BREATHING_POLL)).start("live").next_until(Phase.CLOSED)
    assert kinds(live) == [StepKind.BREATHER, StepKind.ASK]
    live.next().wait(BREATHER_MS).breather_ends()
    assert (live.on.phase, live.on.position) == (Phase.OPEN, 1)


def test_nothing_follows_the_last_question() -> None:
    last = BREATHING.questions[:1]
    show = Stagehand(script(replace(BREATHING, questions=last, ranking=RankingWhen.END)))
    assert kinds(show.start("quiz").next_until(Phase.REVEALED))[0] is StepKind.FINISH


def test_undo_takes_it_back_and_again(show: Stagehand) -> None:
    before = show.beats()
    show.next().undo()
    assert show.beats() == before
    show.wait(3_000).undo()
    assert show.shown.ends_at == show.now + BREATHER_MS
    show.next().undo()
    assert show.beats() == before, "a question taken back waits for the moderator"
    show.undo()
    assert show.on.phase is Phase.ASKED
    gone = ev.BreatherBegun(at=1, floor_id=HALL, activity_id="quiz", for_ms=1)
    assert not show.inverse_of(gone)
    nowhere = ev.BreatherBegun(at=1, floor_id="nowhere", activity_id="quiz", for_ms=1)
    assert not show.inverse_of(nowhere)


def test_it_waits_while_the_room_sees_something_else(show: Stagehand) -> None:
    show.next().wait(BREATHER_MS)
    over = cmd.EndBreather(floor_id=HALL, round_id="over")
    assert show.back().refused(over) == "stale"
    assert show.next().blank().refused(over) == "stale"
    show.blank(False)
    assert show.shown.kind is Kind.BREATHER
    show.breather_ends()
    assert show.on.position == 1


def test_only_a_question_comes_by_itself(show: Stagehand) -> None:
    show.next().wait(BREATHER_MS).edit(replace(BREATHING, questions=BREATHING.questions[:1]))
    over = cmd.EndBreather(floor_id=HALL, round_id="over")
    assert show.refused(over) == "stale"
    show.edit(QUIZ)
    show.state = show.state.with_script(script())
    assert show.refused(over) == "stale"
    assert show.next().shown.kind is Kind.IDLE


def test_leaving_it_leaves_no_trace(show: Stagehand) -> None:
    before = show.beats()
    show.next().lobby()
    assert show.beats() == [*before, "lobby"]
    show.undo()
    assert kinds(show) == [StepKind.BREATHER, StepKind.ASK]
