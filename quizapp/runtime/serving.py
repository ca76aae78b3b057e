"""One server a process: from the listening socket to a clean stop."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from types import FrameType
from typing import Any

from quizapp.runtime.active import Event, active_twin
from quizapp.runtime.memory import calm_garbage_collector
from quizapp.runtime.sockets import listen
from quizapp.runtime.twin import WsgiApp
from quizapp.runtime.wsgi import without_websocket_extensions

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    app: WsgiApp,
    host: str,
    port: int,
    *,
    max_connections: int = 20_000,
    backlog: int = 2048,
    on_ready: Callable[[int], None] | None = None,
    on_stop: Callable[[], None] | None = None,
) -> None:
    """Answer requests until SIGINT, SIGTERM or stop_serving(); then return.

    `on_ready` is given the port (port 0 lets the system choose) once phones can
    connect; `on_stop` runs while they are still connected. Requests in progress
    then get a second, WebSockets are cut. A second signal ends it the hard way.
    Raises PortInUse or another ListenError before anything else happens.
    """
    with closing(listen(host, port, backlog)) as listener, _stop_event() as stop:
        bound_port: int = listener.getsockname()[1]

        def while_serving() -> None:
            calm_garbage_collector()
            if on_ready:
                on_ready(bound_port)
            # In slices: on Windows an endless wait does not notice Ctrl-C.
            while not stop.wait(0.5):
                pass
            if on_stop:
                on_stop()

        active_twin().serve(
            without_websocket_extensions(app),
            listener,
            max_connections=max_connections,
            while_serving=while_serving,
            stop=stop.set,
        )


def stop_serving() -> None:
    """Ask serve() to return, from any thread or task; without a server it does nothing."""
    for stop in tuple(_stops):  # the server may end meanwhile
        stop.set()


_stops: list[Event] = []


@contextmanager
def _stop_event() -> Iterator[Event]:
    stop = Event()
    _stops.append(stop)
    previous: dict[signal.Signals, Any] = {}

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        restore()
        active_twin().call_soon(stop.set)

    def restore() -> None:
        for number, handler in previous.items():
            signal.signal(number, handler)

    if threading.current_thread() is threading.main_thread():
        previous = {number: signal.signal(number, on_signal) for number in _STOP_SIGNALS}
    try:
        yield stop
    finally:
        restore()
        _stops.remove(stop)
