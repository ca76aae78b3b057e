"""The twin at work, and the primitives that delegate to it."""

import logging
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from contextvars import Context
from functools import partial
from types import TracebackType
from typing import Any, Final, ParamSpec, TypeVar, get_args

from quizapp.runtime.threading_twin import ThreadingTwin
from quizapp.runtime.twin import Mode, Task, Twin

P = ParamSpec("P")
T = TypeVar("T")

BLOCKING_THREADS: Final = 8
SLOW_THREADS: Final = 2

_log = logging.getLogger("quizapp.runtime")


def patch(mode: Mode) -> None:
    """Choose the twin and patch the standard library for it.

    To be called once, first in the process entry point, on the main thread and
    before anything else is imported: a module that took ``socket`` apart before
    keeps the blocking one. Events, locks and workers made before it are useless.
    """
    _active.use(_load(mode))


def active_twin() -> Twin:
    return _active.twin


def async_mode() -> Mode:
    """What Flask-SocketIO must be given as ``async_mode``."""
    return _active.twin.name


def lighten(server: Any, kept: Collection[str]) -> None:
    """Make a Socket.IO server light, as far as the twin knows how.

    Once, before it serves. Of a request's environ its handlers find what is `kept`, nothing else.
    """
    _active.twin.lighten(server, kept)


def spawn(fn: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Task:
    """Start a task, from the loop or from any thread; an exception it raises is logged.

    The task begins without context variables: no Flask context, no locale.
    """

    def run() -> None:
        try:
            Context().run(fn, *args, **kwargs)
        except Exception:  # noqa: BLE001 - the last frame of a task: there is nobody above
            _log.exception("A task failed: %r", fn)

    return _active.twin.spawn(run)


def sleep(seconds: float) -> None:
    """Let the others run for so long; in a worker's thread it blocks that thread alone."""
    _active.twin.sleep(seconds)


def run_blocking(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what blocks (a database) on a real thread while the loop goes on.

    See Worker.run. Eight threads; an order between two calls is not kept.
    """
    return _active.blocking.run(fn, *args, **kwargs)


def run_slow(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """As run_blocking, on two threads apart: password hashes, exports, images."""
    return _active.slow.run(fn, *args, **kwargs)


class Worker:
    """Real threads of its own: what must not queue behind others, such as a committer.

    With one thread (the default) jobs run one after the other, in order.
    In the threading twin a job runs directly, in the caller's thread.
    """

    def __init__(self, name: str, threads: int = 1) -> None:
        self._worker = _active.twin.new_worker(name, threads)

    def run(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Wait for what `fn` returns or raises.

        In every twin `fn` begins without the caller's context variables (no
        Flask context, no locale: hand it what it needs) and must not wait for
        an Event or a Lock. Called inside a worker's thread it runs right there.
        When the waiting task is killed, the job still runs to its end.
        """
        return self._worker.run(partial(Context().run, fn, *args, **kwargs))


class Event:
    """A flag that tasks wait for; many may wait.

    `set` works from the loop and from any real thread: there the loop does it
    in its next turn, so is_set() may lag in that thread, but no waiter is missed.
    All else belongs to the loop; a wait in a worker's thread raises RuntimeError
    (green twins).
    """

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = _active.twin.new_event()

    def set(self) -> None:
        self._event.set()

    def clear(self) -> None:
        """Lower the flag; who waited when it was raised wakes with True all the same."""
        self._event.clear()

    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, at most `timeout` seconds; say whether it was."""
        return self._event.wait(timeout)


class Lock:
    """``with lock:`` excludes other tasks. Not re-entrant, not for threads, never over I/O."""

    __slots__ = ("_lock",)

    def __init__(self) -> None:
        self._lock: AbstractContextManager[object] = _active.twin.new_lock()

    def __enter__(self) -> None:
        self._lock.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.__exit__(kind, error, traceback)


class _Active:
    twin: Twin
    blocking: Worker
    slow: Worker

    def use(self, twin: Twin) -> None:
        self.twin = twin
        self.blocking = Worker("blocking", BLOCKING_THREADS)
        self.slow = Worker("slow", SLOW_THREADS)


def _load(mode: Mode) -> Twin:
    match mode:
        case "eventlet":
            from quizapp.runtime.eventlet_twin import EventletTwin

            return EventletTwin()
        case "gevent":
            from quizapp.runtime.gevent_twin import GeventTwin

            return GeventTwin()
        case "threading":
            return ThreadingTwin()
    raise ValueError(f"{mode!r} is none of {', '.join(get_args(Mode))}")


_active = _Active()
_active.use(ThreadingTwin())
