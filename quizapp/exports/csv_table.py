"""One long table, ready for a pivot: the figures, and where people gave a name answers and ranking.

UTF-8 with a byte order mark, without which Excel takes it for another encoding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from quizapp.domain.report import Report, ReportRound
from quizapp.domain.text import N_
from quizapp.exports.base import Translate
from quizapp.exports.safe_text import csv_text
from quizapp.exports.tables import Cell, figures
from quizapp.exports.words import proof_lines, yes_or_no

HEADER = (
    N_("Section"),
    N_("Round"),
    N_("Question"),
    N_("Item"),
    N_("Answer"),
    N_("Value"),
    N_("Share"),
    N_("Right"),
    N_("Number"),
    N_("Name"),
    N_("Points"),
    N_("Seconds"),
    N_("Group"),
    N_("Hidden"),
    N_("Bonus"),
    N_("Team"),
)
"""`Section` says what a row is and so what `Value` means: of a `Result` the number of voters, of a
`Mean` the mean; a `Slide` has none; an `Answer` is a person's, and in the `Ranking` the value is the place and `Right`
the number of right answers; in the `Team ranking` they are means, and `Number` is that of the members. `Round` counts openings, also those asked again or voided. A row `Key amended` says that an answer
was accepted after the close; `Group` and `Hidden` are what the moderator did with a typed text."""


class CsvTable:
    """Comma-separated values."""

    slug = "csv"
    label = N_("CSV table")
    content_type = "text/csv; charset=utf-8"
    extension = ".csv"

    def write(self, report: Report, language: str, translate: Translate) -> bytes:
        text = io.StringIO()
        out = csv.writer(text)
        out.writerow([translate(name) for name in HEADER])
        for row in _rows(report, language, translate):
            out.writerow([csv_text(each) if isinstance(each, str) else each for each in row])
        return text.getvalue().encode("utf-8-sig")


def _rows(report: Report, language: str, _: Translate) -> Iterator[tuple[Cell, ...]]:
    for opening, each in enumerate(report.rounds, start=1):
        yield from _results(each, opening, language, _)
        if report.named:
            yield from _answers(each, opening, language, _)
    for standing in report.standings if report.named else ():
        yield (
            *(_("Ranking"), None, None, None, None),
            *(standing.place, None, standing.right, standing.number, standing.name),
            *(standing.points, standing.right_ms / 1000, None, None, None),
            standing.team.get(language) or None,
        )
    for team in report.teams:
        yield (
            *(_("Team ranking"), None, None, None, None, team.place, None, team.right),
            *(team.members, None, team.points, None, None, None, None, team.name.get(language)),
        )


def _results(
    on: ReportRound, opening: int, language: str, _: Translate
) -> Iterator[tuple[Cell, ...]]:
    prompt = on.question.prompt.get(language)
    yield from _proof(on, opening, language, _)
    if on.withheld:
        yield (_("Withheld"), opening, prompt, *(None,) * (len(HEADER) - 3))
        return
    if on.tally is None:
        yield (_("Slide"), opening, prompt, *(None,) * (len(HEADER) - 3))
        return
    if on.amended:
        key = on.question.key_text(language)
        yield (_("Key amended"), opening, prompt, None, key, *(None,) * (len(HEADER) - 5))
    for figure in figures(on.question, on.tally, language, on.texts):
        section = _("Mean") if figure.mean else _("Result")
        if figure.measure:
            section = _(figure.measure)
        share = round(figure.share.value, 4) if figure.share else None
        yield (
            *(section, opening, prompt, figure.item, figure.answer, figure.value, share),
            *(yes_or_no(figure.right, _), None, None, None, None),
            *(figure.group or None, _("yes") if figure.hidden else None, None, None),
        )


def _proof(
    on: ReportRound, opening: int, language: str, _: Translate
) -> Iterator[tuple[Cell, ...]]:
    """Of a vote what proves it, of a secret one the figures by groups, too."""
    prompt = on.question.prompt.get(language)
    nothing = (None,) * (len(HEADER) - 6)
    for name, value in proof_lines(on, _):
        yield (name, opening, prompt, None, value, None, *nothing)
    for group in on.ballots.groups if on.ballots else ():
        for figure in figures(on.question, group.tally, language):
            item = f"{group.name}: {figure.item}" if figure.item else group.name
            yield (_("By group"), opening, prompt, item, figure.answer, figure.value, *nothing)


def _answers(
    on: ReportRound, opening: int, language: str, _: Translate
) -> Iterator[tuple[Cell, ...]]:
    prompt = on.question.prompt.get(language)
    for each in on.answers:
        answer = on.question.answer_text(each.answer, language)
        yield (
            *(_("Answer"), opening, prompt, None, answer, None, None),
            *(yes_or_no(each.right, _), each.number, each.name),
            *(each.points, each.elapsed_ms / 1000, None, None, each.bonus or None),
            each.team.get(language) or None,
        )
