"""A Socket.IO client down to its frames, on asyncio: small enough that thousands fit a process.

Engine.IO protocol 4 over one WebSocket, Socket.IO protocol 5, default namespace, no binary.
Frames: `0{...}` open, `2`/`3` ping and pong, `40{auth}` connect, `42[name, data]` event,
`42<id>[name, data]` event that asks for an acknowledgement, `43<id>[data]` the acknowledgement,
`44{...}` connection refused, `41` disconnected.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

Payload = dict[str, Any]
Listener = Callable[[str, Payload], None]
PATIENCE_S = 20.0
GOODBYE_S = 0.5
"""How long to wait for the other side's goodbye: some servers just hang up."""


class WireError(Exception):
    """The connection could not be made or is gone."""


class Refusal(WireError):
    """The server said no; `code` is its stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Wire:
    """One connection. `listener` is called with (event name, payload) for each event."""

    def __init__(self, socket: ClientConnection, listener: Listener) -> None:
        self._socket = socket
        self._listener = listener
        self._next_id = 0
        self._acks: dict[int, asyncio.Future[Payload]] = {}
        self._connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._reader: asyncio.Task[None] | None = None
        self.closed = asyncio.Event()

    @classmethod
    async def open(cls, url: str, auth: Payload, listener: Listener, **headers: str) -> Self:
        """Connect to the server at `url` (`http://host:port`).

        Raises `Refusal` with the server's code, or `WireError`.
        """
        parts = urlsplit(url)
        scheme = "wss" if parts.scheme == "https" else "ws"
        target = f"{scheme}://{parts.netloc}/socket.io/?EIO=4&transport=websocket"
        try:
            socket = await connect(
                target,
                additional_headers=headers,
                ping_interval=None,
                close_timeout=GOODBYE_S,
                open_timeout=PATIENCE_S,
                max_size=2**22,
                proxy=None,
            )
        except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, ValueError) as error:
            raise WireError(str(error)) from error
        wire = cls(socket, listener)
        wire._reader = asyncio.create_task(wire._read(auth))
        try:
            await asyncio.wait_for(asyncio.shield(wire._connected), PATIENCE_S)
        except TimeoutError as error:
            await wire.close()
            raise WireError("no answer to the connection") from error
        except WireError:
            await wire.close()
            raise
        return wire

    async def call(self, name: str, data: Mapping[str, Any]) -> Payload:
        """Send an event and wait for its acknowledgement; raises `WireError` where none comes."""
        self._next_id += 1
        number = self._next_id
        waiting: asyncio.Future[Payload] = asyncio.get_running_loop().create_future()
        self._acks[number] = waiting
        try:
            await self._socket.send(f"42{number}{json.dumps([name, data])}")
            return await asyncio.wait_for(waiting, PATIENCE_S)
        except (ConnectionClosed, TimeoutError) as error:
            raise WireError(f"no acknowledgement of {name}") from error
        finally:
            self._acks.pop(number, None)

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()
        if self._reader is not None:
            await asyncio.wait({self._reader})

    async def _read(self, auth: Payload) -> None:
        try:
            async for frame in self._socket:
                if isinstance(frame, str):
                    await self._frame(frame, auth)
        except ConnectionClosed:
            pass
        finally:
            self._gone()

    async def _frame(self, frame: str, auth: Payload) -> None:
        if frame.startswith("2"):
            await self._socket.send("3" + frame[1:])
        elif frame.startswith("0"):
            await self._socket.send("40" + json.dumps(auth))
        elif frame.startswith("40"):
            if not self._connected.done():
                self._connected.set_result(None)
        elif frame.startswith("42"):
            name, *rest = json.loads(frame[frame.index("[") :])
            self._listener(name, rest[0] if rest else {})
        elif frame.startswith("43"):
            start = frame.index("[")
            waiting = self._acks.get(int(frame[2:start]))
            if waiting is not None and not waiting.done():
                waiting.set_result(json.loads(frame[start:])[0])
        elif frame.startswith("44"):
            data = json.loads(frame[2:]).get("data") or {}
            self._fail(Refusal(str(data.get("code", "error"))))
        elif frame.startswith("41"):
            await self._socket.close()

    def _fail(self, error: WireError) -> None:
        if not self._connected.done():
            self._connected.set_exception(error)

    def _gone(self) -> None:
        self._fail(WireError("the server hung up"))
        for waiting in self._acks.values():
            if not waiting.done():
                waiting.set_exception(WireError("the server hung up"))
        self.closed.set()
