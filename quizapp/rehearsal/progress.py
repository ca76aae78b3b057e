"""How far a measurement is: a bar on a terminal, a line a stage elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

WIDTH: Final = 30
EVERY_S: Final = 0.1
"""How often a bar is drawn at most: it must not be what is measured."""


class Progress:
    """Stages of a measurement, each with so many steps."""

    def __init__(self, write: Callable[[str], object], *, bar: bool) -> None:
        """`write` takes text as it is; with `bar` a stage's line is drawn anew as it fills."""
        self._write = write
        self._bar = bar
        self._text = ""
        self._total = self._done = 0
        self._drawn_at = 0.0

    def stage(self, text: str, total: int = 0) -> None:
        """What goes on now; `total` steps of it, or 0 where nobody can say."""
        self.end()
        self._text, self._total, self._done, self._drawn_at = text, total, 0, 0.0
        if self._bar:
            self._draw()
        else:
            self._write(f"{text}\n")

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if self._bar and monotonic() - self._drawn_at > EVERY_S:
            self._draw()

    def end(self) -> None:
        """Of the stage, and of all."""
        if self._bar and self._text:
            self._draw()
            self._write("\n")
        self._text = ""

    def _draw(self) -> None:
        self._drawn_at = monotonic()
        if not self._total:
            self._write(f"\r{self._text}\033[K")
            return
        filled = WIDTH * min(self._done, self._total) // self._total
        bar = "█" * filled + "░" * (WIDTH - filled)
        self._write(f"\r{bar} {self._done:,}/{self._total:,} {self._text}\033[K")
