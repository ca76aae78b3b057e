"""Stand-ins for the stores of questions from the floor and of reactions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizapp.domain.errors import NotFound, NotSaved
from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Upvote
from quizapp.domain.reactions import Beat


@dataclass
class FakeFloorQuestions:
    """Dictionaries, by session, by question and by key."""

    open: dict[str, QaSession] = field(default_factory=dict)
    asked: dict[str, FloorQuestion] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """Hash -> question."""
    voters: dict[str, set[str]] = field(default_factory=dict)
    waiting: Counter[tuple[str, str]] = field(default_factory=Counter)
    given_back: set[str] = field(default_factory=set)
    reads: int = 0
    lost_races: int = 0
    """How many of the next writes somebody else is faster with."""
    broken: bool = False

    def session(self, session_id: str) -> QaSession | None:
        return self.open.get(session_id)

    def sessions(self, event_id: str) -> tuple[QaSession, ...]:
        return tuple(each for each in self.open.values() if each.event_id == event_id)

    def open_session(self, session: QaSession) -> str:
        for each in self.open.values():
            if (each.floor_id, each.item_id) == (session.floor_id, session.item_id):
                return each.id
        self.open[session.id] = session
        return session.id

    def set_rules(self, session_id: str, rules: QaRules) -> None:
        self.open[session_id] = replace(self.open[session_id], rules=rules)

    def questions(
        self, session_id: str, removed: Collection[str] = ()
    ) -> tuple[FloorQuestion, ...]:
        self.reads += 1
        found = [each for each in self.asked.values() if each.session_id == session_id]
        for_root: dict[str, set[str]] = {}
        for each in found:
            voters = self.voters.get(each.id, set()) - set(removed)
            for_root.setdefault(each.merged_into or each.id, set()).update(voters)
        return tuple(replace(each, votes=len(for_root.get(each.id, ()))) for each in found)

    def ask(self, question: FloorQuestion, key_hash: str) -> bool:
        if self.broken:
            raise NotSaved
        if question.session_id not in self.open:
            raise NotFound(what="session")
        if key_hash in self.keys:
            return False
        self.asked[question.id] = question
        self.keys[key_hash] = question.id
        return True

    def by_keys(self, key_hashes: Collection[str]) -> Mapping[str, FloorQuestion]:
        return {
            each: self.asked[self.keys[each]]
            for each in key_hashes
            if self.keys.get(each) in self.asked
        }

    def put(self, changed: Sequence[FloorQuestion]) -> bool:
        if self._is_late() or any(self.asked[e.id].version != e.version for e in changed):
            return False
        for each in changed:
            self.asked[each.id] = replace(each, version=each.version + 1, votes=0)
        return True

    def withdraw(self, question_id: str, version: int) -> bool:
        if self._is_late() or self.asked[question_id].version != version:
            return False
        del self.asked[question_id]
        self.voters.pop(question_id, None)
        return True

    def _is_late(self) -> bool:
        self.lost_races -= 1
        return self.lost_races >= 0

    def vote(self, batch: Sequence[Upvote]) -> Sequence[bool]:
        for each in batch:
            voters = self.voters.setdefault(each.question_id, set())
            (voters.add if each.on else voters.discard)(each.voter_id)
        return [each.question_id in self.asked for each in batch]

    def take_turn(self, session_id: str, participant_id: str, most: int) -> bool:
        if most and self.waiting[session_id, participant_id] >= most:
            return False
        self.waiting[session_id, participant_id] += 1
        return True

    def give_turns(self, session_id: str, participant_id: str, count: int) -> None:
        key = (session_id, participant_id)
        self.waiting[key] = max(0, self.waiting[key] - count)

    def settle(self, question_ids: Collection[str]) -> int:
        fresh = set(question_ids) - self.given_back
        self.given_back |= fresh
        return len(fresh)

    def forget_names(self, event_id: str) -> None:
        for each in self.asked.values():
            if self.open[each.session_id].event_id == event_id:
                self.asked[each.id] = replace(each, name="", delegation="")


@dataclass
class FakeReactions:
    """Beats, added up."""

    counts: Counter[tuple[str, str, int, str]] = field(default_factory=Counter)
    broken: bool = False

    def add(self, beats: Sequence[Beat]) -> None:
        if self.broken:
            raise NotSaved
        for each in beats:
            self.counts[each.event_id, each.floor_id, each.at, each.reaction] += each.count

    def recent(self, floor_id: str, since: int) -> tuple[Beat, ...]:
        events = {event for event, *_ in self.counts}
        beats = (each for event in events for each in self.of_event(event))
        return tuple(each for each in beats if each.floor_id == floor_id and each.at >= since)

    def of_event(self, event_id: str) -> tuple[Beat, ...]:
        from quizapp.domain.reactions import Reaction

        return tuple(
            Beat(event, floor, at, Reaction(what), count)
            for (event, floor, at, what), count in sorted(self.counts.items())
            if event == event_id
        )
