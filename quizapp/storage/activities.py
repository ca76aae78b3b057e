"""Activities of an event as the organiser edits them. What was asked already is in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFound
from quizapp.domain.stored import ActivityPlan, ItemPlan, NoteAbout
from quizapp.storage.bank_tables import QuestionVersionRow
from quizapp.storage.db import Store, hold, reads, writes
from quizapp.storage.events import activity_row
from quizapp.storage.floors import floors_of, put_plans
from quizapp.storage.tables import ActivityQuestionRow, ActivityRow, AgendaItemRow, EventRow

ACTIVITIES = "activities"


class SqlActivities(Store):
    @reads
    def time_limit_s(self, session: Session, activity_id: str) -> int | None:
        row = session.get(ActivityRow, activity_id)
        return None if row is None else row.time_limit_s

    @writes
    def put(
        self,
        session: Session,
        event_id: str,
        activity_id: str,
        plan: ActivityPlan,
        questions: Sequence[tuple[str, int]],
    ) -> None:
        hold(session, ACTIVITIES, event_id)
        if session.get(EventRow, event_id) is None:
            raise NotFound(what="event")
        before = session.get(ActivityRow, activity_id)
        if before is not None and before.event_id != event_id:
            raise NotFound(what="activity")
        row = activity_row(
            plan,
            event_id,
            _position(session, event_id, before),
            _items(session, event_id),
            floors_of(session, event_id),
        )
        row.id = activity_id
        row.slug = before.slug if before else _free(session, event_id, plan.slug)
        session.merge(row)
        session.flush()
        session.execute(
            delete(ActivityQuestionRow).where(ActivityQuestionRow.activity_id == activity_id)
        )
        for position, (question_id, version) in enumerate(questions):
            if session.get(QuestionVersionRow, (question_id, version)) is None:
                raise NotFound(what="question")
            session.add(
                ActivityQuestionRow(
                    activity_id=activity_id,
                    position=position,
                    question_id=question_id,
                    version=version,
                )
            )

    @writes
    def delete(self, session: Session, event_id: str, activity_id: str) -> None:
        gone = session.scalar(
            delete(ActivityRow)
            .where(ActivityRow.id == activity_id, ActivityRow.event_id == event_id)
            .returning(ActivityRow.id)
        )
        if gone is None:
            raise NotFound(what="activity")

    @writes
    def order(
        self,
        session: Session,
        event_id: str,
        ids: Sequence[str],
        items: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        hold(session, ACTIVITIES, event_id)
        rows = session.scalars(select(ActivityRow).where(ActivityRow.event_id == event_id)).all()
        known = {None, *_items(session, event_id).values()}
        for row in rows:
            if row.id in items:
                if items[row.id] not in known:
                    raise NotFound(what="agenda_item")
                row.agenda_item_id = items[row.id]
        place = {activity_id: index for index, activity_id in enumerate(ids)}
        # Who is not named was added meanwhile, and stays behind those who are.
        kept = sorted(rows, key=lambda row: (place.get(row.id, len(place)), row.position))
        for position, row in enumerate(kept):
            row.position = position

    @writes
    def note(self, session: Session, event_id: str, about: NoteAbout, text: str) -> None:
        row: ActivityRow | AgendaItemRow | None = session.get(AgendaItemRow, about.id)
        if about.kind == "activity":
            row = session.get(ActivityRow, about.id)
        if row is None or row.event_id != event_id:
            raise NotFound(what=about.kind)
        row.notes = text

    @writes
    def plan_item(self, session: Session, event_id: str, item_id: str, plan: ItemPlan) -> None:
        row = session.get(AgendaItemRow, item_id)
        if row is None or row.event_id != event_id:
            raise NotFound(what="agenda_item")
        put_plans(session, {"": item_id}, {"": plan}, floors_of(session, event_id))

    @writes
    def arrange(self, session: Session, event_id: str, places: Sequence[tuple[str, int]]) -> None:
        hold(session, ACTIVITIES, event_id)
        days = dict(places)
        place = {item_id: index for index, item_id in enumerate(days)}
        mine = select(AgendaItemRow).where(AgendaItemRow.event_id == event_id)
        rows = sorted(
            session.scalars(mine), key=lambda row: (place.get(row.id, len(place)), row.position)
        )
        for position, row in enumerate(rows):
            row.position, row.day = position, days.get(row.id, row.day)


def _items(session: Session, event_id: str) -> dict[str, str]:
    rows = session.scalars(select(AgendaItemRow).where(AgendaItemRow.event_id == event_id))
    return {row.path: row.id for row in rows}


def _position(session: Session, event_id: str, before: ActivityRow | None) -> int:
    if before is not None:
        return before.position
    last = session.scalar(
        select(func.max(ActivityRow.position)).where(ActivityRow.event_id == event_id)
    )
    return 0 if last is None else last + 1


def _free(session: Session, event_id: str, slug: str) -> str:
    taken = set(session.scalars(select(ActivityRow.slug).where(ActivityRow.event_id == event_id)))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
