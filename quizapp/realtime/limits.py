"""Token buckets per connection. Never by network address: a venue is one address."""

from __future__ import annotations

from collections import Counter

from quizapp.domain.errors import TooManyRequests


class Bucket:
    """`burst` at once, `per_second` in the long run."""

    __slots__ = ("_at", "_burst", "_left", "_per_second")

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left = burst
        self._at = 0

    def take(self, now_ms: int) -> None:
        """Take one; raises `TooManyRequests` where none is left."""
        if self._at:
            gained = (now_ms - self._at) / 1000 * self._per_second
            self._left = min(self._burst, self._left + gained)
        self._at = now_ms
        if self._left < 1:
            raise TooManyRequests
        self._left -= 1


class Refusals:
    """How often each code was answered: the unexpected is counted, not fatal."""

    def __init__(self) -> None:
        self.by_code: Counter[str] = Counter()

    def note(self, code: str) -> None:
        """One more."""
        self.by_code[code] += 1
