"""What the engine knows of questions from the floor: which session runs, and what the room sees.

Words, names and votes are kept outside the log, as of typed texts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions and reactions of one floor."""

    session_id: str | None = None
    """The session on the floor, open or not; None before the first."""
    open: bool = False
    """Whether questions are taken."""
    spotlight: str | None = None
    """Id of the question that stands large on the screen."""
    listed: bool = False
    """Whether the screen shows the most wanted ones."""
    reactions: bool = False
    """Whether reactions are taken."""

    @property
    def covers(self) -> bool:
        """Whether the room sees questions instead of what is on stage."""
        return self.spotlight is not None or self.listed

    @property
    def uncovered(self) -> Asking:
        """The same with the stage in view."""
        return replace(self, spotlight=None, listed=False) if self.covers else self


NOTHING_ASKED = Asking()
