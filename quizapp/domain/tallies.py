"""The closed set of tally shapes. Charts, exports and reports switch on the shape, never on a type.

A tally is folded from committed answers alone and does not depend on their order. Keys are ids from
the question's content (option ids, statement ids, folded words), never text in one language.
`look` is a hint to charts: the same figures may be drawn in several ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import ClassVar, TypeAlias

from quizapp.domain.text import Json


@dataclass(frozen=True, slots=True)
class Counts:
    """How many voters ticked each option. `voters` answered; the counts may add up to more.

    Shares are of `voters`. `abstained` chose to give no answer: they are neither among the voters
    nor in the counts.
    """

    shape: ClassVar[str] = "counts"
    voters: int
    counts: Mapping[str, int]
    abstained: int = 0

    def to_dict(self) -> dict[str, Json]:
        """`{shape, voters, counts: {option: voters}, abstained}`."""
        return {
            "shape": self.shape,
            "voters": self.voters,
            "counts": dict(self.counts),
            "abstained": self.abstained,
        }


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One statement: its histogram (number -> voters), and the figures derived from it."""

    histogram: Mapping[int | float, int]

    @property
    def voters(self) -> int:
        """How many gave a number here."""
        return sum(self.histogram.values())

    @property
    def mean(self) -> float | None:
        """Arithmetic mean, None without answers."""
        if not self.voters:
            return None
        return sum(number * n for number, n in self.histogram.items()) / self.voters

    @property
    def spread(self) -> float | None:
        """Standard deviation of the numbers given (of the population), None without answers."""
        mean = self.mean
        if mean is None:
            return None
        squares = sum((number - mean) ** 2 * n for number, n in self.histogram.items())
        return sqrt(squares / self.voters)

    @property
    def median(self) -> float | None:
        """Middle number; the mean of the two middle ones where their count is even."""
        numbers = [
            number for number in sorted(self.histogram) for _ in range(self.histogram[number])
        ]
        if not numbers:
            return None
        middle = len(numbers) // 2
        if len(numbers) % 2:
            return float(numbers[middle])
        return (numbers[middle - 1] + numbers[middle]) / 2


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers given to one or several statements."""

    shape: ClassVar[str] = "numbers"
    voters: int
    rows: Mapping[str, NumberRow]
    look: str = "histogram"
    """`histogram`; `means` (bars of means with their spread); `rating`."""

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, rows: {id: {histogram: {n: voters}, voters, mean, median, spread}}}`."""
        rows: dict[str, Json] = {
            key: {
                "histogram": {str(number): n for number, n in sorted(row.histogram.items())},
                "voters": row.voters,
                "mean": row.mean,
                "median": row.median,
                "spread": row.spread,
            }
            for key, row in self.rows.items()
        }
        return {"shape": self.shape, "look": self.look, "voters": self.voters, "rows": rows}


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Answers that fold to the same text: the spelling most often typed, and how many gave it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Texts:
    """Typed texts, grouped by folding. Most frequent first, then by folded key."""

    shape: ClassVar[str] = "texts"
    voters: int
    groups: Mapping[str, TextGroup]
    look: str = "cloud"
    """`cloud`; `bars` (short answers, the most frequent first); `cards` (whole sentences)."""

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, groups: [{key, text, count}]}`."""
        groups = sorted(self.groups.items(), key=lambda each: (-each[1].count, each[0]))
        return {
            "shape": self.shape,
            "look": self.look,
            "voters": self.voters,
            "groups": [{"key": key, "text": g.text, "count": g.count} for key, g in groups],
        }


@dataclass(frozen=True, slots=True)
class Ranks:
    """How often each item was put at each place: `places[item][i]` voters put it at place i + 1."""

    shape: ClassVar[str] = "ranks"
    voters: int
    places: Mapping[str, tuple[int, ...]]
    exact: int = 0
    """How many gave exactly the key's order (0 without a key)."""
    look: str = "order"
    """`order` (by mean place); `borda` (by Borda points, first places beside)."""

    def mean_place(self, item: str) -> float | None:
        """Mean place of the item, 1 is first; None without answers."""
        given = sum(self.places[item])
        if not given:
            return None
        return sum((i + 1) * n for i, n in enumerate(self.places[item])) / given

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, exact, rows: {item: {places: [n...], mean}}}`."""
        rows: dict[str, Json] = {
            item: {"places": list(places), "mean": self.mean_place(item)}
            for item, places in self.places.items()
        }
        return {
            "shape": self.shape,
            "look": self.look,
            "voters": self.voters,
            "exact": self.exact,
            "rows": rows,
        }


@dataclass(frozen=True, slots=True)
class Places:
    """Points on a plane, each coordinate from 0 to 1 (pictures and grids)."""

    shape: ClassVar[str] = "places"
    voters: int
    points: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    look: str = "pins"
    """`pins` (on a picture); `grid` (on two axes, y upwards)."""

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, points: {item: [[x, y], ...]}}`, points sorted."""
        points: dict[str, Json] = {
            item: [list(point) for point in sorted(points)] for item, points in self.points.items()
        }
        return {"shape": self.shape, "look": self.look, "voters": self.voters, "points": points}


Tally: TypeAlias = Counts | Numbers | Texts | Ranks | Places
SHAPES = (Counts.shape, Numbers.shape, Texts.shape, Ranks.shape, Places.shape)


def answered(tally: Tally) -> int:
    """How many answers were given, also those that say that there is none."""
    return tally.voters + tally.abstained if isinstance(tally, Counts) else tally.voters


def without(tally: Tally, hidden: Set[str]) -> Tally:
    """The tally as it may be shown: typed texts without the groups of these folded keys."""
    if not isinstance(tally, Texts) or hidden.isdisjoint(tally.groups):
        return tally
    shown = {key: group for key, group in tally.groups.items() if key not in hidden}
    return replace(tally, groups=shown)
