"""The ballot box while a secret round is open: one ballot a voter, and nobody remembers which.

Nothing here holds a choice longer than its commit takes. What counting is told is who has voted.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.ballots import Cast, PendingBallot
from quizapp.domain.stored import Moved
from quizapp.services.batching import Batcher
from quizapp.services.counting import Counting
from quizapp.services.ports import BallotStore


class Ballots:
    """The one way into the box."""

    def __init__(self, store: BallotStore, counting: Counting) -> None:
        self._store = store
        self._counting = counting
        self.batcher: Batcher[PendingBallot, Cast | Moved] = Batcher("ballots", self._commit)

    def has_voted(self, round_id: str, voter_id: str) -> bool:
        """As the register says, whatever this process has seen of it."""
        return self._store.has_voted(round_id, voter_id)

    def _commit(self, batch: Sequence[PendingBallot]) -> Sequence[Cast | Moved]:
        outcomes = self._store.commit(batch)
        for pending, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Cast):
                self._counting.note_voted(pending.round_id, pending.voter_id)
        return outcomes
