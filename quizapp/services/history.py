"""What one phone may look back on: the revealed rounds of the run that its floor played last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.event import Participant
from quizapp.domain.live.state import EventState, FloorState, Kind, Round
from quizapp.services.day import Day
from quizapp.services.live import Live
from quizapp.services.results import Mark, Results
from quizapp.services.voters import Voter, Voters


@dataclass(frozen=True, slots=True)
class Past:
    """One revealed round, with this voter's mark; None where they did not answer."""

    round: Round
    question: Question
    """In the version that holds the key."""
    mark: Mark | None


class History:
    """Looks back for one phone at a time."""

    def __init__(self, live: Live, results: Results, voters: Voters) -> None:
        self._live = live
        self._results = results
        self._voters = voters
        self.day = Day(live, results)

    def of(
        self, event_id: str, floor_id: str, who: Participant, activity_id: str | None = None
    ) -> tuple[Past, ...]:
        """In the order asked; never a round that is not revealed, voided ones included.

        Of the run that the floor played last, or of the latest one of the activity that is named.
        """
        state = self._live.state(event_id)
        if activity_id is None:
            rounds = past_rounds(state, state.floors[floor_id])
        else:
            rounds = _revealed(state, activity_id, state.run_of(activity_id).run)
        marks = self._marks(state, rounds, who)
        return tuple(
            Past(on, self._live.graded_question(event_id, on), marks.get(on.id)) for on in rounds
        )

    def _marks(
        self, state: EventState, rounds: tuple[Round, ...], who: Participant
    ) -> Mapping[str, Mark]:
        """Of a round by seats the vote of its seat, whichever phone gave it."""
        if who.id in state.removed:
            return {}
        votes: dict[Voter, list[Round]] = {}
        for on in rounds:
            voter = self._voters.own_voter(state, who, on)
            if voter is not None:
                votes.setdefault(voter, []).append(on)
        marks: dict[str, Mark] = {}
        for voter, theirs in votes.items():
            marks |= self._results.of_voter(state, theirs, voter)
        return marks


def past_rounds(state: EventState, floor: FloorState) -> tuple[Round, ...]:
    """Revealed rounds of the run that was on this stage last, or is; voided ones included."""
    place = _last_run(state, floor)
    return () if place is None else _revealed(state, *place)


def _revealed(state: EventState, activity_id: str, run: int) -> tuple[Round, ...]:
    return tuple(on for on in state.rounds_of(activity_id, run) if on.revealed())


def _last_run(state: EventState, floor: FloorState) -> tuple[str, int] | None:
    for shown in reversed(floor.history):
        on = state.rounds.get(shown.round_id or "")
        if on is not None:
            return on.activity_id, on.run
        if shown.kind is Kind.PODIUM and shown.activity_id is not None:
            return shown.activity_id, shown.run
    return None
