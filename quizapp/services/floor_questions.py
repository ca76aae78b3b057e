"""Questions from the floor: asking, voting, and what everybody reads of them.

Who asks is known while the question is on its way and kept nowhere: its key is the phone's alone,
the table has the key's hash. How many of a participant's questions wait is counted beside it, in a
transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from quizapp.domain import qa
from quizapp.domain.errors import (
    Busy,
    Conflict,
    NoSeat,
    NotFound,
    NoUpvotes,
    QuestionsNotOpen,
    Removed,
    TooManyQuestions,
)
from quizapp.domain.event import Participant
from quizapp.domain.live.state import EventState, FloorState
from quizapp.domain.names import name_key
from quizapp.domain.qa import FloorQuestion, QaSession, Standing, Upvote
from quizapp.domain.seats import Seat
from quizapp.services.batching import Batcher
from quizapp.services.floor_ports import FloorQuestionStore
from quizapp.services.live import Live
from quizapp.services.ports import Clock, Ids
from quizapp.services.recent import Recent

PHONES_MS: Final = 1_000
"""How old at most what phones read may be when it is read anew."""
STAFF_MS: Final = 250
MOST_KEYS: Final = 40
"""Own questions that a phone may ask about at once."""
TOP: Final = 8
"""How many the screen lists."""
_MOST_SESSIONS: Final = 64
_MOST_TRIES: Final = 8

Listener = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Book:
    """A session and its questions, as they stood at `read_at`."""

    session: QaSession
    questions: tuple[FloorQuestion, ...]
    read_at: int

    @property
    def by_id(self) -> Mapping[str, FloorQuestion]:
        """All of them."""
        return {each.id: each for each in self.questions}

    @property
    def shown(self) -> tuple[FloorQuestion, ...]:
        """What the room may read, the most wanted first."""
        return qa.by_votes([each for each in self.questions if each.shown])


@dataclass(frozen=True, slots=True)
class Board:
    """What a floor has of questions: the session, and what the screen shows of it."""

    session: QaSession
    spotlight: FloorQuestion | None
    top: tuple[FloorQuestion, ...] | None
    """The most wanted that are not answered, where the screen lists them."""
    waiting: int
    """How many wait for a moderator."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the key under which its phone knows it."""

    key: str
    question: FloorQuestion
    stands_for: FloorQuestion | None
    """The question it was merged into."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a phone wants to ask. `earlier`: the keys of what it has asked before."""

    key: str
    text: str
    name: str
    delegation: str
    earlier: tuple[str, ...] = ()


class FloorQuestions:
    """The side of the delegates; `Chairing` is the moderator's."""

    def __init__(self, store: FloorQuestionStore, live: Live, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._live = live
        self._clock = clock
        self._ids = ids
        self.batcher: Batcher[Upvote, bool] = Batcher("upvotes", store.vote)
        self._books: Recent[str, Book] = Recent(_MOST_SESSIONS)
        self._changed: set[str] = set()
        """Sessions that were changed here since their book was read."""
        self._reading: set[str] = set()
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Have `listener(event_id, floor_id)` told that questions or votes have changed."""
        self._listeners.append(listener)

    def changed(self, session: QaSession) -> None:
        """Something of the session was written."""
        self._changed.add(session.id)
        for listener in self._listeners:
            listener(session.event_id, session.floor_id)

    def forget(self, session: QaSession) -> None:
        """What is known of it is not so any more."""
        self._books.drop(session.id)
        self.changed(session)

    def forget_event(self, event_id: str) -> None:
        """It was deleted."""
        self._books.drop_each(lambda book: book.session.event_id == event_id)

    # --- reading -------------------------------------------------------------------------------

    def book(self, event_id: str, session_id: str, age_ms: int = PHONES_MS) -> Book:
        """A session's questions, read anew where they were read longer ago. Raises `NotFound`."""
        known, now = self._books.get(session_id), self._clock.now()
        fits = known is not None and known.session.event_id == event_id
        if known is not None and fits:
            least = 0 if age_ms < PHONES_MS and session_id in self._changed else age_ms
            # Who comes while another one reads, has what was read before.
            if now - known.read_at < least or session_id in self._reading:
                return known
        return self._read(event_id, session_id, now)

    def _read(self, event_id: str, session_id: str, now: int) -> Book:
        self._reading.add(session_id)
        try:
            self._changed.discard(session_id)
            session = self._store.session(session_id)
            if session is None or session.event_id != event_id:
                raise NotFound(what="questions")
            removed = self._live.state(event_id).removed
            questions = self._store.questions(session_id, removed)
            return self._books.put(session_id, Book(session, questions, now))
        finally:
            self._reading.discard(session_id)

    def board(self, event_id: str, floor: FloorState, age_ms: int = STAFF_MS) -> Board | None:
        """What the floor has of questions; None before its first session."""
        asking = floor.asking
        if asking.session_id is None:
            return None
        try:
            book = self.book(event_id, asking.session_id, age_ms)
        except NotFound:
            return None
        lit = book.by_id.get(asking.spotlight or "")
        wanted = [each for each in book.shown if each.standing is Standing.APPROVED]
        return Board(
            session=book.session,
            spotlight=lit if lit is not None and lit.shown else None,
            top=tuple(wanted[:TOP]) if asking.listed else None,
            waiting=sum(
                each.standing is Standing.NEW and each.merged_into is None
                for each in book.questions
            ),
        )

    def sessions(self, event_id: str) -> tuple[Book, ...]:
        """Everything that was asked in an event, read now."""
        now = self._clock.now()
        return tuple(self._read(event_id, each.id, now) for each in self._store.sessions(event_id))

    def own(self, event_id: str, keys: Collection[str]) -> tuple[Asked, ...]:
        """The questions of these keys, in their order; keys of no question are passed over."""
        hashes = {_hash(each): each for each in list(keys)[:MOST_KEYS]}
        found = self._store.by_keys(hashes)
        own: list[Asked] = []
        for digest, key in hashes.items():
            question = found.get(digest)
            if question is None:
                continue
            try:
                book = self.book(event_id, question.session_id)
            except NotFound:  # of another event
                continue
            own.append(Asked(key, question, book.by_id.get(question.merged_into or "")))
        return tuple(own)

    def signed(self, who: Participant, name: str, delegation: str) -> tuple[str, str]:
        """Name and delegation under which somebody asks; both empty where they want none.

        Where people are known by a name nobody asks in another one's, and whoever sits on a seat
        asks for its delegation. Nobody else asks for one of the list: raises `NoSeat`.
        """
        if not (name or delegation):
            return "", ""
        seats = self._live.event(who.event_id).seats
        seat = next((each for each in seats if each.id == who.seat_id), None)
        if seat is None and delegation and name_key(delegation) in _delegations(seats):
            raise NoSeat
        return who.name or name, delegation if seat is None else seat.delegation

    # --- asking --------------------------------------------------------------------------------

    def ask(self, event_id: str, floor_id: str, participant_id: str, wish: Wish) -> FloorQuestion:
        """Keep a question; the same key again changes nothing.

        Raises:
            QuestionsNotOpen, TooManyQuestions, NameWanted, BadMessage, Removed: not like this.
            Busy, NotSaved: the phone keeps it and sends it again.

        """
        session = self._open_session(event_id, floor_id, participant_id)
        digest = _hash(wish.key)
        known = self._store.by_keys([digest]).get(digest)
        if known is not None:
            return known
        wording = qa.worded(wish.text, wish.name, wish.delegation, session.rules)
        if len(self.book(event_id, session.id).questions) >= qa.MOST_QUESTIONS:
            raise Busy
        self._take_turn(session, participant_id, wish.earlier)
        question = qa.asked(self._ids.new(), session, wording, self._clock.now())
        kept = False
        try:
            kept = self._store.ask(question, digest)
        finally:
            if not kept:
                self._store.give_turns(session.id, participant_id, 1)
        self.changed(session)
        return question if kept else self._store.by_keys([digest])[digest]

    def _open_session(self, event_id: str, floor_id: str, participant_id: str) -> QaSession:
        state = self._live.state(event_id)
        asking = _floor(state, floor_id).asking
        if participant_id in state.removed:
            raise Removed
        if not asking.open or asking.session_id is None:
            raise QuestionsNotOpen
        return self.book(event_id, asking.session_id).session

    def _take_turn(self, session: QaSession, participant_id: str, earlier: tuple[str, ...]) -> None:
        """Raises `TooManyQuestions`. What was settled since is given back where it is needed."""
        most = session.rules.limit
        if self._store.take_turn(session.id, participant_id, most):
            return
        found = self._store.by_keys([_hash(each) for each in earlier[:MOST_KEYS]])
        settled = [
            each.id for each in found.values() if each.settled and each.session_id == session.id
        ]
        self._store.give_turns(session.id, participant_id, self._store.settle(settled))
        if not self._store.take_turn(session.id, participant_id, most):
            raise TooManyQuestions(limit=most)

    def withdraw(self, event_id: str, participant_id: str, key: str) -> None:
        """Take an own question back. Raises `NotFound`, `QuestionSettled`, `Conflict`."""
        for _ in range(_MOST_TRIES):
            (mine,) = self.own(event_id, [key]) or (None,)
            if mine is None:
                raise NotFound(what="question")
            session = self.book(event_id, mine.question.session_id).session
            floor = self._live.state(event_id).floors.get(session.floor_id)
            qa.withdrawable(mine.question, floor.asking.spotlight if floor else None)
            if self._store.withdraw(mine.question.id, mine.question.version):
                self._store.give_turns(session.id, participant_id, 1)
                self.changed(session)
                return
        raise Conflict

    def upvote(
        self, event_id: str, floor_id: str, participant_id: str, question_id: str, *, on: bool
    ) -> None:
        """Vote for a question that is shown and not answered, or take the vote back.

        Raises `QuestionsNotOpen`, `NoUpvotes`, `NotFound`, `Removed`; `Busy` and `NotSaved`.
        """
        session = self._open_session(event_id, floor_id, participant_id)
        if not session.rules.upvotes:
            raise NoUpvotes
        question = self.book(event_id, session.id).by_id.get(question_id)
        if question is None or not question.shown or question.settled:
            raise NotFound(what="question")
        if not self.batcher.submit(Upvote(question_id, participant_id, on)):
            raise NotFound(what="question")
        self.changed(session)


@lru_cache(maxsize=16)
def _delegations(seats: tuple[Seat, ...]) -> frozenset[str]:
    return frozenset(name_key(each.delegation) for each in seats)


def _floor(state: EventState, floor_id: str) -> FloorState:
    floor = state.floors.get(floor_id)
    if floor is None:
        raise NotFound(what="floor")
    return floor


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
