"""What a summary record takes over from the room: by agenda item, what was asked and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizapp.domain.event import ActivityKind, AgendaLine
from quizapp.domain.report import ReportRound
from quizapp.domain.text import LocalizedText
from quizapp.domain.vote_record import VoteRecord


class AskedState(StrEnum):
    """How far a question from the floor came, as a record says it."""

    NOT_ANSWERED = "not_answered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class AnnexQuestion:
    """A question from the floor. `by` is empty where it was asked without a name."""

    text: str
    by: str
    votes: int
    state: AskedState
    edited: bool = False


@dataclass(frozen=True, slots=True)
class AnnexRound:
    """A round that is over; `vote` is its record where it was a vote that the room saw decided."""

    report: ReportRound
    vote: VoteRecord | None = None


@dataclass(frozen=True, slots=True)
class AnnexActivity:
    """One run of an activity: its rounds that are over, slides left out. `run` is 0 for an only one."""

    id: str
    title: LocalizedText
    kind: ActivityKind
    run: int
    joined: int
    rounds: tuple[AnnexRound, ...]


@dataclass(frozen=True, slots=True)
class AnnexItem:
    """An agenda item with what happened under it; `line` is None for what belongs to none."""

    line: AgendaLine | None
    number: str
    """As it is cited: `VIII (a)`."""
    activities: tuple[AnnexActivity, ...]
    questions: tuple[AnnexQuestion, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The whole annex. Items without anything to record are left out."""

    event_slug: str
    title: LocalizedText
    theme: LocalizedText
    days: tuple[date | None, ...]
    time_zone: str
    generated_at: int
    log_hash: str
    """Head of the event's log when this was computed: whoever has it can tell a changed record."""
    items: tuple[AnnexItem, ...]


def cited(line: AgendaLine, lines: Mapping[str, AgendaLine]) -> str:
    """Number of an item with that of the item above it."""
    parent = lines.get(line.parent_id or "")
    return f"{parent.number} {line.number}".strip() if parent is not None else line.number
