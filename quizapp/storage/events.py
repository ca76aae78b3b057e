"""Events with their agenda, activities and questions."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain import voting
from quizapp.domain.agenda import Agenda
from quizapp.domain.bank import Question, read_question
from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.event import Event
from quizapp.domain.stored import ActivityPlan, EventLine, EventPlan, EventSettings, RehearsalPlan
from quizapp.domain.text import LocalizedText
from quizapp.storage import mapping
from quizapp.storage.agenda_items import Translations, days_of, put_agenda
from quizapp.storage.bank_tables import QuestionVersionRow
from quizapp.storage.banks import Address, Version, amend, put_bank
from quizapp.storage.copies import copy_event, keep_activity
from quizapp.storage.db import Database, Store, hold, reads, writes
from quizapp.storage.floors import add_floors, put_floors, put_plans
from quizapp.storage.log import LOG
from quizapp.storage.tables import (
    ActivityQuestionRow,
    ActivityRow,
    AgendaItemRow,
    EventRow,
    FloorRow,
)
from quizapp.storage.vote_tables import SeatRow


def _new_id() -> str:
    return secrets.token_urlsafe(16)


class SqlEvents(Store):
    def __init__(self, database: Database, new_id: Callable[[], str] = _new_id) -> None:
        """`new_id` names floors, agenda items, activities and questions."""
        super().__init__(database)
        self._new_id = new_id

    @reads
    def events(self, session: Session) -> tuple[EventLine, ...]:
        rows = session.scalars(select(EventRow).order_by(EventRow.number.desc()))
        return tuple(mapping.event_line(row) for row in rows)

    @reads
    def get(self, session: Session, event_id: str) -> Event:
        row = _get(session, event_id)
        floors = session.scalars(
            select(FloorRow).where(FloorRow.event_id == event_id).order_by(FloorRow.position)
        )
        agenda = session.scalars(
            select(AgendaItemRow)
            .where(AgendaItemRow.event_id == event_id)
            .order_by(AgendaItemRow.position)
        )
        questions = _questions(session, event_id)
        activities = [
            mapping.activity(each, questions[each.id]) for each in _activities(session, event_id)
        ]
        seats = session.scalars(
            select(SeatRow).where(SeatRow.event_id == event_id).order_by(SeatRow.number)
        )
        return mapping.event(row, floors, agenda, activities, seats)

    @reads
    def question(self, session: Session, question_id: str, version: int) -> Question:
        row = session.get(QuestionVersionRow, (question_id, version))
        if row is None:
            raise NotFound(what="question")
        return read_question(row.content)

    @writes
    def amend(self, session: Session, question_id: str, made_from: int, question: Question) -> int:
        return amend(session, question_id, made_from, question)

    @reads
    def id_by_code(self, session: Session, code: str) -> str | None:
        return _id_by(session, EventRow.code == code)

    @reads
    def id_by_slug(self, session: Session, slug: str) -> str | None:
        return _id_by(session, EventRow.slug == slug)

    @reads
    def id_by_screen(self, session: Session, screen_token: str) -> str | None:
        return _id_by(session, EventRow.screen_token == screen_token)

    @writes
    def create(
        self, session: Session, plan: EventPlan, event_id: str, code: str, screen_token: str
    ) -> None:
        """Also raises `NotFound` where an activity names what neither agenda nor banks have."""
        _add_event(session, plan, event_id, code, screen_token)
        floors = add_floors(session, event_id, plan.floors, self._new_id)
        translations = Translations(plan.item_titles, plan.item_texts)
        items = put_agenda(
            session, event_id, plan.agenda, plan.languages[0], translations, self._new_id
        )
        put_plans(session, items, plan.item_plans, floors, beside=True)
        versions: dict[Address, Version] = {}
        for bank in sorted(plan.banks, key=lambda each: each.slug):  # sorted: no deadlock
            versions |= put_bank(session, bank, self._new_id)
        for position, activity in enumerate(plan.activities):
            row = activity_row(activity, event_id, position, items, floors)
            row.id = self._new_id()
            session.add(row)
            session.flush()
            session.add_all(_question_rows(activity, row.id, versions))

    @writes
    def copy(self, session: Session, plan: RehearsalPlan) -> None:
        hold(session, "events")
        own = {
            "id": plan.event_id,
            "slug": plan.slug,
            "code": plan.code,
            "screen_token": plan.screen_token,
        }
        try:
            copy_event(session, _get(session, plan.of), own, self._new_id)
        except IntegrityError as error:
            raise Conflict from error
        if plan.activity_slug is not None:
            keep_activity(session, plan.event_id, plan.activity_slug)

    @writes
    def import_agenda(
        self,
        session: Session,
        event_id: str,
        agenda: Agenda,
        titles: Mapping[str, LocalizedText] | None = None,
        texts: Mapping[str, LocalizedText] | None = None,
    ) -> None:
        """Raises `NotFound`."""
        row = _get(session, event_id)
        row.days = mapping.days_data(days_of(agenda))
        others = Translations(titles or {}, texts or {})
        put_agenda(session, event_id, agenda, row.languages[0], others, self._new_id)

    @writes
    def change(self, session: Session, event_id: str, settings: EventSettings) -> None:
        """Raises `NotFound`."""
        row = _get(session, event_id)
        row.title, row.theme = settings.title, settings.theme
        row.join_mode = settings.join.value
        row.wifi = mapping.wifi_data(settings.wifi)
        row.screen_languages = list(settings.screen_languages)
        row.teams = mapping.teams_data(settings.teams)
        row.extra_time_by_choice = settings.extra_time_by_choice
        if settings.floors:
            put_floors(session, event_id, settings.floors, self._new_id)

    @writes
    def delete(self, session: Session, event_id: str) -> None:
        hold(session, LOG, event_id)
        if (
            session.scalar(delete(EventRow).where(EventRow.id == event_id).returning(EventRow.id))
            is None
        ):
            raise NotFound(what="event")


def _get(session: Session, event_id: str) -> EventRow:
    row = session.get(EventRow, event_id)
    if row is None:
        raise NotFound(what="event")
    return row


def _id_by(session: Session, condition: ColumnElement[bool]) -> str | None:
    return session.scalar(select(EventRow.id).where(condition))


def _activities(session: Session, event_id: str) -> list[ActivityRow]:
    """In the order of the run sheet."""
    rows = session.execute(
        select(ActivityRow, AgendaItemRow.position)
        .outerjoin(AgendaItemRow, AgendaItemRow.id == ActivityRow.agenda_item_id)
        .where(ActivityRow.event_id == event_id)
    )
    ordered = sorted(rows, key=lambda row: (row[1] is None, row[1] or 0, row[0].position))
    return [activity for activity, _ in ordered]


def _questions(
    session: Session, event_id: str
) -> Mapping[str, list[tuple[ActivityQuestionRow, dict[str, Any]]]]:
    """The questions of each activity, in order, with their content."""
    rows = session.execute(
        select(ActivityQuestionRow, QuestionVersionRow.content)
        .join(ActivityRow, ActivityRow.id == ActivityQuestionRow.activity_id)
        .join(
            QuestionVersionRow,
            (QuestionVersionRow.question_id == ActivityQuestionRow.question_id)
            & (QuestionVersionRow.version == ActivityQuestionRow.version),
        )
        .where(ActivityRow.event_id == event_id)
        .order_by(ActivityQuestionRow.position)
    )
    of_activity: dict[str, list[tuple[ActivityQuestionRow, dict[str, Any]]]] = defaultdict(list)
    for row, content in rows:
        of_activity[row.activity_id].append((row, content))
    return of_activity


def _add_event(
    session: Session, plan: EventPlan, event_id: str, code: str, screen_token: str
) -> None:
    hold(session, "events")
    session.add(
        EventRow(
            id=event_id,
            number=(session.scalar(select(func.max(EventRow.number))) or 0) + 1,
            slug=plan.slug,
            code=code,
            screen_token=screen_token,
            title=plan.title,
            theme=plan.theme,
            time_zone=plan.time_zone,
            languages=list(plan.languages),
            screen_languages=list(plan.screen_languages),
            days=mapping.days_data(days_of(plan.agenda)),
            join_mode=plan.join.value,
            wifi=mapping.wifi_data(plan.wifi),
            teams=mapping.teams_data(plan.teams),
            extra_time_by_choice=plan.extra_time_by_choice,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict from error


def activity_row(
    plan: ActivityPlan,
    event_id: str,
    position: int,
    items: Mapping[str, str],
    floors: Mapping[str, str],
) -> ActivityRow:
    """`items` has the id of each path, `floors` that of each key."""
    if plan.item and plan.item not in items:
        raise NotFound(what="agenda_item")
    if plan.floor and plan.floor not in floors:
        raise NotFound(what="floor")
    return ActivityRow(
        event_id=event_id,
        agenda_item_id=items[plan.item] if plan.item else None,
        slug=plan.slug,
        kind=plan.kind,
        title=plan.title,
        position=position,
        scoring=plan.scoring,
        results=plan.results,
        ranking=plan.ranking,
        ask_s=plan.ask_s,
        time_limit_s=plan.time_limit_s,
        streak=plan.streak,
        ranking_of=plan.ranking_of,
        top=plan.top,
        names=plan.names,
        breather_s=plan.breather_s,
        voting=voting.to_data(plan.voting),
        floor_id=floors[plan.floor] if plan.floor else None,
        notes=plan.notes,
    )


def _question_rows(
    plan: ActivityPlan, activity_id: str, versions: Mapping[Address, Version]
) -> list[ActivityQuestionRow]:
    if any(address not in versions for address in plan.questions):
        raise NotFound(what="question")
    found = [versions[address] for address in plan.questions]
    return [
        ActivityQuestionRow(
            activity_id=activity_id,
            position=position,
            question_id=each.question_id,
            version=each.version,
        )
        for position, each in enumerate(found)
    ]
