"""What several rules ask before they let a command through."""

from __future__ import annotations

from quizapp.domain import errors
from quizapp.domain.live import events as ev
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState, FloorState, Phase, Round, ScriptActivity


def round_of(state: EventState, round_id: str) -> Round:
    """The round, or `NotFound`."""
    on = state.rounds.get(round_id)
    if on is None:
        raise errors.NotFound(what="round")
    return on


def activity_of(state: EventState, activity_id: str) -> ScriptActivity:
    """The activity, or `NotFound`."""
    activity = state.script.activity(activity_id)
    if activity is None:
        raise errors.NotFound(what="activity")
    return activity


def open_round(state: EventState, floor_id: str) -> Round:
    """The round that is open on that floor, or `RoundNotOpen`."""
    on = state.open_round(floor_id)
    if on is None:
        raise errors.RoundNotOpen
    return on


def round_on_stage(state: EventState, floor: FloorState) -> Round:
    """The round that a step works on.

    Raises `LookingBack` where the room sees another one: the key C must not reveal the open
    question while an earlier one is looked at.
    """
    on = state.rounds.get(floor.head.round_id or "")
    if on is None:
        raise errors.WrongPhase(phase=floor.head.kind)
    if not floor.in_view:
        raise errors.LookingBack
    return on


def counted(on: Round) -> None:
    """Raises `NotCountedYet`: no figure is shown before the ballots are apart from the voters."""
    if on.uncounted:
        raise errors.NotCountedYet


def none_open(state: EventState, floor_id: str) -> None:
    """Raises `RoundStillOpen`: an open round never leaves the stage."""
    if state.open_round(floor_id) is not None:
        raise errors.RoundStillOpen


def leave(state: EventState, floor: FloorState, now: int) -> Events:
    """What must happen before something else is put on stage.

    A question that stands alone is withdrawn, else it would open where nobody sees it. It is asked
    again when the activity goes on. A slide has been seen. Raises `RoundStillOpen`.
    """
    none_open(state, floor.id)
    on = state.rounds.get(floor.head.round_id or "")
    if on is None or on.phase is not Phase.ASKED or on.voided or not on.rules.answerable:
        return ()
    return (ev.RoundWithdrawn(at=now, round_id=on.id),)


def bring_back(floor: FloorState, now: int) -> Events:
    """Let the room see what is on stage already."""
    if not floor.at_head:
        return (ev.StageMoved(at=now, floor_id=floor.id, cursor=len(floor.history) - 1),)
    dark = ev.ScreenBlanked(at=now, floor_id=floor.id, on=False)
    big_qr = ev.QrEnlarged(at=now, floor_id=floor.id, on=False)
    return (dark,) * floor.blank + (big_qr,) * floor.big_qr
