"""What the next step on a floor is: one answer for the big button, its label and `NextStep`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.event import ActivityKind, RankingWhen
from quizapp.domain.live.state import (
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    ScriptActivity,
)

_FRESH_ID = "to be asked"


class StepKind(StrEnum):
    """Steps as the console names them."""

    FORWARD = "forward"
    START = "start"
    ASK = "ask"
    OPEN = "open"
    CLOSE = "close"
    REVEAL = "reveal"
    RANKING = "ranking"
    FINISH = "finish"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Step:
    """A step and what it is about: the activity to start, the 0-based question to ask."""

    kind: StepKind
    activity_id: str | None = None
    position: int | None = None


def next_step(state: EventState, floor_id: str) -> Step | None:
    """The step that `NextStep` takes now; None where the run sheet is at its end."""
    floor = state.floors[floor_id]
    if not floor.at_head:
        return Step(StepKind.FORWARD)
    return step_after(state, floor)


def preview(state: EventState, floor_id: str, now: int = 0) -> tuple[Step | None, Step | None]:
    """The next step and, once that one is taken, the one after it."""
    from quizapp.domain.live.commands import NextStep
    from quizapp.domain.live.decide import decide  # which itself asks here for the next step
    from quizapp.domain.live.evolve import fold

    step = next_step(state, floor_id)
    if step is None:
        return None, None
    rev = state.floors[floor_id].moved_seq
    taken = decide(state, NextStep(floor_id=floor_id, rev=rev, round_id=_FRESH_ID), now)
    return step, next_step(fold(state, taken), floor_id)


def step_after(state: EventState, floor: FloorState) -> Step | None:
    """The step after the head of the stage's history."""
    head = floor.head
    if head.kind is Kind.PODIUM:
        return Step(StepKind.CLEAR)
    if head.kind in (Kind.LOBBY, Kind.IDLE):
        return _next_activity(state)
    activity = state.script.activity(head.activity_id or "")
    if activity is None:
        return Step(StepKind.CLEAR)
    if head.kind is Kind.INTRO:
        return _ask_or_finish(state, activity)
    return _within_round(state, activity, state.rounds[head.round_id or ""])


def _within_round(state: EventState, activity: ScriptActivity, on_stage: Round) -> Step:
    if on_stage.voided:
        return _ask_or_finish(state, activity)
    match on_stage.phase:
        case Phase.ASKED:
            return Step(StepKind.OPEN, activity.id, on_stage.position)
        case Phase.OPEN:
            return Step(StepKind.CLOSE, activity.id, on_stage.position)
        case Phase.CLOSED if not on_stage.shows_results():
            return Step(StepKind.REVEAL, activity.id, on_stage.position)
        case Phase.REVEALED if _shows_ranking(activity, on_stage, state):
            return Step(StepKind.RANKING, activity.id, on_stage.position)
        case _:
            return _ask_or_finish(state, activity)


def _shows_ranking(activity: ScriptActivity, on_stage: Round, state: EventState) -> bool:
    more = next_position(state, activity) is not None
    graded = on_stage.rules.graded and on_stage.rules.points > 0
    return on_stage.rules.quiz and graded and more and activity.ranking is RankingWhen.EACH


def _ask_or_finish(state: EventState, activity: ScriptActivity) -> Step:
    position = next_position(state, activity)
    if position is not None:
        return Step(StepKind.ASK, activity.id, position)
    return Step(StepKind.FINISH, activity.id)


def next_position(state: EventState, activity: ScriptActivity) -> int | None:
    """The first question that this run has not asked yet; None where all were."""
    run = state.run_of(activity.id).run
    asked = {each.position for each in state.rounds_of(activity.id, run)}
    return next((i for i in range(len(activity.questions)) if i not in asked), None)


def _next_activity(state: EventState) -> Step | None:
    for activity in state.script.activities:
        if activity.questions and not state.run_of(activity.id).finished:
            return Step(StepKind.START, activity.id)
    return None


def shows_podium(activity: ScriptActivity) -> bool:
    """Whether the activity ends with a podium."""
    return activity.kind is ActivityKind.QUIZ
