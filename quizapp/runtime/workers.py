"""Real threads for the twins whose tasks share one: eventlet and gevent."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from quizapp.runtime.twin import TwinEvent

T = TypeVar("T")


class ThreadWorker:
    """A pool of real threads; a job's end wakes the task that waits for it.

    Not eventlet's tpool, which is one pool for all: password hashing and
    exports would stand in the committer's way. It relies on `threading` and
    `queue` being left unpatched.
    """

    def __init__(self, name: str, threads: int, new_event: Callable[[], TwinEvent]) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._new_event = new_event
        self._loop = threading.get_ident()

    def run(self, job: Callable[[], T]) -> T:
        if threading.get_ident() != self._loop:
            return job()
        done = self._new_event()

        def announce(_: Future[T]) -> None:
            done.set()

        future = self._pool.submit(job)
        future.add_done_callback(announce)
        done.wait()
        return future.result()
