"""`quizapp serve` behind nginx, and clients that come back by themselves as the pages do."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Any, Self

from quizapp import config
from quizapp.rehearsal.wire import Payload, Wire, WireError
from quizapp.services.sign_in import SESSION_COOKIE
from tests.faults.programs import Nginx, Postgres, Redis
from tests.live_server import LiveServer, until, wait_for


class Cluster(LiveServer):
    """Two workers and what they need. Its address is nginx's."""

    def __init__(
        self, data_dir: Path, postgres: Postgres, redis: Redis, nginx: Nginx, ports: tuple[int, int]
    ) -> None:
        super().__init__(data_dir, port=nginx.port)
        self.postgres, self.redis, self.ports = postgres, redis, ports

    @staticmethod
    def two_ports() -> tuple[int, int]:
        """Two free ports, one after the other, as the workers take them."""
        while True:
            with ExitStack() as stack, suppress(OSError):
                first = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
                port = first.getsockname()[1]
                stack.enter_context(socket.create_server(("127.0.0.1", port + 1)))
                return port, port + 1

    def start(self) -> None:
        environment = {
            **{key: value for key, value in os.environ.items() if key not in config.VARIABLES},
            "QUIZAPP_DATA": str(self.data_dir),
            "DATABASE_URL": self.postgres.url,
            "QUIZAPP_REDIS_URL": self.redis.url,
            "QUIZAPP_TRUSTED_PROXIES": "1",
            "PYTHONUNBUFFERED": "1",
        }
        command = ["serve", "--workers", "2", "--port", str(self.ports[0]), "--demo"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "quizapp", *command, "--public-url", self.url],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=(self.data_dir.parent / "workers.log").open("wb"),
            text=True,
        )
        self.output = self._read_welcome()

    def worker_pids(self) -> list[int]:
        """The workers that run now."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(each) for each in children.split()]

    def kill_workers(self, number: int) -> None:
        """So many of them, by SIGKILL; their parent brings them back."""
        for pid in self.worker_pids()[:number]:
            os.kill(pid, signal.SIGKILL)

    def wait_for_workers(self) -> None:
        """Both answer."""
        wait_for(
            "both workers", lambda: all(self.figure(port, "connections") for port in self.ports)
        )

    def figure(self, port: int, name: str) -> dict[str, float]:
        """A worker's own figure, by its label's value; empty where the worker is away."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=2) as answer:
                lines = answer.read().decode().splitlines()
        except OSError:
            return {}
        found = [line for line in lines if line.startswith(f"quizapp_{name}{{")]
        return {line.split('"')[1]: float(line.rsplit(" ", 1)[1]) for line in found}


class Page:
    """A screen or a console: the latest of what it is sent; it comes back by itself."""

    def __init__(self, url: str, hello: dict[str, Any], **headers: str) -> None:
        self._url, self._hello, self._headers = url, hello, headers
        self._wire: Wire | None = None
        self._task: asyncio.Task[None] | None = None
        self._sent = 0
        self.state: Payload = {}
        self.crowd: Payload = {}
        self.notices: list[str] = []

    @classmethod
    async def screen(cls, cluster: Cluster, event_id: str, port: int | None = None) -> Self:
        """Through nginx, or at the worker on that port."""
        token = cluster.printed("Screen").rsplit("/", 1)[1]
        url = cluster.url if port is None else f"http://127.0.0.1:{port}"
        return await cls(url, _hello("screen", event_id, token)).open()

    @classmethod
    async def console(cls, cluster: Cluster, event_id: str) -> Self:
        cookie = f"{SESSION_COOKIE}={await asyncio.to_thread(cluster.sign_in)}"
        return await cls(cluster.url, _hello("moderator", event_id), Cookie=cookie).open()

    @classmethod
    async def phone(cls, url: str, event_id: str, token: str) -> Self:
        """A phone that has joined before."""
        return await cls(url, _hello("phone", event_id, token)).open()

    async def open(self) -> Self:
        self._task = asyncio.create_task(self._stay())
        await until("a first state", lambda: self.state)
        return self

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._wire is not None:
            await self._wire.close()

    @property
    def connected(self) -> bool:
        return self._wire is not None and not self._wire.closed.is_set()

    async def _stay(self) -> None:
        rng = Random(id(self))
        while "replaced" not in self.notices:
            with suppress(WireError):
                hello = {**self._hello, "rev": self.state.get("rev", 0)}
                self._wire = await Wire.open(self._url, hello, self._heard, **self._headers)
                await self._wire.closed.wait()
            await asyncio.sleep(rng.uniform(0.1, 1.0))

    def _heard(self, name: str, payload: Payload) -> None:
        if name == "state" and payload["rev"] >= self.state.get("rev", 0):
            self.state = payload
        elif name == "crowd":
            self.crowd = payload
        elif name == "notice":
            self.notices.append(payload["code"])

    def beat(self) -> str:
        """Of the round on stage."""
        return str((self.state.get("round") or {}).get("beat"))

    async def command(self, name: str, **arguments: Any) -> None:
        """Sent again until it is done, under the same id: a resend is harmless."""
        self._sent += 1
        stage = self.state["stage"]
        message = {"id": f"{id(self)}-{self._sent}", "name": name, "rev": stage["rev"]}
        message["args"] = {"floor_id": stage["floor_id"], **arguments}

        async def done() -> Payload | None:
            with suppress(WireError):
                if self._wire is not None:
                    return await self._wire.call("command", message)
            return None

        for _ in range(100):
            ack = await done()
            if ack is not None and ack.get("ok"):
                await self._sees(ack["seq"])
                return
            assert ack is None or ack.get("code") in ("not_saved", "busy"), (name, ack)
            await asyncio.sleep(0.1)
        raise AssertionError(f"{name} was never taken")

    async def _sees(self, seq: int) -> None:
        await until(f"the state {seq}", lambda: self.state["rev"] >= seq)

    async def step(self, beat: str) -> None:
        await self.command("next_step")
        await until(f"the beat {beat}", lambda: self.beat() == beat)


def _hello(audience: str, event_id: str, token: str | None = None) -> dict[str, Any]:
    hello = {"audience": audience, "event": event_id, "token": token}
    return {**hello, "floor": None, "lang": "en", "rev": 0}
