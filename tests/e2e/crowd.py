"""Simulated delegates in a thread of their own, so that a hall looks like one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from random import Random
from typing import Any, Self, TypeVar

from quizapp.rehearsal.phone import Phone, Temper
from tests.live_server import LiveServer

T = TypeVar("T")
NAMES = (
    "Amina, Kenya",
    "Jean-Baptiste, RCI",
    "Siobhán",
    "Ngọc Anh",
    "Владимир",
    "منى، المغرب",
    "Tomás, Chile",
    "Kofi",
    "Þórdís",
    "Ayşe",
    "Wanjiru",
    "Hinemoa, Aotearoa",
    "Müller, DE",
    "Ekaterine, Georgia",
    "Bhavani",
    "Zoë",
    "Trinidad and Tobago",
    "Dr. Oyelaran-Okpala",
)


class Phones:
    """Simulated phones in a thread with a loop of its own, as long as the context lasts."""

    def __init__(self, phones: Sequence[Phone]) -> None:
        self.phones = list(phones)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._stay()])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.wait(self._leave())
        self._thread.join()
        self._loop.close()

    def wait(self, act: Coroutine[Any, Any, T]) -> T:
        """Have something done in their thread; what it returns."""
        return asyncio.run_coroutine_threadsafe(act, self._loop).result()

    async def _stay(self) -> None:
        await asyncio.gather(*(phone.run() for phone in self.phones))

    async def _leave(self) -> None:
        await asyncio.gather(*(phone.stop() for phone in self.phones))


class Crowd(Phones):
    """So many phones that join at once and answer within two seconds; a context manager."""

    def __init__(self, server: LiveServer, size: int, *, silent: float = 0.0) -> None:
        event_id, temper = server.event_id(), Temper(slowest_s=2.0, silent=silent)
        names = [name_of(n) for n in range(size)]
        super().__init__(
            [Phone(server.url, event_id, name, Random(n), temper) for n, name in enumerate(names)]
        )


def name_of(n: int) -> str:
    """The names above, then the same again with a number."""
    name = NAMES[n % len(NAMES)]
    return name if n < len(NAMES) else f"{name} {n // len(NAMES) + 1}"
