import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotSaved
from quizapp.storage.db import Database, open_database
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.presence import SqlPresence
from tests.storage.sqlite_file import path_of, rows_of


def pragma(name: str) -> Callable[[Session], object]:
    return lambda session: session.scalar(text(f"PRAGMA {name}"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("journal_size_limit", 67_108_864),
    ],
)
def test_every_sqlite_connection_is_set_up(
    sqlite_database: Database, name: str, value: object
) -> None:
    assert sqlite_database.write(pragma(name)) == value
    assert sqlite_database.read(pragma(name)) == value


def test_only_the_writer_writes(database: Database) -> None:
    insert = text("INSERT INTO sign_of_life (worker_id, at) VALUES ('w', 1)")
    with pytest.raises(NotSaved):
        database.read(lambda session: session.execute(insert))
    database.write(lambda session: session.execute(insert))
    assert SqlPresence(database).last_sign_of_life() == 1


def test_sqlite_has_one_writing_connection_that_locks_at_once(sqlite_database: Database) -> None:
    def others_may_write(session: Session) -> bool:
        session.execute(text("SELECT 1"))
        with closing(sqlite3.connect(path_of(sqlite_database), timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    assert sqlite_database.read(others_may_write)
    assert not sqlite_database.write(others_may_write)
    assert sqlite_database.writer.pool.size() == 1  # type: ignore[attr-defined]


def test_read_of_several_statements_sees_one_moment(database: Database) -> None:
    presence = SqlPresence(database)
    latest = text("SELECT max(at) FROM sign_of_life")
    presence.sign_of_life("w", 1)

    def read_twice(session: Session) -> tuple[object, object]:
        before = session.scalar(latest)
        presence.sign_of_life("w", 2)
        return before, session.scalar(latest)

    assert database.read(read_twice) == (1, 1)
    assert presence.last_sign_of_life() == 2


def test_closed_sqlite_database_is_onepath_of(sqlite_database: Database) -> None:
    SqlPresence(sqlite_database).sign_of_life("w", 1)
    path = path_of(sqlite_database)
    assert path.with_name(FILE_NAME + "-wal").stat().st_size > 0
    sqlite_database.close()
    assert [each.name for each in path.parent.iterdir()] == [FILE_NAME]


def test_close_while_another_process_reads_is_harmless(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(path_of(sqlite_database))) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchall()
        sqlite_database.write(lambda session: session.execute(text("PRAGMA busy_timeout=1")))
        SqlPresence(sqlite_database).sign_of_life("w", 1)
        sqlite_database.close()
    assert rows_of(sqlite_database, "sign_of_life") == [("w", 1)]


def test_data_folder_is_closed_to_others(sqlite_database: Database) -> None:
    if sys.platform != "win32":
        assert path_of(sqlite_database).parent.stat().st_mode & 0o077 == 0


def test_the_data_is_its_owners_also_in_a_folder_open_to_others(tmp_path: Path) -> None:
    if sys.platform == "win32":
        return
    tmp_path.chmod(0o755)
    database = open_database(tmp_path)
    database.migrate()
    files = sorted(tmp_path.iterdir())
    assert [each.name for each in files if each.stat().st_mode & 0o077] == []
    assert [each.name for each in files] == [FILE_NAME, f"{FILE_NAME}-shm", f"{FILE_NAME}-wal"]
    database.close()
