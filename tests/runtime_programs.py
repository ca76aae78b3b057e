"""Small programs, each run in a process of its own under one twin (test_runtime.py).

``python -m tests.runtime_programs MODE PROGRAM`` prints one JSON value.
"""

import sys

from quizapp import runtime

if __name__ == "__main__":  # first of all, as in the real entry point
    runtime.patch(sys.argv[1])  # type: ignore[arg-type]

import contextvars
import json
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

import socketio

from quizapp.runtime import patience

_variable = contextvars.ContextVar("variable", default="none")


def tasks() -> object:
    """A task is started from the loop and from a worker, and ends; a failing one harms nobody."""
    seen: list[object] = []

    def fail() -> None:
        raise ValueError("expected")

    logging.disable()
    first = runtime.spawn(seen.append, "from the loop")
    second = runtime.run_blocking(lambda: runtime.spawn(seen.append, "from a worker"))
    third = runtime.spawn(fail)
    ended = [task.join(5) for task in (first, second, third)]
    endless = runtime.spawn(runtime.Event().wait)
    return {"ended": ended, "seen": seen, "endless": endless.join(0.01)}


def events() -> object:
    """Many wait; set from the loop and from a worker; timeouts; clear."""
    event = runtime.Event()
    timed_out = event.wait(0.01)
    results: list[bool] = []
    waiters = [runtime.spawn(lambda: results.append(event.wait(5))) for _ in range(50)]
    runtime.sleep(0.01)
    event.set()
    event.clear()
    ended = all(task.join(5) for task in waiters)
    cleared = event.is_set()
    late = [runtime.spawn(lambda: results.append(event.wait(5))) for _ in range(50)]
    runtime.run_blocking(event.set)
    ended = ended and all(task.join(5) for task in late)
    event.set()
    return {
        "timed_out": timed_out,
        "woken": results.count(True),
        "ended": ended,
        "cleared": cleared,
        "set": event.is_set(),
        "at_once": event.wait(0),
    }


def wait_in_a_worker() -> object:
    """An Event that a worker waits for could never be set: refused."""
    try:
        return runtime.run_blocking(runtime.Event().wait, 0.01)
    except RuntimeError as error:
        return str(error)


def locks() -> object:
    """Two tasks never hold it at once, though the one inside gives way to others."""
    lock = runtime.Lock()
    inside: list[int] = []
    most: list[int] = []

    def enter(number: int) -> None:
        with lock:
            inside.append(number)
            runtime.sleep(0.001)
            most.append(len(inside))
            inside.remove(number)

    ended = [task.join(5) for task in [runtime.spawn(enter, number) for number in range(20)]]
    return {"ended": all(ended), "most": max(most)}


def blocking() -> object:
    """While a job blocks its thread the loop goes on, and what is not to queue does not."""
    gate = threading.Event()
    opened: list[bool] = []
    tasks = [
        runtime.spawn(lambda: opened.append(runtime.run_blocking(gate.wait, 20))) for _ in range(20)
    ]
    runtime.sleep(0.01)
    writer = runtime.Worker("writer")
    meanwhile = [runtime.run_slow(str, "slow"), writer.run(str, "own")]
    gate.set()
    ended = all(task.join(5) for task in tasks)
    return {"meanwhile": meanwhile, "ended": ended, "opened": opened.count(True)}


def results() -> object:
    """Values and errors come back; the job starts without the caller's context; nesting works."""
    _variable.set("the caller's")

    def fail() -> None:
        raise LookupError("from the job")

    try:
        runtime.run_blocking(fail)
    except LookupError as error:
        message = str(error)
    order: list[int] = []
    writer = runtime.Worker("writer")
    for task in [runtime.spawn(writer.run, order.append, number) for number in range(50)]:
        task.join(5)
    return {
        "value": runtime.run_blocking(divmod, 7, 2),
        "keyword": runtime.run_blocking(int, "11", base=2),
        "error": message,
        "context": runtime.run_blocking(_variable.get),
        "nested": runtime.run_slow(
            lambda: runtime.run_blocking(lambda: runtime.run_slow(int, "7"))
        ),
        "order": order,
        "slept": runtime.run_blocking(runtime.sleep, 0.001),
        "other_thread": runtime.run_blocking(threading.get_ident) != threading.get_ident(),
    }


def server(prepare: Callable[[Any], None] | None = None, **options: Any) -> object:
    """Serve until told to stop; prints the port, then what came after serving."""
    port = int(sys.argv[3])
    sio = socketio.Server(
        async_mode=runtime.async_mode(),
        async_handlers=False,
        max_http_buffer_size=32 * 1024,
        **options,
    )
    if prepare is not None:
        prepare(sio)

    def http(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"] == "/stop":
            runtime.run_blocking(runtime.stop_serving)
        body = json.dumps(
            {name: value for name, value in environ.items() if isinstance(value, str)}
        ).encode()
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def say(value: object) -> None:
        print(json.dumps(value), flush=True)

    try:
        runtime.serve(
            socketio.WSGIApp(sio, http),
            "127.0.0.1",
            port,
            on_ready=say,
            on_stop=lambda: say("stopping"),
        )
    except runtime.PortInUse as error:
        return str(error)
    return "stopped"


def hasty_server() -> object:
    """As `server`, for clients that have no time to lose."""
    patience.IDLE_S = patience.REQUEST_S = patience.SOCKET_S = patience.BODY_S = 0.4
    return server()


FLOOD = 150
"""Messages in one go: more than the buffers of both ends hold."""


def _lightly(sio: Any) -> None:
    def flood(sid: str) -> int:
        for number in range(FLOOD):
            sio.emit("n", [number, str(number % 10) * 30_000], to=sid)
        return FLOOD

    def leave(sid: str) -> None:
        sio.emit("n", "goodbye", to=sid)
        runtime.spawn(sio.disconnect, sid)

    runtime.lighten(sio, ("HTTP_COOKIE",))
    sio.on("flood", flood)
    sio.on("leave", leave)
    sio.on("environ", lambda sid: sio.environ[sio.manager.eio_sid_from_sid(sid, "/")])
    sio.on("disconnect", lambda _, reason: print(json.dumps(reason), flush=True))


def light_server() -> object:
    """As `server`, made light as the real one is."""
    return server(_lightly)


def hasty_light_server() -> object:
    """The same with a fast heartbeat."""
    return server(_lightly, ping_interval=0.2, ping_timeout=0.4)


_PROGRAMS: dict[str, Callable[[], object]] = {
    program.__name__: program
    for program in (
        tasks,
        events,
        wait_in_a_worker,
        locks,
        blocking,
        results,
        server,
        hasty_server,
        light_server,
        hasty_light_server,
    )
}

if __name__ == "__main__":
    print(json.dumps(_PROGRAMS[sys.argv[2]]()), flush=True)
