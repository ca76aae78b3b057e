"""Nothing reaches a phone or a screen before its time: raw frames and pages, in every phase.

Every key, explanation, source, name, token and typed word carries a marker of its own; what was
received up to each phase is searched for all that must not be there yet.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Self

import pytest
import yaml
from PIL import Image

from quizapp.domain.live.state import Phase
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.domain.questions.base import FieldKind
from quizapp.domain.tallies import Texts
from quizapp.rehearsal.wire import Payload, Wire
from quizapp.services.pictures import make_picture
from tests.live_server import LiveServer, Moderator, until

ENTRIES = [{"id": each, "text": {"en": f"Option {each}"}} for each in "abcd"]
OPTION_PICTURE = {"picture": {"file": "option.png", "alt": {"en": "MARK-OPTION-PICTURE"}}}
OPTIONS = [ENTRIES[0] | OPTION_PICTURE, *ENTRIES[1:]]
KEY_ORDER = ["d", "b", "a", "c"]
CONTENT: dict[str, dict[str, Any]] = {
    "single_choice": {"options": OPTIONS, "correct": "c"},
    "multiple_choice": {"options": OPTIONS, "correct": ["b", "d"]},
    "ordering": {"items": OPTIONS, "correct": KEY_ORDER},
    "scale": {
        "statements": [{"id": "s1", "text": {"en": "A statement"}}],
        "low": {"en": "no"},
        "high": {"en": "yes"},
    },
    "word_cloud": {},
    "short_text": {"accepted": {"en": ["MARK-ACCEPTED"], "fr": ["MARK-ACCEPTE"]}, "typos": 1},
    "number": {"min": 0, "max": 9_000_000, "value": 7_654_321, "tolerance": 11},
    "matching": {"left": ENTRIES[:2], "right": ENTRIES, "pairs": {"a": "d", "b": "c"}},
    "pin_on_image": {
        "picture": {"file": "marked.png", "alt": {"en": "A picture"}},
        "regions": [[[0.1111, 0.2], [0.3, 0.2], [0.2, 0.7777]]],
    },
    "ranking": {"items": OPTIONS},
    "points": {"options": OPTIONS},
    "grid": {
        "items": OPTIONS[:2],
        **{f"{axis}_{end}": {"en": end} for axis in "xy" for end in ("name", "low", "high")},
    },
    "open_text": {"moderated": False},
    "rating": {"look": "recommend"},
}
KEY_FIELDS = (
    '"salt":"',
    '"key":{',
    '"correct"',
    '"order":',
    json.dumps(KEY_ORDER, separators=(",", ":")),
    '"accepted"',
    "MARK-ACCEPTE",
    "mark-accepte",
    "7654321",
    '"pairs"',
    '"regions"',
    "0.1111",
    "0.7777",
)
NAMES = ("MARKNAMEA", "MARKNAMEB", "MARKNAMEC")
WORDS = ("MARKWORDA", "MARKWORDB", "MARKWORDC")
ASKED = "MARK-ASKED"
FIGURES = ('"tally"', '"voters"', '"counts"', '"groups"', '"histogram"', '"places"')


class Recorder(Wire):
    """A connection that keeps what came, to the letter."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.raw: list[str] = []

    async def _frame(self, frame: str, auth: Payload) -> None:
        self.raw.append(frame)
        await super()._frame(frame, auth)


class Ear:
    """A phone or a screen that listens: the latest payload of each name, and every frame."""

    def __init__(self) -> None:
        self.latest: dict[str, Payload] = {}
        self.wire: Recorder

    async def open(self, url: str, **auth: Any) -> Self:
        """Connect."""
        full = {"token": None, "floor": None, "lang": "en", "rev": 0, **auth}
        self.wire = await Recorder.open(url, full, self._heard)
        return self

    def _heard(self, name: str, payload: Payload) -> None:
        self.latest[name] = payload

    @property
    def beat(self) -> str | None:
        """What it shows."""
        on = self.latest.get("state", {}).get("round")
        return on["beat"] if on else None

    def take(self) -> str:
        """All that came since the last time."""
        taken, self.wire.raw = "\n".join(self.wire.raw), []
        return taken


def test_every_type_has_content_here() -> None:
    assert CONTENT.keys() == {each.slug for each in QUESTION_TYPES.values() if each.answerable}


def marked(slug: str, *, keyed: bool) -> dict[str, Any]:
    """A question of the type; the markers are the same in each, for only one is on stage."""
    key = {field.name for field in question_type(slug).fields if field.key and not field.required}
    return {
        "slug": slug.replace("_", "-"),
        "type": slug,
        "prompt": {"en": "MARK-PROMPT"},
        "explanation": {"en": "MARK-EXPLANATION"},
        "source": {"title": "MARK-SOURCE", "issuer": "Somebody", "year": 2001},
        "time_limit_s": 120,
        **{name: each for name, each in CONTENT[slug].items() if keyed or name not in key},
    }


def write_event(folder: Path, slugs: Sequence[str], **activity: Any) -> Path:
    """A bank with one marked question of each type, and an event that asks them."""
    questions = [marked(slug, keyed=activity["kind"] == "quiz") for slug in slugs]
    bank = {
        "format": "quizapp-bank/1",
        "slug": "marked",
        "title": {"en": "Marked"},
        "languages": ["en"],
        "questions": questions,
    }
    event = {
        "format": "quizapp-event/1",
        "slug": "leaks",
        "title": {"en": "Leaks"},
        "languages": ["en"],
        "join": "nickname",
        "activities": [
            {
                "slug": "it",
                "title": {"en": "It"},
                "notes": "MARK-NOTE",
                "questions": [f"marked/{each['slug']}" for each in questions],
                **activity,
            }
        ],
    }
    for name, colour in (("marked", "navy"), ("option", "maroon")):
        Image.new("RGB", (80, 60), colour).save(folder / f"{name}.png")
    (folder / "marked.yaml").write_text(yaml.safe_dump(bank))
    path = folder / "event.yaml"
    path.write_text(yaml.safe_dump(event))
    return path


def absent(heard: str, *markers: str) -> None:
    """None of the markers was heard; fails showing the frame that held it."""
    for marker in markers:
        for frame in heard.splitlines():
            assert marker not in frame, f"{marker} leaked in {frame}"


def option_picture(folder: Path) -> str:
    """Under which name it is sent."""
    return make_picture((folder / "option.png").read_bytes()).id


class Walk:
    """Question by question and phase by phase; three phones and a screen are searched after each."""

    def __init__(
        self, server: LiveServer, slugs: Sequence[str], kind: str, option_picture: str
    ) -> None:
        self._server = server
        self._option_picture = option_picture
        self._slugs = slugs
        self._kind = kind
        self._live = False
        self._quiz = kind == "quiz"
        self._secret = kind == "secret"
        self._screen_token = server.printed("Screen").rsplit("/", 1)[1]
        self._tokens: list[str] = []
        self._phones: list[Ear] = []
        self._screen = Ear()
        self._moderator: Moderator

    async def run(self) -> None:
        """Lobby to reveal."""
        await self._enter()
        await self._moderator.do("start_activity", activity_id=self._moderator.activity("It"))
        await until("intro", lambda: all(e.latest["state"]["kind"] == "intro" for e in self._all))
        self._search("MARK-PROMPT", "Option a")
        for slug in self._slugs:
            await self._ask(slug)
        for each in self._all:
            await each.wire.close()
        await self._moderator.close()

    async def _ask(self, slug: str) -> None:
        self._live = self._kind == "live"
        if self._quiz:
            await self._next(Phase.ASKED)
            self._search("Option a", "A statement", "MARK-OPTION", self._option_picture)
        await self._next(Phase.OPEN)
        if any(field.kind is FieldKind.OPTIONS for field in question_type(slug).fields):
            assert all(self._option_picture in "".join(each.wire.raw) for each in self._all)
        self._search()
        await self._answer(slug)
        self._search()
        await self._moderator.do("hide_results", on=True)
        self._screen.take()
        await self._next(Phase.CLOSED)
        self._live = False
        if self._secret:
            counted = self._moderator
            await until("the count", lambda: counted.state["round"]["voted"] == len(NAMES))
        self._search()
        await asyncio.to_thread(self._search_pages)
        await self._reveal()

    @property
    def _all(self) -> list[Ear]:
        return [*self._phones, self._screen]

    async def _enter(self) -> None:
        server = self._server
        event_id = server.event_id()
        self._moderator = await Moderator(server, event_id, server.sign_in()).connect()
        await self._screen.open(
            server.url, audience="screen", event=event_id, token=self._screen_token
        )
        for name in NAMES:
            phone = await Ear().open(server.url, audience="phone", event=event_id)
            ack = await phone.wire.call("join", {"name": name, "language": "en", "token": None})
            self._tokens.append(ack["token"])
            self._phones.append(phone)
        await self._ask_from_the_floor()

    async def _ask_from_the_floor(self) -> None:
        """A question of each phone, which waits for the moderator all the time."""
        floor_id = self._moderator.state["stage"]["floor_id"]
        await self._moderator.do("open_questions", item_id=floor_id)
        for index, phone in enumerate(self._phones):
            key = f"MARKKEY{index:036d}"
            words = {"text": f"{ASKED}-{index}", "name": ASKED, "delegation": ASKED}
            assert (await phone.wire.call("ask", {"key": key, "earlier": [], **words}))["ok"]
        self._list = f"/events/{self._server.event_id()}/floors/{floor_id}/questions.json"

    async def _next(self, beat: Phase) -> None:
        await self._moderator.next(beat)
        await until(f"all at {beat}", lambda: all(each.beat == beat for each in self._all))

    async def _answer(self, slug: str) -> None:
        rng = Random(7)
        for phone, word in zip(self._phones, WORDS, strict=True):
            on = phone.latest["state"]["round"]
            kind = question_type(slug)
            answer: Any = kind.guess(on["question"], rng)
            if kind.shape == Texts.shape:
                answer = [word] if isinstance(answer, list) else word
            message = {"round": on["id"], "number": 1, "answer": answer}
            assert (await phone.wire.call("answer", message))["ok"]
        await until("the count", lambda: self._screen.latest["crowd"]["answered"] == len(NAMES))
        if self._live:
            await until("figures", lambda: self._screen.latest["tally"]["tally"]["voters"] == 3)

    def _search(self, *late: str) -> None:
        """What came since the last search holds nothing of `late`, nor what only a reveal shows."""
        late = (
            *late,
            *KEY_FIELDS,
            "MARK-EXPLANATION",
            "MARK-SOURCE",
            "MARK-NOTE",
            ASKED,
            "MARKKEY",
        )
        for index, phone in enumerate(self._phones):
            others = [each for i, each in enumerate(NAMES + WORDS) if i % len(NAMES) != index]
            # What was cast in secret never comes back, to its own phone neither.
            others += WORDS if self._secret else ()
            heard = phone.take().replace(json.dumps(self._tokens[index]), "")
            absent(heard, *late, *FIGURES, *self._tokens, self._screen_token, *others)
        figures = () if self._live else (*FIGURES, *WORDS)
        absent(self._screen.take(), *late, *figures, *self._tokens)

    def _search_pages(self) -> None:
        for path in (f"/j/{self._server.code}", f"/screen/{self._screen_token}", "/", self._list):
            with urllib.request.urlopen(self._server.url + path, timeout=10) as page:
                absent(page.read().decode(), "MARK", *self._tokens, *KEY_FIELDS)

    async def _reveal(self) -> None:
        """The markers do come once they may: else the search would prove nothing."""
        await self._moderator.do("hide_results", on=False)
        if self._moderator.state["next"]["kind"] != "reveal":
            await until(
                "figures again",
                lambda: all(each.latest["state"]["round"]["results"] for each in self._all),
            )
            assert FIGURES[0] in self._screen.take()
        else:
            await self._next(Phase.REVEALED)
            for each in self._all:
                heard = each.take()
                assert "MARK-EXPLANATION" in heard
                assert ('"salt":"' in heard) is self._secret
        for each in self._all:
            each.take()


@pytest.mark.parametrize("kind", ["quiz", "close", "live", "secret"])
def test_nothing_leaks_before_its_time(tmp_path: Path, kind: str) -> None:
    slugs = sorted(CONTENT)
    if kind == "quiz":
        slugs = [slug for slug in slugs if question_type(slug).gradable]
    quiz: dict[str, Any] = {"kind": "quiz", "ask_s": 0, "ranking": "end"}
    settings: dict[str, Any] = quiz if kind == "quiz" else {"kind": "poll", "results": kind}
    if kind == "secret":
        # One type of each kind of chart will do: what is secret is not the types' own.
        slugs = ["multiple_choice", "scale", "word_cloud"]
        ballot = {"secrecy": "secret", "smallest": len(NAMES)}
        settings = {"kind": "poll", "results": "live", "voting": ballot}
    event = write_event(tmp_path, slugs, **settings)
    data = tmp_path / "data"
    subprocess.run(
        [sys.executable, "-m", "quizapp", "event", "load", "--data", str(data), str(event)],
        check=True,
        capture_output=True,
    )
    with LiveServer(data, async_mode="threading") as server:
        asyncio.run(Walk(server, slugs, kind, option_picture(tmp_path)).run())
        server.stop()
    assert "Traceback" not in server.output
