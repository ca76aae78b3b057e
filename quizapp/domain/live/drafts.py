"""Events as they follow from the state: what `decide` and `undo` have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.event import ActivityKind
from quizapp.domain.live import events as ev
from quizapp.domain.live.rules import Rules
from quizapp.domain.live.state import EventState, Round, ScriptActivity, ScriptQuestion

LEAST_LEFT_MS = 10_000
"""A reopened round runs for at least this long."""

Events = tuple[ev.Event, ...]


def started(state: EventState, floor_id: str, activity_id: str, now: int) -> ev.ActivityStarted:
    """The start: where it was left, or from the beginning once it was finished.

    What phones answered beside the stage is shown first.
    """
    was = state.run_of(activity_id)
    unshown = was.finished and bool(state.unshown(activity_id))
    resumed = was.run > 0 and (not was.finished or unshown)
    run = was.run if resumed else was.run + 1
    return ev.ActivityStarted(
        at=now,
        floor_id=floor_id,
        activity_id=activity_id,
        run=run,
        resumed=resumed,
        was_finished=unshown,
    )


def finished(state: EventState, floor_id: str, activity_id: str, now: int) -> ev.ActivityFinished:
    """The end: a podium where a quiz has a round that counts for it."""
    activity = state.script.activity(activity_id)
    quiz = activity is not None and activity.kind is ActivityKind.QUIZ
    counting = state.counting(activity_id, state.run_of(activity_id).run)
    podium = quiz and any(each.rules.graded for each in counting)
    return ev.ActivityFinished(at=now, floor_id=floor_id, activity_id=activity_id, podium=podium)


def asked(
    fresh_id: str, floor_id: str, place: tuple[str, int, int], question: ScriptQuestion, now: int
) -> Events:
    """The asking, for a poll with its opening. `place` is (activity, run, position)."""
    activity_id, run, position = place
    rules = question.rules
    event = ev.RoundAsked(
        at=now,
        round_id=fresh_id,
        floor_id=floor_id,
        activity_id=activity_id,
        run=run,
        position=position,
        question_id=question.question_id,
        version=question.version,
        rules=rules,
        opens_at=_opens_at(rules, now),
    )
    if rules.quiz or not rules.answerable:
        return (event,)
    deadline_at = None if rules.limit_ms is None else now + rules.limit_ms
    return (event, ev.RoundOpened(at=now, round_id=fresh_id, deadline_at=deadline_at))


def _opens_at(rules: Rules, now: int) -> int | None:
    by_itself = rules.quiz and rules.answerable and rules.ask_ms is not None
    return now + (rules.ask_ms or 0) if by_itself else None


def asked_as_before(on: Round, now: int) -> Events:
    """The asking of a round that was withdrawn."""
    question = ScriptQuestion(on.question_id, on.version, on.rules)
    return asked(on.id, on.floor_id, (on.activity_id, on.run, on.position), question, now)


def opened(on: Round, now: int) -> ev.RoundOpened:
    """The opening of a round, with its deadline."""
    limit = on.rules.limit_ms
    deadline_at = None if limit is None else now + limit
    return ev.RoundOpened(at=now, round_id=on.id, deadline_at=deadline_at)


def closed(on: Round, now: int) -> ev.RoundClosed:
    """A close by hand."""
    return ev.RoundClosed(at=now, round_id=on.id, cause=ev.Cause.MODERATOR)


def reopened(on: Round, now: int) -> ev.RoundReopened:
    """The reopening: the rest of the time there was at the close, but at least ten seconds."""
    left_ms = None
    if on.deadline_at is not None and on.closed_at is not None:
        left_ms = max(LEAST_LEFT_MS, on.deadline_at - on.closed_at)
    return ev.RoundReopened(at=now, round_id=on.id, left_ms=left_ms)


def resumed(on: Round, now: int) -> ev.RoundResumed:
    """The end of a pause; the round must be paused."""
    assert on.paused_at is not None
    return ev.RoundResumed(at=now, round_id=on.id, paused_ms=max(0, now - on.paused_at))


def aside(
    state: EventState, floor_id: str, activity: ScriptActivity, ids: Sequence[str], now: int
) -> ev.AsideOpened:
    """All its questions opened beside the stage, without a deadline. Slides are passed over."""
    asked = [place for place in enumerate(activity.questions) if place[1].rules.answerable]
    rounds = (
        ev.AsideRound(
            round_id=round_id,
            position=position,
            question_id=each.question_id,
            version=each.version,
            rules=replace(each.rules, limit_ms=None),
        )
        for round_id, (position, each) in zip(ids, asked, strict=False)
    )
    run = state.run_of(activity.id).run + 1
    return ev.AsideOpened(
        at=now, floor_id=floor_id, activity_id=activity.id, run=run, rounds=tuple(rounds)
    )
