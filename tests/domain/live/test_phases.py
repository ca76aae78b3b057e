"""Every command in every phase: what the hall has on its stage then, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.errors import QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Phase
from tests.domain.live.stagehand import HALL, Stagehand, in_words

PHASES: dict[str, Callable[[], Stagehand]] = {
    "lobby": Stagehand,
    "idle": lambda: Stagehand().idle(),
    "intro": lambda: Stagehand().next(),
    "asked": lambda: Stagehand().next_until(Phase.ASKED),
    "open": lambda: Stagehand().next_until(Phase.OPEN),
    "paused": lambda: Stagehand().next_until(Phase.OPEN).pause(),
    "closed": lambda: Stagehand().next_until(Phase.CLOSED),
    "revealed": lambda: Stagehand().next_until(Phase.REVEALED),
    "ranking": lambda: Stagehand().next_until(Phase.RANKING),
    "voided": lambda: Stagehand().next_until(Phase.CLOSED).void("r2"),
    "podium": lambda: Stagehand().next_until(Phase.REVEALED).finish(),
    "poll": lambda: Stagehand().start("poll").next(),
    "back": lambda: Stagehand().next_until(Phase.CLOSED).back(4),
}
"""Stages to begin from; `back` looks at the lobby while r2 is closed."""

COMMANDS: dict[str, Callable[[Stagehand], cmd.Command]] = {
    "next": lambda show: cmd.NextStep(floor_id=HALL, rev=show.rev(), round_id="new"),
    "back": lambda show: cmd.Back(floor_id=HALL, rev=show.rev()),
    "lobby": lambda show: cmd.ShowLobby(floor_id=HALL, rev=show.rev()),
    "idle": lambda show: cmd.ShowIdle(floor_id=HALL, rev=show.rev()),
    "start": lambda show: cmd.StartActivity(floor_id=HALL, rev=show.rev(), activity_id="live"),
    "reveal": lambda show: cmd.Reveal(floor_id=HALL, rev=show.rev()),
    "ranking": lambda show: cmd.ShowRanking(floor_id=HALL, rev=show.rev()),
    "finish": lambda show: cmd.FinishActivity(floor_id=HALL, rev=show.rev()),
    "again": lambda show: cmd.AskAgain(floor_id=HALL, rev=show.rev(), round_id="new"),
    "reopen": lambda show: cmd.ReopenRound(floor_id=HALL, rev=show.rev()),
    "pause": lambda show: cmd.PauseRound(floor_id=HALL, on=True),
    "resume": lambda show: cmd.PauseRound(floor_id=HALL, on=False),
    "extend": lambda show: cmd.ExtendRound(floor_id=HALL),
    "void": lambda show: cmd.VoidRound(round_id=latest(show)),
    "unvoid": lambda show: cmd.UnvoidRound(round_id=latest(show)),
    "undo": lambda show: cmd.Undo(floor_id=HALL),
    "timer opens": lambda show: cmd.OpenRound(round_id=latest(show)),
    "timer closes": lambda show: cmd.CloseRound(round_id=latest(show)),
    "all answered": lambda show: cmd.CloseRound(round_id=latest(show), cause=ev.Cause.ALL_ANSWERED),
    "give back": lambda show: cmd.GiveTimeBack(round_id=latest(show), lost_ms=1_000),
}


def latest(show: Stagehand) -> str:
    return next(reversed(list(show.state.rounds)), "none")


def outcome(phase: str, command: str) -> str:
    """What the hall sees after it (`=` where nothing happened), or the code of the refusal."""
    show = PHASES[phase]().wait(60_000)
    try:
        happened = show.do(COMMANDS[command](show))
    except QuizappError as refused:
        return f"! {refused.code}"
    return in_words(show.shown) if happened else "="


OUTCOMES = """
         | next        | back           | lobby        | idle         | start
lobby    | intro quiz  | ! nothing_back | =            | idle         | intro live
idle     | intro quiz  | lobby          | lobby        | =            | intro live
intro    | new asked   | lobby          | lobby        | idle         | intro live
asked    | r2 open     | intro quiz     | lobby        | idle         | intro live
open     | r2 closed   | r2 asked       | ! round_open | ! round_open | ! round_open
paused   | r2 closed   | r2 asked       | ! round_open | ! round_open | ! round_open
closed   | r2 revealed | r2 open        | lobby        | idle         | intro live
revealed | r2 ranking  | r2 closed      | lobby        | idle         | intro live
ranking  | new asked   | r2 revealed    | lobby        | idle         | intro live
voided   | new asked   | r2 open        | lobby        | idle         | intro live
podium   | idle        | r2 revealed    | lobby        | idle         | intro live
poll     | r1 closed   | intro poll     | ! round_open | ! round_open | ! round_open
back     | intro quiz  | ! nothing_back | lobby        | idle         | intro live

         | reveal         | ranking        | finish         | again          | reopen
lobby    | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase
idle     | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase
intro    | ! wrong_phase  | ! wrong_phase  | idle           | ! wrong_phase  | ! wrong_phase
asked    | ! wrong_phase  | ! wrong_phase  | idle           | ! wrong_phase  | ! wrong_phase
open     | r2 revealed    | ! wrong_phase  | ! round_open   | ! round_open   | ! wrong_phase
paused   | r2 revealed    | ! wrong_phase  | ! round_open   | ! round_open   | ! wrong_phase
closed   | r2 revealed    | ! wrong_phase  | idle           | new asked      | r2 open
revealed | ! wrong_phase  | r2 ranking     | podium quiz    | new asked      | ! wrong_phase
ranking  | ! wrong_phase  | ! wrong_phase  | podium quiz    | new asked      | ! wrong_phase
voided   | ! wrong_phase  | ! wrong_phase  | idle           | new asked      | ! wrong_phase
podium   | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase  | ! wrong_phase
poll     | r1 revealed    | ! wrong_phase  | ! round_open   | ! round_open   | ! wrong_phase
back     | ! looking_back | ! looking_back | ! looking_back | ! looking_back | ! looking_back

         | pause          | resume         | extend         | void        | unvoid      | undo
lobby    | ! round_closed | ! round_closed | ! round_closed | ! not_found | ! not_found | ! nothing_to_undo
idle     | ! round_closed | ! round_closed | ! round_closed | ! not_found | ! not_found | lobby
intro    | ! round_closed | ! round_closed | ! round_closed | ! not_found | ! not_found | lobby
asked    | ! round_closed | ! round_closed | ! round_closed | r2 asked    | =           | intro quiz
open     | r2 open        | =              | r2 open        | r2 closed   | =           | r2 asked
paused   | =              | r2 open        | r2 open        | r2 closed   | =           | r2 open
closed   | ! round_closed | ! round_closed | ! round_closed | r2 closed   | =           | r2 open
revealed | ! round_closed | ! round_closed | ! round_closed | r2 revealed | =           | ! nothing_to_undo
ranking  | ! round_closed | ! round_closed | ! round_closed | r2 ranking  | =           | ! nothing_to_undo
voided   | ! round_closed | ! round_closed | ! round_closed | =           | r2 closed   | r2 closed
podium   | ! round_closed | ! round_closed | ! round_closed | podium quiz | =           | r2 revealed
poll     | r1 open        | =              | r1 open        | r1 closed   | =           | intro poll
back     | ! round_closed | ! round_closed | ! round_closed | lobby       | =           | ! nothing_to_undo

         | timer opens   | timer closes  | all answered  | give back
lobby    | ! not_found   | ! not_found   | ! not_found   | ! not_found
idle     | ! not_found   | ! not_found   | ! not_found   | ! not_found
intro    | ! not_found   | ! not_found   | ! not_found   | ! not_found
asked    | r2 open       | ! wrong_phase | ! wrong_phase | r2 asked
open     | ! wrong_phase | r2 closed     | r2 closed     | r2 open
paused   | ! wrong_phase | ! stale       | ! stale       | ! wrong_phase
closed   | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
revealed | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
ranking  | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
voided   | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
podium   | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
poll     | ! wrong_phase | r1 closed     | ! stale       | r1 open
back     | ! wrong_phase | ! wrong_phase | ! wrong_phase | ! wrong_phase
"""


def outcomes() -> list[tuple[str, str, str]]:
    """(phase, command, outcome) of every cell."""
    cells = []
    for table in OUTCOMES.strip("\n").split("\n\n"):
        header, *rows = [[cell.strip() for cell in line.split("|")] for line in table.split("\n")]
        cells += [(row[0], *cell) for row in rows for cell in zip(header[1:], row[1:], strict=True)]
    return cells


@pytest.mark.parametrize(("phase", "command", "expected"), outcomes())
def test_every_command_in_every_phase(phase: str, command: str, expected: str) -> None:
    assert outcome(phase, command) == expected


def test_the_table_leaves_no_command_out() -> None:
    assert {cell[:2] for cell in outcomes()} == {
        (phase, command) for phase in PHASES for command in COMMANDS
    }
