"""Activities as an organiser edits them, also while their event is live.

What was asked keeps its rules and its version of the question by value in the log: an edit changes
what comes, never what was.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.errors import ActivityPlayed
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.stored import ActivityPlan
from quizapp.services.live import Live
from quizapp.services.ports import ActivityStore, Ids


class Activities:
    """Writes them, and has everybody told."""

    def __init__(self, store: ActivityStore, live: Live, ids: Ids) -> None:
        self._store = store
        self._live = live
        self._ids = ids

    def time_limit_s(self, activity_id: str) -> int | None:
        """The activity's own limit, for questions that have none."""
        return self._store.time_limit_s(activity_id)

    def put(
        self,
        event_id: str,
        activity_id: str | None,
        plan: ActivityPlan,
        questions: Sequence[tuple[str, int]],
        actor: str,
    ) -> str:
        """Write a new activity, or an old one anew; its id. Raises `NotFound`."""
        written = activity_id or self._ids.new()
        self._store.put(event_id, written, plan, questions)
        self._tell(event_id, actor)
        return written

    def delete(self, event_id: str, activity_id: str, actor: str) -> None:
        """Raises `NotFound`, and `ActivityPlayed` where it has rounds."""
        if any(on.activity_id == activity_id for on in self._live.state(event_id).rounds.values()):
            raise ActivityPlayed
        self._store.delete(event_id, activity_id)
        self._tell(event_id, actor)

    def order(self, event_id: str, ids: Sequence[str], actor: str) -> None:
        """Put them into this order."""
        self._store.order(event_id, ids)
        self._tell(event_id, actor)

    def _tell(self, event_id: str, actor: str) -> None:
        self._live.execute(event_id, NoteContentChanged(), actor)
