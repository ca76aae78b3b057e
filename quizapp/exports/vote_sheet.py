"""The result sheet of a vote: what was asked, who might vote, how many did, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from quizapp.domain.outcome import Outcome
from quizapp.domain.tallies import Counts, Tally
from quizapp.domain.text import N_
from quizapp.domain.vote_record import VoteRecord
from quizapp.domain.voting import Majority
from quizapp.exports.base import Translate
from quizapp.exports.pdf_sheet import PdfSheet
from quizapp.exports.tables import figures

MAJORITIES = {
    Majority.SIMPLE: N_("more for than against"),
    Majority.TWO_THIRDS: N_("two thirds of those voting for or against"),
    Majority.OF_MEMBERS: N_("more than half of all seats that vote"),
}
Line = tuple[str, str]


def terms(record: VoteRecord, _: Translate) -> Iterator[Line]:
    """Who might vote, how many did, and what was needed, as name and value."""
    voting = record.voting
    yield _("Kind of vote"), _("Secret ballot") if voting.secret else _("Recorded vote")
    if record.eligible is None:
        yield _("Who voted"), _("one vote per phone, not verified")
        yield _("Votes cast"), str(record.voted)
    else:
        yield _("Seats that may vote"), str(record.eligible)
        yield _("Seats that voted"), str(record.voted)
    if record.outcome is not None and record.outcome.quorum:
        reached = _("reached") if record.outcome.quorum_reached else _("not reached")
        share = _("{n} % of the seats").format(n=voting.quorum)
        yield _("Quorum"), f"{record.outcome.quorum} ({share}): {reached}"
    if voting.majority in MAJORITIES:
        yield _("Required majority"), _(MAJORITIES[voting.majority])
    if voting.places:
        yield _("Places to be filled"), str(voting.places)


def decision(record: VoteRecord, language: str, _: Translate) -> tuple[str, ...]:
    """What was decided, in one sentence and its reasons; empty where nothing was to be."""
    if record.voided:
        return (_("This vote was declared void."),)
    outcome = record.outcome
    if outcome is None:
        return ()
    if not outcome.quorum_reached:
        return (_("No decision: the quorum was not reached."),)
    return tuple(_decided(outcome, record, language, _))


def _decided(outcome: Outcome, record: VoteRecord, language: str, _: Translate) -> Iterator[str]:
    names = record.question.labels(language)
    if motion := outcome.motion:
        yield _("The motion is carried.") if motion.carried else _("The motion is not carried.")
        text = _("{n} for, {against} against, {abstained} abstained; {needed} needed.")
        yield text.format(
            n=motion.votes_for,
            against=motion.votes_against,
            abstained=outcome.abstained,
            needed=motion.needed,
        )
    if election := outcome.election:
        if election.elected:
            who = ", ".join(names[each] for each in election.elected)
            yield _("Elected: {names}.").format(names=who)
        elif not election.tied:
            yield _("Nobody is elected.")
        if election.tied:
            who = ", ".join(names[each] for each in election.tied)
            text = _("Tied for what is left, and not decided: {names}.")
            yield text.format(names=who)


def counted(tally: Tally | None, record: VoteRecord, language: str, _: Translate) -> list[Line]:
    """Option and votes; other shapes as their tables have them."""
    if tally is None:
        return []
    if not isinstance(tally, Counts):
        lines = figures(record.question, tally, language)
        return [(f"{each.item} {each.answer}".strip(), str(each.value)) for each in lines]
    labels = record.question.labels(language)
    found = [(labels[key], str(n)) for key, n in tally.counts.items()]
    return [*found, (_("Abstained"), str(tally.abstained))]


def moment(at: int | None, record: VoteRecord, language: str) -> str:
    """In the event's own time."""
    if at is None:
        return ""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(record.time_zone))
    return str(format_datetime(local, "long", locale=language))


def proof(record: VoteRecord, _: Translate) -> Iterator[Line]:
    """By what the sheet can be held against the record of the event."""
    yield _("Head of the record at the close"), record.head
    if record.digest:
        yield _("Seal of the ballots"), record.digest
    if record.salt:
        yield _("Salt that opens the seal"), record.salt


def vote_pages(record: VoteRecord, language: str, translate: Translate) -> bytes:
    """A PDF."""
    _ = translate
    made = PdfSheet(record.activity_title.get(language), language)
    made.page()
    made.text(record.event_title.get(language), 10, faint=True)
    made.text(record.activity_title.get(language), 18, bold=True)
    made.text(record.question.prompt.get(language), 12, gap=4)
    for index, line in enumerate(decision(record, language, _)):
        made.text(line, 12.5 if index else 15, bold=not index)
    made.rule()
    for name, value in terms(record, _):
        made.pair(name, value)
    made.pair(_("Opened"), moment(record.opened_at, record, language))
    made.pair(_("Closed"), moment(record.closed_at, record, language))
    _figures(made, record, language, _)
    _names(made, record, language, _)
    made.rule()
    for name, value in proof(record, _):
        made.pair(name, value, 8)
    return made.done()


def _figures(made: PdfSheet, record: VoteRecord, language: str, _: Translate) -> None:
    made.rule()
    made.text(_("Figures"), 13, bold=True)
    if record.tally is None:
        made.text(_("Fewer ballots than may be told apart: no figures."), 11)
    for name, value in counted(record.tally, record, language, _):
        made.pair(name, value, 11)
        if value.isdigit() and record.voted:
            made.bar(int(value) / record.voted)
    apart = counted(record.observers, record, language, _)
    if apart:
        made.text(_("Observers, counted apart and in no result"), 11, bold=True)
        for name, value in apart:
            made.pair(name, value)


def _names(made: PdfSheet, record: VoteRecord, language: str, _: Translate) -> None:
    if record.proxies:
        made.rule()
        made.text(_("Proxies"), 13, bold=True)
        for each in record.proxies:
            held = _("cast by {name}").format(name=each.holder.delegation)
            made.pair(each.seat.delegation, f"{held}. {each.note}" if each.note else held)
    if record.votes:
        made.rule()
        made.text(_("Roll call"), 13, bold=True)
        for vote in record.votes:
            made.pair(vote.seat.label, in_words(record, vote.answer, language, _))


def in_words(record: VoteRecord, answer: object, language: str, _: Translate) -> str:
    """What a seat voted; None: it has not."""
    if answer is None:
        return _("not voted")
    return record.question.answer_text(answer, language)  # type: ignore[arg-type]  # as it was stored
