"""Rules of what the server does by itself. Any process may ask for it; one wins."""

from __future__ import annotations

from functools import singledispatch

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import drafts, guards
from quizapp.domain.live import events as ev
from quizapp.domain.live.decide_steps import step
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.domain.live.steps import StepKind, next_step
from quizapp.domain.live.timing import overdue


@singledispatch
def by_itself(_command: cmd.Command, _state: EventState, _now: int) -> Events:
    """The events of a command that the server gives itself."""
    raise errors.CommandRefused


@by_itself.register
def _(command: cmd.OpenRound, state: EventState, now: int) -> Events:
    """Only in sight of the room: not while it looks back, nor at the QR or a dark screen."""
    on = guards.round_of(state, command.round_id)
    if on.phase is not Phase.ASKED or on.voided:
        raise errors.WrongPhase(phase=on.phase)
    if on.opens_at is None or now < on.opens_at or not state.in_sight(on.id):
        raise errors.Stale
    return (drafts.opened(on, now),)


@by_itself.register
def _(command: cmd.EndBreather, state: EventState, now: int) -> Events:
    """The step that the moderator could have taken; nothing but a question comes by itself."""
    floor = state.floors[command.floor_id]
    following = next_step(state, floor.id)
    if not floor.breather_over(now) or following is None or following.kind is not StepKind.ASK:
        raise errors.Stale
    taken = cmd.NextStep(floor_id=floor.id, rev=floor.moved_seq, round_id=command.round_id)
    return step(taken, state, now)


@by_itself.register
def _(command: cmd.CloseRound, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    if on.phase is not Phase.OPEN or on.voided:
        raise errors.WrongPhase(phase=on.phase)
    if command.cause is ev.Cause.DEADLINE and not overdue(on, now, command.waited_for):
        raise errors.Stale
    if command.cause is ev.Cause.ALL_ANSWERED and not on.closes_early:
        raise errors.Stale
    return (ev.RoundClosed(at=now, round_id=on.id, cause=command.cause),)


@by_itself.register
def _(command: cmd.CountBallots, state: EventState, now: int) -> Events:
    """Once; also of a round that was voided."""
    on = guards.round_of(state, command.round_id)
    if not on.uncounted:
        raise errors.WrongPhase(phase=on.phase)
    counted = ev.BallotsCounted(
        at=now,
        round_id=on.id,
        voted=command.voted,
        digest=command.digest,
        groups=command.groups,
    )
    return (counted,)


@by_itself.register
def _(command: cmd.GiveTimeBack, state: EventState, now: int) -> Events:
    """No more than has passed: the round may have begun after the last sign of life.

    A pause needs nothing: its end gives back all that it took.
    """
    on = guards.round_of(state, command.round_id)
    lost_ms = min(command.lost_ms, _passed_ms(on, now))
    if on.voided or lost_ms <= 0:
        raise errors.WrongPhase(phase=on.phase)
    return (ev.TimeGivenBack(at=now, round_id=on.id, lost_ms=lost_ms),)


def _passed_ms(on: Round, now: int) -> int:
    """For how long a count-down has run that downtime could have cost."""
    if on.phase is Phase.ASKED and on.opens_at is not None:
        return now - on.asked_at
    return on.elapsed_ms(now) if on.phase is Phase.OPEN and not on.paused else 0


@by_itself.register
def _(command: cmd.ChooseExtraTime, state: EventState, now: int) -> Events:
    """Once each: a choice never takes back what a moderator said since."""
    return tuple(
        ev.ExtraTimeChosen(at=now, participant_id=participant_id, tenths=int(factor))
        for participant_id, factor in command.choices
        if participant_id not in state.extra_time
    )


@by_itself.register
def _(command: cmd.GiveProxy, state: EventState, now: int) -> Events:
    """From seat to seat, not further, and never while seats vote."""
    was = state.proxies.get(command.seat_id)
    if command.holder_id == was:
        return ()
    if state.seats_vote:
        raise errors.VoteOpen
    if command.holder_id is not None:
        _can_hold(state, command.seat_id, command.holder_id)
    given = ev.ProxyGiven(at=now, seat_id=command.seat_id, holder_id=command.holder_id, was=was)
    return (given,)


def _can_hold(state: EventState, seat_id: str, holder_id: str) -> None:
    if not {seat_id, holder_id} <= set(state.script.voting_seats):
        raise errors.NotFound(what="seat")
    if seat_id == holder_id or holder_id in state.proxies or state.held_by(seat_id):
        raise errors.BadProxy


@by_itself.register
def _(_command: cmd.NoteNamesDeleted, _state: EventState, now: int) -> Events:
    """The seats had names, too: the content is another one."""
    return (ev.NamesDeleted(at=now), ev.ContentChanged(at=now))


@by_itself.register
def _(_command: cmd.NoteContentChanged, _state: EventState, now: int) -> Events:
    return (ev.ContentChanged(at=now),)
