"""Who holds a place and takes no part: sockets that never say who they are, or never read.

A socket costs memory and a file. One that has connected and says nothing would keep them for ever,
since it answers pings; one that reads nothing lets what it is sent pile up.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import Any, Final

from quizapp import runtime
from quizapp.protocol import NAMESPACE, Audience
from quizapp.realtime.connections import Connections
from quizapp.realtime.limits import Refusals

HELLO_S: Final = 10.0
"""From the connection to the first packet that says who it is."""
DOOR_S: Final = 900.0
"""A phone at the door whose owner types no name. Its page comes back by itself, and may stay again."""
MOST_QUEUED: Final = 200
"""Packets that wait for one socket: a console that stands still gets them in half a minute."""
LOOK_EVERY_S: Final = 1.0

SILENT: Final = "silent"
TOO_SLOW: Final = "too_slow"
"""Counted under these codes."""


class Idlers:
    """Looks at all sockets once a second. Whoever is put out can come back at once."""

    def __init__(self, server: Any, connections: Connections, refusals: Refusals) -> None:
        self._server = server
        self._connections = connections
        self._refusals = refusals
        self._coming: dict[str, float] = {}
        """Engine.IO sid -> when it came; those that have said who they are are taken out."""
        self._at_the_door: dict[str, float] = {}
        self._pass_on = server.eio.handlers["connect"]
        self._stopped = False

    def register(self) -> None:
        """Hear of every new socket, before python-socketio does."""
        self._server.eio.on("connect", self.came)

    def start(self) -> None:
        """Look from now on."""
        runtime.spawn(self._watch)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True

    @property
    def queued(self) -> int:
        """Packets that wait for all sockets together."""
        return sum(each.queue.qsize() for each in tuple(self._server.eio.sockets.values()))

    def came(self, eio_sid: str, environ: Any) -> Any:
        """A new socket; what python-socketio says of it."""
        self._coming[eio_sid] = monotonic()
        return self._pass_on(eio_sid, environ)

    def look(self, now: float) -> None:
        """Put out whoever was silent, or let too much pile up, by now."""
        for eio_sid in self._silent(now):
            self._put_out(eio_sid, SILENT)
        for eio_sid, socket in tuple(self._server.eio.sockets.items()):
            if socket.queue.qsize() > MOST_QUEUED:
                self._put_out(eio_sid, TOO_SLOW)

    def _silent(self, now: float) -> list[str]:
        manager, sockets = self._server.manager, self._server.eio.sockets
        for eio_sid in tuple(self._coming):
            if eio_sid not in sockets or manager.sid_from_eio_sid(eio_sid, NAMESPACE) is not None:
                del self._coming[eio_sid]
        visitors = {
            eio_sid
            for each in self._connections.all()
            if each.audience is Audience.PHONE and each.participant is None
            if (eio_sid := manager.eio_sid_from_sid(each.sid, NAMESPACE)) is not None
        }
        self._at_the_door = {each: self._at_the_door.get(each, now) for each in visitors}
        late = [each for each, since in self._coming.items() if now - since > HELLO_S]
        return late + [each for each, since in self._at_the_door.items() if now - since > DOOR_S]

    def _put_out(self, eio_sid: str, code: str) -> None:
        """Not by `disconnect`, which waits until all that piled up is read."""
        socket = self._server.eio.sockets.get(eio_sid)
        self._coming.pop(eio_sid, None)
        if socket is None or socket.closed:
            return
        self._refusals.note(code)
        with suppress(self._server.eio.get_queue_empty_exception()):
            while True:
                socket.queue.get(block=False)
        runtime.spawn(socket.close, wait=False, abort=True)

    def _watch(self) -> None:
        while not self._stopped:
            runtime.sleep(LOOK_EVERY_S)
            self.look(monotonic())
