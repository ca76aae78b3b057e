"""The door: every message is checked for its audience, limited, parsed, and handed to one service.

The handlers sit on the python-socketio server itself: no request context, no session. What a
handler returns is the acknowledgement.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from socketio.exceptions import ConnectionRefusedError as Refused

from quizapp import protocol, runtime
from quizapp.domain.errors import (
    BadMessage,
    Forbidden,
    NotFound,
    NotSaved,
    QuizappError,
    Unauthenticated,
    UnknownParticipant,
)
from quizapp.domain.text import Json
from quizapp.presentation.messages import message
from quizapp.protocol import FROM, Audience, Hello, In, Notice
from quizapp.realtime.broadcast import Broadcaster
from quizapp.realtime.connections import Connection, Connections
from quizapp.realtime.limits import Refusals
from quizapp.services.catalogue import Services
from quizapp.services.sign_in import SESSION_COOKIE

Ack = dict[str, Json]

_log = logging.getLogger(__name__)


class Gateway:
    """Handlers of all messages."""

    def __init__(
        self, server: Any, connections: Connections, broadcaster: Broadcaster, services: Services
    ) -> None:
        self._server = server
        self._connections = connections
        self._broadcaster = broadcaster
        self._live = services.live
        self._answers = services.answers
        self._participants = services.joining
        self._presence = services.presence
        self._accounts = services.accounts
        self._events = services.events
        self._clock = services.clock
        self._ids = services.ids
        self.refusals = Refusals()
        self._handlers: dict[In, Callable[[Connection, object], Ack]] = {
            In.JOIN: self._join,
            In.LEAVE: self._leave,
            In.ANSWER: self._answer,
            In.LANGUAGE: self._language,
            In.COMMAND: self._command,
            In.PING: self._ping,
        }

    def register(self) -> None:
        """Put the handlers on the server."""
        self._server.on("connect", self.connect)
        self._server.on("disconnect", self.disconnect)
        self._server.on("*", self._unknown)
        for name in In:
            self._server.on(name.value, self._handler(name))

    # --- coming and going ----------------------------------------------------------------------

    def connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Raises `Refused` with `{code, message}`, which the client gets as `connect_error`."""
        language = "en"
        try:
            hello = protocol.parse_hello(auth)
            language = hello.language
            connection = self._admit(sid, environ, hello)
        except QuizappError as error:
            self.refusals.note(error.code)
            data = {"code": error.code, "message": message(error, language)}
            raise Refused(error.code, data) from error
        except Exception as error:
            _log.exception("a connection failed")
            raise Refused("error", {"code": "error", "message": ""}) from error
        self._connections.add(connection)
        if connection.participant is not None:
            self._come_in(connection)
        else:
            self._enter_rooms(connection)
        if connection.audience is not Audience.PHONE or connection.participant is not None:
            self._broadcaster.welcome(connection)

    def disconnect(self, sid: str, *_reason: object) -> None:
        """Gone; a participant is waited for until it is back or away for too long."""
        connection = self._connections.remove(sid)
        if connection is None:
            return
        who = connection.participant
        if who is not None and self._connections.of_participant(who.id) is None:
            self._presence.disconnected(connection.event_id, who.id)
        self._broadcaster.crowd_changed(connection.event_id)

    def _admit(self, sid: str, environ: Mapping[str, Any], hello: Hello) -> Connection:
        state = self._live.state(hello.event_id)
        floor_id = hello.floor_id or next(iter(state.floors))
        if floor_id not in state.floors:
            raise NotFound(what="floor")
        connection = Connection(sid, hello.audience, hello.event_id, floor_id, hello.language)
        match hello.audience:
            case Audience.PHONE:
                self._admit_phone(connection, hello)
            case Audience.SCREEN:
                if self._events.id_by_screen(hello.token or "") != hello.event_id:
                    raise NotFound(what="screen")
            case Audience.MODERATOR:
                self._admit_moderator(connection, environ)
        return connection

    def _admit_phone(self, connection: Connection, hello: Hello) -> None:
        if hello.token is None:
            return
        who = self._participants.returning(connection.event_id, hello.token)
        if who is None:
            raise UnknownParticipant
        connection.participant = who
        connection.language = who.language

    def _admit_moderator(self, connection: Connection, environ: Mapping[str, Any]) -> None:
        token = _session_cookie(environ)
        account = self._accounts.sign_in.account_of(token)
        if account is None:
            raise Unauthenticated
        role = self._accounts.role_in(account, connection.event_id)
        if role is None:
            raise Forbidden
        connection.account_id = account.id
        connection.session_token = token
        connection.role = role

    def _come_in(self, connection: Connection) -> None:
        """The newest connection of a participant wins."""
        who = connection.participant
        assert who is not None
        earlier = self._connections.bind(connection, who)
        if earlier is not None:
            replaced = self._connections.get(earlier)
            if replaced is not None:
                self._broadcaster.notice(replaced, Notice.REPLACED)
            runtime.spawn(self._server.disconnect, earlier)
        self._presence.connected(connection.event_id, who.id)
        self._enter_rooms(connection)
        self._broadcaster.crowd_changed(connection.event_id)

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
            language = connection.language if connection else "en"
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
        connection.bucket.take(self._clock.now())
        return connection

    def _unknown(self, _name: str, sid: str, *_data: object) -> Ack:
        connection = self._connections.get(sid)
        return self._refused(BadMessage(field="name"), connection.language if connection else "en")

    def _refused(self, error: QuizappError, language: str) -> Ack:
        self.refusals.note(error.code)
        return {"ok": False, "code": error.code, "message": message(error, language)}

    def _join(self, connection: Connection, data: object) -> Ack:
        wish = protocol.parse_join(data)
        joined = self._participants.join(connection.event_id, wish.name, wish.language, wish.token)
        connection.participant = joined.participant
        connection.language = joined.participant.language
        self._come_in(connection)
        runtime.spawn(self._broadcaster.welcome, connection)
        return {"ok": True, "token": joined.token}

    def _leave(self, connection: Connection, _data: object) -> Ack:
        who = connection.participant
        if who is not None:
            self._participants.leave(who)
            self._presence.left(connection.event_id, who.id)
            self._connections.unbind(connection)
            self._enter_rooms(connection)
            self._broadcaster.crowd_changed(connection.event_id)
        return {"ok": True}

    def _answer(self, connection: Connection, data: object) -> Ack:
        who = connection.participant
        if who is None:
            raise UnknownParticipant
        answer = protocol.parse_answer(data)
        saved = self._answers.submit(
            connection.event_id, who.id, answer.round_id, answer.number, answer.answer
        )
        self._broadcaster.crowd_changed(connection.event_id)
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

    def _command(self, connection: Connection, data: object) -> Ack:
        ordered = protocol.parse_command(data, self._ids.new)
        account = self._accounts.sign_in.account_of(connection.session_token)
        if account is None:
            raise Unauthenticated
        role = self._accounts.role_in(account, connection.event_id)
        if role is None or role < ordered.command.role:
            raise Forbidden
        seq = self._live.execute(connection.event_id, ordered.command, account.id, ordered.id)
        return {"ok": True, "seq": seq}

    def _ping(self, _connection: Connection, _data: object) -> Ack:
        return {"ok": True, "now": self._clock.now()}


def _session_cookie(environ: Mapping[str, Any]) -> str | None:
    try:
        cookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return None
    morsel = cookie.get(SESSION_COOKIE)
    return morsel.value if morsel is not None else None
