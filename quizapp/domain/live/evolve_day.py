"""How the day goes on, folded: agenda items on the floors, activities beside the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from quizapp.domain.live import events as ev
from quizapp.domain.live import stage
from quizapp.domain.live.state import ActivityState, EventState, Phase, Round, Visit


def taken(event: ev.ItemTaken, state: EventState) -> EventState:
    """One item leaves the floor, another comes onto it."""
    visits = tuple(
        replace(each, ended_at=event.at) if _is_on(each, event.floor_id) else each
        for each in state.visits
    )
    if event.item_id is not None:
        visits = (*visits, Visit(event.item_id, event.floor_id, event.at))
    return _with_item(replace(state, visits=visits), event.floor_id, event.item_id)


def returned(event: ev.ItemReturned, state: EventState) -> EventState:
    """As if the item had never come, and the one before never left."""
    visits = [each for each in state.visits if not _is_on(each, event.floor_id)]
    before = [at for at, each in enumerate(visits) if each.floor_id == event.floor_id]
    if before and visits[before[-1]].item_id == event.was:
        visits[before[-1]] = replace(visits[before[-1]], ended_at=None)
    return _with_item(replace(state, visits=tuple(visits)), event.floor_id, event.was)


def _is_on(visit: Visit, floor_id: str) -> bool:
    return visit.floor_id == floor_id and visit.ended_at is None


def _with_item(state: EventState, floor_id: str, item_id: str | None) -> EventState:
    return stage.on_floor(state, floor_id, lambda floor: replace(floor, item_id=item_id))


def opened(event: ev.AsideOpened, state: EventState) -> EventState:
    """All its rounds take answers from now on; no stage shows them."""
    rounds = {each.round_id: _round(event, each) for each in event.rounds}
    now = ActivityState(run=event.run, floor_id=event.floor_id, aside=True)
    state = replace(state, rounds={**state.rounds, **rounds})
    return _on_activity(state, event.activity_id, now)


def _round(event: ev.AsideOpened, each: ev.AsideRound) -> Round:
    return Round(
        id=each.round_id,
        floor_id=event.floor_id,
        activity_id=event.activity_id,
        run=event.run,
        position=each.position,
        question_id=each.question_id,
        version=each.version,
        rules=each.rules,
        phase=Phase.OPEN,
        asked_at=event.at,
        opened_at=event.at,
        aside=True,
    )


def withdrawn(event: ev.AsideWithdrawn, state: EventState) -> EventState:
    """Its rounds never were; the activity stands as after the run before."""
    gone = {each.round_id for each in event.rounds}
    rounds = {key: each for key, each in state.rounds.items() if key not in gone}
    was = state.run_of(event.activity_id)
    before = replace(was, run=event.run - 1, finished=event.run > 1, aside=False)
    state = replace(state, rounds=rounds)
    for round_id in gone:
        state = stage.forget(state, round_id)
    return _on_activity(state, event.activity_id, before)


def closed(event: ev.AsideClosed, state: EventState) -> EventState:
    """Nothing of it is left to do, unless somebody puts its figures on a stage."""
    now = replace(state.run_of(event.activity_id), aside=False, finished=True)
    done = _on_activity(state, event.activity_id, now)
    return _on_rounds(
        done,
        _rounds(state, event, Phase.OPEN),
        lambda on: replace(on, phase=Phase.CLOSED, closed_at=event.at, paused_at=None),
    )


def reopened(event: ev.AsideReopened, state: EventState) -> EventState:
    """The time for which it was closed does not count."""

    def opened_again(on: Round) -> Round:
        away_ms = event.at - (event.at if on.closed_at is None else on.closed_at)
        return replace(
            on,
            phase=Phase.OPEN,
            closed_at=None,
            stopped_ms=on.stopped_ms + max(0, away_ms),
            reopened=True,
        )

    now = replace(state.run_of(event.activity_id), aside=True, finished=False)
    again = _on_activity(state, event.activity_id, now)
    return _on_rounds(again, _rounds(state, event, Phase.CLOSED), opened_again)


def come_along(state: EventState, event: ev.ActivityStarted) -> EventState:
    """What phones answered beside the stage will be shown on the floor of the start."""
    rounds = state.rounds_of(event.activity_id, event.run)
    return _on_rounds(
        state,
        (on for on in rounds if on.off_stage),
        lambda on: replace(on, floor_id=event.floor_id),
    )


def _rounds(state: EventState, event: ev.AsideEvent, phase: Phase) -> tuple[Round, ...]:
    rounds = state.rounds_of(event.activity_id, event.run)
    return tuple(on for on in rounds if on.aside and on.phase is phase and not on.voided)


def _on_rounds(
    state: EventState, rounds: Iterable[Round], change: Callable[[Round], Round]
) -> EventState:
    changed = {on.id: change(on) for on in rounds}
    return replace(state, rounds={**state.rounds, **changed})


def _on_activity(state: EventState, activity_id: str, now: ActivityState) -> EventState:
    return replace(state, activities={**state.activities, activity_id: now})
