"""The seat list: who sits in the meeting, which of them vote, and the code that takes a seat.

A code is 65 random bits in Crockford's base 32 (D. Crockford, Base 32, 2002): no letter of it can be
read as another, and 13 signs in groups of 4, 4 and 5 are typed in half a minute. Only its hash is kept.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizapp.domain.names import name_key

CODE_BITS = 65
CODE_LENGTH = 13
MOST_SEATS = 3000
LONGEST_DELEGATION = 120
LONGEST_PERSON = 120
LONGEST_REGION = 80
LONGEST_NOTE = 300
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-‐-―−.,·_]")


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the seat list. `number` counts from 1 in the order of the list."""

    id: str
    event_id: str
    number: int
    delegation: str
    name: str
    region: str
    votes: bool
    """False: it observes; its answers are counted apart, or refused."""

    @property
    def key(self) -> SeatKey:
        """By what an import knows it again."""
        return seat_key(self.delegation, self.name)

    @property
    def label(self) -> str:
        """Delegation, and the person where one is named."""
        return f"{self.delegation} · {self.name}" if self.name else self.delegation


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A line as it stands in a file."""

    delegation: str
    name: str
    region: str
    votes: bool

    @property
    def key(self) -> SeatKey:
        """By what an import knows it again."""
        return seat_key(self.delegation, self.name)


@dataclass(frozen=True, slots=True)
class PutSeat:
    """A seat to be written; `code_hash` where it is new, None where it keeps its code."""

    seat: Seat
    code_hash: str | None


@dataclass(frozen=True, slots=True)
class ProxyNote:
    """Why a seat's vote is held by another; the log says which, and this in words."""

    seat_id: str
    note: str


SeatKey = tuple[str, str]
"""Delegation and name, folded."""


def seat_key(delegation: str, name: str) -> SeatKey:
    """The same for two spellings that a reader takes for one."""
    return name_key(delegation), name_key(name) if name else ""


def alphabetical(seat: Seat) -> tuple[str, str, int]:
    """Delegations as a list of countries has them, accents and capitals aside."""
    return _folded(seat.delegation), _folded(seat.name), seat.number


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def by_id(seats: Iterable[Seat]) -> Mapping[str, Seat]:
    """Id -> seat, in the order of the list."""
    return {each.id: each for each in seats}


def voting(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Those that vote, in the order of the list."""
    return tuple(each for each in seats if each.votes)


def next_free(seats: Iterable[Seat], taken: Iterable[str | None]) -> str | None:
    """The first in the list of those on which the fewest sit; None where there is no list."""
    sitting = Counter(taken)
    return min((each.id for each in seats), key=lambda seat_id: sitting[seat_id], default=None)


def observers_of(round_id: str) -> str:
    """Under which id the answers of observers are kept: apart, so that no count ever meets them."""
    return f"{round_id}~observers"


def code_of(number: int) -> str:
    """The code of a random number of `CODE_BITS` bits, in groups: `7K3M-0QZX-4W9PA`."""
    signs = "".join(_SIGNS[number >> shift & 31] for shift in range(5 * (CODE_LENGTH - 1), -1, -5))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def parse_code(typed: str) -> str | None:
    """The bare signs of what was typed, with whatever stands between them; None where it is none.

    O is read as 0, I and L as 1, small letters as capitals, and digits of any script.
    """
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    signs = "".join(str(unicodedata.decimal(each, each)) for each in bare).translate(_READ_AS)
    return signs if len(signs) == CODE_LENGTH and set(signs) <= set(_SIGNS) else None


def code_hash(event_id: str, code: str) -> str:
    """What is kept of a code (as typed or as shown): SHA-256 with the event's id, in hexadecimal."""
    return hashlib.sha256(f"{event_id}:{parse_code(code)}".encode()).hexdigest()
