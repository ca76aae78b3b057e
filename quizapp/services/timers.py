"""What happens by itself: openings, deadlines, early closes, signs of life, time given back.

A timer only sends a command; the engine decides. Any process may send it, one wins.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from quizapp import runtime
from quizapp.domain.errors import NotSaved, QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.events import Cause
from quizapp.domain.live.state import EventState, FloorState, Phase, Round
from quizapp.domain.live.steps import StepKind, next_step
from quizapp.domain.live.timing import overdue
from quizapp.services.batching import reason_of
from quizapp.services.counting import Counting
from quizapp.services.extra_time import still_answering
from quizapp.services.live import SERVER, Live
from quizapp.services.ports import Clock, Ids, PresenceStore
from quizapp.services.presence import Presence

TICK_S = 0.1
SETTLING_MS = 15_000
"""No round is closed early this soon after a start: phones are still coming back."""
SURE_MS = 1_500
"""With other workers: for how long all must have answered. By then we know who came in there."""
DOWN_MS = 3_000
"""With other workers: for how long none of them gave a sign of life, before it is downtime."""

_log = logging.getLogger(__name__)


class Timers:
    """Looks at every running round ten times a second, and once a second at the rest."""

    def __init__(
        self,
        live: Live,
        counting: Counting,
        presence: Presence,
        store: PresenceStore,
        clock: Clock,
        ids: Ids,
        worker_id: str,
    ) -> None:
        self._live = live
        self._counting = counting
        self._presence = presence
        self._store = store
        self._clock = clock
        self._ids = ids
        self._worker_id = worker_id
        self._shared = presence.shared
        self._started_at = clock.now()
        self._stopped = False
        self._cut_off = False
        """Whether the database took no sign of life the last time."""
        self.trouble = ""
        """Why it did not, as a stable word: so it is seen before anybody answers."""
        self._complete: dict[str, int] = {}
        """Round -> since when all have answered."""

    def give_time_back(self, event_ids: tuple[str, ...]) -> None:
        """At the start, before anyone is let in: move the deadlines by the time lost.

        While another worker lives, no time is.
        """
        now = self._clock.now()
        last = self._store.sign_of_life(self._worker_id, now)
        if last is None or (self._shared and now - last < DOWN_MS):
            return
        self._give_back(event_ids, now - last)

    def _give_back(self, event_ids: tuple[str, ...], lost_ms: int) -> None:
        for event_id in event_ids:
            for on in _running(self._live.state(event_id)):
                self._try(event_id, cmd.GiveTimeBack(round_id=on.id, lost_ms=lost_ms))

    def start(self) -> None:
        """Start both loops."""
        runtime.spawn(self._loop, TICK_S, self.tick)
        runtime.spawn(self._loop, 1.0, self.second)

    def stop(self) -> None:
        """End the loops and leave a last sign of life."""
        self._stopped = True
        self.second()

    def tick(self) -> None:
        """Open, close and close early whatever is due; one event's fault delays no other.

        Nothing while the database is away: the time that it takes is given back first.
        """
        if self._cut_off:
            return
        for event_id in self._live.known():
            try:
                self._look_at(event_id)
            except QuizappError as error:
                _log.warning("the timer can't look at an event: %s", error)

    def _look_at(self, event_id: str) -> None:
        state = self._live.state(event_id)
        for on in _running(state):
            command = self._due(state, on)
            if command is not None:
                self._try(event_id, command)
        for floor in state.floors.values():
            if floor.breather_over(self._clock.now()) and _asks(state, floor):
                fresh_id = self._ids.new()
                self._try(event_id, cmd.EndBreather(floor_id=floor.id, round_id=fresh_id))

    def second(self) -> None:
        """Signs of life and presence to the disk."""
        now = self._clock.now()
        try:
            last = self._store.sign_of_life(self._worker_id, now)
            self._presence.flush()
        except NotSaved as error:
            self._cut_off, self.trouble = True, reason_of(error) or "failing"
            _log.warning("no sign of life could be written: %s", error)
            return
        if self._cut_off and last is not None and now - last >= DOWN_MS:
            self._give_back(self._live.known(), now - last)
        self._cut_off, self.trouble = False, ""

    def _due(self, state: EventState, on: Round) -> cmd.Command | None:
        now = self._clock.now()
        if on.phase is Phase.ASKED:
            due = on.opens_at is not None and now >= on.opens_at and state.in_sight(on.id)
            return cmd.OpenRound(round_id=on.id) if due else None
        if overdue(on, now):
            waited_for = self._waited_for(state, on)
            if overdue(on, now, waited_for):
                return cmd.CloseRound(round_id=on.id, cause=Cause.DEADLINE, waited_for=waited_for)
        if on.closes_early and self._surely_all_answered(state, on, now):
            return cmd.CloseRound(round_id=on.id, cause=Cause.ALL_ANSWERED)
        return None

    def _waited_for(self, state: EventState, on: Round) -> frozenset[str]:
        if not on.extra:
            return frozenset()
        self._counting.load(on.id)
        expected = self._presence.expected(state.event_id)
        return still_answering(state, on, expected, self._counting.voters(on.id))

    def _surely_all_answered(self, state: EventState, on: Round, now: int) -> bool:
        if not self._all_answered(state, on, now):
            self._complete.pop(on.id, None)
            return False
        since = self._complete.setdefault(on.id, now)
        if self._shared and now - since < SURE_MS:
            return False
        del self._complete[on.id]
        return True

    def _all_answered(self, state: EventState, on: Round, now: int) -> bool:
        if now - self._started_at < SETTLING_MS:
            return False
        expected = self._presence.expected(state.event_id) - state.removed
        if not expected:
            return False
        self._counting.load(on.id)
        return expected <= self._counting.voters(on.id)

    def _try(self, event_id: str, command: cmd.Command) -> None:
        try:
            self._live.execute(event_id, command, SERVER)
        except QuizappError as error:
            _log.debug("the timer's %s was refused: %s", type(command).__name__, error)

    def _loop(self, every_s: float, job: Callable[[], None]) -> None:
        while not self._stopped:
            try:
                job()
            except Exception:  # noqa: BLE001 - a timer that dies would stop the show
                _log.exception("a timer failed and goes on")
            runtime.sleep(every_s)


def _asks(state: EventState, floor: FloorState) -> bool:
    """Whether a question follows; an edit may have taken it away."""
    following = next_step(state, floor.id)
    return following is not None and following.kind is StepKind.ASK


def _running(state: EventState) -> tuple[Round, ...]:
    """Rounds for which time passes."""
    waiting = (Phase.ASKED, Phase.OPEN)
    return tuple(
        on
        for on in state.rounds.values()
        if on.phase in waiting and on.rules.answerable and not on.voided
    )
