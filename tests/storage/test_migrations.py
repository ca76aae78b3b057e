from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Integer, inspect, text

from quizapp.storage import schema
from quizapp.storage.db import Database, open_database
from quizapp.storage.errors import DatabaseUnavailable
from quizapp.storage.presence import SqlPresence
from quizapp.storage.tables import Base
from tests.storage.racing import at_once


@pytest.fixture
def empty(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, without tables."""
    url = request.getfixturevalue("postgres").new_database() if backend == "postgresql" else None
    with closing(open_database(tmp_path, url)) as database:
        yield database


def tables(database: Database) -> set[str]:
    return set(inspect(database.readers).get_table_names())


def differences(database: Database) -> list[object]:
    with database.readers.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def test_migrations_make_the_tables_of_the_models(empty: Database) -> None:
    assert not empty.check_version()
    assert len(differences(empty)) > 0
    empty.migrate()
    assert empty.check_version()
    assert differences(empty) == []
    assert tables(empty) == {*Base.metadata.tables, "alembic_version"}


def test_migrations_lead_down_and_up_again(empty: Database) -> None:
    empty.migrate()
    schema.downgrade(empty.writer, "base")
    assert tables(empty) == {"alembic_version"}
    assert not empty.check_version()
    empty.migrate()
    assert differences(empty) == []


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    empty.migrate()
    SqlPresence(empty).sign_of_life("w", 1)
    empty.migrate()
    assert SqlPresence(empty).last_sign_of_life() == 1


def test_two_servers_may_migrate_at_once(empty: Database, tmp_path: Path) -> None:
    url = empty.writer.url.render_as_string(hide_password=False)
    with closing(open_database(tmp_path, url)) as other:
        assert at_once(empty.migrate, other.migrate) == [None, None]
    assert differences(empty) == []


def test_migration_that_fails_leaves_nothing(empty: Database) -> None:
    with empty.writer.begin() as connection:
        connection.execute(text("CREATE TABLE session (strange INTEGER)"))
    with pytest.raises(DatabaseUnavailable):
        empty.migrate()
    assert tables(empty) == {"session"}


def test_answers_have_no_row_ids_on_sqlite(tmp_path: Path) -> None:
    """Alembic does not compare it."""
    with closing(open_database(tmp_path)) as database:
        database.migrate()
        made = text("SELECT sql FROM sqlite_master WHERE name = 'answer'")
        with database.readers.connect() as connection:
            assert "WITHOUT ROWID" in (connection.scalar(made) or "")


def test_migration_may_make_a_table_anew_without_losing_its_children(tmp_path: Path) -> None:
    """Dropping the old table would delete them, were foreign keys on."""
    with closing(open_database(tmp_path)) as database:
        database.migrate()
        with database.writer.begin() as connection:
            connection.execute(text("INSERT INTO account VALUES ('A', 'Ann', 'ann', 1, 1, NULL)"))
            connection.execute(text("INSERT INTO session VALUES ('s', 'A', 9)"))
        with schema.migrating(database.writer) as connection:
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table("account", recreate="always") as batch:
                batch.add_column(Column("shoe_size", Integer))
        with database.writer.begin() as connection:
            assert connection.scalar(text("SELECT shoe_size FROM account")) is None
            assert connection.scalar(text("SELECT count(*) FROM session")) == 1
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_migration_that_breaks_a_foreign_key_is_taken_back(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        database.migrate()
        with (
            pytest.raises(DatabaseUnavailable, match="session"),
            schema.migrating(database.writer) as connection,
        ):
            connection.execute(text("INSERT INTO session VALUES ('s', 'nobody', 9)"))
        with database.readers.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM session")) == 0
