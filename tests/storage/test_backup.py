from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.domain.errors import NotSaved
from quizapp.storage import schema
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.backup import (
    HOURS,
    LATEST,
    BackupFolder,
    check,
    latest_in,
    restore,
    superfluous,
)
from quizapp.storage.db import Database, open_database
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.errors import BackupUnusable, DatabaseNewer
from quizapp.storage.events import SqlEvents
from tests.storage import samples

NOW = 1_519_912_345_000


@pytest.fixture
def live(sqlite_database: Database, tmp_path: Path) -> Path:
    """The file of a database that is in use, with one answer in its write-ahead log."""
    SqlEvents(sqlite_database).create(samples.plan(), "E", "123456", "screen")
    SqlAnswers(sqlite_database).commit([samples.answer("before")])
    return Path(sqlite_database.writer.url.database or "")


def voters(data_dir: Path) -> list[str]:
    with closing(open_database(data_dir)) as database:
        database.migrate()
        return [each.voter_id for each in SqlAnswers(database).of_rounds(["R"])]


def test_copy_of_a_database_in_use_is_one_whole_file(
    sqlite_database: Database, live: Path, tmp_path: Path
) -> None:
    held = sqlite_database.writer.connect()
    held.execute(text("DELETE FROM answer"))
    taken = Path(BackupFolder(live, tmp_path / "copies").make(NOW))
    held.rollback()
    held.close()
    assert taken.name == "quizapp-20180301T135225Z.sqlite3"
    assert [each.name for each in taken.parent.iterdir()] == [taken.name]
    assert stat.S_IMODE(taken.stat().st_mode) == 0o600
    check(taken)
    SqlAnswers(sqlite_database).commit([samples.answer("after")])
    spare = tmp_path / "spare"
    spare.mkdir()
    assert restore(taken, spare, NOW) is None
    assert voters(spare) == ["before"]


def test_what_was_there_before_a_restore_is_put_aside(
    sqlite_database: Database, live: Path, tmp_path: Path
) -> None:
    taken = Path(BackupFolder(live, tmp_path / "copies").make(NOW))
    SqlAnswers(sqlite_database).commit([samples.answer("after")])
    sqlite_database.readers.dispose()
    sqlite_database.writer.dispose()
    aside = restore(taken, live.parent, NOW)
    assert aside is not None
    assert voters(live.parent) == ["before"]
    (tmp_path / "old").mkdir()
    restore(aside, tmp_path / "old", NOW)
    assert voters(tmp_path / "old") == ["after", "before"]


@pytest.mark.parametrize("content", [b"", b"This is no database, " * 1000])
def test_what_is_no_backup_replaces_nothing(live: Path, tmp_path: Path, content: bytes) -> None:
    wrong = tmp_path / "wrong.sqlite3"
    wrong.write_bytes(content)
    before = live.read_bytes()
    with pytest.raises(BackupUnusable):
        restore(wrong, live.parent, NOW)
    with pytest.raises(BackupUnusable):
        restore(tmp_path / "nowhere", live.parent, NOW)
    assert live.read_bytes() == before


def test_damaged_backup_and_one_of_a_newer_program_are_refused(live: Path, tmp_path: Path) -> None:
    taken = Path(BackupFolder(live, tmp_path).make(NOW))
    with closing(sqlite3.connect(taken)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'next year'")
        database.commit()
    with pytest.raises(DatabaseNewer):
        check(taken)
    content = bytearray(taken.read_bytes())
    content[len(content) // 2 :: 64] = b"\xff" * len(content[len(content) // 2 :: 64])
    taken.write_bytes(content)
    with pytest.raises(BackupUnusable):
        check(taken)


def test_backup_of_an_older_program_is_taken(tmp_path: Path) -> None:
    old = tmp_path / "old"
    with closing(open_database(old)) as database:
        database.migrate()
        schema.downgrade(database.writer, "-1")
    spare = tmp_path / "spare"
    spare.mkdir()
    restore(old / FILE_NAME, spare, NOW)
    assert voters(spare) == []


def test_newest_copies_and_one_an_hour_are_kept(tmp_path: Path) -> None:
    names = [
        f"quizapp-201803{day:02}T{hour:02}{minute:02}00Z.sqlite3"
        for day in (1, 2)
        for hour in range(24)
        for minute in (0, 30, 59)
    ]
    files = [tmp_path / each for each in names]
    kept = [each for each in files if each not in superfluous(files)]
    assert kept[-LATEST:] == files[-LATEST:]
    assert len(kept) == LATEST + HOURS
    assert all("59" in each.name for each in kept[: HOURS - 1])
    assert superfluous(files[:LATEST]) == []


def test_older_copies_make_room(live: Path, tmp_path: Path) -> None:
    folder = BackupFolder(live, tmp_path / "copies")
    taken = [folder.make(NOW + 1000 * n) for n in range(LATEST + 3)]
    assert latest_in(tmp_path / "copies") == Path(taken[-1])
    assert len(list((tmp_path / "copies").iterdir())) == LATEST + 1
    with pytest.raises(BackupUnusable):
        latest_in(tmp_path)


def test_folder_that_can_t_be_written_is_not_saved(live: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    with pytest.raises(NotSaved):
        BackupFolder(live, in_the_way).make(NOW)
    with pytest.raises(NotSaved):
        BackupFolder(tmp_path / "gone", tmp_path / "copies").make(NOW)
    assert list((tmp_path / "copies").iterdir()) == [], "nothing half written is left"
