"""A question's tally as tables. What they look like depends on the tally's shape alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from quizapp.domain.bank import Question
from quizapp.domain.tallies import Counts, Numbers, Places, Ranks, Tally, Texts
from quizapp.exports.base import Translate

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the voters, 0 to 1, to be shown in per cent."""

    value: float


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and rows of the same width."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell | Share, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a tally, for a long table: how many gave `answer` to `item`, or its mean."""

    item: str
    answer: str
    value: float
    share: Share | None = None
    right: bool | None = None
    mean: bool = False


def table(question: Question, tally: Tally, languages: Sequence[str], _: Translate) -> Table:
    """The tally as people read it, the labels in each of the languages."""
    labels = [question.labels(language) for language in languages]
    key = question.right()
    match tally:
        case Counts():
            return _counts(tally, labels, languages, key, _)
        case Numbers():
            return _numbers(tally, labels, languages, _)
        case Texts():
            return _texts(tally, _)
        case Ranks():
            return _ranks(tally, labels, languages, key, _)
        case Places():
            return _places(tally, labels, languages)
        case never:
            assert_never(never)


def figures(question: Question, tally: Tally, language: str) -> Iterator[Figure]:
    """The same tally one figure after the other."""
    labels = question.labels(language)
    key = question.right()
    match tally:
        case Counts():
            for option, count in tally.counts.items():
                right = option in key if key else None
                share = _share(count, tally.voters)
                yield Figure("", labels[option], count, share, right)
        case Numbers():
            yield from _number_figures(tally, labels)
        case Texts():
            for group in tally.groups.values():
                yield Figure("", group.text, group.count, _share(group.count, tally.voters))
        case Ranks():
            yield from _rank_figures(tally, labels, key)
        case Places():
            for item, points in tally.points.items():
                for x, y in points:
                    yield Figure(labels[item], f"{x:g} {y:g}", 1)
        case never:
            assert_never(never)


def _number_figures(tally: Numbers, labels: Mapping[str, str]) -> Iterator[Figure]:
    for item, row in tally.rows.items():
        for number, count in sorted(row.histogram.items()):
            yield Figure(labels[item], str(number), count, _share(count, row.voters))
        if row.mean is not None:
            yield Figure(labels[item], "", round(row.mean, 4), mean=True)


def _rank_figures(tally: Ranks, labels: Mapping[str, str], key: Sequence[str]) -> Iterator[Figure]:
    for item, places in tally.places.items():
        for place, count in enumerate(places, start=1):
            right = key.index(item) + 1 == place if key else None
            yield Figure(labels[item], str(place), count, _share(count, tally.voters), right)
        if (mean := tally.mean_place(item)) is not None:
            yield Figure(labels[item], "", round(mean, 4), mean=True)


def _counts(
    tally: Counts,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    key: Sequence[str],
    _: Translate,
) -> Table:
    header = (*languages, _("Votes"), _("Share"), _("Right"))
    return Table(
        header,
        tuple(
            (
                *(texts[option] for texts in labels),
                count,
                _share(count, tally.voters),
                _("yes") if option in key else None,
            )
            for option, count in tally.counts.items()
        ),
    )


def _numbers(
    tally: Numbers,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    _: Translate,
) -> Table:
    numbers = sorted({number for row in tally.rows.values() for number in row.histogram})
    return Table(
        (
            *languages,
            *map(str, numbers),
            _("Votes"),
            _("Mean"),
            _("Median"),
        ),
        tuple(
            (
                *(texts[item] for texts in labels),
                *(row.histogram.get(number, 0) for number in numbers),
                row.voters,
                row.mean,
                row.median,
            )
            for item, row in tally.rows.items()
        ),
    )


def _texts(tally: Texts, _: Translate) -> Table:
    return Table(
        (_("Answer"), _("Votes"), _("Share")),
        tuple(
            (group.text, group.count, _share(group.count, tally.voters))
            for group in tally.groups.values()
        ),
    )


def _ranks(
    tally: Ranks,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    key: Sequence[str],
    _: Translate,
) -> Table:
    places = range(1, len(tally.places) + 1)
    return Table(
        (*languages, *map(str, places), _("Mean place"), _("Right place")),
        tuple(
            (
                *(texts[item] for texts in labels),
                *counts,
                tally.mean_place(item),
                key.index(item) + 1 if key else None,
            )
            for item, counts in tally.places.items()
        ),
    )


def _places(tally: Places, labels: Sequence[Mapping[str, str]], languages: Sequence[str]) -> Table:
    return Table(
        (*languages, "x", "y"),
        tuple(
            (*(texts[item] for texts in labels), x, y)
            for item, points in tally.points.items()
            for x, y in points
        ),
    )


def _share(count: int, voters: int) -> Share | None:
    return Share(count / voters) if voters else None
