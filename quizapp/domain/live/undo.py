"""The inverse of the last act, where there is one. Undoing twice is redoing.

What an answer depends on stays, except a close, which is taken back by reopening. A reveal can't be
taken back: the room has seen it.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import singledispatch

from quizapp.domain.live import drafts
from quizapp.domain.live import events as ev
from quizapp.domain.live.board import TextMark
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.evolve import fold
from quizapp.domain.live.state import EventState, FloorState, Kind, Phase, Round


@dataclass(frozen=True, slots=True)
class _Now:
    """What an inverse may depend on."""

    state: EventState
    answered: AbstractSet[str]
    at: int

    def round(self, last: ev.RoundEvent, *phases: Phase) -> Round | None:
        """The round, where it is in one of the phases."""
        on = self.state.rounds.get(last.round_id)
        return on if on is not None and on.phase in phases else None


def last_act(state: EventState, floor_id: str | None) -> ev.Event | None:
    """The act that would be taken back: on that floor, or anywhere for None."""
    return state.last if floor_id is None else state.floors[floor_id].last


def kind_of(event: ev.Event) -> str:
    """The act's name for the console, like `round_closed`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(event).__name__).lower()


def inverse(
    state: EventState, last: ev.Event | None, answered: AbstractSet[str], now: int
) -> Events | None:
    """Events that take back `last`; None where nothing can.

    `answered` holds the ids of rounds with at least one committed answer.
    """
    if last is None:
        return None
    events = _inverse(last, _Now(state, answered, now))
    return events if events and _is_sound(state, fold(state, events)) else None


def _is_sound(before: EventState, after: EventState) -> bool:
    """Not behind the back of who looks back, and nothing that another floor has taken over."""
    return all(
        was.history == after.floors[was.id].history
        or (was.in_view and _holds(after, after.floors[was.id]))
        for was in before.floors.values()
    )


def _holds(state: EventState, floor: FloorState) -> bool:
    """Whether what is on this stage may go on here."""
    head = floor.head
    if not head.running:
        return True
    activity_id = head.activity_id or ""
    for other in state.floors.values():
        if other.id != floor.id and other.head.running and other.head.activity_id == activity_id:
            return False
    on = state.rounds.get(head.round_id or "")
    run = state.run_of(activity_id)
    here = on is None or (on.floor_id, on.run) == (floor.id, run.run)
    return here and not run.finished


@singledispatch
def _inverse(_last: ev.Event, _now: _Now) -> Events:
    return ()


# --- the stage ---------------------------------------------------------------------------------


@_inverse.register
def _(last: ev.LobbyShown, now: _Now) -> Events:
    return _off(now, last.floor_id, Kind.LOBBY)


@_inverse.register
def _(last: ev.IdleShown, now: _Now) -> Events:
    return _off(now, last.floor_id, Kind.IDLE)


def _off(now: _Now, floor_id: str, kind: Kind) -> Events:
    floor = now.state.floors.get(floor_id)
    if floor is None or floor.head.kind is not kind:
        return ()
    return (ev.ShowingUndone(at=now.at, floor_id=floor_id, lobby=kind is Kind.LOBBY),)


@_inverse.register
def _(last: ev.ShowingUndone, now: _Now) -> Events:
    shown = ev.LobbyShown if last.lobby else ev.IdleShown
    return (shown(at=now.at, floor_id=last.floor_id),)


@_inverse.register
def _(last: ev.ActivityStarted, now: _Now) -> Events:
    run, finished = last.run, last.was_finished
    if not last.resumed:
        if now.state.rounds_of(last.activity_id, run):
            return ()
        run, finished = run - 1, run > 1
    return (
        ev.StartUndone(
            at=now.at,
            floor_id=last.floor_id,
            activity_id=last.activity_id,
            run=run,
            finished=finished,
        ),
    )


@_inverse.register
def _(last: ev.StartUndone, now: _Now) -> Events:
    return (drafts.started(now.state, last.floor_id, last.activity_id, now.at),)


@_inverse.register
def _(last: ev.ActivityFinished, now: _Now) -> Events:
    return (
        ev.FinishUndone(
            at=now.at, floor_id=last.floor_id, activity_id=last.activity_id, podium=last.podium
        ),
    )


@_inverse.register
def _(last: ev.FinishUndone, now: _Now) -> Events:
    return (
        ev.ActivityFinished(
            at=now.at, floor_id=last.floor_id, activity_id=last.activity_id, podium=last.podium
        ),
    )


@_inverse.register
def _(last: ev.BreatherBegun, now: _Now) -> Events:
    """Not once the question was asked: then that is the last act."""
    floor = now.state.floors.get(last.floor_id)
    if floor is None or floor.head.kind is not Kind.BREATHER:
        return ()
    return (
        ev.BreatherUndone(
            at=now.at, floor_id=floor.id, activity_id=last.activity_id, for_ms=last.for_ms
        ),
    )


@_inverse.register
def _(last: ev.BreatherUndone, now: _Now) -> Events:
    return (
        ev.BreatherBegun(
            at=now.at, floor_id=last.floor_id, activity_id=last.activity_id, for_ms=last.for_ms
        ),
    )


@_inverse.register
def _(
    last: ev.ScreenBlanked | ev.QrEnlarged | ev.ResultsHidden | ev.RollShown, now: _Now
) -> Events:
    return (replace(last, at=now.at, on=not last.on),)


@_inverse.register
def _(last: ev.QuestionsListed | ev.ReactionsSwitched, now: _Now) -> Events:
    return (replace(last, at=now.at, on=not last.on),)


@_inverse.register
def _(last: ev.QuestionsSwitched, now: _Now) -> Events:
    back = replace(
        last,
        at=now.at,
        session_id=last.was,
        on=last.was_on,
        was=last.session_id,
        was_on=last.on,
    )
    return (back,)


@_inverse.register
def _(last: ev.QuestionSpotlit, now: _Now) -> Events:
    return (replace(last, at=now.at, question_id=last.was, was=last.question_id),)


# --- rounds ------------------------------------------------------------------------------------


@_inverse.register
def _(last: ev.RoundAsked, now: _Now) -> Events:
    on = now.round(last, Phase.ASKED)
    return () if on is None else (ev.RoundWithdrawn(at=now.at, round_id=on.id),)


@_inverse.register
def _(last: ev.RoundWithdrawn, now: _Now) -> Events:
    withdrawn = (floor.withdrawn for floor in now.state.floors.values())
    on = next((each for each in withdrawn if each and each.id == last.round_id), None)
    return () if on is None else drafts.asked_as_before(on, now.at)


@_inverse.register
def _(last: ev.RoundOpened, now: _Now) -> Events:
    on = now.round(last, Phase.OPEN)
    if on is None or on.id in now.answered:
        return ()
    if on.rules.quiz:
        return (ev.RoundUnopened(at=now.at, round_id=on.id),)
    return (ev.RoundWithdrawn(at=now.at, round_id=on.id),)


@_inverse.register
def _(last: ev.RoundUnopened, now: _Now) -> Events:
    on = now.round(last, Phase.ASKED)
    return () if on is None else (drafts.opened(on, now.at),)


@_inverse.register
def _(last: ev.RoundClosed, now: _Now) -> Events:
    on = now.round(last, Phase.CLOSED)
    return () if on is None or on.secret else (drafts.reopened(on, now.at),)


@_inverse.register
def _(last: ev.RoundReopened, now: _Now) -> Events:
    on = now.round(last, Phase.OPEN)
    return () if on is None else (drafts.closed(on, now.at),)


@_inverse.register
def _(last: ev.RoundExtended, now: _Now) -> Events:
    on = now.round(last, Phase.OPEN)
    if on is None or on.deadline_at is None:
        return ()
    stands_at = now.at if on.paused_at is None else on.paused_at
    if on.deadline_at - last.by_ms < stands_at:
        return ()
    return (ev.RoundExtended(at=now.at, round_id=on.id, by_ms=-last.by_ms),)


@_inverse.register
def _(last: ev.RoundPaused, now: _Now) -> Events:
    on = now.round(last, Phase.OPEN)
    return () if on is None or on.paused_at is None else (drafts.resumed(on, now.at),)


@_inverse.register
def _(last: ev.RoundResumed, now: _Now) -> Events:
    on = now.round(last, Phase.OPEN)
    return () if on is None else (ev.RoundPaused(at=now.at, round_id=on.id),)


@_inverse.register
def _(last: ev.RoundVoided, now: _Now) -> Events:
    on = now.round(last, *Phase)
    return () if on is None else (ev.RoundUnvoided(at=now.at, round_id=on.id),)


@_inverse.register
def _(last: ev.RoundUnvoided, now: _Now) -> Events:
    on = now.round(last, *Phase)
    return () if on is None else (ev.RoundVoided(at=now.at, round_id=on.id),)


# --- the day -----------------------------------------------------------------------------------


@_inverse.register
def _(last: ev.ItemTaken, now: _Now) -> Events:
    return (ev.ItemReturned(at=now.at, floor_id=last.floor_id, item_id=last.item_id, was=last.was),)


@_inverse.register
def _(last: ev.ItemReturned, now: _Now) -> Events:
    return (ev.ItemTaken(at=now.at, floor_id=last.floor_id, item_id=last.item_id, was=last.was),)


@_inverse.register
def _(last: ev.AsideOpened, now: _Now) -> Events:
    was = now.state.run_of(last.activity_id)
    answered = {each.round_id for each in last.rounds} & now.answered
    if answered or not was.aside or was.run != last.run:
        return ()
    return (
        ev.AsideWithdrawn(
            at=now.at,
            floor_id=last.floor_id,
            activity_id=last.activity_id,
            run=last.run,
            rounds=last.rounds,
        ),
    )


@_inverse.register
def _(last: ev.AsideWithdrawn, now: _Now) -> Events:
    """Not where it was begun in the meantime, on another floor."""
    was = now.state.run_of(last.activity_id)
    if was.run != last.run - 1 or (was.run and not was.finished):
        return ()
    return (
        ev.AsideOpened(
            at=now.at,
            floor_id=last.floor_id,
            activity_id=last.activity_id,
            run=last.run,
            rounds=last.rounds,
        ),
    )


@_inverse.register
def _(last: ev.AsideClosed, now: _Now) -> Events:
    """Not once another floor has its figures on stage, or has begun it anew."""
    was = now.state.run_of(last.activity_id)
    rounds = [on for on in now.state.rounds_of(last.activity_id, last.run) if on.aside]
    if was.run != last.run or not was.finished or any(on.revealed() for on in rounds):
        return ()
    return (
        ev.AsideReopened(
            at=now.at, floor_id=last.floor_id, activity_id=last.activity_id, run=last.run
        ),
    )


@_inverse.register
def _(last: ev.AsideReopened, now: _Now) -> Events:
    was = now.state.run_of(last.activity_id)
    if was.run != last.run or not was.aside:
        return ()
    return (
        ev.AsideClosed(
            at=now.at, floor_id=last.floor_id, activity_id=last.activity_id, run=last.run
        ),
    )


# --- the whole event ---------------------------------------------------------------------------


@_inverse.register
def _(last: ev.JoiningLocked, now: _Now) -> Events:
    return (replace(last, at=now.at, on=not last.on),)


@_inverse.register
def _(last: ev.ParticipantRemoved, now: _Now) -> Events:
    return (ev.ParticipantReadmitted(at=now.at, participant_id=last.participant_id),)


@_inverse.register
def _(last: ev.ParticipantReadmitted, now: _Now) -> Events:
    return (ev.ParticipantRemoved(at=now.at, participant_id=last.participant_id),)


@_inverse.register
def _(last: ev.ExtraTimeGranted, now: _Now) -> Events:
    return (replace(last, at=now.at, tenths=last.was, was=last.tenths),)


# --- answers accepted later, typed texts -------------------------------------------------------


@_inverse.register
def _(last: ev.AnswerAccepted, now: _Now) -> Events:
    on = now.round(last, *Phase)
    return () if on is None else (replace(last, at=now.at, version=last.was, was=last.version),)


_MARKING = {
    TextMark.NEW: ev.TextUnmarked,
    TextMark.APPROVED: ev.TextApproved,
    TextMark.HIDDEN: ev.TextHidden,
}
_MARKED = {kind: mark for mark, kind in _MARKING.items()}


@_inverse.register
def _(last: ev.TextHidden | ev.TextApproved | ev.TextUnmarked, now: _Now) -> Events:
    again, was = _MARKING[last.was], _MARKED[type(last)]
    return (again(at=now.at, round_id=last.round_id, text_id=last.text_id, was=was),)


@_inverse.register
def _(last: ev.TextGrouped, now: _Now) -> Events:
    return (replace(last, at=now.at, group_id=last.was, was=last.group_id),)


@_inverse.register
def _(last: ev.TextSpotlit, now: _Now) -> Events:
    return (replace(last, at=now.at, text_id=last.was, was=last.text_id),)


@_inverse.register
def _(last: ev.TeamAssigned, now: _Now) -> Events:
    return (replace(last, at=now.at, team_id=last.was, was=last.team_id),)


@_inverse.register
def _(last: ev.ProxyGiven, now: _Now) -> Events:
    """Not while seats vote."""
    if now.state.seats_vote:
        return ()
    return (replace(last, at=now.at, holder_id=last.was, was=last.holder_id),)
