"""Two workers, one room: SIGKILL of each part in an open question, and who is where does not show.

One cluster and one hall go through it all, since nothing here starts quickly.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from random import Random
from typing import Any

import pytest

from tests.faults.cluster import Cluster, Page
from tests.live_server import HeldPhone, until

QUIZ = "Integrity Quiz"
PHONES = 60
RIGHT_AGAIN_S = 10.0
AWAY_S = 5.0


class Hall:
    """Sixty phones, a screen and a console, through nginx."""

    def __init__(self, cluster: Cluster, event_id: str, console: Page, screen: Page) -> None:
        self.cluster, self.event_id = cluster, event_id
        self.console, self.screen = console, screen
        url = cluster.url
        self.phones = [HeldPhone(url, event_id, f"Guest {n}", Random(n)) for n in range(PHONES)]
        self._tasks = [asyncio.create_task(phone.run()) for phone in self.phones]

    async def close(self) -> None:
        await asyncio.gather(*(phone.stop() for phone in self.phones))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for page in (self.console, self.screen):
            await page.close()

    async def ask(self) -> str:
        """Open the next question before everybody; its round."""
        for phone in self.phones:
            phone.tap.clear()
        await self.console.step("asked")
        await self.console.step("open")
        round_id = str(self.console.state["round"]["id"])
        await until("all see it open", lambda: all(p.sees(round_id) for p in self.phones))
        return round_id

    def tap(self, first: int, last: int) -> None:
        for phone in self.phones[first:last]:
            phone.tap.set()

    def acked(self, round_id: str) -> int:
        return sum(p.answers[round_id].acked for p in self.phones if round_id in p.answers)

    def counted(self, round_id: str, count: int) -> bool:
        """Whether screen and console both say so."""
        crowds = (self.console.crowd, self.screen.crowd)
        return all(c.get("round") == round_id and c["answered"] == count for c in crowds)

    async def right_again(self, round_id: str, since: float) -> None:
        """Phones, screen and console show the question, by themselves and soon."""

        def is_right() -> bool:
            pages = (self.console, self.screen)
            shown = all(p.connected and p.beat() == "open" for p in pages)
            return shown and all(p.sees(round_id) for p in self.phones)

        await until("all is right again", is_right)
        assert time.monotonic() - since < RIGHT_AGAIN_S

    async def finish(self, round_id: str) -> None:
        """Everybody answers, the round is closed once and revealed, each sees a result."""
        self.tap(0, PHONES)
        await until("all acknowledged", lambda: self.acked(round_id) == PHONES)
        await until("all counted", lambda: self.counted(round_id, PHONES))
        if self.console.beat() == "open":
            await self.console.step("closed")
        await self.console.step("revealed")
        await until("each result", lambda: all(self._has_result(p, round_id) for p in self.phones))
        await self.console.step("ranking")

    def one_ranking(self) -> bool:
        """Whether the places that the phones were told, by whichever worker, fit together."""
        scores = [p.me.get("score") or {"points": 0, "place": 0} for p in self.phones]
        points = [each["points"] for each in scores]
        return all(
            sum(1 for other in points if other > each["points"]) < each["place"] <= PHONES
            for each in scores
        )

    def _has_result(self, phone: HeldPhone, round_id: str) -> bool:
        mine = phone.me.get("round") or {}
        return mine.get("id") == round_id and mine.get("result") is not None


async def kill_one_worker(hall: Hall) -> float:
    hall.cluster.kill_workers(1)
    return time.monotonic()


async def kill_all_workers(hall: Hall) -> float:
    hall.cluster.kill_workers(2)
    await asyncio.to_thread(hall.cluster.wait_for_workers)
    return time.monotonic()


async def kill_redis(hall: Hall) -> float:
    """Nobody is cut off: the room goes on meanwhile, and counts itself."""
    hall.cluster.redis.kill()
    round_id = str(hall.console.state["round"]["id"])
    hall.tap(40, 50)
    await until("counted without Redis", lambda: hall.counted(round_id, 50))
    await asyncio.sleep(AWAY_S)
    hall.cluster.redis.start()
    return time.monotonic()


async def kill_postgres(hall: Hall) -> float:
    """Phones keep what can't be saved."""
    hall.cluster.postgres.kill()
    round_id = str(hall.console.state["round"]["id"])
    before = hall.acked(round_id)
    hall.tap(40, PHONES)
    await asyncio.sleep(AWAY_S)
    assert hall.acked(round_id) == before, "nothing is acknowledged that is not stored"
    hall.cluster.postgres.start()
    return time.monotonic()


FAULTS: tuple[Callable[[Hall], Awaitable[float]], ...] = (
    kill_one_worker,
    kill_all_workers,
    kill_redis,
    kill_postgres,
)


async def play(cluster: Cluster) -> Hall:
    event_id = await asyncio.to_thread(cluster.event_id)
    console = await Page.console(cluster, event_id)
    hall = Hall(cluster, event_id, console, await Page.screen(cluster, event_id))
    joined = "all joined, on both workers"
    await until(joined, lambda: hall.screen.crowd.get("joined") == PHONES)
    per_worker = [cluster.figure(port, "connections")["phone"] for port in cluster.ports]
    assert sum(per_worker) == PHONES
    assert min(per_worker) >= PHONES / 6
    (quiz,) = (
        each["id"]
        for line in console.state["run"]
        for each in line["activities"]
        if each["title"] == QUIZ
    )
    await console.command("start_activity", activity_id=quiz)
    for fault in FAULTS:
        round_id = await hall.ask()
        hall.tap(0, 20)
        await until("some acknowledged", lambda on=round_id: hall.acked(on) == 20)  # type: ignore[misc]
        hall.tap(20, 40)  # on their way as it happens
        since = await fault(hall)
        await hall.right_again(round_id, since)
        await hall.finish(round_id)
    await until("one ranking", hall.one_ranking)
    await the_newest_connection_wins(hall)
    await who_is_removed_is_out(hall)
    await hall.close()
    return hall


async def the_newest_connection_wins(hall: Hall) -> None:
    """Also where the older one is another worker's."""
    token = hall.phones[0].token
    await hall.phones[0].stop()
    for first, second in (hall.cluster.ports, hall.cluster.ports[::-1]):
        watch = await Page.screen(hall.cluster, hall.event_id, second)
        await until("the last is gone", lambda page=watch: page.crowd.get("here") == PHONES - 1)  # type: ignore[misc]
        older = await Page.phone(f"http://127.0.0.1:{first}", hall.event_id, token)
        await until("told over there", lambda page=watch: page.crowd["here"] == PHONES)  # type: ignore[misc]
        newer = await Page.phone(f"http://127.0.0.1:{second}", hall.event_id, token)
        await until("the older is told", lambda page=older: page.notices == ["replaced"])  # type: ignore[misc]
        assert newer.connected
        await until("and cut off", lambda page=older: not page.connected)  # type: ignore[misc]
        assert newer.notices == []
        assert watch.crowd["here"] == PHONES
        await newer.close()
        await watch.close()


async def who_is_removed_is_out(hall: Hall) -> None:
    token = hall.phones[1].token
    number = hall.phones[1].me["participant"]["number"]
    with closing(hall.cluster.postgres.connect()) as database:
        found = database.execute("SELECT id FROM participant WHERE number = %s", (number,))
        ((me,),) = found.fetchall()
    await hall.phones[1].stop()
    pages = [
        await Page.phone(f"http://127.0.0.1:{port}", hall.event_id, hall.phones[n].token)
        for n, port in enumerate(hall.cluster.ports, start=2)
    ]
    last = await Page.phone(f"http://127.0.0.1:{hall.cluster.ports[0]}", hall.event_id, token)
    await hall.console.command("remove_participant", participant_id=me)
    await until("told and cut off", lambda: "removed" in last.notices and not last.connected)
    assert all(page.notices == [] for page in pages)
    for page in (*pages, last):
        await page.close()


def stored(cluster: Cluster) -> dict[tuple[int, str], Any]:
    with closing(cluster.postgres.connect()) as database:
        rows = database.execute(
            "SELECT p.number, a.round_id, a.answer FROM answer a JOIN participant p "
            "ON p.id = a.voter_id"
        ).fetchall()
    assert len({row[:2] for row in rows}) == len(rows)
    return {(number, on): answer for number, on, answer in rows}


def closings(cluster: Cluster) -> list[str]:
    with closing(cluster.postgres.connect()) as database:
        rows = database.execute("SELECT data FROM log_entry WHERE kind = 'RoundClosed'").fetchall()
    return [json.loads(data)["round_id"] for (data,) in rows]


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.postgres
def test_nothing_that_is_killed_takes_an_answer_or_the_room_with_it(cluster: Cluster) -> None:
    hall = asyncio.run(play(cluster))
    rows = stored(cluster)
    assert len(rows) == PHONES * len(FAULTS)
    for phone in hall.phones:
        number = phone.me["participant"]["number"]
        assert all(kept.acked and (number, on) in rows for on, kept in phone.answers.items())
    assert len(closings(cluster)) == len(set(closings(cluster))) == len(FAULTS)
    assert cluster.stop() == 0
