"""Who takes part in a measurement: light phones, a screen that counts, a moderator."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from functools import partial
from random import Random
from time import perf_counter
from typing import Any

from quizapp import protocol
from quizapp.domain.live.state import Phase
from quizapp.rehearsal.frames import FrameSocket

Payload = dict[str, Any]
FOR_NOW = frozenset({"busy", "not_saved", "slow_down"})
"""Refusals after which an answer is sent again."""
_STATE = f'42["{protocol.Out.STATE.value}",'
_ME = f'42["{protocol.Out.ME.value}",'
_CROWD = f'42["{protocol.Out.CROWD.value}",'


class States:
    """Parses each text once: all phones of a language are sent the same one."""

    def __init__(self) -> None:
        self._parsed: dict[str, Payload] = {}

    def read(self, frame: str) -> Payload:
        """The payload of a `state` frame."""
        known = self._parsed.get(frame)
        if known is None:
            if len(self._parsed) > 64:
                self._parsed.clear()
            known = self._parsed[frame] = json.loads(frame[len(_STATE) : -1])
        return known


class Member:
    """A socket that says who it is; acknowledgements by number."""

    def __init__(self, auth: Payload, cookie: str = "") -> None:
        self._auth = json.dumps(auth)
        self._cookie = cookie
        self._number = 0
        self._waiting: dict[int, Callable[[Payload, float], None]] = {}
        self.socket: FrameSocket | None = None
        self._received_before = 0
        self.began = 0.0
        self.refusal = ""

    async def connect(self, url: str) -> None:
        """Begin; raises OSError."""
        self.began = perf_counter()
        self.socket = await FrameSocket.open(url, self._frame, self._cookie)

    @property
    def received_bytes(self) -> int:
        """On all its lines so far."""
        return self._received_before + (self.socket.received_bytes if self.socket else 0)

    def hang_up(self) -> None:
        """Without a goodbye. What was not acknowledged never will be."""
        if self.socket is not None:
            self._received_before += self.socket.received_bytes
            self.socket.close()
            self.socket = None
        self._waiting.clear()

    def call(self, name: str, data: Payload, done: Callable[[Payload, float], None]) -> None:
        """Send an event; `done` gets its acknowledgement and when that came."""
        self._number += 1
        self._waiting[self._number] = done
        if self.socket is not None:
            self.socket.send(f"42{self._number}{json.dumps([name, data])}")

    async def ask(self, name: str, data: Payload) -> tuple[Payload, float]:
        """`call`, awaited."""
        came: asyncio.Future[tuple[Payload, float]] = asyncio.get_running_loop().create_future()
        self.call(name, data, lambda ack, at: came.set_result((ack, at)))
        return await came

    def heard(self, frame: str, at: float) -> None:
        """An event came: for those below."""

    def connected(self) -> None:
        """The server took us in: for those below."""

    def _frame(self, socket: FrameSocket, frame: str, at: float) -> None:
        kind = frame[:2]
        if kind == "42":
            self.heard(frame, at)
        elif kind == "43":
            start = frame.index("[")
            done = self._waiting.pop(int(frame[2:start]), None)
            if done is not None:
                done(json.loads(frame[start:])[0], at)
        elif frame[:1] == "2":
            socket.send("3" + frame[1:])
        elif frame[:1] == "0":
            socket.send("40" + self._auth)
        elif kind == "40":
            self.connected()
        elif kind == "44":
            self.refusal = frame[2:]
            socket.close()


def _auth(audience: protocol.Audience, event_id: str, token: str | None) -> Payload:
    return {
        "audience": audience.value,
        "event": event_id,
        "token": token,
        "floor": None,
        "lang": "en",
        "rev": 0,
    }


class LightPhone(Member):
    """Joins, keeps the moments at which it saw what, and answers when told to."""

    def __init__(self, event_id: str, name: str, rng: Random, states: States) -> None:
        super().__init__(_auth(protocol.Audience.PHONE, event_id, None))
        self._event_id = event_id
        self.name = name
        self._rng = rng
        self._states = states
        self.token = secrets.token_urlsafe(32)
        self.joined = asyncio.Event()
        self.first_state_s: float | None = None
        """From the TCP connect to the first `state`."""
        self.seen: dict[tuple[str, str], float] = {}
        """(round, beat) -> when it was first seen."""
        self.answer = ""
        self.acked_at: float | None = None
        self.sent_at: float | None = None
        self.refused = ""
        self.retries = 0
        self._asked: Callable[[], None] | None = None
        """Sends the answer that waits for its acknowledgement once more."""

    def connected(self) -> None:
        """In the door: join. Back again, it is known by its secret, and sends what it kept."""
        if self.first_state_s is not None:
            if self._asked is not None:
                self._asked()
            return
        wish = {"name": self.name, "language": "en", "token": self.token}
        self.call(protocol.In.JOIN.value, wish, self._in)

    def _in(self, ack: Payload, at: float) -> None:
        if ack.get("ok"):
            return
        if ack.get("code") in FOR_NOW:
            asyncio.get_running_loop().call_later(self._rng.uniform(0.2, 1.0), self.connected)
        else:
            self.refusal = str(ack.get("code"))
            self.joined.set()

    def heard(self, frame: str, at: float) -> None:
        """Only states tell something that is measured."""
        if not frame.startswith(_STATE):
            return
        if self.first_state_s is None:
            self.first_state_s = at - self.began
            self.joined.set()
        on = self._states.read(frame).get("round")
        if on is not None:
            self.seen.setdefault((on["id"], on["beat"]), at)

    def drop_out(self, url: str, away_s: float) -> None:
        """Lose the line, and come back after so long."""
        self.hang_up()
        self._auth = json.dumps(_auth(protocol.Audience.PHONE, self._event_id, self.token))
        asyncio.get_running_loop().call_later(away_s, self._come_back, url)

    def _come_back(self, url: str) -> None:
        """Until the server takes it in again."""
        loop = asyncio.get_running_loop()

        def arrived(coming: asyncio.Task[None]) -> None:
            if not coming.cancelled() and coming.exception() is not None:
                loop.call_later(self._rng.uniform(0.5, 1.5), self._come_back, url)

        self._coming = loop.create_task(self.connect(url))
        self._coming.add_done_callback(arrived)

    def give(self, round_id: str, options: list[str], done: Callable[[], None]) -> None:
        """Answer once, until it is acknowledged or refused for good; then `done`."""
        self.answer = self.answer or self._rng.choice(options)
        message = {"round": round_id, "number": 1, "answer": self.answer}
        if self.sent_at is None:
            self.sent_at = perf_counter()
        self._asked = partial(self.give, round_id, options, done)

        def came(ack: Payload, at: float) -> None:
            if self.acked_at is not None or self.refused:
                return  # sent twice, by who came back: it is acknowledged twice, and counts once
            if ack.get("ok"):
                self.acked_at, self._asked = at, None
                done()
            elif ack.get("code") in FOR_NOW:
                self.retries += 1
                wait_s = self._rng.uniform(0.2, 1.0)
                asyncio.get_running_loop().call_later(wait_s, self.give, round_id, options, done)
            else:
                self.refused, self._asked = str(ack.get("code")), None
                done()

        self.call(protocol.In.ANSWER.value, message, came)

    def forget_answer(self) -> None:
        """Ready for the next round."""
        self.answer, self.refused, self.retries = "", "", 0
        self.sent_at = self.acked_at = None


class CountingScreen(Member):
    """Keeps when it was told which count."""

    def __init__(self, event_id: str, token: str) -> None:
        super().__init__(_auth(protocol.Audience.SCREEN, event_id, token))
        self.counts: list[tuple[float, str | None, int]] = []

    def heard(self, frame: str, at: float) -> None:
        """Crowds: (when, round, answered)."""
        if frame.startswith(_CROWD):
            crowd = json.loads(frame[len(_CROWD) : -1])
            self.counts.append((at, crowd["round"], crowd["answered"]))


class LightModerator(Member):
    """A console without a face."""

    def __init__(self, event_id: str, cookie: str) -> None:
        super().__init__(_auth(protocol.Audience.MODERATOR, event_id, None), cookie)
        self.state: Payload = {}
        self.crowd: Payload = {}
        self._news = asyncio.Event()

    def heard(self, frame: str, at: float) -> None:
        """The latest state and crowd."""
        if frame.startswith(_STATE):
            self.state = json.loads(frame[len(_STATE) : -1])
        elif frame.startswith(_CROWD):
            self.crowd = json.loads(frame[len(_CROWD) : -1])
        self._news.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a state or a crowd that fulfils it."""
        while not condition():
            self._news.clear()
            await self._news.wait()

    async def command(self, name: str, **args: Any) -> float:
        """Carry out a command and wait until its state is here; when it was sent."""
        stage = self.state["stage"]
        message = {
            "id": secrets.token_urlsafe(16),
            "name": name,
            "args": {"floor_id": stage["floor_id"], **args},
            "rev": stage["rev"],
        }
        sent = perf_counter()
        ack, _ = await self.ask(protocol.In.COMMAND.value, message)
        if not ack.get("ok"):
            raise CommandFailed(f"{name}: {ack.get('code')}")
        await self.until(lambda: bool(self.state["rev"] >= ack["seq"]))
        return sent

    @property
    def beat(self) -> str:
        """Of the round on stage."""
        on = self.state.get("round") or {}
        return str(on.get("beat", ""))

    @property
    def round_id(self) -> str:
        """Of the round on stage."""
        return str((self.state.get("round") or {}).get("id", ""))

    def activity_id(self, kind: str) -> str:
        """The event's activity of that kind."""
        return next(
            str(each["id"])
            for line in self.state["run"]
            for each in line["activities"]
            if each["kind"] == kind
        )

    async def step_to(self, beat: Phase) -> float:
        """Step until the round on stage has that beat; when the last step was sent."""
        sent = perf_counter()
        while self.beat != beat:
            sent = await self.command("next_step")
        return sent


class CommandFailed(Exception):
    """A step of the measurement was refused."""
