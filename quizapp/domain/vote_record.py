"""What is known of a vote that was held, ready for its result sheet. Recomputed from the answers."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank import Question
from quizapp.domain.outcome import Outcome
from quizapp.domain.seats import Seat
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json, LocalizedText
from quizapp.domain.voting import Voting


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """A seat, and what it voted; None: it has not."""

    seat: Seat
    answer: Json


@dataclass(frozen=True, slots=True)
class RecordedProxy:
    """Whose vote was cast by whom, and why."""

    seat: Seat
    holder: Seat
    note: str


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """A revealed round. Its figures are those that everybody may see, in a secret one too."""

    event_title: LocalizedText
    activity_title: LocalizedText
    activity_slug: str
    number: int
    """1-based place of the question in its activity."""
    question: Question
    voting: Voting
    voided: bool
    opened_at: int | None
    closed_at: int | None
    time_zone: str
    eligible: int | None
    """How many seats might vote; None where phones vote."""
    voted: int
    tally: Tally | None
    """None where the figures are withheld."""
    outcome: Outcome | None
    observers: Tally | None
    """What observers answered, apart; None where none did, or none was asked."""
    votes: tuple[RecordedVote, ...]
    """By delegation, of a roll call alone."""
    proxies: tuple[RecordedProxy, ...]
    head: str
    """Hash of the log's entry with which it was closed, of a secret one counted."""
    digest: str = ""
    salt: str = ""
