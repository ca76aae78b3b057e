"""Words that several formats share, as message ids."""

from __future__ import annotations

from quizapp.domain.event import ActivityKind
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
