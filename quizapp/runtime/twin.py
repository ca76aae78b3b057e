"""What a twin must offer; quizapp.runtime builds the rest on it."""

import socket
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from typing import Any, Final, Literal, Protocol, TypeVar

Mode = Literal["eventlet", "gevent", "threading"]
WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]

STOP_GRACE_S: Final = 1.0
"""What requests in progress get at a stop before they are cut off."""

T = TypeVar("T")


class Task(Protocol):
    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end, at most `timeout` seconds; say whether it has come."""
        ...


class TwinEvent(Protocol):
    def set(self) -> None: ...
    def clear(self) -> None: ...
    def is_set(self) -> bool: ...
    def wait(self, timeout: float | None = None) -> bool: ...


class TwinWorker(Protocol):
    def run(self, job: Callable[[], T]) -> T: ...


class Twin(Protocol):
    @property
    def name(self) -> Mode: ...

    def spawn(self, run: Callable[[], None]) -> Task:
        """Start `run`, which raises nothing, from any thread."""
        ...

    def sleep(self, seconds: float) -> None: ...

    def new_event(self) -> TwinEvent: ...

    def new_lock(self) -> AbstractContextManager[object]: ...

    def new_worker(self, name: str, threads: int) -> TwinWorker: ...

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Run a callback that doesn't wait; from any thread, and from a signal handler."""
        ...

    def lighten(self, server: Any, kept: Collection[str]) -> None:
        """Take off a Socket.IO server what a hall of phones does not need.

        Of a request's environ its handlers find what is `kept`.
        """
        ...

    def serve(
        self,
        app: WsgiApp,
        listener: socket.socket,
        *,
        max_connections: int,
        while_serving: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        """Answer requests until `while_serving` returns, then end the connections.

        `stop` makes `while_serving` return, should the server fail by itself.
        """
        ...
