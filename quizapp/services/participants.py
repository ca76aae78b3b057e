"""Joining, coming back, leaving: who a phone is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp import runtime
from quizapp.domain.errors import JoiningLocked, NameTaken, NotFound, Removed
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.names import LONGEST_NAME, LONGEST_NICKNAME, clean_name, name_key
from quizapp.domain.stored import PendingJoin
from quizapp.domain.text import LANGUAGES
from quizapp.services.batching import Batcher
from quizapp.services.live import Live
from quizapp.services.ports import Clock, Ids, ParticipantStore

LEAST_SECRET = 40
"""Characters of a secret that a phone may propose: it makes 43, of 256 random bits."""


def _shown_name(join: JoinMode, name: str) -> str:
    """What may stand on the screen; empty in an anonymous event, whatever the phone sends."""
    if join is JoinMode.ANONYMOUS:
        return ""
    return clean_name(name, LONGEST_NAME if join is JoinMode.NAME else LONGEST_NICKNAME)


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
        self._lock = runtime.Lock()
        """Guards what follows, for a few lines at a time: never held while anything waits."""
        self._known: dict[str, dict[str, Participant]] = {}
        self._news: dict[str, dict[str, Participant]] = {}
        """Changes of events whose participants are not read yet, or being read just now."""
        self.batcher: Batcher[PendingJoin, Participant | None] = Batcher("joins", self._commit)

    def join(self, event_id: str, name: str, language: str, token: str | None) -> Joined:
        """Come in under a new secret, or come back with the one of before.

        A join that is repeated, because its acknowledgement was lost, is the same participant.

        Raises:
            JoiningLocked, Removed, BadName, NameTaken, Busy, NotSaved.

        """
        event = self._live.event(event_id)
        shown = _shown_name(event.join, name)
        language = self._language(event_id, language)
        back = self.by_token(event_id, token) if token else None
        if back is not None and token is not None:
            return Joined(self._rejoin(event_id, back, shown, language), token)
        if self._live.state(event_id).joining_locked:
            raise JoiningLocked
        return self._enter(event_id, shown, language, token)

    def _enter(self, event_id: str, shown: str, language: str, proposed: str | None) -> Joined:
        """Under the phone's own secret, where it is long enough to be one."""
        token = proposed or ""
        if len(token) < LEAST_SECRET:
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
        return self._store.by_token(event_id, token_hash(token))

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
        language = self._language(participant.event_id, language)
        if language == participant.language:
            return participant
        self._store.set_language(participant.id, language)
        changed = self._store.get(participant.event_id, participant.id)
        if changed is None:
            raise NotFound(what="participant")
        self._remember(changed)
        return changed

    def leave(self, participant: Participant) -> None:
        """Gone by choice: not waited for, but still ranked, and welcome back with the same token."""
        self._store.set_left(participant.id, True)
        self._remember(replace(participant, left=True))

    def all(self, event_id: str) -> dict[str, Participant]:
        """Everyone who ever joined, by id, as of now; read once, then kept in step."""
        if event_id not in self._known:
            stored = self._store.all(event_id)
            with self._lock:
                if event_id not in self._known:
                    people = {each.id: each for each in stored}
                    self._known[event_id] = people | self._news.pop(event_id, {})
        with self._lock:
            return dict(self._known[event_id])

    def forget(self, event_id: str) -> None:
        """The event was deleted."""
        with self._lock:
            self._known.pop(event_id, None)
            self._news.pop(event_id, None)

    def _remember(self, participant: Participant) -> None:
        """Reads nothing: who is on disk must not be told otherwise because a list can't be read."""
        with self._lock:
            people = self._known.get(participant.event_id)
            if people is None:
                people = self._news.setdefault(participant.event_id, {})
            people[participant.id] = participant

    def _admitted(self, event_id: str, participant: Participant) -> None:
        if participant.id in self._live.state(event_id).removed:
            raise Removed

    def _language(self, event_id: str, language: str) -> str:
        offered = self._live.event(event_id).languages
        return language if language in offered and language in LANGUAGES else offered[0]

    def _commit(self, batch: Sequence[PendingJoin]) -> Sequence[Participant | None]:
        return self._store.join(batch)
