"""Records of votes that were held."""

from __future__ import annotations

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Event
from quizapp.domain.live.state import Round
from quizapp.domain.outcome import outcome_of
from quizapp.domain.seats import alphabetical, by_id, observers_of
from quizapp.domain.tallies import Tally
from quizapp.domain.vote_record import RecordedProxy, RecordedVote, VoteRecord
from quizapp.services.live import Live
from quizapp.services.ports import AnswerStore, SeatStore
from quizapp.services.results import Results, RoundResult


class Votes:
    """Makes them."""

    def __init__(
        self, live: Live, results: Results, answers: AnswerStore, seats: SeatStore
    ) -> None:
        self._live = live
        self._results = results
        self._answers = answers
        self._seats = seats

    def record(self, event_id: str, round_id: str) -> VoteRecord:
        """Of a round that was revealed; raises `NotFound` for any other."""
        known = self._live.snapshot(event_id)
        event, state = known.event, known.state
        on = state.rounds.get(round_id)
        activity = next((e for e in event.activities if on and e.id == on.activity_id), None)
        if on is None or activity is None or not on.revealed() or not on.rules.answerable:
            raise NotFound(what="vote")
        question = self._live.question(event_id, on)
        result = self._results.of_round(state, on)
        closing = known.closings.get(on.id)
        rules, secret = on.rules, result.secret
        return VoteRecord(
            event_title=event.title,
            activity_title=activity.title,
            activity_slug=activity.slug,
            number=on.position + 1,
            question=question,
            voting=rules.voting,
            voided=on.voided,
            opened_at=on.opened_at,
            closed_at=on.closed_at,
            time_zone=event.time_zone,
            eligible=rules.seats if rules.voting.by_seat else None,
            voted=result.answered,
            tally=result.shown,
            outcome=outcome_of(rules.voting, rules.seats, question.stances(), result.shown),
            observers=self._observers(event_id, on),
            votes=_votes(event, on, result),
            proxies=self._proxies(event, on),
            head="" if closing is None else closing.hash,
            digest=on.digest or "",
            salt="" if secret is None else secret.salt,
        )

    def _observers(self, event_id: str, on: Round) -> Tally | None:
        if not on.rules.voting.by_seat or on.rules.voting.secret:
            return None
        apart = self._answers.of_rounds((observers_of(on.id),))
        question = self._live.question(event_id, on)
        return question.tally(each.answer for each in apart) if apart else None

    def _proxies(self, event: Event, on: Round) -> tuple[RecordedProxy, ...]:
        seats = by_id(event.seats)
        notes = {each.seat_id: each.note for each in self._seats.notes(event.id)}
        return tuple(
            RecordedProxy(seat, seats[holder], notes.get(seat.id, ""))
            for seat in event.seats
            if (holder := on.proxies.get(seat.id, "")) in seats
        )


def _votes(event: Event, on: Round, result: RoundResult) -> tuple[RecordedVote, ...]:
    if not on.rules.voting.roll_call:
        return ()
    return tuple(
        RecordedVote(seat, None if mark is None else mark.answer)
        for seat in sorted(event.seats, key=alphabetical)
        if (mark := result.marks.get(seat.id)) is not None or seat.votes
    )
