"""An agenda put in place of the one before: what has the same path is the same item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.domain.agenda import Agenda
from quizapp.domain.agenda.placing import Known, Placed, compare, placed
from quizapp.domain.text import LocalizedText
from quizapp.storage.floors import FloorsByName
from quizapp.storage.mapping import time_data, time_of
from quizapp.storage.tables import AgendaItemRow


@dataclass(frozen=True, slots=True)
class Translations:
    """Titles and texts in further languages than the agenda's own, by path."""

    titles: Mapping[str, LocalizedText]
    texts: Mapping[str, LocalizedText]


def days_of(agenda: Agenda) -> list[date | None]:
    """The date of each day; a number that is left out has none, so that numbers are positions."""
    dates = {day.number: day.date for day in agenda.days}
    return [dates.get(number) for number in range(1, max(dates, default=0) + 1)]


def put_agenda(
    session: Session,
    event_id: str,
    agenda: Agenda,
    language: str,
    translations: Translations,
    new_id: Callable[[], str],
) -> dict[str, str]:
    """Store it; return the id of each path. `language` is the agenda's own.

    Items that stay keep their translations where the wording is still the one translated.
    """
    mine = select(AgendaItemRow).where(AgendaItemRow.event_id == event_id)
    before = {row.path: row for row in session.scalars(mine)}
    lines = placed(agenda)
    floors = FloorsByName(session, event_id, language, new_id)
    same = compare((_known(row, floors) for row in before.values()), lines).same
    ids: dict[str, str] = {}
    for position, line in enumerate(lines):
        row = before.pop(same.get(line.path, ""), None) or AgendaItemRow(
            id=new_id(), event_id=event_id
        )
        row.path = line.path
        row.parent_id = ids[line.parent] if line.parent else None
        row.position = position
        _fill(row, line, language, translations, floors.named)
        ids[line.path] = row.id
        session.add(row)
    session.flush()
    gone = [row.id for row in before.values()]
    session.execute(delete(AgendaItemRow).where(AgendaItemRow.id.in_(gone)))
    return ids


def _known(row: AgendaItemRow, floors: FloorsByName) -> Known:
    return Known(row.path, row.day, time_of(row.starts_at), floors.name_of(row.floor_id))


def _fill(
    row: AgendaItemRow,
    line: Placed,
    language: str,
    given: Translations,
    floor_id: Callable[[str], str],
) -> None:
    item = line.item
    row.number, row.reference, row.day = item.number, item.reference, item.day
    # What the agenda does not say stays as it was planned here.
    if item.starts_at is not None:
        row.starts_at, row.ends_at = time_data(item.starts_at), time_data(item.ends_at)
    if item.floor:
        row.floor_id = floor_id(item.floor)
    row.title = _worded(language, item.title, _of(given.titles, line), row.title)
    row.text = _worded(language, item.text, _of(given.texts, line), row.text)


def _of(texts: Mapping[str, LocalizedText], line: Placed) -> LocalizedText:
    return texts.get(line.path) or texts.get(line.printed_path) or LocalizedText()


def _worded(
    language: str, wording: str, given: LocalizedText, before: LocalizedText | None
) -> LocalizedText:
    """What the agenda says, then what is given in further languages, then what still holds."""
    kept = before if before and before.to_dict().get(language) == wording else LocalizedText()
    others = {**kept.to_dict(), **given.to_dict()}
    others.pop(language, None)
    return LocalizedText.of({language: wording, **others})
