"""The day as one phone has lived it: what was on so far, what of it was answered, what was shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quizapp.domain.event import Activity
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.services.live import Live
from quizapp.services.results import Results
from quizapp.services.voters import Voter


@dataclass(frozen=True, slots=True)
class Played:
    """The latest run of an activity. `status` is `open` (takes answers), `running` or `done`."""

    activity: Activity
    status: str
    questions: int
    """How many rounds have been opened, voided ones left out."""
    answered: int
    """In how many of them this participant has an answer on disk."""
    shown: int
    """How many results phones may look back on."""


class Day:
    """Looks at the day for one participant at a time."""

    def __init__(self, live: Live, results: Results) -> None:
        self._live = live
        self._results = results

    def of(self, event_id: str, participant_id: str) -> tuple[Played, ...]:
        """In the order of the run sheet; what was never on is left out.

        Secret ballots and votes of a seat are nobody's answers here: such rounds are not counted.
        """
        known = self._live.snapshot(event_id)
        runs = {each.id: _rounds(known.state, each.id) for each in known.event.activities}
        mine = [on for rounds in runs.values() for on in rounds if _is_own(on)]
        answered = self._results.of_voter(known.state, mine, Voter(participant_id)).keys()
        return tuple(
            self._played(known.state, each, runs[each.id], answered)
            for each in known.event.activities
            if runs[each.id]
        )

    def _played(
        self,
        state: EventState,
        activity: Activity,
        rounds: tuple[Round, ...],
        answered: Collection[str],
    ) -> Played:
        run = state.run_of(activity.id)
        counted = [on for on in rounds if _is_own(on)]
        return Played(
            activity,
            _status(rounds, finished=run.finished),
            questions=len(counted),
            answered=sum(on.id in answered for on in counted),
            shown=sum(on.revealed() for on in rounds),
        )


def _rounds(state: EventState, activity_id: str) -> tuple[Round, ...]:
    """What of the latest run was ever open; a question that stands alone is no news for the day."""
    rounds = state.rounds_of(activity_id, state.run_of(activity_id).run)
    return tuple(on for on in rounds if on.phase is not Phase.ASKED and not on.voided)


def _is_own(on: Round) -> bool:
    return not (on.rules.voting.secret or on.rules.voting.by_seat)


def _status(rounds: tuple[Round, ...], *, finished: bool) -> str:
    if any(on.phase is Phase.OPEN for on in rounds):
        return "open"
    return "done" if finished else "running"
