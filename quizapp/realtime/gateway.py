"""The door: every message is checked for its audience, limited, parsed, and handed to one service.

The handlers sit on the python-socketio server itself: no request context, no session. What a
handler returns is the acknowledgement.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from socketio.exceptions import ConnectionRefusedError as Refused

from quizapp import protocol, runtime
from quizapp.domain.accounts import Account
from quizapp.domain.errors import (
    BadMessage,
    Forbidden,
    NotFound,
    NotSaved,
    QuizappError,
    Removed,
    TooManyRequests,
    Unauthenticated,
    UnknownParticipant,
    WrongSeatCode,
)
from quizapp.domain.event import Participant
from quizapp.domain.live.commands import FloorQuestionCommand, Role
from quizapp.domain.seats import Seat
from quizapp.domain.text import Json
from quizapp.presentation.day import for_day
from quizapp.presentation.history import for_history
from quizapp.presentation.i18n import SOURCE_LANGUAGE
from quizapp.presentation.messages import message, message_for
from quizapp.protocol import FROM, Audience, Hello, In, Notice
from quizapp.realtime.broadcast import Broadcaster
from quizapp.realtime.connections import Connection, Connections
from quizapp.realtime.context import LiveServices
from quizapp.realtime.floor_messages import FloorMessages
from quizapp.realtime.limits import Bucket, Refusals
from quizapp.services.sign_in import SESSION_COOKIE

Ack = dict[str, Json]
CONSOLES_EVERY_S = 5.0
"""How long at most a console goes on seeing what its account may see no more."""

_log = logging.getLogger(__name__)


class Gateway:
    """Handlers of all messages."""

    def __init__(
        self,
        server: Any,
        connections: Connections,
        broadcaster: Broadcaster,
        services: LiveServices,
    ) -> None:
        self._server = server
        self._connections = connections
        self._broadcaster = broadcaster
        self._live = services.live
        self._answers = services.answers
        self._moderating = services.moderating
        self._chairing = services.floor.chairing
        self._seats = services.seats
        self._wrong_seat_codes = Bucket(burst=60, per_second=2)
        """One for all, as for event codes: a venue is one address."""
        self._past = services.history
        self._participants = services.joining
        self._presence = services.presence
        self._peers = services.peers
        self._accounts = services.accounts
        self._events = services.events
        self._clock = services.clock
        self._ids = services.ids
        self._stopped = False
        self.refusals = Refusals()
        self._handlers: dict[In, Callable[[Connection, object], Ack]] = {
            In.JOIN: self._join,
            In.LEAVE: self._leave,
            In.ANSWER: self._answer,
            In.LANGUAGE: self._language,
            In.TEAM: self._team,
            In.SEAT: self._seat,
            In.HISTORY: self._history,
            In.DAY: self._day,
            In.COMMAND: self._command,
            In.PING: self._ping,
            **FloorMessages(services.floor, services.clock).handlers,
        }

    def register(self) -> None:
        """Put the handlers on the server."""
        self._server.on("connect", self.connect)
        self._server.on("disconnect", self.disconnect)
        self._server.on("*", self._unknown)
        for name in In:
            self._server.on(name.value, self._handler(name))

    def start(self) -> None:
        """Start looking after the consoles."""
        runtime.spawn(self._watch_consoles)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True

    # --- coming and going ----------------------------------------------------------------------

    def connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Raises `Refused` with `{code, message}`, which the client gets as `connect_error`."""
        language = SOURCE_LANGUAGE
        try:
            hello = protocol.parse_hello(auth)
            language = hello.language
            connection = self._admit(sid, environ, hello)
            self._connections.add(connection)
            self._receive(connection, hello)
        except QuizappError as error:
            self._turn_away(sid, error.code, message(error, language), error)
        except Exception as error:  # noqa: BLE001 - as below: the page must hear something
            _log.exception("a connection failed")
            self._turn_away(sid, QuizappError.code, message_for(QuizappError.code, language), error)

    def end_event(self, event_id: str) -> None:
        """The event is no more: whoever is connected to it is told so when the page comes back."""
        for connection in self._connections.all():
            if connection.event_id == event_id:
                self._server.disconnect(connection.sid)

    def _turn_away(self, sid: str, code: str, text: str, error: Exception) -> NoReturn:
        """Also a connection that was let in already and could not be served: no trace is left."""
        self.disconnect(sid)
        self.refusals.note(code)
        raise Refused(code, {"code": code, "message": text}) from error

    def disconnect(self, sid: str, *_reason: object) -> None:
        """Gone; a participant is waited for until it is back or away for too long."""
        connection = self._connections.remove(sid)
        if connection is None:
            return
        who = connection.participant
        if who is not None and self._connections.of_participant(who.id) is None:
            self._presence.disconnected(connection.event_id, who.id)
        self._tell_crowd(connection.event_id)

    def _admit(self, sid: str, environ: Mapping[str, Any], hello: Hello) -> Connection:
        state = self._live.state(hello.event_id)
        if hello.rev > state.seq:
            state = self._live.refresh(hello.event_id)
        floor_id = hello.floor_id or next(iter(state.floors))
        if floor_id not in state.script.floors:
            # A participant may remember one that was taken away; a screen's link is made anew.
            if hello.audience is not Audience.PHONE or hello.token is None:
                raise NotFound(what="floor")
            floor_id = next(iter(state.floors))
        connection = Connection(sid, hello.audience, hello.event_id, floor_id, hello.language)
        if hello.audience is Audience.MODERATOR:
            connection.session_token = _session_cookie(environ)
            _, connection.role = self._role(connection)
        if hello.audience is Audience.SCREEN and not self._is_screen(hello):
            raise NotFound(what="screen")
        return connection

    def _is_screen(self, hello: Hello) -> bool:
        return self._events.id_by_screen(hello.token or "") == hello.event_id

    def _receive(self, connection: Connection, hello: Hello) -> None:
        """A phone that has not joined gets nothing yet."""
        if connection.audience is not Audience.PHONE:
            self._enter_rooms(connection)
            self._broadcaster.welcome(connection)
        elif hello.token is not None:
            who = self._participants.returning(connection.event_id, hello.token)
            if who is None:
                raise UnknownParticipant
            self._come_in(connection, who)
            # Hanging up and coming back has its price, too: each time brings everything anew.
            connection.allowance.messages.take(self._clock.now())
            self._broadcaster.welcome(connection)

    def _role(self, connection: Connection) -> tuple[Account, Role]:
        """Who is at this console, and as what. Raises `Unauthenticated`, `Forbidden`."""
        account = self._accounts.sign_in.account_of(connection.session_token)
        if account is None:
            raise Unauthenticated
        role = self._accounts.role_in(account, connection.event_id)
        if role is None:
            raise Forbidden
        return account, role

    def _come_in(self, connection: Connection, who: Participant) -> None:
        """The newest connection of a participant wins. Raises `Removed`."""
        if connection.participant is not None and connection.participant.id != who.id:
            self._go_out(connection)
        connection.language = who.language
        earlier = self._connections.bind(connection, who)
        if who.id in self._live.state(connection.event_id).removed:
            self._connections.unbind(connection)
            raise Removed
        replaced = None if earlier is None else self._connections.get(earlier)
        if replaced is not None:
            self._broadcaster.notice(replaced, Notice.REPLACED)
            runtime.spawn(self._server.disconnect, replaced.sid)
        since = self._presence.connected(connection.event_id, who.id)
        self._peers.tell(connection.event_id, who.id, since)
        self._enter_rooms(connection)
        self._broadcaster.crowd_changed(connection.event_id)

    def _go_out(self, connection: Connection) -> None:
        """The socket is nobody's any more."""
        who = connection.participant
        self._connections.unbind(connection)
        if who is not None and self._connections.of_participant(who.id) is None:
            self._presence.disconnected(connection.event_id, who.id)

    def events(self) -> frozenset[str]:
        """Ids of the events that somebody here is connected to."""
        return frozenset(event_id for event_id, _ in self._connections.floors())

    def crowd_changed(self, event_id: str) -> None:
        """Somebody came, went or answered through another worker."""
        self._broadcaster.crowd_changed(event_id)

    def connected_elsewhere(self, participant_id: str) -> None:
        """Through another worker, and later: the connection here is an old one."""
        connection = self._connections.of_participant(participant_id)
        if connection is not None:
            self._connections.unbind(connection)  # its end is nobody's going
            self._broadcaster.notice(connection, Notice.REPLACED)
            runtime.spawn(self._server.disconnect, connection.sid)

    def _tell_crowd(self, event_id: str) -> None:
        """Somebody went or answered: screens and consoles hear of it, through every worker."""
        self._broadcaster.crowd_changed(event_id)
        self._peers.tell(event_id)

    def _enter_rooms(self, connection: Connection) -> None:
        wanted = connection.wanted_rooms()
        for room in set(connection.rooms) - set(wanted):
            self._server.leave_room(connection.sid, room)
        for room in set(wanted) - set(connection.rooms):
            self._server.enter_room(connection.sid, room)
        connection.rooms = wanted

    # --- messages ------------------------------------------------------------------------------

    def _handler(self, name: In) -> Callable[..., Ack]:
        handle = self._handlers[name]

        def handler(sid: str, data: object = None, *_more: object) -> Ack:
            connection = self._connections.get(sid)
            language = connection.language if connection else SOURCE_LANGUAGE
            try:
                return handle(self._let_in(connection, name), data)
            except QuizappError as error:
                return self._refused(error, language)
            except Exception:  # noqa: BLE001 - the phone must hear something, the log the rest
                _log.exception("a message failed: %s", name)
                return self._refused(NotSaved(), language)

        return handler

    def _let_in(self, connection: Connection | None, name: In) -> Connection:
        """The one place in which audience and rate are checked."""
        if connection is None or connection.audience not in FROM[name]:
            raise Forbidden
        allowance = connection.allowance
        bucket = allowance.reactions if name is In.REACT else allowance.messages
        bucket.take(self._clock.now())
        return connection

    def _unknown(self, _name: str, sid: str, *_data: object) -> Ack:
        connection = self._connections.get(sid)
        language = connection.language if connection else SOURCE_LANGUAGE
        try:
            if connection is not None:
                connection.allowance.messages.take(self._clock.now())
        except TooManyRequests as error:
            return self._refused(error, language)
        return self._refused(BadMessage(field="name"), language)

    def _refused(self, error: QuizappError, language: str) -> Ack:
        self.refusals.note(error.code)
        return {"ok": False, "code": error.code, "message": message(error, language)}

    def _join(self, connection: Connection, data: object) -> Ack:
        wish = protocol.parse_join(data)
        connection.allowance.arrivals.take(self._clock.now())
        seat = self._seat_of(connection, wish.seat_code) if wish.seat_code else None
        joined = self._participants.join(
            connection.event_id,
            wish.name,
            wish.language,
            wish.token,
            wish.team_id,
            wish.extra_time,
            None if seat is None else seat.id,
        )
        self._come_in(connection, joined.participant)
        runtime.spawn(self._broadcaster.welcome, connection)
        return {"ok": True, "token": joined.token}

    def _leave(self, connection: Connection, _data: object) -> Ack:
        who = connection.participant
        if who is not None:
            self._participants.leave(who)
            self._go_out(connection)
            self._presence.left(connection.event_id, who.id)
            self._enter_rooms(connection)
            self._tell_crowd(connection.event_id)
        return {"ok": True}

    def _answer(self, connection: Connection, data: object) -> Ack:
        who = connection.participant
        if who is None:
            raise UnknownParticipant
        answer = protocol.parse_answer(data)
        try:
            saved = self._answers.submit(
                connection.event_id,
                who.id,
                answer.round_id,
                answer.number,
                answer.answer,
                answer.seat_id,
            )
        finally:  # consoles hear of failures too
            self._tell_crowd(connection.event_id)
        if who.seat_id is not None:
            self._broadcaster.seat_voted(connection.event_id, answer.seat_id or who.seat_id)
        return {
            "ok": True,
            "number": saved.number,
            "answer": saved.answer,
            "already": saved.already,
        }

    def _language(self, connection: Connection, data: object) -> Ack:
        language = protocol.parse_language(data)
        if connection.participant is None:
            raise UnknownParticipant
        connection.participant = self._participants.set_language(connection.participant, language)
        connection.language = connection.participant.language
        self._enter_rooms(connection)
        runtime.spawn(self._broadcaster.welcome, connection)
        return {"ok": True}

    def _team(self, connection: Connection, data: object) -> Ack:
        team_id = protocol.parse_team(data)
        if connection.participant is None:
            raise UnknownParticipant
        connection.participant = self._participants.choose_team(connection.participant, team_id)
        self._tell_crowd(connection.event_id)
        runtime.spawn(self._broadcaster.send_me, connection)
        return {"ok": True}

    def _seat(self, connection: Connection, data: object) -> Ack:
        code = protocol.parse_seat(data)
        who = connection.participant
        if who is None:
            raise UnknownParticipant
        seat = None if code is None else self._seat_of(connection, code)
        seat_id = None if seat is None else seat.id
        if seat_id != who.seat_id:
            connection.participant = self._participants.take_seat(who, seat_id)
        runtime.spawn(self._broadcaster.send_me, connection)
        return {"ok": True}

    def _seat_of(self, connection: Connection, code: str) -> Seat:
        """The seat of a code. A wrong one costs as a wrong event code does; a right one nothing."""
        try:
            return self._seats.seat_of_code(connection.event_id, code)
        except WrongSeatCode:
            self._wrong_seat_codes.take(self._clock.now())
            raise

    def _history(self, connection: Connection, data: object) -> Ack:
        who = connection.participant
        if who is None:
            raise UnknownParticipant
        activity_id = protocol.parse_history(data)
        connection.allowance.looks_back.take(self._clock.now())
        rounds = self._past.of(connection.event_id, connection.floor_id, who, activity_id)
        return {"ok": True, **for_history(rounds, connection.language)}

    def _day(self, connection: Connection, _data: object) -> Ack:
        who = connection.participant
        if who is None:
            raise UnknownParticipant
        connection.allowance.looks_back.take(self._clock.now())
        played = self._past.day.of(connection.event_id, who.id)
        return {"ok": True, **for_day(played, connection.language)}

    def _command(self, connection: Connection, data: object) -> Ack:
        ordered = protocol.parse_command(data, self._ids.new)
        account, role = self._role(connection)
        if role < ordered.command.role:
            raise Forbidden
        event_id, command = connection.event_id, ordered.command
        if isinstance(command, FloorQuestionCommand):
            seq = self._chairing.execute(event_id, command, account.id, ordered.id)
        else:
            seq = self._moderating.execute(event_id, command, account.id, ordered.id)
        return {"ok": True, "seq": seq}

    def _ping(self, _connection: Connection, _data: object) -> Ack:
        return {"ok": True, "now": self._clock.now()}

    # --- consoles that stay open ---------------------------------------------------------------

    def check_consoles(self) -> None:
        """Who is signed out is put out; who has another role sees what that role sees."""
        for connection in self._connections.all():
            if connection.audience is Audience.MODERATOR:
                self._check_console(connection)

    def _check_console(self, connection: Connection) -> None:
        try:
            _, role = self._role(connection)
        except (Unauthenticated, Forbidden):
            # Its page connects again, and is told why it may not.
            self._server.disconnect(connection.sid)
            return
        if role is not connection.role:
            connection.role = role
            self._enter_rooms(connection)
            self._broadcaster.welcome(connection)

    def _watch_consoles(self) -> None:
        while not self._stopped:
            runtime.sleep(CONSOLES_EVERY_S)
            try:
                self.check_consoles()
            except Exception:  # noqa: BLE001 - the database is away: nobody is put out for that
                _log.exception("the consoles could not be looked after")


def _session_cookie(environ: Mapping[str, Any]) -> str | None:
    """Found by hand: a strange cookie of another program on this host must not hide ours."""
    for part in str(environ.get("HTTP_COOKIE", "")).split(";"):
        name, _, value = part.strip().partition("=")
        if name == SESSION_COOKIE:
            return value.strip('"')
    return None
