"""What an event is made of before anything happens in it: agenda, activities, settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from quizapp.domain.bank import Question
from quizapp.domain.scoring import Scoring
from quizapp.domain.seats import Seat
from quizapp.domain.teams import NO_TEAMS, Teams
from quizapp.domain.text import Json, LocalizedText
from quizapp.domain.voting import PLAIN, Voting


class JoinMode(StrEnum):
    """What a phone says of itself when it joins."""

    ANONYMOUS = "anonymous"
    NICKNAME = "nickname"
    NAME = "name"


class ActivityKind(StrEnum):
    """The kinds of activity."""

    QUIZ = "quiz"
    POLL = "poll"


class ResultsWhen(StrEnum):
    """When the figures of a poll may be shown: while it is open, or from the close on."""

    LIVE = "live"
    CLOSE = "close"


class RankingWhen(StrEnum):
    """When a quiz shows the ranking before its podium: after each question, or only at the end."""

    EACH = "each"
    END = "end"


class RankingOf(StrEnum):
    """Who is ranked on the screen, where the event has teams: both stand side by side."""

    PERSONS = "persons"
    TEAMS = "teams"
    BOTH = "both"


class RankingNames(StrEnum):
    """Whether the ranking on the screen says who is who, or shows places and points alone."""

    SHOWN = "shown"
    HIDDEN = "hidden"


RANKING_TOPS = (3, 5, 10)
"""How many the ranking on the screen may show."""
LONGEST_BREATHER_S = 60


@dataclass(frozen=True, slots=True)
class Wifi:
    """The room's Wi-Fi, for the lobby. `security` is `WPA`, `WEP` or `nopass` as QR codes say it."""

    ssid: str = ""
    password: str = ""
    security: str = "WPA"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An agenda item as stored. `path` is unique in the event (`VIII (a)`, `INTEGRITY QUIZ`)."""

    id: str
    path: str
    number: str
    title: LocalizedText
    text: LocalizedText
    reference: str
    day: int
    parent_id: str | None
    position: int
    starts_at: time | None = None
    """As planned, by the wall clock of the meeting's place; None where it is not."""
    ends_at: time | None = None
    floor_id: str | None = None
    """The floor it belongs to; None: to whichever takes it."""
    notes: str = ""
    """For moderators alone."""


@dataclass(frozen=True, slots=True)
class ActivityQuestion:
    """A question's place in an activity, with the version that will be asked."""

    question_id: str
    version: int
    question: Question
    time_limit_s: int | None
    """The question's own, or the activity's default; None is open-ended."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do with the audience. `item_id` is the agenda item it belongs to, or None."""

    id: str
    slug: str
    kind: ActivityKind
    title: LocalizedText
    item_id: str | None
    position: int
    questions: tuple[ActivityQuestion, ...]
    scoring: Scoring = Scoring.ACCURACY
    results: ResultsWhen = ResultsWhen.CLOSE
    ranking: RankingWhen = RankingWhen.EACH
    ask_s: int = 5
    """Seconds for which a quiz shows the question alone; 0: until the moderator opens it."""
    streak: bool = False
    """Whether right answers in a row earn a bonus."""
    ranking_of: RankingOf = RankingOf.PERSONS
    top: int = 5
    """One of `RANKING_TOPS`."""
    names: RankingNames = RankingNames.SHOWN
    breather_s: int = 0
    """Seconds of quiet between one question and the next, at most `LONGEST_BREATHER_S`; 0: none."""
    voting: Voting = PLAIN
    """Of a poll: who votes, and what is kept of it."""
    floor_id: str | None = None
    """The floor it belongs to; None: to that of its item, or to whichever starts it."""
    notes: str = ""
    """For moderators alone."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A parallel room of the event. The name is empty where there is only one."""

    id: str
    name: LocalizedText
    position: int


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting with one join code. Days are 1-based positions in `days`."""

    id: str
    slug: str
    code: str
    title: LocalizedText
    theme: LocalizedText
    time_zone: str
    languages: tuple[str, ...]
    screen_languages: tuple[str, ...]
    days: tuple[date | None, ...]
    join: JoinMode
    wifi: Wifi
    screen_token: str
    floors: tuple[Floor, ...]
    agenda: tuple[AgendaLine, ...]
    activities: tuple[Activity, ...]
    """In the order of the run sheet: by agenda item, then by position."""
    teams: Teams = NO_TEAMS
    extra_time_by_choice: bool = False
    """Whether phones are asked at the door if they need longer time limits."""
    rehearsal_of: str | None = None
    """The event that this one is a copy of, to rehearse with."""
    seats: tuple[Seat, ...] = ()
    """The seat list, in its order; empty where there is none."""

    def activity(self, activity_id: str) -> Activity:
        """KeyError where the event has no such activity."""
        return {each.id: each for each in self.activities}[activity_id]

    def question(self, question_id: str, version: int) -> Question:
        """A question of any activity as it stands in the script; KeyError where there is none."""
        for activity in self.activities:
            for each in activity.questions:
                if (each.question_id, each.version) == (question_id, version):
                    return each.question
        raise KeyError(question_id, version)


@dataclass(frozen=True, slots=True)
class Participant:
    """One phone that joined. `number` counts arrivals from 1; `name` is empty when anonymous."""

    id: str
    event_id: str
    number: int
    name: str
    language: str
    joined_at: int
    left: bool = False
    seed: int = 0
    """Personal shuffle seed, stable over reloads."""
    extra_time: int = 10
    """Tenths of each time limit asked for at the door; `EventState.extra_time` says what holds."""
    team_id: str | None = None
    """The team chosen or given at the door; the moderator's word (`EventState.team_moves`) is above."""
    seat_id: str | None = None
    """The seat that the phone has taken by its code."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A committed answer: the last accepted one of that voter in that round."""

    round_id: str
    voter_id: str
    number: int
    answer: Json
    elapsed_ms: int
    answered_at: int
