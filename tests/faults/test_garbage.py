"""Ten thousand messages and requests that nobody honest sends; the room plays on.

Malformed, oversized, out of order, replayed and forged: from one connection and from a hundred.
Every one is refused with a code and counted, and the log stays short.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any, Self

import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from quizapp.domain.live.state import Phase
from tests.faults.guests import Guest, open_round, start_quiz
from tests.live_server import LiveServer, Moderator, until

FROM_ONE = 1000
CONNECTIONS = 100
FROM_EACH = 80
REQUESTS = 1000
MOST_LINES = 60
"""Beside the welcome: each kind of fault is said ten times a minute at most."""
HONEST_WITHIN_S = 4.0
AUTH = {"audience": "phone", "token": None, "floor": None, "lang": "en", "rev": 0}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder: Path = tmp_path_factory.mktemp("garbage")
    with LiveServer(folder) as running:
        welcome = len(running.output.splitlines())
        yield running
        running.stop()
        assert "Traceback" not in running.output
        assert len(running.output.splitlines()) - welcome < MOST_LINES, running.output


def refused_by(server: LiveServer) -> Counter[str]:
    """The server's own count, by code."""
    with closing(http.client.HTTPConnection(server.host, server.port, timeout=30)) as line:
        line.request("GET", "/metrics")
        text = line.getresponse().read().decode()
    return Counter(
        {
            sample.labels["code"]: int(sample.value)
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == "quizapp_refused_total"
        }
    )


class Rogue:
    """A socket that has connected as a phone, and says what it likes."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line

    @classmethod
    async def come(cls, server: LiveServer, event_id: str) -> Self:
        target = f"ws://{server.host}:{server.port}/socket.io/?EIO=4&transport=websocket"
        line = await connect(target, proxy=None, close_timeout=0.2, max_queue=None)
        await line.recv()
        await line.send("40" + json.dumps({**AUTH, "event": event_id}))
        assert str(await line.recv()).startswith("40")
        return cls(line)

    async def say(self, messages: list[tuple[str, Any]]) -> Counter[str]:
        """All at once; the codes of the acknowledgements, of which there is one for each."""
        for number, (name, data) in enumerate(messages, start=1):
            await self._line.send(f"42{number}{json.dumps([name, data])}")
        codes: Counter[str] = Counter()
        while codes.total() < len(messages):
            frame = str(await self._line.recv())
            if frame == "2":
                await self._line.send("3")
            elif frame.startswith("43"):
                ack = json.loads(frame[frame.index("[") :])[0]
                assert ack["message"] if not ack["ok"] else True
                codes["ok" if ack["ok"] else ack["code"]] += 1
        return codes

    async def end_badly(self, packet: str | bytes) -> None:
        """What no client of ours sends ends the line."""
        with suppress(ConnectionClosed):
            await self._line.send(packet)
            while True:
                await asyncio.wait_for(self._line.recv(), 20)


def garbage(rng: Random, event_id: str, round_id: str) -> Iterator[tuple[str, Any]]:
    """Without an end. None of it may ever be answered with ok."""
    deep: Any = "x"
    for _ in range(30):
        deep = [deep]
    return cycle(
        [
            ("answer", None),
            ("answer", []),
            ("answer", {"round": round_id, "number": "1", "answer": "a"}),
            ("answer", {"round": round_id, "number": 10**30, "answer": "a"}),
            ("answer", {"round": round_id, "number": 1, "answer": deep}),
            ("answer", {"round": "\u0000" * 10, "number": 1, "answer": "a"}),
            ("answer", {"round": round_id, "number": -1, "answer": "a"}),
            ("answer", {"round": f"{rng.random()}", "number": 1, "answer": "a"}),
            ("answer", {"round": round_id, "number": 1, "answer": "y" * 400}),
            ("join", {"name": ["a"], "language": "en", "token": "short"}),
            ("join", {"name": "\ud800", "language": "tlh", "token": 7}),
            ("language", {"language": "; DROP TABLE participant"}),
            ("team", {"team": {"id": 1}}),
            ("command", {"id": "1", "name": "next_step", "args": {"floor_id": "x"}, "rev": 0}),
            ("command", {"id": "1", "name": "remove_participant", "args": {}, "rev": 10**9}),
            ("history", {"event": event_id}),
            ("state", {"rev": 10**9}),
            ("me", {}),
            ("constructor", {"__proto__": {"admin": True}}),
        ]
    )


BAD_PACKETS: tuple[str | bytes, ...] = (
    "42{",
    "42[]",
    "42" + "[" * 3000,
    "44{}",
    "459-[1]",
    b"\x00\x01\x02",
    '42["connect",{}]',
    "z" * 30_000,
)


async def honest_answer(phone: Guest, round_id: str) -> float:
    """How long it takes until it is saved, in the middle of the noise."""
    await until("the question is there", lambda: round_id in phone.answers)
    began = time.monotonic()
    phone.tap.set()
    await until("the answer is saved", lambda: phone.has_saved(round_id), 60)
    return time.monotonic() - began


def requests(server: LiveServer, how_many: int) -> Counter[int]:
    """Forged and malformed ones over HTTP; statuses."""
    kinds = cycle(
        [
            ("POST", "/sign-in", "name=admin&password=guess", "application/x-www-form-urlencoded"),
            ("POST", "/banks/preview", "[" * 20_000, "application/json"),
            ("POST", "/moderate/x/activities/order", '{"ids": 1', "application/json"),
            ("GET", "/j/000000", None, ""),
            ("GET", "/check/%00%ff", None, ""),
            ("GET", "/screen/" + "x" * 60, None, ""),
            ("GET", "/../../etc/passwd", None, ""),
            ("DELETE", "/", None, ""),
            ("POST", "/sign-in", "x" * 70_000, "application/x-www-form-urlencoded"),
            ("GET", "/socket.io/?EIO=3&transport=polling", None, ""),
            ("POST", "/socket.io/?EIO=4&transport=polling&sid=forged", "40", "text/plain"),
        ]
    )
    statuses: Counter[int] = Counter()
    line = http.client.HTTPConnection(server.host, server.port, timeout=30)
    for method, path, body, kind in islice(kinds, how_many):
        try:
            line.request(method, path, body, {"Content-Type": kind} if kind else {})
            answer = line.getresponse()
            answer.read()
        except (http.client.HTTPException, OSError):
            line.close()  # it was refused by hanging up
            statuses[0] += 1
        else:
            statuses[answer.status] += 1
    line.close()
    return statuses


def raw_noise(server: LiveServer) -> None:
    """What is no HTTP at all."""
    noise = Random(3)
    for _ in range(20):
        with (
            suppress(OSError),
            socket.create_connection((server.host, server.port), timeout=10) as line,
        ):
            line.sendall(noise.randbytes(200) + b"\r\n\r\n")
            line.recv(1000)


async def _storm(server: LiveServer) -> None:
    event_id = await asyncio.to_thread(server.event_id)
    phone = Guest(server.url, event_id, "Honest")
    running = asyncio.create_task(phone.run())
    moderator = await Moderator(server, event_id, await asyncio.to_thread(server.sign_in)).connect()
    await until("the honest phone is in", lambda: phone.inside)
    await start_quiz(moderator)
    round_id = await open_round(moderator)
    before = await asyncio.to_thread(refused_by, server)

    said = garbage(Random(2), event_id, round_id)
    rogues = [await Rogue.come(server, event_id) for _ in range(CONNECTIONS)]
    one = rogues[0].say(list(islice(said, FROM_ONE)))
    many = [each.say(list(islice(said, FROM_EACH))) for each in rogues[1:]]
    saying = asyncio.gather(one, *many)
    took_s = await honest_answer(phone, round_id)
    told: Counter[str] = sum(await saying, Counter())
    assert took_s < HONEST_WITHIN_S
    statuses = await asyncio.to_thread(requests, server, REQUESTS)
    await asyncio.to_thread(raw_noise, server)
    assert told.total() + statuses.total() >= 9900
    assert told["ok"] == 0, told
    assert {"bad_message", "forbidden", "slow_down", "unknown_participant"} <= set(told)
    assert not set(statuses) - {0, 302, 303, 400, 403, 404, 405, 413, 429}, statuses

    counted = await asyncio.to_thread(refused_by, server) - before
    assert all(counted[code] >= times for code, times in told.items()), (counted, told)
    packets = cycle(BAD_PACKETS)
    await asyncio.gather(*(each.end_badly(next(packets)) for each in rogues))
    counted = await asyncio.to_thread(refused_by, server) - before
    assert counted["bad_packet"] >= CONNECTIONS // 2

    await moderator.next()
    await moderator.reaches(Phase.CLOSED)
    await phone.stop()
    await asyncio.gather(running, return_exceptions=True)
    await moderator.close()


def test_room_plays_on_through_ten_thousand_wrong_messages(server: LiveServer) -> None:
    asyncio.run(_storm(server))
