"""An Excel workbook: a summary, a sheet a round, and where people gave a name their ranking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from quizapp.domain.report import Report, ReportRound
from quizapp.domain.text import N_, Json, LocalizedText, direction
from quizapp.exports.base import Translate
from quizapp.exports.safe_text import looks_like_formula, printable
from quizapp.exports.tables import Cell, Share, table
from quizapp.exports.words import KINDS, SCORINGS, proof_lines, yes_or_no
from quizapp.exports.xlsx_file import Style, XlsxFile, XlsxSheet, number_cell, text_cell

_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDTHS = (38, 38, 16)
"""Of the first columns, in characters; the last holds for all further ones."""


class XlsxBook:
    """A workbook as Excel 2007 and later, LibreOffice and Numbers read it."""

    slug = "xlsx"
    label = N_("Excel workbook")
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extension = ".xlsx"

    def write(self, report: Report, language: str, translate: Translate) -> bytes:
        book = Book(language, translate)
        _summary(book, report)
        for each in report.rounds:
            _round(book, each, report.named)
        if report.named and report.standings:
            _participants(book, report)
        if report.teams:
            _teams(book, report)
        return book.to_bytes()


class Book:
    """A workbook that is written row by row, with the choices that hold for all of it."""

    def __init__(self, language: str, translate: Translate) -> None:
        self.language = language
        self.translate = translate
        self._file = XlsxFile("quizapp")
        self._names: set[str] = set()

    def sheet(self, name: str) -> _Sheet:
        """A new sheet; the name is changed where Excel would refuse it."""
        title = self._free_name(_NOT_IN_SHEET_NAMES.sub(" ", printable(name)).strip(" '") or "-")
        widths = [_WIDTHS[min(column, len(_WIDTHS)) - 1] for column in range(1, 17)]
        turned = direction(self.language) == "rtl"
        return _Sheet(self._file.sheet(title, widths, right_to_left=turned))

    def languages_of(self, text: LocalizedText) -> tuple[str, ...]:
        """The languages of a text, the one asked for first."""
        return tuple(sorted(text.languages, key=lambda each: each != self.language))

    def to_bytes(self) -> bytes:
        """The file."""
        return self._file.close()

    def _free_name(self, name: str) -> str:
        """Excel compares without case and reserves "History"."""
        wanted = name[:_LONGEST_SHEET_NAME]
        number = 1
        while wanted.casefold() in self._names | {"history"}:
            number += 1
            suffix = f" ({number})"
            wanted = name[: _LONGEST_SHEET_NAME - len(suffix)] + suffix
        self._names.add(wanted.casefold())
        return wanted


class _Sheet:
    """A sheet and what can be put into it."""

    def __init__(self, sheet: XlsxSheet) -> None:
        self._sheet = sheet

    def row(self, *cells: Cell | Share, bold: bool = False) -> None:
        """The next row. Text stays text, whatever it begins with."""
        self._sheet.row([_bold(each) if bold else _cell(each) for each in cells])

    def table(self, header: Sequence[str], rows: Iterable[Sequence[Cell | Share]]) -> None:
        """A heading, rows, and an empty row after them."""
        self.row(*header, bold=True)
        for row in rows:
            self._sheet.row(map(_cell, row))
        self.row()


def _cell(value: Cell | Share) -> str:
    if isinstance(value, str):
        return _of_text(value)
    if value is None:
        return ""
    if isinstance(value, Share):
        return number_cell(value.value, Style.PERCENT)
    return number_cell(value, Style.DECIMALS if isinstance(value, float) else Style.PLAIN)


@lru_cache(maxsize=20_000)
def _of_text(value: str) -> str:
    """A hall has few different texts: its names, the options, yes and no."""
    # It stays text also when somebody edits the cell and presses Enter.
    style = Style.STAYS_TEXT if looks_like_formula(value) else Style.PLAIN
    return text_cell(printable(value), style)


def _bold(value: Cell | Share) -> str:
    if not isinstance(value, str):
        return _cell(value)
    style = Style.BOLD_STAYS_TEXT if looks_like_formula(value) else Style.BOLD
    return text_cell(printable(value), style)


def _summary(book: Book, report: Report) -> None:
    _ = book.translate
    sheet = book.sheet(_("Summary"))
    for name, value in (
        (_("Event"), report.event_title.get(book.language)),
        (_("Activity"), report.activity_title.get(book.language)),
        (_("Kind"), _(KINDS[report.kind])),
        (_("Scoring"), _(SCORINGS[report.scoring])),
        (_("Run"), report.run),
        (_("Joined"), report.joined),
        (_("Computed at (UTC)"), _utc(report.generated_at)),
        (_("Hash of the log"), report.log_hash),
    ):
        sheet.row(name, value)
    sheet.row()
    sheet.table(
        (_("Question"), _("Opened at (UTC)"), _("No."), _("Answered"), _("Right"), _("Voided")),
        (
            (
                each.question.prompt.get(book.language),
                _utc(each.opened_at),
                each.number,
                each.answered if each.tally or each.withheld else None,
                each.right,
                yes_or_no(each.voided, _),
            )
            for each in report.rounds
        ),
    )


def _round(book: Book, on: ReportRound, named: bool) -> None:
    _ = book.translate
    question = on.question
    languages = book.languages_of(question.prompt)
    sheet = book.sheet(f"{on.number} {question.slug}")
    sheet.table(
        (_("Question"), _("Explanation"), _("Language")),
        ((question.prompt.get(each), question.explanation.get(each), each) for each in languages),
    )
    if question.has_key:
        sheet.row(_("Right answer"), question.key_text(book.language))
    if on.amended:
        sheet.row(_("Key amended"), _("An answer was accepted after the close."))
    if question.source:
        sheet.row(_("Source"), question.source.line())
    for name, value in proof_lines(on, _):
        sheet.row(name, value)
    if on.withheld:
        return
    if on.tally is None:
        sheet.row(_("Slide"), _("Nothing to answer"))
        return
    sheet.row(_("Answered"), on.answered)
    sheet.row()
    tally = table(question, on.tally, languages, _, on.texts)
    sheet.table(tally.header, tally.rows)
    for group in on.ballots.groups if on.ballots else ():
        sheet.row(_("By group"), group.name)
        figures = table(question, group.tally, languages, _)
        sheet.table(figures.header, figures.rows)
    if named:
        _answers(sheet, on, book)


def _answers(sheet: _Sheet, on: ReportRound, book: Book) -> None:
    _ = book.translate
    game = any(each.bonus or each.team for each in on.answers)
    header = (_("Name"), _("Answer"), _("Number"), _("Right"), _("Points"), _("Seconds"))
    known: dict[str, str] = {}

    def in_words(answer: Json) -> str:
        """Each content once: a hall has few different answers."""
        key = repr(answer)
        if key not in known:
            known[key] = on.question.answer_text(answer, book.language)
        return known[key]

    sheet.table(
        (*header, _("Bonus"), _("Team")) if game else header,
        (
            (
                each.name,
                in_words(each.answer),
                each.number,
                yes_or_no(each.right, _),
                each.points,
                each.elapsed_ms / 1000,
                *((each.bonus, each.team.get(book.language)) if game else ()),
            )
            for each in on.answers
        ),
    )


def _participants(book: Book, report: Report) -> None:
    _ = book.translate
    game = any(each.team for each in report.standings)
    header = (_("Name"), _("Place"), _("Number"), _("Points"), _("Right"), _("Seconds"))
    book.sheet(_("Participants")).table(
        (*header, _("Team")) if game else header,
        (
            (
                *(each.name, each.place, each.number, each.points, each.right),
                each.right_ms / 1000,
                *((each.team.get(book.language),) if game else ()),
            )
            for each in report.standings
        ),
    )


def _teams(book: Book, report: Report) -> None:
    """Points and right answers are means of the players'."""
    _ = book.translate
    book.sheet(_("Teams")).table(
        (_("Team"), _("Place"), _("Players"), _("Points"), _("Right")),
        (
            (each.name.get(book.language), each.place, each.members, each.points, each.right)
            for each in report.teams
        ),
    )


def _utc(at: int | None) -> str | None:
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
