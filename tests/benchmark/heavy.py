"""What is much work at once, while a hall answers: many questions, places and cells."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final

from quizapp.app import Program, compose
from quizapp.config import Settings
from quizapp.desk import fresh_sign_in_path
from quizapp.domain.bank import read_bank
from quizapp.domain.event import Activity, Event
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.stored import NO_WISH, PendingAnswer, PendingJoin
from quizapp.rehearsal.desk import Desk
from quizapp.rehearsal.members import LightModerator
from quizapp.services.live import SERVER
from quizapp.services.participants import token_hash
from quizapp.services.trials import BANK, QUIZ, trial_plan
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.participants import SqlParticipants
from tests.benchmark.machine import cores
from tests.benchmark.runs import Server, pin

PEOPLE: Final = 5000
QUESTIONS: Final = 100
ANSWERED: Final = 50
AT_ONCE: Final = 500
MEANWHILE: Final = ("--phones", "300", "--spread", "15", "--json")


@dataclass(frozen=True, slots=True)
class Heavy:
    """Seconds of each, and the acknowledgements of 300 phones meanwhile."""

    opening_s: float
    ranking_s: float
    workbook_s: float
    workbook_again_s: float
    ack_ms: dict[str, float]


def heavy() -> Heavy:
    """On one core; whoever waits for it is on the last."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        event, quiz = _fill(folder)
        with Server(folder) as server:
            mine = os.sched_getaffinity(0)
            server.pin(cores()[0])
            pin(os.getpid(), cores()[-1])
            try:
                return _measure(server.url, folder, event, quiz)
            finally:
                os.sched_setaffinity(0, mine)


def _measure(url: str, folder: Path, event: Event, quiz: Activity) -> Heavy:
    desk = Desk(url, fresh_sign_in_path(Settings.from_environ(data_dir=str(folder))))
    base = f"/moderate/{event.id}/activities/{quiz.id}"
    hall = [sys.executable, "-m", "quizapp", "rehearse", url, "--data", str(folder), *MEANWHILE]
    with (
        ThreadPoolExecutor(1) as pool,
        subprocess.Popen(hall, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as phones,
    ):
        told = pool.submit(phones.communicate)
        workbook = _seconds(lambda: desk.load(f"{base}/results.xlsx"))
        again = _seconds(lambda: desk.load(f"{base}/results.xlsx"))
        opening, ranking = asyncio.run(_on_stage(url, event, quiz, desk.cookie))
        opening += _seconds(lambda: desk.load(base))
        output, _ = told.result()
    return Heavy(opening, ranking, workbook, again, json.loads(output)["ack_ms"])


async def _on_stage(url: str, event: Event, quiz: Activity, cookie: str) -> tuple[float, float]:
    console = LightModerator(event.id, cookie)
    await console.connect(url)
    await console.until(lambda: bool(console.state))
    await console.command("show_idle")
    began = perf_counter()
    await console.command("start_activity", activity_id=quiz.id)
    opened = perf_counter() - began
    began = perf_counter()
    await console.command("show_ranking")
    ranked = perf_counter() - began
    console.hang_up()
    return opened, ranked


def _seconds(what: Callable[[], Any]) -> float:
    began = perf_counter()
    what()
    return perf_counter() - began


# --- the hall of yesterday ---------------------------------------------------------------------


def _fill(folder: Path) -> tuple[Event, Activity]:
    """An event that was played before this server's start."""
    program = compose(Settings.from_environ(data_dir=str(folder)))
    try:
        event = _event(program)
        quiz = next(each for each in event.activities if each.slug == QUIZ)
        people = _people(program, event.id)
        _play(program, event.id, quiz.id, people)
        return event, quiz
    finally:
        program.database.close()


def _event(program: Program) -> Event:
    options = [{"id": each, "text": {"en": f"Option {each.upper()}"}} for each in "abcd"]
    question = {"type": "single_choice", "correct": "b", "options": options}
    texts = [{"en": f"Question {number}: which of the four?"} for number in range(QUESTIONS)]
    bank = read_bank(
        {
            "format": "quizapp-bank/1",
            "slug": BANK,
            "title": {"en": "Many"},
            "languages": ["en"],
            "questions": [
                {"slug": f"q{number}", "prompt": text, **question}
                for number, text in enumerate(texts)
            ],
        }
    )
    plan = trial_plan("trial-heavy")
    quiz = replace(
        plan.activities[0], questions=tuple((BANK, f"q{each}") for each in range(QUESTIONS))
    )
    services = program.services
    event_id = services.ids.new()
    services.events.create(
        replace(plan, activities=(quiz,), banks=(bank,)),
        event_id,
        services.ids.code(),
        services.ids.secret(),
    )
    return services.live.event(event_id)


def _people(program: Program, event_id: str) -> list[str]:
    ids, store = program.services.ids, SqlParticipants(program.database)
    pending = [
        PendingJoin(
            event_id=event_id,
            participant_id=ids.new(),
            token_hash=token_hash(ids.secret()),
            name=f"Delegate {number}",
            name_key=f"delegate {number}",
            language="en",
            joined_at=1,
            seed=number,
            extra_time=10,
            team=NO_WISH,
        )
        for number in range(PEOPLE)
    ]
    for start in range(0, PEOPLE, AT_ONCE):
        store.join(pending[start : start + AT_ONCE])
    return [each.participant_id for each in pending]


def _play(program: Program, event_id: str, activity_id: str, people: list[str]) -> None:
    services, store, rng = program.services, SqlAnswers(program.database), Random(1)
    (floor_id,) = services.live.state(event_id).floors

    def step(command: type[cmd.StepCommand], **more: str) -> None:
        rev = services.live.state(event_id).floors[floor_id].moved_seq
        services.live.execute(event_id, command(floor_id=floor_id, rev=rev, **more), SERVER)

    step(cmd.StartActivity, activity_id=activity_id)
    for _ in range(ANSWERED):
        while _open_round(program, event_id) is None:
            step(cmd.NextStep, round_id=services.ids.new())
        round_id, seq = _open_round(program, event_id) or "", services.live.state(event_id).seq
        for start in range(0, PEOPLE, AT_ONCE):
            store.commit(
                [
                    PendingAnswer(
                        event_id=event_id,
                        seq=seq,
                        round_id=round_id,
                        voter_id=each,
                        number=1,
                        answer=rng.choice("abcd"),
                        elapsed_ms=rng.randrange(900, 20_000),
                        answered_at=1,
                        final=False,
                    )
                    for each in people[start : start + AT_ONCE]
                ]
            )
        step(cmd.Reveal)


def _open_round(program: Program, event_id: str) -> str | None:
    rounds = program.services.live.state(event_id).rounds.values()
    return next((each.id for each in rounds if each.phase is Phase.OPEN), None)
