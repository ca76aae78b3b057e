"""What crosses the ports to the stores, beside the objects of the domain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from quizapp.domain.agenda import NO_AGENDA, Agenda
from quizapp.domain.bank import Bank
from quizapp.domain.event import JoinMode, Wifi
from quizapp.domain.teams import NO_TEAMS, Teams
from quizapp.domain.text import Json, LocalizedText
from quizapp.domain.voting import PLAIN, Voting


@dataclass(frozen=True, slots=True)
class PendingAnswer:
    """An accepted answer on its way to the disk. `seq` is the state it was accepted against."""

    event_id: str
    seq: int
    round_id: str
    voter_id: str
    number: int
    answer: Json
    elapsed_ms: int
    answered_at: int
    final: bool
    """The first answer stands: a later one is refused."""
    sender_id: str = ""
    """Where a seat votes: which of its phones this is from. Numbers rise per sender then, the last
    accepted of any sender stands, and the number kept rises with each."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the table after the commit. `fresh` where it is the one handed in now."""

    number: int
    answer: Json
    fresh: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The event's log moved on since `seq`: nothing was written, accept it anew."""


@dataclass(frozen=True, slots=True)
class TeamWish:
    """The team that somebody shall be in: `team_id`, or with `balance` the smallest of those.

    `balance` has each team with how many more (or fewer) are in it than the table says: whom the
    moderator has moved or put out.
    """

    team_id: str | None = None
    balance: tuple[tuple[str, int], ...] = ()


NO_WISH = TeamWish()


@dataclass(frozen=True, slots=True)
class PendingJoin:
    """A phone that wants in. The store gives the number in order of arrival."""

    event_id: str
    participant_id: str
    token_hash: str
    name: str
    name_key: str
    """The name folded so that look-alikes are equal; unique in the event. Empty: anonymous."""
    language: str
    joined_at: int
    seed: int
    extra_time: int = 10
    """Tenths of each time limit that the phone asked for."""
    team: TeamWish = NO_WISH


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a phone was connected, since when that holds, and through which worker."""

    participant_id: str
    connected: bool
    since: int
    worker_id: str = ""


@dataclass(frozen=True, slots=True)
class NamedText:
    """The words behind a text id of the log: the key of its group in the tally."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class TextTitle:
    """What a moderator called a group of texts."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    id: str
    slug: str
    code: str
    title: LocalizedText
    days: tuple[date | None, ...]
    rehearsal_of: str | None = None
    """The event that this one is a copy of, to rehearse with."""


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """What is planned for an agenda item beside its words. `floor` is a key of the event's floors."""

    starts_at: time | None = None
    ends_at: time | None = None
    floor: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class NoteAbout:
    """What a moderator's note is about: an `activity`, or an `agenda_item`."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """An activity to be stored; `item` is the path of its agenda item, or empty."""

    slug: str
    kind: str
    title: LocalizedText
    item: str
    questions: tuple[tuple[str, str], ...]
    """(bank slug, question slug) pairs."""
    scoring: str
    results: str
    ranking: str
    ask_s: int
    time_limit_s: int | None
    streak: bool = False
    ranking_of: str = "persons"
    top: int = 5
    names: str = "shown"
    breather_s: int = 0
    voting: Voting = PLAIN
    floor: str = ""
    """Key of its floor: the id that the event file gives it, or the stored one."""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A whole event to be stored, as read from an event file. Without more it is an empty one."""

    slug: str
    title: LocalizedText
    languages: tuple[str, ...]
    screen_languages: tuple[str, ...]
    theme: LocalizedText = field(default_factory=LocalizedText)
    time_zone: str = "UTC"
    join: JoinMode = JoinMode.NICKNAME
    wifi: Wifi = field(default_factory=Wifi)
    agenda: Agenda = NO_AGENDA
    item_titles: Mapping[str, LocalizedText] = field(default_factory=dict)
    """Path -> title in further languages than the agenda's own."""
    item_texts: Mapping[str, LocalizedText] = field(default_factory=dict)
    activities: tuple[ActivityPlan, ...] = ()
    banks: tuple[Bank, ...] = ()
    """Every bank that the activities name."""
    teams: Teams = NO_TEAMS
    extra_time_by_choice: bool = False
    floors: tuple[tuple[str, LocalizedText], ...] = ()
    """(key, name) of each; none: one without a name."""
    item_plans: Mapping[str, ItemPlan] = field(default_factory=dict)
    """Path -> what is planned."""


@dataclass(frozen=True, slots=True)
class RehearsalPlan:
    """A copy of the event `of`, whole or with one activity (named by its slug) alone."""

    of: str
    event_id: str
    slug: str
    code: str
    screen_token: str
    activity_slug: str | None = None


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What the settings page may change."""

    title: LocalizedText
    theme: LocalizedText
    join: JoinMode
    wifi: Wifi
    screen_languages: tuple[str, ...]
    teams: Teams = NO_TEAMS
    extra_time_by_choice: bool = False
    floors: tuple[tuple[str, LocalizedText], ...] = ()
    """(id, name) of each, in order; an empty id is a new floor. None at all: as they are."""


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A one-time sign-in link as stored."""

    account_id: str
    expires_at: int
    used: bool
