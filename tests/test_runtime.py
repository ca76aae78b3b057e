import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any, get_args

import pytest
import websocket

from quizapp import runtime
from quizapp.runtime import sockets
from tests.runtime_programs import FLOOD

ROOT = Path(__file__).parent.parent
MODES = get_args(runtime.Mode)
GREEN = [mode for mode in MODES if mode != "threading"]
CONNECTIONS = 1200  # eventlet's own limit is 1,024


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def run(mode: str, program: str) -> Any:
    """What a program of runtime_programs.py returns under a twin."""
    ended = subprocess.run(
        _command(mode, program), cwd=ROOT, check=False, capture_output=True, timeout=30
    )
    assert (ended.returncode, ended.stderr.decode()) == (0, "")
    return json.loads(ended.stdout)


def _command(mode: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.runtime_programs", mode, *arguments]


class Server:
    def __init__(
        self,
        mode: str,
        port: int = 0,
        prepare: Callable[[], None] | None = None,
        program: str = "server",
    ) -> None:
        self.process = subprocess.Popen(
            _command(mode, program, str(port)),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=prepare,  # noqa: PLW1509 - nothing else runs in this process then
        )
        self.first = self.said()

    def said(self) -> Any:
        stdout = self.process.stdout
        assert stdout is not None
        return json.loads(stdout.readline())

    def get(self, path: str = "/", **headers: str) -> dict[str, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.first}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            body: dict[str, str] = json.load(response)
            return body

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.first), timeout=10)

    def stderr(self) -> str:
        stderr: IO[bytes] | None = self.process.stderr
        assert stderr is not None
        return stderr.read().decode()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    with ExitStack() as stack:

        def start_one(*arguments: Any, **options: Any) -> Server:
            server = Server(*arguments, **options)
            stack.callback(server.close)
            return server

        yield start_one


def test_tasks_end_wherever_they_were_started(mode: str) -> None:
    assert run(mode, "tasks") == {
        "ended": [True, True, True],
        "seen": ["from the loop", "from a worker"],
        "endless": False,
    }


def test_event_wakes_all_who_wait_also_from_a_worker(mode: str) -> None:
    assert run(mode, "events") == {
        "timed_out": False,
        "woken": 100,
        "ended": True,
        "cleared": False,
        "set": True,
        "at_once": True,
    }


@pytest.mark.parametrize("mode", GREEN)
def test_event_refuses_to_be_waited_for_in_a_worker(mode: str) -> None:
    assert run(mode, "wait_in_a_worker") == "an Event can be waited for in the loop only"


def test_lock_excludes_tasks(mode: str) -> None:
    assert run(mode, "locks") == {"ended": True, "most": 1}


def test_blocking_jobs_leave_the_loop_and_other_workers_free(mode: str) -> None:
    assert run(mode, "blocking") == {"meanwhile": ["slow", "own"], "ended": True, "opened": 20}


def test_worker_returns_what_the_job_returns_or_raises(mode: str) -> None:
    results = run(mode, "results")
    assert mode == "threading" or results["order"] == list(range(50))
    assert results == {
        "order": results["order"],
        "value": [3, 1],
        "keyword": 3,
        "error": "from the job",
        "context": "none",
        "nested": 7,
        "slept": None,
        "other_thread": mode != "threading",
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_cleanly_on_a_signal_with_a_phone_connected(
    mode: str, number: signal.Signals, start: Callable[..., Server]
) -> None:
    server = start(mode)
    assert server.get()["REQUEST_METHOD"] == "GET"
    phone = websocket.create_connection(
        f"ws://127.0.0.1:{server.first}/socket.io/?EIO=4&transport=websocket", timeout=10
    )
    assert str(phone.recv()).startswith("0{")
    server.process.send_signal(number)
    assert (server.said(), server.said()) == ("stopping", "stopped")
    assert (server.process.wait(10), server.stderr()) == (0, "")
    with pytest.raises(OSError, match=r"."):
        server.connect()


def test_serve_ends_when_asked_from_a_worker(mode: str, start: Callable[..., Server]) -> None:
    server = start(mode)
    assert server.get("/stop")["PATH_INFO"] == "/stop"
    assert (server.said(), server.said()) == ("stopping", "stopped")
    assert server.process.wait(10) == 0


def test_serve_lets_nobody_negotiate_compression(mode: str, start: Callable[..., Server]) -> None:
    server = start(mode)
    offer = {"Sec-WebSocket-Extensions": "permessage-deflate"}
    assert "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in server.get(**offer)
    phone = websocket.create_connection(
        f"ws://127.0.0.1:{server.first}/socket.io/?EIO=4&transport=websocket",
        timeout=10,
        header=offer,
    )
    assert "sec-websocket-extensions" not in (phone.getheaders() or {})
    phone.close()


def test_serve_refuses_a_port_in_use(mode: str, start: Callable[..., Server]) -> None:
    port = start(mode).first
    second = start(mode, port)
    assert second.first == (
        f"port {port} is in use by another program; stop it or choose another with --port"
    )
    assert (second.process.wait(10), second.stderr()) == (0, "")


def test_serve_survives_running_out_of_files(mode: str, start: Callable[..., Server]) -> None:
    resource = pytest.importorskip("resource")
    server = start(mode, prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    crowd = [server.connect() for _ in range(100)]
    for connection in crowd:
        connection.close()
    assert server.get()["REQUEST_METHOD"] == "GET"


@pytest.mark.parametrize("mode", GREEN)
def test_serve_takes_more_phones_than_eventlet_would(
    mode: str, start: Callable[..., Server]
) -> None:
    if runtime.raise_file_limit() < CONNECTIONS:
        pytest.skip("the system grants too few files")
    server = start(mode)
    with ExitStack() as stack:
        for _ in range(CONNECTIONS):
            stack.enter_context(server.connect()).sendall(b"GET / HTTP/1.1\r\n")
        assert server.get()["REQUEST_METHOD"] == "GET"


def _line(server: Server) -> websocket.WebSocket:
    address = f"ws://127.0.0.1:{server.first}/socket.io/?EIO=4&transport=websocket"
    return websocket.create_connection(address, timeout=10)


def _send_for_ever(line: socket.socket, what: bytes) -> None:
    with suppress(OSError):
        while True:
            line.sendall(what)


def _read_for_ever(line: socket.socket) -> None:
    with suppress(OSError):
        while line.recv(1 << 20):
            pass


@pytest.mark.parametrize("what", ["frames", "requests"])
def test_serve_gives_nobody_the_process_to_himself(start: Callable[..., Server], what: str) -> None:
    server = start("eventlet")
    line = _line(server).sock if what == "frames" else server.connect()
    assert line is not None
    once = websocket.ABNF.create_frame("3", websocket.ABNF.OPCODE_TEXT).format()
    if what == "requests":
        once = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    for task in (_read_for_ever, lambda each: _send_for_ever(each, once * 1000)):
        threading.Thread(target=task, args=(line,), daemon=True).start()
    time.sleep(0.5)
    waits = []
    for _ in range(5):
        began = time.monotonic()
        server.get()
        waits.append(time.monotonic() - began)
    line.close()
    assert max(waits) < 5


def _was_cut(phone: websocket.WebSocket) -> bool:
    """The word of goodbye may be lost with what was still on the way."""
    try:
        frame = phone.recv_frame()  # type: ignore[no-untyped-call]  # its only way to a frame
    except (ConnectionError, websocket.WebSocketConnectionClosedException):
        return True
    return frame is not None and frame.opcode == websocket.ABNF.OPCODE_CLOSE


@pytest.mark.parametrize(("size", "pieces"), [(20_000, 2), (0, 1100)])
def test_serve_takes_no_endless_message(
    start: Callable[..., Server], size: int, pieces: int
) -> None:
    phone = _line(start("eventlet"))
    assert str(phone.recv()).startswith("0{")
    abnf = websocket.ABNF
    with suppress(OSError):
        phone.send_frame(abnf.create_frame("x", abnf.OPCODE_TEXT, fin=0))
        for _ in range(pieces):
            phone.send_frame(abnf.create_frame("x" * size, abnf.OPCODE_CONT, fin=0))
    assert _was_cut(phone)


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
BODY = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n"


def _seconds_until_cut(line: socket.socket, drip: bytes = b"") -> float:
    """How long the server bears a client that sends a byte now and then, or nothing."""
    began = time.monotonic()
    line.settimeout(0.05)
    while time.monotonic() - began < 10:
        try:
            if not line.recv(1 << 16):
                break
        except TimeoutError:
            if drip:
                with suppress(OSError):
                    line.sendall(drip)
        except OSError:
            break
    return time.monotonic() - began


def test_serve_bears_nobody_who_says_nothing(mode: str, start: Callable[..., Server]) -> None:
    server = start(mode, program="hasty_server")
    silent, kept = server.connect(), server.connect()
    kept.sendall(HEAD + b"\r\n")
    assert _seconds_until_cut(silent) < 5
    assert _seconds_until_cut(kept) < 5, "nor who said something once"
    assert server.get()["REQUEST_METHOD"] == "GET"


@pytest.mark.parametrize(
    ("mode", "what"), [("eventlet", HEAD), ("gevent", HEAD), ("eventlet", BODY)], ids=str
)
def test_serve_bears_no_request_that_drips(
    mode: str, what: bytes, start: Callable[..., Server]
) -> None:
    server = start(mode, program="hasty_server")
    line = server.connect()
    line.sendall(what)
    assert _seconds_until_cut(line, drip=b"X-Y: z\r\n") < 5
    assert server.get()["REQUEST_METHOD"] == "GET"


@pytest.mark.parametrize("mode", GREEN)
def test_serve_gives_each_request_on_a_line_its_own_time(
    mode: str, start: Callable[..., Server]
) -> None:
    server = start(mode, program="hasty_server")
    line = http.client.HTTPConnection("127.0.0.1", server.first, timeout=10)
    line.connect()
    first = line.sock
    for _ in range(4):
        time.sleep(0.2)
        line.request("GET", "/")
        assert line.getresponse().read()
        assert line.sock is first


def test_entry_point_patches_before_it_imports_what_uses_sockets() -> None:
    program = "import sys, quizapp.__main__; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    modules = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    early = {"ssl", "flask", "werkzeug", "sqlalchemy", "socketio", "engineio", "http.client"}
    assert early.intersection(modules.split()) == set()


def test_patch_refuses_an_unknown_mode() -> None:
    with pytest.raises(ValueError, match="'asyncio' is none of eventlet, gevent, threading"):
        runtime.patch("asyncio")  # type: ignore[arg-type]


def test_default_twin_is_threading() -> None:
    assert runtime.async_mode() == "threading"


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("192.0.2.1", 0, "cannot listen on 192.0.2.1:0: "),
        ("no such host", 0, "cannot listen on no such host:0: "),
    ],
)
def test_listen_says_what_is_wrong_in_one_line(host: str, port: int, message: str) -> None:
    with pytest.raises(runtime.ListenError) as caught:
        sockets.listen(host, port, backlog=1)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


class FileLimits:
    """Stands in for the module `resource`: a system that grants up to `most` files."""

    RLIMIT_NOFILE = 7
    RLIM_INFINITY = -1

    def __init__(self, soft: int, hard: int, most: int) -> None:
        self.soft, self.hard, self.most = soft, hard, most

    def getrlimit(self, _which: int) -> tuple[int, int]:
        return self.soft, self.hard

    def setrlimit(self, _which: int, limits: tuple[int, int]) -> None:
        if limits[0] > self.most:
            raise ValueError("current limit exceeds maximum limit")
        self.soft = limits[0]


@pytest.mark.parametrize(
    ("soft", "hard", "most", "expected_soft"),
    [
        (1024, 20000, 20000, 20000),
        (20000, 20000, 20000, 20000),
        (256, -1, 61440, 61440),  # macOS
        (256, -1, 100, 256),
        (30000, -1, 24576, 30000),
    ],
)
def test_file_limit_is_raised_as_far_as_it_goes(
    soft: int, hard: int, most: int, expected_soft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = FileLimits(soft, hard, most)
    monkeypatch.setitem(sys.modules, "resource", limits)
    assert runtime.raise_file_limit() == max(0, expected_soft - 256)
    assert limits.soft == expected_soft


def test_file_limit_on_windows_is_what_select_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert runtime.raise_file_limit() == runtime.WINDOWS_PHONES == 400


def _said(phone: websocket.WebSocket) -> tuple[int, str]:
    """The next frame: its opcode and its text."""
    frame = phone.recv_frame()  # type: ignore[no-untyped-call]  # its only way to a frame
    return frame.opcode, frame.data.decode(errors="replace")


def _joined(server: Server, **options: Any) -> websocket.WebSocket:
    phone = websocket.create_connection(
        f"ws://127.0.0.1:{server.first}/socket.io/?EIO=4&transport=websocket",
        timeout=10,
        **options,
    )
    assert str(phone.recv()).startswith("0{")
    phone.send("40")
    assert str(phone.recv()).startswith("40{")
    return phone


def test_light_server_brings_all_to_a_line_that_was_full(start: Callable[..., Server]) -> None:
    server = start("eventlet", program="light_server")
    stays = _joined(server)
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]
    phone = _joined(server, sockopt=small, cookie="a=b")
    phone.send('420["environ"]')
    assert phone.recv() == '430[{"HTTP_COOKIE":"a=b"}]'
    phone.send('421["flood"]')
    told, pongs = [_said(phone)], list[tuple[int, str]]()
    phone.ping("in the midst")  # asked while a frame is half on the line
    while told[-1][1][:3] != "431":
        opcode, text = _said(phone)
        (pongs if opcode == websocket.ABNF.OPCODE_PONG else told).append((opcode, text))
    expected = [[number, str(number % 10) * 30_000] for number in range(FLOOD)]
    assert [json.loads(text[2:])[1] for _, text in told[:-1]] == expected
    assert told[-1][1] == f"431[{FLOOD}]"
    assert [text for _, text in pongs or [_said(phone)]] == ["in the midst"]
    phone.send('422["leave"]')
    assert [_said(phone)[1] for _ in range(3)] == ['42["n","goodbye"]', "432[]", "41"]
    assert server.said() == "server disconnect"
    server.get("/stop")  # ends who is connected still, without a word in the log
    assert server.said() == "stopping"
    assert _was_cut(stays)
    assert "Traceback" not in server.stderr()


def test_light_server_asks_all_whether_they_are_there(start: Callable[..., Server]) -> None:
    server = start("eventlet", program="hasty_light_server")
    alive, mute = _joined(server), _joined(server)
    for _ in range(3):
        assert alive.recv() == "2"
        alive.send("3")
    assert _said(mute)[1] == "2"
    assert server.said() == "ping timeout"
    assert _was_cut(mute)
