"""Stand-ins for what the use cases need from outside: real behaviour, in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event as Gate
from threading import RLock

from quizapp.domain.accounts import Account, Membership
from quizapp.domain.agenda import Agenda
from quizapp.domain.agenda.placing import Known, compare, placed
from quizapp.domain.ballots import Ballot, Cast, PendingBallot, seal
from quizapp.domain.ballots import Sealing as SealedBox
from quizapp.domain.bank import Question
from quizapp.domain.errors import Conflict, NameTaken, NotFound, QuizappError
from quizapp.domain.event import AgendaLine, Event, Participant, StoredAnswer
from quizapp.domain.live.commands import Role
from quizapp.domain.live.log import Entry
from quizapp.domain.pictures import PictureFile
from quizapp.domain.seats import ProxyNote, PutSeat
from quizapp.domain.stored import (
    EventLine,
    EventPlan,
    EventSettings,
    Kept,
    Moved,
    NamedText,
    PendingAnswer,
    PendingJoin,
    Presence,
    RehearsalPlan,
    SignInLink,
    TeamWish,
    TextTitle,
)
from quizapp.domain.teams import smallest
from quizapp.domain.text import LocalizedText
from quizapp.storage.seat_answers import FURTHEST

# ---- clock and ids --------------------------------------------------------------------------


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    at: int = 1_519_900_000_000

    def now(self) -> int:
        return self.at

    def pass_ms(self, ms: int) -> None:
        self.at += ms


@dataclass
class FakeIds:
    """Counts: `id-1`, `secret-2`, ..."""

    made: int = 0

    def _next(self) -> int:
        self.made += 1
        return self.made

    def new(self) -> str:
        return f"id-{self._next()}"

    def secret(self) -> str:
        return f"secret-{self._next()}"

    def code(self) -> str:
        return str(100_000 + self._next())

    def seed(self) -> int:
        return self._next()


# ---- accounts -------------------------------------------------------------------------------


class FakeHasher:
    """A hash that hides nothing."""

    def hash(self, password: str) -> str:
        return f"hashed:{password}"

    def verify(self, stored: str, password: str) -> bool:
        return stored == f"hashed:{password}"


@dataclass
class FakePictures:
    """Pictures by their ids."""

    kept: dict[str, PictureFile] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """By some question."""

    def put(self, pictures: Sequence[PictureFile]) -> None:
        for each in pictures:
            self.kept.setdefault(each.id, each)

    def get(self, picture_id: str) -> PictureFile | None:
        return self.kept.get(picture_id)

    def unnamed(self) -> frozenset[str]:
        return frozenset(self.kept) - self.named

    def drop_unnamed(self, ids: Collection[str]) -> int:
        going = self.unnamed() & frozenset(ids)
        for each in going:
            del self.kept[each]
        return len(going)


@dataclass
class FakeAccountStore:
    """Accounts in dictionaries. Sessions and links are keyed by the hash of their secret."""

    rows: dict[str, Account] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], Role] = field(default_factory=dict)
    links: dict[str, SignInLink] = field(default_factory=dict)
    sessions: dict[str, tuple[str, int]] = field(default_factory=dict)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(sorted(map(self._with_password, self.rows.values()), key=lambda a: a.name))

    def get(self, account_id: str) -> Account | None:
        found = self.rows.get(account_id)
        return self._with_password(found) if found else None

    def by_name(self, name: str) -> Account | None:
        return next((a for a in self.accounts() if a.name.casefold() == name.casefold()), None)

    def password_hash(self, account_id: str) -> str | None:
        return self.passwords.get(account_id)

    def create(self, account: Account) -> None:
        if self.by_name(account.name):
            raise NameTaken
        self.rows[account.id] = account

    def set_password(self, account_id: str, password_hash: str | None) -> None:
        self.passwords.pop(account_id, None)
        if password_hash is not None:
            self.passwords[account_id] = password_hash
        self._end_sessions(account_id)

    def set_active(self, account_id: str, active: bool) -> None:
        self.rows[account_id] = replace(self.rows[account_id], active=active)
        if not active:
            self._end_sessions(account_id)

    def set_administrator(self, account_id: str, administrator: bool) -> None:
        self.rows[account_id] = replace(self.rows[account_id], administrator=administrator)

    def memberships(self, account_id: str) -> tuple[Membership, ...]:
        return tuple(
            Membership(event_id, role)
            for (owner, event_id), role in self.roles.items()
            if owner == account_id
        )

    def set_role(self, account_id: str, event_id: str, role: Role | None) -> None:
        self.roles.pop((account_id, event_id), None)
        if role is not None:
            self.roles[account_id, event_id] = role

    def add_link(self, token_hash: str, account_id: str, expires_at: int) -> None:
        self.links[token_hash] = SignInLink(account_id, expires_at, used=False)

    def link(self, token_hash: str) -> SignInLink | None:
        return self.links.get(token_hash)

    def use_link(self, token_hash: str, now: int) -> str | None:
        link = self.links.get(token_hash)
        if link is None or link.used or link.expires_at <= now:
            return None
        self.links[token_hash] = replace(link, used=True)
        return link.account_id

    def add_session(self, token_hash: str, account_id: str, expires_at: int) -> None:
        self.sessions[token_hash] = (account_id, expires_at)

    def session_account(self, token_hash: str, now: int) -> Account | None:
        account_id, expires_at = self.sessions.get(token_hash, ("", 0))
        account = self.get(account_id)
        return account if account and account.active and expires_at > now else None

    def end_session(self, token_hash: str) -> None:
        self.sessions.pop(token_hash, None)

    def drop_expired(self, now: int) -> None:
        self.sessions = {key: each for key, each in self.sessions.items() if each[1] > now}
        self.links = {key: each for key, each in self.links.items() if each.expires_at > now}

    def _with_password(self, account: Account) -> Account:
        return replace(account, has_password=account.id in self.passwords)

    def _end_sessions(self, account_id: str) -> None:
        mine: Iterable[str] = [
            key for key, (owner, _) in self.sessions.items() if owner == account_id
        ]
        for key in mine:
            del self.sessions[key]


# ---- what the show is stored in -------------------------------------------------------------


@dataclass
class Fault:
    """What a store raises instead of doing its work, until it is mended."""

    error: Exception | None = None

    def check(self) -> None:
        if isinstance(self.error, QuizappError):
            raise type(self.error)(**self.error.details)
        if self.error is not None:
            raise self.error


@dataclass
class FakeLog:
    """The log, which several processes may share. A transaction is what the lock holds together."""

    answered: Callable[[], Collection[str]] = tuple
    """Rounds with answers, as the database knows them."""
    rows: dict[str, list[Entry]] = field(default_factory=dict)
    commands: set[tuple[str, str]] = field(default_factory=set)
    fault: Fault = field(default_factory=Fault)
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    """Done one by one, each just before an append: what others do between decide and append."""
    lock: RLock = field(default_factory=RLock)
    reads: int = 0
    deleted: set[str] = field(default_factory=set)
    """Events that are no more."""
    register: dict[str, set[str]] = field(default_factory=dict)
    """Round -> who has cast a secret ballot."""

    def entries(self, event_id: str, after: int = 0) -> tuple[Entry, ...]:
        self.fault.check()
        with self.lock:
            self.reads += 1
            return tuple(each for each in self.rows.get(event_id, ()) if each.seq > after)

    def append(
        self,
        event_id: str,
        entries: Sequence[Entry],
        command_id: str | None,
        unanswered: Collection[str] = (),
    ) -> None:
        if self.meanwhile:
            job, *rest = self.meanwhile
            self.meanwhile = []  # what it appends itself nobody is faster than
            job()
            self.meanwhile = rest
        self.fault.check()
        with self.lock:
            if set(unanswered) & {*self.answered(), *self.register}:
                raise Conflict
            if entries and entries[0].seq != self.head(event_id) + 1:
                raise Conflict
            if command_id is not None:
                if (event_id, command_id) in self.commands:
                    raise Conflict
                self.commands.add((event_id, command_id))
            self.rows.setdefault(event_id, []).extend(entries)

    def seen(self, event_id: str, command_id: str) -> bool:
        self.fault.check()
        return (event_id, command_id) in self.commands

    def head(self, event_id: str) -> int:
        rows = self.rows.get(event_id)
        return rows[-1].seq if rows else 0

    def heads(self, event_ids: Collection[str]) -> dict[str, int]:
        self.fault.check()
        return {each: self.head(each) for each in event_ids if each not in self.deleted}


@dataclass
class FakeAnswers:
    """The table of answers beside its log."""

    log: FakeLog = field(default_factory=FakeLog)
    rows: dict[tuple[str, str], StoredAnswer] = field(default_factory=dict)
    fault: Fault = field(default_factory=Fault)
    batches: list[int] = field(default_factory=list)
    reads: int = 0
    held: int = 0
    """Commits that wait at the gate."""
    gate: Gate = field(default_factory=Gate)
    """While it is not set, no commit gets through."""
    sendings: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """Round, seat and phone -> the highest number sent."""
    while_reading: Callable[[], object] | None = None
    """Done once, after a read has seen the table and before it returns."""

    def __post_init__(self) -> None:
        self.log.answered = lambda: {round_id for round_id, _ in self.rows}
        self.gate.set()

    def commit(self, batch: Sequence[PendingAnswer]) -> Sequence[Kept | Moved]:
        self.held += 1
        self.gate.wait()
        self.held -= 1
        self.fault.check()
        with self.log.lock:
            self.batches.append(len(batch))
            return [self._commit(each) for each in batch]

    def of_rounds(self, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        self.fault.check()
        with self.log.lock:
            self.reads += 1
            found = tuple(self.rows[key] for key in sorted(self.rows) if key[0] in round_ids)
        meanwhile, self.while_reading = self.while_reading, None
        if meanwhile is not None:
            meanwhile()
        return found

    def changed(self, round_id: str, mark: str) -> tuple[tuple[StoredAnswer, ...], str]:
        return self.of_rounds((round_id,)), "mark"

    def of_voter(self, voter_id: str, round_ids: Collection[str]) -> tuple[StoredAnswer, ...]:
        return tuple(each for each in self.of_rounds(round_ids) if each.voter_id == voter_id)

    def counts(self, round_ids: Collection[str]) -> dict[str, int]:
        counted: dict[str, int] = {}
        for each in self.of_rounds(round_ids):
            counted[each.round_id] = counted.get(each.round_id, 0) + 1
        voted = {key: len(who) for key, who in self.log.register.items() if key in round_ids}
        return counted | voted

    def _commit(self, pending: PendingAnswer) -> Kept | Moved:
        if pending.seq < self.log.head(pending.event_id):
            return Moved()
        key = pending.round_id, pending.voter_id
        if pending.sender_id:
            return self._of_seat(pending, key)
        known = self.rows.get(key)
        fresh = known is None or (not pending.final and pending.number > known.number)
        if fresh:
            self.rows[key] = StoredAnswer(
                *key, pending.number, pending.answer, pending.elapsed_ms, pending.answered_at
            )
        return Kept(self.rows[key].number, self.rows[key].answer, fresh)

    def _of_seat(self, pending: PendingAnswer, key: tuple[str, str]) -> Kept:
        """The last of any phone stands; what a phone has sent already changes nothing."""
        sending = (*key, pending.sender_id)
        fresh = pending.number > self.sendings.get(sending, 0)
        if fresh:
            self.sendings[sending] = pending.number
            known = self.rows.get(key)
            before = known.number if known else 0
            ahead = min(pending.number, FURTHEST) if known is None else before + 1
            far = pending.number > before + FURTHEST
            number = ahead if far else max(pending.number, before + 1)
            self.rows[key] = StoredAnswer(
                *key, number, pending.answer, pending.elapsed_ms, pending.answered_at
            )
        return Kept(self.rows[key].number, self.rows[key].answer, fresh)


@dataclass
class FakeSeats:
    """The seat list of the events in `events`."""

    events: FakeEvents
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    """Event and hash -> seat."""
    remarks: dict[str, str] = field(default_factory=dict)

    def put(self, event_id: str, seats: Sequence[PutSeat]) -> None:
        event = self.events.get(event_id)
        known = {each.id: each for each in event.seats}
        for each in seats:
            if each.seat.id not in known and each.code_hash is None:
                raise Conflict
            if each.code_hash is not None:
                self.codes[event_id, each.code_hash] = each.seat.id
            known[each.seat.id] = each.seat
        ordered = sorted(known.values(), key=lambda each: each.number)
        self.events.put(replace(event, seats=tuple(ordered)))

    def delete(self, event_id: str, seat_id: str) -> None:
        event = self.events.get(event_id)
        kept = tuple(each for each in event.seats if each.id != seat_id)
        if len(kept) == len(event.seats):
            raise NotFound(what="seat")
        self.events.put(replace(event, seats=kept))

    def renew(self, event_id: str, codes: Mapping[str, str]) -> None:
        known = {each.id for each in self.events.get(event_id).seats}
        for seat_id, code_hash in codes.items():
            if seat_id not in known:
                raise NotFound(what="seat")
            self.codes = {key: each for key, each in self.codes.items() if each != seat_id}
            self.codes[event_id, code_hash] = seat_id

    def by_code(self, event_id: str, code_hash: str) -> str | None:
        return self.codes.get((event_id, code_hash))

    def put_note(self, seat_id: str, note: str) -> None:
        self.remarks[seat_id] = note

    def notes(self, event_id: str) -> tuple[ProxyNote, ...]:
        seats = self.events.get(event_id).seats
        return tuple(
            ProxyNote(each.id, self.remarks[each.id]) for each in seats if self.remarks.get(each.id)
        )


@dataclass
class FakeBallots:
    """The ballot box beside its log. Nothing is read of it before it is sealed, as of the real one."""

    log: FakeLog
    staged: dict[str, list[Ballot]] = field(default_factory=dict)
    sealed: dict[str, SealedBox] = field(default_factory=dict)
    fault: Fault = field(default_factory=Fault)
    salts: int = 0

    def commit(self, batch: Sequence[PendingBallot]) -> Sequence[Cast | Moved]:
        self.fault.check()
        with self.log.lock:
            return [self._commit(each) for each in batch]

    def voters(self, round_id: str) -> frozenset[str]:
        return frozenset(self.log.register.get(round_id, ()))

    def has_voted(self, round_id: str, voter_id: str) -> bool:
        return voter_id in self.voters(round_id)

    def seal(self, event_id: str, round_id: str) -> SealedBox:
        self.fault.check()
        if round_id not in self.sealed:
            self.sealed[round_id] = seal(self.staged.setdefault(round_id, []), self._salt)
        return self.sealed[round_id]

    def sealing(self, round_id: str) -> SealedBox | None:
        return self.sealed.get(round_id)

    def ballots(self, round_id: str) -> tuple[Ballot, ...]:
        if round_id not in self.sealed:
            return ()
        return tuple(sorted(self.staged[round_id], key=lambda each: (each.group, each.line)))

    def _salt(self) -> str:
        self.salts += 1
        return f"<salt {self.salts}>"

    def _commit(self, pending: PendingBallot) -> Cast | Moved:
        if pending.seq < self.log.head(pending.event_id):
            return Moved()
        register = self.log.register.setdefault(pending.round_id, set())
        if pending.voter_id in register:
            return Cast(already=True)
        register.add(pending.voter_id)
        ballots = self.staged.setdefault(pending.round_id, [])
        ballots.append(Ballot(pending.choice, pending.group))
        return Cast(already=False)


@dataclass
class FakeParticipants:
    """Participants with the hashes of their tokens."""

    rows: dict[str, Participant] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    fault: Fault = field(default_factory=Fault)
    while_reading: Callable[[], object] | None = None
    """Done once, after a read of all has seen the table and before it returns."""
    lock: RLock = field(default_factory=RLock)

    def join(self, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        self.fault.check()
        with self.lock:
            return [self._join(each) for each in batch]

    def rejoin(
        self, participant_id: str, name: str, name_key: str, language: str
    ) -> Participant | None:
        row = self._row(participant_id)
        if name_key and self._taken(row.event_id, name_key, participant_id):
            return None
        self.keys[participant_id] = name_key
        self.rows[participant_id] = replace(row, name=name, language=language, left=False)
        return self.rows[participant_id]

    def set_team(self, participant_id: str, wish: TeamWish) -> Participant:
        self.fault.check()
        with self.lock:
            row = replace(self._row(participant_id), team_id=None)
            self.rows[participant_id] = row
            self.rows[participant_id] = replace(row, team_id=self._team(row.event_id, wish))
            return self.rows[participant_id]

    def set_seat(self, participant_id: str, seat_id: str | None) -> Participant:
        self.fault.check()
        self.rows[participant_id] = replace(self._row(participant_id), seat_id=seat_id)
        return self.rows[participant_id]

    def by_token(self, event_id: str, token_hash: str) -> Participant | None:
        self.fault.check()
        found = self.rows.get(self.tokens.get(token_hash, ""))
        return found if found is not None and found.event_id == event_id else None

    def get(self, event_id: str, participant_id: str) -> Participant | None:
        found = self.rows.get(participant_id)
        return found if found is not None and found.event_id == event_id else None

    def all(self, event_id: str) -> tuple[Participant, ...]:
        self.fault.check()
        with self.lock:
            found = [each for each in self.rows.values() if each.event_id == event_id]
        meanwhile, self.while_reading = self.while_reading, None
        if meanwhile is not None:
            meanwhile()
        return tuple(sorted(found, key=lambda each: each.number))

    def changed(self, event_id: str, mark: str) -> tuple[tuple[Participant, ...], str]:
        return self.all(event_id), "mark"

    def set_language(self, participant_id: str, language: str) -> None:
        self.rows[participant_id] = replace(self._row(participant_id), language=language)

    def set_left(self, participant_id: str, left: bool) -> None:
        self.rows[participant_id] = replace(self._row(participant_id), left=left)

    def _row(self, participant_id: str) -> Participant:
        if participant_id not in self.rows:
            raise NotFound(what="participant")
        return self.rows[participant_id]

    def _taken(self, event_id: str, name_key: str, but: str = "") -> bool:
        return any(
            key == name_key and id_ != but and self.rows[id_].event_id == event_id
            for id_, key in self.keys.items()
        )

    def _team(self, event_id: str, wish: TeamWish) -> str | None:
        if not wish.balance:
            return wish.team_id
        there = [each for each in self.rows.values() if each.event_id == event_id and not each.left]
        counts = Counter(each.team_id for each in there)
        more = dict(wish.balance)
        return smallest(list(more), {each: counts[each] + more[each] for each in more})

    def _join(self, pending: PendingJoin) -> Participant | None:
        known = self.by_token(pending.event_id, pending.token_hash)
        if known is not None:
            return known
        if pending.name_key and self._taken(pending.event_id, pending.name_key):
            return None
        joined = Participant(
            id=pending.participant_id,
            event_id=pending.event_id,
            number=1 + sum(each.event_id == pending.event_id for each in self.rows.values()),
            name=pending.name,
            language=pending.language,
            joined_at=pending.joined_at,
            seed=pending.seed,
            team_id=self._team(pending.event_id, pending.team),
            extra_time=pending.extra_time,
        )
        self.rows[joined.id] = joined
        self.tokens[pending.token_hash] = joined.id
        self.keys[joined.id] = pending.name_key
        return joined


@dataclass
class FakeTexts:
    """The words behind the ids of the log."""

    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    reads: int = 0

    def texts(self, round_id: str) -> tuple[NamedText, ...]:
        self.reads += 1
        return tuple(NamedText(i, key) for (of, key), i in self.keys.items() if of == round_id)

    def titles(self, round_id: str) -> tuple[TextTitle, ...]:
        return tuple(TextTitle(i, each) for (of, each), i in self.groups.items() if of == round_id)

    def name_text(self, event_id: str, round_id: str, key: str, fresh_id: str) -> str:
        return self.keys.setdefault((round_id, key), fresh_id)

    def name_title(self, event_id: str, round_id: str, title: str, fresh_id: str) -> str:
        return self.groups.setdefault((round_id, title), fresh_id)


@dataclass
class FakePresence:
    """Who was there, and the workers' signs of life."""

    rows: dict[str, tuple[str, Presence]] = field(default_factory=dict)
    signs: dict[str, int] = field(default_factory=dict)
    fault: Fault = field(default_factory=Fault)

    def save(self, changes: Iterable[tuple[str, Presence]]) -> None:
        self.fault.check()
        for event_id, new in changes:
            _, old = self.rows.get(new.participant_id, ("", new))
            may = new.connected or new.worker_id == old.worker_id
            if (may and new.since >= old.since) or new.since == 0:
                self.rows[new.participant_id] = (event_id, new)

    def load(self, event_id: str) -> tuple[Presence, ...]:
        self.fault.check()
        return tuple(presence for of, presence in self.rows.values() if of == event_id)

    def changed(self, event_id: str, mark: str) -> tuple[tuple[Presence, ...], str]:
        return self.load(event_id), "mark"

    def sign_of_life(self, worker_id: str, now: int) -> int | None:
        self.fault.check()
        last = self.last_sign_of_life()
        self.signs[worker_id] = now
        return last

    def probe(self, worker_id: str) -> None:
        self.fault.check()

    def alive(self, since: int) -> frozenset[str]:
        self.fault.check()
        return frozenset(worker for worker, at in self.signs.items() if at >= since)

    def last_sign_of_life(self) -> int | None:
        return max(self.signs.values(), default=None)

    def drop_signs(self, before: int) -> None:
        self.fault.check()
        before = min(before, max(self.signs.values(), default=before))
        self.signs = {worker: at for worker, at in self.signs.items() if at >= before}


@dataclass
class FakeEvents:
    """Events as they stand now, and every version of a question that there ever was."""

    rows: dict[str, Event] = field(default_factory=dict)
    versions: dict[tuple[str, int], Question] = field(default_factory=dict)
    reads: int = 0
    while_reading: Callable[[], object] | None = None
    """Done once, after a read of an event and before it returns."""

    def put(self, event: Event) -> None:
        """Store or edit an event."""
        self.rows[event.id] = event
        for activity in event.activities:
            for each in activity.questions:
                self.versions[each.question_id, each.version] = each.question

    def events(self) -> tuple[EventLine, ...]:
        return tuple(
            EventLine(e.id, e.slug, e.code, e.title, e.days, e.rehearsal_of)
            for e in self.rows.values()
        )

    def get(self, event_id: str) -> Event:
        self.reads += 1
        if event_id not in self.rows:
            raise NotFound(what="event")
        found = self.rows[event_id]
        meanwhile, self.while_reading = self.while_reading, None
        if meanwhile is not None:
            meanwhile()
        return found

    def question(self, question_id: str, version: int) -> Question:
        self.reads += 1
        if (question_id, version) not in self.versions:
            raise NotFound(what="question")
        return self.versions[question_id, version]

    def amend(self, question_id: str, made_from: int, question: Question) -> int:
        version = 1 + max(each for of, each in self.versions if of == question_id)
        self.versions[question_id, version] = question
        return version

    def id_by_code(self, code: str) -> str | None:
        return next((each.id for each in self.rows.values() if each.code == code), None)

    def id_by_slug(self, slug: str) -> str | None:
        return next((each.id for each in self.rows.values() if each.slug == slug), None)

    def id_by_screen(self, screen_token: str) -> str | None:
        found = (each.id for each in self.rows.values() if each.screen_token == screen_token)
        return next(found, None)

    def create(self, plan: EventPlan, event_id: str, code: str, screen_token: str) -> None:
        raise NotImplementedError("use cases of the show create no events")

    def copy(self, plan: RehearsalPlan) -> None:
        source = self.get(plan.of)
        if plan.code in {each.code for each in self.rows.values()}:
            raise Conflict
        wanted = (None, *(each.slug for each in source.activities))
        if plan.activity_slug not in wanted:
            raise NotFound(what="activity")
        self.rows[plan.event_id] = replace(
            source,
            id=plan.event_id,
            slug=plan.slug,
            code=plan.code,
            screen_token=plan.screen_token,
            rehearsal_of=plan.of,
            activities=tuple(
                each for each in source.activities if plan.activity_slug in (None, each.slug)
            ),
        )

    def import_agenda(
        self,
        event_id: str,
        agenda: Agenda,
        titles: Mapping[str, LocalizedText] | None = None,
        texts: Mapping[str, LocalizedText] | None = None,
    ) -> None:
        self.rows[event_id] = with_agenda(self.get(event_id), agenda, titles or {}, texts or {})

    def change(self, event_id: str, settings: EventSettings) -> None:
        self.rows[event_id] = replace(
            self.get(event_id),
            title=settings.title,
            theme=settings.theme,
            join=settings.join,
            wifi=settings.wifi,
            screen_languages=settings.screen_languages,
            teams=settings.teams,
        )

    def delete(self, event_id: str) -> None:
        self.get(event_id)
        del self.rows[event_id]


@dataclass
class FakePhones:
    """Simulated phones that only are counted."""

    rooms: dict[str, tuple[str, int]] = field(default_factory=dict)

    def start(self, event_id: str, code: str, phones: int) -> None:
        self.rooms[event_id] = (code, phones)

    def stop(self, event_id: str) -> None:
        self.rooms.pop(event_id, None)

    def count(self, event_id: str) -> int:
        return self.rooms.get(event_id, ("", 0))[1]


def with_agenda(
    event: Event,
    agenda: Agenda,
    titles: Mapping[str, LocalizedText],
    texts: Mapping[str, LocalizedText],
) -> Event:
    """The event with another agenda; items that are known keep their ids."""
    ids = {each.path: each.id for each in event.agenda}
    lines = placed(agenda)
    same = compare((Known(each.path, each.day) for each in event.agenda), lines).same

    def worded(given: Mapping[str, LocalizedText], path: str, own: str) -> LocalizedText:
        others = given[path].to_dict() if path in given else {}
        return LocalizedText.of({**others, event.languages[0]: own})

    rows = tuple(
        AgendaLine(
            ids.get(same.get(line.path, ""), f"item {line.path}"),
            line.path,
            line.item.number,
            worded(titles, line.path, line.item.title),
            worded(texts, line.path, line.item.text),
            line.item.reference,
            line.item.day,
            None,
            place,
        )
        for place, line in enumerate(lines)
    )
    return replace(event, agenda=rows, days=tuple(each.date for each in agenda.days))
