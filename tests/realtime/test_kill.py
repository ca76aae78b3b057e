"""SIGKILL in the middle of open questions: what was acknowledged counts, all comes back by itself."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quizapp import paths
from quizapp.domain.bank import Question
from quizapp.domain.live.state import Phase
from quizapp.importers.bank_yaml import read_bank_file
from tests.live_server import HeldPhone, LiveServer, Moderator, until

QUIZ = "Integrity Quiz"
KILLS = 3
LEAST_IN_FLIGHT = 20
BACK_WITHIN_S = 5.0


@dataclass
class Acknowledged:
    """What the server has promised: (participant's number, round) -> answer."""

    answers: dict[tuple[int, str], Any]


def in_flight(phones: list[HeldPhone], round_id: str) -> int:
    return sum(1 for p in phones if p.at(round_id).sendings and not p.at(round_id).acked)


def acked(phones: list[HeldPhone], round_id: str) -> int:
    return sum(1 for p in phones if p.at(round_id).acked)


async def burst_in_flight(phones: list[HeldPhone], round_id: str, seconds: float) -> None:
    """Send them all, then stand still: the server gets on, no phone hears of it before the kill."""
    for phone in phones:
        phone.tap.set()
    while not all(phone.at(round_id).sendings for phone in phones):  # noqa: ASYNC110 - many watched
        await asyncio.sleep(0)
    time.sleep(seconds)  # noqa: ASYNC251 - the phones must not read on meanwhile


async def question_with_a_kill(
    server: LiveServer, moderator: Moderator, phones: list[HeldPhone], rng: Random
) -> None:
    """Ask the next question, kill the server in it, bring it back, let everyone finish."""
    for phone in phones:
        phone.tap.clear()
    await moderator.next(Phase.ASKED)
    await moderator.next(Phase.OPEN)
    round_id = moderator.state["round"]["id"]
    await until("all see it open", lambda: all(p.sees(round_id) for p in phones))
    order = rng.sample(phones, len(phones))
    first, burst = order[: len(order) * 2 // 5], order[len(order) * 2 // 5 :]
    for phone in first:
        phone.tap.set()
    await until("the first acknowledged", lambda: acked(phones, round_id) == len(first))
    await burst_in_flight(burst, round_id, rng.uniform(0, 0.012))
    share = acked(phones, round_id) / len(phones)
    flying = in_flight(phones, round_id)
    server.kill()
    assert 0.2 <= share <= 0.8, f"{share:.0%} were acknowledged at the kill"
    assert flying >= LEAST_IN_FLIGHT, f"only {flying} answers were in flight at the kill"
    left_ms = moderator.state["round"]["deadline_at"] - int(time.time() * 1000)
    await moderator.close()
    await asyncio.sleep(1.5)
    server.start()
    returned = time.monotonic()
    await moderator.connect()
    await until("all back", lambda: all(p.sees(round_id) for p in phones))
    assert time.monotonic() - returned < BACK_WITHIN_S
    given_back = moderator.state["round"]["deadline_at"] - int(time.time() * 1000)
    assert abs(given_back - left_ms) < 2500, "the time lost was not given back"
    for phone in order:
        phone.tap.set()
    await until("all acknowledged", lambda: acked(phones, round_id) == len(phones))
    await moderator.next(Phase.CLOSED)
    await moderator.next(Phase.REVEALED)
    await until("each result", lambda: all((p.me.get("round") or {}).get("result") for p in phones))
    await moderator.next(Phase.RANKING)


async def play(server: LiveServer, phones_wanted: int) -> list[HeldPhone]:
    rng = Random(phones_wanted)
    event_id = server.event_id()
    moderator = await Moderator(server, event_id, server.sign_in()).connect()
    phones = [
        HeldPhone(server.url, event_id, f"Delegate {n}", Random(n))
        for n in range(1, phones_wanted + 1)
    ]
    tasks = [asyncio.create_task(phone.run()) for phone in phones]
    await until("all joined", lambda: moderator.crowd.get("joined", 0) >= phones_wanted)
    await moderator.do("start_activity", activity_id=moderator.activity(QUIZ))
    for _ in range(KILLS):
        await question_with_a_kill(server, moderator, phones, rng)
    await until("places", lambda: all(p.me.get("score") for p in phones))
    await asyncio.gather(*(phone.stop() for phone in phones))
    await asyncio.gather(*tasks, return_exceptions=True)
    await moderator.close()
    return phones


def stored_answers(data_dir: Path) -> dict[tuple[int, str], tuple[Any, int]]:
    """(participant's number, round) -> (answer, time), each of them exactly once."""
    with closing(sqlite3.connect(data_dir / "quizapp.sqlite3")) as database:
        rows = database.execute(
            "SELECT p.number, a.round_id, a.answer, a.elapsed_ms FROM answer a"
            " JOIN participant p ON p.id = a.voter_id"
        ).fetchall()
    assert len(rows) == len({(number, round_id) for number, round_id, _, _ in rows})
    return {(n, round_id): (json.loads(answer), ms) for n, round_id, answer, ms in rows}


def asked_questions(data_dir: Path) -> dict[str, Question]:
    """Round -> question, from the log and the shipped bank: not by the server's own reckoning."""
    bank = read_bank_file(paths.question_banks() / "integrity-quiz.yaml")
    by_slug = {each.slug: each for each in bank.questions}
    with closing(sqlite3.connect(data_dir / "quizapp.sqlite3")) as database:
        slugs = dict(database.execute("SELECT id, slug FROM question").fetchall())
        entries = database.execute(
            "SELECT data FROM log_entry WHERE kind = 'RoundAsked'"
        ).fetchall()
    asked = (json.loads(data) for (data,) in entries)
    return {each["round_id"]: by_slug[slugs[each["question_id"]]] for each in asked}


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize(("mode", "phones"), [("eventlet", 200), ("threading", 50)])
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(
    tmp_path: Path, mode: str, phones: int
) -> None:
    with LiveServer(tmp_path, async_mode=mode) as server:
        people = asyncio.run(play(server, phones))
        assert server.stop() == 0
    stored = stored_answers(tmp_path)
    questions = asked_questions(tmp_path)
    assert len(questions) == KILLS
    for person in people:
        number = person.me["participant"]["number"]
        for round_id, kept in person.answers.items():
            assert kept.acked
            parsed = questions[round_id].parse_answer(kept.answer)
            assert stored[number, round_id][0] == parsed
        points = sum(
            int(1000 * questions[round_id].grade(stored[number, round_id][0]) + 0.5)
            for round_id in questions
        )
        assert person.me["score"]["points"] == points
    assert len(stored) == phones * KILLS
    scores = sorted((p.me["score"]["points"] for p in people), reverse=True)
    for person in people:
        better = sum(1 for points in scores if points > person.me["score"]["points"])
        assert person.me["score"]["place"] > better
