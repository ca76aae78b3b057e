"""Live counts of open rounds, folded in memory from committed answers. The table is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizapp.domain.event import StoredAnswer
from quizapp.domain.text import Json
from quizapp.services.ports import AnswerStore


@dataclass(slots=True)
class _Count:
    """Answers of one round: voter -> (number, answer). `version` rises with each change."""

    answers: dict[str, tuple[int, Json]] = field(default_factory=dict)
    version: int = 0

    def merge(self, voter_id: str, number: int, answer: Json) -> None:
        """Keep the highest number: the order in which commits are told does not matter."""
        known = self.answers.get(voter_id)
        if known is None or number > known[0]:
            self.answers[voter_id] = (number, answer)
            self.version += 1


class Counting:
    """Who has answered what in the rounds of this process's events."""

    def __init__(self, answers: AnswerStore) -> None:
        self._store = answers
        self._rounds: dict[str, _Count] = {}
        self._loaded: set[str] = set()

    def note(self, round_id: str, voter_id: str, number: int, answer: Json) -> None:
        """An answer was committed."""
        self._rounds.setdefault(round_id, _Count()).merge(voter_id, number, answer)

    def load(self, round_id: str) -> None:
        """Read what was committed before this process (or by another); does no harm twice."""
        if round_id in self._loaded:
            return
        self.merge(round_id, self._store.of_rounds((round_id,)))
        self._loaded.add(round_id)

    def merge(self, round_id: str, stored: Iterable[StoredAnswer]) -> None:
        """Fold answers as they stand in the table."""
        count = self._rounds.setdefault(round_id, _Count())
        for each in stored:
            count.merge(each.voter_id, each.number, each.answer)

    def voters(self, round_id: str) -> frozenset[str]:
        """Who has answered; call `load` first where the round may be older than the process."""
        count = self._rounds.get(round_id)
        return frozenset(count.answers) if count else frozenset()

    def answers(self, round_id: str) -> Mapping[str, Json]:
        """Voter -> answer."""
        count = self._rounds.get(round_id)
        return {voter: answer for voter, (_, answer) in count.answers.items()} if count else {}

    def answer_of(self, round_id: str, voter_id: str) -> tuple[int, Json] | None:
        """(number, answer) of one voter."""
        count = self._rounds.get(round_id)
        return count.answers.get(voter_id) if count else None

    def version(self, round_id: str) -> int:
        """Rises with each change, so that nobody counts what has not changed."""
        count = self._rounds.get(round_id)
        return count.version if count else 0

    def drop(self, round_id: str) -> None:
        """The round is over and its result is computed from the table."""
        self._rounds.pop(round_id, None)
        self._loaded.discard(round_id)
