"""Taking answers: check against the state, hand to the committer, answer only when on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.ballots import Cast, PendingBallot
from quizapp.domain.errors import AnswerFinal, BadMessage, Busy, RoundNotOpen
from quizapp.domain.live.answering import accept
from quizapp.domain.stored import Kept, Moved, PendingAnswer
from quizapp.domain.text import Json
from quizapp.services.ballots import Ballots
from quizapp.services.batching import Batcher
from quizapp.services.counting import VOTED_NUMBER, Counting
from quizapp.services.live import Live
from quizapp.services.ports import AnswerStore, Clock
from quizapp.services.voters import Voters

MOST_TRIES = 8
HIGHEST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands on disk. `already` where it stood there before this sending."""

    number: int
    answer: Json
    already: bool


VOTED_BEFORE = Saved(VOTED_NUMBER, None, already=True)
"""What is said of a secret ballot: that it is in the box."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """An answer as a phone sent it."""

    event_id: str
    participant_id: str
    round_id: str
    number: int
    raw: object
    seat_id: str | None
    received_at: int


class Answers:
    """The one way in which an answer gets into the table."""

    def __init__(
        self, store: AnswerStore, ballots: Ballots, counting: Counting, clock: Clock
    ) -> None:
        self._store = store
        self._ballots = ballots
        self._counting = counting
        self._clock = clock
        self._live: Live | None = None
        self._voters: Voters | None = None
        self.batcher: Batcher[PendingAnswer, Kept | Moved] = Batcher("answers", self._commit)

    def join(self, live: Live, voters: Voters) -> None:
        """Tell it of the engine, which itself waits for the committer, and who votes."""
        self._live, self._voters = live, voters

    def submit(
        self,
        event_id: str,
        participant_id: str,
        round_id: str,
        number: int,
        raw: object,
        seat_id: str | None = None,
    ) -> Saved:
        """Store an answer; returns once it is on disk. `seat_id`: whose proxy the phone votes for.

        Raises:
            NotFound, Removed, RoundNotOpen, AnswerFinal, BadAnswer: it will never be taken.
            NoSeat, Observer, VoteHeld: not from this phone, as it sits now.
            Busy, NotSaved: the phone keeps it and sends it again; also where the event's log moves on
                faster than an answer can be written.

        """
        if not 1 <= number <= HIGHEST_NUMBER:
            raise BadMessage(field="number")
        assert self._live is not None
        sent = _Sent(event_id, participant_id, round_id, number, raw, seat_id, self._clock.now())
        for _ in range(MOST_TRIES):
            try:
                pending = self._accept(self._live, sent)
            except RoundNotOpen:
                if self._voted_before(self._live, sent):
                    return VOTED_BEFORE
                raise
            saved = self._handed_in(pending)
            if saved is not None:
                return saved
            if self._live.state(event_id).seq <= pending.seq:
                self._live.refresh(event_id)
        raise Busy

    @property
    def batchers(self) -> dict[str, Batcher[Any, Any]]:
        """Both committers by what they commit."""
        return {"answers": self.batcher, "ballots": self._ballots.batcher}

    def drain(self) -> None:
        """Wait for what was handed in before now, answers and ballots."""
        self.batcher.drain()
        self._ballots.batcher.drain()

    def _handed_in(self, pending: PendingAnswer | PendingBallot) -> Saved | None:
        """None where the event's log had moved on."""
        if isinstance(pending, PendingBallot):
            cast = self._ballots.batcher.submit(pending)
            # Not the choice: what comes back to a phone is what it may show, also to who looks on.
            return replace(VOTED_BEFORE, already=cast.already) if isinstance(cast, Cast) else None
        outcome = self.batcher.submit(pending)
        return self._saved(pending, outcome) if isinstance(outcome, Kept) else None

    def _voted_before(self, live: Live, sent: _Sent) -> bool:
        """Whether this is a ballot sent again, of which the first sending came in time."""
        state = live.state(sent.event_id)
        on = state.rounds.get(sent.round_id)
        if on is None or not on.secret:
            return False
        assert self._voters is not None
        voter = self._voters.voter_of(state, sent.participant_id, on, sent.seat_id)
        return self._ballots.has_voted(on.id, voter.id)

    def _accept(self, live: Live, sent: _Sent) -> PendingAnswer | PendingBallot:
        state = live.state(sent.event_id)
        accepted = accept(state, sent.round_id, sent.participant_id, sent.received_at)
        on = accepted.round
        answer = live.question(sent.event_id, on).parse_answer(sent.raw)
        assert self._voters is not None
        voter = self._voters.voter_of(state, sent.participant_id, on, sent.seat_id)
        if on.secret:
            group = self._voters.group_of(state, voter, on.rules.voting.group_by)
            return PendingBallot(sent.event_id, state.seq, on.id, voter.id, group, answer)
        return PendingAnswer(
            event_id=sent.event_id,
            seq=state.seq,
            round_id=voter.kept_in(on.id),
            voter_id=voter.id,
            number=sent.number,
            answer=answer,
            elapsed_ms=accepted.elapsed_ms,
            answered_at=sent.received_at,
            final=not on.rules.changeable,
            sender_id=sent.participant_id if on.rules.voting.by_seat else "",
        )

    def _saved(self, pending: PendingAnswer, kept: Kept) -> Saved:
        if pending.final and not kept.fresh and kept.answer != pending.answer:
            raise AnswerFinal
        return Saved(kept.number, kept.answer, already=not kept.fresh)

    def _commit(self, batch: Sequence[PendingAnswer]) -> Sequence[Kept | Moved]:
        outcomes = self._store.commit(batch)
        for pending, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Kept):
                self._counting.note(
                    pending.round_id, pending.voter_id, outcome.number, outcome.answer
                )
        return outcomes
