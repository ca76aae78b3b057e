"""Who votes in a round and what is kept of it: fixed before it opens, never changeable after.

The rules of a vote travel with `Rules` of the round, so the log holds them by value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from quizapp.domain.text import Json

SMALLEST_K = 2
DEFAULT_K = 5
LARGEST_K = 50
MOST_PLACES = 8
"""To be elected at once: a question has eight options at most."""


class Voters(StrEnum):
    """Whose votes count: each phone (not verified), or each seat of the seat list."""

    PHONES = "phones"
    SEATS = "seats"


class Secrecy(StrEnum):
    """Whether a ballot can be led back to its voter (named), or by nobody (secret)."""

    NAMED = "named"
    SECRET = "secret"  # noqa: S105 - the word, not one


class NamesTo(StrEnum):
    """Who may see which voter gave which answer, in a named round."""

    MODERATORS = "moderators"
    ROOM = "room"
    """The roll call: after the reveal also on the screen."""


class GroupBy(StrEnum):
    """What a secret ballot carries of its voter, where it was set so beforehand."""

    NONE = "none"
    REGION = "region"
    STANDING = "standing"
    """Member or observer."""


class Majority(StrEnum):
    """What a motion needs to be carried. Abstentions are no votes cast."""

    NONE = "none"
    """No formal vote: figures alone."""
    SIMPLE = "simple"
    """More for than against."""
    TWO_THIRDS = "two_thirds"
    """At least two thirds of those voting for or against."""
    OF_MEMBERS = "of_members"
    """More than half of all seats that vote, present or not."""


@dataclass(frozen=True, slots=True)
class Voting:
    """The settings of a vote. The default is a poll as ever: one per phone, named to moderators."""

    voters: Voters = Voters.PHONES
    secrecy: Secrecy = Secrecy.NAMED
    names_to: NamesTo = NamesTo.MODERATORS
    group_by: GroupBy = GroupBy.NONE
    smallest: int = DEFAULT_K
    """k: no figures at all of a secret round under so many ballots, none of a group either."""
    majority: Majority = Majority.NONE
    quorum: int = 0
    """Per cent of the voting seats that must have voted; 0: none."""
    places: int = 0
    """An election: how many are elected; 0: no election."""

    @property
    def secret(self) -> bool:
        """Whether ballots are kept apart from their voters."""
        return self.secrecy is Secrecy.SECRET

    @property
    def locks_joining(self) -> bool:
        """Whether nobody may join while it is open: a second phone would be a second vote."""
        return (self.secret or self.formal) and not self.by_seat

    @property
    def by_seat(self) -> bool:
        """Whether a seat votes, not a phone."""
        return self.voters is Voters.SEATS

    @property
    def formal(self) -> bool:
        """Whether something is decided by it, and not only asked."""
        return bool(self.majority is not Majority.NONE or self.quorum or self.places)

    @property
    def roll_call(self) -> bool:
        """Whether the room may see who voted how, after the reveal."""
        return self.by_seat and not self.secret and self.names_to is NamesTo.ROOM


PLAIN = Voting()


def to_data(voting: Voting) -> dict[str, Json]:
    """Plain data, as the database and the log hold it."""
    return {key: _plain(value) for key, value in asdict(voting).items()}


def _plain(value: object) -> Json:
    assert isinstance(value, str | int)
    return value.value if isinstance(value, StrEnum) else value


def from_data(data: Mapping[str, Json]) -> Voting:
    """The inverse of `to_data`; what is missing is as ever. ValueError for what no vote has."""
    given = {**to_data(PLAIN), **data}
    return Voting(
        voters=Voters(str(given["voters"])),
        secrecy=Secrecy(str(given["secrecy"])),
        names_to=NamesTo(str(given["names_to"])),
        group_by=GroupBy(str(given["group_by"])),
        smallest=int(str(given["smallest"])),
        majority=Majority(str(given["majority"])),
        quorum=int(str(given["quorum"])),
        places=int(str(given["places"])),
    )


def faults_of(voting: Voting) -> tuple[tuple[str, str], ...]:
    """(field, code) of what does not go together; nothing in it can then be meant.

    Quorum and a majority of Members are reckoned of seats; a secret ballot has no names to show, a
    named one no group beside its voter; what is carried and who is elected are two questions.
    """
    faults: list[tuple[str, str]] = []
    if not voting.by_seat:
        if voting.quorum:
            faults.append(("quorum", "needs_seats"))
        if voting.majority is Majority.OF_MEMBERS:
            faults.append(("majority", "needs_seats"))
    if voting.secret and voting.names_to is NamesTo.ROOM:
        faults.append(("names_to", "secret_has_no_names"))
    if not voting.secret and voting.group_by is not GroupBy.NONE:
        faults.append(("group_by", "groups_are_for_secret"))
    if voting.places and voting.majority is not Majority.NONE:
        faults.append(("places", "motion_or_election"))
    return tuple(faults)
