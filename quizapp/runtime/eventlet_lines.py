"""A WebSocket that costs a phone little: read in gulps, written where it is told to.

eventlet's own reads a message in three calls of the system and unmasks it byte by byte; Engine.IO
lets a task of its own write to each. Here a packet goes to the line at once, in the task of whoever
sends it, as long as the line takes it; only what a slow line leaves over waits for that task.
"""

from __future__ import annotations

import socket
from typing import Any, Final

import eventlet.hubs
import eventlet.websocket
from eventlet.websocket import ConnectionClosedError, FailedConnectionError

GULP: Final = 4096
MOST_PIECES: Final = 1024
"""Of one message: fragments, also empty ones, as they arrive."""
GOODBYE_S: Final = 5.0
"""How long the other side may take to hang up after we said goodbye."""

OPENED: Final = "quizapp.line_opened"
"""Where in the environ of a request may lie what is called with the new line; it gives the `Outbox`."""

_EVENTLETS: Final = ("eventlet.set_idle", "eventlet.posthooks")
"""What eventlet itself still asks of the environ."""

_CONTINUED, _TEXT, _BINARY = 0x0, 0x1, 0x2
_CONTROL = 0x8
_OPCODES = frozenset({_CONTINUED, _TEXT, _BINARY, 0x8, 0x9, 0xA})
_LONGEST_CONTROL = 125


class Tail:
    """A packet's stand-in: what the line has not taken of a frame."""

    __slots__ = ("rest",)

    def __init__(self, rest: bytes) -> None:
        self.rest = rest

    def encode(self) -> Tail:
        """As a packet is asked for what it sends."""
        return self


class Line(eventlet.websocket.RFC6455WebSocket):  # type: ignore[misc]  # eventlet has no types
    """One WebSocket of a server."""

    websocket_closed: bool

    def __init__(self, sock: Any, environ: dict[str, Any], *arguments: Any, **options: Any) -> None:
        super().__init__(sock, environ, *arguments, **options)
        self.iterator = None
        self._came = b""
        self._timeout = sock.gettimeout()
        self._outbox: Any = None
        opened = environ.get(OPENED)
        if opened is not None:
            # Who doesn't answer pings is put out by Engine.IO: no wait needs a timer of its own.
            self._timeout = None
            # Nobody asks for the request any more: it would lie here as long as the phone does.
            kept: dict[str, Any] = {each: environ[each] for each in _EVENTLETS if each in environ}
            environ.clear()
            environ.update(kept)
            self._outbox = opened(self)

    # --- reading -------------------------------------------------------------------------------

    def wait(self) -> str | bytes | None:
        """The next message; None when the connection has ended."""
        try:
            return self._message()
        except FailedConnectionError as error:
            self.close(close_data=(error.status, error.message))
        except (ConnectionClosedError, EOFError):
            pass
        except Exception:
            self.close(close_data=(1011, "Internal Server Error"))
            raise
        return None

    def _message(self) -> str | bytes:
        pieces: list[bytes] = []
        kind, size = _CONTINUED, 0
        while True:
            final, opcode, payload = self._frame()
            if opcode & _CONTROL:
                self._handle_control_frame(opcode, payload)
                continue
            if (opcode == _CONTINUED) is (kind == _CONTINUED):
                raise FailedConnectionError(1002, "A fragment is out of its order.")
            kind = opcode or kind
            size += len(payload)
            if size > self.max_frame_length or len(pieces) >= MOST_PIECES:
                raise FailedConnectionError(1009, "The message is too large.")
            pieces.append(payload)
            if final:
                return _whole(kind, b"".join(pieces))

    def _frame(self) -> tuple[bool, int, bytes]:
        """Whether it is its message's last, its opcode, its payload."""
        self._fill(2)
        first, second = self._came[0], self._came[1]
        opcode, length, start = first & 0xF, second & 0x7F, 2
        _check_head(first, second)
        if length >= 126:
            start = 4 if length == 126 else 10
            self._fill(start)
            length = int.from_bytes(self._came[2:start])
        if length > self.max_frame_length:
            raise FailedConnectionError(1009, "The message is too large.")
        mask_end = start + 4
        self._fill(mask_end + length)
        came = self._came
        payload = _unmasked(came[mask_end : mask_end + length], came[start:mask_end])
        self._came = came[mask_end + length :]
        return bool(first & 0x80), opcode, payload

    def _fill(self, size: int) -> None:
        """Have so many bytes there. Waits first where the last gulp was all."""
        came = self._came
        while len(came) < size:
            # A gulp that was not full has emptied the line: looking again at once finds nothing.
            more = self.socket.gulp(GULP, patient=not came, timeout=self._timeout)
            if not more:
                raise ConnectionClosedError
            came = came + more if came else more
        self._came = came

    # --- writing -------------------------------------------------------------------------------

    def send(self, message: Any, **options: Any) -> None:
        """Wait until it is on the line. A control frame doesn't come between a frame's parts."""
        if isinstance(message, Tail):
            self._send(message.rest)
            return
        frame = self._pack_message(message, masked=False, **options)
        if self._outbox is not None and "control_code" in options and self._outbox.holds_line:
            self._outbox.put(Tail(frame))
        else:
            self._send(frame)

    def write_now(self, packet: Any) -> bytes:
        """Put a packet on the line; what is left over of its frame. Never waits."""
        frame = packet.rest if isinstance(packet, Tail) else _frames.of(packet, self)
        if self._sendlock.locked():
            return frame
        try:
            sent: int = self.socket.fd.send(frame)
        except OSError:  # full, or dead: whoever writes the rest will find out
            return frame
        return b"" if sent == len(frame) else frame[sent:]

    def pack(self, text: str | bytes) -> bytes:
        """As a frame."""
        packed: bytes = self._pack_message(text)
        return packed

    def close(self, close_data: tuple[int, str] | None = None) -> None:
        """Say goodbye and write no more; the reader ends when the other side does, or soon."""
        if self.websocket_closed:
            return
        if self._outbox is not None and self._outbox.holds_line:
            # A goodbye in the midst of a frame is none, and the line that stands still takes nothing.
            self.websocket_closed = True
            self._shut(socket.SHUT_RDWR)
            return
        self._send_closing_frame(close_data=close_data, ignore_send_errors=True)
        self._shut(socket.SHUT_WR)
        eventlet.hubs.get_hub().schedule_call_global(GOODBYE_S, self._shut, socket.SHUT_RDWR)

    def _shut(self, how: int) -> None:
        """The socket itself is closed by the server, when the task that reads from it has ended."""
        try:
            self.socket.shutdown(how)
        except OSError:  # the other side was first
            return


def serve_lines() -> None:
    """To be called once, before WebSockets are served."""
    eventlet.websocket.RFC6455WebSocket = Line


class _Frames:
    """The frame of the last packet: what goes to a whole hall is packed once."""

    def __init__(self) -> None:
        self._packet: Any = None
        self._frame = b""

    def of(self, packet: Any, line: Line) -> bytes:
        if packet is not self._packet:
            self._packet, self._frame = packet, line.pack(packet.encode())
        return self._frame


_frames = _Frames()


def _check_head(first: int, second: int) -> None:
    """The rules that a frame's first two bytes show."""
    opcode, length = first & 0xF, second & 0x7F
    if first & 0x70:
        raise FailedConnectionError(1002, "No extension was agreed on.")
    if opcode not in _OPCODES:
        raise FailedConnectionError(1002, "Unknown opcode.")
    if not second & 0x80:
        raise FailedConnectionError(1002, "A client must mask its frames.")
    if opcode & _CONTROL and (length > _LONGEST_CONTROL or not first & 0x80):
        raise FailedConnectionError(1002, "A control frame is short and whole.")


def _unmasked(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    key = int.from_bytes((mask * (size // 4 + 1))[:size])
    return (int.from_bytes(payload) ^ key).to_bytes(size)


def _whole(kind: int, data: bytes) -> str | bytes:
    if kind != _TEXT:
        return data
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise FailedConnectionError(1007, "A text must be UTF-8.") from error
