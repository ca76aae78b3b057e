"""What the next step on a floor is: one answer for the big button, its label and `NextStep`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.domain.errors import QuizappError
from quizapp.domain.event import RankingWhen
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
    TAKE = "take"
    START = "start"
    BREATHER = "breather"
    ASK = "ask"
    OPEN = "open"
    CLOSE = "close"
    REVEAL = "reveal"
    SHOW = "show"
    RANKING = "ranking"
    FINISH = "finish"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Step:
    """A step and what it is about.

    The activity to start, the 0-based question to ask (or whose figures are shown), the agenda item
    to take.
    """

    kind: StepKind
    activity_id: str | None = None
    position: int | None = None
    item_id: str | None = None


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
    try:
        taken = decide(state, NextStep(floor_id=floor_id, rev=rev, round_id=_FRESH_ID), now)
    except QuizappError:  # only after a history that no show can have: the button refuses too
        return step, None
    return step, next_step(fold(state, taken), floor_id)


def step_after(state: EventState, floor: FloorState) -> Step | None:
    """The step after the head of the stage's history."""
    head = floor.head
    if head.kind is Kind.PODIUM:
        return Step(StepKind.CLEAR)
    if not head.running:
        return _what_follows(state, floor)
    on_stage = state.rounds.get(head.round_id or "")
    if on_stage is None or on_stage.voided or not on_stage.rules.answerable:
        return _ask_or_finish(state, head.activity_id or "")
    return _within_round(state, on_stage)


def _within_round(state: EventState, on_stage: Round) -> Step:
    """A round goes its way by the rules it carries, even if its activity was deleted meanwhile."""
    kind = _AFTER.get(on_stage.phase)
    if on_stage.phase is Phase.CLOSED and not on_stage.shows_results():
        kind = StepKind.REVEAL
    if on_stage.phase is Phase.REVEALED and _shows_ranking(state, on_stage):
        kind = StepKind.RANKING
    if kind is None:
        return _breathe(state, _ask_or_finish(state, on_stage.activity_id))
    return Step(kind, on_stage.activity_id, on_stage.position)


def _breathe(state: EventState, following: Step) -> Step:
    """A breather before the next question, where the activity has one."""
    activity = state.script.activity(following.activity_id or "")
    if following.kind is not StepKind.ASK or activity is None or not activity.breather_ms:
        return following
    return replace(following, kind=StepKind.BREATHER)


_AFTER = {Phase.ASKED: StepKind.OPEN, Phase.OPEN: StepKind.CLOSE}


def _shows_ranking(state: EventState, on_stage: Round) -> bool:
    activity = state.script.activity(on_stage.activity_id)
    if activity is None or next_position(state, activity) is None:
        return False
    return on_stage.rules.quiz and on_stage.rules.worth > 0 and activity.ranking is RankingWhen.EACH


def _ask_or_finish(state: EventState, activity_id: str) -> Step:
    activity = state.script.activity(activity_id)
    if activity is None:
        return Step(StepKind.CLEAR)
    for on in state.unshown(activity_id):
        return Step(StepKind.SHOW, activity_id, on.position)
    position = next_position(state, activity)
    if position is not None:
        return Step(StepKind.ASK, activity.id, position)
    return Step(StepKind.FINISH, activity.id)


def next_position(state: EventState, activity: ScriptActivity) -> int | None:
    """The first question that this run has not asked yet; None where all were.

    Questions are told apart by id, for an edit in the middle of a run moves positions. Where the
    run was answered beside the stage, its slides are not shown: they led nobody to a question.
    """
    rounds = state.rounds_of(activity.id, state.run_of(activity.id).run)
    aside = any(each.aside for each in rounds)
    places = {(each.position, each.question_id) for each in rounds}
    asked = Counter(question_id for _, question_id in places)
    for position, question in enumerate(activity.questions):
        if aside and not question.rules.answerable:
            continue
        if not asked[question.question_id]:
            return position
        asked[question.question_id] -= 1
    return None


def _what_follows(state: EventState, floor: FloorState) -> Step | None:
    """Where an agenda item is on the floor: its activities, then the next item.

    Behind the last item comes what was left out on the way.
    """
    items = state.script.items_of(floor.id)
    if floor.item_id not in items:
        return _next_activity(state, floor)
    for activity in state.script.activities:
        if activity.item_id == floor.item_id and _may_start(state, floor, activity):
            return Step(StepKind.START, activity.id)
    for item_id in items[items.index(floor.item_id) + 1 :]:
        return Step(StepKind.TAKE, item_id=item_id)
    return _next_activity(state, floor)


def _next_activity(state: EventState, floor: FloorState) -> Step | None:
    """What this floor left unfinished, else what follows in the run sheet, else what was skipped.

    What another floor has begun is left to that floor.
    """
    order = state.script.activities
    ids = [each.id for each in order]
    shown = (each.activity_id for each in reversed(floor.history))
    here = next((ids.index(each) for each in shown if each in ids), 0)
    for activity in (*order[here:], *order[:here]):
        if _may_start(state, floor, activity):
            return Step(StepKind.START, activity.id)
    return None


def _may_start(state: EventState, floor: FloorState, activity: ScriptActivity) -> bool:
    if not activity.questions or state.script.floor_of(activity) not in (None, floor.id):
        return False
    was = state.run_of(activity.id)
    if was.finished or was.aside or state.host(activity.id) is not None:
        return False
    return was.run == 0 or was.floor_id == floor.id or was.floor_id not in state.floors
