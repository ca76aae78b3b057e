"""Concurrency: tasks, waiting, real threads and the server; one of three twins at work.

``eventlet`` (default of the server), ``gevent`` and ``threading`` do the same
behind these names, and only this package knows them. Until ``patch`` is called
the twin is ``threading``: tests and commands need no patching.

In the two green twins all tasks share one OS thread, "the loop". So:

- What blocks (a database, a file, a hash) goes through a ``Worker``;
  ``run_blocking`` and ``run_slow`` are two that always exist.
- A ``Lock`` excludes tasks, not threads. A ``threading`` lock held while the
  task waits for anything stops the whole process.
- Thread-locals are common to all tasks; context variables are not.
"""

from quizapp.runtime.active import (
    Event,
    Lock,
    Worker,
    async_mode,
    lighten,
    patch,
    run_blocking,
    run_slow,
    sleep,
    spawn,
)
from quizapp.runtime.memory import collect_garbage, load_without_looking_for_garbage
from quizapp.runtime.serving import serve, stop_serving
from quizapp.runtime.sockets import (
    WINDOWS_PHONES,
    ListenError,
    PortInUse,
    raise_file_limit,
)
from quizapp.runtime.twin import Mode, Task, WsgiApp

__all__ = [
    "WINDOWS_PHONES",
    "Event",
    "ListenError",
    "Lock",
    "Mode",
    "PortInUse",
    "Task",
    "Worker",
    "WsgiApp",
    "async_mode",
    "collect_garbage",
    "lighten",
    "load_without_looking_for_garbage",
    "patch",
    "raise_file_limit",
    "run_blocking",
    "run_slow",
    "serve",
    "sleep",
    "spawn",
    "stop_serving",
]
