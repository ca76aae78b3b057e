"""`quizapp doctor`: whether this machine can serve a room, in plain words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from statistics import median
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from quizapp import runtime
from quizapp.addresses import lan_addresses, public_addresses
from quizapp.config import Settings
from quizapp.desk import ADDRESS_FILE
from quizapp.domain.errors import QuizappError
from quizapp.presentation.messages import message
from quizapp.storage import backup
from quizapp.storage.db import open_database
from quizapp.storage.engines import FILE_NAME
from quizapp.storage.errors import BackupUnusable
from quizapp.storage.presence import SqlPresence

GIB: Final = 2**30
LEAST_DISK: Final = GIB // 4
LITTLE_DISK: Final = 2 * GIB
FEW_PHONES: Final = 500
SLOW_SYNC_MS: Final = 40.0
SYNCS: Final = 15
OLDEST_SQLITE: Final = (3, 35)
"""The first that says what it has written (RETURNING)."""
SAFE_SQLITE: Final = (3, 51, 3)
FUTURE_MS: Final = 60_000
UFW: Final = Path("/etc/ufw/ufw.conf")
FIREWALLD: Final = Path("/run/firewalld.pid")


class Level(Enum):
    """How it stands; the worst decides on the exit code."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, and where need be what to do."""

    level: Level
    what: str
    found: str

    def __str__(self) -> str:
        return f"{self.level.value:<5}{self.what + ':':<16} {self.found}"


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything, one after the other; a check that breaks is a finding, too."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
        ("Address", address),
        ("Server", server),
        ("Firewall", firewall),
        ("Wi-Fi", wifi),
        ("Open files", files),
        ("SQLite", sqlite),
        ("Data folder", folder),
        ("Database", database),
        ("Backup", backups),
        ("Redis", redis),
    )
    for what, check in checks:
        try:
            yield from check(settings)
        except QuizappError as error:
            yield Finding(Level.FAIL, what, message(error, "en"))
        except OSError as error:
            yield Finding(Level.FAIL, what, error.strerror or str(error))


def address(settings: Settings) -> Iterator[Finding]:
    """Where phones go."""
    urls = public_addresses(settings.public_urls, settings.port)
    if settings.public_urls:
        yield Finding(Level.OK, "Address", f"phones are told {', '.join(urls)} (as configured)")
    elif lan_addresses():
        yield Finding(Level.OK, "Address", f"phones are told {urls[0]}")
    else:
        text = "this machine has no address in a network: connect it to the room's Wi-Fi or cable"
        yield Finding(Level.WARN, "Address", text)


def server(settings: Settings) -> Iterator[Finding]:
    """Whether one runs here, and does well."""
    running = _running_at(settings)
    if not running:
        yield Finding(Level.OK, "Server", "none runs on this data folder")
        return
    try:
        with urlopen(f"{running}/readyz", timeout=5):  # noqa: S310 - our own server's address
            yield Finding(Level.OK, "Server", f"runs and stores at {running}")
    except URLError as error:
        text = f"does not answer at {running} ({error.reason})"
        yield Finding(Level.FAIL, "Server", text)


def _running_at(settings: Settings) -> str:
    try:
        return (settings.data_dir / ADDRESS_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def firewall(settings: Settings) -> Iterator[Finding]:
    """What this system's own usually needs; from inside nobody sees whether it is open."""
    port = settings.port
    if UFW.is_file() and "ENABLED=yes" in UFW.read_text(encoding="utf-8", errors="replace"):
        yield Finding(Level.WARN, "Firewall", f"ufw is on: sudo ufw allow {port}/tcp")
    elif FIREWALLD.exists():
        command = f"sudo firewall-cmd --add-port={port}/tcp"
        yield Finding(Level.WARN, "Firewall", f"firewalld is on: {command}")
    elif sys.platform in {"win32", "darwin"}:
        text = "when the system asks, allow incoming connections for Python"
        yield Finding(Level.WARN, "Firewall", text)
    else:
        text = f"none that is known here; another one must let port {port} through"
        yield Finding(Level.OK, "Firewall", text)


def wifi(settings: Settings) -> Iterator[Finding]:
    """Client isolation is seen from a phone alone: here is how to look."""
    url = _running_at(settings) or public_addresses(settings.public_urls, settings.port)[0]
    yield Finding(
        Level.OK,
        "Wi-Fi",
        f"to be seen from a phone: start the server and open {url}/check on one in the room's "
        "Wi-Fi. If no page comes, the access point keeps its clients apart (client isolation, "
        "AP isolation, guest network): switch that off, or connect this machine by cable",
    )


def files(_settings: Settings) -> Iterator[Finding]:
    """How many phones the system's limit allows."""
    phones = runtime.raise_file_limit()
    if phones < FEW_PHONES:
        text = f"allow about {phones} phones only: raise the limit (ulimit -n, LimitNOFILE)"
        yield Finding(Level.WARN, "Open files", text)
    else:
        yield Finding(Level.OK, "Open files", f"allow about {phones:,} phones")


def sqlite(_settings: Settings) -> Iterator[Finding]:
    """Its version; one fault of older ones is known, and harmless here."""
    found, version = sqlite3.sqlite_version_info, sqlite3.sqlite_version
    if found < OLDEST_SQLITE:
        yield Finding(Level.FAIL, "SQLite", f"{version} is too old: 3.35 at least")
    elif found < SAFE_SQLITE:
        yield Finding(
            Level.OK,
            "SQLite",
            f"{version}. Before 3.51.3 a reset of the write-ahead log could meet a second writer at "
            "the same moment and damage the file; this server has one writing connection, which "
            "alone also does the checkpoints, so it can't happen",
        )
    else:
        yield Finding(Level.OK, "SQLite", version)


def folder(settings: Settings) -> Iterator[Finding]:
    """Room on the disk, and how long it takes until something is really on it."""
    place = settings.data_dir
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    level = Level.FAIL if free < LEAST_DISK else Level.WARN if free < LITTLE_DISK else Level.OK
    yield Finding(level, "Disk", f"{free / GIB:.1f} GiB free at {place}")
    took_ms = _sync_ms(place)
    slow = took_ms > SLOW_SYNC_MS
    text = f"writes are on disk after {took_ms:.1f} ms"
    advice = ": slow, many answers at once will wait. An SSD of this machine is better" * slow
    yield Finding(Level.WARN if slow else Level.OK, "Data folder", text + advice)


def _sync_ms(place: Path) -> float:
    """The median of some small writes; OSError where none is possible."""
    times = []
    fd, name = tempfile.mkstemp(prefix=".doctor-", dir=place)
    try:
        for _ in range(SYNCS):
            os.write(fd, b"x" * 4096)
            began = time.perf_counter()
            os.fsync(fd)
            times.append(1000 * (time.perf_counter() - began))
    finally:
        os.close(fd)
        Path(name).unlink()
    return median(times)


def database(settings: Settings) -> Iterator[Finding]:
    """Whether it can be used, is of this version, and was not written in what is the future."""
    if settings.database_url is None and not (settings.data_dir / FILE_NAME).is_file():
        yield Finding(Level.OK, "Database", "none yet: the first start makes it")
        return
    with closing(open_database(settings.data_dir, settings.database_url, beside=True)) as opened:
        kind = "PostgreSQL" if settings.database_url else "SQLite"
        if opened.check_version():
            yield Finding(Level.OK, "Database", f"{kind}, up to date")
        else:
            text = f"{kind} of an older version: the next start brings it up to date"
            yield Finding(Level.WARN, "Database", text)
            return
        last = SqlPresence(opened).last_sign_of_life()
    ahead_s = 0 if last is None else (last - time.time() * 1000 - FUTURE_MS) / 1000
    if ahead_s > 0:
        text = f"is behind: the server wrote {ahead_s / 3600:.1f} h in the future. Set it right"
        yield Finding(Level.FAIL, "Clock", text)
    else:
        text = time.strftime("%Y-%m-%d %H:%M:%S %Z")
        yield Finding(Level.OK, "Clock", f"{text}; phones follow the server's, not their own")


def backups(settings: Settings) -> Iterator[Finding]:
    """How old the newest is."""
    if settings.database_url is not None:
        yield Finding(Level.OK, "Backup", "is the database server's own (pg_dump)")
        return
    if not settings.backup_every_s:
        yield Finding(Level.WARN, "Backup", "switched off (QUIZAPP_BACKUP_EVERY=0)")
        return
    try:
        newest = backup.latest_in(settings.backups)
    except BackupUnusable:
        text = f"none yet; taken into {settings.backups} while phones are connected"
        yield Finding(Level.OK, "Backup", text)
        return
    age_h = (time.time() - newest.stat().st_mtime) / 3600
    yield Finding(Level.OK, "Backup", f"{newest}, {age_h:.1f} h old")
    if newest.stat().st_dev == settings.data_dir.stat().st_dev:
        text = "are on the data folder's own disk: better on another (QUIZAPP_BACKUPS)"
        yield Finding(Level.WARN, "Backups", text)


def redis(settings: Settings) -> Iterator[Finding]:
    """Whether the workers' line answers, where one is configured."""
    if settings.redis_url is None:
        return
    try:
        from redis import Redis
        from redis.exceptions import RedisError
    except ModuleNotFoundError:
        yield Finding(Level.FAIL, "Redis", "is configured, and the module redis is not installed")
        return
    try:
        with closing(Redis.from_url(settings.redis_url, socket_timeout=3)) as client:
            client.ping()
    except (RedisError, ValueError):
        # Not its own words: the address may hold a password.
        yield Finding(Level.FAIL, "Redis", "does not answer at QUIZAPP_REDIS_URL")
    else:
        yield Finding(Level.OK, "Redis", "answers")
