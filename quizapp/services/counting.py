"""Live counts of open rounds, folded in memory from committed answers. The table is the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count as numbers

from quizapp import runtime
from quizapp.domain.text import Json
from quizapp.services.ports import AnswerStore, BallotStore
from quizapp.services.recent import Recent

MOST_ROUNDS = 128
"""Rounds whose answers are kept: those on the stages, and a few activities beside them. An older one is read again when asked for."""
VOTED_NUMBER = 1
"""What stands for "has voted" where an answer has its number: a secret ballot has none."""


@dataclass(slots=True)
class _Count:
    """Answers of one round: voter -> (number, answer)."""

    answers: dict[str, tuple[int, Json]] = field(default_factory=dict)
    version: int = 0
    loaded: bool = False
    mark: str = ""
    """Up to where the table was read."""
    closed_at: int | None = None
    """The closing after which it was read: nothing can have come since."""


class Counting:
    """Who has answered what in the rounds of this process's events."""

    def __init__(
        self, answers: AnswerStore, register: BallotStore | None = None, *, shared: bool = False
    ) -> None:
        """`shared` where other workers may take answers to the same rounds.

        `register` says who has voted in secret rounds; of them no answer is ever known here.
        """
        self._store = answers
        self._register = register
        self._shared = shared
        self._rounds: Recent[str, _Count] = Recent(MOST_ROUNDS)
        self._versions = numbers(1)
        self._lock = runtime.Lock()

    def note(self, round_id: str, voter_id: str, number: int, answer: Json) -> None:
        """An answer was committed."""
        count = self._rounds.get_or_make(round_id, _Count)
        with self._lock:
            self._merge(count, voter_id, number, answer)

    def note_voted(self, round_id: str, voter_id: str) -> None:
        """A secret ballot was committed."""
        self.note(round_id, voter_id, VOTED_NUMBER, None)

    def load(self, round_id: str, closed_at: int | None = None) -> None:
        """Read what was committed before this process; does no harm twice.

        Of a round that was closed then, also what other workers took until its end.
        """
        while True:
            count = self._rounds.get_or_make(round_id, _Count)
            settled = not self._shared or closed_at is None or count.closed_at == closed_at
            if count.loaded and settled:
                return
            self._read(round_id, count)
            count.closed_at = closed_at

    def catch_up(self, round_id: str) -> bool:
        """Read what other workers have taken; whether there was any. Other rounds are let be."""
        count = self._rounds.get(round_id)
        if count is None or not count.loaded:
            return False
        before = count.version
        self._read(round_id, count)
        return count.version != before

    def own(self, round_id: str, voter_id: str) -> tuple[int, Json] | None:
        """(number, answer) of one voter who may have answered elsewhere just now."""
        self.load(round_id)
        if self._shared:
            for each in self._store.of_voter(voter_id, (round_id,)):
                self.note(round_id, voter_id, each.number, each.answer)
            if self._register is not None and self._register.has_voted(round_id, voter_id):
                self.note_voted(round_id, voter_id)
        return self.answer_of(round_id, voter_id)

    def _read(self, round_id: str, count: _Count) -> None:
        stored, mark = self._store.changed(round_id, count.mark)
        voted = self._register.voters(round_id) if self._register is not None else ()
        with self._lock:
            for voter_id in voted:
                self._merge(count, voter_id, VOTED_NUMBER, None)
            for each in stored:
                self._merge(count, each.voter_id, each.number, each.answer)
            # Dropped during the read, it has missed what was noted since.
            count.loaded = self._rounds.get(round_id) is count
            count.mark = mark

    def voters(self, round_id: str) -> frozenset[str]:
        """Who has answered; call `load` first where the round may be older than the process."""
        return frozenset(self.answers(round_id)[1])

    def answers(self, round_id: str) -> tuple[int, Mapping[str, Json]]:
        """Voter -> answer, with a version: the same version never stands for other answers."""
        count = self._rounds.get(round_id)
        if count is None:
            return 0, {}
        with self._lock:
            return count.version, {voter: given for voter, (_, given) in count.answers.items()}

    def answer_of(self, round_id: str, voter_id: str) -> tuple[int, Json] | None:
        """(number, answer) of one voter."""
        count = self._rounds.get(round_id)
        return count.answers.get(voter_id) if count else None

    def _merge(self, count: _Count, voter_id: str, number: int, answer: Json) -> None:
        """Keep the highest number: the order in which commits are told does not matter."""
        known = count.answers.get(voter_id)
        if known is None or number > known[0]:
            count.answers[voter_id] = (number, answer)
            count.version = next(self._versions)
