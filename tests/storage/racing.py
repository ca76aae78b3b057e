"""Jobs that run against each other."""

from __future__ import annotations

import threading
from collections.abc import Callable

from quizapp.domain.errors import Conflict


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each job returned or raised, all started together."""
    outcomes: list[object] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(index: int) -> None:
        start.wait()
        try:
            outcomes[index] = jobs[index]()
        except Conflict as error:
            outcomes[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
