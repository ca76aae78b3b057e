"""What is known of one run of one activity, ready to be exported. Recomputed from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.domain.bank import Question
from quizapp.domain.event import ActivityKind
from quizapp.domain.scoring import Scoring
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json, LocalizedText
from quizapp.domain.voting import PLAIN, Voting

NO_TEXT = LocalizedText()


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """One committed answer.

    `number` and `name` are None and empty where the event is anonymous; then the answers stand
    sorted by content, so that their order says nothing either.
    """

    number: int | None
    name: str
    answer: Json
    elapsed_ms: int
    right: bool | None
    points: int
    bonus: int = 0
    """What right answers in a row added to them."""
    team: LocalizedText = NO_TEXT
    """Empty where there is none, and where the event is anonymous."""


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """What the moderator said of the typed texts of a round, by the keys of the tally's groups."""

    hidden: frozenset[str] = frozenset()
    """Those that the room did not see."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Text -> title of the group under which it stood."""


NOTHING_SAID = ReportTexts()


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """The figures of one group of voters that may be shown."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ReportBallots:
    """Of a secret round: the seal of its ballots, and what opens it where figures are shown."""

    digest: str
    """Empty until they are sealed."""
    salt: str = ""
    suppressed: bool = False
    """Fewer than k voted: there are no figures, for nobody."""
    groups: tuple[ReportGroup, ...] = ()
    hidden: tuple[str, ...] = ()
    """Groups of which nothing may be said."""


@dataclass(frozen=True, slots=True)
class ReportRound:
    """One round: the question with the key by which it is graded, and what was answered."""

    round_id: str
    number: int
    """1-based place of the question in the activity."""
    question: Question
    voided: bool
    counts: bool
    """Whether it counts for the ranking (the latest asking, revealed, not voided)."""
    opened_at: int | None
    closed_at: int | None
    points: int
    tally: Tally | None
    """None where there was nothing to answer (a slide), and where nothing may be shown."""
    answered: int
    right: int | None
    """How many were right; None where nothing is graded."""
    answers: tuple[ReportAnswer, ...]
    amended: bool = False
    """Whether an answer was accepted afterwards: the key is not the one that was asked with."""
    texts: ReportTexts = field(default_factory=ReportTexts)
    voting: Voting = PLAIN
    ballots: ReportBallots | None = None
    """Of a secret round."""
    head: str = ""
    """Hash of the log's entry with which it was closed, of a secret one counted."""

    @property
    def withheld(self) -> bool:
        """Whether it has been answered and its figures may not be shown: not yet, or never."""
        return self.ballots is not None and self.tally is None


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """A line of the final ranking. Only where participants gave a name or nickname."""

    place: int
    shared: bool
    number: int
    name: str
    points: int
    right: int
    right_ms: int
    team: LocalizedText = NO_TEXT


@dataclass(frozen=True, slots=True)
class ReportTeam:
    """A line of the final ranking of the teams. `points` and `right` are means of the members'."""

    place: int
    shared: bool
    name: LocalizedText
    members: int
    points: int
    right: float


@dataclass(frozen=True, slots=True)
class Report:
    """One run of one activity."""

    event_slug: str
    event_title: LocalizedText
    activity_slug: str
    activity_title: LocalizedText
    kind: ActivityKind
    scoring: Scoring
    run: int
    named: bool
    """Whether people can be told apart in it (join mode nickname or name)."""
    joined: int
    generated_at: int
    log_hash: str
    """Hash of the event's log entry up to which this was computed."""
    rounds: tuple[ReportRound, ...]
    standings: tuple[ReportStanding, ...]
    teams: tuple[ReportTeam, ...] = ()
