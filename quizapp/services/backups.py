"""Copies of the database while it is live, so that a spare machine can take over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.services.ports import Clock

LOOK_EVERY_S: Final = 1.0
REST_MS: Final = 3_600_000
"""So often while nobody is there."""
SHARE: Final = 20
"""A copy takes at most one part in so many of the time: a slow disk gets fewer of them."""

_log = logging.getLogger(__name__)


class Copies(Protocol):
    """Where the copies go."""

    def make(self, now_ms: int) -> str:
        """Take one, off the loop; where it is. Raises `NotSaved`."""


@dataclass(frozen=True, slots=True)
class BackupFigures:
    """How the copies do."""

    age_s: float | None
    """Of the last one; None before the first."""
    seconds: float
    """How long it took."""
    failing: bool


class Backups:
    """Takes a copy every so many seconds while somebody is there, once when all have gone, and hourly."""

    def __init__(
        self,
        copies: Copies,
        clock: Clock,
        is_live: Callable[[], bool],
        every_s: int,
        must_wait: Callable[[], bool] = bool,
    ) -> None:
        """`is_live`: whether phones are connected or a round is open.

        `must_wait`: whether a secret vote is under way. Of two copies in the midst of it, the second
        would say which few ballots came with which few voters.
        """
        self._must_wait = must_wait
        self._copies = copies
        self._clock = clock
        self._is_live = is_live
        self._every_ms = every_s * 1000
        self._last_at: int | None = None
        self._tried_at = clock.now()
        self._took_ms = 0
        self._behind = False
        """Whether somebody was there since the last copy."""
        self._failing = False
        self._stop = runtime.Event()

    def start(self) -> None:
        """Look from now on."""
        runtime.spawn(self._run)

    def stop(self) -> None:
        """No more."""
        self._stop.set()

    def look(self) -> None:
        """Take a copy, where one is due."""
        now, live = self._clock.now(), self._is_live()
        self._behind = self._behind or live
        if now - self._tried_at >= self._pause_ms() and not self._must_wait():
            self._tried_at, self._behind = now, live
            self._take(now)

    def figures(self) -> BackupFigures:
        """Of this moment."""
        last = self._last_at
        age_s = None if last is None else (self._clock.now() - last) / 1000
        return BackupFigures(age_s, self._took_ms / 1000, self._failing)

    def _pause_ms(self) -> int:
        return max(self._every_ms, SHARE * self._took_ms) if self._behind else REST_MS

    def _take(self, now: int) -> None:
        try:
            self._copies.make(now)
        except QuizappError as error:
            if not self._failing:
                _log.error("no backup could be taken: %s", error)
            self._failing = True
            return
        self._failing = False
        self._last_at, self._took_ms = now, self._clock.now() - now

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            self.look()
