"""Taking answers: check against the state, hand to the committer, answer only when on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.errors import AnswerFinal, BadMessage, Busy
from quizapp.domain.live.answering import accept
from quizapp.domain.stored import Kept, Moved, PendingAnswer
from quizapp.domain.text import Json
from quizapp.services.batching import Batcher
from quizapp.services.counting import Counting
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

    def __init__(self, store: AnswerStore, counting: Counting, clock: Clock) -> None:
        self._store = store
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
            pending = self._accept(self._live, sent)
            outcome = self.batcher.submit(pending)
            if isinstance(outcome, Kept):
                return self._saved(pending, outcome)
            if self._live.state(event_id).seq <= pending.seq:
                self._live.refresh(event_id)
        raise Busy

    def _accept(self, live: Live, sent: _Sent) -> PendingAnswer:
        state = live.state(sent.event_id)
        accepted = accept(state, sent.round_id, sent.participant_id, sent.received_at)
        on = accepted.round
        answer = live.question(sent.event_id, on).parse_answer(sent.raw)
        assert self._voters is not None
        voter = self._voters.voter_of(state, sent.participant_id, on, sent.seat_id)
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
