"""What is of no use to anybody any more is deleted: at the start, and hourly."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.services.account_ports import AccountStore
from quizapp.services.content_ports import PictureStore
from quizapp.services.ports import Clock, PresenceStore

EVERY_S: Final = 3600.0
SIGNS_MS: Final = 24 * 3_600_000
"""Signs of life of processes that are gone are kept for so long."""

_log = logging.getLogger(__name__)


class Housekeeping:
    """Expired sign-ins and links, old signs of life, pictures that no question names."""

    def __init__(
        self,
        accounts: AccountStore,
        presence: PresenceStore,
        pictures: PictureStore,
        clock: Clock,
        quiet: Callable[[], bool],
        brought: Callable[[], frozenset[str]] = frozenset,
        sweep: Callable[[], object] = frozenset,
    ) -> None:
        """`quiet` says whether no round is open: looking for pictures reads every question.

        `brought` says which pictures somebody brought along since it was asked last. `sweep` deletes
        the events and names whose day has come.
        """
        self._accounts = accounts
        self._presence = presence
        self._pictures = pictures
        self._clock = clock
        self._quiet = quiet
        self._brought = brought
        self._sweep_events = sweep
        self._unnamed: frozenset[str] = frozenset()
        """Pictures that no question named at the last look."""
        self._stop = runtime.Event()

    def start(self) -> None:
        """Begin now, then every hour."""
        runtime.spawn(self._run)

    def stop(self) -> None:
        """No more."""
        self._stop.set()

    def tidy(self) -> None:
        """Once. A database that is away is tidied the next time."""
        now = self._clock.now()
        try:
            self._accounts.drop_expired(now)
            self._presence.drop_signs(now - SIGNS_MS)
            self._sweep_events()
            if self._quiet():
                self._sweep()
        except QuizappError as error:
            _log.warning("nothing could be tidied up: %s", error)

    def _sweep(self) -> None:
        """Only what was unnamed an hour ago, too: a picture is there before the question is saved."""
        unnamed = self._pictures.unnamed()
        old = (unnamed & self._unnamed) - self._brought()
        if old:
            self._pictures.drop_unnamed(old)
        self._unnamed = unnamed - old

    def _run(self) -> None:
        while not self._stop.is_set():
            self.tidy()
            self._stop.wait(EVERY_S)
