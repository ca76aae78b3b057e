"""Figures, marks, rankings and reports: always recomputed from the committed answers.

What is cached here is known by all that it depends on, and can be thrown away at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.domain.bank import Question
from quizapp.domain.event import StoredAnswer
from quizapp.domain.leaderboard import Graded, Standing, standings
from quizapp.domain.live.state import EventState, Round
from quizapp.domain.scoring import points_for
from quizapp.domain.streaks import Streak, Turn, streaks
from quizapp.domain.tallies import Tally
from quizapp.domain.text import Json
from quizapp.services.counting import Counting
from quizapp.services.live import Live
from quizapp.services.ports import AnswerStore, BallotStore
from quizapp.services.recent import Recent
from quizapp.services.secret_results import SecretResult
from quizapp.services.voters import Voter

MOST_CACHED = 64
MOST_ROUNDS = 256
"""Results kept: more than an activity has rounds, or each ranking would read them all again."""


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
    graded: bool
    tally: Tally
    marks: Mapping[str, Mark]
    secret: SecretResult | None = None
    """Of a secret round, which has no marks; the tally is empty where it must not be shown."""

    @property
    def answered(self) -> int:
        """How many answered."""
        return len(self.marks) if self.secret is None else self.secret.voted

    @property
    def shown(self) -> Tally | None:
        """The tally, where it may be shown to anybody."""
        return self.tally if self.secret is None or self.secret.salt else None

    @property
    def all_right(self) -> frozenset[str]:
        """Who had the whole key."""
        return frozenset(voter for voter, mark in self.marks.items() if mark.right)

    @property
    def right(self) -> int | None:
        """How many were right; None where nothing is graded."""
        return len(self.all_right) if self.graded else None


def mark_of(question: Question, on: Round, stored: StoredAnswer) -> Mark:
    """Grade one answer by the round's own rules and the voter's own time limit."""
    return _mark(question.grade, on, stored)


def _mark(grade: Callable[[Json], Fraction], on: Round, stored: StoredAnswer) -> Mark:
    answer = stored.answer
    if not on.rules.graded:
        return Mark(answer, stored.number, stored.elapsed_ms, None, None, 0)
    share = grade(answer)
    limit_ms = on.limit_of(stored.voter_id)
    points = points_for(on.rules.scoring, on.rules.points, share, stored.elapsed_ms, limit_ms)
    return Mark(answer, stored.number, stored.elapsed_ms, share == 1, share, points)


def result_of(question: Question, on: Round, answers: Sequence[StoredAnswer]) -> RoundResult:
    """The result of a round from its answers alone."""
    grade = _graded_once(question)
    marks = {each.voter_id: _mark(grade, on, each) for each in answers}
    tally = question.tally(mark.answer for mark in marks.values())
    return RoundResult(on.id, on.rules.graded, tally, marks)


def _graded_once(question: Question) -> Callable[[Json], Fraction]:
    """Grades each content once: a hall has few different answers."""
    known: dict[str, Fraction] = {}

    def grade(answer: Json) -> Fraction:
        key = repr(answer)
        share = known.get(key)
        if share is None:
            share = known[key] = question.grade(answer)
        return share

    return grade


def graded(result: RoundResult, in_a_row: Mapping[str, Streak] | None = None) -> tuple[Graded, ...]:
    """What the ranking needs of a round; `in_a_row` adds its bonus."""
    bonus = {voter: each.bonus for voter, each in (in_a_row or {}).items()}
    return tuple(
        Graded(
            voter,
            result.round_id,
            mark.points + bonus.get(voter, 0),
            bool(mark.right),
            mark.elapsed_ms,
        )
        for voter, mark in result.marks.items()
    )


Streaks = Mapping[str, Mapping[str, Streak]]
"""Round -> voter -> streak."""


class Results:
    """Results by round, rankings by run. All of them from one state, which the caller hands in."""

    def __init__(
        self, answers: AnswerStore, ballots: BallotStore, counting: Counting, live: Live
    ) -> None:
        self._answers = answers
        self._ballots = ballots
        self._counting = counting
        self._live = live
        self._rounds: Recent[tuple[str, int, frozenset[str]], RoundResult] = Recent(MOST_ROUNDS)
        self._standings: Recent[tuple[object, ...], tuple[Standing, ...]] = Recent(MOST_CACHED)
        self._streaks: Recent[tuple[object, ...], Streaks] = Recent(MOST_CACHED)
        self._tallies: Recent[tuple[str, frozenset[str]], tuple[int, Tally]] = Recent(MOST_CACHED)

    def live_tally(self, state: EventState, on: Round) -> Tally:
        """The tally so far of a round that is open or closed; counted anew only after a change.

        Empty in a secret round: nobody knows it.
        """
        if on.secret:
            return self._live.question(state.event_id, on).tally(())
        self._counting.load(on.id, on.closed_at)
        version, answers = self._counting.answers(on.id)
        key = (on.id, state.removed)
        known = self._tallies.get(key)
        if known is not None and known[0] == version:
            return known[1]
        question = self._live.question(state.event_id, on)
        tally = question.tally_so_far(
            answer for voter, answer in answers.items() if voter not in state.removed
        )
        self._tallies.put(key, (version, tally))
        return tally

    def of_round(self, state: EventState, on: Round) -> RoundResult:
        """The result of a round from its answers in the table; removed participants left out.

        Graded by the version that holds the key now. It is kept only of a revealed round: no other is safe from being reopened.
        """
        key = (on.id, on.graded_version, state.removed)
        known = self._rounds.get(key)
        if known is None:
            question = self._live.graded_question(state.event_id, on)
            if on.secret:
                known = self._of_ballots(question, on)
                return self._rounds.put(key, known) if on.revealed() else known
            stored = self._answers.of_rounds((on.id,))
            counted = [each for each in stored if each.voter_id not in state.removed]
            known = result_of(question, on, counted)
            if on.revealed():
                self._rounds.put(key, known)
        return known

    def _of_ballots(self, question: Question, on: Round) -> RoundResult:
        """Whoever was removed since has voted all the same: nobody can tell the ballot."""
        sealed = self._ballots.sealing(on.id) if on.revealed() else None
        ballots = self._ballots.ballots(on.id) if sealed is not None else ()
        secret = SecretResult.of(question, on, sealed, ballots)
        tally = question.tally(each.choice for each in secret.ballots)
        return RoundResult(on.id, on.rules.graded, tally, {}, secret)

    def of_voter(
        self, state: EventState, rounds: Sequence[Round], voter: Voter
    ) -> Mapping[str, Mark]:
        """Round -> one voter's mark, where they answered: one look into the table, whoever asks."""
        if voter.id in state.removed:
            return {}
        kept_in = {voter.kept_in(on.id): on for on in rounds}
        return {
            kept_in[each.round_id].id: self._own_mark(state, kept_in[each.round_id], each)
            for each in self._answers.of_voter(voter.id, tuple(kept_in))
        }

    def _own_mark(self, state: EventState, on: Round, stored: StoredAnswer) -> Mark:
        return mark_of(self._live.graded_question(state.event_id, on), on, stored)

    def standings(
        self, state: EventState, activity_id: str, run: int, upto: str | None = None
    ) -> tuple[Standing, ...]:
        """The ranking over the rounds that count; with `upto`, as it was after that round."""
        rounds = counting_rounds(state, activity_id, run, upto)
        key = _key(state, rounds)
        known = self._standings.get(key)
        if known is None:
            in_a_row = self.streaks(state, rounds)
            marks = (
                each
                for on in rounds
                for each in graded(self.of_round(state, on), in_a_row.get(on.id))
            )
            known = self._standings.put(key, standings(marks))
        return known

    def streaks(self, state: EventState, rounds: tuple[Round, ...]) -> Streaks:
        """Right answers in a row over these rounds, as `counting_rounds` gives them."""
        if not any(on.rules.streak for on in rounds):
            return {}
        key = _key(state, rounds)
        known = self._streaks.get(key)
        if known is None:
            turns = (
                Turn(on.id, on.rules.worth, on.rules.streak, self.of_round(state, on).all_right)
                for on in rounds
            )
            known = self._streaks.put(key, streaks(turns))
        return known


def _key(state: EventState, rounds: tuple[Round, ...]) -> tuple[object, ...]:
    return (tuple((on.id, on.graded_version) for on in rounds), state.removed)


def counting_rounds(
    state: EventState, activity_id: str, run: int, upto: str | None
) -> tuple[Round, ...]:
    """The rounds that count for places, in the order in which they were asked, up to one of them."""
    counting = {each.id for each in state.counting(activity_id, run) if each.rules.ranked}
    asked = list(state.rounds)
    until = len(asked) if upto is None else asked.index(upto) + 1
    return tuple(state.rounds[each] for each in asked[:until] if each in counting)
