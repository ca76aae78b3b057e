"""`quizapp db backup` and `restore`: a copy of the database out of the folder, and back into it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from quizapp.config import Settings
from quizapp.desk import exclusive
from quizapp.services.system import SystemClock
from quizapp.storage import backup
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.errors import BackupElsewhere, BackupUnusable
from quizapp.storage.folder_lock import make_folder


def back_up(settings: Settings, target: Path) -> Path:
    """Copy the database to a new file, or into a folder; also while the server runs. Where it is.

    Raises `BackupElsewhere`, `BackupUnusable`, `NotSaved`.
    """
    source = _file(settings)
    if not source.is_file():
        raise BackupUnusable(file=str(source), reason="there is no database here yet")
    if target.is_dir():
        return Path(backup.BackupFolder(source, target).make(SystemClock().now()))
    try:
        backup.copy_database(source, target)
    except (OSError, sqlite3.Error) as error:
        raise BackupUnusable(file=str(target), reason=str(error)) from error
    backup.check(target)
    return target


def put_back(settings: Settings, source: Path) -> tuple[Path, Path | None]:
    """Restore a file, or the newest of a folder; which one, and where the database before it is.

    Raises `DataFolderInUse` while a server runs, `BackupElsewhere`, `BackupUnusable`,
    `DatabaseNewer`.
    """
    _file(settings)
    chosen = backup.latest_in(source) if source.is_dir() else source
    with exclusive(settings):
        make_folder(settings.data_dir)
        return chosen, backup.restore(chosen, settings.data_dir, SystemClock().now())


def _file(settings: Settings) -> Path:
    if settings.database_url is not None:
        raise BackupElsewhere
    return settings.data_dir / FILE_NAME
