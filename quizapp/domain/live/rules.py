"""The rules of one round, fixed when it is asked and kept in the log by value."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.event import ResultsWhen
from quizapp.domain.scoring import GRACE_MS, Scoring, worth
from quizapp.domain.voting import PLAIN, Voting


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
    answerable: bool = True
    """Without it (a slide) the round stays as it is asked: nothing opens, counts or is revealed."""
    quiz: bool = False
    """A quiz has the beats `asked` and `ranking`, and closes early when all have answered."""
    streak: bool = False
    """Whether it earns the bonus for right answers in a row."""
    moderated: bool = False
    """Whether a typed text is shown only once a moderator has approved it."""
    voting: Voting = PLAIN
    """Who votes, and what is kept of it."""
    seats: int = 0
    """Where seats vote: how many may, whatever becomes of the seat list."""

    @property
    def worth(self) -> int:
        """What a right answer earns at best, without a bonus; 0 where there is no right one."""
        return worth(self.scoring, self.points) if self.graded else 0

    @property
    def shows_live(self) -> bool:
        """Whether figures are shown before any reveal: never of what is graded or secret."""
        live = self.results is ResultsWhen.LIVE
        return live and not self.graded and not self.voting.secret

    @property
    def ranked(self) -> bool:
        """Whether it counts for points and places."""
        return self.graded and self.scoring is not Scoring.NONE
