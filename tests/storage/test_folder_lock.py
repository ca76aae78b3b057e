import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.storage.errors import DataFolderInUse, DataFolderUnusable
from quizapp.storage.folder_lock import NAME, DataFolderLock

HOLD = """
import sys, pathlib
from quizapp.storage.folder_lock import DataFolderLock
DataFolderLock(pathlib.Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_second_server_is_refused_and_told_the_first(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(DataFolderInUse) as caught:
            DataFolderLock(tmp_path).acquire()
        assert caught.value.details == {"folder": str(tmp_path), "pid": process.pid}
        process.kill()
    with DataFolderLock(tmp_path) as lock:
        assert lock.holder() == os.getpid()


def test_folder_is_free_again_after_release(tmp_path: Path) -> None:
    first, second = DataFolderLock(tmp_path), DataFolderLock(tmp_path)
    first.acquire()
    with pytest.raises(DataFolderInUse):
        second.acquire()
    first.release()
    first.release()
    assert second.holder() == 0
    second.acquire()
    second.release()


def test_two_folders_do_not_disturb_each_other(tmp_path: Path) -> None:
    with DataFolderLock(tmp_path / "one"), DataFolderLock(tmp_path / "two"):
        pass


def test_lock_makes_its_folder(tmp_path: Path) -> None:
    with DataFolderLock(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b" / NAME).is_file()


def test_nonsense_in_the_file_is_no_pid(tmp_path: Path) -> None:
    lock = DataFolderLock(tmp_path)
    assert lock.holder() == 0
    (tmp_path / NAME).write_bytes(b"\xff nobody")
    assert lock.holder() == 0
    (tmp_path / NAME).write_text("nobody")
    assert lock.holder() == 0


def test_folder_that_is_a_file_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable):
        DataFolderLock(tmp_path / "file").acquire()
