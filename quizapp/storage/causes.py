"""Why the database did not take a write, in a word that the console's lamp can show."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

FAILING: Final = "failing"
"""Where nothing more is known."""

_SQLITE: Final = (
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "read_only"),
    ("SQLITE_PERM", "read_only"),
    ("SQLITE_BUSY", "locked"),
    ("SQLITE_LOCKED", "locked"),
    ("SQLITE_IOERR", "disk_fault"),
    ("SQLITE_CORRUPT", "disk_fault"),
    ("SQLITE_NOTADB", "disk_fault"),
)
_POSTGRES: Final = (
    ("53", "disk_full"),  # out of resources: disk, memory, connections
    ("25006", "read_only"),
    ("55P03", "locked"),
    ("40P01", "locked"),
    ("58", "disk_fault"),
    ("57P", "unreachable"),
    ("08", "unreachable"),
)


def cause(error: Exception) -> str:
    """`disk_full`, `read_only`, `locked`, `disk_fault`, `unreachable` or `failing`."""
    if isinstance(error, PoolTimeout):
        return "locked"
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return _first(_SQLITE, str(getattr(original, "sqlite_errorname", "")))
    state = getattr(original, "sqlstate", None)
    # The driver has no state for a connection that could not be made or was lost.
    return "unreachable" if state is None else _first(_POSTGRES, str(state))


def _first(known: tuple[tuple[str, str], ...], code: str) -> str:
    return next((word for start, word in known if code.startswith(start)), FAILING)
