"""Simulated delegates on the seats of a meeting: they vote, answer beside the stage, and react."""

from __future__ import annotations

import zlib
from random import Random
from re import DOTALL, findall, fullmatch, sub
from typing import Any

from quizapp import protocol
from quizapp.domain.live.state import Phase
from quizapp.domain.questions import question_type
from quizapp.rehearsal.phone import Kept, Phone, Temper
from quizapp.rehearsal.wire import Payload, Refusal, Wire

CODE = r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}"
SINGLE = (0, 0, 1, 0, 2)
"""What the delegates choose in turn, where one option is chosen: most are in favour."""


def codes_of(cards: bytes) -> list[str]:
    """The codes on printed cards, in their order: as whoever hands them out reads them.

    Codes are in bold; a PDF writes the places of letters in a font, whose table says which letters.
    """
    streams = [
        _inflated(each) for each in findall(rb"stream\r?\n(.*?)\r?\nendstream", cards, DOTALL)
    ]
    tables = [each for each in streams if b"beginbfchar" in each]
    bold = {
        bytes.fromhex(place): chr(int(letter, 16))
        for place, letter in findall(r"<(\w{4})> <(\w{4})>", tables[1].decode("latin-1"))
    }
    found: list[str] = []
    for block in findall(rb"BT (.*?) ET", b"\n".join(streams), DOTALL):
        drawn = b"".join(findall(rb"\(((?:\\.|[^\\()])*)\) Tj", block, DOTALL))
        raw = sub(rb"\\(.)", lambda m: b"\r" if m[1] == b"r" else m[1], drawn, flags=DOTALL)
        text = "".join(bold.get(raw[at : at + 2], "?") for at in range(0, len(raw), 2))
        found += [text] if fullmatch(CODE, text) else []
    return found


def _inflated(stream: bytes) -> bytes:
    """Tolerant of an end that was taken for the end of a line."""
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


class Delegate(Phone):
    """A phone on a seat; `observes`: it has no ballot in a secret vote, and does not try."""

    def __init__(
        self, url: str, event_id: str, number: int, code: str, *, observes: bool = False
    ) -> None:
        super().__init__(url, event_id, f"Delegate {number}", Random(number), Temper(slowest_s=0.5))
        self._number = number
        self._code = code
        self._observes = observes

    async def call(self, name: str, payload: Payload) -> Payload:
        """Say something else than an answer; the acknowledgement, which must be a yes."""
        assert self._wire is not None
        ack = await self._wire.call(name, payload)
        assert ack.get("ok"), (name, ack)
        return ack

    async def _join(self, wire: Wire) -> None:
        wish = {"name": self._name, "language": self._language, "token": self.token}
        ack = await wire.call(protocol.In.JOIN, {**wish, "team": None, "seat": self._code})
        if not ack.get("ok"):
            raise Refusal(str(ack.get("code")))
        self.inside = True

    def _consider(self) -> None:
        """Answers whatever is open, on the stage and beside it."""
        on = self.state.get("round")
        beside = [each for aside in self.state["asides"] for each in aside["rounds"]]
        for each in [on, *beside] if on else beside:
            if each["phase"] == Phase.OPEN and each["id"] not in self.answers:
                self._think(each)

    def _think(self, on: Payload) -> None:
        if not on["answerable"] or (self._observes and on["voting"]["secrecy"] == "secret"):
            return
        kept = Kept(on["id"], 1, self._opinion(on["question"]))
        self.answers[kept.round_id] = kept
        self._start(self._answer_later(kept))

    def _opinion(self, question: Payload) -> Any:
        """Firm in votes, so that somebody wins; else as it comes."""
        options = [each["id"] for each in question.get("options", ())]
        if question["type"] == "single_choice":
            return options[SINGLE[self._number % len(SINGLE)] % len(options)]
        if question["type"] == "multiple_choice" and question["max"] == 2:
            return sorted({options[0], options[1 + (self._number % 3 > 0)]})
        return question_type(question["type"]).guess(question, self._rng)
