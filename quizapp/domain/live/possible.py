"""What a moderator can do on a floor now, found by asking `decide`: no rule is written twice."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

from quizapp.domain.errors import QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.decide import decide
from quizapp.domain.live.state import EventState
from quizapp.domain.live.undo import kind_of, last_act

_FRESH_ID = "to be asked"


@dataclass(frozen=True, slots=True)
class Possible:
    """The console's `can`, as docs/protocol.md has it. `undo` names the act it would take back."""

    back: bool
    undo: str | None
    pause: bool
    resume: bool
    extend: bool
    reopen: bool
    void: bool
    unvoid: bool
    reveal: bool
    ranking: bool
    finish: bool
    again: bool
    roll: bool
    """Whether there is a roll call to show, or to take away again."""

    def to_dict(self) -> dict[str, bool | str | None]:
        """Plain data."""
        return asdict(self)


def possible(
    state: EventState, floor_id: str, now: int, answered: AbstractSet[str] = frozenset()
) -> Possible:
    """Each act that would be carried out and change something. `answered` as for `Undo`."""
    floor = state.floors[floor_id]
    rev = floor.moved_seq

    def can(command: cmd.Command) -> bool:
        try:
            return bool(decide(state, command, now))
        except QuizappError:
            return False

    undo = cmd.Undo(floor_id=floor_id, answered=frozenset(answered))
    here = floor.shown.round_id or ""
    return Possible(
        back=can(cmd.Back(floor_id=floor_id, rev=rev)),
        undo=undo_kind(state, floor_id) if can(undo) else None,
        pause=can(cmd.PauseRound(floor_id=floor_id, on=True)),
        resume=can(cmd.PauseRound(floor_id=floor_id, on=False)),
        extend=can(cmd.ExtendRound(floor_id=floor_id)),
        reopen=can(cmd.ReopenRound(floor_id=floor_id, rev=rev)),
        void=can(cmd.VoidRound(round_id=here)),
        unvoid=can(cmd.UnvoidRound(round_id=here)),
        reveal=can(cmd.Reveal(floor_id=floor_id, rev=rev)),
        ranking=can(cmd.ShowRanking(floor_id=floor_id, rev=rev)),
        finish=can(cmd.FinishActivity(floor_id=floor_id, rev=rev)),
        again=can(cmd.AskAgain(floor_id=floor_id, rev=rev, round_id=_FRESH_ID)),
        roll=floor.roll_shown or can(cmd.ShowRoll(floor_id=floor_id, on=True)),
    )


def undo_kind(state: EventState, floor_id: str) -> str | None:
    """The last act on the floor by name, like `round_closed`."""
    last = last_act(state, floor_id)
    return None if last is None else kind_of(last)
