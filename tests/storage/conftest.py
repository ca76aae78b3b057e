from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, bindparam, text

from quizapp.storage.db import Database, open_database
from quizapp.storage.engines import FILE_NAME
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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The SQLite file with tables that each test begins with a copy of."""
    folder = tmp_path_factory.mktemp("migrated")
    database = open_database(folder)
    database.migrate()
    database.close()
    return (folder / FILE_NAME).read_bytes()


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
def database(
    new_process: Callable[[], Database], request: pytest.FixtureRequest, tmp_path: Path
) -> Database:
    """Migrated and empty."""
    opened = new_process()
    if opened.writer.dialect.name == "sqlite":
        (tmp_path / FILE_NAME).write_bytes(request.getfixturevalue("migrated_file"))
    else:
        with opened.writer.begin() as connection:
            _empty(connection)
    return opened


def _empty(connection: Connection) -> None:
    """What the test before filled: to truncate every table takes longer than most tests."""
    tables = {table.name: table for table in Base.metadata.sorted_tables}
    sized = text(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_relation_size(oid) > 0"
        " AND relname IN :names"
    ).bindparams(bindparam("names", expanding=True))
    filled = set(connection.scalars(sized, {"names": list(tables)}))
    # PostgreSQL truncates what others point at only together with those.
    pointed_at = {key.column.table.name for each in tables.values() for key in each.foreign_keys}
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for name in sorted(filled & pointed_at):
        connection.execute(tables[name].delete())
    if leaves := ", ".join(f'"{name}"' for name in sorted(filled - pointed_at)):
        connection.execute(text(f"TRUNCATE {leaves}"))


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
def sqlite_database(tmp_path: Path, migrated_file: bytes) -> Iterator[Database]:
    folder = tmp_path / "made" / "for it"
    database = open_database(folder)
    (folder / FILE_NAME).write_bytes(migrated_file)
    yield database
    database.close()
