"""The seat list: brought in, given codes, sat on; and who holds whose vote."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.errors import NotFound, SeatUsed, VoteOpen, WrongSeatCode
from quizapp.domain.event import Participant
from quizapp.domain.live.commands import GiveProxy, NoteContentChanged
from quizapp.domain.seats import (
    CODE_BITS,
    LONGEST_NOTE,
    PutSeat,
    Seat,
    SeatLine,
    by_id,
    code_hash,
    code_of,
    parse_code,
)
from quizapp.services.live import Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Ids, SeatStore


@dataclass(frozen=True, slots=True)
class SeatChanges:
    """What an import would do. Seats that are not in the file stay as they are."""

    new: tuple[Seat, ...]
    changed: tuple[Seat, ...]
    """With what they would be."""
    same: int
    absent: tuple[Seat, ...]
    """In the list, and not in the file."""


@dataclass(frozen=True, slots=True)
class SeatCode:
    """A seat with its code: known when it is made, never afterwards."""

    seat: Seat
    code: str


@dataclass(frozen=True, slots=True)
class Proxy:
    """Whose vote is held by whom, and why."""

    seat: Seat
    holder: Seat
    note: str


class Seats:
    """Use cases around the seat list."""

    def __init__(self, store: SeatStore, live: Live, participants: Participants, ids: Ids) -> None:
        self._store = store
        self._live = live
        self._participants = participants
        self._ids = ids

    def compare(self, event_id: str, lines: Sequence[SeatLine]) -> SeatChanges:
        """What taking these lines in would change; nothing is written. Raises `NotFound`."""
        event = self._live.event(event_id)
        known = {each.key: each for each in event.seats}
        number = max((each.number for each in event.seats), default=0)
        new: list[Seat] = []
        changed: list[Seat] = []
        for line in lines:
            before = known.pop(line.key, None)
            if before is None:
                number += 1
                new.append(_seat(self._ids.new(), event_id, number, line))
            elif (after := _as_in(before, line)) != before:
                changed.append(after)
        same = len(lines) - len(new) - len(changed)
        return SeatChanges(tuple(new), tuple(changed), same, tuple(known.values()))

    def take_in(self, event_id: str, lines: Sequence[SeatLine], actor: str) -> SeatChanges:
        """Write them; what is there keeps its code. Raises `NotFound`, `VoteOpen`, `Conflict`."""
        self._stand_still(event_id)
        changes = self.compare(event_id, lines)
        puts = [PutSeat(each, self._fresh(event_id)[1]) for each in changes.new]
        puts += [PutSeat(each, None) for each in changes.changed]
        if puts:
            self._store.put(event_id, puts)
            self._tell(event_id, actor)
        return changes

    def issue(self, event_id: str, seat_ids: Sequence[str]) -> tuple[SeatCode, ...]:
        """New codes for these seats, in the order of the list; the old ones are good no more.

        Phones that sit already stay seated. Raises `NotFound`.
        """
        seats = by_id(self._live.event(event_id).seats)
        wanted = set(seat_ids)
        if not wanted <= seats.keys():
            raise NotFound(what="seat")
        made = {seat_id: self._fresh(event_id) for seat_id in seats if seat_id in wanted}
        self._store.renew(event_id, {seat_id: kept for seat_id, (_, kept) in made.items()})
        return tuple(SeatCode(seats[seat_id], code) for seat_id, (code, _) in made.items())

    def remove(self, event_id: str, seat_id: str, actor: str) -> None:
        """Take a seat off the list; its phones stand up. Raises `NotFound`, `SeatUsed`, `VoteOpen`."""
        self._stand_still(event_id)
        state = self._live.state(event_id)
        if any(on.rules.voting.by_seat for on in state.rounds.values()):
            raise SeatUsed
        for giver in (seat_id, *state.held_by(seat_id)):
            self._live.execute(event_id, GiveProxy(seat_id=giver, holder_id=None), actor)
        self._store.delete(event_id, seat_id)
        for who in self._participants.all(event_id).values():
            if who.seat_id == seat_id:
                self._participants.stand_up(who)
        self._tell(event_id, actor)

    def seat_of_code(self, event_id: str, typed: str) -> Seat:
        """Raises `WrongSeatCode`; the caller lets it cost."""
        seat_id = self._store.by_code(event_id, code_hash(event_id, typed)) if _is(typed) else None
        seat = by_id(self._live.event(event_id).seats).get(seat_id or "")
        if seat is None:
            raise WrongSeatCode
        return seat

    def sit(self, participant: Participant, typed: str) -> Participant:
        """Take the seat of this code. Raises `WrongSeatCode`."""
        seat = self.seat_of_code(participant.event_id, typed)
        if participant.seat_id == seat.id:
            return participant
        return self._participants.take_seat(participant, seat.id)

    def give_proxy(
        self, event_id: str, seat_id: str, holder_id: str | None, note: str, actor: str
    ) -> None:
        """Let another seat hold this one's vote, with a note; None takes it back.

        Raises `NotFound`, `VoteOpen`, `BadProxy`.
        """
        if seat_id not in by_id(self._live.event(event_id).seats):
            raise NotFound(what="seat")
        self._live.execute(event_id, GiveProxy(seat_id=seat_id, holder_id=holder_id), actor)
        self._store.put_note(seat_id, "" if holder_id is None else note[:LONGEST_NOTE])

    def proxies(self, event_id: str) -> tuple[Proxy, ...]:
        """All that stand, in the order of the list."""
        event, state = self._live.event(event_id), self._live.state(event_id)
        notes = {each.seat_id: each.note for each in self._store.notes(event_id)}
        seats = by_id(event.seats)
        return tuple(
            Proxy(seat, seats[holder], notes.get(seat.id, ""))
            for seat in event.seats
            if (holder := state.proxies.get(seat.id, "")) in seats
        )

    def sitting(self, event_id: str) -> dict[str, int]:
        """Seat -> how many phones have taken it."""
        counted: dict[str, int] = {}
        for who in self._participants.all(event_id).values():
            if who.seat_id and not who.left:
                counted[who.seat_id] = counted.get(who.seat_id, 0) + 1
        return counted

    def _stand_still(self, event_id: str) -> None:
        if self._live.state(event_id).seats_vote:
            raise VoteOpen

    def _fresh(self, event_id: str) -> tuple[str, str]:
        """A new code, and what is kept of it."""
        secret = hashlib.sha256(self._ids.secret().encode()).digest()
        code = code_of(int.from_bytes(secret) >> (8 * len(secret) - CODE_BITS))
        return code, code_hash(event_id, code)

    def _tell(self, event_id: str, actor: str) -> None:
        self._live.execute(event_id, NoteContentChanged(), actor)


def _is(typed: str) -> bool:
    return parse_code(typed) is not None


def _seat(seat_id: str, event_id: str, number: int, line: SeatLine) -> Seat:
    return Seat(seat_id, event_id, number, line.delegation, line.name, line.region, line.votes)


def _as_in(seat: Seat, line: SeatLine) -> Seat:
    return replace(
        seat, delegation=line.delegation, name=line.name, region=line.region, votes=line.votes
    )
