"""Activities as an organiser edits them, also while their event is live.

What was asked keeps its rules and its version of the question by value in the log: an edit changes
what comes, never what was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quizapp.domain.agenda.moving import moved
from quizapp.domain.errors import ActivityPlayed
from quizapp.domain.event import Event
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.stored import ActivityPlan, ItemPlan, NoteAbout
from quizapp.services.content_ports import ActivityStore
from quizapp.services.live import Live
from quizapp.services.ports import Ids


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

    def order(
        self,
        event_id: str,
        ids: Sequence[str],
        actor: str,
        items: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        """Put them into this order; `items` gives some another agenda item. Raises `NotFound`."""
        self._store.order(event_id, ids, items)
        self._tell(event_id, actor)

    def note(self, event_id: str, about: NoteAbout, text: str, actor: str) -> None:
        """Write a moderator's note. Raises `NotFound`."""
        self._store.note(event_id, about, text)
        self._tell(event_id, actor)

    def plan_item(self, event_id: str, item_id: str, plan: ItemPlan, actor: str) -> None:
        """Write when and where an agenda item is planned. Raises `NotFound` (item, floor)."""
        self._store.plan_item(event_id, item_id, plan)
        self._tell(event_id, actor)

    def move_item(self, event: Event, item_id: str, by: int, actor: str) -> None:
        """An agenda item one place up (-1) or down (1); at the end of the agenda it stays."""
        places = moved(event.agenda, item_id, by)
        if places:
            self._store.arrange(event.id, places)
            self._tell(event.id, actor)

    def _tell(self, event_id: str, actor: str) -> None:
        self._live.execute(event_id, NoteContentChanged(), actor)
