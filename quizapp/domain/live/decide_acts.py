"""Rules of what happens around the steps: time, voiding, undo, switches, people, typed texts."""

from __future__ import annotations

from functools import singledispatch

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import drafts, guards, undo
from quizapp.domain.live import events as ev
from quizapp.domain.live.board import TextMark
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState, Phase, Round

LEAST_EXTENSION_MS = -600_000
MOST_EXTENSION_MS = 3_600_000


@singledispatch
def act(_command: cmd.Command, _state: EventState, _now: int) -> Events:
    """The events of an act."""
    raise errors.CommandRefused


@act.register
def _(command: cmd.PauseRound, state: EventState, now: int) -> Events:
    on = guards.open_round(state, command.floor_id)
    if command.on == on.paused:
        return ()
    if command.on:
        return (ev.RoundPaused(at=now, round_id=on.id),)
    return (drafts.resumed(on, now),)


@act.register
def _(command: cmd.ExtendRound, state: EventState, now: int) -> Events:
    on = guards.open_round(state, command.floor_id)
    if on.deadline_at is None:
        raise errors.NoDeadline
    by_ms = max(LEAST_EXTENSION_MS, min(command.by_ms, MOST_EXTENSION_MS))
    if by_ms < 0:  # shortened to no earlier than now
        left_ms = on.deadline_at - (now if on.paused_at is None else on.paused_at)
        by_ms = -max(0, min(-by_ms, left_ms))
    return (ev.RoundExtended(at=now, round_id=on.id, by_ms=by_ms),) if by_ms else ()


@act.register
def _(command: cmd.VoidRound, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    if on.voided:
        return ()
    if not on.rules.answerable:  # it counts for nothing anyway
        raise errors.WrongPhase(phase=on.phase)
    closing = (drafts.closed(on, now),) if on.phase is Phase.OPEN else ()
    return (*closing, ev.RoundVoided(at=now, round_id=on.id))


@act.register
def _(command: cmd.UnvoidRound, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    if not on.voided:
        return ()
    floor = state.floors.get(on.floor_id)
    left_behind = floor is None or floor.head.round_id != on.id
    if on.phase is Phase.ASKED and left_behind:  # it would open off stage
        raise errors.WrongPhase(phase=on.phase)
    return (ev.RoundUnvoided(at=now, round_id=on.id),)


@act.register
def _(command: cmd.Undo, state: EventState, now: int) -> Events:
    if command.floor_id is not None and command.floor_id not in state.floors:
        raise errors.NotFound(what="floor")
    last = undo.last_act(state, command.floor_id)
    if command.of is not None and (last is None or undo.kind_of(last) != command.of):
        raise errors.Stale
    events = undo.inverse(state, last, command.answered, now)
    if events is None:
        raise errors.NothingToUndo
    return events


@act.register
def _(command: cmd.BlankScreen, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].blank == command.on:
        return ()
    return (ev.ScreenBlanked(at=now, floor_id=command.floor_id, on=command.on),)


@act.register
def _(command: cmd.EnlargeQr, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].big_qr == command.on:
        return ()
    return (ev.QrEnlarged(at=now, floor_id=command.floor_id, on=command.on),)


@act.register
def _(command: cmd.HideResults, state: EventState, now: int) -> Events:
    if state.floors[command.floor_id].results_hidden == command.on:
        return ()
    return (ev.ResultsHidden(at=now, floor_id=command.floor_id, on=command.on),)


@act.register
def _(command: cmd.ShowRoll, state: EventState, now: int) -> Events:
    floor = state.floors[command.floor_id]
    if floor.roll_shown == command.on:
        return ()
    on = state.rounds.get(floor.shown.round_id or "")
    if command.on and not (on and on.revealed() and on.rules.voting.roll_call and not on.voided):
        raise errors.NoRollCall
    return (ev.RollShown(at=now, floor_id=floor.id, on=command.on),)


@act.register
def _(command: cmd.LockJoining, state: EventState, now: int) -> Events:
    return () if state.joining_locked == command.on else (ev.JoiningLocked(at=now, on=command.on),)


@act.register
def _(command: cmd.RemoveParticipant, state: EventState, now: int) -> Events:
    if command.participant_id in state.removed:
        return ()
    return (ev.ParticipantRemoved(at=now, participant_id=command.participant_id),)


@act.register
def _(command: cmd.ReadmitParticipant, state: EventState, now: int) -> Events:
    if command.participant_id not in state.removed:
        return ()
    return (ev.ParticipantReadmitted(at=now, participant_id=command.participant_id),)


@act.register
def _(command: cmd.GrantExtraTime, state: EventState, now: int) -> Events:
    was, tenths = state.extra_time.get(command.participant_id, 10), int(command.factor)
    if was == tenths:
        return ()
    granted = ev.ExtraTimeGranted(
        at=now, participant_id=command.participant_id, tenths=tenths, was=was
    )
    return (granted,)


@act.register
def _(command: cmd.AcceptAnswer, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    if not on.rules.graded or on.phase in (Phase.ASKED, Phase.OPEN):
        raise errors.WrongPhase(phase=on.phase)
    if command.made_from != on.graded_version:  # another answer was accepted meanwhile
        raise errors.Stale
    accepted = ev.AnswerAccepted(
        at=now, round_id=on.id, version=command.version, was=on.graded_version
    )
    return (accepted,)


@act.register
def _(command: cmd.AssignTeam, state: EventState, now: int) -> Events:
    if command.team_id not in state.script.teams:
        raise errors.NotFound(what="team")
    was = state.team_moves.get(command.participant_id)
    if was == command.team_id:
        return ()
    assigned = ev.TeamAssigned(
        at=now, participant_id=command.participant_id, team_id=command.team_id, was=was
    )
    return (assigned,)


# --- beside the stage --------------------------------------------------------------------------


@act.register
def _(command: cmd.OpenAside, state: EventState, now: int) -> Events:
    activity = guards.activity_of(state, command.activity_id)
    was = state.run_of(activity.id)
    if was.aside:
        return ()
    if was.run and not was.finished:
        raise errors.ActivityBegun
    asked = [each.rules for each in activity.questions if each.rules.answerable]
    if any(rules.quiz or rules.voting.by_seat or rules.voting.secret for rules in asked):
        raise errors.NotAside
    if not asked:
        raise errors.NotFound(what="question")
    ids = command.round_ids[: len(asked)]
    if len(set(ids)) != len(asked) or not all(ids) or state.rounds.keys() & set(ids):
        raise errors.Conflict
    return (drafts.aside(state, command.floor_id, activity, ids, now),)


@act.register
def _(command: cmd.CloseAside, state: EventState, now: int) -> Events:
    was = state.run_of(command.activity_id)
    if not was.aside:
        return ()
    closed = ev.AsideClosed(
        at=now, floor_id=command.floor_id, activity_id=command.activity_id, run=was.run
    )
    return (closed,)


# --- typed texts -------------------------------------------------------------------------------


@act.register
def _(command: cmd.HideText, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    was = on.board.mark_of(command.text_id)
    if was is TextMark.HIDDEN:
        return ()
    return (ev.TextHidden(at=now, round_id=on.id, text_id=command.text_id, was=was),)


@act.register
def _(command: cmd.ShowText, state: EventState, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    was = on.board.mark_of(command.text_id)
    if was is TextMark.APPROVED:
        return ()
    return (ev.TextApproved(at=now, round_id=on.id, text_id=command.text_id, was=was),)


@act.register
def _(command: cmd.GroupText, state: EventState, now: int) -> Events:
    return _grouped(state, command, command.group_id, now)


@act.register
def _(command: cmd.UngroupText, state: EventState, now: int) -> Events:
    return _grouped(state, command, None, now)


def _grouped(state: EventState, command: cmd.TextCommand, group_id: str | None, now: int) -> Events:
    on = guards.round_of(state, command.round_id)
    was = on.board.groups.get(command.text_id)
    if was == group_id:
        return ()
    grouped = ev.TextGrouped(
        at=now, round_id=on.id, text_id=command.text_id, group_id=group_id, was=was
    )
    return (grouped,)


@act.register
def _(command: cmd.SpotlightText, state: EventState, now: int) -> Events:
    """Only what may be shown."""
    on = guards.round_of(state, command.round_id)
    mark = on.board.mark_of(command.text_id)
    if mark is TextMark.HIDDEN or (on.rules.moderated and mark is TextMark.NEW):
        raise errors.TextNotShown
    return _spotlit(on, command.text_id, now)


@act.register
def _(command: cmd.EndSpotlight, state: EventState, now: int) -> Events:
    return _spotlit(guards.round_of(state, command.round_id), None, now)


def _spotlit(on: Round, text_id: str | None, now: int) -> Events:
    was = on.board.spotlight
    if was == text_id:
        return ()
    return (ev.TextSpotlit(at=now, round_id=on.id, text_id=text_id, was=was),)
