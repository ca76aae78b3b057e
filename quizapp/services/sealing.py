"""After the close of a secret round: its ballots are parted from their voters, sealed, and counted.

Any worker may do it. The box does each step once, whoever asks, and of several who report the count
the engine hears one.
"""

from __future__ import annotations

import logging

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.services.live import SERVER, Change, Live
from quizapp.services.ports import BallotStore

AGAIN_S = 1.0
"""Until a box that could not be sealed is tried again: the disk was full, somebody was reading."""

_log = logging.getLogger(__name__)


class Sealing:
    """Watches for closed boxes."""

    def __init__(self, live: Live, store: BallotStore) -> None:
        self._live = live
        self._store = store
        self._wake = runtime.Event()
        self._stopped = False
        live.listen(self._heard)

    def start(self) -> None:
        """Start the task. What was left by a process before this one must be `resume`d first."""
        runtime.spawn(self._run)

    def stop(self) -> None:
        """Seal no more; the next start goes on where this one was."""
        self._stopped = True
        self._wake.set()

    def resume(self, event_ids: tuple[str, ...]) -> None:
        """At the start: finish what a kill has interrupted in these events."""
        for event_id in event_ids:
            self._live.state(event_id)
        self.seal_all()

    def seal_all(self) -> bool:
        """Seal each closed box of the events in use; False where one must be tried again."""
        done = True
        for event_id in self._live.known():
            for on in tuple(self._live.state(event_id).rounds.values()):
                if on.uncounted:
                    done = self._seal(event_id, on.id) and done
        return done

    def _seal(self, event_id: str, round_id: str) -> bool:
        try:
            sealed = self._store.seal(event_id, round_id)
            counted = cmd.CountBallots(
                round_id=round_id,
                voted=sealed.voted,
                digest=sealed.whole.digest,
                groups=sealed.groups_digest,
            )
            self._live.execute(event_id, counted, SERVER)
        except QuizappError as error:
            # Perhaps another worker has counted it, and this one has heard of it now.
            on = self._live.state(event_id).rounds.get(round_id)
            if on is None or not on.uncounted:
                return True
            _log.warning("secret ballots could not be sealed yet: %s", error)
            return False
        return True

    def _heard(self, change: Change) -> None:
        if any(isinstance(each, ev.RoundClosed) for each in change.happened):
            self._wake.set()

    def _run(self) -> None:
        while not self._stopped:
            try:
                done = self.seal_all()
            except Exception:  # noqa: BLE001 - a task that dies would leave the room waiting
                _log.exception("sealing failed and goes on")
                done = False
            self._wake.wait(None if done else AGAIN_S)
            self._wake.clear()
