"""Alembic, used from the program: which version the database has, and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from quizapp import paths
from quizapp.storage import (  # noqa: F401 - tables of Base
    account_tables as _account_tables,
)
from quizapp.storage.errors import DatabaseNewer, DatabaseUnavailable

_MIGRATION_LOCK: Final = 0x71756970  # any number, as long as every worker has the same


def is_current(connection: Connection) -> bool:
    """Whether nothing is left to migrate. Raises `DatabaseNewer`."""
    script = ScriptDirectory.from_config(_config(connection))
    have = MigrationContext.configure(connection).get_current_revision()
    if have is None:
        return False
    try:
        script.get_revision(have)
    except CommandError as error:
        raise DatabaseNewer(revision=have) from error
    return have == script.get_current_head()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate in one transaction. Raises `DatabaseNewer`."""
    with migrating(engine) as connection:
        if not is_current(connection):
            command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to a revision, or with `base` to an empty database. Data is lost."""
    with migrating(engine) as connection:
        command.downgrade(_config(connection), revision)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _foreign_keys_off(connection), connection.begin():
                yield connection
                _check_foreign_keys(connection)
        else:
            with connection.begin():
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                connection.execute(lock, {"key": _MIGRATION_LOCK})
                yield connection


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """A table is changed by making a new one, and dropping the old one would delete its children.

    The pragma does nothing inside a transaction, so it goes past SQLAlchemy.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise DatabaseUnavailable(reason=f"rows of {broken[0]} point at rows that are not there")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
