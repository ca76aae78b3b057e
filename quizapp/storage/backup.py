"""Copies of the SQLite database, taken while a server uses it, and the way back.

The copy is SQLite's own online backup, in one step: a read of one moment, for which no writer waits
(the database is in WAL mode). It is one file and needs nothing beside it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import create_engine

from quizapp.domain.errors import NotSaved
from quizapp.runtime import Worker
from quizapp.storage import schema
from quizapp.storage.causes import cause
from quizapp.storage.engines import FILE_NAME, PATIENCE_S
from quizapp.storage.errors import BackupUnusable
from quizapp.storage.folder_lock import make_folder, make_private

LATEST: Final = 10
"""So many of the newest copies are kept in a folder,"""
HOURS: Final = 24
"""and the newest of each of so many hours before."""

_PATTERN: Final = "quizapp-*.sqlite3"
_STAMP: Final = "%Y%m%dT%H%M%SZ"


class BackupFolder:
    """Where copies of one database gather, the older ones thinned out."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source = source
        self._folder = folder
        # A thread of its own: a copy to a slow stick delays no export and no sign-in.
        self._worker = Worker("backup")

    def make(self, now_ms: int) -> str:
        """Take a copy; where it is. Raises `NotSaved`."""
        return self._worker.run(self._make, now_ms)

    def _make(self, now_ms: int) -> str:
        moment = datetime.fromtimestamp(now_ms / 1000, UTC)
        target = self._folder / f"quizapp-{moment.strftime(_STAMP)}.sqlite3"
        try:
            make_folder(self._folder)
            copy_database(self._source, target)
            for each in superfluous(sorted(self._folder.glob(_PATTERN))):
                each.unlink()
        except OSError as error:
            raise NotSaved(reason=error.strerror or "failing") from error
        except sqlite3.Error as error:
            raise NotSaved(reason=cause(error)) from error
        return str(target)


def superfluous(files: Sequence[Path]) -> list[Path]:
    """Of copies sorted by time those that need not be kept."""
    older = files[: -LATEST or None]
    newest_of_hour = {each.name[: -len("MMSSZ.sqlite3")]: each for each in older}
    kept = set(sorted(newest_of_hour.values())[-HOURS:])
    return [each for each in older if each not in kept]


def copy_database(source: Path, target: Path) -> None:
    """Copy the database as it is now; the target is there whole or not at all.

    Raises `sqlite3.Error` and OSError.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with closing(_opened(source)) as live, closing(sqlite3.connect(part)) as copy:
            live.backup(copy)
            # It was copied with the mark of the WAL mode, which wants two more files beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
        _to_disk(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _to_disk(target.parent)


def latest_in(folder: Path) -> Path:
    """The newest copy there; raises `BackupUnusable` where there is none."""
    files = sorted(folder.glob(_PATTERN))
    if not files:
        raise BackupUnusable(file=str(folder), reason="there is no backup in this folder")
    return files[-1]


def check(file: Path) -> None:
    """Whether a server could start from it. Raises `BackupUnusable`, `DatabaseNewer`."""
    with _unusable(file):
        if not file.is_file():
            raise FileNotFoundError(2, "there is no such file")
        with closing(_opened(file)) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        engine = create_engine("sqlite+pysqlite://", creator=lambda: _opened(file))
        with engine.connect() as connection:
            schema.is_current(connection)
            tables = connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).scalar()
        engine.dispose()
        if not tables:
            raise sqlite3.DatabaseError("this is no database of quizapp")


def restore(file: Path, data_dir: Path, now_ms: int) -> Path | None:
    """Put the copy in place of the folder's database; where that one was put, if there was one.

    The caller holds the folder's lock. Raises `BackupUnusable`, `DatabaseNewer`.
    """
    check(file)
    database = data_dir / FILE_NAME
    with _unusable(file):
        fresh = data_dir / f".{FILE_NAME}.restored"
        copy_database(file, fresh)
        aside = _put_aside(database, now_ms) if database.exists() else None
        for tail in ("-wal", "-shm"):
            database.with_name(database.name + tail).unlink(missing_ok=True)
        fresh.replace(database)
        _to_disk(data_dir)
    return aside


def _put_aside(database: Path, now_ms: int) -> Path:
    """A copy of the files as they are: who restores may have one that can't be read any more."""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC).strftime(_STAMP)
    aside = database.with_name(f"replaced-{moment}.sqlite3")
    for tail in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copy2(
                database.with_name(database.name + tail), aside.with_name(aside.name + tail)
            )
    return aside


def _opened(file: Path) -> sqlite3.Connection:
    """To be read alone. Not `mode=ro`: a database in WAL mode that nobody has open needs more."""
    address = f"file:{quote(str(file))}?mode=rw"
    connection = sqlite3.connect(
        address, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=ON")
    return connection


def _to_disk(path: Path) -> None:
    """What was written there outlives a power cut. Windows takes no folder."""
    if os.name == "nt" and path.is_dir():
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def _unusable(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupUnusable(file=str(file), reason=error.strerror or str(error)) from error
    except sqlite3.Error as error:
        raise BackupUnusable(file=str(file), reason=str(error)) from error
