"""Questions from the floor as a workbook, a table and JSON: who wanted a name to stand, has it there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

from quizapp.domain.qa import FloorQuestion, Standing
from quizapp.domain.question_report import QuestionReport, QuestionSection
from quizapp.domain.reactions import Reaction
from quizapp.domain.text import N_, Json
from quizapp.exports.base import Translate
from quizapp.exports.safe_text import csv_text
from quizapp.exports.xlsx_book import Book

STANDINGS: Final = {
    Standing.NEW: N_("waiting"),
    Standing.APPROVED: N_("approved"),
    Standing.ANSWERED: N_("has been answered"),
    Standing.ARCHIVED: N_("archived"),
}
REACTIONS: Final = {
    Reaction.APPLAUSE: N_("Applause"),
    Reaction.AGREE: N_("Agree"),
    Reaction.DISAGREE: N_("Disagree"),
    Reaction.TOO_FAST: N_("Too fast"),
    Reaction.CANT_HEAR: N_("Can’t hear"),
}
HEADER: Final = (
    N_("Floor"),
    N_("Item"),
    N_("About"),
    N_("Question"),
    N_("As it was asked"),
    N_("Name"),
    N_("Delegation"),
    N_("State"),
    N_("Votes"),
    N_("Labels"),
    N_("Merged into"),
    N_("Asked at (UTC)"),
)
PULSE_HEADER: Final = (N_("Floor"), N_("From (UTC)"), N_("Seconds"), *REACTIONS.values())

Cell: TypeAlias = str | int


def rows(report: QuestionReport, language: str, translate: Translate) -> Iterator[list[Cell]]:
    """A row a question, in the columns of `HEADER`."""
    for section in report.sections:
        texts = {each.id: each.text for each in section.questions}
        for each in section.questions:
            yield [
                section.floor.get(language),
                section.number,
                section.title.get(language),
                each.text,
                each.asked_text if each.edited else "",
                each.name,
                each.delegation,
                _state(each, translate),
                each.votes,
                ", ".join(each.labels),
                texts.get(each.merged_into or "", ""),
                _moment(each.asked_at),
            ]


def pulse_rows(report: QuestionReport, language: str) -> Iterator[list[Cell]]:
    """A row a stretch of time, in the columns of `PULSE_HEADER`."""
    for line in report.pulses:
        pulse = line.pulse
        for n, column in enumerate(pulse.columns):
            starts = _moment(pulse.starts_at + n * pulse.every_ms)
            counts = [column.get(each, 0) for each in REACTIONS]
            yield [line.floor.get(language), starts, pulse.every_ms // 1000, *counts]


def _state(question: FloorQuestion, _: Translate) -> str:
    return _(N_("merged")) if question.merged_into else _(STANDINGS[question.standing])


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _xlsx(report: QuestionReport, language: str, translate: Translate) -> bytes:
    book = Book(language, translate)
    book.sheet(translate(N_("Questions"))).table(
        [translate(each) for each in HEADER], rows(report, language, translate)
    )
    book.sheet(translate(N_("Reactions"))).table(
        [translate(each) for each in PULSE_HEADER], pulse_rows(report, language)
    )
    return book.to_bytes()


def _csv(report: QuestionReport, language: str, translate: Translate) -> bytes:
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([translate(each) for each in HEADER])
    for row in rows(report, language, translate):
        out.writerow([csv_text(each) if isinstance(each, str) else each for each in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _json(report: QuestionReport, _language: str, _translate: Translate) -> bytes:
    data: dict[str, Json] = {
        "format": "quizapp-questions/1",
        "event": report.event_slug,
        "title": report.event_title.to_dict(),
        "generated_at": report.generated_at,
        "sessions": [_session(each) for each in report.sections],
        "pulses": [
            {
                "floor": each.floor.to_dict(),
                "starts_at": each.pulse.starts_at,
                "every_ms": each.pulse.every_ms,
                "columns": [
                    {what.value: n for what, n in column.items()} for column in each.pulse.columns
                ],
            }
            for each in report.pulses
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _session(section: QuestionSection) -> dict[str, Json]:
    return {
        "floor": section.floor.to_dict(),
        "number": section.number,
        "title": section.title.to_dict(),
        "questions": [
            {
                "id": each.id,
                "text": each.text,
                "asked_text": each.asked_text,
                "name": each.name,
                "delegation": each.delegation,
                "state": each.standing.value,
                "votes": each.votes,
                "labels": list(each.labels),
                "merged_into": each.merged_into,
                "asked_at": each.asked_at,
            }
            for each in section.questions
        ],
    }


@dataclass(frozen=True, slots=True)
class QuestionFormat:
    """A format that the report can be written in."""

    label: str
    """A message id."""
    content_type: str
    write: Callable[[QuestionReport, str, Translate], bytes]


QUESTION_FORMATS: Final[Mapping[str, QuestionFormat]] = {
    "xlsx": QuestionFormat(
        N_("Excel workbook"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx,
    ),
    "csv": QuestionFormat(N_("CSV table"), "text/csv; charset=utf-8", _csv),
    "json": QuestionFormat(N_("JSON"), "application/json", _json),
}
"""By extension."""
