"""What questions from the floor and reactions need from outside. As in `services/ports.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from quizapp.domain.qa import FloorQuestion, QaRules, QaSession, Upvote
from quizapp.domain.reactions import Beat


class FloorQuestionStore(Protocol):
    """Sessions, their questions and votes. Nothing in it leads from a question to its asker."""

    def session(self, session_id: str) -> QaSession | None:
        """One session."""

    def sessions(self, event_id: str) -> tuple[QaSession, ...]:
        """Those of an event, by floor and item."""

    def open_session(self, session: QaSession) -> str:
        """The id of the session about the same on that floor; where there is none, of this one.

        Raises `NotFound` where event or item were deleted.
        """

    def set_rules(self, session_id: str, rules: QaRules) -> None:
        """Other rules from now on."""

    def questions(
        self, session_id: str, removed: Collection[str] = ()
    ) -> tuple[FloorQuestion, ...]:
        """All of a session, with the votes of those who are not `removed`."""

    def ask(self, question: FloorQuestion, key_hash: str) -> bool:
        """Keep a question; False where this key has one. Raises `NotFound` for the session."""

    def by_keys(self, key_hashes: Collection[str]) -> Mapping[str, FloorQuestion]:
        """Hash -> question, of those that there are; their votes are not counted."""

    def put(self, changed: Sequence[FloorQuestion]) -> bool:
        """Write questions that were read and changed; each gets the next version.

        All or none: False where one of them was changed by somebody else meanwhile.
        """

    def withdraw(self, question_id: str, version: int) -> bool:
        """Delete it with its votes; False where it is not in that version any more."""

    def vote(self, batch: Sequence[Upvote]) -> Sequence[bool]:
        """One transaction for all: whether the question was there, in the order of the batch."""

    def take_turn(self, session_id: str, participant_id: str, most: int) -> bool:
        """Count one more that waits; False where that would be more than `most` (0: never)."""

    def give_turns(self, session_id: str, participant_id: str, count: int) -> None:
        """Count so many less."""

    def settle(self, question_ids: Collection[str]) -> int:
        """Mark questions as given back to their asker's limit; how many were not yet."""

    def forget_names(self, event_id: str) -> None:
        """Make every question of the event anonymous."""


class ReactionStore(Protocol):
    """The pulse of each floor."""

    def add(self, beats: Sequence[Beat]) -> None:
        """Add to what is counted; beats of events that are gone are dropped."""

    def recent(self, floor_id: str, since: int) -> tuple[Beat, ...]:
        """Of one floor, what came in the tens of seconds from `since` on."""

    def of_event(self, event_id: str) -> tuple[Beat, ...]:
        """All, by floor and time."""
