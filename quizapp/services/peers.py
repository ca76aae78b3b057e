"""Several workers, one room: each tells the others where to look, and looks by itself as well.

The database is the truth, and each worker folds it for its own clients. A hint from another worker
makes that quick; without any, a lost hint or a dead line costs a second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from quizapp import runtime
from quizapp.domain.errors import NotFound, NotSaved, QuizappError
from quizapp.domain.live.state import Phase
from quizapp.domain.stored import Presence as Stored
from quizapp.services.counting import Counting
from quizapp.services.live import Change, Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Clock, Hint, HintLine, LogStore, PresenceStore
from quizapp.services.presence import Presence

STEP_S = 0.25
"""How often at most an event is looked at because of hints."""
LOOK_EVERY_MS = 1_000
"""How often it is looked at in any case."""
LIVES_MS = 5_000
"""A worker without a sign of life for this long is dead."""

_log = logging.getLogger(__name__)


class Clients(Protocol):
    """The sockets of this process."""

    def events(self) -> Collection[str]:
        """Ids of the events that have any."""

    def crowd_changed(self, event_id: str) -> None:
        """Somebody came, went or answered, through whichever worker."""

    def connected_elsewhere(self, participant_id: str) -> None:
        """A newer connection of the participant is another worker's: the one here is replaced."""


class Peers(Protocol):
    """The other workers, where there may be any."""

    def start(self, clients: Clients) -> None:
        """Listen and look, on behalf of the clients of this process."""

    def stop(self) -> None:
        """Neither any more."""

    def tell(self, event_id: str, participant_id: str = "", since: int = 0) -> None:
        """Somebody went or answered; with `participant_id`, came in at that time."""


class NoPeers:
    """The room is this process's alone."""

    def start(self, clients: Clients) -> None:
        """Nobody is there to be followed."""

    def stop(self) -> None:
        """Nothing runs."""

    def tell(self, event_id: str, participant_id: str = "", since: int = 0) -> None:
        """Nobody is there to hear it."""


class NoLine:
    """Without Redis: each worker looks by itself."""

    reachable = True

    def start(self, heard: Callable[[Hint], None]) -> None:
        """Nobody says anything."""

    def say(self, hint: Hint) -> None:
        """Nobody hears it."""

    def stop(self) -> None:
        """Nothing runs."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What this worker knows, and the others may have changed."""

    live: Live
    counting: Counting
    presence: Presence
    participants: Participants
    log: LogStore
    lives: PresenceStore


class OtherWorkers:
    """The others: says what happened here, and takes over what happened there."""

    _clients: Clients

    def __init__(
        self,
        shared: Shared,
        line: HintLine,
        clock: Clock,
        worker_id: str,
        close: Callable[[str], None],
    ) -> None:
        """`close` ends what this process holds of an event: its connections, what it remembers."""
        self._shared = shared
        self._line = line
        self._clock = clock
        self._worker_id = worker_id
        self._close = close
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time: never held while anything waits."""
        self._news: dict[str, dict[str, int]] = {}
        """By event: who came in here, since the last hint."""
        self._hinted: set[str] = set()
        self._heard: dict[str, int] = {}
        """By event: the highest `seq` that others spoke of. What they said needs no saying again."""
        self._looked_at = 0
        self._away = False
        self._stopped = False

    def start(self, clients: Clients) -> None:
        """Listen and look, on behalf of the clients of this process."""
        self._clients = clients
        self._shared.live.listen(self.changed)
        self._line.start(self.heard)
        runtime.spawn(self._loop)

    def stop(self) -> None:
        """Neither any more."""
        self._stopped = True
        self._line.stop()

    # --- what happens here ---------------------------------------------------------------------

    def tell(self, event_id: str, participant_id: str = "", since: int = 0) -> None:
        """Told to the others with the next hint: a hall that answers makes four a second."""
        with self._lock:
            arrived = self._news.setdefault(event_id, {})
            if participant_id:
                arrived[participant_id] = since

    def changed(self, change: Change) -> None:
        """The log of an event grew, by this worker's doing or another's: that is told at once."""
        seq = change.after.seq
        if seq > self._heard.get(change.event_id, 0):
            self._line.say(Hint(change.event_id, seq=seq, worker_id=self._worker_id))

    # --- what happens elsewhere ----------------------------------------------------------------

    def heard(self, hint: Hint) -> None:
        """Another worker says where to look. Raises nothing."""
        if hint.worker_id == self._worker_id or hint.event_id not in self._shared.live.known():
            return
        self._heard[hint.event_id] = max(hint.seq, self._heard.get(hint.event_id, 0))
        with self._lock:
            self._hinted.add(hint.event_id)
        if hint.seq:
            self._guarded(self._read_log, hint.event_id, hint.seq)
        if hint.arrived:
            self._guarded(self._make_room, hint)

    def _make_room(self, hint: Hint) -> None:
        for participant_id, since in hint.arrived:
            there = Stored(participant_id, True, since, hint.worker_id)
            if self._shared.presence.arrived(hint.event_id, there):
                self._clients.connected_elsewhere(participant_id)
        self._clients.crowd_changed(hint.event_id)

    def step(self) -> None:
        """Say what is new here; look at what was hinted at, and once a second at everything."""
        self._guarded(self._shared.presence.flush)  # before the others are told to look
        self._say_news()
        with self._lock:
            hinted, self._hinted = self._hinted, set()
        if self._clock.now() - self._looked_at >= LOOK_EVERY_MS:
            self._looked_at = self._clock.now()
            self._guarded(self._look_around)
            self._guarded(self._add_those_in_use, hinted)
        for event_id in hinted:
            self._guarded(self._look_at, event_id)

    def _say_news(self) -> None:
        with self._lock:
            news, self._news = self._news, {}
        for event_id, arrived in news.items():
            hint = Hint(event_id, arrived=tuple(arrived.items()), worker_id=self._worker_id)
            self._line.say(hint)

    def _look_around(self) -> None:
        """Which workers live, which events there are, and how far their logs have grown."""
        shared = self._shared
        shared.presence.note_alive(shared.lives.alive(self._clock.now() - LIVES_MS))
        known = shared.live.known()
        heads = shared.log.heads(known)
        for event_id in known:
            if event_id in heads:
                self._guarded(self._read_log, event_id, heads[event_id])
            else:
                self._close(event_id)

    def _add_those_in_use(self, events: set[str]) -> None:
        """Events that have clients here, or a question that this worker may have to close."""
        live = self._shared.live
        events |= set(self._clients.events())
        events |= {each for each in live.known() if _open_rounds(live, each)}

    def _read_log(self, event_id: str, seq: int) -> None:
        if seq > self._shared.live.state(event_id).seq:
            self._shared.live.refresh(event_id)

    def _look_at(self, event_id: str) -> None:
        """Who is there, who came in, and what was answered."""
        shared = self._shared
        crowd, moved = shared.presence.catch_up(event_id)
        for participant_id in moved:
            self._clients.connected_elsewhere(participant_id)
        crowd |= shared.participants.catch_up(event_id)
        for round_id in _open_rounds(shared.live, event_id):
            crowd |= shared.counting.catch_up(round_id)
        if crowd:
            self._clients.crowd_changed(event_id)

    def _guarded(self, look: Callable[..., None], *args: object) -> None:
        """Nothing here may end the loop or the line; a database that is away is told once."""
        try:
            look(*args)
        except NotFound:
            return  # deleted meanwhile
        except NotSaved as error:
            if not self._away:
                _log.warning("the other workers can't be followed: %s", error)
            self._away = True
        except QuizappError:
            _log.exception("another worker's news could not be taken over")
        else:
            self._away = False

    def _loop(self) -> None:
        while not self._stopped:
            try:
                self.step()
            except Exception:  # noqa: BLE001 - who stops following shows a room of yesterday
                _log.exception("the look at the other workers failed and goes on")
            runtime.sleep(STEP_S)


def _open_rounds(live: Live, event_id: str) -> tuple[str, ...]:
    rounds = live.state(event_id).rounds.values()
    return tuple(on.id for on in rounds if on.phase is Phase.OPEN)
