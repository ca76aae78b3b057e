"""A real server, real sockets: one room through a quiz question, as the protocol promises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from quizapp.domain.live.state import Phase
from quizapp.rehearsal.phone import Phone, Temper
from tests.live_server import LiveServer, Moderator, until

QUIZ = "Integrity Quiz"
MODES = ("eventlet", "threading", "gevent")


@asynccontextmanager
async def room(
    server: LiveServer, phones: int, slowest_s: float = 0.3
) -> AsyncIterator[tuple[Moderator, list[Phone]]]:
    """A moderator and so many joined phones."""
    event_id = server.event_id()
    moderator = await Moderator(server, event_id, server.sign_in()).connect()
    people = [
        Phone(server.url, event_id, f"Delegate {n}", Random(n), Temper(slowest_s=slowest_s))
        for n in range(1, phones + 1)
    ]
    tasks = [asyncio.create_task(phone.run()) for phone in people]
    try:
        await until("all joined", lambda: moderator.crowd.get("joined", 0) >= phones)
        yield moderator, people
    finally:
        await asyncio.gather(*(phone.stop() for phone in people))
        await asyncio.gather(*tasks, return_exceptions=True)
        await moderator.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_question_goes_from_the_lobby_to_the_ranking(tmp_path: Path, mode: str) -> None:
    async def play(server: LiveServer) -> None:
        async with room(server, 10) as (moderator, phones):
            await moderator.do("start_activity", activity_id=moderator.activity(QUIZ))
            assert moderator.state["kind"] == "intro"
            await moderator.next(Phase.ASKED)
            assert all(
                "options" not in (p.state["round"] or {"question": {}})["question"] for p in phones
            )
            await moderator.next(Phase.OPEN)
            round_id = moderator.state["round"]["id"]
            await until(
                "every answer acknowledged",
                lambda: all(round_id in p.answers and p.answers[round_id].acked for p in phones),
            )
            await until("the count", lambda: moderator.crowd["answered"] == 10)
            await moderator.next(Phase.CLOSED)
            assert all(p.state["round"]["reveal"] is None for p in phones)
            await moderator.next(Phase.REVEALED)
            await until(
                "each result", lambda: all((p.me.get("round") or {}).get("result") for p in phones)
            )
            right = [p for p in phones if p.me["round"]["result"]["right"]]
            assert moderator.state["round"]["results"]["answered"] == 10
            assert moderator.state["round"]["results"]["right"] == len(right)
            assert {p.me["score"]["points"] for p in right} <= {1000}
            await moderator.next(Phase.RANKING)
            assert moderator.state["ranking"]["of"] == 10

    with LiveServer(tmp_path, async_mode=mode) as server:
        asyncio.run(play(server))
        assert server.stop() == 0
    assert "Traceback" not in server.output
