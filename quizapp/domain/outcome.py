"""What a vote has decided, from its figures alone: quorum, majority, election.

Abstentions take part (they count for the quorum) and are no votes cast: a majority is reckoned of
those for and against. Nothing is rounded: shares are compared in whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.tallies import Counts, Tally
from quizapp.domain.text import Json
from quizapp.domain.voting import Majority, Voting


@dataclass(frozen=True, slots=True)
class Motion:
    """For and against. `needed` is the least number for it with which it would be carried."""

    votes_for: int
    votes_against: int
    needed: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Election:
    """Who is elected, the most votes first; `tied` share the last places, and nothing is decided."""

    places: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a formal vote. `eligible` is None where phones vote: nobody knows how many may."""

    cast: int
    """Ballots, abstentions among them."""
    abstained: int
    eligible: int | None
    quorum: int
    """How many must have voted; 0: no quorum."""
    motion: Motion | None = None
    election: Election | None = None

    @property
    def quorum_reached(self) -> bool:
        """Also true without a quorum."""
        return self.cast >= self.quorum

    def to_dict(self) -> dict[str, Json]:
        """As `round.outcome` has it (docs/protocol.md)."""
        motion, election = self.motion, self.election
        return {
            "cast": self.cast,
            "abstain": self.abstained,
            "eligible": self.eligible,
            "quorum": self.quorum,
            "quorum_reached": self.quorum_reached,
            "for": motion.votes_for if motion else None,
            "against": motion.votes_against if motion else None,
            "needed": motion.needed if motion else None,
            "carried": motion.carried if motion else None,
            "places": election.places if election else 0,
            "elected": list(election.elected) if election else [],
            "tied": list(election.tied) if election else [],
        }


def outcome_of(
    voting: Voting, seats: int, stances: Mapping[str, str], tally: Tally | None
) -> Outcome | None:
    """None where the round is no formal vote, or its figures are of no such kind (or withheld).

    `seats` is how many may vote, by the round's own rules; `stances` says which option has a role.
    """
    if not voting.formal or not isinstance(tally, Counts):
        return None
    eligible = seats if voting.by_seat else None
    cast = tally.voters + tally.abstained
    quorum = quorum_of(voting.quorum, seats) if voting.by_seat else 0
    valid = cast >= quorum
    return Outcome(
        cast=cast,
        abstained=tally.abstained,
        eligible=eligible,
        quorum=quorum,
        motion=_motion(voting.majority, seats, stances, tally, valid=valid),
        election=_election(voting.places, stances, tally, valid=valid),
    )


def quorum_of(per_cent: int, seats: int) -> int:
    """The least number of seats that is so many per cent of them; 0 per cent: none."""
    return -(-per_cent * seats // 100)


def needed_for(majority: Majority, cast: int, seats: int) -> int:
    """The least number of votes for that carries, of `cast` for and against; never none."""
    match majority:
        case Majority.TWO_THIRDS:
            return max(1, -(-2 * cast // 3))
        case Majority.OF_MEMBERS:
            return seats // 2 + 1
        case _:
            return cast // 2 + 1


def _motion(
    majority: Majority, seats: int, stances: Mapping[str, str], tally: Counts, *, valid: bool
) -> Motion | None:
    if majority is Majority.NONE or not {"for", "against"} <= stances.keys():
        return None
    votes_for, against = tally.counts[stances["for"]], tally.counts[stances["against"]]
    needed = needed_for(majority, votes_for + against, seats)
    return Motion(votes_for, against, needed, carried=valid and votes_for >= needed)


def _election(
    places: int, stances: Mapping[str, str], tally: Counts, *, valid: bool
) -> Election | None:
    """Nobody is elected without a vote, nor where more are equal than there are places left.

    "None of these" stands for no place.
    """
    if not places:
        return None
    candidates = tally.counts.keys() - stances.values()
    given = (each for each in tally.counts.items() if each[1] and each[0] in candidates)
    ranked = sorted(given, key=lambda each: -each[1])  # equals stay as on the ballot paper
    if not valid:
        return Election(places, (), ())
    if len(ranked) <= places:
        return Election(places, tuple(each for each, _ in ranked), ())
    edge = ranked[places - 1][1]
    if ranked[places][1] < edge:
        return Election(places, tuple(each for each, _ in ranked[:places]), ())
    elected = tuple(each for each, votes in ranked if votes > edge)
    tied = tuple(each for each, votes in ranked if votes == edge)
    return Election(places, elected, tied)
