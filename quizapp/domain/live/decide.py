"""All rules of the live engine: `decide(state, command, now) -> events`, or a typed refusal.

Pure: the time, fresh ids and what the database knows (`Undo.answered`) are arguments.
"""

from __future__ import annotations

from functools import singledispatch

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live import steps, undo
from quizapp.domain.live.state import (
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    ScriptActivity,
)

Events = tuple[ev.Event, ...]
LEAST_EXTENSION_MS = -600_000
MOST_EXTENSION_MS = 3_600_000


def decide(state: EventState, command: cmd.Command, now: int) -> Events:
    """Events that the command causes now.

    Raises:
        NotFound: the command names a floor, activity or round that is not there.
        Stale: a step that was meant for an earlier stage.
        CommandRefused: any other rule, each with its own code.
    """
    if isinstance(command, cmd.FloorCommand) and command.floor_id not in state.floors:
        raise errors.NotFound(what="floor")
    if isinstance(command, cmd.StepCommand):
        if command.rev < state.floors[command.floor_id].moved_seq:
            raise errors.Stale()
    return _decide(command, state, now)


@singledispatch
def _decide(command: cmd.Command, state: EventState, now: int) -> Events:
    raise errors.CommandRefused()


# --- steps -------------------------------------------------------------------------------------


@_decide.register
def _(command: cmd.ShowLobby, state: EventState, now: int) -> Events:
    _none_open(state, command.floor_id)
    return (ev.LobbyShown(at=now, floor_id=command.floor_id),)


@_decide.register
def _(command: cmd.ShowIdle, state: EventState, now: int) -> Events:
    _none_open(state, command.floor_id)
    return (ev.IdleShown(at=now, floor_id=command.floor_id),)


@_decide.register
def _(command: cmd.StartActivity, state: EventState, now: int) -> Events:
    return _start(state, command.floor_id, command.activity_id, now)


@_decide.register
def _(command: cmd.Back, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if floor.cursor == 0:
        raise errors.NothingBack()
    return (ev.StageMoved(at=now, floor_id=floor.id, cursor=floor.cursor - 1),)


@_decide.register
def _(command: cmd.NextStep, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    step = steps.next_step(state, floor.id)
    if step is None:
        raise errors.NothingNext()
    return _take(state, floor, step, command.round_id, now)


def _take(
    state: EventState, floor: FloorState, step: steps.Step, fresh_id: str, now: int
) -> Events:
    match step.kind:
        case steps.StepKind.FORWARD:
            return (ev.StageMoved(at=now, floor_id=floor.id, cursor=floor.cursor + 1),)
        case steps.StepKind.CLEAR:
            return (ev.IdleShown(at=now, floor_id=floor.id),)
        case steps.StepKind.START:
            return _start(state, floor.id, step.activity_id or "", now)
        case steps.StepKind.ASK:
            activity = _activity(state, step.activity_id or "")
            return _ask(state, floor.id, activity, step.position or 0, fresh_id, now)
        case steps.StepKind.FINISH:
            return _finish(_activity(state, step.activity_id or ""), floor.id, now)
        case _:
            return _phase_step(_round_at_head(state, floor), step.kind, now)


def _phase_step(on: Round, kind: steps.StepKind, now: int) -> Events:
    match kind:
        case steps.StepKind.OPEN:
            return (undo.opened(on, now),)
        case steps.StepKind.CLOSE:
            return (ev.RoundClosed(at=now, round_id=on.id, cause=ev.Cause.MODERATOR),)
        case steps.StepKind.REVEAL:
            return (ev.RoundRevealed(at=now, round_id=on.id),)
        case _:
            return (ev.RankingShown(at=now, round_id=on.id),)


@_decide.register
def _(command: cmd.Reveal, state: EventState, now: int) -> Events:
    on = _round_at_head(state, state.floors[command.floor_id])
    reveal = ev.RoundRevealed(at=now, round_id=on.id)
    if on.voided or on.phase not in (Phase.OPEN, Phase.CLOSED):
        raise errors.WrongPhase(phase=on.phase)
    if on.phase is Phase.OPEN:
        return (ev.RoundClosed(at=now, round_id=on.id, cause=ev.Cause.MODERATOR), reveal)
    return (reveal,)


@_decide.register
def _(command: cmd.ShowRanking, state: EventState, now: int) -> Events:
    on = _round_at_head(state, state.floors[command.floor_id])
    if not on.rules.quiz or on.voided or on.phase is not Phase.REVEALED:
        raise errors.WrongPhase(phase=on.phase)
    return (ev.RankingShown(at=now, round_id=on.id),)


@_decide.register
def _(command: cmd.FinishActivity, state: EventState, now: int) -> Events:
    _none_open(state, command.floor_id)
    head = state.floors[command.floor_id].head
    if head.kind not in (Kind.INTRO, Kind.ROUND):
        raise errors.WrongPhase(phase=head.kind)
    return _finish(_activity(state, head.activity_id or ""), command.floor_id, now)


@_decide.register
def _(command: cmd.AskAgain, state: EventState, now: int) -> Events:
    _none_open(state, command.floor_id)
    on = _round_at_head(state, state.floors[command.floor_id])
    if on.phase is Phase.ASKED:
        raise errors.WrongPhase(phase=on.phase)
    activity = _activity(state, on.activity_id)
    if on.position >= len(activity.questions):
        raise errors.NotFound(what="question")
    return _ask(state, on.floor_id, activity, on.position, command.round_id, now)


@_decide.register
def _(command: cmd.ReopenRound, state: EventState, now: int) -> Events:
    _none_open(state, command.floor_id)
    on = _round_at_head(state, state.floors[command.floor_id])
    if on.phase is not Phase.CLOSED or on.voided:
        raise errors.WrongPhase(phase=on.phase)
    return (undo.reopened(on, now),)


# --- the server's own --------------------------------------------------------------------------


@_decide.register
def _(command: cmd.OpenRound, state: EventState, now: int) -> Events:
    on = _round(state, command.round_id)
    if on.phase is not Phase.ASKED or on.voided:
        raise errors.WrongPhase(phase=on.phase)
    if on.opens_at is None or now < on.opens_at:
        raise errors.Stale()
    return (undo.opened(on, now),)


@_decide.register
def _(command: cmd.CloseRound, state: EventState, now: int) -> Events:
    on = _round(state, command.round_id)
    if on.phase is not Phase.OPEN or on.voided:
        raise errors.WrongPhase(phase=on.phase)
    if command.cause is ev.Cause.DEADLINE and not overdue(on, now):
        raise errors.Stale()
    return (ev.RoundClosed(at=now, round_id=on.id, cause=command.cause),)


@_decide.register
def _(command: cmd.GiveTimeBack, state: EventState, now: int) -> Events:
    on = _round(state, command.round_id)
    running = on.phase is Phase.OPEN and not on.paused
    if command.lost_ms <= 0 or not (running or on.phase is Phase.ASKED):
        raise errors.WrongPhase(phase=on.phase)
    return (ev.TimeGivenBack(at=now, round_id=on.id, lost_ms=command.lost_ms),)


@_decide.register
def _(command: cmd.NoteContentChanged, state: EventState, now: int) -> Events:
    return (ev.ContentChanged(at=now),)


# --- around the steps --------------------------------------------------------------------------


@_decide.register
def _(command: cmd.PauseRound, state: EventState, now: int) -> Events:
    on = _open_round(state, command.floor_id)
    if command.on and not on.paused:
        return (ev.RoundPaused(at=now, round_id=on.id),)
    if not command.on and on.paused:
        return (undo.resumed(on, now),)
    return ()


@_decide.register
def _(command: cmd.ExtendRound, state: EventState, now: int) -> Events:
    on = _open_round(state, command.floor_id)
    if on.deadline_at is None:
        raise errors.NoDeadline()
    by_ms = max(LEAST_EXTENSION_MS, min(command.by_ms, MOST_EXTENSION_MS))
    return (ev.RoundExtended(at=now, round_id=on.id, by_ms=by_ms),)


@_decide.register
def _(command: cmd.VoidRound, state: EventState, now: int) -> Events:
    on = _round(state, command.round_id)
    if on.voided:
        return ()
    if on.phase is Phase.OPEN:
        raise errors.RoundStillOpen()
    return (ev.RoundVoided(at=now, round_id=on.id),)


@_decide.register
def _(command: cmd.Undo, state: EventState, now: int) -> Events:
    events = undo.inverse(state, command.answered, now)
    if events is None:
        raise errors.NothingToUndo()
    return events


@_decide.register
def _(command: cmd.BlankScreen, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].blank == command.on:
        return ()
    return (ev.ScreenBlanked(at=now, floor_id=command.floor_id, on=command.on),)


@_decide.register
def _(command: cmd.EnlargeQr, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].big_qr == command.on:
        return ()
    return (ev.QrEnlarged(at=now, floor_id=command.floor_id, on=command.on),)


@_decide.register
def _(command: cmd.HideResults, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].results_hidden == command.on:
        return ()
    return (ev.ResultsHidden(at=now, floor_id=command.floor_id, on=command.on),)


@_decide.register
def _(command: cmd.LockJoining, state: EventState, now: int) -> Events:
    return () if state.joining_locked == command.on else (ev.JoiningLocked(at=now, on=command.on),)


@_decide.register
def _(command: cmd.RemoveParticipant, state: EventState, now: int) -> Events:
    if command.participant_id in state.removed:
        return ()
    return (ev.ParticipantRemoved(at=now, participant_id=command.participant_id),)


@_decide.register
def _(command: cmd.ReadmitParticipant, state: EventState, now: int) -> Events:
    if command.participant_id not in state.removed:
        return ()
    return (ev.ParticipantReadmitted(at=now, participant_id=command.participant_id),)


# --- shared rules ------------------------------------------------------------------------------


def overdue(on: Round, now: int) -> bool:
    """Whether the deadline and its grace have passed; never while paused."""
    if on.deadline_at is None or on.paused:
        return False
    return now >= on.deadline_at + on.rules.grace_ms


def _start(state: EventState, floor_id: str, activity_id: str, now: int) -> Events:
    _none_open(state, floor_id)
    activity = _activity(state, activity_id)
    if not activity.questions:
        raise errors.NotFound(what="question")
    before = state.run_of(activity.id)
    run = before.run + 1 if before.finished or before.run == 0 else before.run
    started = ev.ActivityStarted(at=now, floor_id=floor_id, activity_id=activity.id, run=run)
    return (started,)


def _ask(
    state: EventState,
    floor_id: str,
    activity: ScriptActivity,
    position: int,
    fresh_id: str,
    now: int,
) -> Events:
    if fresh_id in state.rounds or not fresh_id:
        raise errors.Conflict()
    question = activity.questions[position]
    rules = question.rules
    asked = ev.RoundAsked(
        at=now,
        round_id=fresh_id,
        floor_id=floor_id,
        activity_id=activity.id,
        run=state.run_of(activity.id).run,
        position=position,
        question_id=question.question_id,
        version=question.version,
        rules=rules,
        opens_at=None if rules.ask_ms is None or not rules.quiz else now + rules.ask_ms,
    )
    if rules.quiz:
        return (asked,)
    deadline = None if rules.limit_ms is None else now + rules.limit_ms
    return (asked, ev.RoundOpened(at=now, round_id=fresh_id, deadline_at=deadline))


def _finish(activity: ScriptActivity, floor_id: str, now: int) -> Events:
    podium = steps.shows_podium(activity)
    finished = ev.ActivityFinished(
        at=now, floor_id=floor_id, activity_id=activity.id, podium=podium
    )
    return (finished,)


def _none_open(state: EventState, floor_id: str) -> None:
    if state.open_round(floor_id) is not None:
        raise errors.RoundStillOpen()


def _open_round(state: EventState, floor_id: str) -> Round:
    on = state.open_round(floor_id)
    if on is None:
        raise errors.RoundNotOpen()
    return on


def _round_at_head(state: EventState, floor: FloorState) -> Round:
    head = floor.head
    if head.kind is not Kind.ROUND:
        raise errors.WrongPhase(phase=head.kind)
    return _round(state, head.round_id or "")


def _round(state: EventState, round_id: str) -> Round:
    on = state.rounds.get(round_id)
    if on is None:
        raise errors.NotFound(what="round")
    return on


def _activity(state: EventState, activity_id: str) -> ScriptActivity:
    activity = state.script.activity(activity_id)
    if activity is None:
        raise errors.NotFound(what="activity")
    return activity
