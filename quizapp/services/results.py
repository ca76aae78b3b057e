"""Figures, marks, rankings and reports: always recomputed from the committed answers.

What is cached here is the result of rounds that can take no further answer; it can be thrown away
at any moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from quizapp.domain.bank import Question
from quizapp.domain.event import StoredAnswer
from quizapp.domain.leaderboard import Graded, Standing, standings
from quizapp.domain.live.state import EventState, Phase, Round
from quizapp.domain.scoring import points_for
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json
from quizapp.services.counting import Counting
from quizapp.services.live import Live
from quizapp.services.ports import AnswerStore

K = TypeVar("K")
V = TypeVar("V")

MOST_CACHED = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """One voter's result in one round. `right` and `share` are None where nothing is graded."""

    answer: Json
    number: int
    elapsed_ms: int
    right: bool | None
    share: Fraction | None
    points: int


@dataclass(frozen=True, slots=True)
class RoundResult:
    """A finished round: the tally, and each voter's mark."""

    round_id: str
    tally: Tally
    marks: Mapping[str, Mark]

    @property
    def answered(self) -> int:
        """How many answered."""
        return len(self.marks)

    @property
    def right(self) -> int | None:
        """How many were right; None where nothing is graded."""
        if any(mark.right is None for mark in self.marks.values()):
            return None
        return sum(bool(mark.right) for mark in self.marks.values())


def mark_of(question: Question, on: Round, stored: StoredAnswer) -> Mark:
    """Grade one answer by the round's own rules."""
    answer = stored.answer
    if not on.rules.graded:
        return Mark(answer, stored.number, stored.elapsed_ms, None, None, 0)
    share = question.grade(answer)
    points = points_for(
        on.rules.scoring, on.rules.points, share, stored.elapsed_ms, on.rules.limit_ms
    )
    return Mark(answer, stored.number, stored.elapsed_ms, share == 1, share, points)


def result_of(question: Question, on: Round, answers: Sequence[StoredAnswer]) -> RoundResult:
    """The result of a round from its answers alone."""
    marks = {each.voter_id: mark_of(question, on, each) for each in answers}
    return RoundResult(on.id, question.tally(mark.answer for mark in marks.values()), marks)


def graded(result: RoundResult) -> tuple[Graded, ...]:
    """What the ranking needs of a round."""
    return tuple(
        Graded(voter, result.round_id, mark.points, bool(mark.right), mark.elapsed_ms)
        for voter, mark in result.marks.items()
    )


class Results:
    """Results by round, rankings by run."""

    def __init__(self, answers: AnswerStore, counting: Counting, live: Live) -> None:
        self._answers = answers
        self._counting = counting
        self._live = live
        self._rounds: dict[tuple[str, frozenset[str]], RoundResult] = {}
        self._standings: dict[tuple[object, ...], tuple[Standing, ...]] = {}

    def live_tally(self, event_id: str, on: Round) -> Tally:
        """The tally so far of a round that is open or closed."""
        self._counting.load(on.id)
        question = self._live.question(event_id, on)
        removed = self._live.state(event_id).removed
        answers = self._counting.answers(on.id)
        return question.tally(answer for voter, answer in answers.items() if voter not in removed)

    def of_round(self, event_id: str, on: Round) -> RoundResult:
        """The result of a round that takes no further answers; removed participants left out."""
        removed = self._live.state(event_id).removed
        key = (on.id, removed)
        known = self._rounds.get(key)
        if known is None:
            question = self._live.question(event_id, on)
            stored = [
                each for each in self._answers.of_rounds((on.id,)) if each.voter_id not in removed
            ]
            known = result_of(question, on, stored)
            if on.phase not in (Phase.ASKED, Phase.OPEN):
                _keep(self._rounds, key, known)
        return known

    def standings(
        self, event_id: str, activity_id: str, run: int, upto: str | None = None
    ) -> tuple[Standing, ...]:
        """The ranking over the rounds that count; with `upto`, as it was after that round."""
        state = self._live.state(event_id)
        rounds = counting_rounds(state, activity_id, run, upto)
        key = (activity_id, run, tuple(each.id for each in rounds), state.removed)
        known = self._standings.get(key)
        if known is None:
            known = standings(each for on in rounds for each in graded(self.of_round(event_id, on)))
            _keep(self._standings, key, known)
        return known


def _keep(cache: dict[K, V], key: K, value: V) -> None:
    while len(cache) >= MOST_CACHED:
        cache.pop(next(iter(cache)))
    cache[key] = value


def counting_rounds(
    state: EventState, activity_id: str, run: int, upto: str | None
) -> tuple[Round, ...]:
    """The graded rounds that count, in the order in which they were asked, up to one of them."""
    counting = [each for each in state.counting(activity_id, run) if each.rules.graded]
    counting.sort(key=lambda each: each.asked_at)
    if upto is None:
        return tuple(counting)
    limit = state.rounds[upto].asked_at
    return tuple(each for each in counting if each.asked_at <= limit)
