"""The Socket.IO edge over the hall's fakes: a server that keeps rooms and hands out what is sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from socketio.exceptions import ConnectionRefusedError as Refused

from quizapp.domain.accounts import Account
from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.protocol import Audience
from quizapp.realtime.broadcast import Broadcaster, Wiring
from quizapp.realtime.connections import Connections
from quizapp.realtime.floor_news import FloorNews
from quizapp.realtime.gateway import Gateway
from quizapp.services.accounts import Accounts
from quizapp.services.answers import Answers
from quizapp.services.floor import Floor
from quizapp.services.history import History
from quizapp.services.live import Live
from quizapp.services.moderating import Moderating
from quizapp.services.participants import Participants
from quizapp.services.peers import NoPeers, Peers
from quizapp.services.presence import Presence
from quizapp.services.seats import Seats
from quizapp.services.sign_in import SESSION_COOKIE
from tests.fakes import FakeAccountStore, FakeClock, FakeEvents, FakeHasher, FakeIds
from tests.hall import EVENT, HALL, Hall, eventually

ADDRESS = "http://192.168.1.20:8000"

Sent = tuple[str, Any]


@dataclass
class FakeServer:
    """As python-socketio's: handlers by name, rooms, and a room of its own for each socket."""

    handlers: dict[str, Callable[..., Any]] = field(default_factory=dict)
    rooms: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inbox: dict[str, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    cut: list[str] = field(default_factory=list)
    """Sockets that the server has ended."""

    def on(self, name: str, handler: Callable[..., Any]) -> None:
        self.handlers[name] = handler

    def emit(self, name: str, payload: Any, to: str) -> None:
        for sid in tuple(self.rooms[to]):
            self.inbox[sid].append((name, payload))

    def enter_room(self, sid: str, room: str) -> None:
        self.rooms[room].add(sid)

    def leave_room(self, sid: str, room: str) -> None:
        self.rooms[room].discard(sid)

    def disconnect(self, sid: str) -> None:
        self.cut.append(sid)
        self.gone(sid)

    def gone(self, sid: str) -> None:
        """The line is dead, whoever ended it."""
        for room in self.rooms.values():
            room.discard(sid)
        self.handlers["disconnect"](sid, "transport close")


class Client:
    """One socket, and what it was sent."""

    def __init__(self, edge: Edge, sid: str) -> None:
        self.edge, self.sid = edge, sid

    def send(self, name: str, payload: object = None) -> dict[str, Any]:
        """Its acknowledgement."""
        handlers = self.edge.server.handlers
        if name in handlers:
            ack = handlers[name](self.sid, payload)
        else:
            ack = handlers["*"](name, self.sid, payload)
        return dict(ack)

    def command(
        self, name: str, rev: int = 0, command_id: str = "", **args: object
    ) -> dict[str, Any]:
        command_id = command_id or self.edge.hall.stores.ids.new()
        args = {"floor_id": HALL} | args
        return self.send("command", {"id": command_id, "name": name, "args": args, "rev": rev})

    def heard(self, name: str) -> list[Any]:
        return [payload for what, payload in self.edge.server.inbox[self.sid] if what == name]

    def names(self) -> list[str]:
        """What was sent, in order."""
        return [what for what, _ in self.edge.server.inbox[self.sid]]

    def forget(self) -> None:
        self.edge.server.inbox[self.sid].clear()

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.heard("state")[-1])

    @property
    def rooms(self) -> set[str]:
        rooms = self.edge.server.rooms
        return {room for room, members in rooms.items() if self.sid in members} - {self.sid}

    def sees_now(self) -> bool:
        """Whether it was sent the state as it is."""
        states = self.heard("state")
        return bool(states) and states[-1]["rev"] == self.edge.hall.state.seq


@dataclass(frozen=True)
class EdgeServices:
    """What the gateway asks for, of the hall."""

    accounts: Accounts
    events: FakeEvents
    joining: Participants
    live: Live
    moderating: Moderating
    history: History
    answers: Answers
    presence: Presence
    floor: Floor
    seats: Seats
    peers: Peers
    clock: FakeClock
    ids: FakeIds


class Edge:
    """The gateway and the broadcaster of one process. Use it as a context."""

    def __init__(self, hall: Hall, data_dir: Path) -> None:
        self.hall = hall
        self.server = FakeServer()
        self.trouble = ""
        """Why nothing can be stored, as the timers see it."""
        self.connections = Connections()
        self.account_store = FakeAccountStore()
        stores = hall.stores
        self.accounts = Accounts(
            self.account_store, hall.clock, FakeIds(), FakeHasher(), lambda _: None
        )
        wiring = Wiring(
            hall.live,
            hall.scenes,
            hall.counting,
            hall.participants,
            hall.voters,
            hall.answers,
            hall.clock,
            (ADDRESS,),
            lambda: self.trouble,
        )
        self.broadcaster = Broadcaster(self.server, self.connections, wiring)
        services = EdgeServices(
            accounts=self.accounts,
            events=stores.events,
            joining=hall.participants,
            live=hall.live,
            moderating=hall.moderating,
            history=hall.history,
            answers=hall.answers,
            presence=hall.presence,
            floor=hall.from_floor,
            seats=hall.seats,
            peers=NoPeers(),
            clock=hall.clock,
            ids=stores.ids,
        )
        self.news = FloorNews(self.server, self.connections, hall.live, hall.from_floor)
        self.gateway = Gateway(self.server, self.connections, self.broadcaster, services)
        self.gateway.register()
        self._sids = count(1)

    def __enter__(self) -> Self:
        self.hall.__enter__()
        self.broadcaster.start()
        self.news.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.news.stop()
        self.broadcaster.stop()
        self.hall.__exit__(kind, error, trace)

    # --- who connects ---------------------------------------------------------------------

    def connect(self, auth: object, cookie: str | None = None) -> Client:
        """Raises `Refused`."""
        client = Client(self, f"sid-{next(self._sids)}.")
        self.server.rooms[client.sid].add(client.sid)
        environ = {} if cookie is None else {"HTTP_COOKIE": cookie}
        self.server.handlers["connect"](client.sid, environ, auth)
        return client

    def refusal(self, auth: object, cookie: str | None = None) -> dict[str, str]:
        """`{code, message}` of a connection that is refused."""
        with pytest.raises(Refused) as refused:
            self.connect(auth, cookie)
        data = refused.value.error_args["data"]
        assert refused.value.error_args["message"] == data["code"]
        return dict(data)

    def visitor(self, language: str = "en") -> Client:
        """A phone at the door."""
        return self.connect(hello(Audience.PHONE, lang=language))

    def phone(self, name: str, language: str = "en") -> tuple[Client, str]:
        """A phone that has joined, and its secret."""
        client = self.visitor(language)
        ack = client.send("join", {"name": name, "language": language, "token": None})
        assert ack["ok"], ack
        eventually(lambda: client.heard("me"))
        return client, ack["token"]

    def returning(self, token: str) -> Client:
        return self.connect(hello(Audience.PHONE, token=token))

    def screen(self) -> Client:
        token = self.hall.live.event(EVENT).screen_token
        return self.connect(hello(Audience.SCREEN, token=token))

    def account(self, name: str, role: Role | None) -> Account:
        account = Account(name.lower(), name, administrator=False)
        self.account_store.create(account)
        self.account_store.set_role(account.id, EVENT, role)
        return account

    def sign_in(self, account_id: str) -> str:
        """The cookie of a signed-in browser."""
        return f"{SESSION_COOKIE}={self.accounts.sign_in.start_session(account_id)}; other=1"

    def console(
        self, role: Role = Role.MODERATOR, name: str = "Mary", language: str = "en"
    ) -> Client:
        account = self.account(name, role)
        return self.connect(hello(Audience.MODERATOR, lang=language), self.sign_in(account.id))

    # --- what goes on ---------------------------------------------------------------------

    def who(self, client: Client) -> Participant:
        connection = self.connections.get(client.sid)
        assert connection is not None
        assert connection.participant is not None
        return connection.participant

    def settle(self, *clients: Client) -> None:
        """Wait until everything that has happened so far was sent.

        Two states that change nothing personal: one sender sends both after what was before.
        """
        for on in (True, False):
            self.hall.do(cmd.LockJoining, on=on)
            eventually(lambda: all(each.sees_now() for each in clients))


def hello(audience: Audience, **changes: object) -> dict[str, object]:
    plain = {"audience": audience.value, "event": EVENT, "token": None, "floor": None, "lang": "en"}
    return {**plain, "rev": 0, **changes}
