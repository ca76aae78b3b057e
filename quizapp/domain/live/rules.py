"""The rules of one round, fixed when it is asked and kept in the log by value."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.event import ResultsWhen
from quizapp.domain.scoring import GRACE_MS, Scoring


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one round whatever is edited later. Times in milliseconds."""

    graded: bool
    scoring: Scoring = Scoring.ACCURACY
    points: int = 1000
    limit_ms: int | None = None
    """None is open-ended."""
    ask_ms: int | None = None
    """How long the question stands alone before it opens by itself; None: until the moderator."""
    grace_ms: int = GRACE_MS
    changeable: bool = False
    """Whether a later answer of the same voter replaces the earlier."""
    results: ResultsWhen = ResultsWhen.CLOSE
    quiz: bool = False
    """A quiz has the beats `asked` and `ranking`, and closes early when all have answered."""
