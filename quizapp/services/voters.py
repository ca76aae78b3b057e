"""Who votes in a round: a phone for itself, or the seat that it sits on, or one whose vote that holds."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.errors import NoSeat, Observer, VoteHeld
from quizapp.domain.event import Participant
from quizapp.domain.live.state import EventState, Round
from quizapp.domain.seats import Seat, by_id, observers_of
from quizapp.domain.voting import GroupBy
from quizapp.services.live import Live
from quizapp.services.participants import Participants


@dataclass(frozen=True, slots=True)
class Voter:
    """Whose vote it is. `observes`: it is kept apart and never counted."""

    id: str
    seat: Seat | None = None
    observes: bool = False

    def kept_in(self, round_id: str) -> str:
        """Under which round its answers are kept."""
        return observers_of(round_id) if self.observes else round_id


class Voters:
    """Asked for each answer, and for what each phone is shown."""

    def __init__(self, live: Live, participants: Participants) -> None:
        self._live = live
        self._participants = participants

    def voter_of(
        self, state: EventState, participant_id: str, on: Round, seat_id: str | None = None
    ) -> Voter:
        """The voter for whom the phone answers; with `seat_id`, one whose vote its seat holds.

        Raises:
            NoSeat: seats vote, and the phone has none, or does not hold that seat's vote.
            Observer: its seat observes, and the round is secret.
            VoteHeld: its seat has given its vote away.

        """
        if not on.rules.voting.by_seat:
            return Voter(participant_id, self._seat_of(state, participant_id))
        own = self._seat_of(state, participant_id)
        if own is None:
            raise NoSeat
        if seat_id is not None and seat_id != own.id:
            return self._held(state, own, seat_id)
        if own.id in state.proxies:
            raise VoteHeld
        if not own.votes and on.rules.voting.secret:
            raise Observer
        return Voter(own.id, own, observes=not own.votes)

    def voters_of(self, state: EventState, who: Participant, on: Round) -> tuple[Voter, ...]:
        """All for whom the phone may answer: its own voice first, then those that it holds."""
        if not on.rules.voting.by_seat:
            return (Voter(who.id),)
        own = self._seat(state, who.seat_id)
        if own is None:
            return ()
        voters = [Voter(own.id, own, observes=not own.votes)]
        if own.id in state.proxies or (not own.votes and on.rules.voting.secret):
            voters = []
        seats = by_id(self._live.event(state.event_id).seats)
        held = (seats.get(each) for each in state.held_by(own.id))
        return (*voters, *(Voter(each.id, each) for each in held if each is not None))

    def own_voter(self, state: EventState, who: Participant, on: Round) -> Voter | None:
        """Whose answer in a round of the past is the phone's own; None where it had no voice.

        What its seat voted for others is theirs.
        """
        if not on.rules.voting.by_seat:
            return Voter(who.id)
        seat = self._seat(state, who.seat_id)
        if seat is None or seat.id in on.proxies:
            return None
        return Voter(seat.id, seat, observes=not seat.votes)

    def group_of(self, state: EventState, voter: Voter, group_by: GroupBy) -> str:
        """What a secret ballot carries of its voter; empty where nothing, or nothing is known."""
        if group_by is GroupBy.NONE or voter.seat is None:
            return ""
        if group_by is GroupBy.REGION:
            return voter.seat.region
        return "member" if voter.seat.votes else "observer"

    def _held(self, state: EventState, own: Seat, seat_id: str) -> Voter:
        seat = self._seat(state, seat_id)
        if seat is None or state.proxies.get(seat_id) != own.id:
            raise NoSeat
        return Voter(seat.id, seat)

    def _seat_of(self, state: EventState, participant_id: str) -> Seat | None:
        who = self._participants.one(state.event_id, participant_id)
        return None if who is None else self._seat(state, who.seat_id)

    def _seat(self, state: EventState, seat_id: str | None) -> Seat | None:
        seats = self._live.event(state.event_id).seats if seat_id else ()
        return next((each for each in seats if each.id == seat_id), None)
