"""What the use cases need from outside. Storage fulfils the stores; tests have fakes of all.

A store method is one database job of its own (one transaction, committed when it returns). It may
be called from any greenlet or thread, blocks only its caller, and returns frozen dataclasses. Every
store method raises `NotSaved` where the database can't be written or reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.agenda import Agenda
from quizapp.domain.bank import Bank
from quizapp.domain.event import Event, JoinMode, Participant, StoredAnswer, Wifi
from quizapp.domain.live.commands import Role
from quizapp.domain.live.log import Entry
from quizapp.domain.text import Json, LocalizedText


class Clock(Protocol):
    """Wall time anchored once a process, then monotonic: it never jumps."""

    def now(self) -> int:
        """Milliseconds since 1970."""


class Ids(Protocol):
    """Where randomness comes from."""

    def new(self) -> str:
        """A fresh id of 22 URL-safe characters (128 bits)."""

    def secret(self) -> str:
        """A fresh secret of 43 URL-safe characters (256 bits)."""

    def code(self) -> str:
        """A join code of six digits that does not begin with 0."""

    def seed(self) -> int:
        """A number from 1 to 2**31 - 1."""


class LogStore(Protocol):
    """The append-only log of each event."""

    def entries(self, event_id: str, after: int = 0) -> tuple[Entry, ...]:
        """All entries with a greater `seq`, in order. Called at start and to catch up."""

    def append(
        self,
        event_id: str,
        entries: Sequence[Entry],
        command_id: str | None,
        unanswered: Collection[str] = (),
    ) -> None:
        """Commit the entries, all or none.

        Raises:
            Conflict: another process appended first, or one of the rounds named in `unanswered`
                has an answer by now. Reload and decide again.
        """

    def seen(self, event_id: str, command_id: str) -> bool:
        """Whether a command with this id was already carried out."""

    def head(self, event_id: str) -> int:
        """`seq` of the last entry, 0 without any."""


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


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the table after the commit. `fresh` where it is the one handed in now."""

    number: int
    answer: Json
    fresh: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The event's log moved on since `seq`: nothing was written, accept it anew."""


class AnswerStore(Protocol):
    """The table of answers: the truth from which everything is counted."""

    def commit(self, batch: Sequence[PendingAnswer]) -> Sequence[Kept | Moved]:
        """One transaction for all; outcomes in the order of the batch.

        In the transaction the head of each event's log is read (and held); a pending answer whose
        `seq` is older gets `Moved`. Of several answers of one voter in one round the highest
        `number` stands, of final ones the first. A batch may hold the same voter twice.
        """

    def of_rounds(self, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        """All answers in these rounds, by round and voter."""

    def of_voter(self, voter_id: str, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        """One voter's answers in these rounds."""

    def counts(self, round_ids: Collection[str]) -> dict[str, int]:
        """Round -> number of answers; rounds without answers are left out."""


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


class ParticipantStore(Protocol):
    """Participants; tokens are kept as hashes only."""

    def join(self, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        """One transaction for all; None where the name is taken."""

    def rejoin(
        self, participant_id: str, name: str, name_key: str, language: str
    ) -> Participant | None:
        """Back with the same token, perhaps under another name; None where that is taken."""

    def by_token(self, event_id: str, token_hash: str) -> Participant | None:
        """The participant with that token."""

    def get(self, event_id: str, participant_id: str) -> Participant | None:
        """One participant."""

    def all(self, event_id: str) -> tuple[Participant, ...]:
        """Everyone who ever joined, by number."""

    def set_language(self, participant_id: str, language: str) -> None:
        """The phone's language, kept over reloads."""

    def set_left(self, participant_id: str, left: bool) -> None:
        """The participant left by choice (or came back)."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a phone was connected, and since when that holds."""

    participant_id: str
    connected: bool
    since: int


class PresenceStore(Protocol):
    """Who is there, so that a restart knows whom to wait for; and the workers' signs of life."""

    def save(self, changes: Iterable[tuple[str, Presence]]) -> None:
        """(event id, presence) pairs, latest wins. Called about once a second, in a batch."""

    def load(self, event_id: str) -> tuple[Presence, ...]:
        """All that is known."""

    def sign_of_life(self, worker_id: str, now: int) -> None:
        """This worker lives."""

    def last_sign_of_life(self) -> int | None:
        """The latest of any worker, None at the very first start."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    id: str
    slug: str
    code: str
    title: LocalizedText
    days: tuple[date | None, ...]


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


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A whole event to be stored, as read from an event file."""

    slug: str
    title: LocalizedText
    theme: LocalizedText
    time_zone: str
    languages: tuple[str, ...]
    screen_languages: tuple[str, ...]
    join: JoinMode
    wifi: Wifi
    agenda: Agenda
    item_titles: Mapping[str, LocalizedText]
    """Path -> title in further languages than the agenda's own."""
    item_texts: Mapping[str, LocalizedText]
    activities: tuple[ActivityPlan, ...]
    banks: tuple[Bank, ...]
    """Every bank that the activities name."""


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What the settings page may change."""

    title: LocalizedText
    theme: LocalizedText
    join: JoinMode
    wifi: Wifi
    screen_languages: tuple[str, ...]


class EventStore(Protocol):
    """Events with their agenda, activities and questions."""

    def events(self) -> tuple[EventLine, ...]:
        """All events, the newest first."""

    def get(self, event_id: str) -> Event:
        """Raises `NotFound`."""

    def id_by_code(self, code: str) -> str | None:
        """Event id of a join code."""

    def id_by_slug(self, slug: str) -> str | None:
        """Event id of a slug."""

    def id_by_screen(self, screen_token: str) -> str | None:
        """Event id of a screen's token."""

    def create(self, plan: EventPlan, event_id: str, code: str, screen_token: str) -> None:
        """Store an event, its banks (a changed question becomes a new version), all or nothing.

        Raises `Conflict` where slug or code is taken.
        """

    def import_agenda(self, event_id: str, agenda: Agenda) -> None:
        """Put the agenda in place of the event's own; activities keep their item by its path."""

    def change(self, event_id: str, settings: EventSettings) -> None:
        """Write the settings."""


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A one-time sign-in link as stored."""

    account_id: str
    expires_at: int
    used: bool


class AccountStore(Protocol):
    """Accounts, memberships, sign-ins. Secrets are kept as SHA-256 hashes, passwords as argon2."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by name."""

    def get(self, account_id: str) -> Account | None:
        """One account."""

    def by_name(self, name: str) -> Account | None:
        """By its sign-in name, case folded."""

    def password_hash(self, account_id: str) -> str | None:
        """The argon2 hash; None where the account has no password (sign-in by link only)."""

    def create(self, account: Account) -> None:
        """Raises `NameTaken`."""

    def set_password(self, account_id: str, password_hash: str | None) -> None:
        """Set or clear; ends all sessions of the account."""

    def set_active(self, account_id: str, active: bool) -> None:
        """An inactive account can't sign in; its sessions end."""

    def set_administrator(self, account_id: str, administrator: bool) -> None:
        """May manage accounts."""

    def memberships(self, account_id: str) -> tuple[Membership, ...]:
        """Roles by event."""

    def set_role(self, account_id: str, event_id: str, role: Role | None) -> None:
        """Give a role in an event, or take it away."""

    def add_link(self, token_hash: str, account_id: str, expires_at: int) -> None:
        """A one-time sign-in link."""

    def link(self, token_hash: str) -> SignInLink | None:
        """The link, used or not."""

    def use_link(self, token_hash: str, now: int) -> str | None:
        """Use it up: the account id, or None where it was used or is too old. Atomic."""

    def add_session(self, token_hash: str, account_id: str, expires_at: int) -> None:
        """A signed-in browser."""

    def session_account(self, token_hash: str, now: int) -> Account | None:
        """Who is signed in with it: None where it ended, or the account is inactive."""

    def end_session(self, token_hash: str) -> None:
        """Sign out."""
