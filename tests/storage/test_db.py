import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotSaved
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database, open_database
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.errors import DatabaseNewer, DatabaseUnavailable, DataFolderUnusable
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from quizapp.storage.presence import SqlPresence
from tests.storage import samples
from tests.storage.postgres_server import PostgresServer
from tests.storage.sqlite_file import path_of, rows_of

# ---- what fails ----------------------------------------------------------------------------


def test_job_that_fails_leaves_nothing(database: Database, event: SqlEvents) -> None:
    def fail(session: Session) -> None:
        session.execute(text("DELETE FROM event"))
        raise ValueError("expected")

    with pytest.raises(ValueError, match="expected"):
        database.write(fail)
    assert len(event.events()) == 1


def test_full_disk_is_not_saved_and_says_so_in_the_log(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    SqlEvents(sqlite_database).create(samples.plan(), "E", "123456", "screen")
    answers = SqlAnswers(sqlite_database)
    answers.commit([samples.answer("before")])
    sqlite_database.write(lambda session: session.execute(text("PRAGMA max_page_count=1")))
    with pytest.raises(NotSaved) as caught:
        answers.commit([samples.answer(f"Petrov {number}") for number in range(2000)])
    assert caught.value.details == {"reason": "disk_full"}
    assert caplog.messages == ["The database failed: database or disk is full"]
    sqlite_database.write(lambda session: session.execute(text("PRAGMA max_page_count=100000")))
    answers.commit([samples.answer("after")])
    assert [each.voter_id for each in answers.of_rounds(["R"])] == ["after", "before"]


def test_locked_database_is_not_saved(sqlite_database: Database) -> None:
    presence = SqlPresence(sqlite_database)
    sqlite_database.write(lambda session: session.execute(text("PRAGMA busy_timeout=1")))
    with closing(sqlite3.connect(path_of(sqlite_database))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved) as caught:
            presence.sign_of_life("w", 1)
        assert caught.value.details == {"reason": "locked"}
        assert presence.last_sign_of_life() is None
    presence.sign_of_life("w", 1)


def test_read_only_database_is_not_saved(sqlite_database: Database) -> None:
    presence = SqlPresence(sqlite_database)
    sqlite_database.write(lambda session: session.execute(text("PRAGMA query_only=ON")))
    with pytest.raises(NotSaved) as caught:
        presence.sign_of_life("w", 1)
    assert caught.value.details == {"reason": "read_only"}


def test_damaged_file_is_not_saved(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is no database, " * 1000)
    with closing(open_database(tmp_path)) as database:
        with pytest.raises(NotSaved) as caught:
            SqlPresence(database).last_sign_of_life()
        assert caught.value.details == {"reason": "disk_fault"}
        with pytest.raises(DatabaseUnavailable, match="not a database"):
            database.check_version()


@pytest.mark.postgres
def test_postgres_connections_wait_for_nothing_forever(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    url = postgres.new_database() + "?options=-c%20application_name%3Dhall"
    with closing(open_database(tmp_path, url)) as database:
        for run in (database.read, database.write):
            setting = [
                run(lambda session, name=name: session.scalar(text(f"SHOW {name}")))  # type: ignore[misc]
                for name in ("lock_timeout", "application_name")
            ]
            assert setting == ["10s", "hall"]


@pytest.mark.postgres
def test_lost_connection_is_not_saved_and_made_anew(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with closing(open_database(tmp_path, postgres.new_database())) as database:
        database.migrate()
        end = text("SELECT pg_terminate_backend(pg_backend_pid())")
        with pytest.raises(NotSaved) as caught:
            database.write(lambda session: session.execute(end))
        assert caught.value.details == {"reason": "unreachable"}
        SqlPresence(database).sign_of_life("w", 1)


def test_no_connection_in_time_is_not_saved(sqlite_database: Database) -> None:
    sqlite_database.writer.pool._timeout = 0.01  # type: ignore[attr-defined]
    presence = SqlPresence(sqlite_database)

    def inner(session: Session) -> None:
        session.connection()
        presence.sign_of_life("w", 1)

    with pytest.raises(NotSaved):
        sqlite_database.write(inner)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("SELECT nothing FROM nowhere", (ProgrammingError, NotSaved)),
        ("INSERT INTO floor VALUES ('f', 'no event', 'secret name', 0)", (IntegrityError,)),
    ],
)
def test_errors_say_nothing_of_names_and_answers(
    database: Database, statement: str, error: tuple[type[Exception], ...]
) -> None:
    with pytest.raises(error) as caught:
        database.write(lambda session: session.execute(text(statement), {}))
    assert "[parameters:" not in str(caught.value)


def test_unreachable_server_is_unavailable(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://somebody:secret@127.0.0.1:1/quizapp"
    with closing(open_database(tmp_path, url)) as database:
        with pytest.raises(DatabaseUnavailable, match="connection") as caught:
            database.migrate()
        assert "secret" not in str(caught.value)
        with pytest.raises(NotSaved):
            SqlPresence(database).last_sign_of_life()


def test_missing_driver_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseUnavailable, match="psycopg"):
        open_database(tmp_path, "postgresql+psycopg://127.0.0.1/quizapp")


def test_folder_that_is_a_file_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable):
        open_database(tmp_path / "file")


# ---- versions ------------------------------------------------------------------------------


def test_database_knows_whether_it_is_up_to_date(
    new_process: Callable[[], Database], database: Database
) -> None:
    assert new_process().check_version()
    database.migrate()


def test_empty_database_is_not_up_to_date(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        assert not database.check_version()


def test_newer_database_is_refused_and_left_alone(sqlite_database: Database) -> None:
    newer = text("UPDATE alembic_version SET version_num = '9999'")
    sqlite_database.write(lambda session: session.execute(newer))
    for use in (sqlite_database.check_version, sqlite_database.migrate):
        with pytest.raises(DatabaseNewer) as caught:
            use()
        assert caught.value.details == {"revision": "9999"}
    assert rows_of(sqlite_database, "alembic_version") == [("9999",)]


# ---- together with Flask, and with death -----------------------------------------------------


def test_application_can_be_given(tmp_path: Path) -> None:
    app = Flask(__name__)
    with closing(open_database(tmp_path, app=app)) as database:
        database.migrate()
        with app.test_request_context():
            SqlPresence(database).sign_of_life("w", 1)
        assert SqlPresence(database).last_sign_of_life() == 1


KILLED = """
import sys, pathlib, signal
from quizapp.storage.db import open_database
from quizapp.storage.tables import AnswerRow, LogEntryRow
from sqlalchemy import text
def job(session):
    session.execute(text("DELETE FROM event"))
    session.execute(text("INSERT INTO sign_of_life (worker_id, at) VALUES ('killed', 9)"))
    print("written", flush=True)
    signal.pause()
open_database(pathlib.Path(sys.argv[1]), sys.argv[2] or None).write(job)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_transaction_leaves_nothing(
    database: Database, event: SqlEvents, url: str | None, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path, url or ""], stdout=subprocess.PIPE, text=True
    )
    with process, process.stdout as output:  # type: ignore[union-attr]
        assert output.readline() == "written\n"
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    SqlLog(database).append("E", samples.entries(), "after")
    assert len(event.events()) == 1
    assert SqlPresence(database).last_sign_of_life() is None


def test_who_works_beside_a_server_leaves_the_checkpoints_to_it(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as server:
        server.migrate()
        log = path_of(server).with_name("quizapp.sqlite3-wal")
        guest = open_database(tmp_path, beside=True)
        SqlPresence(guest).sign_of_life("w", 1)
        setting = guest.write(lambda session: session.scalar(text("PRAGMA wal_autocheckpoint")))
        written = log.stat().st_size
        guest.close()
        assert (setting, log.stat().st_size) == (0, written)
        assert SqlPresence(server).last_sign_of_life() == 1
    assert not log.exists() or not log.stat().st_size
