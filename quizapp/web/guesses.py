"""Wrong join codes: only wrong guesses cost, a right one is never refused."""

from __future__ import annotations

from typing import Final, cast

from flask import Flask, current_app

from quizapp.domain.errors import TooManyRequests, WrongCode
from quizapp.runtime import Lock
from quizapp.services.ports import Clock

BURST = 60
PER_SECOND = 2.0

_EXTENSION: Final = "quizapp-wrong-guesses"


class WrongGuesses:
    """One bucket for all: a venue is one address, and a code is no secret to protect at any price.

    A typing error in a full room finds the bucket full; a machine that tries all codes empties it
    and is told no more than `slow_down`, which is no oracle either: right codes never come here.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._left = float(BURST)
        self._at = clock.now()

    def refuse(self) -> WrongCode | TooManyRequests:
        """What to raise for one more wrong guess."""
        with self._lock:
            now = self._clock.now()
            self._left = min(BURST, self._left + (now - self._at) / 1000 * PER_SECOND)
            self._at = now
            if self._left < 1:
                return TooManyRequests()
            self._left -= 1
        return WrongCode()


def register(app: Flask) -> None:
    """Begin with a full bucket."""
    app.extensions[_EXTENSION] = WrongGuesses(app.extensions["quizapp"].clock)


def wrong_guess() -> WrongCode | TooManyRequests:
    """What this application says to one more wrong code, on whichever page it was tried."""
    return cast(WrongGuesses, current_app.extensions[_EXTENSION]).refuse()
