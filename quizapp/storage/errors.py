"""Why a database or its folder can't be used at all; found at the start, told to the operator."""

from __future__ import annotations

from quizapp.domain.errors import QuizappError


class DatabaseNewer(QuizappError):
    """A newer quizapp wrote this database (`revision`); this one must not touch it."""

    code = "database_newer"


class DatabaseUnavailable(QuizappError):
    """It can't be reached, opened or migrated; `reason` is the driver's own line."""

    code = "database_unavailable"


class DataFolderUnusable(QuizappError):
    """The data `folder` can't be made or written; `reason` is the system's own line."""

    code = "data_folder_unusable"


class BackupUnusable(QuizappError):
    """`file` can't be restored, or be written; `reason` is one line."""

    code = "backup_unusable"


class BackupElsewhere(QuizappError):
    """The database is not our file: its own tools back it up."""

    code = "backup_elsewhere"


class DataFolderInUse(QuizappError):
    """Another server has locked the data `folder`; `pid` is its process, 0 where unknown."""

    code = "data_folder_in_use"
