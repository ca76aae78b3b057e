"""The inverse of the last act, where there is one. Undoing twice is redoing."""

from __future__ import annotations

from quizapp.domain.live import events as ev
from quizapp.domain.live.state import EventState, Phase, Round

LEAST_LEFT_MS = 10_000
"""A reopened round runs for at least this long."""


def inverse(
    state: EventState, answered: frozenset[str], now: int
) -> tuple[ev.Event, ...] | None:
    """Events that take back `state.last`; None where nothing can.

    `answered` holds the ids of rounds with at least one committed answer: what an answer depends
    on stays, except a close, which is taken back by reopening.
    """
    last = state.last
    if last is None:
        return None
    if isinstance(last, ev.RoundEvent):
        on = state.rounds.get(last.round_id)
        if on is None:
            return None
        return _of_round(last, on, answered, now)
    return _of_switch(last, now)


def _of_round(
    last: ev.RoundEvent, on: Round, answered: frozenset[str], now: int
) -> tuple[ev.Event, ...] | None:
    free = on.id not in answered
    match last:
        case ev.RoundAsked() if on.phase is Phase.ASKED:
            return (ev.RoundWithdrawn(at=now, round_id=on.id),)
        case ev.RoundOpened() if on.phase is Phase.OPEN and free:
            if not on.rules.quiz:
                return (ev.RoundWithdrawn(at=now, round_id=on.id),)
            return (ev.RoundUnopened(at=now, round_id=on.id),)
        case ev.RoundUnopened() if on.phase is Phase.ASKED:
            return (opened(on, now),)
        case ev.RoundClosed() if on.phase is Phase.CLOSED:
            return (reopened(on, now),)
        case ev.RoundReopened() if on.phase is Phase.OPEN:
            return (ev.RoundClosed(at=now, round_id=on.id, cause=ev.Cause.MODERATOR),)
        case ev.RoundExtended() if on.phase is Phase.OPEN and _still_ahead(on, last.by_ms, now):
            return (ev.RoundExtended(at=now, round_id=on.id, by_ms=-last.by_ms),)
        case ev.RoundPaused() if on.paused:
            return (resumed(on, now),)
        case ev.RoundResumed() if on.phase is Phase.OPEN:
            return (ev.RoundPaused(at=now, round_id=on.id),)
        case ev.RoundVoided() if on.voided:
            return (ev.RoundUnvoided(at=now, round_id=on.id),)
        case ev.RoundUnvoided() if not on.voided:
            return (ev.RoundVoided(at=now, round_id=on.id),)
        case _:
            return None


def _of_switch(last: ev.Event, now: int) -> tuple[ev.Event, ...] | None:
    match last:
        case ev.ScreenBlanked():
            return (ev.ScreenBlanked(at=now, floor_id=last.floor_id, on=not last.on),)
        case ev.QrEnlarged():
            return (ev.QrEnlarged(at=now, floor_id=last.floor_id, on=not last.on),)
        case ev.ResultsHidden():
            return (ev.ResultsHidden(at=now, floor_id=last.floor_id, on=not last.on),)
        case ev.JoiningLocked():
            return (ev.JoiningLocked(at=now, on=not last.on),)
        case ev.ParticipantRemoved():
            return (ev.ParticipantReadmitted(at=now, participant_id=last.participant_id),)
        case ev.ParticipantReadmitted():
            return (ev.ParticipantRemoved(at=now, participant_id=last.participant_id),)
        case _:
            return None


def _still_ahead(on: Round, by_ms: int, now: int) -> bool:
    return on.deadline_at is not None and (on.paused or on.deadline_at - by_ms > now)


def opened(on: Round, now: int) -> ev.RoundOpened:
    """The opening of a round, with its deadline."""
    limit = on.rules.limit_ms
    return ev.RoundOpened(
        at=now, round_id=on.id, deadline_at=None if limit is None else now + limit
    )


def reopened(on: Round, now: int) -> ev.RoundReopened:
    """The reopening: the rest of the time there was at the close, but at least ten seconds."""
    left = None
    if on.deadline_at is not None and on.closed_at is not None:
        left = max(LEAST_LEFT_MS, on.deadline_at - on.closed_at)
    return ev.RoundReopened(at=now, round_id=on.id, left_ms=left)


def resumed(on: Round, now: int) -> ev.RoundResumed:
    """The end of a pause; the round must be paused."""
    assert on.paused_at is not None
    return ev.RoundResumed(at=now, round_id=on.id, paused_ms=max(0, now - on.paused_at))
