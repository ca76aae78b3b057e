"""`quizapp serve`: workers behind a proxy, each a process of its own, watched and brought back.

The parent serves nobody. It starts each worker anew from the program's own file (never by a fork),
brings back whoever dies, passes a SIGTERM on, and renews them one by one at a SIGHUP, so that an
upgrade leaves the room standing.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import click

from quizapp import runtime
from quizapp.addresses import public_addresses
from quizapp.app import compose
from quizapp.config import ConfigError, Settings
from quizapp.desk import ADDRESS_FILE, exclusive, open_desk
from quizapp.serving import welcome

READY_WITHIN_S = 90.0
"""A busy machine imports slowly; a worker that fails says so much sooner."""
STOP_WITHIN_S = 15.0
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 15.0
PROVEN_AFTER_S = 30.0
"""Who has lived for so long and dies comes back after the first pause again."""
LOOK_EVERY_S = 0.1


class WorkerFailed(ConfigError):
    """A worker did not come up; it has said why itself."""


def serve_workers(settings: Settings, *, demo: bool) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises what `quizapp.cli.one_line` turns into a line."""
    _check(settings)
    with exclusive(settings):
        with open_desk(settings, locked=True) as desk:
            if demo:
                desk.load_demo()
        addresses = public_addresses(settings.public_urls, settings.port)
        supervisor = Supervisor(
            [_Worker(port, _command(settings, port)) for port in _ports(settings)]
        )
        address_file = settings.data_dir / ADDRESS_FILE
        with supervisor.running():
            address_file.write_text(addresses[0], encoding="utf-8")
            try:
                click.echo(_welcome(settings, addresses))
                supervisor.watch()
            finally:
                address_file.unlink(missing_ok=True)
        click.echo("Stopped. Open rounds go on at the next start.")


def _check(settings: Settings) -> None:
    if settings.workers > 1 and settings.database_url is None:
        raise ConfigError(
            "more than one worker needs PostgreSQL (DATABASE_URL): SQLite is for one process"
        )
    if settings.workers > 1 and not settings.public_urls:
        raise ConfigError(
            "more than one worker needs QUIZAPP_PUBLIC_URL: behind a proxy no worker knows its address"
        )


def _ports(settings: Settings) -> range:
    return range(settings.port, settings.port + settings.workers)


def _command(settings: Settings, port: int) -> list[str]:
    urls = [part for url in settings.public_urls for part in ("--public-url", url)]
    return [
        *(sys.executable, "-m", "quizapp", "work"),
        *("--data", str(settings.data_dir), "--host", settings.host, "--port", str(port)),
        *urls,
    ]


def _welcome(settings: Settings, addresses: tuple[str, ...]) -> str:
    phones = runtime.raise_file_limit() * settings.workers
    program = compose(settings, addresses, phones)
    ports = ", ".join(map(str, _ports(settings)))
    with closing(program.database):
        many = "worker" if settings.workers == 1 else "workers"
        headline = (
            f"quizapp is running: {settings.workers} {many} on {settings.host}, port {ports}."
        )
        return welcome(program, headline, phones)


@dataclass(slots=True)
class _Worker:
    """One place for a worker, and the process that fills it now."""

    port: int
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause_s: float = FIRST_PAUSE_S
    due_at: float = 0.0
    """When it is to be started again."""

    def start(self) -> None:
        # Its standard input ends with us, and it with that: no worker outlives a killed parent.
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE)  # noqa: S603 - our own
        self.started_at = monotonic()

    def ended(self) -> int | None:
        """How it ended, once; its next start is due then."""
        code = None if self.process is None else self.process.poll()
        if code is None:
            return None
        self.process = None
        now = monotonic()
        if now - self.started_at >= PROVEN_AFTER_S:
            self.pause_s = FIRST_PAUSE_S
        self.due_at, self.pause_s = now + self.pause_s, min(2 * self.pause_s, LONGEST_PAUSE_S)
        return code

    def answers(self) -> bool:
        """Whether it lets somebody in."""
        host = self.command[self.command.index("--host") + 1]
        own = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104 - compared
        host = f"[{own}]" if ":" in own else own
        try:
            with urlopen(f"http://{host}:{self.port}/healthz", timeout=2):
                return True
        except (URLError, OSError):
            return False

    def stop(self, within_s: float) -> None:
        """Ask it to end, and see to it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, within_s))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


class Supervisor:
    """Keeps the workers running."""

    def __init__(self, workers: Sequence[_Worker]) -> None:
        self._workers = workers
        self._wake = threading.Event()
        self._stopping = False
        self._renewing = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """All of them, from when the last one lets people in. Raises `WorkerFailed`."""
        with self._signals():
            try:
                for worker in self._workers:
                    worker.start()
                for worker in self._workers:
                    self._wait_ready(worker)
                yield
            finally:
                self._stop_all()

    def watch(self) -> None:
        """Bring back whoever dies, until a signal says that it is enough."""
        while not self._stopping:
            self._wake.wait(LOOK_EVERY_S)
            self._wake.clear()
            if self._renewing:
                self._renewing = False
                self._renew()
            for worker in self._workers:
                self._look_at(worker)

    def _look_at(self, worker: _Worker) -> None:
        code = worker.ended()
        if code is not None:
            pause_s = worker.due_at - monotonic()
            _say(f"worker {worker.port} ended ({_how(code)}); it comes back in {pause_s:.1f} s")
        if worker.process is None and monotonic() >= worker.due_at and not self._stopping:
            worker.start()

    def _renew(self) -> None:
        """One after the other; where a new one does not come up, the rest stay as they are."""
        for worker in self._workers:
            if self._stopping:
                return
            _say(f"worker {worker.port} is renewed")
            if worker.process is not None:
                worker.process.terminate()
                worker.stop(STOP_WITHIN_S)
            worker.start()
            try:
                self._wait_ready(worker)
            except WorkerFailed as error:
                _say(f"{error}; the others go on as they are")
                return

    def _wait_ready(self, worker: _Worker) -> None:
        until = monotonic() + READY_WITHIN_S
        while not worker.answers():
            if self._stopping:
                return
            if worker.process is None or worker.process.poll() is not None:
                raise WorkerFailed(f"the worker on port {worker.port} ended at its start")
            if monotonic() > until:
                raise WorkerFailed(
                    f"the worker on port {worker.port} does not answer after {READY_WITHIN_S:g} s"
                )
            sleep(LOOK_EVERY_S)

    def _stop_all(self) -> None:
        """All at once: each tells its phones, writes what waits, and ends."""
        for worker in self._workers:
            if worker.process is not None:
                worker.process.terminate()
        until = monotonic() + STOP_WITHIN_S
        for worker in self._workers:
            worker.stop(until - monotonic())

    @contextmanager
    def _signals(self) -> Iterator[None]:
        wanted: dict[str, Callable[..., None]] = {
            "SIGTERM": self._stop,
            "SIGINT": self._stop,
            "SIGHUP": self._begin_anew,
        }
        before = {
            number: signal.signal(number, handler)
            for name, handler in wanted.items()
            if (number := getattr(signal, name, None)) is not None  # Windows has no SIGHUP
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, *_: object) -> None:
        self._stopping = True
        self._wake.set()

    def _begin_anew(self, *_: object) -> None:
        self._renewing = True
        self._wake.set()


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"


def _say(text: str) -> None:
    click.echo(f"quizapp: {text}", err=True)
