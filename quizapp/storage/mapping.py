"""Rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from quizapp.domain import voting
from quizapp.domain.accounts import Account
from quizapp.domain.bank import read_question
from quizapp.domain.event import (
    Activity,
    ActivityKind,
    ActivityQuestion,
    AgendaLine,
    Event,
    Floor,
    JoinMode,
    Participant,
    RankingNames,
    RankingOf,
    RankingWhen,
    ResultsWhen,
    Wifi,
)
from quizapp.domain.live.log import Entry
from quizapp.domain.scoring import Scoring
from quizapp.domain.seats import Seat
from quizapp.domain.stored import EventLine
from quizapp.domain.teams import Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from quizapp.storage.account_tables import AccountRow
from quizapp.storage.tables import (
    ActivityQuestionRow,
    ActivityRow,
    AgendaItemRow,
    EventRow,
    FloorRow,
    LogEntryRow,
    ParticipantRow,
)
from quizapp.storage.vote_tables import SeatRow


def event(
    row: EventRow,
    floors: Iterable[FloorRow],
    agenda: Iterable[AgendaItemRow],
    activities: Iterable[Activity],
    seats: Iterable[SeatRow] = (),
) -> Event:
    return Event(
        id=row.id,
        slug=row.slug,
        code=row.code,
        title=row.title,
        theme=row.theme,
        time_zone=row.time_zone,
        languages=tuple(row.languages),
        screen_languages=tuple(row.screen_languages),
        days=_days(row.days),
        join=JoinMode(row.join_mode),
        wifi=Wifi(**row.wifi),
        screen_token=row.screen_token,
        floors=tuple(Floor(each.id, each.name, each.position) for each in floors),
        agenda=tuple(_agenda_line(each) for each in agenda),
        activities=tuple(activities),
        teams=_teams(row.teams),
        extra_time_by_choice=row.extra_time_by_choice,
        rehearsal_of=row.rehearsal_of,
        seats=tuple(seat(each) for each in seats),
    )


def event_line(row: EventRow) -> EventLine:
    return EventLine(row.id, row.slug, row.code, row.title, _days(row.days), row.rehearsal_of)


def _days(days: Iterable[str | None]) -> tuple[date | None, ...]:
    return tuple(None if day is None else date.fromisoformat(day) for day in days)


def days_data(days: Iterable[date | None]) -> list[str | None]:
    """As the column holds them."""
    return [None if day is None else day.isoformat() for day in days]


def wifi_data(wifi: Wifi) -> dict[str, Any]:
    """As the column holds it."""
    return asdict(wifi)


def _teams(data: Mapping[str, Any]) -> Teams:
    teams = (Team(each["id"], LocalizedText.of(each["name"])) for each in data.get("list", ()))
    return Teams(TeamMode(data.get("mode", TeamMode.NONE)), tuple(teams))


def teams_data(teams: Teams) -> dict[str, Any]:
    """As the column holds it."""
    return {
        "mode": teams.mode.value,
        "list": [{"id": each.id, "name": each.name.to_dict()} for each in teams.list],
    }


def _agenda_line(row: AgendaItemRow) -> AgendaLine:
    return AgendaLine(
        id=row.id,
        path=row.path,
        number=row.number,
        title=row.title,
        text=row.text,
        reference=row.reference,
        day=row.day,
        parent_id=row.parent_id,
        position=row.position,
        starts_at=time_of(row.starts_at),
        ends_at=time_of(row.ends_at),
        floor_id=row.floor_id,
        notes=row.notes,
    )


def time_of(text: str | None) -> time | None:
    """From the column."""
    return None if text is None else time.fromisoformat(text)


def time_data(at: time | None) -> str | None:
    """As the column holds it."""
    return None if at is None else at.isoformat("minutes")


def activity(
    row: ActivityRow, questions: Sequence[tuple[ActivityQuestionRow, dict[str, Any]]]
) -> Activity:
    """`questions` are in order, each with the content of its version."""
    return Activity(
        id=row.id,
        slug=row.slug,
        kind=ActivityKind(row.kind),
        title=row.title,
        item_id=row.agenda_item_id,
        position=row.position,
        questions=tuple(
            _activity_question(each, content, row.time_limit_s) for each, content in questions
        ),
        scoring=Scoring(row.scoring),
        results=ResultsWhen(row.results),
        ranking=RankingWhen(row.ranking),
        ask_s=row.ask_s,
        streak=row.streak,
        ranking_of=RankingOf(row.ranking_of),
        top=row.top,
        names=RankingNames(row.names),
        breather_s=row.breather_s,
        voting=voting.from_data(row.voting),
        floor_id=row.floor_id,
        notes=row.notes,
    )


def _activity_question(
    row: ActivityQuestionRow, content: dict[str, Any], default_limit_s: int | None
) -> ActivityQuestion:
    question = read_question(content)
    limit_s = default_limit_s if question.time_limit_s is None else question.time_limit_s
    return ActivityQuestion(row.question_id, row.version, question, limit_s)


def participant(row: ParticipantRow) -> Participant:
    return Participant(
        id=row.id,
        event_id=row.event_id,
        number=row.number,
        name=row.name,
        language=row.language,
        joined_at=row.joined_at,
        left=row.has_left,
        seed=row.seed,
        extra_time=row.extra_time,
        team_id=row.team_id,
        seat_id=row.seat_id,
    )


def seat(row: SeatRow) -> Seat:
    return Seat(
        id=row.id,
        event_id=row.event_id,
        number=row.number,
        delegation=row.delegation,
        name=row.name,
        region=row.region,
        votes=row.votes,
    )


def account(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        administrator=row.administrator,
        active=row.active,
        has_password=row.password_hash is not None,
    )


def entry(row: LogEntryRow) -> Entry:
    return Entry(
        event_id=row.event_id,
        seq=row.seq,
        kind=row.kind,
        data=row.data,
        actor=row.actor,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
