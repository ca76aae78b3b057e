"""The measurement: a hall comes in, is asked, answers, and sees the results; twice."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any

from quizapp.domain.live.state import Phase
from quizapp.rehearsal.desk import Desk, Trial
from quizapp.rehearsal.figures import Figures, Spread
from quizapp.rehearsal.members import CountingScreen, LightModerator, LightPhone, States
from quizapp.rehearsal.process_figures import usage_of_server
from quizapp.rehearsal.progress import Progress

JOINING_AT_ONCE = 100
"""Phones in the door at the same time: a hall scans within seconds, not within one."""
PATIENCE_S = 90.0
PAGE_LOADS = 20

REST_S = 0.3
"""What a slow phone rests after all that it reads."""
LONGEST_AWAY_S = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. Answers are spread over `spread_s`; the rest are shares of the phones.

    Times are of those whose lines are good; answers count and must be kept of all that answer.
    """

    phones: int
    spread_s: float = 3.0
    deaf: float = 0.0
    """Read nothing any more once they are in."""
    slow: float = 0.0
    """Read slowly."""
    restless: float = 0.0
    """Lose their line while the first round is open, and come back."""
    seed: int = 1


@dataclass(slots=True)
class Seen:
    """Seconds, over both rounds."""

    push: list[float] = field(default_factory=list)
    ack: list[float] = field(default_factory=list)
    result: list[float] = field(default_factory=list)
    screen: list[float] = field(default_factory=list)


def measure(url: str, link: str, plan: Plan, progress: Progress) -> Figures:
    """Sign in by the link, play on an event made for it, and take that away again.

    Raises `DeskRefused`.
    """
    desk = Desk(url, link)
    trial = desk.make_trial()
    try:
        return asyncio.run(Measurement(url, desk, trial, plan, progress).run())
    finally:
        progress.end()
        desk.remove_trial(trial)


class Measurement:
    """One run against one server."""

    def __init__(self, url: str, desk: Desk, trial: Trial, plan: Plan, progress: Progress) -> None:
        self._url = url
        self._desk = desk
        self._trial = trial
        self._plan = plan
        self._progress = progress
        self._rng = Random(plan.seed)  # noqa: S311 - behaviour, not secrets
        self._seen = Seen()
        self._figures = Figures(plan.phones)
        self._moderator = LightModerator(trial.event_id, desk.cookie)
        self._screen = CountingScreen(trial.event_id, trial.screen_token)
        states = States()
        self._phones = [
            LightPhone(trial.event_id, f"Phone {n}", Random(self._rng.random()), states)  # noqa: S311
            for n in range(1, plan.phones + 1)
        ]
        self._good: list[LightPhone] = []
        """Those whose lines are good: their times are told."""
        self._deaf: list[LightPhone] = []
        self._restless: list[LightPhone] = []
        """Those that will lose their line in the first round."""

    async def run(self) -> Figures:
        """Everything; the figures are whole also where something stayed behind."""
        figures = self._figures
        await self._moderator.connect(self._url)
        await self._screen.connect(self._url)
        await self._wait(self._moderator.until(lambda: bool(self._moderator.state)))
        figures.page_ms = Spread.of(await asyncio.to_thread(self._load_pages))
        before = usage_of_server(self._trial.pid)
        await self._join()
        joined = usage_of_server(self._trial.pid)
        self._cast()
        for kind in ("quiz", "poll"):
            await self._round(kind)
        after = usage_of_server(self._trial.pid)
        if before is not None and joined is not None and after is not None:
            figures.server_cpu_s = round(after.cpu_s - before.cpu_s, 2)
            figures.server_rss_mib = round(after.rss / 2**20, 1)
            figures.bytes_per_phone_rss = (joined.rss - before.rss) // max(1, figures.joined)
        received = sum(each.received_bytes for each in self._phones)
        figures.rx_bytes_per_phone = received // max(1, len(self._phones))
        for member in (*self._phones, *self._deaf, self._screen, self._moderator):
            member.hang_up()
        self._summarise()
        return figures

    # --- coming in -----------------------------------------------------------------------------

    async def _join(self) -> None:
        self._progress.stage("phones come in", self._plan.phones)
        door = asyncio.Semaphore(JOINING_AT_ONCE)

        async def come_in(phone: LightPhone) -> None:
            async with door:
                try:
                    await phone.connect(self._url)
                    async with asyncio.timeout(PATIENCE_S):
                        await phone.joined.wait()
                except (OSError, TimeoutError) as error:
                    phone.refusal = str(error) or "no answer"
            self._progress.step()

        began = perf_counter()
        await asyncio.gather(*(come_in(each) for each in self._phones))
        took = perf_counter() - began
        inside = [each for each in self._phones if each.first_state_s is not None]
        self._figures.joined = len(inside)
        self._figures.join_per_s = round(len(inside) / took, 1)
        if len(inside) < len(self._phones):
            said = next((each.refusal for each in self._phones if each.refusal), "")
            self._figures.notes.append(f"{len(self._phones) - len(inside)} did not join: {said}")
        self._phones = inside

    def _cast(self) -> None:
        """Who reads nothing, who reads slowly, who will lose the line: the others must not feel it."""
        plan, phones = self._plan, self._rng.sample(self._phones, len(self._phones))
        deaf, slow, restless = (
            [phones.pop() for _ in range(int(share * plan.phones)) if phones]
            for share in (plan.deaf, plan.slow, plan.restless)
        )
        for phone in deaf:
            if phone.socket is not None:
                phone.socket.deafen()
        for phone in slow:
            if phone.socket is not None:
                phone.socket.read_slowly(REST_S)
        self._deaf, self._restless = deaf, restless
        self._good, self._phones = phones, phones + slow + restless

    def _load_pages(self) -> list[float]:
        return [self._desk.load_page(self._trial.code) for _ in range(PAGE_LOADS)]

    # --- a round -------------------------------------------------------------------------------

    async def _round(self, kind: str) -> None:
        moderator = self._moderator
        await moderator.command("start_activity", activity_id=moderator.activity_id(kind))
        sent = await self._wait(moderator.step_to(Phase.OPEN))
        round_id = moderator.round_id
        await self._all(round_id, Phase.OPEN)
        self._note(self._seen.push, round_id, Phase.OPEN, sent)
        self._progress.stage(f"{kind}: answers are stored", len(self._phones))
        await self._answers(round_id)
        self._progress.stage(f"{kind}: the screen counts")
        await self._wait(moderator.until(lambda: self._counted(round_id)))
        await asyncio.sleep(0.5)  # the screen's last count is on its way
        self._count_screen(round_id)
        sent = await self._wait(moderator.step_to(Phase.REVEALED))
        await self._all(round_id, Phase.REVEALED)
        self._note(self._seen.result, round_id, Phase.REVEALED, sent)
        self._progress.stage(f"{kind}: looking for lost answers")
        await asyncio.to_thread(self._look_for_lost, kind, round_id)
        for phone in self._phones:
            phone.forget_answer()
        await moderator.command("show_idle")

    async def _answers(self, round_id: str) -> None:
        options = [each["id"] for each in self._moderator.state["round"]["question"]["options"]]
        loop = asyncio.get_running_loop()
        left = len(self._phones)
        done = asyncio.Event()

        def one_done() -> None:
            nonlocal left
            left -= 1
            self._progress.step()
            if not left:
                done.set()

        for phone in self._phones:
            wait_s = self._rng.uniform(0, self._plan.spread_s)
            loop.call_later(wait_s, phone.give, round_id, options, one_done)
        for phone in self._restless:
            away_s = self._rng.uniform(0, LONGEST_AWAY_S)
            loop.call_later(
                self._rng.uniform(0, self._plan.spread_s), phone.drop_out, self._url, away_s
            )
        self._restless = []
        await self._wait(done.wait())
        for phone in self._good:
            if phone.acked_at is not None and phone.sent_at is not None:
                self._seen.ack.append(phone.acked_at - phone.sent_at)
        for phone in self._phones:
            self._figures.answered += phone.sent_at is not None
            self._figures.acked += phone.acked_at is not None
            self._figures.refused += bool(phone.refused)
            self._figures.retries += phone.retries

    def _counted(self, round_id: str) -> bool:
        """Whether the console's count holds all that was acknowledged, or the round is over."""
        acked = sum(each.acked_at is not None for each in self._phones)
        crowd = self._moderator.crowd
        return crowd.get("round") == round_id and crowd["answered"] >= acked

    def _count_screen(self, round_id: str) -> None:
        """For each acknowledged answer, how long until the screen's count held so many."""
        told = [(count, at) for at, on, count in self._screen.counts if on == round_id]
        counts = [count for count, _ in told]
        acked = sorted(each.acked_at for each in self._phones if each.acked_at is not None)
        for number, at in enumerate(acked, start=1):
            place = bisect_left(counts, number)
            if place < len(told):
                self._seen.screen.append(max(0.0, told[place][1] - at))

    async def _all(self, round_id: str, beat: Phase) -> None:
        """Wait until every phone has seen it."""

        async def seen() -> None:
            # Asked twenty times a second: an event a phone would cost more than it tells.
            while any((round_id, beat) not in each.seen for each in self._phones):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        await self._wait(seen())

    def _note(self, into: list[float], round_id: str, beat: Phase, sent: float) -> None:
        into += [
            each.seen[round_id, beat] - sent for each in self._good if (round_id, beat) in each.seen
        ]
        missing = sum((round_id, beat) not in each.seen for each in self._phones)
        if missing:
            self._figures.notes.append(f"{missing} phones never saw {beat} of a round")

    def _look_for_lost(self, kind: str, round_id: str) -> None:
        report = self._desk.export(self._trial, self._moderator.activity_id(kind))
        (on,) = [each for each in report["rounds"] if each["id"] == round_id]
        stored = {each["name"]: each["answer"] for each in on["answers"]}
        lost = sum(
            stored.get(each.name) != each.answer
            for each in self._phones
            if each.acked_at is not None
        )
        self._figures.lost_answers = (self._figures.lost_answers or 0) + lost

    def _summarise(self) -> None:
        figures, seen = self._figures, self._seen
        figures.push_ms, figures.ack_ms = Spread.of(seen.push), Spread.of(seen.ack)
        unsaved = figures.answered - figures.acked - figures.refused
        if unsaved:
            figures.notes.append(f"{unsaved} answers were never acknowledged")
        figures.result_ms, figures.screen_lag_ms = Spread.of(seen.result), Spread.of(seen.screen)

    async def _wait(self, what: Any) -> Any:
        """Within reason; what stays behind is noted, and the rest measured."""
        try:
            async with asyncio.timeout(PATIENCE_S + self._plan.spread_s):
                return await what
        except TimeoutError:
            self._figures.notes.append(f"waited {PATIENCE_S:g} s in vain")
            return perf_counter()
