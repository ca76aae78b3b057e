"""A simulated phone: joins, answers what opens, keeps what is not acknowledged, comes back."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from quizapp import protocol
from quizapp.domain.live.state import Phase
from quizapp.domain.questions import question_type
from quizapp.rehearsal.wire import Payload, Refusal, Wire, WireError

FINAL_CODES = frozenset(
    {
        "round_closed",
        "answer_final",
        "bad_answer",
        "removed",
        "not_found",
        "no_seat",
        "observer",
        "vote_held",
    }
)
"""Refusals after which an answer is not sent again."""


@dataclass(slots=True)
class Kept:
    """An answer of this phone: sent, and acknowledged or not."""

    round_id: str
    number: int
    answer: Any
    acked: bool = False
    refused: str = ""
    sendings: int = 0


@dataclass(frozen=True, slots=True)
class Temper:
    """How a phone behaves. Times in seconds."""

    slowest_s: float = 5.0
    """It answers at a random moment up to this long after the opening."""
    silent: float = 0.0
    """Share of questions that it leaves unanswered."""
    doubtful: float = 0.0
    """Share of answers that it thinks over and changes, where that is allowed."""
    restless: float = 0.0
    """Share of questions during which it loses its connection, and comes back."""
    longest_away_s: float = 12.0


PEOPLE = Temper(slowest_s=8.0, silent=0.05, doubtful=0.2, restless=0.08)
"""As a hall of people is. That they err needs no setting: they guess."""


class Phone:
    """One participant. `run` until `stop`; `answers` is what it knows of its own answers."""

    def __init__(
        self,
        url: str,
        event_id: str,
        name: str,
        rng: Random,
        temper: Temper | None = None,
        language: str = "en",
        team_id: str | None = None,
    ) -> None:
        self._url = url
        self._event_id = event_id
        self._name = name
        self._rng = rng
        self._language = language
        self._team_id = team_id
        self._temper = temper or Temper()
        self._wire: Wire | None = None
        self._away_s = 0.0
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.token = secrets.token_urlsafe(32)
        self.inside = False
        self.state: Payload = {}
        self.me: Payload = {}
        self.answers: dict[str, Kept] = {}
        self._passed: set[str] = set()
        """Rounds that it lets pass."""

    async def run(self) -> None:
        """Stay joined until stopped; every broken connection is made anew within two seconds."""
        while not self._stopping.is_set():
            try:
                await self._session()
            except Refusal as error:
                if error.code in ("removed", "not_found"):
                    return
                if error.code == "unknown_participant":
                    self.inside = False
            except WireError:
                pass
            away_s, self._away_s = self._away_s or self._rng.uniform(0.1, 2.0), 0.0
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), away_s)

    async def stop(self) -> None:
        """Hang up for good."""
        self._stopping.set()
        for task in self._tasks:
            task.cancel()
        if self._wire is not None:
            await self._wire.close()

    async def _session(self) -> None:
        auth: Payload = {
            "audience": protocol.Audience.PHONE.value,
            "event": self._event_id,
            "token": self.token if self.inside else None,
            "floor": None,
            "lang": self._language,
            "rev": self.state.get("rev", 0),
        }
        wire = await Wire.open(self._url, auth, self._on_event)
        self._wire = wire
        try:
            if not self.inside:
                await self._join(wire)
            for kept in self.answers.values():
                if not kept.acked and not kept.refused:
                    self._start(self._send(kept))
            await wire.closed.wait()
        finally:
            self._wire = None
            await wire.close()

    async def _join(self, wire: Wire) -> None:
        wish = {
            "name": self._name,
            "language": self._language,
            "token": self.token,
            "team": self._team_id,
        }
        ack = await wire.call(protocol.In.JOIN, wish)
        if not ack.get("ok"):
            raise Refusal(str(ack.get("code")))
        self.token, self.inside = ack["token"], True

    def _on_event(self, name: str, payload: Payload) -> None:
        if name == protocol.Out.STATE:
            if payload["rev"] >= self.state.get("rev", 0):
                self.state = payload
            self._consider()
        elif name == protocol.Out.ME:
            self.me = payload

    def _consider(self) -> None:
        on: Mapping[str, Any] | None = self.state.get("round")
        if on is None or on["beat"] != Phase.OPEN:
            return
        if on["id"] in self.answers or on["id"] in self._passed:
            return
        question = on["question"]
        kind = question_type(question["type"])
        if not kind.answerable:
            return
        kept = Kept(on["id"], 1, kind.guess(question, self._rng))
        if self._rng.random() < self._temper.restless:
            self._start(self._drop_out())
        if self._rng.random() < self._temper.silent:
            self._passed.add(kept.round_id)
            return
        self.answers[kept.round_id] = kept
        again = None
        if on["changeable"] and self._rng.random() < self._temper.doubtful:
            again = kind.guess(question, self._rng)
        self._start(self._answer_later(kept, again))

    async def _answer_later(self, kept: Kept, again: Any = None) -> None:
        """Hesitates first; `again` is what it answers on second thoughts."""
        await asyncio.sleep(self._rng.uniform(0, self._temper.slowest_s))
        await self._send(kept)
        if again is not None and not kept.refused:
            await asyncio.sleep(self._rng.uniform(1.0, 1.0 + self._temper.slowest_s))
            kept.number, kept.answer, kept.acked = 2, again, False
            await self._send(kept)

    async def _drop_out(self) -> None:
        """Out of the Wi-Fi for a while; `run` makes the next connection."""
        await asyncio.sleep(self._rng.uniform(0, self._temper.slowest_s))
        self._away_s = self._rng.uniform(2.0, self._temper.longest_away_s)
        if self._wire is not None:
            await self._wire.close()

    async def _send(self, kept: Kept) -> None:
        message = {"round": kept.round_id, "number": kept.number, "answer": kept.answer}
        while self._wire is not None and not kept.acked and not kept.refused:
            kept.sendings += 1
            try:
                ack = await self._wire.call(protocol.In.ANSWER, message)
            except WireError:
                return
            if ack.get("ok"):
                kept.acked = True
            elif ack.get("code") in FINAL_CODES:
                kept.refused = str(ack["code"])
            else:
                await asyncio.sleep(self._rng.uniform(0.2, 1.0))

    def _start(self, coroutine: Any) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
