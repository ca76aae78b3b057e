"""What eventlet's server leaves open: a client that sends without a pause, or drips.

A read that finds data never leaves the loop, so one laptop that keeps its socket full would have
the whole process to itself; and a request of which a byte comes now and then would hold its place
for ever.
"""

from time import monotonic
from typing import Any, Final

import eventlet
import eventlet.greenio
import eventlet.hubs

from quizapp.runtime import patience
from quizapp.runtime.twin import WsgiApp

TURN_S: Final = 0.005
"""How long one client may be read before the others are let in."""

BYTES_PER_SECOND: Final = 16 * 1024
BURST_BYTES: Final = 64 * 1024
"""Of one WebSocket. A phone sends some hundred bytes now and then."""

_NOTHING_YET: Final = object()


class Client(eventlet.greenio.GreenSocket):  # type: ignore[misc]  # eventlet has no types
    """An accepted connection that gives way to the others, and as a WebSocket is paced.

    Who sends too much is read late: TCP makes him wait, and nobody else. A listening socket of this
    class accepts clients of this class.
    """

    def __init__(self, real_socket: Any) -> None:
        super().__init__(real_socket)
        self._turn_began = monotonic()
        self._paced = False
        self._allowance = float(BURST_BYTES)
        self._counted_at = 0.0
        self._due: float | None = None
        """Until when the request's headers (then its body) must be here; None before its first byte."""

    def pace(self) -> None:
        """From now on; not for HTTP, where a proxy sends many clients' requests on one line."""
        self._paced, self._counted_at = True, monotonic()
        self._due = None

    def headers_are_here(self) -> None:
        """The application has the request; what is read from now on is its body."""
        self._due = monotonic() + patience.BODY_S

    def request_is_over(self) -> None:
        """What comes next is another one."""
        self._due = None

    def give_way(self) -> None:
        """Let the others run, where this one has had its turn."""
        if monotonic() - self._turn_began > TURN_S:
            eventlet.sleep(0)
            self._turn_began = monotonic()

    def recv(self, bufsize: int, flags: int = 0) -> bytes:
        self.give_way()
        self._hurry()
        data: bytes = super().recv(bufsize, flags)
        self._pay(len(data))
        return data

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        self.give_way()
        self._hurry()
        received: int = super().recv_into(buffer, nbytes, flags)
        self._pay(received)
        return received

    def gulp(self, most: int, *, patient: bool, timeout: float | None) -> bytes:
        """Whatever has come, at most so many bytes; nothing where the other side has ended.

        `patient` waits before it looks, where nothing is to be expected yet.
        """
        if not patient:
            self.give_way()
        data: Any = _NOTHING_YET
        while data is _NOTHING_YET:
            if patient:
                self._wait_for_more(timeout)
            data, patient = self._look(most), True
        self._pay(len(data))
        return bytes(data)

    def _look(self, most: int) -> Any:
        try:
            return self.fd.recv(most)
        except BlockingIOError:
            return _NOTHING_YET
        except OSError:
            return b""

    def _wait_for_more(self, timeout: float | None) -> None:
        try:
            self._trampoline(self.fd, read=True, timeout=timeout, timeout_exc=TimeoutError)
        except eventlet.hubs.IOClosed as error:
            raise EOFError from error
        self._turn_began = monotonic()

    def _read_trampoline(self) -> None:
        super()._read_trampoline()
        self._turn_began = monotonic()  # it has waited: what follows is a turn of its own

    def _hurry(self) -> None:
        """Raises TimeoutError where the request takes too long: the connection ends by it."""
        if self._due is not None and monotonic() > self._due:
            raise TimeoutError("the request took too long")

    def _pay(self, received: int) -> None:
        if not self._paced:
            if self._due is None:
                self._due = monotonic() + patience.REQUEST_S
            else:
                self._due += received / patience.SLOWEST_BODY
            return
        now = monotonic()
        gained = (now - self._counted_at) * BYTES_PER_SECOND
        self._allowance = min(BURST_BYTES, self._allowance + gained) - received
        self._counted_at = now
        if self._allowance < 0:
            eventlet.sleep(-self._allowance / BYTES_PER_SECOND)


def fair(app: WsgiApp) -> WsgiApp:
    """Requests that lie in the buffer already don't read: let the others in between them, too."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Any:
        client = environ["eventlet.input"].get_socket()
        client.give_way()
        client.headers_are_here()
        if environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            client.pace()
        return app(environ, start_response)

    return wrapped
