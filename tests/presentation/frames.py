"""Every frame that the audiences of a hall get, and a show that walks through all phases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.live.steps import StepKind, preview
from quizapp.domain.questions import question_type
from quizapp.domain.tallies import Texts
from quizapp.presentation.audience import for_crowd, for_participant, for_phone, for_screen
from quizapp.presentation.console import for_moderator
from tests.hall import EVENT, HALL, Hall

ADDRESSES = ("http://192.168.1.20:8000",)
QR: dict[str, Any] = {"join": "/screen/s/join.svg", "wifi": "/screen/s/wifi.svg"}

Frame = dict[str, Any]


def phone(hall: Hall, language: str = "en", floor_id: str = HALL) -> Frame:
    return for_phone(hall.scene(floor_id), language)


def screen(hall: Hall, floor_id: str = HALL) -> Frame:
    return for_screen(hall.scene(floor_id), ADDRESSES, QR)


def me(hall: Hall, who: Participant, floor_id: str = HALL) -> Frame:
    scene = hall.scene(floor_id)
    who = scene.people.get(who.id, who)
    answers = {}
    if scene.on_phones is not None:
        on = scene.on_phones.round
        for voter in hall.voters.voters_of(scene.state, who, on):
            kept_in = voter.kept_in(on.id)
            hall.counting.load(kept_in)
            answers[voter] = hall.counting.answer_of(kept_in, voter.id)
    own = next((each for voter, each in answers.items() if voter.id in (who.id, who.seat_id)), None)
    held = [
        (voter, each) for voter, each in answers.items() if voter.id not in (who.id, who.seat_id)
    ]
    return for_participant(scene, who, own, held=held)


def console(
    hall: Hall, role: Role = Role.MODERATOR, language: str = "en", floor_id: str = HALL
) -> Frame:
    scene, now = hall.scenes.for_console(EVENT, floor_id), hall.clock.now()
    steps, acts = preview(scene.state, floor_id, now), possible(scene.state, floor_id, now)
    return for_moderator(scene, role, language, steps, acts, ADDRESSES, QR)


def crowd(hall: Hall, floor_id: str = HALL) -> Frame:
    return for_crowd(hall.scenes.crowd(EVENT, floor_id))


def text_of(frame: object) -> str:
    return json.dumps(frame, ensure_ascii=False)


def inside(frame: object) -> Iterator[tuple[str, Any]]:
    """Every key of every object in it, with its value."""
    if isinstance(frame, Mapping):
        for key, value in frame.items():
            yield key, value
            yield from inside(value)
    elif isinstance(frame, list):
        for each in frame:
            yield from inside(each)


@dataclass(frozen=True)
class Moment:
    """A point of the show: what is shown now, and whether the room looks back."""

    hall: Hall
    people: tuple[Participant, ...]
    looking_back: bool


def show(hall: Hall, people: tuple[Participant, ...]) -> Iterator[Moment]:
    """Play everything in the run sheet by the big button; at each step look back at all before."""
    yield Moment(hall, people, False)
    while preview(hall.state, HALL)[0] is not None:
        hall.clock.pass_ms(1_000)
        hall.next()
        if hall.floor().shown.kind is Kind.ROUND and hall.on_stage().phase is Phase.OPEN:
            yield Moment(hall, people, False)
            _everybody_answers(hall, people)
        yield Moment(hall, people, False)
        yield from _look_back(hall, people)


def _everybody_answers(hall: Hall, people: tuple[Participant, ...]) -> None:
    """All but the last one: words that are each one's own, anything else as a phone guesses."""
    on = hall.on_stage()
    question = hall.live.question(EVENT, on)
    view = question.public_view("en")
    for who in people[:-1]:
        kind = question_type(question.type)
        answer = kind.guess(view, Random(who.number))
        if kind.shape == Texts.shape:
            word = f"word of {who.name}"
            answer = [word] if isinstance(answer, list) else word
        hall.answer(who, answer)


def _look_back(hall: Hall, people: tuple[Participant, ...]) -> Iterator[Moment]:
    steps = min(hall.floor().cursor, 6)
    for _ in range(steps):
        hall.do(cmd.Back)
        yield Moment(hall, people, True)
    while (following := preview(hall.state, HALL)[0]) and following.kind is StepKind.FORWARD:
        hall.next()
