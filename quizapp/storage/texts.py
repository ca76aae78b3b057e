"""The words behind the text ids of the log, and the titles that moderators typed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.stored import NamedText, TextTitle
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.tables import EventRow, TextGroupRow, TextMarkRow

TEXTS = "texts"
"""What is held while ids are given out."""


class SqlTexts(Store):
    @reads
    def texts(self, session: Session, round_id: str) -> tuple[NamedText, ...]:
        rows = session.scalars(select(TextMarkRow).where(TextMarkRow.round_id == round_id))
        return tuple(NamedText(row.id, row.key) for row in rows)

    @reads
    def titles(self, session: Session, round_id: str) -> tuple[TextTitle, ...]:
        rows = session.scalars(select(TextGroupRow).where(TextGroupRow.round_id == round_id))
        return tuple(TextTitle(row.id, row.title) for row in rows)

    @writes
    def name_text(
        self, session: Session, event_id: str, round_id: str, key: str, fresh_id: str
    ) -> str:
        """Also raises `NotFound` where the event was deleted."""
        _hold(session, event_id)
        known = session.scalar(
            select(TextMarkRow.id).where(TextMarkRow.round_id == round_id, TextMarkRow.key == key)
        )
        if known is None:
            row = TextMarkRow(id=fresh_id, event_id=event_id, round_id=round_id, key=key)
            session.add(row)
        return known or fresh_id

    @writes
    def name_title(
        self, session: Session, event_id: str, round_id: str, title: str, fresh_id: str
    ) -> str:
        """Also raises `NotFound` where the event was deleted."""
        _hold(session, event_id)
        known = session.scalar(
            select(TextGroupRow.id).where(
                TextGroupRow.round_id == round_id, TextGroupRow.title == title
            )
        )
        if known is None:
            row = TextGroupRow(id=fresh_id, event_id=event_id, round_id=round_id, title=title)
            session.add(row)
        return known or fresh_id


def _hold(session: Session, event_id: str) -> None:
    hold(session, TEXTS, event_id)
    if session.get(EventRow, event_id) is None:
        raise NotFound(what="event")
