r"""Secret ballots: what is handed in, what is kept after the close, and the seal that proves it.

The seal of a round is `SHA-256("<salt>\n<ballot>\n<ballot>...")` over the ballots in canonical
JSON, sorted. A salt of 256 bits keeps a result that is never published from being guessed from its
seal; published with the figures, it lets everybody count again. Groups (regions, say) are sealed
each with a salt of its own: publishing what may be seen opens nothing of the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from quizapp.domain.text import Json

NO_GROUP: Final = ""
"""Of a ballot that carries nothing of its voter."""


@dataclass(frozen=True, slots=True)
class PendingBallot:
    """A ballot on its way into the box. `seq` is the log's head by which it was accepted."""

    event_id: str
    seq: int
    round_id: str
    voter_id: str
    group: str
    choice: Json


@dataclass(frozen=True, slots=True)
class Cast:
    """The voter has voted. `already`: before this sending; what was sent now was not looked at."""

    already: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is kept of a vote: no voter, no time."""

    choice: Json
    group: str = NO_GROUP

    @property
    def line(self) -> str:
        """The choice in canonical JSON."""
        return canonical(self.choice)


@dataclass(frozen=True, slots=True)
class Seal:
    """A digest of ballots, and the salt that opens it."""

    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sealing:
    """What is known of a round whose ballots are sealed; `groups` is empty where none were asked."""

    voted: int
    whole: Seal
    groups: Mapping[str, Seal] = field(default_factory=dict)

    @property
    def groups_digest(self) -> str:
        """One digest for the seals of all groups, as the log holds it; empty without groups."""
        return digest_of_groups(seal.digest for seal in self.groups.values())


def canonical(value: Json) -> str:
    """JSON with sorted keys, without spaces, in ASCII: the same for equal values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest_of(salt: str, lines: Iterable[str]) -> str:
    """The seal over ballots, each given as its canonical line, in any order."""
    return hashlib.sha256("\n".join([salt, *sorted(lines)]).encode()).hexdigest()


def group_digest_of(salt: str, group: str, lines: Iterable[str]) -> str:
    """The same of one group; its name is sealed with it."""
    return hashlib.sha256("\n".join([salt, canonical(group), *sorted(lines)]).encode()).hexdigest()


def digest_of_groups(digests: Iterable[str]) -> str:
    """One digest for those of all groups, in any order."""
    ordered = sorted(digests)
    return hashlib.sha256("\n".join(ordered).encode()).hexdigest() if ordered else ""


def seal(ballots: Iterable[Ballot], fresh_salt: Callable[[], str]) -> Sealing:
    """Seal all ballots, and those of each group apart where they carry one."""
    all_of_them = tuple(ballots)
    salt = fresh_salt()
    groups: dict[str, Seal] = {}
    for group in sorted({each.group for each in all_of_them} - {NO_GROUP}):
        own = fresh_salt()
        lines = (each.line for each in all_of_them if each.group == group)
        groups[group] = Seal(own, group_digest_of(own, group, lines))
    whole = Seal(salt, digest_of(salt, (each.line for each in all_of_them)))
    return Sealing(len(all_of_them), whole, groups)


def by_content(ballots: Iterable[Ballot]) -> dict[str, Counter[str]]:
    """Group -> how often each content was cast, by its canonical line."""
    counted: dict[str, Counter[str]] = {}
    for each in ballots:
        counted.setdefault(each.group, Counter())[each.line] += 1
    return counted
