"""The real clock and the real randomness."""

from __future__ import annotations

import secrets
import time


class SystemClock:
    """Wall time read once, then monotonic: a jump of the system's clock moves no deadline."""

    def __init__(self) -> None:
        self._anchor_ms = time.time_ns() // 1_000_000
        self._started_ns = time.monotonic_ns()

    def now(self) -> int:
        """Milliseconds since 1970."""
        return self._anchor_ms + (time.monotonic_ns() - self._started_ns) // 1_000_000


class SystemIds:
    """Ids and secrets from the operating system's generator."""

    def new(self) -> str:
        """128 bits, 22 URL-safe characters."""
        return secrets.token_urlsafe(16)

    def secret(self) -> str:
        """256 bits, 43 URL-safe characters."""
        return secrets.token_urlsafe(32)

    def code(self) -> str:
        """Six digits, the first of them not 0."""
        return str(100_000 + secrets.randbelow(900_000))

    def seed(self) -> int:
        """1 to 2**31 - 1."""
        return 1 + secrets.randbelow(2**31 - 1)
