"""What `quizapp doctor` finds on machines of all kinds."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from quizapp import doctor
from quizapp.config import Settings
from quizapp.doctor import GIB, Finding, Level
from quizapp.storage.backup import BackupFolder
from quizapp.storage.db import open_database
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.presence import SqlPresence
from tests.test_cli import quizapp

OK, WARN, FAIL = Level.OK, Level.WARN, Level.FAIL


def settings_of(folder: Path, **changes: str) -> Settings:
    return Settings.from_environ({"QUIZAPP_DATA": str(folder), **changes})


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a database that a server wrote a moment ago."""
    with closing(open_database(tmp_path)) as database:
        database.migrate()
        SqlPresence(database).sign_of_life("w", int(time.time() * 1000))
    return tmp_path


def test_healthy_machine_passes_in_plain_words(folder: Path) -> None:
    done = quizapp("doctor", "--data", str(folder), "--public-url", "http://quiz.example.org")
    lines = done.stdout.splitlines()
    assert {each.split()[0] for each in lines} <= {"ok", "warn"}, done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert "http://quiz.example.org/check" in done.stdout
    assert "up to date" in done.stdout


def test_failing_check_is_a_line_and_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is no database, " * 1000)
    done = quizapp("doctor", "--data", str(tmp_path))
    assert done.returncode == 1
    assert "fail Database:" in done.stdout
    assert "Traceback" not in done.stderr


def test_new_machine_has_no_database_yet(tmp_path: Path) -> None:
    found = list(doctor.examine(settings_of(tmp_path / "new" / "data")))
    assert Finding(OK, "Database", "none yet: the first start makes it") in found
    assert not (tmp_path / "new").exists(), "who looks changes nothing"


def test_machine_without_a_network_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "lan_addresses", tuple)
    assert only(doctor.address(settings_of(tmp_path))).level is WARN


def test_server_that_does_not_answer_fails(folder: Path) -> None:
    settings = settings_of(folder)
    assert only(doctor.server(settings)).level is OK
    (folder / "server.address").write_text("http://127.0.0.1:1")
    assert only(doctor.server(settings)).level is FAIL


def test_firewalls_are_named_with_the_command_that_opens_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(tmp_path, QUIZAPP_PORT="9000")
    monkeypatch.setattr(doctor, "UFW", tmp_path / "ufw.conf")
    monkeypatch.setattr(doctor, "FIREWALLD", tmp_path / "pid")
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(platform="linux"))
    assert only(doctor.firewall(settings)).level is OK
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(platform="win32"))
    assert only(doctor.firewall(settings)).level is WARN
    (tmp_path / "pid").write_text("1")
    assert "firewall-cmd --add-port=9000/tcp" in only(doctor.firewall(settings)).found
    (tmp_path / "ufw.conf").write_text("ENABLED=yes\n")
    assert "ufw allow 9000/tcp" in only(doctor.firewall(settings)).found


@pytest.mark.parametrize(("phones", "level"), [(100, WARN), (20_000, OK)])
def test_few_open_files_are_few_phones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phones: int, level: Level
) -> None:
    monkeypatch.setattr("quizapp.runtime.raise_file_limit", lambda: phones)
    assert only(doctor.files(settings_of(tmp_path))).level is level


@pytest.mark.parametrize(
    ("version", "level", "explained"),
    [((3, 34, 1), FAIL, False), ((3, 46, 1), OK, True), ((3, 51, 3), OK, False)],
)
def test_old_sqlite_is_explained(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, ...],
    level: Level,
    explained: bool,
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    found = only(doctor.sqlite(settings_of(tmp_path)))
    assert (found.level, "one writing connection" in found.found) == (level, explained)


@pytest.mark.parametrize(("free", "level"), [(0, FAIL), (GIB, WARN), (50 * GIB, OK)])
def test_little_room_on_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    disk, _ = doctor.folder(settings_of(tmp_path))
    assert disk.level is level


@pytest.mark.parametrize(("took_ms", "level"), [(2.0, OK), (90.0, WARN)])
def test_slow_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, took_ms: float, level: Level
) -> None:
    monkeypatch.setattr(doctor, "_sync_ms", lambda _: took_ms)
    _, found = doctor.folder(settings_of(tmp_path))
    assert (found.level, "slow" in found.found) == (level, level is WARN)


def test_clock_behind_the_last_sign_of_life_fails(folder: Path) -> None:
    with closing(open_database(folder)) as database:
        SqlPresence(database).sign_of_life("w", int(time.time() * 1000) + 7_200_000)
    _, clock = doctor.database(settings_of(folder))
    assert (clock.level, clock.what) == (FAIL, "Clock")


def test_backups_are_looked_for_and_better_lie_elsewhere(folder: Path) -> None:
    settings = settings_of(folder)
    assert "none yet" in only(doctor.backups(settings)).found
    BackupFolder(folder / FILE_NAME, settings.backups).make(1_519_912_345_000)
    assert [each.level for each in doctor.backups(settings)] == [OK, WARN]
    assert only(doctor.backups(settings_of(folder, QUIZAPP_BACKUP_EVERY="0"))).level is WARN


def test_redis_that_does_not_answer_fails_and_keeps_its_password(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, QUIZAPP_REDIS_URL="redis://:secret@127.0.0.1:1/0")
    found = only(doctor.redis(settings))
    assert (found.level, "secret" in found.found) == (FAIL, False)
    assert list(doctor.redis(settings_of(tmp_path))) == []
