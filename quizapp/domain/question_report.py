"""Questions from the floor and reactions, as they are taken home."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.qa import FloorQuestion
from quizapp.domain.reactions import Pulse
from quizapp.domain.text import LocalizedText


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """One session: what it was about, and its questions, the most wanted first."""

    floor: LocalizedText
    number: str
    """Of the agenda item, as it is cited; empty without one."""
    title: LocalizedText
    questions: tuple[FloorQuestion, ...]


@dataclass(frozen=True, slots=True)
class FloorPulse:
    """The reactions of one sitting on one floor."""

    floor: LocalizedText
    pulse: Pulse


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """Of a whole event. Floors have a name only where there are several."""

    event_slug: str
    event_title: LocalizedText
    time_zone: str
    generated_at: int
    sections: tuple[QuestionSection, ...]
    pulses: tuple[FloorPulse, ...]
