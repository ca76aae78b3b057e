"""The history of a stage: what was put on it, what was taken off, and what the room looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.live.state import EventState, FloorState, Kind, Phase, Shown

LONGEST_HISTORY = 400
_EMPTY = (Shown(Kind.LOBBY),)


def on_floor(
    state: EventState, floor_id: str, change: Callable[[FloorState], FloorState]
) -> EventState:
    """Change a stage; a step that was meant for it before is stale from now on."""
    floor = state.floors.get(floor_id)
    if floor is None:
        return state
    changed = replace(change(floor), moved_seq=state.seq, roll_shown=False)
    return replace(state, floors={**state.floors, floor_id: changed})


def switch(
    state: EventState, floor_id: str, change: Callable[[FloorState], FloorState]
) -> EventState:
    """A switch changes the picture but not the step: no waiting step becomes stale by it."""
    floor = state.floors.get(floor_id)
    if floor is None:
        return state
    return replace(state, floors={**state.floors, floor_id: change(floor)})


def push(state: EventState, floor_id: str, shown: Shown, *, follow: bool = True) -> EventState:
    """Put something on stage.

    With `follow` the room sees it at once. Without, what the moderator shows meanwhile stays:
    something earlier, the QR, the dark screen. A breather makes way: there is nothing in it to look
    back at, and whoever undoes the question after it would wait for no end.
    """

    def onto(floor: FloorState) -> FloorState:
        before = floor.history[:-1] if floor.head.kind is Kind.BREATHER else floor.history
        history = before if before[-1:] == (shown,) else (*before, shown)
        kept = history[-LONGEST_HISTORY:]
        if follow:
            return _showing_last(replace(floor, history=kept))
        cursor = len(history) - 1 if floor.at_head else floor.cursor
        cursor = max(0, cursor - (len(history) - len(kept)))
        return replace(floor, history=kept, cursor=cursor)

    return on_floor(state, floor_id, onto)


def pop(state: EventState, floor_id: str) -> EventState:
    """Take the last thing off the stage."""

    def off(floor: FloorState) -> FloorState:
        return _showing_last(replace(floor, history=floor.history[:-1] or _EMPTY))

    return on_floor(state, floor_id, off)


def forget(
    state: EventState, round_id: str, phases: frozenset[Phase] = frozenset(Phase)
) -> EventState:
    """Take what was undone of a round out of the history of every stage."""

    def gone(shown: Shown) -> bool:
        return shown.round_id == round_id and shown.phase in phases

    def without(floor: FloorState) -> FloorState:
        kept = tuple(shown for shown in floor.history if not gone(shown))
        return _showing_last(replace(floor, history=kept or _EMPTY))

    for floor in state.floors.values():
        if any(gone(shown) for shown in floor.history):
            state = on_floor(state, floor.id, without)
    return state


def look_at(state: EventState, floor_id: str, cursor: int) -> EventState:
    """Show another place of the history; whoever moves the stage wants it seen."""

    def moved(floor: FloorState) -> FloorState:
        last = len(floor.history) - 1
        return _lit(replace(floor, cursor=max(0, min(cursor, last))))

    return on_floor(state, floor_id, moved)


def touch(state: EventState, floor_id: str) -> EventState:
    """What is on stage has another meaning now, though it is the same."""
    return on_floor(state, floor_id, lambda floor: floor)


def _showing_last(floor: FloorState) -> FloorState:
    return _lit(replace(floor, cursor=len(floor.history) - 1))


def _lit(floor: FloorState) -> FloorState:
    """With nothing over the stage."""
    return replace(floor, blank=False, big_qr=False, asking=floor.asking.uncovered)
