"""What the use cases need from outside. Storage fulfils the stores; tests have fakes of all.

A store method is one database job of its own (one transaction, committed when it returns). It may
be called from any greenlet or thread, blocks only its caller, and returns frozen dataclasses. Every
store method raises `NotSaved` where the database can't be written or reached.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.ballots import Ballot, Cast, PendingBallot, Sealing
from quizapp.domain.event import Participant, StoredAnswer
from quizapp.domain.keeping import DueDates, Keeping
from quizapp.domain.keeping import Kept as KeptRecord
from quizapp.domain.live.log import Entry
from quizapp.domain.seats import ProxyNote, PutSeat
from quizapp.domain.stored import (
    Kept,
    Moved,
    NamedText,
    PendingAnswer,
    PendingJoin,
    Presence,
    TeamWish,
    TextTitle,
)


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
