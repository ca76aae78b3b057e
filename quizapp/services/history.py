"""What one phone may look back on: the revealed rounds of the run that its floor played last."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.live.state import EventState, FloorState, Kind, Round
from quizapp.services.live import Live
from quizapp.services.results import Mark, Results


@dataclass(frozen=True, slots=True)
class Past:
    """One revealed round, with this voter's mark; None where they did not answer."""

    round: Round
    question: Question
    """In the version that holds the key."""
    mark: Mark | None


class History:
    """Looks back for one voter at a time."""

    def __init__(self, live: Live, results: Results) -> None:
        self._live = live
        self._results = results

    def of(self, event_id: str, floor_id: str, voter_id: str) -> tuple[Past, ...]:
        """In the order asked; never a round that is not revealed, voided ones included."""
        state = self._live.state(event_id)
        rounds = past_rounds(state, state.floors[floor_id])
        marks = self._results.of_voter(state, rounds, voter_id)
        return tuple(
            Past(on, self._live.graded_question(event_id, on), marks.get(on.id)) for on in rounds
        )


def past_rounds(state: EventState, floor: FloorState) -> tuple[Round, ...]:
    """Revealed rounds of the run that was on this stage last, or is; voided ones included."""
    place = _last_run(state, floor)
    rounds = () if place is None else state.rounds_of(*place)
    return tuple(on for on in rounds if on.revealed())


def _last_run(state: EventState, floor: FloorState) -> tuple[str, int] | None:
    for shown in reversed(floor.history):
        on = state.rounds.get(shown.round_id or "")
        if on is not None:
            return on.activity_id, on.run
        if shown.kind is Kind.PODIUM and shown.activity_id is not None:
            return shown.activity_id, shown.run
    return None
