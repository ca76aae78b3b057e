"""A question's tally as tables. What they look like depends on the tally's shape alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from quizapp.domain.bank import Question
from quizapp.domain.questions.base import THE_QUESTION
from quizapp.domain.questions.options import NO_ANSWER, Role
from quizapp.domain.report import NOTHING_SAID, ReportTexts
from quizapp.domain.tallies import Counts, Numbers, Places, Ranks, Tally, Texts
from quizapp.domain.text import N_
from quizapp.exports.base import Translate

Cell: TypeAlias = str | int | float | None
SPREAD = N_("Standard deviation")
PROMOTER_SCORE = N_("Promoter score")
BORDA = N_("Borda points")
INSIDE = N_("In the right regions")
MEAN_X, MEAN_Y, DISTANCE = N_("Mean x"), N_("Mean y"), N_("Standard distance")


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
    measure: str = ""
    """What the value is, where it is neither votes nor the mean; a message id."""
    group: str = ""
    """Title under which the moderator put a typed text."""
    hidden: bool = False
    """Whether the room did not see it."""


def table(
    question: Question,
    tally: Tally,
    languages: Sequence[str],
    _: Translate,
    said: ReportTexts = NOTHING_SAID,
) -> Table:
    """The tally as people read it, the labels in each of the languages.

    `said` is what the moderator said of typed texts.
    """
    labels = [question.labels(language) for language in languages]
    key = question.right()
    match tally:
        case Counts():
            abstention = [_abstention(question, language) for language in languages]
            return _counts(tally, labels, abstention, languages, key, _)
        case Numbers():
            return _numbers(tally, labels, languages, _)
        case Texts():
            return _texts(tally, key, said, _)
        case Ranks():
            return _ranks(tally, labels, languages, key, _)
        case Places():
            return _places(question, tally, labels, languages, _)
        case never:
            assert_never(never)


def figures(
    question: Question, tally: Tally, language: str, said: ReportTexts = NOTHING_SAID
) -> Iterator[Figure]:
    """The same tally one figure after the other."""
    labels = question.labels(language)
    key = question.right()
    match tally:
        case Counts():
            for option, count in tally.counts.items():
                right = option in key if key else None
                share = _share(count, tally.voters)
                yield Figure("", labels[option], count, share, right)
            if tally.abstained:
                yield Figure("", _abstention(question, language), tally.abstained)
        case Numbers():
            yield from _number_figures(tally, labels)
        case Texts():
            for name, group in tally.groups.items():
                right = name in key if key else None
                share, title = _share(group.count, tally.voters), said.titles.get(name, "")
                hidden = name in said.hidden
                yield Figure("", group.text, group.count, share, right, group=title, hidden=hidden)
        case Ranks():
            yield from _rank_figures(tally, labels, key)
        case Places():
            yield from _place_figures(question, tally, labels)
        case never:
            assert_never(never)


def _number_figures(tally: Numbers, labels: Mapping[str, str]) -> Iterator[Figure]:
    for item, row in tally.rows.items():
        for number, count in sorted(row.histogram.items()):
            yield Figure(labels[item], str(number), count, _share(count, row.voters))
        if row.mean is not None:
            yield Figure(labels[item], "", round(row.mean, 4), mean=True)
        if row.spread is not None:
            yield Figure(labels[item], "", round(row.spread, 4), measure=SPREAD)
        if (score := tally.promoter_score(item)) is not None:
            yield Figure(labels[item], "", round(score, 4), measure=PROMOTER_SCORE)


def _rank_figures(tally: Ranks, labels: Mapping[str, str], key: Sequence[str]) -> Iterator[Figure]:
    for item, places in tally.places.items():
        for place, count in enumerate(places, start=1):
            right = key.index(item) + 1 == place if key else None
            yield Figure(labels[item], str(place), count, _share(count, tally.voters), right)
        if (mean := tally.mean_place(item)) is not None:
            yield Figure(labels[item], "", round(mean, 4), mean=True)
        if tally.look == "borda":
            yield Figure(labels[item], "", tally.borda(item), measure=BORDA)


def _place_figures(
    question: Question, tally: Places, labels: Mapping[str, str]
) -> Iterator[Figure]:
    for item, points in tally.points.items():
        for x, y in points:
            yield Figure(labels[item], f"{x:g} {y:g}", 1)
        for measure, value in zip((MEAN_X, MEAN_Y, DISTANCE), _centre(tally, item), strict=True):
            if value is not None:
                yield Figure(labels[item], "", value, measure=measure)
    if question.has_key:
        yield Figure("", "", tally.inside, _share(tally.inside, tally.voters), measure=INSIDE)


def _centre(tally: Places, item: str) -> tuple[float | None, float | None, float | None]:
    """Mean x, mean y and spread of an item's points."""
    mean, spread = tally.mean(item), tally.spread(item)
    if mean is None or spread is None:
        return None, None, None
    return round(mean[0], 4), round(mean[1], 4), round(spread, 4)


def _abstention(question: Question, language: str) -> str:
    """What they chose who abstained, in the words of the question: a vote has others than a poll."""
    view: Mapping[str, Any] = question.public_view(language)
    options = view.get("options", ())
    chosen = (str(each["text"]) for each in options if each.get("role") == Role.ABSTAIN)
    return next(chosen, NO_ANSWER.get(language))


def _counts(
    tally: Counts,
    labels: Sequence[Mapping[str, str]],
    abstention: Sequence[str],
    languages: Sequence[str],
    key: Sequence[str],
    _: Translate,
) -> Table:
    header = (*languages, _("Votes"), _("Share"), _("Right"))
    rows: list[tuple[Cell | Share, ...]] = [
        (
            *(texts[option] for texts in labels),
            count,
            _share(count, tally.voters),
            _("yes") if option in key else None,
        )
        for option, count in tally.counts.items()
    ]
    if tally.abstained:
        rows.append((*abstention, tally.abstained, None, None))
    return Table(header, tuple(rows))


def _numbers(
    tally: Numbers,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    _: Translate,
) -> Table:
    if len(tally.rows) == 1 and tally.rows.keys() == {THE_QUESTION}:
        return _one_row(tally, _)
    numbers = sorted({number for row in tally.rows.values() for number in row.histogram})
    return Table(
        (
            *languages,
            *map(str, numbers),
            _("Votes"),
            _("Mean"),
            _("Median"),
            _(SPREAD),
        ),
        tuple(
            (
                *(texts[item] for texts in labels),
                *(row.histogram.get(number, 0) for number in numbers),
                row.voters,
                row.mean,
                row.median,
                row.spread,
            )
            for item, row in tally.rows.items()
        ),
    )


def _one_row(tally: Numbers, _: Translate) -> Table:
    """The numbers below one another: there may be hundreds of them."""
    row = tally.rows[THE_QUESTION]
    given: list[tuple[Cell | Share, ...]] = [
        (number, count, _share(count, row.voters))
        for number, count in sorted(row.histogram.items())
    ]
    measures = [
        (_("Mean"), row.mean),
        (_("Median"), row.median),
        (_(SPREAD), row.spread),
        (_(PROMOTER_SCORE), tally.promoter_score(THE_QUESTION)),
    ]
    given += [(name, value, None) for name, value in measures if value is not None]
    return Table((_("Number"), _("Votes"), _("Share")), tuple(given))


def _texts(tally: Texts, key: Sequence[str], said: ReportTexts, _: Translate) -> Table:
    """With a key, which of them count as right, too; and what the moderator said of some."""
    further: list[tuple[str, Mapping[str, str]]] = []
    if key:
        further.append((_("Right"), dict.fromkeys(key, _("yes"))))
    if said.titles:
        further.append((_("Group"), said.titles))
    if said.hidden:
        further.append((_("Hidden"), dict.fromkeys(said.hidden, _("yes"))))
    header = (_("Answer"), _("Votes"), _("Share"), *(name for name, _column in further))
    rows = (
        (
            *(group.text, group.count, _share(group.count, tally.voters)),
            *(column.get(name) for _name, column in further),
        )
        for name, group in tally.groups.items()
    )
    return Table(header, tuple(rows))


def _ranks(
    tally: Ranks,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    key: Sequence[str],
    _: Translate,
) -> Table:
    places = range(1, max(map(len, tally.places.values()), default=0) + 1)
    by_points = tally.look == "borda"
    last = (_(BORDA), _("Share of first places")) if by_points else (_("Right place"),)

    def at_the_end(item: str) -> tuple[Cell | Share, ...]:
        if by_points:
            first = tally.first_share(item)
            return tally.borda(item), None if first is None else Share(first)
        return (key.index(item) + 1 if key else None,)

    return Table(
        (*languages, *map(str, places), _("Mean place"), *last),
        tuple(
            (
                *(texts[item] for texts in labels),
                *counts,
                tally.mean_place(item),
                *at_the_end(item),
            )
            for item, counts in tally.places.items()
        ),
    )


def _places(
    question: Question,
    tally: Places,
    labels: Sequence[Mapping[str, str]],
    languages: Sequence[str],
    _: Translate,
) -> Table:
    """Of each item the mean point with the spread, then every point."""
    rows: list[tuple[Cell | Share, ...]] = []
    if question.has_key:
        blank = ("",) * len(labels)
        rows.append((*blank, _(INSIDE), None, None, tally.inside, None))
    for item, points in tally.points.items():
        texts = tuple(each[item] for each in labels)
        x, y, spread = _centre(tally, item)
        rows.append((*texts, _("Mean"), x, y, len(points), spread))
        rows += [(*texts, None, *point, None, None) for point in points]
    return Table((*languages, "", "x", "y", _("Votes"), _(DISTANCE)), tuple(rows))


def _share(count: int, voters: int) -> Share | None:
    return Share(count / voters) if voters else None
