from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.storage.db import Database, open_database
from quizapp.storage.events import SqlEvents
from quizapp.storage.tables import Base
from tests.storage import postgres_server, samples
from tests.storage.postgres_server import PostgresServer

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_url(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database with tables for all tests; each finds it empty."""
    url = postgres.new_database()
    database = open_database(tmp_path_factory.mktemp("migrated"), url)
    database.migrate()
    database.close()
    return url


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def url(backend: str, request: pytest.FixtureRequest) -> str | None:
    """None is SQLite in the data folder."""
    if backend == "sqlite":
        return None
    migrated: str = request.getfixturevalue("migrated_url")
    return migrated


@pytest.fixture
def new_process(url: str | None, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Opens the same database once more, as another server process would."""
    with ExitStack() as stack:

        def open_it() -> Database:
            database = open_database(tmp_path, url)
            stack.callback(database.close)
            return database

        yield open_it


@pytest.fixture
def database(new_process: Callable[[], Database]) -> Database:
    """Migrated and empty."""
    opened = new_process()
    opened.migrate()
    if opened.writer.dialect.name == "postgresql":
        tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
        with opened.writer.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables}"))
    return opened


@pytest.fixture
def event(database: Database) -> SqlEvents:
    """The sample event `E`, stored."""
    events = SqlEvents(database)
    events.create(samples.plan(), "E", "123456", "screen")
    return events


@pytest.fixture
def other_event(event: SqlEvents) -> SqlEvents:
    """A second event, `F`."""
    event.create(samples.plan("other"), "F", "654321", "other screen")
    return event


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "made" / "for it")
    database.migrate()
    yield database
    database.close()
