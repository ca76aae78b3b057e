"""Puts the program together: stores to ports, services to edges. Starts and stops what runs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_socketio import SocketIO

from quizapp import paths, protocol, runtime, web
from quizapp.config import ConfigError, Settings
from quizapp.core import Core, build_core
from quizapp.realtime.broadcast import Broadcaster, Wiring
from quizapp.realtime.connections import Connections
from quizapp.realtime.floor_news import FloorNews
from quizapp.realtime.gateway import Gateway
from quizapp.realtime.packets import PacketGuard
from quizapp.rehearsal.process import PhoneProcesses
from quizapp.services.accounts import Accounts
from quizapp.services.activities import Activities
from quizapp.services.agendas import Agendas
from quizapp.services.annexes import Annexes
from quizapp.services.banks import Banks
from quizapp.services.batching import Batcher
from quizapp.services.catalogue import Services
from quizapp.services.history import History
from quizapp.services.keeping import Keepings
from quizapp.services.moderating import Moderating
from quizapp.services.new_events import NewEvents
from quizapp.services.participants import Participants
from quizapp.services.passwords import Argon2Hasher
from quizapp.services.peers import NoLine, NoPeers, OtherWorkers, Peers, Shared
from quizapp.services.pictures import Pictures
from quizapp.services.ports import HintLine
from quizapp.services.records import Records
from quizapp.services.rehearsals import Rehearsals
from quizapp.services.sealing import Sealing
from quizapp.services.seats import Seats
from quizapp.services.timers import Timers
from quizapp.services.trials import Trials
from quizapp.services.vitals import Health, Sources
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.activities import SqlActivities
from quizapp.storage.bank_store import SqlBanks
from quizapp.storage.db import Database, open_database
from quizapp.storage.keeping import SqlKeeping
from quizapp.storage.pictures import SqlPictures
from quizapp.upkeep import Sockets, Upkeep, upkeep_of

KEY_FILE = "secret.key"
KEY_BYTES = 32
LARGEST_MESSAGE = 32 * 1024
PING_EVERY_S = 12
PING_PATIENCE_S = 10
ENVIRON_KEPT = ("HTTP_COOKIE",)
"""What the gateway asks of the request that opened a socket."""


@dataclass(frozen=True, slots=True)
class Program:
    """The program, composed and not yet started."""

    app: Flask
    services: Services
    database: Database
    gateway: Gateway
    _timers: Timers
    _broadcaster: Broadcaster
    _participants: Participants
    _phones: PhoneProcesses
    _news: FloorNews
    _sealing: Sealing
    _upkeep: Upkeep

    def start(self, port: int) -> None:
        """Give lost time back, then start the tasks. Call it in the process that serves there."""
        self._phones.server = _own_url(self.services.settings.host, port)
        events = tuple(line.id for line in self.services.events.events())
        self.services.answers.batcher.start()
        self.services.ballots.batcher.start()
        self._participants.batcher.start()
        self.services.floor.questions.batcher.start()
        self._broadcaster.start()
        self._news.start()
        self.gateway.start()
        self.services.health.start()
        self._timers.give_time_back(events)
        self._sealing.resume(events)
        self._sealing.start()
        self.services.peers.start(self.gateway)
        self._timers.start()
        self._upkeep.start()

    def stop(self) -> None:
        """Write what is waiting and say goodbye; open rounds stay open for the next start."""
        self._upkeep.stop()
        self.services.rehearsals.stop()
        self.services.health.stop()
        self.services.peers.stop()
        self.gateway.stop()
        self._news.stop()
        self._broadcaster.stop()
        self.services.floor.questions.batcher.stop()
        self._participants.batcher.stop()
        self.services.answers.batcher.stop()
        self.services.ballots.batcher.stop()
        self._sealing.stop()
        self._timers.stop()


def create_app(settings: Settings, addresses: tuple[str, ...] = ()) -> Flask:
    """The Flask application alone, its tables up to date."""
    return compose(settings, addresses).app


def compose(settings: Settings, addresses: tuple[str, ...] = (), capacity: int = 0) -> Program:
    """Build everything. Raises `DatabaseNewer`, `DatabaseUnavailable`, `DataFolderUnusable`."""
    app = Flask("quizapp", static_folder=None, template_folder=str(paths.templates()))
    database = open_database(settings.data_dir, settings.database_url, app)
    database.migrate()
    app.secret_key = _secret_key(settings.data_dir)
    core = build_core(database, shared=settings.database_url is not None)
    phones, connections = PhoneProcesses(), Connections()
    sources = _sources(core)

    def close(event_id: str) -> None:
        """The event was deleted: its connections end, and nobody remembers it."""
        gateway.end_event(event_id)
        core.live.forget(event_id)
        core.participants.forget(event_id)
        core.presence.forget(event_id)
        core.floor.questions.forget_event(event_id)

    services = _services(
        core,
        database,
        settings,
        Beside(
            close=close,
            health=Health(sources, core.stores.presence, core.clock, core.worker_id),
            peers=_peers(core, settings, sources, close),
            phones=phones,
            addresses=addresses,
            capacity=capacity,
        ),
    )
    web.register(app, services)
    server = _socket_server(app, settings)
    timers = _timers(core)
    broadcaster = Broadcaster(server, connections, _wiring(core, addresses, lambda: timers.trouble))
    gateway = Gateway(server, connections, broadcaster, services)
    gateway.register()
    PacketGuard(server, gateway.refusals).register()
    sources.connections = connections.by_audience
    sources.refused = lambda: dict(gateway.refusals.by_code)
    return Program(
        app,
        services,
        database,
        gateway,
        timers,
        broadcaster,
        core.participants,
        phones,
        FloorNews(server, connections, core.live, core.floor),
        Sealing(core.live, core.stores.ballots),
        upkeep_of(database, services, sources, Sockets(server, connections, gateway.refusals)),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What the services need beside the core: other workers, other programs, the outside."""

    close: Callable[[str], None]
    health: Health
    peers: Peers
    phones: PhoneProcesses
    addresses: tuple[str, ...]
    capacity: int


def _services(core: Core, database: Database, settings: Settings, beside: Beside) -> Services:
    """Everything that pages and sockets are given."""
    stores, live, ids, clock = core.stores, core.live, core.ids, core.clock
    records = Records(stores.log, live, core.results, clock)
    return Services(
        settings=settings,
        accounts=Accounts(SqlAccounts(database), clock, ids, Argon2Hasher(), runtime.sleep),
        events=stores.events,
        participants=stores.people,
        joining=core.participants,
        live=live,
        moderating=Moderating(live, core.results, stores.events, stores.texts, ids),
        history=History(live, core.results, core.voters),
        answers=core.answers,
        ballots=core.ballots,
        keeping=Keepings(
            SqlKeeping(database),
            stores.events,
            live,
            records,
            clock,
            beside.close,
            core.participants.forget,
        ),
        results=core.reports,
        annexes=Annexes(live, core.reports, core.votes, core.floor.questions, clock),
        presence=core.presence,
        peers=beside.peers,
        new_events=NewEvents(stores.events, ids),
        rehearsals=Rehearsals(stores.events, live, ids, beside.phones, beside.close),
        health=beside.health,
        trials=Trials(stores.events, live, ids, beside.close),
        banks=Banks(SqlBanks(database), live, core.results, clock, ids),
        activities=Activities(SqlActivities(database), live, ids),
        agendas=Agendas(stores.events, live),
        pictures=Pictures(SqlPictures(database)),
        floor=core.floor,
        seats=Seats(stores.seats, live, core.participants, ids),
        votes=core.votes,
        addresses=beside.addresses,
        capacity=beside.capacity,
        clock=clock,
        ids=ids,
    )


def _sources(core: Core) -> Sources:
    """Where the vital signs are read; sockets and other workers come later."""
    batchers: dict[str, Batcher[Any, Any]] = dict(core.answers.batchers)
    batchers["joins"] = core.participants.batcher
    batchers["upvotes"] = core.floor.questions.batcher
    return Sources(core.live, batchers)


def _wiring(core: Core, addresses: tuple[str, ...], trouble: Callable[[], str]) -> Wiring:
    return Wiring(
        core.live,
        core.scenes,
        core.counting,
        core.participants,
        core.voters,
        core.answers,
        core.clock,
        addresses,
        trouble,
    )


def _timers(core: Core) -> Timers:
    return Timers(
        core.live,
        core.counting,
        core.presence,
        core.stores.presence,
        core.clock,
        core.ids,
        core.worker_id,
    )


def _peers(core: Core, settings: Settings, sources: Sources, close: Callable[[str], None]) -> Peers:
    """The other workers, where there may be any. Raises `ConfigError`."""
    if not core.shared:
        return NoPeers()
    line = _line(settings.redis_url)
    sources.line = line if settings.redis_url else None
    stores = core.stores
    known = Shared(
        core.live, core.counting, core.presence, core.participants, stores.log, stores.presence
    )
    return OtherWorkers(known, line, core.clock, core.worker_id, close)


def _line(url: str | None) -> HintLine:
    """Where the workers tell one another where to look. Raises `ConfigError`."""
    if url is None:
        return NoLine()
    try:
        from quizapp.realtime.redis_line import RedisLine
    except ModuleNotFoundError as error:
        raise ConfigError(f"for QUIZAPP_REDIS_URL the module {error.name} is needed") from error
    try:
        return RedisLine(url)
    except ValueError as error:
        raise ConfigError("QUIZAPP_REDIS_URL is no address of a Redis server") from error


def _own_url(host: str, port: int) -> str:
    """Where this machine reaches the server itself."""
    everywhere = host in ("", "0.0.0.0", "::")  # noqa: S104 - compared, not bound
    own = "127.0.0.1" if everywhere else host
    return f"http://[{own}]:{port}" if ":" in own else f"http://{own}:{port}"


def _socket_server(app: Flask, settings: Settings) -> Any:
    """The python-socketio server behind Flask-SocketIO: handlers sit on it directly."""
    socketio = SocketIO(
        async_mode=runtime.async_mode(),
        manage_session=False,
        async_handlers=False,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=PING_EVERY_S,
        ping_timeout=PING_PATIENCE_S,
        cors_allowed_origins=_own_pages(settings.public_urls) if settings.public_urls else None,
        namespaces=[protocol.NAMESPACE],
    )
    socketio.init_app(app)
    runtime.lighten(socketio.server, ENVIRON_KEPT)
    return socketio.server


def _own_pages(public_urls: tuple[str, ...]) -> Callable[[str | None, Mapping[str, str]], bool]:
    """Whether a socket is asked for by a page of ours: from a public address, or from this host.

    A laptop may come by another address than the one that phones are told, and its page must
    not stay without a line; a page of another site has neither.
    """

    def accepted(origin: str | None, environ: Mapping[str, str]) -> bool:
        return origin in public_urls or (
            origin is not None and urlsplit(origin).netloc == environ.get("HTTP_HOST")
        )

    return accepted


def _secret_key(data_dir: Path) -> bytes:
    """Signs forms; made once and kept in the data folder, readable by its owner alone."""
    path = data_dir / KEY_FILE
    known = path.read_bytes() if path.exists() else b""
    if len(known) == KEY_BYTES:
        return known
    key = secrets.token_bytes(KEY_BYTES)
    # Beside it first: a kill in between leaves no half a key.
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return key
