"""Rules of the steps: what moves a floor's stage. `decide` has checked floor and `rev` before."""

from __future__ import annotations

from functools import singledispatch

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import drafts, guards, steps
from quizapp.domain.live import events as ev
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState, FloorState, Kind, Phase, Round, ScriptActivity


@singledispatch
def step(_command: cmd.StepCommand, _state: EventState, _now: int) -> Events:
    """The events of a step."""
    raise errors.CommandRefused


@step.register
def _(command: cmd.ShowLobby, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if floor.head.kind is Kind.LOBBY:
        return guards.bring_back(floor, now)
    leaving = guards.leave(state, floor, now)
    return (*leaving, ev.LobbyShown(at=now, floor_id=floor.id))


@step.register
def _(command: cmd.ShowIdle, state: EventState, now: int) -> Events:
    return _clear(state, state.floors[command.floor_id], now)


def _clear(state: EventState, floor: FloorState, now: int) -> Events:
    if floor.head.kind is Kind.IDLE:
        return guards.bring_back(floor, now)
    leaving = guards.leave(state, floor, now)
    return (*leaving, ev.IdleShown(at=now, floor_id=floor.id))


@step.register
def _(command: cmd.StartActivity, state: EventState, now: int) -> Events:
    return _start(state, state.floors[command.floor_id], command.activity_id, now)


def _start(state: EventState, floor: FloorState, activity_id: str, now: int) -> Events:
    host = state.host(activity_id)
    if host == floor.id:
        return guards.bring_back(floor, now)
    leaving = guards.leave(state, floor, now)
    activity = guards.activity_of(state, activity_id)
    if not activity.questions:
        raise errors.NotFound(what="question")
    if host is not None:
        raise errors.OnOtherFloor
    if state.run_of(activity_id).aside:
        raise errors.AsideOpen
    return (*leaving, drafts.started(state, floor.id, activity.id, now))


@step.register
def _(command: cmd.TakeItem, state: EventState, now: int) -> Events:
    return _take_item(state, state.floors[command.floor_id], command.item_id, now)


def _take_item(state: EventState, floor: FloorState, item_id: str, now: int) -> Events:
    if not state.script.has_item(item_id):
        raise errors.NotFound(what="agenda_item")
    clearing = _clear(state, floor, now)
    if item_id == floor.item_id:
        return clearing
    taken = ev.ItemTaken(at=now, floor_id=floor.id, item_id=item_id, was=floor.item_id)
    return (*clearing, taken)


@step.register
def _(command: cmd.LeaveItem, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if floor.item_id is None:
        return ()
    return (ev.ItemTaken(at=now, floor_id=floor.id, item_id=None, was=floor.item_id),)


@step.register
def _(command: cmd.Back, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if floor.cursor == 0:
        raise errors.NothingBack
    return (ev.StageMoved(at=now, floor_id=floor.id, cursor=floor.cursor - 1),)


@step.register
def _(command: cmd.NextStep, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    following = steps.next_step(state, floor.id)
    if following is None:
        raise errors.NothingNext
    return _take(state, floor, following, command.round_id, now)


def _take(
    state: EventState, floor: FloorState, following: steps.Step, fresh_id: str, now: int
) -> Events:
    activity_id = following.activity_id or ""
    match following.kind:
        case steps.StepKind.CLEAR:
            return _clear(state, floor, now)
        case steps.StepKind.TAKE:
            return _take_item(state, floor, following.item_id or "", now)
        case steps.StepKind.START:
            return _start(state, floor, activity_id, now)
        case steps.StepKind.ASK:
            activity = guards.activity_of(state, activity_id)
            position = following.position or 0
            return _ask(state, floor, activity, (position, position), fresh_id, now)
        case _:
            return (_one_event(state, floor, following, now),)


def _one_event(state: EventState, floor: FloorState, following: steps.Step, now: int) -> ev.Event:
    activity_id = following.activity_id or ""
    match following.kind:
        case steps.StepKind.FORWARD:
            return ev.StageMoved(at=now, floor_id=floor.id, cursor=floor.cursor + 1)
        case steps.StepKind.BREATHER:
            for_ms = guards.activity_of(state, activity_id).breather_ms
            return ev.BreatherBegun(
                at=now, floor_id=floor.id, activity_id=activity_id, for_ms=for_ms
            )
        case steps.StepKind.SHOW:
            return ev.RoundRevealed(at=now, round_id=state.unshown(activity_id)[0].id)
        case steps.StepKind.FINISH:
            return drafts.finished(state, floor.id, activity_id, now)
        case _:
            return _enter_phase(guards.round_on_stage(state, floor), following.kind, now)


def _enter_phase(on: Round, kind: steps.StepKind, now: int) -> ev.Event:
    match kind:
        case steps.StepKind.OPEN:
            return drafts.opened(on, now)
        case steps.StepKind.CLOSE:
            return drafts.closed(on, now)
        case steps.StepKind.REVEAL:
            guards.counted(on)
            return ev.RoundRevealed(at=now, round_id=on.id)
        case _:
            return ev.RankingShown(at=now, round_id=on.id)


def _ask(
    state: EventState,
    floor: FloorState,
    activity: ScriptActivity,
    positions: tuple[int, int],
    fresh_id: str,
    now: int,
) -> Events:
    """`positions` are the question's in the script, and the one that its round shall carry."""
    if fresh_id in state.rounds or not fresh_id:
        raise errors.Conflict
    in_script, position = positions
    place = (activity.id, state.run_of(activity.id).run, position)
    return drafts.asked(fresh_id, floor.id, place, activity.questions[in_script], now)


@step.register
def _(command: cmd.Reveal, state: EventState, now: int) -> Events:
    on = guards.round_on_stage(state, state.floors[command.floor_id])
    reveal = ev.RoundRevealed(at=now, round_id=on.id)
    if on.voided or on.phase not in (Phase.OPEN, Phase.CLOSED):
        raise errors.WrongPhase(phase=on.phase)
    if on.phase is Phase.OPEN:
        # The figures of a secret round wait until its ballots are sealed: then once more.
        return (drafts.closed(on, now),) if on.secret else (drafts.closed(on, now), reveal)
    guards.counted(on)
    return (reveal,)


@step.register
def _(command: cmd.ShowRanking, state: EventState, now: int) -> Events:
    on = guards.round_on_stage(state, state.floors[command.floor_id])
    if not on.rules.quiz or on.voided or on.phase is not Phase.REVEALED:
        raise errors.WrongPhase(phase=on.phase)
    return (ev.RankingShown(at=now, round_id=on.id),)


@step.register
def _(command: cmd.FinishActivity, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if not floor.head.running:
        raise errors.WrongPhase(phase=floor.head.kind)
    if floor.shown.activity_id != floor.head.activity_id:
        raise errors.LookingBack
    leaving = guards.leave(state, floor, now)
    return (*leaving, drafts.finished(state, floor.id, floor.head.activity_id or "", now))


@step.register
def _(command: cmd.AskAgain, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    on = guards.round_on_stage(state, floor)
    guards.none_open(state, floor.id)
    if on.phase is Phase.ASKED and not on.voided:
        raise errors.WrongPhase(phase=on.phase)
    activity = guards.activity_of(state, on.activity_id)
    ids = [each.question_id for each in activity.questions]
    if on.question_id not in ids:
        raise errors.NotFound(what="question")
    same_place = ids[on.position : on.position + 1] == [on.question_id]
    in_script = on.position if same_place else ids.index(on.question_id)
    return _ask(state, floor, activity, (in_script, on.position), command.round_id, now)


@step.register
def _(command: cmd.ReopenRound, state: EventState, now: int) -> Events:
    on = guards.round_on_stage(state, state.floors[command.floor_id])
    if on.phase is not Phase.CLOSED or on.voided or on.secret:
        raise errors.WrongPhase(phase=on.phase)
    return (drafts.reopened(on, now),)
