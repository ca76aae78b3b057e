"""The disk takes nothing: nobody is told "saved", everybody keeps the answer, the console says why."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.guests import Guest, open_round, start_quiz
from tests.live_server import LiveServer, Moderator, until

GUESTS = 5
resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="only Linux lets another process be limited"
)


def database_of(server: LiveServer) -> Path:
    return server.data_dir / "quizapp.sqlite3"


@contextmanager
def no_room(server: LiveServer) -> Iterator[None]:
    """No file of the server's may grow any more."""
    process = server._process
    assert process is not None
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    yield
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)


def stored(server: LiveServer, round_id: str) -> int:
    """How many answers of the round are really on disk."""
    with closing(sqlite3.connect(database_of(server))) as database:
        found = database.execute("SELECT count(*) FROM answer WHERE round_id = ?", (round_id,))
        return int(found.fetchone()[0])


async def _through(server: LiveServer, moderator: Moderator, guests: list[Guest]) -> None:
    lamp = "disk_fault"
    round_id = await open_round(moderator)
    await until("all see it", lambda: all(each.sees(round_id) for each in guests))
    with no_room(server):
        await until("the lamp, before anybody answers", lambda: moderator.crowd["saving"] == lamp)
        for each in guests:
            each.tap.set()
        await until(
            "all were told to send again",
            lambda: all(each.answers[round_id].sendings > 1 for each in guests),
        )
        assert not any(each.has_saved(round_id) for each in guests)
        assert not any(each.answers[round_id].refused for each in guests), "none gave it up"
        assert stored(server, round_id) == 0
        assert moderator.crowd["saving"] == lamp
    await until("all are saved", lambda: all(each.has_saved(round_id) for each in guests))
    assert await asyncio.to_thread(stored, server, round_id) == GUESTS
    await until("the lamp is well", lambda: moderator.crowd["saving"] == "ok")
    await until("all are counted", lambda: moderator.crowd["answered"] == GUESTS)


async def _show(server: LiveServer) -> None:
    event_id = await asyncio.to_thread(server.event_id)
    guests = [Guest(server.url, event_id, f"Guest {n}") for n in range(GUESTS)]
    tasks = [asyncio.create_task(each.run()) for each in guests]
    moderator = await Moderator(server, event_id, await asyncio.to_thread(server.sign_in)).connect()
    await until("all are in", lambda: all(each.inside for each in guests))
    await start_quiz(moderator)
    await _through(server, moderator, guests)
    await asyncio.gather(*(each.stop() for each in guests))
    await asyncio.gather(*tasks, return_exceptions=True)
    await moderator.close()


def test_nothing_is_acknowledged_that_is_not_stored(tmp_path: Path) -> None:
    with LiveServer(tmp_path) as server:
        asyncio.run(_show(server))
