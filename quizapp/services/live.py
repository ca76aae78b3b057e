"""Runs the engine: load, decide, append and commit, evolve, then announce."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from quizapp.domain.bank import Question
from quizapp.domain.errors import Conflict
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
    ScriptQuestion,
    fresh,
)
from quizapp.services.ports import AnswerStore, Clock, EventStore, LogStore

SERVER = "server"
"""Actor of what the server does by itself."""
MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A committed change, as listeners are told of it."""

    event_id: str
    before: EventState
    after: EventState
    happened: tuple[ev.Event, ...]


Listener = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class _Loaded:
    event: Event
    state: EventState
    hash: str


class Live:
    """The state of every event in use, folded from its log and kept in step with it."""

    def __init__(
        self,
        log: LogStore,
        events: EventStore,
        answers: AnswerStore,
        clock: Clock,
        drain: Callable[[], None],
    ) -> None:
        """`drain` waits for the answers that were handed in before a round is closed."""
        self._log = log
        self._events = events
        self._answers = answers
        self._clock = clock
        self._drain = drain
        self._loaded: dict[str, _Loaded] = {}
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Have `listener` called after each committed change, in the task that made it."""
        self._listeners.append(listener)

    def state(self, event_id: str) -> EventState:
        """The state as this process knows it; raises `NotFound`."""
        return self._load(event_id).state

    def event(self, event_id: str) -> Event:
        """The event's content; raises `NotFound`."""
        return self._load(event_id).event

    def question(self, event_id: str, on: Round) -> Question:
        """The question of a round, in the version that was asked; raises `NotFound`."""
        try:
            return self.event(event_id).question(on.question_id, on.version)
        except KeyError:
            return self._events.question(on.question_id, on.version)

    def log_hash(self, event_id: str) -> str:
        """Hash of the last entry known here."""
        return self._load(event_id).hash

    def known(self) -> tuple[str, ...]:
        """Ids of the events in use in this process."""
        return tuple(self._loaded)

    def refresh(self, event_id: str) -> EventState:
        """Catch up with the log, and announce what others appended."""
        loaded = self._load(event_id)
        entries = self._log.entries(event_id, loaded.state.seq)
        if entries:
            self._advance(event_id, entries)
        return self.state(event_id)

    def forget(self, event_id: str) -> None:
        """Drop what is known of the event: its content was changed or it was deleted."""
        self._loaded.pop(event_id, None)

    def execute(
        self, event_id: str, command: cmd.Command, actor: str, command_id: str | None = None
    ) -> int:
        """Carry out a command and return the log's `seq` then; a resent command does nothing.

        Raises `NotFound` and every `CommandRefused`.
        """
        if command_id is not None and self._log.seen(event_id, command_id):
            return self.refresh(event_id).seq
        if isinstance(command, cmd.NoteContentChanged):
            self._reload_content(event_id)
        for _ in range(MOST_TRIES):
            try:
                return self._attempt(event_id, command, actor, command_id)
            except Conflict:
                self.refresh(event_id)
        raise Conflict

    def _attempt(
        self, event_id: str, command: cmd.Command, actor: str, command_id: str | None
    ) -> int:
        self._drain()
        loaded = self._load(event_id)
        command = self._informed(command, loaded.state)
        happened = decide(loaded.state, command, self._clock.now())
        if not happened:
            return loaded.state.seq
        entries = record(event_id, loaded.state.seq, loaded.hash, happened, actor)
        self._log.append(event_id, entries, command_id, _must_be_unanswered(happened))
        self._advance(event_id, entries)
        return entries[-1].seq

    def _informed(self, command: cmd.Command, state: EventState) -> cmd.Command:
        if not isinstance(command, cmd.Undo):
            return command
        return replace(command, answered=frozenset(self._answers.counts(tuple(state.rounds))))

    def _advance(self, event_id: str, entries: tuple[Entry, ...]) -> None:
        """Fold new entries; entries that another task has folded meanwhile are passed over."""
        loaded = self._load(event_id)
        news = tuple(each for each in entries if each.seq > loaded.state.seq)
        if not news or news[0].seq != loaded.state.seq + 1:
            return
        happened = tuple(decode(each.kind, each.data) for each in news)
        if any(isinstance(each, ev.ContentChanged) for each in happened):
            self._reload_content(event_id)
            loaded = self._load(event_id)
        after = fold(loaded.state, happened)
        self._loaded[event_id] = replace(loaded, state=after, hash=news[-1].hash)
        change = Change(event_id, loaded.state, after, happened)
        for listener in self._listeners:
            listener(change)

    def _load(self, event_id: str) -> _Loaded:
        loaded = self._loaded.get(event_id)
        if loaded is None:
            event = self._events.get(event_id)
            entries = self._log.entries(event_id)
            state = fold(
                fresh(event_id, script_of(event)),
                (decode(each.kind, each.data) for each in entries),
            )
            loaded = _Loaded(event, state, entries[-1].hash if entries else GENESIS)
            loaded = self._loaded.setdefault(event_id, loaded)
        return loaded

    def _reload_content(self, event_id: str) -> None:
        event = self._events.get(event_id)
        loaded = self._loaded.get(event_id)
        if loaded is not None:
            state = loaded.state.with_script(script_of(event))
            self._loaded[event_id] = replace(loaded, event=event, state=state)


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
                questions=tuple(_script_question(activity, each) for each in activity.questions),
                ranking=activity.ranking,
            )
            for activity in event.activities
        ),
    )


def _script_question(activity: Activity, each: ActivityQuestion) -> ScriptQuestion:
    quiz = activity.kind is ActivityKind.QUIZ
    graded = quiz and each.question.has_key
    limit_s = each.time_limit_s
    rules = Rules(
        graded=graded,
        scoring=activity.scoring,
        points=each.question.points if graded else 0,
        limit_ms=None if limit_s is None else limit_s * 1000,
        ask_ms=activity.ask_s * 1000 if quiz and activity.ask_s else None,
        changeable=not quiz,
        results=activity.results,
        quiz=quiz,
    )
    return ScriptQuestion(each.question_id, each.version, rules)
