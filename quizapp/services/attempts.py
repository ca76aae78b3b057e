"""Guessing costs time, never the account: who knows the right password always gets in."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from quizapp.domain.errors import Busy
from quizapp.runtime import Lock
from quizapp.services.ports import Clock

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 8.0
FORGOTTEN_AFTER_MS = 15 * 60_000
MOST_NAMES = 1000
MOST_AT_ONCE = 64
"""Passwords that are being checked."""
MOST_DELAYED = 256
"""Wrong ones whose answer is delayed, whatever their names; each holds a connection."""
MOST_PER_NAME = 8
"""With the longest delay: one guess a second for each account."""


class Attempts:
    """Wrong passwords by name, in memory.

    The delay comes after a wrong password, before the answer. Attempts in progress are bounded for
    each name, so that guessing in parallel gains nothing; what is refused then is `busy`, for that
    moment only. Who is delayed holds a place of that name and nobody else's: a crowd of guessers
    with made-up names keeps no moderator out.
    """

    def __init__(self, clock: Clock, sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._wrong: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._running: Counter[str] = Counter()
        self._delayed = 0
        self._lock = Lock()

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Hold a place while a password is checked; raises `Busy` where too many are."""
        with self._lock:
            checking = self._running.total() - self._delayed
            if checking >= MOST_AT_ONCE or self._running[name] >= MOST_PER_NAME:
                raise Busy
            self._running[name] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= Counter({name: 1})

    def failed(self, name: str) -> None:
        """Count it, and wait the longer the more there were; raises `Busy` where too many wait."""
        with self._lock:
            times = self._recent(name) + 1
            self._wrong[name] = (times, self._clock.now())
            self._wrong.move_to_end(name)
            if len(self._wrong) > MOST_NAMES:
                self._wrong.popitem(last=False)
            if self._delayed >= MOST_DELAYED:
                raise Busy
            self._delayed += 1
        try:
            self._sleep(min(FIRST_DELAY_S * 2 ** (times - 1), LONGEST_DELAY_S))
        finally:
            with self._lock:
                self._delayed -= 1

    def succeeded(self, name: str) -> None:
        """Begin anew."""
        self._wrong.pop(name, None)

    def _recent(self, name: str) -> int:
        times, last = self._wrong.get(name, (0, 0))
        return times if self._clock.now() - last < FORGOTTEN_AFTER_MS else 0
