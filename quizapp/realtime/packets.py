"""Before any handler: packets that no client of ours sends end the connection, without a word.

python-socketio takes any name for an event, `connect` among them, keeps binary attachments without
a limit, and logs a traceback for each packet that it can't read. A client with bad intentions must
gain nothing by any of it.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from quizapp import runtime
from quizapp.protocol import NAMESPACE
from quizapp.realtime.limits import Refusals

BAD_PACKET: Final = "bad_packet"
"""Counted under this code."""

_RESERVED: Final = frozenset({"connect", "disconnect", "__disconnect_final", "*"})
_EVENT: Final = re.compile(r"2\d{0,9}(\[.*)", re.DOTALL)
_CONNECT: Final = re.compile(r"0(\{.*\})?", re.DOTALL)
_DISCONNECT: Final = "1"


class PacketGuard:
    """Stands between Engine.IO and Socket.IO."""

    def __init__(self, server: Any, refusals: Refusals) -> None:
        self._server = server
        self._refusals = refusals
        self._pass_on = server.eio.handlers["message"]

    def register(self) -> None:
        """Take the place of the server's own handler, which gets what is well-formed."""
        self._server.eio.on("message", self.message)

    def message(self, eio_sid: str, data: object) -> None:
        """One packet as it came, without its Engine.IO type."""
        if not self._well_formed(eio_sid, data):
            self._end(eio_sid)
            return
        try:
            self._pass_on(eio_sid, data)
        except (ValueError, KeyError, TypeError, RecursionError):
            self._end(eio_sid)

    def _well_formed(self, eio_sid: str, data: object) -> bool:
        if not isinstance(data, str):
            return False
        if data == _DISCONNECT:
            return True
        if event := _EVENT.fullmatch(data):
            return _is_event(event[1])
        first = _CONNECT.fullmatch(data)
        return first is not None and self._is_new(eio_sid) and _is_auth(first[1])

    def _is_new(self, eio_sid: str) -> bool:
        return self._server.manager.sid_from_eio_sid(eio_sid, NAMESPACE) is None

    def _end(self, eio_sid: str) -> None:
        self._refusals.note(BAD_PACKET)
        runtime.spawn(self._server.eio.disconnect, eio_sid)


def _is_event(text: str) -> bool:
    packet = _parsed(text)
    if not isinstance(packet, list) or not packet:
        return False
    return isinstance(packet[0], str) and packet[0] not in _RESERVED


def _is_auth(text: str | None) -> bool:
    return text is None or isinstance(_parsed(text), dict)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
