"""One server a data folder: a lock that the system takes back when the process ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from quizapp.storage.errors import DataFolderInUse, DataFolderUnusable

NAME: Final = "server.lock"

_LOCKED_BYTE: Final = 1 << 30
"""Windows keeps others from reading what is locked, so the byte is not one of the pid's."""


class DataFolderLock:
    """Held from `acquire` to `release`; the file stays and tells the holder's pid.

    It is not deleted at the end: whoever had just opened it would lock a file that is gone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._fd: int | None = None

    def acquire(self) -> None:
        """Raises `DataFolderInUse`, or `DataFolderUnusable`."""
        try:
            make_folder(self._folder)
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unusable(self._folder, error) from error
        try:
            _lock(fd)
        except OSError as error:
            os.close(fd)
            raise DataFolderInUse(folder=str(self._folder), pid=self.holder()) from error
        os.ftruncate(fd, 0)
        os.write(fd, f"{os.getpid()}\n".encode())
        self._fd = fd

    def release(self) -> None:
        """Let go; without a lock it does nothing."""
        if self._fd is not None:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None

    def holder(self) -> int:
        """The pid in the file, 0 where there is none. It may be of a server that was killed."""
        try:
            text = self._path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return 0
        return int(text) if text.isdigit() else 0

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def make_folder(folder: Path) -> None:
    """Make the data folder, closed to other users: it holds secrets. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file for its owner alone, where there is none: the folder may be open to others.

    What SQLite keeps beside its file gets the same permissions. Where it can't be made, whoever
    opens it says why.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def unusable(folder: Path, error: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(folder=str(folder), reason=error.strerror or str(error))


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        os.lseek(fd, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
