"""A new event, empty: its agenda and its activities come afterwards."""

from __future__ import annotations

import re
import unicodedata

from quizapp.domain.errors import Conflict
from quizapp.domain.event import JoinMode
from quizapp.domain.stored import EventPlan
from quizapp.domain.text import LocalizedText
from quizapp.services.content_ports import EventStore
from quizapp.services.ports import Ids

LONGEST_SLUG = 40
_TRIES = 5


class NewEvents:
    """Makes events."""

    def __init__(self, events: EventStore, ids: Ids) -> None:
        self._events = events
        self._ids = ids

    def create(
        self, title: LocalizedText, languages: tuple[str, ...], time_zone: str, join: JoinMode
    ) -> str:
        """An event under a short name made of its title, and under a code of its own; its id.

        Raises `Conflict` where no free code is found.
        """
        slug = short_name(title)
        for _ in range(_TRIES):
            if not slug or self._events.id_by_slug(slug) is not None:
                slug = f"{short_name(title) or 'event'}-{self._ids.code()}"
            event_id = self._ids.new()
            plan = EventPlan(slug, title, languages, languages[:1], time_zone=time_zone, join=join)
            try:
                self._events.create(plan, event_id, self._ids.code(), self._ids.secret())
            except Conflict:
                slug = ""
                continue
            return event_id
        raise Conflict


def short_name(title: LocalizedText) -> str:
    """`Séance d’intégrité 2018` -> `seance-d-integrite-2018`; empty where no Latin letter is left."""
    first = title.texts[0][1] if title else ""
    apart = unicodedata.normalize("NFKD", first.replace("’", " "))
    plain = apart.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:LONGEST_SLUG].strip("-")
