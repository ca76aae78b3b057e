"""Teams: who may be in one, and how a team stands. The rules are published (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from quizapp.domain.leaderboard import Standing
from quizapp.domain.scoring import round_half_up
from quizapp.domain.text import LocalizedText

MOST_TEAMS = 300
LONGEST_TEAM_NAME = 60
LONGEST_TEAM_ID = 40
LEAST_UNNAMED = 5
"""Where nobody gives a name, nothing is said of a team of which fewer have answered."""


class TeamMode(StrEnum):
    """How somebody comes to be in a team."""

    NONE = "none"
    """There are no teams."""
    CHOICE = "choice"
    """Everybody chooses."""
    ASSIGNED = "assigned"
    """The server puts each into the smallest."""
    DELEGATION = "delegation"
    """Everybody names the own delegation."""
    REGION = "region"
    """Everybody names the own region."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team of an event. The id stays when the name is mended."""

    id: str
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class Teams:
    """The teams of an event, in the organiser's order. Kept while the mode is `none`, but unused."""

    mode: TeamMode = TeamMode.NONE
    list: tuple[Team, ...] = ()

    @property
    def in_use(self) -> tuple[Team, ...]:
        """The teams there are; none at all without a mode."""
        return () if self.mode is TeamMode.NONE else self.list

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in order."""
        return tuple(each.id for each in self.in_use)

    @property
    def chosen(self) -> bool:
        """Whether each phone has to say which team is its own."""
        return bool(self.in_use) and self.mode is not TeamMode.ASSIGNED


NO_TEAMS = Teams()


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """A team's place. `points` are the mean of its members' points, rounded for reading."""

    team_id: str
    points: int
    members: int
    """Those who joined, also without an answer."""
    right: Fraction
    """Mean of the members' right answers."""
    place: int
    shared: bool


@dataclass(frozen=True, slots=True)
class TeamRight:
    """How a team fared with one question."""

    answered: int
    right: int


def smallest(order: Sequence[str], sizes: Mapping[str, int]) -> str:
    """The team with the fewest members, of several the first in the organiser's order."""
    return min(order, key=lambda team_id: (sizes.get(team_id, 0), order.index(team_id)))


def team_standings(
    standings: Iterable[Standing],
    team_of: Mapping[str, str],
    joined: Mapping[str, int],
    least: int = 1,
) -> tuple[TeamStanding, ...]:
    """All teams with at least `least` members who have a place, best first.

    `joined` says how many belong to each team: who gave no answer counts with no points. More
    points a member, then more right answers a member, then less time on right answers a member,
    then a shared place. Compared exactly, rounded only for reading.
    """
    totals: dict[str, _Total] = {}
    for each in standings:
        if team_id := team_of.get(each.voter_id):
            totals.setdefault(team_id, _Total()).add(each)
    there = [(team_id, each) for team_id, each in totals.items() if each.members >= least]
    for team_id, total in there:
        total.members = max(total.members, joined.get(team_id, 0))
    ordered = sorted(there, key=lambda item: (*item[1].order, item[0]))
    return tuple(_placed(ordered))


def team_movement(
    before: Sequence[TeamStanding], after: Sequence[TeamStanding]
) -> dict[str, tuple[int, int]]:
    """Team -> (points gained, places won or lost) since `before`; nothing moved for a new one."""
    was = {each.team_id: each for each in before}
    return {
        each.team_id: (
            each.points - (was[each.team_id].points if each.team_id in was else 0),
            was[each.team_id].place - each.place if each.team_id in was else 0,
        )
        for each in after
    }


def right_by_team(right: Mapping[str, bool], team_of: Mapping[str, str]) -> dict[str, TeamRight]:
    """Team -> how it fared; `right` says of each voter who answered whether wholly right."""
    found: dict[str, TeamRight] = {}
    for voter_id, was_right in right.items():
        if team_id := team_of.get(voter_id):
            so_far = found.get(team_id, TeamRight(0, 0))
            found[team_id] = TeamRight(so_far.answered + 1, so_far.right + was_right)
    return found


@dataclass(slots=True)
class _Total:
    members: int = 0
    points: int = 0
    right: int = 0
    right_ms: int = 0

    def add(self, standing: Standing) -> None:
        self.members += 1
        self.points += standing.points
        self.right += standing.right
        self.right_ms += standing.right_ms

    @property
    def order(self) -> tuple[Fraction, Fraction, Fraction]:
        return (
            -Fraction(self.points, self.members),
            -Fraction(self.right, self.members),
            Fraction(self.right_ms, self.members),
        )


def _placed(ordered: Sequence[tuple[str, _Total]]) -> Iterable[TeamStanding]:
    place = 1
    for _, group in groupby(ordered, key=lambda item: item[1].order):
        tied = list(group)
        for team_id, total in tied:
            yield TeamStanding(
                team_id=team_id,
                points=round_half_up(Fraction(total.points, total.members)),
                members=total.members,
                right=Fraction(total.right, total.members),
                place=place,
                shared=len(tied) > 1,
            )
        place += len(tied)
