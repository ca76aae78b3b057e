"""The fold: `evolve(state, event)` is total, keeps every rule to `decide`, and never looks away.

An event that names something the state does not know changes nothing but `seq`, so that an old
log can always be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch

from quizapp.domain.live import events as ev
from quizapp.domain.live.state import (
    ActivityState,
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    Shown,
)

LONGEST_HISTORY = 400


def evolve(state: EventState, event: ev.Event) -> EventState:
    """The state after one event; `seq` rises by one."""
    after = _apply(event, replace(state, seq=state.seq + 1))
    passive = isinstance(event, ev.StageMoved | ev.ContentChanged | ev.TimeGivenBack)
    return after if passive else replace(after, last=event)


def fold(state: EventState, events: Iterable[ev.Event]) -> EventState:
    """Several events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


@singledispatch
def _apply(event: ev.Event, state: EventState) -> EventState:
    return state


def _on_floor(
    state: EventState, floor_id: str, change: Callable[[FloorState], FloorState]
) -> EventState:
    floor = state.floors.get(floor_id)
    if floor is None:
        return state
    changed = replace(change(floor), moved_seq=state.seq)
    return replace(state, floors={**state.floors, floor_id: changed})


def _push(state: EventState, floor_id: str, shown: Shown) -> EventState:
    def onto(floor: FloorState) -> FloorState:
        history = (*floor.history, shown)[-LONGEST_HISTORY:]
        return replace(
            floor, history=history, cursor=len(history) - 1, blank=False, big_qr=False
        )

    return _on_floor(state, floor_id, onto)


def _on_round(state: EventState, round_id: str, change: Callable[[Round], Round]) -> EventState:
    known = state.rounds.get(round_id)
    if known is None:
        return state
    return replace(state, rounds={**state.rounds, round_id: change(known)})


def _enter(state: EventState, round_id: str, change: Callable[[Round], Round]) -> EventState:
    """Change a round and put its new phase on its stage."""
    if round_id not in state.rounds:
        return state
    state = _on_round(state, round_id, change)
    entered = state.rounds[round_id]
    shown = Shown(Kind.ROUND, entered.activity_id, round_id, entered.phase)
    return _push(state, entered.floor_id, shown)


def _forget(state: EventState, round_id: str, phases: frozenset[Phase]) -> EventState:
    """Take what was undone out of the stage's history, and look at what is last then."""

    def without(floor: FloorState) -> FloorState:
        kept = tuple(
            shown
            for shown in floor.history
            if not (shown.round_id == round_id and shown.phase in phases)
        ) or (Shown(Kind.LOBBY),)
        return replace(floor, history=kept, cursor=len(kept) - 1)

    known = state.rounds.get(round_id)
    return state if known is None else _on_floor(state, known.floor_id, without)


@_apply.register
def _(event: ev.LobbyShown, state: EventState) -> EventState:
    return _push(state, event.floor_id, Shown(Kind.LOBBY))


@_apply.register
def _(event: ev.IdleShown, state: EventState) -> EventState:
    return _push(state, event.floor_id, Shown(Kind.IDLE))


@_apply.register
def _(event: ev.ActivityStarted, state: EventState) -> EventState:
    activities = {**state.activities, event.activity_id: ActivityState(run=event.run)}
    state = replace(state, activities=activities)
    rounds = [each for each in state.rounds_of(event.activity_id, event.run) if not each.voided]
    if not rounds:
        return _push(state, event.floor_id, Shown(Kind.INTRO, event.activity_id))
    last = rounds[-1]
    return _push(state, event.floor_id, Shown(Kind.ROUND, last.activity_id, last.id, last.phase))


@_apply.register
def _(event: ev.ActivityFinished, state: EventState) -> EventState:
    run = state.run_of(event.activity_id).run
    done = ActivityState(run=run, finished=True)
    state = replace(state, activities={**state.activities, event.activity_id: done})
    kind = Kind.PODIUM if event.podium else Kind.IDLE
    shown = Shown(kind, event.activity_id if event.podium else None)
    return _push(state, event.floor_id, shown)


@_apply.register
def _(event: ev.RoundAsked, state: EventState) -> EventState:
    asked = Round(
        id=event.round_id,
        floor_id=event.floor_id,
        activity_id=event.activity_id,
        run=event.run,
        position=event.position,
        question_id=event.question_id,
        version=event.version,
        rules=event.rules,
        phase=Phase.ASKED,
        asked_at=event.at,
        opens_at=event.opens_at,
    )
    state = replace(state, rounds={**state.rounds, asked.id: asked})
    return _enter(state, asked.id, lambda each: each)


@_apply.register
def _(event: ev.RoundWithdrawn, state: EventState) -> EventState:
    state = _forget(state, event.round_id, frozenset(Phase))
    kept = {key: value for key, value in state.rounds.items() if key != event.round_id}
    return replace(state, rounds=kept)


@_apply.register
def _(event: ev.RoundOpened, state: EventState) -> EventState:
    def opened(each: Round) -> Round:
        return replace(
            each, phase=Phase.OPEN, opens_at=None, opened_at=event.at, deadline_at=event.deadline_at
        )

    return _enter(state, event.round_id, opened)


@_apply.register
def _(event: ev.RoundUnopened, state: EventState) -> EventState:
    def unopened(each: Round) -> Round:
        return replace(
            each, phase=Phase.ASKED, opened_at=None, deadline_at=None, paused_at=None, stopped_ms=0
        )

    state = _forget(state, event.round_id, frozenset({Phase.OPEN}))
    return _on_round(state, event.round_id, unopened)


@_apply.register
def _(event: ev.RoundPaused, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda each: replace(each, paused_at=event.at))


@_apply.register
def _(event: ev.RoundResumed, state: EventState) -> EventState:
    def resumed(each: Round) -> Round:
        return _shifted(replace(each, paused_at=None), event.paused_ms)

    return _on_round(state, event.round_id, resumed)


@_apply.register
def _(event: ev.TimeGivenBack, state: EventState) -> EventState:
    def given(each: Round) -> Round:
        if each.opens_at is not None:
            return replace(each, opens_at=each.opens_at + event.lost_ms)
        return _shifted(each, event.lost_ms)

    return _on_round(state, event.round_id, given)


def _shifted(each: Round, ms: int) -> Round:
    """Time that does not count: the deadline moves along."""
    deadline = None if each.deadline_at is None else each.deadline_at + ms
    return replace(each, deadline_at=deadline, stopped_ms=each.stopped_ms + ms)


@_apply.register
def _(event: ev.RoundExtended, state: EventState) -> EventState:
    def extended(each: Round) -> Round:
        if each.deadline_at is None:
            return each
        return replace(each, deadline_at=each.deadline_at + event.by_ms)

    return _on_round(state, event.round_id, extended)


@_apply.register
def _(event: ev.RoundClosed, state: EventState) -> EventState:
    def closed(each: Round) -> Round:
        paused_ms = 0 if each.paused_at is None else max(0, event.at - each.paused_at)
        return replace(
            _shifted(each, paused_ms), phase=Phase.CLOSED, closed_at=event.at, paused_at=None
        )

    return _enter(state, event.round_id, closed)


@_apply.register
def _(event: ev.RoundReopened, state: EventState) -> EventState:
    def reopened(each: Round) -> Round:
        away = 0 if each.closed_at is None else max(0, event.at - each.closed_at)
        deadline = None if event.left_ms is None else event.at + event.left_ms
        return replace(
            each,
            phase=Phase.OPEN,
            closed_at=None,
            deadline_at=deadline,
            stopped_ms=each.stopped_ms + away,
        )

    return _enter(state, event.round_id, reopened)


@_apply.register
def _(event: ev.RoundRevealed, state: EventState) -> EventState:
    return _enter(state, event.round_id, lambda each: replace(each, phase=Phase.REVEALED))


@_apply.register
def _(event: ev.RankingShown, state: EventState) -> EventState:
    return _enter(state, event.round_id, lambda each: replace(each, phase=Phase.RANKING))


@_apply.register
def _(event: ev.RoundVoided, state: EventState) -> EventState:
    state = _touch(state, event.round_id)
    return _on_round(state, event.round_id, lambda each: replace(each, voided=True))


@_apply.register
def _(event: ev.RoundUnvoided, state: EventState) -> EventState:
    state = _touch(state, event.round_id)
    return _on_round(state, event.round_id, lambda each: replace(each, voided=False))


def _touch(state: EventState, round_id: str) -> EventState:
    known = state.rounds.get(round_id)
    return state if known is None else _on_floor(state, known.floor_id, lambda floor: floor)


@_apply.register
def _(event: ev.StageMoved, state: EventState) -> EventState:
    def moved(floor: FloorState) -> FloorState:
        return replace(floor, cursor=max(0, min(event.cursor, len(floor.history) - 1)))

    return _on_floor(state, event.floor_id, moved)


@_apply.register
def _(event: ev.ScreenBlanked, state: EventState) -> EventState:
    return _switch(state, event.floor_id, lambda floor: replace(floor, blank=event.on))


@_apply.register
def _(event: ev.QrEnlarged, state: EventState) -> EventState:
    return _switch(state, event.floor_id, lambda floor: replace(floor, big_qr=event.on))


@_apply.register
def _(event: ev.ResultsHidden, state: EventState) -> EventState:
    return _switch(state, event.floor_id, lambda floor: replace(floor, results_hidden=event.on))


def _switch(
    state: EventState, floor_id: str, change: Callable[[FloorState], FloorState]
) -> EventState:
    """A switch changes the picture but not the step: no waiting step becomes stale by it."""
    floor = state.floors.get(floor_id)
    if floor is None:
        return state
    return replace(state, floors={**state.floors, floor_id: change(floor)})


@_apply.register
def _(event: ev.JoiningLocked, state: EventState) -> EventState:
    return replace(state, joining_locked=event.on)


@_apply.register
def _(event: ev.ParticipantRemoved, state: EventState) -> EventState:
    return replace(state, removed=state.removed | {event.participant_id})


@_apply.register
def _(event: ev.ParticipantReadmitted, state: EventState) -> EventState:
    return replace(state, removed=state.removed - {event.participant_id})
