"""What the use cases need from outside. Storage fulfils the stores; tests have fakes of all.

A store method is one database job of its own (one transaction, committed when it returns). It may
be called from any greenlet or thread, blocks only its caller, and returns frozen dataclasses. Every
store method raises `NotSaved` where the database can't be written or reached.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.agenda import Agenda
from quizapp.domain.ballots import Ballot, Cast, PendingBallot, Sealing
from quizapp.domain.bank import Question
from quizapp.domain.event import Event, Participant, StoredAnswer
from quizapp.domain.keeping import DueDates, Keeping
from quizapp.domain.keeping import Kept as KeptRecord
from quizapp.domain.live.commands import Role
from quizapp.domain.live.log import Entry
from quizapp.domain.pictures import PictureFile
from quizapp.domain.seats import ProxyNote, PutSeat
from quizapp.domain.shelf import (
    BankHead,
    BankLine,
    Draft,
    Found,
    Intake,
    PutQuestion,
    Shelved,
    Use,
    Wanted,
)
from quizapp.domain.stored import (
    ActivityPlan,
    EventLine,
    EventPlan,
    EventSettings,
    ItemPlan,
    Kept,
    Moved,
    NamedText,
    NoteAbout,
    PendingAnswer,
    PendingJoin,
    Presence,
    RehearsalPlan,
    SignInLink,
    TeamWish,
    TextTitle,
)
from quizapp.domain.text import LocalizedText


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

    def heads(self, event_ids: Collection[str]) -> dict[str, int]:
        """The same of each of these events that there is: one that was deleted is left out."""


class AnswerStore(Protocol):
    """The table of answers: the truth from which everything is counted."""

    def commit(self, batch: Sequence[PendingAnswer]) -> Sequence[Kept | Moved]:
        """One transaction for all; outcomes in the order of the batch.

        In the transaction the head of each event's log is read (and held); a pending answer whose
        `seq` is older gets `Moved`. Of several answers of one voter in one round the highest
        `number` stands, of final ones the first; of those with a sender the last, see there. A
        batch may hold the same voter twice.
        """

    def of_rounds(self, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        """All answers in these rounds, by round and voter."""

    def changed(self, round_id: str, mark: str) -> tuple[tuple[StoredAnswer, ...], str]:
        """Answers of the round written since the mark was given (all of them where it is empty).

        With the mark for the next look. Some may come again; none is ever missed.
        """

    def of_voter(self, voter_id: str, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        """One voter's answers in these rounds."""

    def counts(self, round_ids: Collection[str]) -> dict[str, int]:
        """Round -> number of answers; rounds without answers are left out."""


class BallotStore(Protocol):
    """The ballot box of secret rounds: who has voted, and apart from that what was voted."""

    def commit(self, batch: Sequence[PendingBallot]) -> Sequence[Cast | Moved]:
        """One transaction for all; outcomes in the order of the batch.

        The head of each event's log is read and held as in `AnswerStore.commit`. Of several ballots
        of one voter in one round the first stands. A batch may hold the same voter twice.
        """

    def voters(self, round_id: str) -> frozenset[str]:
        """The register of a round, open or closed."""

    def has_voted(self, round_id: str, voter_id: str) -> bool:
        """Whether the register holds this voter."""

    def seal(self, event_id: str, round_id: str) -> Sealing:
        """Part the ballots of a closed round from their voters for good, and seal them.

        In steps, each durable: called again after a kill or an error, it goes on where it was, and
        returns the same once it is done.
        """

    def sealing(self, round_id: str) -> Sealing | None:
        """None until `seal` is done."""

    def ballots(self, round_id: str) -> tuple[Ballot, ...]:
        """The ballots by group and content; none until `seal` is done."""


class KeepingStore(Protocol):
    """How long events are kept, and what stays of those that were deleted."""

    def dates(self, event_id: str) -> Keeping:
        """Of one event; none where none were set."""

    def set_dates(self, event_id: str, keeping: Keeping) -> None:
        """Raises `NotFound`."""

    def all_dates(self) -> tuple[DueDates, ...]:
        """Of every event that has any."""

    def delete_names(self, event_id: str) -> None:
        """Names of people, of seats' holders and askers; nothing of them stays in the files."""

    def delete_event(self, kept: KeptRecord, content: str) -> None:
        """Put the record in place of the event, all or nothing. Raises `NotFound`."""

    def kept(self) -> tuple[KeptRecord, ...]:
        """The latest first."""

    def kept_record(self, event_id: str) -> str:
        """The content of a record that stayed. Raises `NotFound`."""


class ParticipantStore(Protocol):
    """Participants; tokens are kept as hashes only."""

    def join(self, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        """One transaction for all; None where the name is taken."""

    def rejoin(
        self, participant_id: str, name: str, name_key: str, language: str
    ) -> Participant | None:
        """Back with the same token, perhaps under another name; None where that is taken."""

    def set_team(self, participant_id: str, wish: TeamWish) -> Participant:
        """Put into a team. Raises `NotFound`."""

    def set_seat(self, participant_id: str, seat_id: str | None) -> Participant:
        """Take a seat, or leave it. Raises `NotFound` (participant, seat)."""

    def by_token(self, event_id: str, token_hash: str) -> Participant | None:
        """The participant with that token."""

    def get(self, event_id: str, participant_id: str) -> Participant | None:
        """One participant."""

    def all(self, event_id: str) -> tuple[Participant, ...]:
        """Everyone who ever joined, by number."""

    def changed(self, event_id: str, mark: str) -> tuple[tuple[Participant, ...], str]:
        """Who was written since the mark was given, by number; as `AnswerStore.changed`."""

    def set_language(self, participant_id: str, language: str) -> None:
        """The phone's language, kept over reloads."""

    def set_left(self, participant_id: str, left: bool) -> None:
        """The participant left by choice (or came back)."""


class SeatStore(Protocol):
    """The seat list; `EventStore.get` reads it with the event. Codes are kept as hashes only."""

    def put(self, event_id: str, seats: Sequence[PutSeat]) -> None:
        """Write these seats, new or in place of themselves, all or none.

        Raises `NotFound` (event), `Conflict` where another import was faster.
        """

    def delete(self, event_id: str, seat_id: str) -> None:
        """Its phones stand up. Raises `NotFound`."""

    def renew(self, event_id: str, codes: Mapping[str, str]) -> None:
        """Seat -> hash of its new code; the old codes are good no more. Raises `NotFound`."""

    def by_code(self, event_id: str, code_hash: str) -> str | None:
        """Id of the seat with that code."""

    def put_note(self, seat_id: str, note: str) -> None:
        """Keep why the seat's vote is held by another; empty: nothing. Raises `NotFound`."""

    def notes(self, event_id: str) -> tuple[ProxyNote, ...]:
        """All that are kept, by seat."""


class TextStore(Protocol):
    """The words behind the text ids of the log. What was given an id once keeps it."""

    def texts(self, round_id: str) -> tuple[NamedText, ...]:
        """All texts of a round of which something was said."""

    def titles(self, round_id: str) -> tuple[TextTitle, ...]:
        """All titles that were typed for groups of the round's texts."""

    def name_text(self, event_id: str, round_id: str, key: str, fresh_id: str) -> str:
        """The id of a text: the one it has, else the fresh one."""

    def name_title(self, event_id: str, round_id: str, title: str, fresh_id: str) -> str:
        """The id of a group: the one of the same title in this round, else the fresh one."""


class PresenceStore(Protocol):
    """Who is there, so that a restart knows whom to wait for; and the workers' signs of life."""

    def save(self, changes: Iterable[tuple[str, Presence]]) -> None:
        """(event id, presence) pairs. Called about once a second, in a batch.

        The newest connection stands; that it is gone is taken only from the worker that has it, or
        where somebody left by choice.
        """

    def load(self, event_id: str) -> tuple[Presence, ...]:
        """All that is known."""

    def changed(self, event_id: str, mark: str) -> tuple[tuple[Presence, ...], str]:
        """What was written since the mark was given; as `AnswerStore.changed`."""

    def sign_of_life(self, worker_id: str, now: int) -> int | None:
        """Note that this worker lives. Returns the latest sign of any worker before.

        None at the very first start. Of several at once one comes first: only it finds a gap.
        """

    def probe(self, worker_id: str) -> None:
        """Write this worker's sign again as it is: only to see whether it can be written."""

    def last_sign_of_life(self) -> int | None:
        """The latest of any worker, None at the very first start."""

    def alive(self, since: int) -> frozenset[str]:
        """Workers with a sign of life at or after that time."""

    def drop_signs(self, before: int) -> None:
        """Delete older signs of life, never the latest of all."""


class EventStore(Protocol):
    """Events with their agenda, activities and questions."""

    def events(self) -> tuple[EventLine, ...]:
        """All events, the newest first."""

    def get(self, event_id: str) -> Event:
        """Raises `NotFound`."""

    def question(self, question_id: str, version: int) -> Question:
        """One version of a question, also one that no activity holds any more.

        Raises `NotFound`.
        """

    def amend(self, question_id: str, made_from: int, question: Question) -> int:
        """Store a version of the question with another key; return its number.

        Raises `NotFound`. No activity asks it by itself.
        """

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

    def copy(self, plan: RehearsalPlan) -> None:
        """Store a copy of an event to rehearse with: its content, nothing that happened in it.

        Raises `NotFound` (event, activity), `Conflict` where slug or code is taken.
        """

    def import_agenda(
        self,
        event_id: str,
        agenda: Agenda,
        titles: Mapping[str, LocalizedText] | None = None,
        texts: Mapping[str, LocalizedText] | None = None,
    ) -> None:
        """Put the agenda in place of the event's own; activities keep their item.

        `titles` and `texts` are in further languages, by path. Raises `NotFound`.
        """

    def change(self, event_id: str, settings: EventSettings) -> None:
        """Write the settings."""

    def delete(self, event_id: str) -> None:
        """Delete the event with its agenda, activities, log, participants and answers.

        Banks stay. Raises `NotFound`.
        """


class ActivityStore(Protocol):
    """Activities as the organiser edits them; `EventStore.get` reads them."""

    def time_limit_s(self, activity_id: str) -> int | None:
        """The activity's own limit, for questions that have none."""

    def put(
        self,
        event_id: str,
        activity_id: str,
        plan: ActivityPlan,
        questions: Sequence[tuple[str, int]],
    ) -> None:
        """Write an activity, new or in place of itself, with these questions (id and version).

        A new one comes last; where its slug is taken, it gets a number. An old one keeps its slug.
        Raises `NotFound` (event, activity, agenda item, question).
        """

    def delete(self, event_id: str, activity_id: str) -> None:
        """Raises `NotFound`."""

    def order(
        self,
        event_id: str,
        ids: Sequence[str],
        items: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        """Put the activities into this order.

        Each stays with its agenda item, but for those that `items` gives another (or none). Raises
        `NotFound` for an agenda item.
        """

    def note(self, event_id: str, about: NoteAbout, text: str) -> None:
        """Write a moderator's note in place of the one before. Raises `NotFound`."""

    def plan_item(self, event_id: str, item_id: str, plan: ItemPlan) -> None:
        """Write what is planned for an agenda item. Raises `NotFound` (item, floor)."""


class BankStore(Protocol):
    """Banks, their questions in the latest version, and what is typed and not saved of them."""

    def banks(self) -> tuple[BankLine, ...]:
        """All banks, by slug."""

    def bank(self, bank_id: str) -> BankLine:
        """Raises `NotFound`."""

    def search(self, wanted: Wanted, limit: int, offset: int) -> Found:
        """One page of the questions that fit, by bank and place."""

    def questions(self, ids: Collection[str]) -> tuple[Shelved, ...]:
        """Those of them that there are, archived ones too, in no order."""

    def version(self, question_id: str, version: int) -> Question:
        """Raises `NotFound`."""

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, sorted."""

    def create(self, bank_id: str, slug: str, head: BankHead) -> None:
        """A bank without questions; where the slug is taken, it gets a number."""

    def change(self, bank_id: str, head: BankHead) -> None:
        """Raises `NotFound`."""

    def delete(self, bank_id: str) -> None:
        """Delete the bank with its questions; raises `NotFound`, and `BankInUse`."""

    def put(self, put: PutQuestion) -> int:
        """Write a version (unless the latest says the same), drop the account's draft of it.

        Returns the version. Raises `NotFound`, and `QuestionChanged` where the latest version is
        not the expected one.
        """

    def take_in(self, intake: Intake) -> None:
        """Write a file's questions and pictures, all or none; raises `NotFound` for the bank."""

    def order(self, bank_id: str, ids: Sequence[str]) -> None:
        """Put the bank's questions into this order; raises `NotFound` (bank, question)."""

    def archive(self, question_id: str, archived: bool) -> None:
        """Hide the question, or bring it back; raises `NotFound`."""

    def keep_draft(self, draft: Draft) -> None:
        """In place of the account's draft before; raises `NotFound` for the bank."""

    def drop_draft(self, account_id: str, question_id: str) -> None:
        """None there is fine."""

    def drafts(self, *, bank_id: str = "", question_id: str = "") -> tuple[Draft, ...]:
        """Everybody's, of a bank or of a question, by time."""

    def uses(self, ids: Collection[str]) -> tuple[Use, ...]:
        """The activities that hold one of these questions, of the newest event first."""

    def events_asking(self, ids: Collection[str]) -> frozenset[str]:
        """Ids of the events whose log names a round of one of these questions."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a worker tells the others of an event: where to look. All of it is on disk as well."""

    event_id: str
    seq: int = 0
    """The head of its log; 0 where that is not what changed."""
    arrived: tuple[tuple[str, int], ...] = ()
    """(participant, since when) of who came in through this worker."""
    worker_id: str = ""


class HintLine(Protocol):
    """Hints between the workers: fast, and any of them may be lost."""

    @property
    def reachable(self) -> bool:
        """Whether the last hint got through."""

    def start(self, heard: Callable[[Hint], None]) -> None:
        """Hand over what other workers say, one at a time."""

    def say(self, hint: Hint) -> None:
        """Waits for nothing and raises nothing."""

    def stop(self) -> None:
        """Say and hear no more."""


class SimulatedPhones(Protocol):
    """Phones that behave like a hall of people: in a program of their own."""

    def start(self, event_id: str, code: str, phones: int) -> None:
        """Fill the room of that join code, in place of those who are there already."""

    def stop(self, event_id: str) -> None:
        """Send them home; none there is fine."""

    def count(self, event_id: str) -> int:
        """How many were asked for and still are there."""


class PictureStore(Protocol):
    """Pictures, each named by its content: never changed, and the same one is kept once."""

    def put(self, pictures: Sequence[PictureFile]) -> None:
        """Keep them; one that is there already stays as it is."""

    def get(self, picture_id: str) -> PictureFile | None:
        """One picture."""

    def unnamed(self) -> frozenset[str]:
        """Ids of the pictures that no question names, in no version and no draft."""

    def drop_unnamed(self, ids: Collection[str]) -> int:
        """Delete those of them that are still named by none; how many they were."""


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

    def drop_expired(self, now: int) -> None:
        """Delete sessions and links that are good no more."""
