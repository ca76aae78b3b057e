"""Joining, coming back, leaving: who a phone is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.errors import JoiningLocked, NameTaken, NotFound, Removed
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.names import clean_name, name_key
from quizapp.domain.stored import PendingJoin
from quizapp.domain.text import LANGUAGES
from quizapp.services.batching import Batcher
from quizapp.services.live import Live
from quizapp.services.ports import Clock, Ids, ParticipantStore


def token_hash(token: str) -> str:
    """What is stored of a secret: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Joined:
    """A participant, and the secret that the phone keeps."""

    participant: Participant
    token: str


class Participants:
    """Use cases around one phone."""

    def __init__(self, store: ParticipantStore, live: Live, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._live = live
        self._clock = clock
        self._ids = ids
        self._known: dict[str, dict[str, Participant]] = {}
        self.batcher: Batcher[PendingJoin, Participant | None] = Batcher("joins", self._commit)

    def join(self, event_id: str, name: str, language: str, token: str | None) -> Joined:
        """Come in, or come back with the token of before.

        Raises:
            JoiningLocked, Removed, BadName, NameTaken, Busy, NotSaved.

        """
        event = self._live.event(event_id)
        shown = "" if event.join is JoinMode.ANONYMOUS else clean_name(name)
        language = self._language(event_id, language)
        back = self.by_token(event_id, token) if token else None
        if back is not None and token is not None:
            return Joined(self._rejoin(event_id, back, shown, language), token)
        if self._live.state(event_id).joining_locked:
            raise JoiningLocked
        return self._enter(event_id, shown, language)

    def _enter(self, event_id: str, shown: str, language: str) -> Joined:
        token = self._ids.secret()
        pending = PendingJoin(
            event_id=event_id,
            participant_id=self._ids.new(),
            token_hash=token_hash(token),
            name=shown,
            name_key=name_key(shown) if shown else "",
            language=language,
            joined_at=self._clock.now(),
            seed=self._ids.seed(),
        )
        participant = self.batcher.submit(pending)
        if participant is None:
            raise NameTaken
        self._remember(participant)
        return Joined(participant, token)

    def _rejoin(self, event_id: str, back: Participant, shown: str, language: str) -> Participant:
        self._admitted(event_id, back)
        key = name_key(shown) if shown else ""
        participant = self._store.rejoin(back.id, shown, key, language)
        if participant is None:
            raise NameTaken
        self._remember(participant)
        return participant

    def by_token(self, event_id: str, token: str) -> Participant | None:
        """Who has this secret, removed or not; None where nobody."""
        participant = self._store.by_token(event_id, token_hash(token))
        if participant is not None:
            self._remember(participant)
        return participant

    def returning(self, event_id: str, token: str) -> Participant | None:
        """The participant who connects again; None where unknown or gone by choice.

        Raises `Removed`.
        """
        participant = self.by_token(event_id, token)
        if participant is None or participant.left:
            return None
        self._admitted(event_id, participant)
        return participant

    def set_language(self, participant: Participant, language: str) -> Participant:
        """The phone reads another language from now on."""
        self._store.set_language(participant.id, self._language(participant.event_id, language))
        changed = self._store.get(participant.event_id, participant.id)
        if changed is None:
            raise NotFound(what="participant")
        self._remember(changed)
        return changed

    def leave(self, participant: Participant) -> None:
        """Gone by choice: not waited for, but welcome back with the same token."""
        self._store.set_left(participant.id, True)
        self._known.get(participant.event_id, {}).pop(participant.id, None)

    def all(self, event_id: str) -> dict[str, Participant]:
        """Everyone who joined, by id, in order of arrival; read once, then kept in step."""
        if event_id not in self._known:
            self._known[event_id] = {each.id: each for each in self._store.all(event_id)}
        return self._known[event_id]

    def reload(self, event_id: str) -> None:
        """Read again what other processes may have added."""
        self._known.pop(event_id, None)

    def _remember(self, participant: Participant) -> None:
        self.all(participant.event_id)[participant.id] = participant

    def _admitted(self, event_id: str, participant: Participant) -> None:
        if participant.id in self._live.state(event_id).removed:
            raise Removed

    def _language(self, event_id: str, language: str) -> str:
        offered = self._live.event(event_id).languages
        return language if language in offered and language in LANGUAGES else offered[0]

    def _commit(self, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        return self._store.join(batch)
