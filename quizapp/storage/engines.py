"""The two engines: one that writes, one that only reads, on either database."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

FILE_NAME: Final = "quizapp.sqlite3"
PATIENCE_S: Final = 10
"""How long a job waits for a connection of the pool, or for another process to let go."""

SQLITE_PRAGMAS: Final = {
    "busy_timeout": str(PATIENCE_S * 1000),  # first, for even the next may have to wait
    "journal_mode": "WAL",
    "synchronous": "FULL",  # NORMAL may lose acknowledged answers at a power cut
    "fullfsync": "ON",  # macOS: without it, fsync stops at the drive's cache
    "checkpoint_fullfsync": "ON",
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is deleted is overwritten: ballots in staging, names
    "journal_size_limit": str(64 * 1024 * 1024),
}

_COMMON: Final[dict[str, Any]] = {
    "pool_timeout": PATIENCE_S,
    # Parameters are people's names and answers; errors end up in logs.
    "hide_parameters": True,
}


def sqlite_url(data_dir: Path) -> URL:
    return URL.create("sqlite+pysqlite", database=str(data_dir / FILE_NAME))


def engine_options(url: str | URL) -> tuple[dict[str, Any], dict[str, Any]]:
    """Options of the writing and of the reading engine."""
    url = make_url(url)
    if url.get_backend_name() == "sqlite":
        sqlite = {**_COMMON, "url": url, "connect_args": {"check_same_thread": False}}
        return (
            {**sqlite, "pool_size": 1, "max_overflow": 0},
            {**sqlite, "pool_size": 4, "max_overflow": 4},
        )
    postgres = {**_COMMON, "url": url, "pool_size": 4, "max_overflow": 4, "pool_pre_ping": True}
    return (
        {**postgres, "connect_args": _postgres_arguments(url)},
        {
            **postgres,
            # A read of several statements sees one moment.
            "isolation_level": "REPEATABLE READ",
            "connect_args": _postgres_arguments(url, default_transaction_read_only="on"),
        },
    )


def _postgres_arguments(url: URL, **settings: str) -> dict[str, Any]:
    """Beside what the operator's own URL says: nothing waits forever."""
    settings["lock_timeout"] = f"{PATIENCE_S}s"
    options = [url.query.get("options", "")]
    options += [f"-c {name}={value}" for name, value in settings.items()]
    return {
        "connect_timeout": PATIENCE_S,
        "options": " ".join(map(str, options)).strip(),
        # A server whose machine is gone says nothing any more: don't wait for TCP's two hours.
        "keepalives_idle": PATIENCE_S,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 2 * PATIENCE_S * 1000,
    }


def prepare(writer: Engine, readers: Engine, *, checkpoints: bool = True) -> None:
    """Teach both engines what a connection and a transaction begin with.

    Without `checkpoints` what is written stays in the log, for another process to move it.
    """
    if writer.dialect.name != "sqlite":
        return
    checkpointing = {} if checkpoints else {"wal_autocheckpoint": "0"}
    _prepare_sqlite(writer, {**SQLITE_PRAGMAS, **checkpointing}, "BEGIN IMMEDIATE")
    _prepare_sqlite(readers, {**SQLITE_PRAGMAS, "query_only": "ON"}, "BEGIN")


def _prepare_sqlite(engine: Engine, pragmas: dict[str, str], begin: str) -> None:
    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # sqlite3 would begin by itself, too late and never IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
