"""The report of questions from the floor: put together anew at each call."""

from __future__ import annotations

from quizapp.domain.annex import cited
from quizapp.domain.event import Event
from quizapp.domain.qa import by_votes
from quizapp.domain.question_report import FloorPulse, QuestionReport, QuestionSection
from quizapp.domain.text import LocalizedText
from quizapp.services.floor import Floor
from quizapp.services.floor_questions import Book


def question_report(floor: Floor, event: Event, now: int) -> QuestionReport:
    """Everything that came from the floors of an event, sessions in the order of the agenda."""
    several = len(event.floors) > 1
    names = {each.id: each.name if several else LocalizedText() for each in event.floors}
    place = {each.id: n for n, each in enumerate(event.agenda)}
    books = sorted(
        floor.questions.sessions(event.id),
        key=lambda book: (place.get(book.session.item_id or "", len(place)), book.session.floor_id),
    )
    return QuestionReport(
        event_slug=event.slug,
        event_title=event.title,
        time_zone=event.time_zone,
        generated_at=now,
        sections=tuple(_section(book, event, names) for book in books if book.questions),
        pulses=tuple(
            FloorPulse(names.get(each.floor_id, LocalizedText()), each)
            for each in floor.reactions.pulses(event.id)
        ),
    )


def _section(book: Book, event: Event, names: dict[str, LocalizedText]) -> QuestionSection:
    lines = {each.id: each for each in event.agenda}
    line = lines.get(book.session.item_id or "")
    return QuestionSection(
        floor=names.get(book.session.floor_id, LocalizedText()),
        number="" if line is None else cited(line, lines),
        title=LocalizedText() if line is None else line.title,
        questions=by_votes(book.questions),
    )
