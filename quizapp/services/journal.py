"""What happens in the room, a line each, for whoever watches the server from outside."""

from __future__ import annotations

import logging

from quizapp.services.live import Change, Live

_log = logging.getLogger(__name__)


class Journal:
    """Says what was committed to an event's log: what kind of act, and of which event and round."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def start(self) -> None:
        """From now on."""
        self._live.listen(self.note)

    def note(self, change: Change) -> None:
        """Ids alone: whoever did it, and what anybody answered, stays in the database."""
        for event in change.happened:
            about = {
                "event": change.event_id,
                "round": getattr(event, "round_id", None),
                "floor": getattr(event, "floor_id", None),
                "activity": getattr(event, "activity_id", None),
                "seq": change.after.seq,
            }
            _log.info("%s", type(event).__name__, extra=about)
