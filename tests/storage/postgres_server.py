"""A PostgreSQL of the tests' own, on a free port, thrown away at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests import system

DEBIAN = Path("/usr/lib/postgresql")
USER = "quizapp"


class PostgresServer:
    def __init__(self, port: int) -> None:
        self._port = port
        self._made = 0

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        self._made += 1
        name = f"test_{self._made}"
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self._port}/{name}"

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert process.poll() is None, "PostgreSQL did not start"
            try:
                psycopg.connect(self._conninfo("postgres"), connect_timeout=1).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("PostgreSQL did not start")

    def _conninfo(self, database: str) -> str:
        return f"host=127.0.0.1 port={self._port} user={USER} dbname={database}"


@contextmanager
def running() -> Iterator[PostgresServer]:
    """Start it; skips where there is no server program."""
    initdb, postgres = _program("initdb"), _program("postgres")
    # Not in pytest's folder, which another user can't enter; PostgreSQL refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="quizapp-postgres-"))
    other = _unprivileged(folder)
    data = folder / "data"
    port = _free_port()
    try:
        subprocess.run(
            [
                initdb,
                "-D",
                data,
                "-U",
                USER,
                "--auth=trust",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **other,
        )
        options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1"]
        options += ["-c", "unix_socket_directories="]
        # Nobody pulls the plug of this one: what a crash of the machine costs is not its subject.
        for waiting in ("fsync", "synchronous_commit", "full_page_writes"):
            options += ["-c", f"{waiting}=off"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [postgres, "-D", data, *options], stdout=log, stderr=log, cwd=folder, **other
            )
        try:
            server = PostgresServer(port)
            server.wait(process)
            yield server
        finally:
            process.send_signal(2)  # "fast": it does not wait for clients
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    """On the PATH or, as Debian has it, in a folder of its version."""
    newest = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(name) or (str(newest[-1]) if newest else None)
    system.need(found, f"{name} of PostgreSQL")
    assert found is not None
    return found


def _unprivileged(folder: Path) -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    user = "postgres"
    shutil.chown(folder, user, user)
    return {"user": user, "group": user, "extra_groups": []}


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port
