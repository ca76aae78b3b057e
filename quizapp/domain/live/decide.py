"""The one door to the rules: `decide(state, command, now) -> events`, or a typed refusal.

Pure: the time, fresh ids and what the database knows (`Undo.answered`) are arguments. The rules
stand in `decide_steps` (what moves the stage), `decide_acts` (what happens around the steps) and
`decide_server` (what the server does by itself).
"""

from __future__ import annotations

from quizapp.domain import errors
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import decide_questions as _  # noqa: F401 - its rules register
from quizapp.domain.live.decide_acts import act
from quizapp.domain.live.decide_server import by_itself
from quizapp.domain.live.decide_steps import step
from quizapp.domain.live.drafts import Events
from quizapp.domain.live.state import EventState


def decide(state: EventState, command: cmd.Command, now: int) -> Events:
    """Events that the command causes now; none where everything is so already.

    Raises:
        NotFound: the command names a floor, activity or round that is not there.
        Stale: a step that was meant for an earlier stage, a key made from an earlier one.
        Conflict: the fresh id of the round to be asked is in use.
        CommandRefused: any other rule, each with its own code.

    """
    if isinstance(command, cmd.FloorCommand) and command.floor_id not in state.floors:
        raise errors.NotFound(what="floor")
    if isinstance(command, cmd.StepCommand):
        if command.rev < state.floors[command.floor_id].moved_seq:
            raise errors.Stale
        return step(command, state, now)
    return by_itself(command, state, now) if command.internal else act(command, state, now)
