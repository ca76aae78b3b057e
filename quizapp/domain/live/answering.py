"""Whether an answer may count, from the state alone. What the table says comes on top of it."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain import errors
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.domain.live.timing import too_late


@dataclass(frozen=True, slots=True)
class Accepted:
    """The round that takes the answer and the time that counts, in milliseconds."""

    round: Round
    elapsed_ms: int


def accept(state: EventState, round_id: str, participant_id: str, received_at: int) -> Accepted:
    """Raises `NotFound`, `Removed` or `RoundNotOpen`. `received_at` is the server's wall time.

    The voter's own deadline counts. An answer in flight when the moderator pauses is taken, with the
    time up to the pause.
    """
    on = state.rounds.get(round_id)
    if on is None:
        raise errors.NotFound(what="round")
    if participant_id in state.removed:
        raise errors.Removed
    if on.phase is not Phase.OPEN or on.voided or too_late(on, participant_id, received_at):
        raise errors.RoundNotOpen
    return Accepted(on, on.elapsed_ms(received_at))
