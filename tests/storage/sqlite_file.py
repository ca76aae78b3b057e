"""The file behind a SQLite database, looked at past the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizapp.storage.db import Database


def path_of(database: Database) -> Path:
    return Path(database.writer.url.database or "")


def rows_of(database: Database, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path_of(database))) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a test's own
