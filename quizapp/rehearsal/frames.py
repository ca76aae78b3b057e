"""A WebSocket client that costs next to nothing: what is measured must not be the client.

Socket.IO over one WebSocket, text frames only. It offers deflate as browsers do, and a server that
takes it up is refused: ours never does.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable
from time import perf_counter
from urllib.parse import urlsplit

Heard = Callable[["FrameSocket", str, float], None]
"""Called with a text frame and the moment at which it came, in seconds of `perf_counter`."""

_PATH = "/socket.io/?EIO=4&transport=websocket"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA


class FrameSocket(asyncio.Protocol):
    """One connection. `closed` is set when it ends, whoever ends it; `deaf` reads nothing more."""

    def __init__(self, host: str, heard: Heard, cookie: str = "") -> None:
        self._host = host
        self._heard = heard
        self._cookie = cookie
        self._transport: asyncio.Transport | None = None
        self._buffer = b""
        self._upgraded = False
        self._text = b""
        self._mask = os.urandom(4)
        self._rest_s = 0.0
        self.received_bytes = 0
        self.closed = asyncio.Event()

    @classmethod
    async def open(cls, url: str, heard: Heard, cookie: str = "") -> FrameSocket:
        """Connect to `http://host:port`; the handshake goes on by itself. Raises OSError."""
        parts = urlsplit(url)
        socket = cls(parts.netloc, heard, cookie)
        loop = asyncio.get_running_loop()
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        await loop.create_connection(lambda: socket, parts.hostname or "", port, ssl=secure or None)
        return socket

    def send(self, text: str) -> None:
        """Send a text frame; nothing happens once the line is dead."""
        self._frame(_TEXT, text.encode())

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def deafen(self) -> None:
        """Read nothing any more, as a phone does whose page sleeps."""
        if self._transport is not None:
            self._transport.pause_reading()

    def read_slowly(self, rest_s: float) -> None:
        """Rest so long after whatever is read, as on a poor line."""
        self._rest_s = rest_s

    def _rest(self) -> None:
        if self._transport is not None:
            self._transport.pause_reading()
            asyncio.get_running_loop().call_later(self._rest_s, self._read_on)

    def _read_on(self) -> None:
        if self._transport is not None:
            self._transport.resume_reading()

    # --- asyncio.Protocol ----------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the WebSocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {_PATH} HTTP/1.1",
            f"Host: {self._host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            f"Sec-WebSocket-Key: {key}",
        ]
        if self._cookie:
            lines.append(f"Cookie: {self._cookie}")
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone."""
        self._transport = None
        self.closed.set()

    def data_received(self, data: bytes) -> None:
        """Cut what came into frames."""
        now = perf_counter()
        self.received_bytes += len(data)
        self._buffer = self._buffer + data if self._buffer else data
        if not self._upgraded and not self._upgrade():
            return
        while self._take(now):
            pass
        if self._rest_s:
            self._rest()

    def _upgrade(self) -> bool:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 101") or b"permessage-deflate" in head:
            self.close()
            return False
        self._upgraded, self._buffer = True, rest
        return True

    def _take(self, now: float) -> bool:
        """One frame off the buffer; False where it is not whole yet."""
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        first, length, start = buffer[0], buffer[1] & 0x7F, 2
        if length == 126:
            length, start = int.from_bytes(buffer[2:4]), 4
        elif length == 127:
            length, start = int.from_bytes(buffer[2:10]), 10
        end = start + length
        if len(buffer) < end:
            return False
        payload, self._buffer = buffer[start:end], buffer[end:]
        self._handle(first, payload, now)
        return self._transport is not None

    def _handle(self, first: int, payload: bytes, now: float) -> None:
        opcode = first & 0x0F
        if opcode in (0x0, _TEXT):
            self._text += payload
            if first & 0x80:
                text, self._text = self._text.decode(), b""
                self._heard(self, text, now)
        elif opcode == _PING:
            self._frame(_PONG, payload)
        elif opcode == _CLOSE:
            self.close()

    def _frame(self, opcode: int, payload: bytes) -> None:
        if self._transport is None:
            return
        size = len(payload)
        if size < 126:
            head = bytes((0x80 | opcode, 0x80 | size))
        else:
            head = bytes((0x80 | opcode, 0xFE)) + size.to_bytes(2)
        mask = int.from_bytes((self._mask * (size // 4 + 1))[:size])
        masked = (int.from_bytes(payload) ^ mask).to_bytes(size)
        self._transport.write(head + self._mask + masked)
