"""Words that several formats share, as message ids."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.event import ActivityKind
from quizapp.domain.report import ReportRound
from quizapp.domain.scoring import Scoring
from quizapp.domain.text import N_
from quizapp.exports.base import Translate

KINDS = {ActivityKind.QUIZ: N_("Quiz"), ActivityKind.POLL: N_("Poll")}
SCORINGS = {
    Scoring.ACCURACY: N_("Accuracy: time does not count"),
    Scoring.MILD: N_("Mild: time costs at most a tenth"),
    Scoring.CLASSIC: N_("Classic: time costs up to half"),
    Scoring.DOUBLE: N_("Double: twice the points, time does not count"),
    Scoring.NONE: N_("None: no points, no places"),
}


def yes_or_no(value: bool | None, _: Translate) -> str | None:
    """In words; None where nothing is right or wrong."""
    if value is None:
        return None
    return _("yes") if value else _("no")


def proof_lines(on: ReportRound, _: Translate) -> Iterator[tuple[str, str]]:
    """What is to be said of a vote beside its figures, as name and value; nothing of a poll."""
    voting = on.voting
    if not (voting.secret or voting.formal):
        return
    secret, seats = _("Secret ballot"), _("one per seat")
    phones = _("one per phone, not verified")
    kind = secret if voting.secret else _("Recorded vote")
    yield _("Kind of vote"), f"{kind}, {seats if voting.by_seat else phones}"
    if on.ballots is not None:
        yield _("Ballots cast"), str(on.answered)
        if on.ballots.suppressed:
            yield _("Figures"), _("Fewer ballots than may be told apart: no figures.")
        for name in on.ballots.hidden:
            yield _("Group of which nothing may be said"), name
        yield _("Seal of the ballots"), on.ballots.digest
        yield _("Salt that opens the seal"), on.ballots.salt
    yield _("Head of the record at the close"), on.head
