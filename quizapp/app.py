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
from quizapp.services.answers import Answers
from quizapp.services.ballots import Ballots
from quizapp.services.banks import Banks
from quizapp.services.catalogue import Services
from quizapp.services.counting import Counting
from quizapp.services.floor import Floor
from quizapp.services.history import History
from quizapp.services.keeping import Keepings
from quizapp.services.live import Live
from quizapp.services.moderating import Moderating
from quizapp.services.new_events import NewEvents
from quizapp.services.participants import Participants
from quizapp.services.passwords import Argon2Hasher
from quizapp.services.peers import NoLine, NoPeers, OtherWorkers, Peers, Shared
from quizapp.services.pictures import Pictures
from quizapp.services.ports import HintLine
from quizapp.services.presence import Presence
from quizapp.services.records import Records
from quizapp.services.rehearsals import Rehearsals
from quizapp.services.reports import Reports
from quizapp.services.results import Results
from quizapp.services.scenes import Scenes, Typed
from quizapp.services.sealing import Sealing
from quizapp.services.seats import Seats
from quizapp.services.system import SystemClock, SystemIds
from quizapp.services.texts import TextLooks
from quizapp.services.timers import Timers
from quizapp.services.trials import Trials
from quizapp.services.vitals import Health, Sources
from quizapp.services.voters import Voters
from quizapp.services.votes import Votes
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.activities import SqlActivities
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.ballots import SqlBallots
from quizapp.storage.bank_store import SqlBanks
from quizapp.storage.db import Database, open_database
from quizapp.storage.events import SqlEvents
from quizapp.storage.floor_questions import SqlFloorQuestions
from quizapp.storage.keeping import SqlKeeping
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.pictures import SqlPictures
from quizapp.storage.presence import SqlPresence
from quizapp.storage.reactions import SqlReactions
from quizapp.storage.seats import SqlSeats
from quizapp.storage.texts import SqlTexts
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
    clock, ids = SystemClock(), SystemIds()
    events, answer_store, presence_store = (
        SqlEvents(database),
        SqlAnswers(database),
        SqlPresence(database),
    )
    people_store, seat_store = SqlParticipants(database), SqlSeats(database)
    worker_id, shared = ids.new(), settings.database_url is not None
    box, counting, ballots, answers = _taking(database, answer_store, clock, shared=shared)
    log = SqlLog(database)
    live = Live(log, events, answer_store, clock, answers.drain)
    participants = Participants(people_store, live, clock, ids)
    voters = Voters(live, participants)
    answers.join(live, voters)
    presence = Presence(presence_store, clock, worker_id, shared=shared)
    results = Results(answer_store, box, counting, live)
    texts = SqlTexts(database)
    looks = TextLooks(texts)
    votes = Votes(live, results, answer_store, seat_store)
    reports = Reports(live, results, participants, clock, looks)
    floor = Floor.over(
        SqlFloorQuestions(database), SqlReactions(database), live, clock, ids, shared=shared
    )
    scenes = Scenes(
        live,
        results,
        counting,
        participants,
        presence,
        clock,
        Typed(looks, floor.questions),
    )
    accounts = Accounts(SqlAccounts(database), clock, ids, Argon2Hasher(), runtime.sleep)
    phones, connections = PhoneProcesses(), Connections()
    sources = Sources(
        live, answers.batchers | {"joins": participants.batcher, "upvotes": floor.questions.batcher}
    )
    health = Health(sources, presence_store, clock, worker_id)

    def close(event_id: str) -> None:
        """The event was deleted: its connections end, and nobody remembers it."""
        gateway.end_event(event_id)
        live.forget(event_id)
        participants.forget(event_id)
        presence.forget(event_id)
        floor.questions.forget_event(event_id)

    peers: Peers = NoPeers()
    if shared:
        line = _line(settings.redis_url)
        sources.line = line if settings.redis_url else None
        known = Shared(live, counting, presence, participants, log, presence_store)
        peers = OtherWorkers(known, line, clock, worker_id, close)
    services = Services(
        settings=settings,
        accounts=accounts,
        events=events,
        participants=people_store,
        joining=participants,
        live=live,
        moderating=Moderating(live, results, events, texts, ids),
        history=History(live, results),
        answers=answers,
        ballots=ballots,
        keeping=Keepings(
            SqlKeeping(database),
            events,
            live,
            Records(log, live, results, clock),
            clock,
            close,
            participants.forget,
        ),
        results=reports,
        annexes=Annexes(live, reports, votes, floor.questions, clock),
        presence=presence,
        peers=peers,
        new_events=NewEvents(events, ids),
        rehearsals=Rehearsals(events, live, ids, phones, close),
        health=health,
        trials=Trials(events, live, ids, close),
        banks=Banks(SqlBanks(database), live, results, clock, ids),
        activities=Activities(SqlActivities(database), live, ids),
        agendas=Agendas(events, live),
        pictures=Pictures(SqlPictures(database)),
        floor=floor,
        seats=Seats(seat_store, live, participants, ids),
        votes=votes,
        addresses=addresses,
        capacity=capacity,
        clock=clock,
        ids=ids,
    )
    web.register(app, services)
    server = _socket_server(app, settings)
    broadcaster = Broadcaster(
        server,
        connections,
        Wiring(
            live,
            scenes,
            counting,
            participants,
            voters,
            answers,
            clock,
            addresses,
            lambda: timers.trouble,
        ),
    )
    gateway = Gateway(server, connections, broadcaster, services)
    gateway.register()
    PacketGuard(server, gateway.refusals).register()
    timers = Timers(live, counting, presence, presence_store, clock, ids, worker_id)
    sources.connections = connections.by_audience
    sources.refused = lambda: dict(gateway.refusals.by_code)
    return Program(
        app,
        services,
        database,
        gateway,
        timers,
        broadcaster,
        participants,
        phones,
        FloorNews(server, connections, live, floor),
        Sealing(live, box),
        upkeep_of(database, services, sources, Sockets(server, connections, gateway.refusals)),
    )


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


def _taking(
    database: Database, store: SqlAnswers, clock: SystemClock, *, shared: bool
) -> tuple[SqlBallots, Counting, Ballots, Answers]:
    """What takes answers and secret ballots."""
    box = SqlBallots(database)
    counting = Counting(store, box, shared=shared)
    ballots = Ballots(box, counting)
    return box, counting, ballots, Answers(store, ballots, counting, clock)


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
