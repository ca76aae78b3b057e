"""Sockets that take no part, on the real Socket.IO server without a network."""

from __future__ import annotations

from time import monotonic

import pytest
import socketio
from engineio import packet
from engineio.socket import Socket

from quizapp.domain.event import Participant
from quizapp.protocol import NAMESPACE, Audience
from quizapp.realtime import idlers
from quizapp.realtime.connections import Connection, Connections
from quizapp.realtime.idlers import DOOR_S, HELLO_S, MOST_QUEUED, Idlers
from quizapp.realtime.limits import Refusals
from tests.hall import eventually


class Door:
    """The server with its sockets; `gone` are those that it has ended."""

    def __init__(self) -> None:
        self.server = socketio.Server(async_mode="threading", async_handlers=False)
        self.connections = Connections()
        self.refusals = Refusals()
        self.gone: list[str] = []
        self.idlers = Idlers(self.server, self.connections, self.refusals)
        self.idlers.register()
        self.server.eio.on("disconnect", lambda sid, _reason: self.gone.append(sid))

    def come(self, eio_sid: str) -> Socket:
        """A socket that has said nothing yet."""
        socket = Socket(self.server.eio, eio_sid)
        self.server.eio.sockets[eio_sid] = socket
        self.server.eio.handlers["connect"](eio_sid, {})
        return socket

    def say_who(self, eio_sid: str, audience: Audience = Audience.PHONE) -> Connection:
        """It connects as one of an audience."""
        sid = self.server.manager.connect(eio_sid, NAMESPACE)
        connection = Connection(sid, audience, "event", "hall", "en")
        self.connections.add(connection)
        return connection

    def look(self, after_s: float) -> None:
        """As the watch does, so much later."""
        self.idlers.look(monotonic() + after_s)


@pytest.fixture
def door() -> Door:
    return Door()


def test_who_never_says_who_it_is_is_put_out(door: Door) -> None:
    door.come("silent")
    door.come("screen")
    door.say_who("screen", Audience.SCREEN)
    door.look(HELLO_S - 1)
    assert door.gone == []
    door.look(HELLO_S + 1)
    eventually(lambda: door.gone == ["silent"])
    door.look(10 * HELLO_S)
    assert door.refusals.by_code == {"silent": 1}


def test_who_stands_at_the_door_for_too_long_is_put_out_and_may_come_again(door: Door) -> None:
    for eio_sid in ("visitor", "member", "console"):
        door.come(eio_sid)
    door.say_who("visitor")
    door.say_who("console", Audience.MODERATOR)
    door.connections.bind(door.say_who("member"), Participant("ada", "event", 1, "Ada", "en", 0))
    door.look(0)
    door.look(DOOR_S - 1)
    assert door.gone == []
    door.look(DOOR_S + 1)
    eventually(lambda: door.gone == ["visitor"])
    door.come("again")
    door.look(1)
    assert door.gone == ["visitor"]


def test_what_piles_up_for_one_socket_has_an_end(door: Door) -> None:
    slow, quick = door.come("slow"), door.come("quick")
    for each in ("slow", "quick"):
        door.say_who(each, Audience.SCREEN)
    word = packet.Packet(packet.MESSAGE, data="2[]")
    for _ in range(MOST_QUEUED + 1):
        slow.queue.put(word)
    for _ in range(MOST_QUEUED):
        quick.queue.put(word)
    assert door.idlers.queued == 2 * MOST_QUEUED + 1
    door.look(0)
    eventually(lambda: door.gone == ["slow"])
    assert slow.queue.qsize() == 1, "only the word that ends its writer"
    assert door.refusals.by_code == {"too_slow": 1}
    door.look(0)
    assert door.refusals.by_code == {"too_slow": 1}, "counted once"


def test_a_socket_that_has_gone_is_forgotten(door: Door) -> None:
    door.come("passing")
    del door.server.eio.sockets["passing"]
    door.look(HELLO_S + 1)
    assert (door.gone, door.refusals.by_code) == ([], {})


def test_the_watch_looks_by_itself_until_it_is_stopped(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    monkeypatch.setattr(idlers, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(door.idlers, "look", looks.append)
    door.idlers.start()
    eventually(lambda: looks)
    door.idlers.stop()
