"""What goes on beside the room: tidying up, backups, idle sockets, a journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.config import Settings
from quizapp.realtime.connections import Connections
from quizapp.realtime.idlers import Idlers
from quizapp.realtime.limits import Refusals
from quizapp.services.backups import Backups
from quizapp.services.catalogue import Services
from quizapp.services.housekeeping import Housekeeping
from quizapp.services.journal import Journal
from quizapp.services.vitals import Sources, Vitals
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.backup import BackupFolder
from quizapp.storage.db import Database
from quizapp.storage.pictures import SqlPictures
from quizapp.storage.presence import SqlPresence


@dataclass(frozen=True, slots=True)
class Upkeep:
    """All of it; started after the room, stopped before it."""

    journal: Journal
    idlers: Idlers
    housekeeping: Housekeeping
    backups: Backups | None

    def start(self) -> None:
        """From now on."""
        self.journal.start()
        self.idlers.start()
        self.housekeeping.start()
        if self.backups is not None:
            self.backups.start()

    def stop(self) -> None:
        """No more."""
        self.idlers.stop()
        self.housekeeping.stop()
        if self.backups is not None:
            self.backups.stop()


@dataclass(frozen=True, slots=True)
class Sockets:
    """The edge that is looked after."""

    server: Any
    connections: Connections
    refusals: Refusals


def upkeep_of(database: Database, services: Services, sources: Sources, edge: Sockets) -> Upkeep:
    """Built, not started; its figures are among the vitals."""
    vitals = services.health.vitals
    idlers = Idlers(edge.server, edge.connections, edge.refusals)
    idlers.register()
    housekeeping = Housekeeping(
        SqlAccounts(database),
        SqlPresence(database),
        SqlPictures(database),
        services.clock,
        lambda: not vitals().rounds["open"],
        services.pictures.take_brought,
        services.keeping.sweep,
    )
    backups = _backups(services.settings, database, services, vitals)
    sources.queued = lambda: idlers.queued
    if backups is not None:
        sources.backup = backups.figures
    return Upkeep(Journal(services.live), idlers, housekeeping, backups)


def _backups(
    settings: Settings, database: Database, services: Services, vitals: Callable[[], Vitals]
) -> Backups | None:
    """None where they are switched off, and where the database is not our file."""
    file = database.writer.url.database
    if not settings.backup_every_s or settings.database_url is not None or file is None:
        return None

    def is_live() -> bool:
        now = vitals()
        return bool(now.connections.get("phone") or now.rounds["open"])

    folder = BackupFolder(Path(file), settings.backups)

    def must_wait() -> bool:
        live = services.live
        return any(on.linkable for each in live.known() for on in live.state(each).rounds.values())

    return Backups(folder, services.clock, is_live, settings.backup_every_s, must_wait)
