"""Telling everyone: full states after each change, crowds and tallies at most four times a second.

One task sends, so that states leave in the order of their `rev`. What waits is a set of floors, not
a queue of messages: a state is whole, so the latest is enough.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.domain.event import Participant
from quizapp.domain.leaderboard import Standing
from quizapp.domain.live import events as ev
from quizapp.domain.live.commands import Role
from quizapp.domain.live.possible import possible
from quizapp.domain.live.state import Kind
from quizapp.domain.live.steps import preview
from quizapp.domain.seats import Seat
from quizapp.domain.teams import TeamStanding
from quizapp.domain.text import Json
from quizapp.presentation.audience import (
    for_crowd,
    for_participant,
    for_phone,
    for_screen,
)
from quizapp.presentation.console import for_moderator
from quizapp.presentation.day import for_asides
from quizapp.presentation.game import Payload
from quizapp.presentation.messages import message_for
from quizapp.presentation.tallies import for_console_tally, for_tally
from quizapp.presentation.votes import Held, for_missing
from quizapp.protocol import Audience, Notice, Out
from quizapp.realtime.connections import (
    Connection,
    Connections,
    consoles_room,
    moderators_room,
    phones_room,
    screens_room,
)
from quizapp.services.answers import Answers
from quizapp.services.counting import Counting
from quizapp.services.live import Change, Live
from quizapp.services.participants import Participants
from quizapp.services.ports import Clock
from quizapp.services.scenes import RoundScene, Scene, Scenes
from quizapp.services.voters import Voter, Voters

CROWD_EVERY_S = 0.25
PERSONAL_BATCH = 200
SLOW_DEPTH = 2000
SLOW_S = 1.5
"""A batch that takes longer: the disk hangs, or another program holds the database."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the broadcaster reads from."""

    live: Live
    scenes: Scenes
    counting: Counting
    participants: Participants
    voters: Voters
    answers: Answers
    clock: Clock
    addresses: tuple[str, ...]
    trouble: Callable[[], str] = str
    """Why nothing can be stored at the moment, as far as it is known before anybody answers."""


class Broadcaster:
    """Sends to rooms; builds each payload once per audience and language."""

    def __init__(self, server: Any, connections: Connections, wiring: Wiring) -> None:
        self._server = server
        self._connections = connections
        self._w = wiring
        self._changed: dict[tuple[str, str], bool] = {}
        """Floors to be told; False where screens and consoles alone are."""
        self._crowds: set[str] = set()
        self._seats: set[tuple[str, str]] = set()
        """(event, seat) of which something was answered: its phones are told, with the next crowd."""
        self._staff: set[str] = set()
        """Events of which screens and consoles are to draw the state anew, with the next crowd."""
        self._wake = runtime.Event()
        self._stopped = False
        self._scenes: dict[tuple[str, str], Scene] = {}
        self._phone_states: dict[tuple[str, str, str], Payload] = {}
        self._told: dict[tuple[str, str], _Personal] = {}
        self._nameless: set[tuple[str, str]] = set()
        """Floors on which the names were deleted: each phone is told that it has none any more."""
        self._lamp = "ok"

    def start(self) -> None:
        """Start both tasks, and listen to the engine."""
        self._w.live.listen(self.changed)
        runtime.spawn(self._send_loop)
        runtime.spawn(self._crowd_loop)

    def stop(self) -> None:
        """Tell everyone that the server stops, and end."""
        self._stopped = True
        self._wake.set()
        for connection in self._connections.all():
            self.notice(connection, Notice.STOPPING)

    def changed(self, change: Change) -> None:
        """The engine committed a change: every floor of the event is drawn anew."""
        self._crowds.add(change.event_id)
        if all(isinstance(each, ev.ExtraTimeChosen) for each in change.happened):
            # A phone did it, not a moderator: a hall of phones must not hear of it one by one.
            self._staff.add(change.event_id)
            return
        for floor_id in change.after.floors:
            self._changed[change.event_id, floor_id] = True
        for event in change.happened:
            if isinstance(event, ev.ParticipantRemoved):
                self._put_out(event.participant_id)
            elif isinstance(event, ev.NamesDeleted):
                self._nameless.update((change.event_id, each) for each in change.after.floors)
        self._wake.set()

    def crowd_changed(self, event_id: str) -> None:
        """Somebody came, went or answered."""
        self._crowds.add(event_id)

    def seat_voted(self, event_id: str, seat_id: str) -> None:
        """All phones of the seat (and of who holds its vote) show what it has answered."""
        self._seats.add((event_id, seat_id))

    def welcome(self, connection: Connection) -> None:
        """Send a new (or newly joined) connection all it needs to draw itself."""
        key = (connection.event_id, connection.floor_id)
        match connection.audience:
            case Audience.PHONE:
                self._send(connection.sid, Out.STATE, self._phone_state(*key, connection.language))
                self.send_me(connection, arriving=True)
                return
            case Audience.SCREEN:
                self._send(connection.sid, Out.STATE, self._screen_state(self._scene(*key)))
            case Audience.MODERATOR:
                role = connection.role or Role.VIEWER
                state = self._moderator_state(self._scene(*key), role, connection.language)
                self._send(connection.sid, Out.STATE, state)
        self._send(connection.sid, Out.CROWD, self._crowd(key, connection.audience))
        self._send_tally(key, connection.sid, force=connection.audience is Audience.MODERATOR)

    def send_me(self, connection: Connection, *, arriving: bool = False) -> None:
        """What this phone alone sees. One that is `arriving` may have answered elsewhere before."""
        who = self._as_known(connection)
        if who is not None:
            scene = self._scene(connection.event_id, connection.floor_id)
            answer = self._own_answer(scene, who, arriving)
            asides = self._own_asides(scene, who, arriving)
            me = for_participant(scene, who, answer, asides, self._held(scene, who, arriving))
            self._send(connection.sid, Out.ME, me)

    def _as_known(self, connection: Connection) -> Participant | None:
        """Who it is by now: a name that was deleted must not live on in an open connection."""
        who = connection.participant
        if who is not None:
            known = self._w.participants.one(connection.event_id, who.id)
            connection.participant = who = known or who
        return who

    def notice(self, connection: Connection, code: Notice) -> None:
        """A word to one connection, in its language."""
        text = message_for(code.value, connection.language)
        self._send(connection.sid, Out.NOTICE, {"code": code.value, "message": text})

    # --- states --------------------------------------------------------------------------------

    def _send_loop(self) -> None:
        while not self._stopped:
            self._wake.wait()
            self._wake.clear()
            while self._changed and not self._stopped:
                (event_id, floor_id), everybody = self._changed.popitem()
                try:
                    self._send_floor(event_id, floor_id, everybody=everybody)
                except Exception:  # noqa: BLE001 - one floor's fault must not silence the others
                    _log.exception("a floor could not be told")

    def _send_floor(self, event_id: str, floor_id: str, *, everybody: bool) -> None:
        present = self._connections.on_floor(event_id, floor_id)
        scene = self._scene(event_id, floor_id)
        if everybody:
            self._send_phones(scene, present)
        self._send_staff(scene, present)
        if everybody:
            self._send_personal(scene, present)

    def _send_phones(self, scene: Scene, present: tuple[Connection, ...]) -> None:
        """`state` to the phones of each language."""
        event_id, floor_id = scene.event.id, scene.floor.id
        for language in sorted({c.language for c in present if c.audience is Audience.PHONE}):
            state = self._phone_state(event_id, floor_id, language)
            self._send(phones_room(event_id, floor_id, language), Out.STATE, state)

    def _send_staff(self, scene: Scene, present: tuple[Connection, ...]) -> None:
        """`state` to screens and consoles."""
        event_id, floor_id = scene.event.id, scene.floor.id
        if any(c.audience is Audience.SCREEN for c in present):
            self._send(screens_room(event_id, floor_id), Out.STATE, self._screen_state(scene))
        consoles = {
            (c.role or Role.VIEWER, c.language) for c in present if c.audience is Audience.MODERATOR
        }
        for role, language in sorted(consoles):
            state = self._moderator_state(scene, role, language)
            self._send(moderators_room(event_id, floor_id, role, language), Out.STATE, state)

    def _send_personal(self, scene: Scene, present: tuple[Connection, ...]) -> None:
        """`me` to each phone, when its result or its place has changed."""
        key = (scene.event.id, scene.floor.id)
        about, told = _personal(scene), self._told.get(key, _Personal())
        self._told[key] = about
        phones = [c for c in present if c.participant is not None]
        nameless = key in self._nameless
        self._nameless.discard(key)
        if not nameless and not about.is_news_after(told):
            # The few with a time of their own, where that has changed.
            longer = about.longer | told.longer if about.time != told.time else frozenset()
            longer |= {who for who, _ in about.extra_time ^ told.extra_time}
            phones = [c for c in phones if c.participant and c.participant.id in longer]
        for index, connection in enumerate(phones):
            self.send_me(connection)
            if index % PERSONAL_BATCH == PERSONAL_BATCH - 1:
                runtime.sleep(0)

    def _scene(self, event_id: str, floor_id: str) -> Scene:
        """The floor's scene, gathered once per change."""
        key = (event_id, floor_id)
        known = self._scenes.get(key)
        if known is None or known.state is not self._w.live.state(event_id):
            known = self._w.scenes.scene(event_id, floor_id)
            self._scenes[key] = known
            for stale in tuple(self._phone_states):
                if stale[:2] == key:
                    self._phone_states.pop(stale, None)
        return known

    def _phone_state(self, event_id: str, floor_id: str, language: str) -> Payload:
        scene = self._scene(event_id, floor_id)
        key = (event_id, floor_id, language)
        state = self._phone_states.get(key)
        if state is None or state["rev"] != scene.state.seq:
            state = for_phone(scene, language)
            self._phone_states[key] = state
        return {**state, "now": self._w.clock.now()}

    def _screen_state(self, scene: Scene) -> Payload:
        fresh = self._w.scenes.scene(scene.event.id, scene.floor.id)
        return for_screen(fresh, self._w.addresses, _qr(scene))

    def _moderator_state(self, scene: Scene, role: Role, language: str) -> Payload:
        fresh = self._w.scenes.for_console(scene.event.id, scene.floor.id)
        now = self._w.clock.now()
        steps = preview(fresh.state, scene.floor.id, now)
        acts = possible(fresh.state, scene.floor.id, now, self._answered(fresh))
        return for_moderator(fresh, role, language, steps, acts, self._w.addresses, _qr(scene))

    def _answered(self, scene: Scene) -> frozenset[str]:
        """The round on stage, where somebody has answered it: undo asks."""
        shown = scene.floor.head.round_id
        if shown is None or shown not in scene.state.rounds:
            return frozenset()
        self._w.counting.load(shown)
        return frozenset({shown}) if self._w.counting.voters(shown) else frozenset()

    def _own_answer(
        self, scene: Scene, who: Participant, arriving: bool
    ) -> tuple[int, Json] | None:
        view = scene.on_phones
        own = None if view is None else self._own_voter(scene, who, view)
        if view is None or own is None:
            return None
        return self._of_voter(view, own, arriving)

    def _own_voter(self, scene: Scene, who: Participant, view: RoundScene) -> Voter | None:
        """None where seats vote, and the phone has no voice of its own."""
        voters = self._w.voters.voters_of(scene.state, who, view.round)
        return next((each for each in voters if each.id in (who.id, who.seat_id)), None)

    def _held(self, scene: Scene, who: Participant, arriving: bool) -> Iterator[Held]:
        """The votes of others that the phone's seat holds, each with what it is so far."""
        view = scene.on_phones
        if view is None or not view.round.rules.voting.by_seat:
            return
        for voter in self._w.voters.voters_of(scene.state, who, view.round):
            if voter.id != who.seat_id:
                yield voter, self._of_voter(view, voter, arriving)

    def _of_voter(self, view: RoundScene, voter: Voter, arriving: bool) -> tuple[int, Json] | None:
        if view.result is not None and not (voter.observes or view.round.secret):
            mark = view.result.marks.get(voter.id)
            return None if mark is None else (mark.number, mark.answer)
        return self._committed(voter.kept_in(view.round.id), voter.id, arriving)

    def _own_asides(
        self, scene: Scene, who: Participant, arriving: bool
    ) -> Iterator[tuple[str, tuple[int, Json]]]:
        """In which rounds beside the stage this phone has answered, and what."""
        for view in (view for aside in scene.asides for view in aside.rounds):
            own = self._own_voter(scene, who, view)
            answer = None if own is None else self._of_voter(view, own, arriving)
            if answer is not None:
                yield view.round.id, answer

    def _committed(self, round_id: str, voter_id: str, arriving: bool) -> tuple[int, Json] | None:
        if arriving:
            return self._w.counting.own(round_id, voter_id)
        self._w.counting.load(round_id)
        return self._w.counting.answer_of(round_id, voter_id)

    # --- crowds and tallies --------------------------------------------------------------------

    def _crowd_loop(self) -> None:
        while not self._stopped:
            runtime.sleep(CROWD_EVERY_S)
            due = self._events_of_the_lamp()
            while self._crowds:
                due.add(self._crowds.pop())
            self._tell_staff()
            self._tell_seats()
            for key in self._connections.floors():
                if key[0] in due:
                    try:
                        self._send_crowd(key)
                    except QuizappError as error:
                        _log.warning("no crowd for a floor: %s", error)

    def _events_of_the_lamp(self) -> set[str]:
        """All events, where the lamp has another colour now: also where nobody comes or answers."""
        lamp = self._saving()
        if lamp == self._lamp:
            return set()
        self._lamp = lamp
        return {event_id for event_id, _ in self._connections.floors()}

    def _tell_staff(self) -> None:
        while self._staff:
            event_id = self._staff.pop()
            for key in self._connections.floors():
                if key[0] == event_id:
                    self._changed.setdefault(key, False)
            self._wake.set()

    def _tell_seats(self) -> None:
        """At most four times a second, however fast the phones of a seat tap."""
        told, self._seats = self._seats, set()
        for event_id in {event_id for event_id, _ in told}:
            seats = {seat_id for of, seat_id in told if of == event_id}
            holders = self._w.live.state(event_id).proxies
            seats |= {holders[each] for each in seats if each in holders}
            for connection in self._connections.all():
                who = connection.participant
                if connection.event_id == event_id and who and who.seat_id in seats:
                    self.send_me(connection)

    def _send_crowd(self, key: tuple[str, str]) -> None:
        audiences = {c.audience for c in self._connections.on_floor(*key)}
        if Audience.SCREEN in audiences:
            self._send(screens_room(*key), Out.CROWD, self._crowd(key, Audience.SCREEN))
            self._send_tally(key, screens_room(*key), force=False)
        if Audience.MODERATOR in audiences:
            self._send(consoles_room(*key), Out.CROWD, self._crowd(key, Audience.MODERATOR))
            self._send_tally(key, consoles_room(*key), force=True)

    def _crowd(self, key: tuple[str, str], audience: Audience) -> Payload:
        crowd = self._w.scenes.crowd(*key)
        payload = for_crowd(crowd)
        if audience is Audience.MODERATOR:
            payload["saving"] = self._saving()
            payload["asides"] = for_asides(crowd)
            payload["missing"] = for_missing(self._scene(*key), crowd)
        return payload

    def _saving(self) -> str:
        batcher = self._w.answers.batcher
        if batcher.failing:
            return batcher.reason or "failing"
        if trouble := self._w.trouble():
            return trouble
        return "slow" if batcher.depth > SLOW_DEPTH or batcher.busy_s > SLOW_S else "ok"

    def _send_tally(self, key: tuple[str, str], room: str, *, force: bool) -> None:
        """Figures so far: to consoles always, to screens only while they are shown live."""
        scene = self._scene(*key)
        view = scene.on_screen
        shown_live = view is not None and view.tally is not None and view.result is None
        if not force and (not shown_live or scene.floor.results_hidden):
            return
        counted = self._w.scenes.live_tally(*key)
        if counted is None:
            return
        on, tally = counted
        if not force and (view is None or view.round.id != on.id):
            return
        look = self._w.scenes.look(on)
        shown = for_console_tally(tally, look) if force else for_tally(tally, look)
        self._send(room, Out.TALLY, {"round": on.id, "tally": shown})

    # --- one by one ----------------------------------------------------------------------------

    def _put_out(self, participant_id: str) -> None:
        connection = self._connections.of_participant(participant_id)
        if connection is not None:
            self.notice(connection, Notice.REMOVED)
            runtime.spawn(self._server.disconnect, connection.sid)

    def _send(self, room: str, name: Out, payload: Payload) -> None:
        self._server.emit(name.value, payload, to=room)


def _qr(scene: Scene) -> Payload:
    base = f"/screen/{scene.event.screen_token}"
    return {"join": f"{base}/join.svg", "wifi": f"{base}/wifi.svg"}


@dataclass(frozen=True, slots=True)
class _Personal:
    """What `me` depends on beyond the phone's own acts: results shown, places, the podium."""

    shown: tuple[str, bool, int] | None = None
    """Round whose results are shown, whether it is voided, and the version that holds its key."""
    time: tuple[object, ...] | None = None
    """What the deadline of who has extra time depends on."""
    longer: frozenset[str] = frozenset()
    """Who has extra time in the round."""
    extra_time: frozenset[tuple[str, int]] = frozenset()
    """Who has extra time at all, and how much."""
    looks_back: str | None = None
    podium: bool = False
    standings: tuple[Standing, ...] = ()
    teams: tuple[TeamStanding, ...] = ()
    team_moves: Mapping[str, str] = field(default_factory=dict)
    seats: tuple[Seat, ...] = ()
    proxies: Mapping[str, str] = field(default_factory=dict)
    seats_vote_in: str | None = None
    """The round in which seats vote: each phone is told as what it may, and for whom."""
    reopened: frozenset[str] = frozenset()
    """Rounds beside the stage that take answers again: phones may not know their own any more."""

    def is_news_after(self, told: _Personal) -> bool:
        """Whether phones need `me` anew. A next question alone changes nothing of theirs."""
        return (
            (self.shown is not None and self.shown != told.shown)
            or self.looks_back != told.looks_back
            or (self.podium and not told.podium)
            or (self.standings, self.teams) != (told.standings, told.teams)
            or self.team_moves != told.team_moves
            or (self.seats, self.proxies) != (told.seats, told.proxies)
            or (self.seats_vote_in is not None and self.seats_vote_in != told.seats_vote_in)
            or bool(self.reopened - told.reopened)
        )


def _personal(scene: Scene) -> _Personal:
    view = scene.on_phones
    return _Personal(
        shown=_shown(view),
        time=_time(view),
        extra_time=frozenset(scene.state.extra_time.items()),
        longer=frozenset() if view is None else frozenset(view.round.extra),
        looks_back=view.round.id if view is not None and not scene.floor.at_head else None,
        podium=scene.shown.kind is Kind.PODIUM,
        standings=scene.ranking.standings,
        teams=scene.ranking.teams,
        team_moves=scene.state.team_moves,
        seats=scene.event.seats,
        proxies=scene.state.proxies,
        seats_vote_in=None
        if view is None or not view.round.rules.voting.by_seat
        else view.round.id,
        reopened=frozenset(
            view.round.id for aside in scene.asides for view in aside.rounds if view.round.reopened
        ),
    )


def _shown(view: RoundScene | None) -> tuple[str, bool, int] | None:
    if view is None or not view.revealed:
        return None
    return view.round.id, view.round.voided, view.round.graded_version


def _time(view: RoundScene | None) -> tuple[object, ...] | None:
    if view is None or not view.round.extra:
        return None
    on = view.round
    return on.id, on.phase, on.deadline_at, on.paused_at, dict(on.extra)
