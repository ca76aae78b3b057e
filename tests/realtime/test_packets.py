"""What no client of ours sends ends its connection, fills no log, and nobody else notices."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.live_server import LiveServer

AUTH = {"audience": "phone", "token": None, "floor": None, "lang": "en", "rev": 0}
BAD_PACKETS: tuple[str | bytes, ...] = (
    "42{",
    "42[]",
    '42[["a"]]',
    "42" + "[" * 15_000,
    "421" + "9" * 5_000 + '["answer",{}]',
    "44{}",
    "49",
    "43[1]",
    "40{",
    '40/other,{"audience":"phone"}',
    '459999999999-["answer",{"_placeholder":true,"num":0}]',
    b"\x00\x01",
    '42["connect",{},{}]',
    '42["disconnect"]',
    '42["__disconnect_final"]',
    "40{}",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder: Path = tmp_path_factory.mktemp("packets")
    with LiveServer(folder) as running:
        yield running
        running.stop()
        assert "Traceback" not in running.output
        assert len(running.output.splitlines()) < 60, "the log was filled"


async def let_in(server: LiveServer) -> ClientConnection:
    """A socket that has connected as a phone that has not joined."""
    target = f"ws://{server.host}:{server.port}/socket.io/?EIO=4&transport=websocket"
    socket = await connect(target, proxy=None, close_timeout=0.5)
    await socket.recv()
    auth = {**AUTH, "event": await asyncio.to_thread(server.event_id)}
    await socket.send("40" + json.dumps(auth))
    assert str(await socket.recv()).startswith("40")
    return socket


async def call(socket: ClientConnection, name: str, data: Any) -> str:
    """Send an event; the frame of its acknowledgement."""
    await socket.send(f"427{json.dumps([name, data])}")
    while not (frame := str(await socket.recv())).startswith("437"):
        pass
    return frame


async def hear_out(socket: ClientConnection) -> None:
    """Read until the other side hangs up."""
    while True:
        await socket.recv()


@pytest.mark.parametrize("packet", BAD_PACKETS, ids=range(len(BAD_PACKETS)))
def test_a_bad_packet_ends_its_connection_and_no_other(
    server: LiveServer, packet: str | bytes
) -> None:
    async def attack() -> None:
        bad, good = await let_in(server), await let_in(server)
        await bad.send(packet)
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(hear_out(bad), 10)
        assert '"ok":true' in await call(good, "ping_server", {})
        await good.close()

    asyncio.run(attack())


def test_an_unknown_event_is_refused_with_a_code(server: LiveServer) -> None:
    async def ask() -> None:
        socket = await let_in(server)
        assert "bad_message" in await call(socket, "state", {})
        await socket.close()

    asyncio.run(ask())


def test_one_line_lets_in_few_new_participants(server: LiveServer) -> None:
    async def stuff() -> None:
        socket = await let_in(server)
        outcomes = []
        for n in range(12):
            token = f"{n:043d}"
            wish = {"name": f"Stuffer {n}", "language": "en", "token": token}
            outcomes.append("slow_down" in await call(socket, "join", wish))
        assert outcomes[0] is False
        assert sum(outcomes) >= 6
        await socket.close()

    asyncio.run(stuff())
