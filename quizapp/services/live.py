"""Runs the engine: load, decide, append and commit, evolve, then announce."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizapp import runtime
from quizapp.domain.bank import Question
from quizapp.domain.errors import CommandRefused, Conflict
from quizapp.domain.event import Activity, ActivityKind, ActivityQuestion, Event
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.decide import decide
from quizapp.domain.live.evolve import fold
from quizapp.domain.live.log import GENESIS, Entry, decode, record
from quizapp.domain.live.rules import Rules
from quizapp.domain.live.state import (
    EventState,
    Round,
    Script,
    ScriptActivity,
    ScriptItem,
    ScriptQuestion,
    fresh,
)
from quizapp.domain.seats import voting as voting_seats
from quizapp.domain.voting import PLAIN
from quizapp.services.content_ports import EventStore
from quizapp.services.ports import AnswerStore, Clock, LogStore
from quizapp.services.recent import Recent

SERVER = "server"
"""Actor of what the server does by itself."""
MOST_TRIES = 20
MOST_OLD_QUESTIONS = 256

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """A committed change, as listeners are told of it."""

    event_id: str
    before: EventState
    after: EventState
    happened: tuple[ev.Event, ...]


Listener = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Closing:
    """The head of the log's chain when a round was closed, of a secret one when it was counted.

    Shown to the room, it binds the operator: nothing of before can be changed without changing it.
    """

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An event as this process knows it: content, state, and the hash of the last entry in it."""

    event: Event
    state: EventState
    hash: str
    closings: Mapping[str, Closing] = field(default_factory=dict)
    """Round -> the entry with which it was closed for good."""


class Live:
    """The state of every event in use, folded from its log and kept in step with it."""

    def __init__(
        self,
        log: LogStore,
        events: EventStore,
        answers: AnswerStore,
        clock: Clock,
        drain: Callable[[], object],
    ) -> None:
        """`drain` waits for the answers that were handed in before a round is closed."""
        self._log = log
        self._events = events
        self._answers = answers
        self._clock = clock
        self._drain = drain
        self._listeners: list[Listener] = []
        self._old_questions: Recent[tuple[str, int], Question] = Recent(MOST_OLD_QUESTIONS)
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time: never held while anything waits."""
        self._known: dict[str, Snapshot] = {}
        self._untold: deque[Change] = deque()
        self._telling = False

    def listen(self, listener: Listener) -> None:
        """Have `listener` told of each committed change: once, in order, one at a time."""
        self._listeners.append(listener)

    def snapshot(self, event_id: str) -> Snapshot:
        """Content and state that belong together; raises `NotFound`."""
        known = self._known.get(event_id)
        return known if known is not None else self._load(event_id)

    def state(self, event_id: str) -> EventState:
        """The state as this process knows it; raises `NotFound`."""
        return self.snapshot(event_id).state

    def event(self, event_id: str) -> Event:
        """The event's content; raises `NotFound`."""
        return self.snapshot(event_id).event

    def question(self, event_id: str, on: Round) -> Question:
        """The question of a round, in the version that was asked; raises `NotFound`."""
        return self._version(event_id, on.question_id, on.version)

    def graded_question(self, event_id: str, on: Round) -> Question:
        """The same in the version that holds the key, with the answers accepted since."""
        return self._version(event_id, on.question_id, on.graded_version)

    def _version(self, event_id: str, question_id: str, version: int) -> Question:
        key = (question_id, version)
        try:
            return self.event(event_id).question(*key)
        except KeyError:
            old = self._old_questions.get(key)
            return old or self._old_questions.put(key, self._events.question(*key))

    def known(self) -> tuple[str, ...]:
        """Ids of the events in use in this process."""
        return tuple(self._known)

    def refresh(self, event_id: str) -> EventState:
        """Catch up with the log, and announce what others appended."""
        entries = self._log.entries(event_id, self.state(event_id).seq)
        if entries:
            self._advance(event_id, entries)
        return self.state(event_id)

    def forget(self, event_id: str) -> None:
        """Drop what is known of the event: it was deleted."""
        with self._lock:
            self._known.pop(event_id, None)

    def execute(
        self, event_id: str, command: cmd.Command, actor: str, command_id: str | None = None
    ) -> int:
        """Carry out a command and return the log's `seq` then; a resent command does nothing.

        Raises `NotFound` and every `CommandRefused`; `Conflict` where others are always faster.
        """
        for _ in range(MOST_TRIES):
            if self._was_done(event_id, command_id):
                return self.refresh(event_id).seq
            try:
                return self._attempt(event_id, command, actor, command_id)
            except Conflict:
                self.refresh(event_id)
            except CommandRefused:
                # Perhaps by what this very command has changed, sent twice at once.
                if not self._was_done(event_id, command_id):
                    raise
        raise Conflict

    def _was_done(self, event_id: str, command_id: str | None) -> bool:
        return command_id is not None and self._log.seen(event_id, command_id)

    def _attempt(
        self, event_id: str, command: cmd.Command, actor: str, command_id: str | None
    ) -> int:
        self._drain()
        known = self.snapshot(event_id)
        command = self._informed(command, known.state)
        happened = decide(known.state, command, self._clock.now())
        if not happened:
            return known.state.seq
        entries = record(event_id, known.state.seq, known.hash, happened, actor)
        self._log.append(event_id, entries, command_id, _must_be_unanswered(happened))
        self._advance(event_id, entries)
        return entries[-1].seq

    def _informed(self, command: cmd.Command, state: EventState) -> cmd.Command:
        if not isinstance(command, cmd.Undo):
            return command
        return replace(command, answered=frozenset(self._answers.counts(tuple(state.rounds))))

    def _advance(self, event_id: str, entries: tuple[Entry, ...]) -> None:
        """Fold new entries; entries that another task has folded meanwhile are passed over."""
        happened = tuple(decode(each.kind, each.data) for each in entries)
        edited = any(isinstance(each, ev.ContentChanged) for each in happened)
        event = self._events.get(event_id) if edited else None
        with self._lock:
            known = self._known.get(event_id)
            seen = known.state.seq if known else entries[-1].seq
            news = happened[max(0, seen - entries[0].seq + 1) :]
            if known is None or not news:
                return
            state = known.state
            if event is not None:
                known = replace(known, event=event)
                state = state.with_script(script_of(event))
            after = fold(state, news)
            self._known[event_id] = replace(
                known,
                state=after,
                hash=entries[-1].hash,
                closings={**known.closings, **closings(entries, happened)},
            )
            self._untold.append(Change(event_id, state, after, news))
        self._tell()

    def _tell(self) -> None:
        """Tell the listeners what is untold, unless another task is about it."""
        while True:
            with self._lock:
                if self._telling or not self._untold:
                    return
                self._telling = True
                change = self._untold.popleft()
            try:
                for listener in self._listeners:
                    _told(listener, change)
            finally:
                self._telling = False

    def _load(self, event_id: str) -> Snapshot:
        """The log before the content: an edit in between is in the content already."""
        entries = self._log.entries(event_id)
        event = self._events.get(event_id)
        happened = tuple(decode(each.kind, each.data) for each in entries)
        state = fold(fresh(event_id, script_of(event)), happened)
        head = entries[-1].hash if entries else GENESIS
        loaded = Snapshot(event, state, head, closings(entries, happened))
        with self._lock:
            return self._known.setdefault(event_id, loaded)


def closings(entries: Sequence[Entry], happened: Sequence[ev.Event]) -> dict[str, Closing]:
    """Of each round the last entry that closed or counted it."""
    return {
        event.round_id: Closing(entry.seq, entry.hash)
        for entry, event in zip(entries, happened, strict=True)
        if isinstance(event, ev.RoundClosed | ev.BallotsCounted)
    }


def _told(listener: Listener, change: Change) -> None:
    """The change is committed: whatever becomes of its announcement, the others must hear of it."""
    try:
        listener(change)
    except Exception:  # noqa: BLE001 - as the docstring says
        _log.exception("a change could not be announced")


def _must_be_unanswered(happened: tuple[ev.Event, ...]) -> frozenset[str]:
    return frozenset(
        each.round_id for each in happened if isinstance(each, ev.RoundWithdrawn | ev.RoundUnopened)
    )


def script_of(event: Event) -> Script:
    """What the engine may put on stage in this event."""
    return Script(
        floors=tuple(floor.id for floor in event.floors),
        activities=tuple(
            ScriptActivity(
                id=activity.id,
                kind=activity.kind,
                questions=tuple(
                    _script_question(activity, each, len(voting_seats(event.seats)))
                    for each in activity.questions
                ),
                ranking=activity.ranking,
                breather_ms=activity.breather_s * 1000,
                item_id=activity.item_id,
                floor_id=activity.floor_id,
            )
            for activity in event.activities
        ),
        teams=event.teams.ids,
        items=tuple(ScriptItem(line.id, line.floor_id) for line in event.agenda),
        voting_seats=tuple(each.id for each in voting_seats(event.seats)),
    )


def _script_question(activity: Activity, each: ActivityQuestion, seats: int) -> ScriptQuestion:
    quiz = activity.kind is ActivityKind.QUIZ
    graded = quiz and each.question.has_key
    limit_s = each.time_limit_s if each.question.answerable else None
    rules = Rules(
        graded=graded,
        scoring=each.question.scoring or activity.scoring,
        points=each.question.points if graded else 0,
        limit_ms=None if limit_s is None else limit_s * 1000,
        ask_ms=activity.ask_s * 1000 if quiz and activity.ask_s else None,
        changeable=not quiz and not activity.voting.secret,
        results=activity.results,
        answerable=each.question.answerable,
        quiz=quiz,
        moderated=each.question.moderated,
        streak=quiz and activity.streak,
        voting=PLAIN if quiz else activity.voting,
        seats=seats if activity.voting.by_seat and not quiz else 0,
    )
    return ScriptQuestion(each.question_id, each.version, rules)
