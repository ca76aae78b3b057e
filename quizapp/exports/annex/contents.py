"""What an annex says, told once for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_decimal, format_percent

from quizapp.domain.annex import (
    Annex,
    AnnexActivity,
    AnnexItem,
    AnnexQuestion,
    AnnexRound,
    AskedState,
)
from quizapp.domain.report import ReportRound
from quizapp.domain.tallies import Counts, Numbers, Ranks, Tally
from quizapp.domain.text import N_, LocalizedText
from quizapp.domain.vote_record import VoteRecord
from quizapp.exports.annex.charts import MOST_BARS, chart, letter
from quizapp.exports.annex.paper import Paper, Worded
from quizapp.exports.base import Translate
from quizapp.exports.tables import Cell, Share, Table, table
from quizapp.exports.vote_sheet import decision, in_words, proof, terms
from quizapp.exports.words import KINDS

STATES = {
    AskedState.NOT_ANSWERED: N_("not answered in the room"),
    AskedState.ANSWERED: N_("has been answered"),
}
_MOST_ROWS = 60
"""Of typed texts and points: the files with all of them are the exports of the activity."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the annex, and how its own words are found."""

    code: str
    name: str
    """As it calls itself."""
    translate: Translate


class Contents:
    """Writes an annex on a paper. One language, or two side by side."""

    def __init__(self, annex: Annex, tongues: Sequence[Tongue], paper: Paper) -> None:
        self._annex = annex
        self._tongues = tuple(tongues)
        self._paper = paper

    def write(self) -> bytes:
        """The file."""
        annex, paper = self._annex, self._paper
        paper.heading(0, self._words(N_("Annex: what the room was asked, and what it said")))
        paper.text(self._texts(annex.title))
        if annex.days and any(annex.days):
            paper.text(self._each(lambda tongue: _days(annex.days, tongue.code)), faint=True)
        if not annex.items:
            paper.text(self._words(N_("Nothing has been asked yet.")))
        for item in annex.items:
            self._item(item)
        paper.heading(2, self._words(N_("About these figures")))
        paper.text(
            self._words(
                N_(
                    "Each figure was computed from the stored answers when this file was made. The mark "
                    "below is the head of the event’s log: whoever noted it in the room can tell whether "
                    "the record was changed since."
                )
            ),
            faint=True,
        )
        paper.facts([(self._both(N_("Head of the log")), annex.log_hash)])
        return paper.done()

    def _item(self, item: AnnexItem) -> None:
        line = item.line
        if line is None:
            self._paper.heading(1, self._words(N_("Without an agenda item")))
        else:
            number = f"{item.number} " if item.number else ""
            self._paper.heading(1, self._texts(line.title, before=number))
            if line.reference:
                self._paper.text([(self._tongues[0].code, line.reference)], faint=True)
        for activity in item.activities:
            self._activity(activity)
        if item.questions:
            self._questions(item.questions)

    def _activity(self, activity: AnnexActivity) -> None:
        self._paper.heading(2, self._texts(activity.title))
        kind = self._both(KINDS[activity.kind])
        facts = [(self._both(N_("Kind")), kind)]
        if activity.run:
            facts.append((self._both(N_("Run")), str(activity.run)))
        self._paper.facts(facts)
        for each in activity.rounds:
            self._round(activity, each)

    def _round(self, activity: AnnexActivity, each: AnnexRound) -> None:
        on, vote = each.report, each.vote
        self._paper.heading(3, self._numbered(N_("Question {n}"), on.number))
        self._paper.text(self._texts(on.question.prompt))
        decided = [] if vote is None else self._decided(vote)
        if decided:
            self._paper.text(decided)
        self._paper.facts(list(self._facts(activity, on, vote)))
        if on.withheld:
            self._paper.text(self._words(N_("Figures of this vote are not shown.")))
        if on.tally is not None:
            self._figures(on, on.tally)
            drawn = chart(on.tally)
            if drawn is not None:
                self._paper.picture(drawn, self._said(on, on.tally))
        for group in on.ballots.groups if on.ballots is not None else ():
            self._paper.text([(self._tongues[0].code, group.name)])
            self._figures(on, group.tally)
        if vote is not None:
            self._vote(on, vote)

    def _figures(self, on: ReportRound, tally: Tally) -> None:
        shown = _short(self._table(on, tally))
        self._paper.table(shown.header, [self._cells(row) for row in shown.rows], self._wide(shown))

    def _said(self, on: ReportRound, tally: Tally) -> str:
        """A chart in words."""
        rows = self._table(on, tally).rows[:MOST_BARS]
        return ", ".join(": ".join(self._cells(row)[:2]) for row in rows)

    def _decided(self, vote: VoteRecord) -> Worded:
        """What was decided, in each language; nothing where nothing was to be."""
        said = self._each(lambda tongue: " ".join(decision(vote, tongue.code, tongue.translate)))
        return _unlike(said) if said[0][1] else []

    def _vote(self, on: ReportRound, vote: VoteRecord) -> None:
        """Observers, proxies, the roll call, and by what the record can be checked."""
        own = self._tongues[0]
        if vote.observers is not None:
            self._paper.text(self._words(N_("Observers, counted apart and in no result")))
            self._figures(on, vote.observers)
        if vote.proxies:
            header = [self._stacked(each) for each in (N_("Proxies"), "", N_("Remark"))]
            rows = [
                [each.seat.delegation, cast.format(name=each.holder.delegation), each.note]
                for each in vote.proxies
                for cast in (self._stacked(N_("cast by {name}")),)
            ]
            self._paper.table(header, rows, 3)
        if vote.votes:
            header = [self._stacked(each) for each in (N_("Roll call"), "")]
            calls = [
                [each.seat.label, in_words(vote, each.answer, own.code, self._both)]
                for each in vote.votes
            ]
            self._paper.table(header, calls, 2)
        self._paper.facts(list(proof(vote, self._both)))

    def _facts(
        self, activity: AnnexActivity, on: ReportRound, vote: VoteRecord | None
    ) -> Iterator[tuple[str, str]]:
        if on.opened_at is not None:
            yield self._both(N_("Open")), self._span(on)
        if vote is not None:
            yield from terms(vote, self._both)
        else:
            yield self._both(N_("Who could answer")), self._eligible(activity)
            yield self._both(N_("Answered")), str(on.answered)
        if on.right is not None:
            yield self._both(N_("Answered right")), str(on.right)
        key = self._each(lambda tongue: on.question.key_text(tongue.code))
        if any(text for _, text in key):
            yield self._both(N_("Right answer")), _joined(text for _, text in key)
        if on.voided:
            yield (
                self._both(N_("Remark")),
                self._both(N_("This question was taken out of the count.")),
            )

    def _eligible(self, activity: AnnexActivity) -> str:
        message = N_("{n} phones had joined: one answer per phone, not verified")
        return _joined(text for _, text in self._numbered(message, activity.joined))

    def _span(self, on: ReportRound) -> str:
        assert on.opened_at is not None
        moments = [on.opened_at, *([on.closed_at] if on.closed_at is not None else [])]
        zone, code = ZoneInfo(self._annex.time_zone), self._tongues[0].code
        at = [datetime.fromtimestamp(each / 1000, zone) for each in moments]
        times = "–".join(format_time(each, "short", locale=code) for each in at)
        return f"{format_date(at[0].date(), 'medium', locale=code)}, {times}"

    def _questions(self, questions: Sequence[AnnexQuestion]) -> None:
        self._paper.heading(2, self._words(N_("Questions from the floor")))
        own = self._tongues[0].code
        header = [
            self._stacked(each)
            for each in (N_("Question"), N_("Asked by"), N_("State"), N_("Votes"))
        ]
        rows = [
            [
                f"{each.text} ({self._both(N_('edited by the moderator'))})"
                if each.edited
                else each.text,
                each.by or self._stacked(N_("anonymous")),
                self._stacked(STATES[each.state]),
                format_decimal(each.votes, locale=own),
            ]
            for each in questions
        ]
        self._paper.table(header, rows, 3)

    def _table(self, on: ReportRound, tally: Tally) -> Table:
        """Labels in every language; a letter before each row that the chart names by one."""
        codes = [tongue.code for tongue in self._tongues]
        made = table(on.question, tally, codes, self._stacked, on.texts)
        names = {tongue.code: tongue.name for tongue in self._tongues}
        header = tuple(names.get(each, each) for each in made.header)
        if not _lettered(tally):
            return Table(header, made.rows)
        rows = tuple((letter(place), *row) for place, row in enumerate(made.rows))
        return Table(("", *header), rows)

    def _wide(self, shown: Table) -> int:
        """How many columns hold texts."""
        names = {tongue.name for tongue in self._tongues}
        texts = sum(1 for each in shown.header if each in names)
        return max(1, texts + (1 if shown.header[:1] == ("",) else 0))

    def _cells(self, row: Sequence[Cell | Share]) -> list[str]:
        return [self._cell(each) for each in row]

    def _cell(self, value: Cell | Share) -> str:
        code = self._tongues[0].code
        match value:
            case None:
                return ""
            case Share():
                return format_percent(value.value, locale=code)
            case int() | float():
                return format_decimal(value, format="#,##0.##", locale=code)
            case str():
                return value

    # --- words ---------------------------------------------------------------------------------

    def _each(self, said: Callable[[Tongue], str]) -> Worded:
        return [(tongue.code, said(tongue)) for tongue in self._tongues]

    def _words(self, message: str) -> Worded:
        return _unlike(self._each(lambda tongue: tongue.translate(message)))

    def _numbered(self, message: str, n: int) -> Worded:
        return _unlike(self._each(lambda tongue: tongue.translate(message).replace("{n}", str(n))))

    def _both(self, message: str) -> str:
        """In one line: `Votes / Voix`."""
        return _joined(tongue.translate(message) for tongue in self._tongues)

    def _stacked(self, message: str) -> str:
        """Below one another, as the cell of a table has room for it."""
        if not message:  # to a catalogue the empty text is its own head
            return ""
        return "\n".join(dict.fromkeys(tongue.translate(message) for tongue in self._tongues))

    def _texts(self, text: LocalizedText, before: str = "") -> Worded:
        """What the event says itself; a language that it lacks is not made up."""
        spoken = _unlike(self._each(lambda tongue: text.get(tongue.code)))
        return [(code, before + words) for code, words in spoken]


def _unlike(texts: Worded) -> Worded:
    """Without the second where it says the same as the first."""
    return [texts[0], *(each for each in texts[1:] if each[1] != texts[0][1])]


def _joined(texts: Sequence[str] | Iterator[str]) -> str:
    return " / ".join(dict.fromkeys(each for each in texts if each))


def _lettered(tally: Tally) -> bool:
    """Whether the chart names its bars by letters."""
    return isinstance(tally, Counts | Ranks) or (isinstance(tally, Numbers) and len(tally.rows) > 1)


def _short(made: Table) -> Table:
    """Without what stands far behind, and without columns in which nothing stands."""
    rows = made.rows[:_MOST_ROWS]
    kept = [
        place
        for place in range(len(made.header))
        if not rows or any(row[place] not in (None, "") for row in rows)
    ]
    return Table(
        tuple(made.header[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _days(days: Sequence[date | None], code: str) -> str:
    known = sorted(each for each in days if each is not None)
    if known[0] == known[-1]:
        return format_date(known[0], "long", locale=code)
    return format_interval(known[0], known[-1], "yMMMd", locale=code)
