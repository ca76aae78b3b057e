"""The closed set of tally shapes. Charts, exports and reports switch on the shape, never on a type.

A tally is folded from committed answers alone and does not depend on their order. Keys are ids from
the question's content (option ids, statement ids, folded words), never text in one language.
`look` is a hint to charts: the same figures may be drawn in several ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import ClassVar, TypeAlias

from quizapp.domain.plane import Point, centre, spread
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
    def promoter_score(self) -> float | None:
        """Of numbers from 0 to 10: per cent who gave 9 or 10, less per cent who gave 0 to 6.

        From -100 to 100, None without answers (F. F. Reichheld, The one number you need to grow,
        Harvard Business Review 81, 2003).
        """
        if not self.voters:
            return None
        for_it = sum(n for number, n in self.histogram.items() if number >= 9)
        against = sum(n for number, n in self.histogram.items() if number <= 6)
        return 100 * (for_it - against) / self.voters

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
    """`histogram`; `means` (bars of means with their spread); `rating` (stars); `recommend`."""

    def promoter_score(self, key: str) -> float | None:
        """That of a row, where the look is `recommend`; None elsewhere and without answers."""
        return self.rows[key].promoter_score if self.look == "recommend" else None

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, rows: {id: {histogram: {n: voters}, voters, mean, median, spread}}}`.

        With the look `recommend` each row has `promoter_score`, too.
        """
        rows: dict[str, Json] = {key: self._row(key) for key in self.rows}
        return {"shape": self.shape, "look": self.look, "voters": self.voters, "rows": rows}

    def _row(self, key: str) -> dict[str, Json]:
        row = self.rows[key]
        data: dict[str, Json] = {
            "histogram": {str(number): n for number, n in sorted(row.histogram.items())},
            "voters": row.voters,
            "mean": row.mean,
            "median": row.median,
            "spread": row.spread,
        }
        if self.look == "recommend":
            data["promoter_score"] = row.promoter_score
        return data


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

    def borda(self, item: str) -> int:
        """Borda points: of k places that may be given the first is worth k, the last 1, none 0.

        J.-C. de Borda, Mémoire sur les élections au scrutin, 1781; of ballots that rank some items
        only, see P. Emerson, The original Borda count and partial voting, 2013.
        """
        places = self.places[item]
        return sum((len(places) - i) * n for i, n in enumerate(places))

    def first_share(self, item: str) -> float | None:
        """Share of the voters who put the item first; None without answers."""
        return self.places[item][0] / self.voters if self.voters else None

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, exact, rows: {item: {places: [n...], mean}}}`.

        With the look `borda` each row has `borda` and `first` (share of first places), too.
        """
        rows: dict[str, Json] = {item: self._row(item) for item in self.places}
        return {
            "shape": self.shape,
            "look": self.look,
            "voters": self.voters,
            "exact": self.exact,
            "rows": rows,
        }

    def _row(self, item: str) -> dict[str, Json]:
        row: dict[str, Json] = {"places": list(self.places[item]), "mean": self.mean_place(item)}
        if self.look == "borda":
            row |= {"borda": self.borda(item), "first": self.first_share(item)}
        return row


@dataclass(frozen=True, slots=True)
class Places:
    """Points on a plane, each coordinate from 0 to 1 (pictures and grids)."""

    shape: ClassVar[str] = "places"
    voters: int
    points: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    inside: int = 0
    """How many lie in one of the key's regions (0 without a key)."""
    look: str = "pins"
    """`pins` (on a picture); `grid` (on two axes, y upwards)."""

    def mean(self, item: str) -> Point | None:
        """The mean point of the item, None without answers."""
        return centre(self.points[item])

    def spread(self, item: str) -> float | None:
        """Standard distance of the item's points from their mean, None without answers."""
        return spread(self.points[item])

    def to_dict(self) -> dict[str, Json]:
        """`{shape, look, voters, inside, rows: {item: {points: [[x, y], ...], voters, mean, spread}}}`.

        The points of an item are sorted.
        """
        rows: dict[str, Json] = {item: self._row(item) for item in self.points}
        return {
            "shape": self.shape,
            "look": self.look,
            "voters": self.voters,
            "inside": self.inside,
            "rows": rows,
        }

    def _row(self, item: str) -> dict[str, Json]:
        points = self.points[item]
        mean = self.mean(item)
        return {
            "points": [list(point) for point in sorted(points)],
            "voters": len(points),
            "mean": None if mean is None else list(mean),
            "spread": self.spread(item),
        }


Tally: TypeAlias = Counts | Numbers | Texts | Ranks | Places
SHAPES = (Counts.shape, Numbers.shape, Texts.shape, Ranks.shape, Places.shape)


def answered(tally: Tally) -> int:
    """How many answers were given, also those that say that there is none."""
    return tally.voters + tally.abstained if isinstance(tally, Counts) else tally.voters


def without(tally: Tally, hidden: frozenset[str]) -> Tally:
    """The tally as it may be shown: typed texts without the groups of these folded keys."""
    if not isinstance(tally, Texts) or hidden.isdisjoint(tally.groups):
        return tally
    shown = {key: group for key, group in tally.groups.items() if key not in hidden}
    return replace(tally, groups=shown)
