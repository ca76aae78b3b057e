"""Rules of the acts about questions from the floor and reactions that change what the room sees."""

from __future__ import annotations

from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.asking import Asking
from quizapp.domain.live.decide_acts import act
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState


def _asking(state: EventState, floor_id: str) -> Asking:
    return state.floors[floor_id].asking


@act.register
def _(command: cmd.OpenQuestions, state: EventState, now: int) -> Events:
    was = _asking(state, command.floor_id)
    if was.open and was.session_id == command.session_id:
        return ()
    switched = _switched(was, command.floor_id, command.session_id, now, on=True)
    if was.covers and was.session_id != command.session_id:
        # The room would read questions about something else.
        return (*_uncovered(was, command.floor_id, now), switched)
    return (switched,)


@act.register
def _(command: cmd.CloseQuestions, state: EventState, now: int) -> Events:
    was = _asking(state, command.floor_id)
    if not was.open:
        return ()
    return (_switched(was, command.floor_id, was.session_id, now, on=False),)


def _switched(
    was: Asking, floor_id: str, session_id: str | None, now: int, *, on: bool
) -> ev.QuestionsSwitched:
    return ev.QuestionsSwitched(
        at=now,
        floor_id=floor_id,
        session_id=session_id,
        on=on,
        was=was.session_id,
        was_on=was.open,
    )


def _uncovered(was: Asking, floor_id: str, now: int) -> Events:
    listed = (ev.QuestionsListed(at=now, floor_id=floor_id, on=False),) if was.listed else ()
    return (*listed, *_spotlit(was, floor_id, None, now))


@act.register
def _(command: cmd.SpotlightQuestion, state: EventState, now: int) -> Events:
    """The service has made sure that the question may be shown."""
    was = _asking(state, command.floor_id)
    return _spotlit(was, command.floor_id, command.question_id, now)


@act.register
def _(command: cmd.EndQuestionSpotlight, state: EventState, now: int) -> Events:
    return _spotlit(_asking(state, command.floor_id), command.floor_id, None, now)


def _spotlit(was: Asking, floor_id: str, question_id: str | None, now: int) -> Events:
    if was.spotlight == question_id:
        return ()
    spotlit = ev.QuestionSpotlit(
        at=now, floor_id=floor_id, question_id=question_id, was=was.spotlight
    )
    return (spotlit,)


@act.register
def _(command: cmd.ListQuestions, state: EventState, now: int) -> Events:
    if _asking(state, command.floor_id).listed == command.on:
        return ()
    return (ev.QuestionsListed(at=now, floor_id=command.floor_id, on=command.on),)


@act.register
def _(command: cmd.SwitchReactions, state: EventState, now: int) -> Events:
    if _asking(state, command.floor_id).reactions == command.on:
        return ()
    return (ev.ReactionsSwitched(at=now, floor_id=command.floor_id, on=command.on),)
