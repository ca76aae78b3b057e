"""Phones whose owners wait for the word before they tap."""

from __future__ import annotations

import asyncio
from random import Random
from typing import Any

from quizapp.domain.live.state import Phase
from quizapp.rehearsal.phone import Kept, Phone
from tests.live_server import LiveServer, Moderator


class Guest(Phone):
    """Chooses as soon as a question is open, taps on the word, and sends again by itself."""

    def __init__(self, url: str, event_id: str, name: str) -> None:
        super().__init__(url, event_id, name, Random(name))
        self.tap = asyncio.Event()

    async def _answer_later(self, kept: Kept, again: Any = None) -> None:
        await self.tap.wait()
        await self._send(kept)

    def move(self, server: LiveServer) -> None:
        """To another server, as after a scan of its code: the token goes along."""
        self._url, self.state, self.me = server.url, {}, {}

    def sees(self, round_id: str) -> bool:
        """Whether this round is on the phone, on a line that stands."""
        on = self.state.get("round") or {}
        return self._wire is not None and on.get("id") == round_id and bool(self.me)

    def has_saved(self, round_id: str) -> bool:
        """Whether the server has acknowledged the answer in that round."""
        kept = self.answers.get(round_id)
        return kept is not None and kept.acked


async def open_round(moderator: Moderator) -> str:
    """Step until a question is open; which round that is."""
    while (moderator.state["round"] or {}).get("beat") != Phase.OPEN:
        await moderator.next()
    return str(moderator.state["round"]["id"])


async def start_quiz(moderator: Moderator) -> None:
    """Put the first quiz of the run sheet on stage."""
    quiz = next(
        each["id"]
        for item in moderator.state["run"]
        for each in item["activities"]
        if each["kind"] == "quiz"
    )
    await moderator.do("start_activity", activity_id=quiz)
