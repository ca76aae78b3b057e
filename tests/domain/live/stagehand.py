"""Drives the engine in tests as `services/live.py` does: decide, record, fold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.errors import QuizappError
from quizapp.domain.event import ActivityKind, RankingWhen, ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.decide import decide
from quizapp.domain.live.evolve import fold
from quizapp.domain.live.log import GENESIS, Entry, decode, record
from quizapp.domain.live.rules import Rules
from quizapp.domain.live.state import (
    EventState,
    FloorState,
    Kind,
    Phase,
    Round,
    Script,
    ScriptActivity,
    ScriptItem,
    ScriptQuestion,
    Shown,
    fresh,
)
from quizapp.domain.live.steps import Step, next_step
from quizapp.domain.live.undo import inverse
from quizapp.domain.voting import NamesTo, Secrecy, Voters, Voting

HALL, ANNEX = "hall", "annex"
START = 1_000_000
"""Wall time at which the tests begin."""
ASK_MS, LIMIT_MS, BREATHER_MS = 5_000, 20_000, 10_000

GRADED = Rules(graded=True, limit_ms=LIMIT_MS, ask_ms=ASK_MS, quiz=True)
BY_HAND = Rules(graded=True, quiz=True)
OPINION = Rules(graded=False, points=0, quiz=True)
POLLED = Rules(graded=False, points=0, changeable=True)
TIMED = replace(POLLED, limit_ms=LIMIT_MS)
LIVE = replace(POLLED, results=ResultsWhen.LIVE)
VOTED = replace(
    POLLED, voting=Voting(voters=Voters.SEATS, names_to=NamesTo.ROOM, quorum=50), seats=3
)
SLIDE = replace(POLLED, answerable=False)
SLIDE_IN_QUIZ = Rules(graded=False, points=0, ask_ms=ASK_MS, answerable=False, quiz=True)


def activity(
    activity_id: str,
    kind: ActivityKind,
    *rules: Rules,
    ranking: RankingWhen = RankingWhen.EACH,
) -> ScriptActivity:
    """Its questions are `<id>-0`, `<id>-1`, ..."""
    questions = (ScriptQuestion(f"{activity_id}-{n}", 1, each) for n, each in enumerate(rules))
    return ScriptActivity(activity_id, kind, tuple(questions), ranking)


QUIZ = activity("quiz", ActivityKind.QUIZ, GRADED, GRADED)
POLL = activity("poll", ActivityKind.POLL, TIMED, POLLED)
LIVE_POLL = activity("live", ActivityKind.POLL, LIVE, LIVE)
HAND_QUIZ = activity("hand", ActivityKind.QUIZ, BY_HAND, OPINION, BY_HAND, ranking=RankingWhen.END)
SLIDE_QUIZ = activity("slide-quiz", ActivityKind.QUIZ, SLIDE_IN_QUIZ, GRADED, SLIDE_IN_QUIZ)
SLIDE_POLL = activity("slide-poll", ActivityKind.POLL, SLIDE, POLLED, SLIDE)
BREATHING = replace(activity("quiz", ActivityKind.QUIZ, *(GRADED,) * 3), breather_ms=BREATHER_MS)
BREATHING_POLL = replace(LIVE_POLL, breather_ms=BREATHER_MS)
BALLOT = replace(POLLED, changeable=False, voting=Voting(secrecy=Secrecy.SECRET))
SECRET_POLL = activity(
    "secret",
    ActivityKind.POLL,
    BALLOT,
    replace(BALLOT, results=ResultsWhen.LIVE, limit_ms=LIMIT_MS),
)
EMPTY = activity("empty", ActivityKind.POLL)
TEAMS = ("t1", "t2")
SEATS = ("s1", "s2", "s3")
ROLL_CALL = activity("roll", ActivityKind.POLL, VOTED, VOTED)
ITEMS = (ScriptItem("i"), ScriptItem("ii", HALL), ScriptItem("iii", ANNEX), ScriptItem("iv"))
"""An agenda; the hall goes through i, ii and iv."""
SCRIPT = Script((HALL, ANNEX), (QUIZ, EMPTY, POLL, LIVE_POLL, HAND_QUIZ))


def script(*activities: ScriptActivity) -> Script:
    """One hall and an annex, with these activities."""
    return Script((HALL, ANNEX), activities, TEAMS, voting_seats=SEATS)


class Stagehand:
    """An event under way. Rounds get the ids r1, r2, ..."""

    def __init__(self, of: Script = SCRIPT) -> None:
        self.state: EventState = fresh("event", of)
        self.log: list[Entry] = []
        self.now = START
        self.answered: set[str] = set()
        self._asked = 0

    @property
    def hall(self) -> FloorState:
        return self.state.floors[HALL]

    @property
    def shown(self) -> Shown:
        """What the hall sees."""
        return self.hall.shown

    @property
    def on(self) -> Round:
        """The round on the hall's stage."""
        return self.state.rounds[self.hall.head.round_id or ""]

    def fresh_id(self) -> str:
        self._asked += 1
        return f"r{self._asked}"

    def rev(self, floor_id: str = HALL) -> int:
        return self.state.floors[floor_id].moved_seq

    def do(self, command: cmd.Command) -> tuple[ev.Event, ...]:
        """Carry out a command; what the log gives back is what is folded."""
        if isinstance(command, cmd.Undo):
            command = replace(command, answered=frozenset(self.answered))
        happened = decide(self.state, command, self.now)
        last = self.log[-1].hash if self.log else GENESIS
        entries = record("event", self.state.seq, last, happened, "server")
        self.log.extend(entries)
        self.state = fold(self.state, (decode(each.kind, each.data) for each in entries))
        return happened

    def refused(self, command: cmd.Command) -> str:
        """The code with which it is refused; nothing changes."""
        with pytest.raises(QuizappError) as refusal:
            self.do(command)
        return refusal.value.code

    def apply(self, event: ev.Event) -> Stagehand:
        """Fold an event that no command gives."""
        self.state = fold(self.state, [event])
        return self

    def wait(self, ms: int) -> Stagehand:
        self.now += ms
        return self

    def next(self, times: int = 1, floor_id: str = HALL) -> Stagehand:
        for _ in range(times):
            rev, fresh_id = self.rev(floor_id), self.fresh_id()
            self.do(cmd.NextStep(floor_id=floor_id, rev=rev, round_id=fresh_id))
        return self

    def next_until(self, phase: Phase, floor_id: str = HALL) -> Stagehand:
        """Go on to the next round that is in this phase."""
        self.next(1, floor_id)
        while self.state.floors[floor_id].head.phase is not phase:
            self.next(1, floor_id)
        return self

    def start(self, activity_id: str, floor_id: str = HALL) -> Stagehand:
        rev = self.rev(floor_id)
        self.do(cmd.StartActivity(floor_id=floor_id, rev=rev, activity_id=activity_id))
        return self

    def back(self, times: int = 1, floor_id: str = HALL) -> Stagehand:
        for _ in range(times):
            self.do(cmd.Back(floor_id=floor_id, rev=self.rev(floor_id)))
        return self

    def leave_item(self, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.LeaveItem(floor_id=floor_id, rev=self.rev(floor_id)))
        return self

    def take(self, item_id: str, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.TakeItem(floor_id=floor_id, rev=self.rev(floor_id), item_id=item_id))
        return self

    def open_aside(self, activity_id: str, floor_id: str = HALL) -> Stagehand:
        fresh_ids = (self.fresh_id(), self.fresh_id(), self.fresh_id())
        opening = cmd.OpenAside(floor_id=floor_id, activity_id=activity_id, round_ids=fresh_ids)
        self.do(opening)
        return self

    def close_aside(self, activity_id: str, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.CloseAside(floor_id=floor_id, activity_id=activity_id))
        return self

    def lobby(self, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.ShowLobby(floor_id=floor_id, rev=self.rev(floor_id)))
        return self

    def idle(self, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.ShowIdle(floor_id=floor_id, rev=self.rev(floor_id)))
        return self

    def finish(self, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.FinishActivity(floor_id=floor_id, rev=self.rev(floor_id)))
        return self

    def reveal(self) -> Stagehand:
        self.do(cmd.Reveal(floor_id=HALL, rev=self.rev()))
        return self

    def reopen(self) -> Stagehand:
        self.do(cmd.ReopenRound(floor_id=HALL, rev=self.rev()))
        return self

    def again(self) -> Stagehand:
        self.do(cmd.AskAgain(floor_id=HALL, rev=self.rev(), round_id=self.fresh_id()))
        return self

    def void(self, round_id: str) -> Stagehand:
        self.do(cmd.VoidRound(round_id=round_id))
        return self

    def pause(self, on: bool = True) -> Stagehand:
        self.do(cmd.PauseRound(floor_id=HALL, on=on))
        return self

    def extend(self, by_ms: int = 10_000) -> Stagehand:
        self.do(cmd.ExtendRound(floor_id=HALL, by_ms=by_ms))
        return self

    def ranking(self) -> Stagehand:
        self.do(cmd.ShowRanking(floor_id=HALL, rev=self.rev()))
        return self

    def blank(self, on: bool = True, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.BlankScreen(floor_id=floor_id, on=on))
        return self

    def big_qr(self, on: bool = True) -> Stagehand:
        self.do(cmd.EnlargeQr(floor_id=HALL, on=on))
        return self

    def undo(self, floor_id: str | None = None) -> Stagehand:
        self.do(cmd.Undo(floor_id=floor_id))
        return self

    def undo_named(self, of: str) -> Stagehand:
        self.do(cmd.Undo(floor_id=HALL, of=of))
        return self

    def inverse_of(self, last: ev.Event) -> tuple[ev.Event, ...] | None:
        return inverse(self.state, last, self.answered, self.now)

    def unvoid(self, round_id: str) -> Stagehand:
        self.do(cmd.UnvoidRound(round_id=round_id))
        return self

    def timer_opens(self) -> Stagehand:
        self.do(cmd.OpenRound(round_id=self.on.id))
        return self

    def timer_closes(self, cause: ev.Cause = ev.Cause.DEADLINE) -> Stagehand:
        self.do(cmd.CloseRound(round_id=self.on.id, cause=cause))
        return self

    def breather_ends(self, floor_id: str = HALL) -> Stagehand:
        self.do(cmd.EndBreather(floor_id=floor_id, round_id=self.fresh_id()))
        return self

    def edit(self, *activities: ScriptActivity) -> Stagehand:
        """Edit the content as the settings pages do."""
        self.state = self.state.with_script(script(*activities))
        self.do(cmd.NoteContentChanged())
        return self

    def following(self, floor_id: str = HALL) -> Step | None:
        return next_step(self.state, floor_id)

    def beats(self) -> list[str]:
        """The hall's history in words, like `r1 open`."""
        return [in_words(each) for each in self.hall.history]


def in_words(shown: Shown) -> str:
    """What is shown, like `intro quiz`, `r1 open` or `podium quiz`."""
    if shown.kind is Kind.ROUND:
        return f"{shown.round_id} {shown.phase}"
    return " ".join(filter(None, (str(shown.kind), shown.activity_id)))
