"""Opening the database, and running each store method as one job of its own."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import update_wrapper
from hashlib import sha256
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, text
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotSaved
from quizapp.runtime import Worker, run_blocking
from quizapp.storage import schema
from quizapp.storage.causes import cause
from quizapp.storage.engines import FILE_NAME, engine_options, prepare, sqlite_url
from quizapp.storage.errors import DatabaseUnavailable
from quizapp.storage.folder_lock import make_folder, make_private, unusable
from quizapp.storage.tables import Base

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Store")

READERS: Final = "readers"
"""Flask-SQLAlchemy's bind key of the reading engine; the writing one is its default."""

POSTGRES_WRITERS: Final = 4
"""Writing threads there; SQLite has one writer anyway."""

_OURS: Final = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""What a driver raises where the statement is at fault, not the database."""

_DATABASE: Final = (DBAPIError, PoolTimeout, sqlite3.Error)
"""The rest, and what sqlite3 itself raises while a connection is set up."""

_log = logging.getLogger("quizapp.storage")

db = SQLAlchemy(model_class=Base, disable_autonaming=True)


class Database:
    """Both engines of one application. Stores are made from it: `SqlEvents(database)`."""

    def __init__(self, app: Flask, *, beside: bool = False) -> None:
        self._app = app
        self._beside = beside
        with app.app_context():
            self.writer: Final[Engine] = db.engines[None]
            self.readers: Final[Engine] = db.engines[READERS]
        prepare(self.writer, self.readers, checkpoints=not beside)
        # On threads of their own, so that a disk that hangs holds up no reader.
        sqlite = self.writer.dialect.name == "sqlite"
        self._writing = Worker("writer", 1 if sqlite else POSTGRES_WRITERS)

    def migrate(self) -> None:
        """Bring the tables up to date, all or nothing.

        Raises `DatabaseNewer`, `DatabaseUnavailable`.
        """
        with _opening():
            run_blocking(schema.upgrade, self.writer)

    def check_version(self) -> bool:
        """Whether the tables are up to date.

        Raises `DatabaseNewer` (a newer quizapp wrote them), `DatabaseUnavailable`.
        """

        def check() -> bool:
            with self.readers.connect() as connection:
                return schema.is_current(connection)

        with _opening():
            return run_blocking(check)

    def read(self, job: Callable[[Session], T]) -> T:
        """Run a job that only reads, on a real thread, and wait for it. Raises `NotSaved`."""
        return run_blocking(self._run, self.readers, job)

    def write(self, job: Callable[[Session], T]) -> T:
        """Run a job in one transaction, committed when this returns. Raises `NotSaved`."""
        return self._writing.run(self._run, self.writer, job)

    def _run(self, engine: Engine, job: Callable[[Session], T]) -> T:
        with (
            _not_saved(),
            self._app.app_context(),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            return job(session)

    def scrub(self, *tables: str) -> None:
        """Leave nothing of deleted rows behind in the database's files. Raises `NotSaved`.

        SQLite: every page is written anew, and the write-ahead log is emptied. PostgreSQL: these
        tables lose their dead rows; its own log and its backups are the operator's.
        """
        with _not_saved():
            self._writing.run(self._scrub, tables)

    def _scrub(self, tables: tuple[str, ...]) -> None:
        if self.writer.dialect.name == "postgresql":
            with self.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as lone:
                for table in tables:
                    lone.execute(text(f"VACUUM {table}"))
            return
        # Past SQLAlchemy, which would begin a transaction: inside one both are refused.
        with closing(self.writer.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("a reader holds on to the write-ahead log")

    def close(self) -> None:
        """Give all connections back; on SQLite first move what is in the log into the database."""
        try:
            run_blocking(self._checkpoint)
        finally:
            self.readers.dispose()
            self.writer.dispose()

    def _checkpoint(self) -> None:
        if self.writer.dialect.name != "sqlite" or self._beside:
            return
        try:
            # Past SQLAlchemy, which would begin a transaction: inside one this is refused.
            with closing(self.writer.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            # Nothing is lost by it: the next start finds the log where it is.
            _log.warning("The database could not be tidied up at the end: %s", error)


def open_database(
    data_dir: Path, url: str | None = None, app: Flask | None = None, *, beside: bool = False
) -> Database:
    """Open the database of `url`, or the SQLite file in the data folder, which is made if need be.

    Without an application (commands, tests) it gets one of its own. Connects to nothing yet.
    `beside`: a server may be at work on it. On SQLite the checkpoints are left to that one: before
    3.51.3 two that do them at the same moment may damage the file.
    Raises `DataFolderUnusable`, `DatabaseUnavailable`.
    """
    try:
        make_folder(data_dir)
    except OSError as error:
        raise unusable(data_dir, error) from error
    if url is None:
        make_private(data_dir / FILE_NAME)
    app = app or Flask("quizapp.storage")
    writing, reading = engine_options(url or sqlite_url(data_dir))
    app.config["SQLALCHEMY_BINDS"] = {None: writing, READERS: reading}
    try:
        db.init_app(app)
    except ModuleNotFoundError as error:
        raise DatabaseUnavailable(reason=f"the module {error.name} is not installed") from error
    return Database(app, beside=beside)


class Store:
    """Root of the stores. Their public methods are marked `reads` or `writes`."""

    def __init__(self, database: Database) -> None:
        self.database = database


def reads(
    method: Callable[Concatenate[S, Session, P], T],
) -> Callable[Concatenate[S, P], T]:
    """Make a method one job of its own; it is handed a session that can't write."""

    def job(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.read(lambda session: method(self, session, *args, **kwargs))

    update_wrapper(job, method)
    return job


def writes(
    method: Callable[Concatenate[S, Session, P], T],
) -> Callable[Concatenate[S, P], T]:
    """Make a method one job of its own, in one transaction."""

    def job(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.database.write(lambda session: method(self, session, *args, **kwargs))

    update_wrapper(job, method)
    return job


def hold(session: Session, subject: str, *ids: str, shared: bool = False) -> None:
    """Keep other transactions off this subject of these events until ours ends.

    On SQLite there is one writer anyway. On PostgreSQL these are advisory locks and not row locks:
    those let new sharers (workers that commit answers) overtake the one who waits to have it alone
    (the moderator who closes the round), these stand in a queue.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    for key in sorted(_lock_key(subject, each) for each in set(ids)):  # sorted: no deadlock
        session.execute(text(f"SELECT {function}(:key)"), {"key": key})


def _lock_key(subject: str, event_id: str) -> int:
    digest = sha256(f"{subject}:{event_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


@contextmanager
def _not_saved() -> Iterator[None]:
    try:
        yield
    except _OURS:
        raise
    except _DATABASE as error:
        _log.error("The database failed: %s", _reason(error))
        raise NotSaved(reason=cause(error)) from error


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except _DATABASE as error:
        raise DatabaseUnavailable(reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """The driver's own words, without statement and parameters."""
    words = str(error.orig if isinstance(error, DBAPIError) else error)
    return words.strip().splitlines()[0] if words.strip() else type(error).__name__
