"""Joining, coming back, leaving: who a phone is."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quizapp import runtime
from quizapp.domain.errors import (
    JoiningLocked,
    NameTaken,
    NoSuchTeam,
    NotFound,
    QuizappError,
    Removed,
    TeamFixed,
)
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.live.commands import ChooseExtraTime, Factor
from quizapp.domain.names import LONGEST_NAME, LONGEST_NICKNAME, clean_name, name_key
from quizapp.domain.seats import next_free
from quizapp.domain.stored import NO_WISH, PendingJoin, TeamWish
from quizapp.domain.teams import TeamMode
from quizapp.domain.text import LANGUAGES
from quizapp.services.batching import Batcher
from quizapp.services.live import SERVER, Live
from quizapp.services.ports import Clock, Ids, ParticipantStore
from quizapp.services.teams import balancing, team_id_of

_log = logging.getLogger(__name__)

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
    fresh: bool = field(default=False, compare=False)
    """Whether it came in for the first time."""


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
        self._marks: dict[str, str] = {}
        """By event: up to where the table was read."""
        self._news: dict[str, dict[str, Participant]] = {}
        """Changes of events whose participants are not read yet, or being read just now."""
        self._asked: dict[str, dict[str, Factor]] = {}
        """By event: extra time that is asked for and not given yet."""
        self._giving = runtime.Lock()
        """One at a time gives what all have asked for: a hall that comes in at once must not race
        for the log's next entry, least of all with the moderator."""
        self.batcher: Batcher[PendingJoin, Participant | None] = Batcher("joins", self._commit)

    def join(
        self,
        event_id: str,
        name: str,
        language: str,
        token: str | None,
        team_id: str | None = None,
        extra_time: Factor = Factor.PLAIN,
        seat_id: str | None = None,
    ) -> Joined:
        """Come in under a new secret, or come back with the one of before.

        A join that is repeated, because its acknowledgement was lost, is the same participant.
        `extra_time` counts where the event lets people choose it. `seat_id`: the seat to sit on.

        Raises:
            JoiningLocked, Removed, BadName, NameTaken, NoSuchTeam, Busy, NotSaved.

        """
        event = self._live.event(event_id)
        shown = _shown_name(event.join, name)
        language = self._language(event_id, language)
        factor = extra_time if event.extra_time_by_choice else Factor.PLAIN
        wish = self._wish(event_id, team_id)
        # A hall comes in at once, and nearly all of it for the first time: only who could not come
        # in as a new one is looked up beforehand. Else the insert itself finds a known secret.
        known_only = isinstance(wish, QuizappError) or len(token or "") < LEAST_SECRET
        back = self.by_token(event_id, token) if token and known_only else None
        if back is None:
            if isinstance(wish, QuizappError):
                raise wish
            joined = self._enter(event_id, shown, language, token, wish, factor)
            if joined.fresh:
                return replace(joined, participant=self._seated(joined.participant, seat_id))
            back, token = joined.participant, joined.token
        assert token is not None
        back = self._rejoin(event_id, back, shown, language)
        self._give_time(back, factor)
        return Joined(self._seated(self._in_team(back, team_id), seat_id), token)

    def _seated(self, participant: Participant, seat_id: str | None) -> Participant:
        """Who brings no code keeps the seat of before; in a rehearsal, who has none is given one."""
        event = self._live.event(participant.event_id)
        if event.rehearsal_of is not None and seat_id is participant.seat_id is None:
            there = self.all(event.id).values()
            seat_id = next_free(event.seats, (each.seat_id for each in there if not each.left))
        if seat_id in (None, participant.seat_id):
            return participant
        return self.take_seat(participant, seat_id)

    def _wish(self, event_id: str, team_id: str | None) -> TeamWish | JoiningLocked | NoSuchTeam:
        """What a newcomer wishes; or why there can be none."""
        if self._live.state(event_id).joining_closed:
            return JoiningLocked()
        try:
            return self._team_wish(event_id, team_id)
        except NoSuchTeam as error:
            return error

    def _enter(
        self,
        event_id: str,
        shown: str,
        language: str,
        proposed: str | None,
        team: TeamWish,
        factor: Factor,
    ) -> Joined:
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
            extra_time=int(factor),
            team=team,
        )
        participant = self.batcher.submit(pending)
        if participant is None:
            raise NameTaken
        fresh = participant.id == pending.participant_id
        if fresh:
            self._remember(participant)
            self._give_time(participant)
        return Joined(participant, token, fresh)

    def _give_time(self, participant: Participant, chosen: Factor = Factor.PLAIN) -> None:
        """Let the engine know of the extra time asked for, unless it knows better already.

        Who can't be given it now is in all the same, and given it at the next connect.
        """
        factor = max(Factor(participant.extra_time), chosen)
        given = self._live.state(participant.event_id).extra_time
        if factor is Factor.PLAIN or participant.id in given:
            return
        with self._lock:
            self._asked.setdefault(participant.event_id, {})[participant.id] = factor
        with self._giving:
            self._give_all(participant.event_id)

    def _give_all(self, event_id: str) -> None:
        """Nothing, where another task has just done it for this one, too."""
        with self._lock:
            asked = self._asked.pop(event_id, {})
        if not asked:
            return
        try:
            self._live.execute(event_id, ChooseExtraTime(choices=tuple(asked.items())), SERVER)
        except QuizappError as error:
            _log.warning("extra time could not be given: %s", error)

    def _rejoin(self, event_id: str, back: Participant, shown: str, language: str) -> Participant:
        self._admitted(event_id, back)
        key = name_key(shown) if shown else ""
        participant = self._store.rejoin(back.id, shown, key, language)
        if participant is None:
            raise NameTaken
        self._remember(participant)
        return participant

    def choose_team(self, participant: Participant, team_id: str | None) -> Participant:
        """The phone's own word on its team. Where the server assigns them, it is given one.

        Raises `NoSuchTeam`; `TeamFixed` where it can't be changed any more.
        """
        known = self._live.snapshot(participant.event_id)
        current = team_id_of(known.event, known.state, participant)
        given = known.event.teams.mode is TeamMode.ASSIGNED
        if current is not None and (given or current == team_id):
            return participant
        wish = self._team_wish(participant.event_id, team_id)
        moved = participant.id in known.state.team_moves
        if current is not None and (moved or known.state.teams_fixed):
            raise TeamFixed
        changed = self._store.set_team(participant.id, wish)
        self._remember(changed)
        return changed

    def _in_team(self, back: Participant, team_id: str | None) -> Participant:
        """Who comes back keeps the team where another can't be had any more."""
        try:
            return self.choose_team(back, team_id)
        except (NoSuchTeam, TeamFixed):
            return back

    def _team_wish(self, event_id: str, team_id: str | None) -> TeamWish:
        known = self._live.snapshot(event_id)
        teams = known.event.teams
        if teams.in_use and teams.mode is TeamMode.ASSIGNED:
            return balancing(known.event, known.state, self.all(event_id))
        if teams.in_use and team_id not in teams.ids:
            raise NoSuchTeam
        return TeamWish(team_id) if teams.in_use else NO_WISH

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
        self._remember(participant)  # perhaps another worker let them in just now
        self._give_time(participant)
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
            stored, mark = self._store.changed(event_id, "")
            with self._lock:
                if event_id not in self._known:
                    people = {each.id: each for each in stored}
                    self._known[event_id] = people | self._news.pop(event_id, {})
                    self._marks[event_id] = mark
        with self._lock:
            return dict(self._known[event_id])

    def catch_up(self, event_id: str) -> bool:
        """Read who came in, or changed, through other workers; whether there was anybody."""
        if event_id not in self._known:
            return False
        stored, mark = self._store.changed(event_id, self._marks.get(event_id, ""))
        with self._lock:
            people = self._known.get(event_id)
            if people is None:  # deleted meanwhile
                return False
            self._marks[event_id] = mark
            news = {each.id: each for each in stored if people.get(each.id) != each}
            people.update(news)
        return bool(news)

    def one(self, event_id: str, participant_id: str) -> Participant | None:
        """One of them, as of now."""
        if event_id not in self._known:
            self.all(event_id)
        with self._lock:
            return self._known.get(event_id, {}).get(participant_id)

    def take_seat(self, participant: Participant, seat_id: str | None) -> Participant:
        """Sit there from now on, or (None) nowhere. Raises `NotFound`."""
        changed = self._store.set_seat(participant.id, seat_id)
        self._remember(changed)
        return changed

    def stand_up(self, participant: Participant) -> Participant:
        """Sit nowhere from now on. Raises `NotFound`."""
        return self.take_seat(participant, None)

    def forget(self, event_id: str) -> None:
        """The event was deleted."""
        with self._lock:
            self._known.pop(event_id, None)
            self._marks.pop(event_id, None)
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
