"""The programs around the workers, as Debian packages them: started, killed and started again."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests import system
from tests.live_server import PATIENCE_S, free_port, wait_for

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
DATABASE = "quizapp"


class Program:
    """One of them on a port of its own, which stays the same when it comes back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def options(self) -> dict[str, Any]:
        return {}

    def start(self) -> None:
        """Returns when it answers."""
        with (self.folder / f"{type(self).__name__}.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self.options(),
            )
        wait_for(f"{type(self).__name__} to start", self.answers)

    def kill(self) -> None:
        """SIGKILL, with all its children."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.wait(PATIENCE_S)


class Redis(Program):
    def command(self) -> list[str]:
        server = system.need_binary("redis-server")
        return [server, "--port", str(self.port), "--save", "", "--appendonly", "no"]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class Nginx(Program):
    """With the configuration that ships: ports and the paths of a system are replaced."""

    def __init__(self, folder: Path, workers: tuple[int, int]) -> None:
        super().__init__(folder)
        text = CONFIGURATION.read_text(encoding="utf-8")
        for what, ours in (
            ("user www-data;", "user root;" if os.getuid() == 0 else ""),
            ("pid /run/nginx.pid;", f"pid {folder}/nginx.pid;\ndaemon off;"),
            ("error_log /var/log/nginx/error.log", "error_log stderr"),
            ("listen 80 ", f"listen 127.0.0.1:{self.port} "),
            ("127.0.0.1:8001 ", f"127.0.0.1:{workers[0]} "),
            ("127.0.0.1:8002 ", f"127.0.0.1:{workers[1]} "),
            ("    server_tokens", f"    {_temporary_paths(folder)}\n    server_tokens"),
        ):
            assert text.count(what) == 1, what
            text = text.replace(what, ours)
        # As many as this user may have.
        text = re.sub(r"(worker_rlimit_nofile|worker_connections) \d+;", r"\1 4096;", text)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")

    def command(self) -> list[str]:
        nginx = system.need_binary("nginx")
        return [
            nginx,
            "-p",
            str(self.folder),
            "-c",
            str(self.folder / "nginx.conf"),
            "-e",
            "stderr",
        ]


def _temporary_paths(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


class Postgres(Program):
    """Its files outlive it. PostgreSQL refuses to run as root, and to share a folder of root's."""

    @classmethod
    @contextmanager
    def made(cls) -> Iterator[Postgres]:
        folder = Path(tempfile.mkdtemp(prefix="quizapp-faults-"))
        try:
            yield cls(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [
                *(system.need_binary("initdb"), "-D", folder / "data", "-U", DATABASE),
                *("--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **self.options(),
        )

    def options(self) -> dict[str, Any]:
        if os.getuid() != 0:
            return {}
        return {"user": "postgres", "group": "postgres", "extra_groups": []}

    def command(self) -> list[str]:
        # Without fsync a killed server loses nothing: only a power cut would.
        settings = ("listen_addresses=127.0.0.1", "fsync=off", "unix_socket_directories=")
        options = [part for each in settings for part in ("-c", each)]
        postgres = system.need_binary("postgres")
        return [postgres, "-D", str(self.folder / "data"), "-p", str(self.port), *options]

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError), closing(self.connect("postgres")):
            return True
        return False

    def connect(self, database: str = DATABASE) -> psycopg.Connection[Any]:
        conninfo = f"host=127.0.0.1 port={self.port} user={DATABASE} dbname={database}"
        return psycopg.connect(conninfo, connect_timeout=1, autocommit=True)

    def make_database(self) -> None:
        with closing(self.connect("postgres")) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}".encode())

    @property
    def url(self) -> str:
        return f"postgresql://{DATABASE}@127.0.0.1:{self.port}/{DATABASE}"
