"""A real server in a process of its own, and a moderator on a real socket."""

from __future__ import annotations

import asyncio
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, ClassVar, Self

from quizapp import config
from quizapp.domain.live.state import Phase
from quizapp.rehearsal.phone import Kept, Phone
from quizapp.rehearsal.room import event_of
from quizapp.rehearsal.wire import Payload, Wire
from quizapp.services.sign_in import SESSION_COOKIE

PATIENCE_S = 30.0


def free_port() -> int:
    """A port that is free now, so that a server can come back on the same one."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(what: str, condition: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
    """The first true value of `condition`; fails naming `what` when patience ends."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited {patience_s} s in vain for: {what}")


async def until(what: str, condition: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
    """As `wait_for`, for tests on an event loop."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if value := condition():
            return value
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited {patience_s} s in vain for: {what}")


@dataclass
class LiveServer:
    """`quizapp run` on a data folder. Use it as a context manager."""

    command: ClassVar[str] = "run"
    data_dir: Path
    async_mode: str = "eventlet"
    host: str = "127.0.0.1"
    listen: str | None = None
    """Where it listens, `host` where None; phones on the LAN take a host and "0.0.0.0" here."""
    public_url: str | None = None
    """What it says its address is, `url` where None."""
    arguments: tuple[str, ...] = ()
    program: tuple[str, ...] = (sys.executable, "-m", "quizapp")
    folder: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    output: str = ""
    _process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it says that it runs."""
        environment = {
            **{key: value for key, value in os.environ.items() if key not in config.VARIABLES},
            "QUIZAPP_DATA": str(self.data_dir),
            "QUIZAPP_ASYNC": self.async_mode,
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }
        self._process = subprocess.Popen(
            [
                *(*self.program, self.command),
                *("--host", self.listen or self.host, "--port", str(self.port)),
                *("--public-url", self.public_url or self.url),
                *self.arguments,
            ],
            env=environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = self._read_welcome()

    def _read_welcome(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        lines: list[str] = []
        for line in self._process.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                return "".join(lines)
        raise AssertionError("the server did not start:\n" + "".join(lines))

    def kill(self) -> None:
        """SIGKILL: as a power cut for the process."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM, a clean end; the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number: int) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(number)
        try:
            code = process.wait(PATIENCE_S)
        finally:
            process.kill()
        assert process.stdout is not None
        self.output += process.stdout.read()
        process.stdout.close()
        return code

    def printed(self, label: str) -> str:
        """The first address printed behind a label such as `Screen`, where it is really reached."""
        found = re.search(rf"^\s+{label}\s+(\S+)", self.output, re.MULTILINE)
        assert found, f"no line {label!r} in:\n{self.output}"
        return found[1].replace(self.public_url or self.url, self.url, 1)

    @property
    def code(self) -> str:
        """The demo event's join code."""
        return self.printed("Phones").rsplit("/", 1)[1]

    def event_id(self) -> str:
        """The demo event's id, as the phone's page is told."""
        return str(event_of(self.url, self.code)["event_id"])

    def sign_in(self) -> str:
        """Use the printed one-time link; the session cookie's value."""
        jar = http.cookiejar.CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), _StayHere())
        link = self.printed("Moderator")
        with browser.open(link, timeout=PATIENCE_S) as page:
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
        assert token, "the sign-in page has no form"
        form = urllib.parse.urlencode({"csrf_token": token[1]}).encode()
        with suppress(urllib.error.HTTPError):  # 303 to the console
            browser.open(link, data=form, timeout=PATIENCE_S)
        return next(str(cookie.value) for cookie in jar if cookie.name == SESSION_COOKIE)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """The cookie is what is wanted, not the page behind it."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Moderator:
    """A console without a face: the latest state, and commands."""

    def __init__(self, server: LiveServer, event_id: str, cookie: str) -> None:
        self._server = server
        self._event_id = event_id
        self._cookie = cookie
        self._wire: Wire | None = None
        self._sent = 0
        self.state: Payload = {}
        self.crowd: Payload = {}
        self.tally: Payload = {}

    async def connect(self) -> Self:
        """Connect, or connect again after the server was away."""
        auth = {
            "audience": "moderator",
            "event": self._event_id,
            "token": None,
            "floor": None,
            "lang": "en",
            "rev": 0,
        }
        cookie = f"{SESSION_COOKIE}={self._cookie}"
        self._wire = await Wire.open(self._server.url, auth, self._heard, Cookie=cookie)
        await until("the moderator's state", lambda: self.state)
        return self

    async def close(self) -> None:
        """Hang up."""
        if self._wire is not None:
            await self._wire.close()

    def _heard(self, name: str, payload: Payload) -> None:
        if name in ("state", "crowd", "tally"):
            setattr(self, name, payload)

    async def command(self, name: str, **arguments: Any) -> Payload:
        """Send a command about the first floor; the acknowledgement."""
        assert self._wire is not None
        self._sent += 1
        message = {
            "id": f"{id(self)}-{self._sent}-{time.monotonic_ns()}",
            "name": name,
            "args": {"floor_id": self.state["stage"]["floor_id"], **arguments},
            "rev": self.state["stage"]["rev"],
        }
        return await self._wire.call("command", message)

    async def do(self, name: str, **arguments: Any) -> None:
        """A command that must succeed; returns once the state shows it."""
        ack = await self.command(name, **arguments)
        assert ack.get("ok"), (name, ack)
        await until(f"the state after {name}", lambda: self.state["rev"] >= ack["seq"])

    async def next(self, beat: Phase | None = None) -> None:
        """The next step; with `beat`, wait until the round is there."""
        await self.do("next_step")
        if beat is not None:
            await self.reaches(beat)

    async def reaches(self, beat: Phase) -> None:
        """Wait until the round on stage has this beat."""
        await until(f"the beat {beat}", lambda: (self.state["round"] or {}).get("beat") == beat)

    def activity(self, title: str) -> str:
        """The id of an activity on the run sheet."""
        for line in self.state["run"]:
            for each in line["activities"]:
                if each["title"] == title:
                    return str(each["id"])
        raise AssertionError(f"no activity {title!r}")


class HeldPhone(Phone):
    """A phone whose owner has chosen, and taps when the test says so."""

    def __init__(self, url: str, event_id: str, name: str, rng: Random) -> None:
        super().__init__(url, event_id, name, rng)
        self.tap = asyncio.Event()

    async def _answer_later(self, kept: Kept, again: Any = None) -> None:
        await self.tap.wait()
        await self._send(kept)

    def sees(self, round_id: str) -> bool:
        """Whether it shows this round, open, on a live connection."""
        on = self.state.get("round") or {}
        return self._wire is not None and on.get("id") == round_id and on["beat"] == Phase.OPEN

    def at(self, round_id: str) -> Kept:
        """Its answer in the round."""
        return self.answers[round_id]
