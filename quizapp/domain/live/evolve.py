"""The fold: `evolve(state, event)` is total, keeps every rule to `decide`, and never looks away.

An event that names something the state does not know changes nothing but `seq`, so that an old
log can always be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch

from quizapp.domain.live import events as ev
from quizapp.domain.live import evolve_day, stage, timing
from quizapp.domain.live.asking import Asking
from quizapp.domain.live.board import Board, TextMark
from quizapp.domain.live.state import (
    ActivityState,
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    Shown,
)

PASSIVE = (
    ev.StageMoved,
    ev.ContentChanged,
    ev.TimeGivenBack,
    ev.ExtraTimeChosen,
    ev.BallotsCounted,
    ev.NamesDeleted,
)
"""No acts: undo looks through them."""


def evolve(state: EventState, event: ev.Event) -> EventState:
    """The state after one event; `seq` rises by one."""
    after = _apply(event, replace(state, seq=state.seq + 1))
    if isinstance(event, PASSIVE):
        return after
    floors = {
        floor.id: replace(floor, last=event) if _concerns(event, floor, state, after) else floor
        for floor in after.floors.values()
    }
    return replace(after, last=event, floors=floors)


def fold(state: EventState, events: Iterable[ev.Event]) -> EventState:
    """Several events, in order."""
    for event in events:
        state = evolve(state, event)
    return state


def _concerns(event: ev.Event, floor: FloorState, before: EventState, after: EventState) -> bool:
    """Whether it happened on that floor, or in the whole event."""
    if isinstance(event, ev.FloorEvent):
        return event.floor_id == floor.id
    if isinstance(event, ev.RoundEvent):
        on = after.rounds.get(event.round_id) or before.rounds.get(event.round_id)
        return on is not None and on.floor_id == floor.id
    return True


@singledispatch
def _apply(_event: ev.Event, state: EventState) -> EventState:
    return state


def _on_round(state: EventState, round_id: str, change: Callable[[Round], Round]) -> EventState:
    known = state.rounds.get(round_id)
    if known is None:
        return state
    return replace(state, rounds={**state.rounds, round_id: change(known)})


def _enter(
    state: EventState, round_id: str, change: Callable[[Round], Round], *, follow: bool = True
) -> EventState:
    """Change a round and put its new phase on its stage."""
    if round_id not in state.rounds:
        return state
    state = _on_round(state, round_id, change)
    entered = state.rounds[round_id]
    if entered.off_stage:
        return state
    return stage.push(state, entered.floor_id, _shown(entered), follow=follow)


def _shown(on: Round) -> Shown:
    return Shown(Kind.ROUND, on.activity_id, on.id, on.phase)


def _on_activity(state: EventState, activity_id: str, now: ActivityState) -> EventState:
    return replace(state, activities={**state.activities, activity_id: now})


# --- the stage ---------------------------------------------------------------------------------


@_apply.register
def _(event: ev.LobbyShown, state: EventState) -> EventState:
    return stage.push(state, event.floor_id, Shown(Kind.LOBBY))


@_apply.register
def _(event: ev.IdleShown, state: EventState) -> EventState:
    return stage.push(state, event.floor_id, Shown(Kind.IDLE))


@_apply.register
def _(event: ev.ActivityStarted, state: EventState) -> EventState:
    now = ActivityState(run=event.run, floor_id=event.floor_id)
    state = _on_activity(state, event.activity_id, now)
    state = evolve_day.come_along(state, event)
    rounds = [
        each
        for each in state.rounds_of(event.activity_id, event.run)
        if not (each.voided or each.off_stage)
    ]
    if not rounds:
        return stage.push(state, event.floor_id, Shown(Kind.INTRO, event.activity_id))
    # Resumed on another floor, its round comes along: what happens to it, happens here.
    return _enter(state, rounds[-1].id, lambda on: replace(on, floor_id=event.floor_id))


@_apply.register
def _(event: ev.ActivityFinished, state: EventState) -> EventState:
    now = replace(state.run_of(event.activity_id), finished=True)
    state = _on_activity(state, event.activity_id, now)
    shown = Shown(Kind.IDLE)
    if event.podium:
        shown = Shown(Kind.PODIUM, event.activity_id, run=now.run)
    return stage.push(state, event.floor_id, shown)


@_apply.register
def _(event: ev.BreatherBegun, state: EventState) -> EventState:
    run, ends_at = state.run_of(event.activity_id).run, event.at + event.for_ms
    shown = Shown(Kind.BREATHER, event.activity_id, run=run, ends_at=ends_at)
    return stage.push(state, event.floor_id, shown)


@_apply.register
def _(event: ev.BreatherUndone, state: EventState) -> EventState:
    return stage.pop(state, event.floor_id)


@_apply.register
def _(event: ev.ShowingUndone, state: EventState) -> EventState:
    return stage.pop(state, event.floor_id)


@_apply.register
def _(event: ev.StartUndone, state: EventState) -> EventState:
    now = replace(state.run_of(event.activity_id), run=event.run, finished=event.finished)
    return stage.pop(_on_activity(state, event.activity_id, now), event.floor_id)


@_apply.register
def _(event: ev.FinishUndone, state: EventState) -> EventState:
    now = replace(state.run_of(event.activity_id), finished=False)
    return stage.pop(_on_activity(state, event.activity_id, now), event.floor_id)


@_apply.register
def _(event: ev.StageMoved, state: EventState) -> EventState:
    return stage.look_at(state, event.floor_id, event.cursor)


@_apply.register
def _(event: ev.ScreenBlanked, state: EventState) -> EventState:
    return stage.switch(state, event.floor_id, lambda floor: replace(floor, blank=event.on))


@_apply.register
def _(event: ev.QrEnlarged, state: EventState) -> EventState:
    return stage.switch(state, event.floor_id, lambda floor: replace(floor, big_qr=event.on))


@_apply.register
def _(event: ev.ResultsHidden, state: EventState) -> EventState:
    return stage.switch(
        state, event.floor_id, lambda floor: replace(floor, results_hidden=event.on)
    )


@_apply.register
def _(event: ev.QuestionsSwitched, state: EventState) -> EventState:
    return _on_asking(
        state,
        event.floor_id,
        lambda asking: replace(asking, session_id=event.session_id, open=event.on),
    )


@_apply.register
def _(event: ev.QuestionSpotlit, state: EventState) -> EventState:
    # Whoever shows something wants it seen.
    state = stage.switch(state, event.floor_id, lambda floor: replace(floor, big_qr=False))
    return _on_asking(
        state, event.floor_id, lambda asking: replace(asking, spotlight=event.question_id)
    )


@_apply.register
def _(event: ev.QuestionsListed, state: EventState) -> EventState:
    return _on_asking(state, event.floor_id, lambda asking: replace(asking, listed=event.on))


@_apply.register
def _(event: ev.ReactionsSwitched, state: EventState) -> EventState:
    return _on_asking(state, event.floor_id, lambda asking: replace(asking, reactions=event.on))


def _on_asking(state: EventState, floor_id: str, change: Callable[[Asking], Asking]) -> EventState:
    return stage.switch(state, floor_id, lambda floor: replace(floor, asking=change(floor.asking)))


# --- rounds ------------------------------------------------------------------------------------


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
    # A poll opens with the asking: its question never stands alone, also not for who looks back.
    stands_alone = asked.rules.quiz or not asked.rules.answerable
    return stage.push(state, asked.floor_id, _shown(asked)) if stands_alone else state


@_apply.register
def _(event: ev.RoundWithdrawn, state: EventState) -> EventState:
    gone = state.rounds.get(event.round_id)
    if gone is None:
        return state
    rounds = {key: each for key, each in state.rounds.items() if key != gone.id}
    state = stage.forget(replace(state, rounds=rounds), gone.id)
    return stage.switch(state, gone.floor_id, lambda floor: replace(floor, withdrawn=gone))


@_apply.register
def _(event: ev.RoundOpened, state: EventState) -> EventState:
    longer = state.extra_time
    return _enter(state, event.round_id, lambda on: timing.opened(on, event, longer))


@_apply.register
def _(event: ev.RoundUnopened, state: EventState) -> EventState:
    state = stage.forget(state, event.round_id, frozenset({Phase.OPEN}))
    return _enter(state, event.round_id, timing.unopened)


@_apply.register
def _(event: ev.RoundPaused, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda on: replace(on, paused_at=event.at))


@_apply.register
def _(event: ev.RoundResumed, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda on: timing.resumed(on, event.paused_ms))


@_apply.register
def _(event: ev.TimeGivenBack, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda on: timing.given_back(on, event.lost_ms))


@_apply.register
def _(event: ev.RoundExtended, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda on: timing.extended(on, event.by_ms))


@_apply.register
def _(event: ev.RoundClosed, state: EventState) -> EventState:
    # A timer must not light a screen that was darkened, nor end a look back.
    follow = event.cause is ev.Cause.MODERATOR
    return _enter(
        state,
        event.round_id,
        lambda on: replace(
            timing.closed(on, event.at),
            proxies=state.proxies if on.rules.voting.by_seat else on.proxies,
        ),
        follow=follow,
    )


@_apply.register
def _(event: ev.BallotsCounted, state: EventState) -> EventState:
    return _on_round(
        state,
        event.round_id,
        lambda on: replace(on, voted=event.voted, digest=event.digest),
    )


@_apply.register
def _(event: ev.RoundReopened, state: EventState) -> EventState:
    # Else the room that looks back would see a closed beat of an open round.
    state = stage.forget(state, event.round_id, frozenset({Phase.CLOSED}))
    longer = state.extra_time
    return _enter(state, event.round_id, lambda on: timing.reopened(on, event, longer))


@_apply.register
def _(event: ev.RoundRevealed, state: EventState) -> EventState:
    return _enter(state, event.round_id, lambda on: replace(on, phase=Phase.REVEALED))


@_apply.register
def _(event: ev.RankingShown, state: EventState) -> EventState:
    return _enter(state, event.round_id, lambda on: replace(on, phase=Phase.RANKING))


@_apply.register
def _(event: ev.RoundVoided, state: EventState) -> EventState:
    return _voided(state, event.round_id, True)


@_apply.register
def _(event: ev.RoundUnvoided, state: EventState) -> EventState:
    return _voided(state, event.round_id, False)


def _voided(state: EventState, round_id: str, voided: bool) -> EventState:
    known = state.rounds.get(round_id)
    if known is None:
        return state
    state = stage.touch(state, known.floor_id)
    return _on_round(state, round_id, lambda on: replace(on, voided=voided))


# --- the whole event ---------------------------------------------------------------------------


@_apply.register
def _(event: ev.JoiningLocked, state: EventState) -> EventState:
    return replace(state, joining_locked=event.on)


@_apply.register
def _(event: ev.RollShown, state: EventState) -> EventState:
    return stage.switch(state, event.floor_id, lambda floor: replace(floor, roll_shown=event.on))


@_apply.register
def _(event: ev.ProxyGiven, state: EventState) -> EventState:
    proxies = {key: each for key, each in state.proxies.items() if key != event.seat_id}
    if event.holder_id is not None:
        proxies[event.seat_id] = event.holder_id
    return replace(state, proxies=proxies)


@_apply.register
def _(event: ev.ParticipantRemoved, state: EventState) -> EventState:
    return replace(state, removed=state.removed | {event.participant_id})


@_apply.register
def _(event: ev.ParticipantReadmitted, state: EventState) -> EventState:
    return replace(state, removed=state.removed - {event.participant_id})


@_apply.register
def _(event: ev.ExtraTimeGranted | ev.ExtraTimeChosen, state: EventState) -> EventState:
    """Also in the rounds that are open; what somebody has in them already is not cut."""
    longer = {**state.extra_time, event.participant_id: event.tenths}
    rounds = {
        key: timing.with_extra(on, {event.participant_id: event.tenths})
        if on.phase is Phase.OPEN
        else on
        for key, on in state.rounds.items()
    }
    return replace(state, extra_time=longer, rounds=rounds)


# --- answers accepted later, typed texts -------------------------------------------------------


@_apply.register
def _(event: ev.AnswerAccepted, state: EventState) -> EventState:
    return _on_round(state, event.round_id, lambda on: replace(on, amended_version=event.version))


def _on_board(state: EventState, round_id: str, change: Callable[[Board], Board]) -> EventState:
    return _on_round(state, round_id, lambda on: replace(on, board=change(on.board)))


@_apply.register
def _(event: ev.TextHidden, state: EventState) -> EventState:
    return _on_board(
        state, event.round_id, lambda board: board.marked(event.text_id, TextMark.HIDDEN)
    )


@_apply.register
def _(event: ev.TextApproved, state: EventState) -> EventState:
    return _on_board(
        state, event.round_id, lambda board: board.marked(event.text_id, TextMark.APPROVED)
    )


@_apply.register
def _(event: ev.TextUnmarked, state: EventState) -> EventState:
    return _on_board(state, event.round_id, lambda board: board.marked(event.text_id, TextMark.NEW))


@_apply.register
def _(event: ev.TextGrouped, state: EventState) -> EventState:
    return _on_board(
        state, event.round_id, lambda board: board.grouped(event.text_id, event.group_id)
    )


@_apply.register
def _(event: ev.TextSpotlit, state: EventState) -> EventState:
    return _on_board(state, event.round_id, lambda board: replace(board, spotlight=event.text_id))


@_apply.register
def _(event: ev.TeamAssigned, state: EventState) -> EventState:
    moves = {key: each for key, each in state.team_moves.items() if key != event.participant_id}
    if event.team_id is not None:
        moves[event.participant_id] = event.team_id
    return replace(state, team_moves=moves)


# --- the day -----------------------------------------------------------------------------------

_apply.register(ev.ItemTaken)(evolve_day.taken)
_apply.register(ev.ItemReturned)(evolve_day.returned)
_apply.register(ev.AsideOpened)(evolve_day.opened)
_apply.register(ev.AsideWithdrawn)(evolve_day.withdrawn)
_apply.register(ev.AsideClosed)(evolve_day.closed)
_apply.register(ev.AsideReopened)(evolve_day.reopened)
