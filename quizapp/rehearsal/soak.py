"""Endurance: a hall plays round after round, drops out and comes back, and the server stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final

from quizapp.domain.live.state import Phase
from quizapp.rehearsal.desk import Desk, Trial
from quizapp.rehearsal.members import CommandFailed, LightModerator, LightPhone, States
from quizapp.rehearsal.process_figures import usage_of

JOINING_AT_ONCE: Final = 50
PATIENCE_S: Final = 90.0
AWAY: Final = 0.2
"""Share of the phones that lose their line in each round."""
STORM_EVERY: Final = 10
"""In every so many rounds all of them do, at once."""
LONGEST_AWAY_S: Final = 2.0
"""Phones come back jittered, within two seconds."""
SETTLED: Final = 3
"""A part in so many of the rounds is left out where growth is looked for: caches fill first."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Endurance:
    """How many phones, for how long, through how many rounds."""

    phones: int
    minutes: float
    rounds: int
    seed: int = 1


@dataclass(slots=True)
class SoakFigures:
    """What came of it. Memory and files are the server's, where it runs on this machine."""

    phones: int
    minutes: float = 0.0
    rounds: int = 0
    answered: int = 0
    acked: int = 0
    lost_answers: int = 0
    reconnects: int = 0
    slowest_return_s: float = 0.0
    """From the moment all lost their lines until the last one had the state again."""
    server_cpu_s: float | None = None
    rss_mib: list[float] = field(default_factory=list)
    """After each round."""
    files: list[int] = field(default_factory=list)
    """Open descriptors after each round."""

    @property
    def growth_mib(self) -> float | None:
        """Memory of the last rounds above that of the first ones after the caches had filled."""
        return _growth(self.rss_mib)

    @property
    def more_files(self) -> float | None:
        """The same of open descriptors."""
        return _growth([float(each) for each in self.files])

    def to_dict(self) -> dict[str, object]:
        """For programs."""
        return {**asdict(self), "growth_mib": self.growth_mib, "more_files": self.more_files}

    def table(self) -> str:
        """For people."""
        shown = {name: value for name, value in self.to_dict().items() if name not in _SERIES}
        for name in _SERIES:
            series = getattr(self, name)
            if series:
                shown[name] = f"{series[0]} … {series[-1]} (most {max(series)})"
        return "\n".join(f"{name:18} {value}" for name, value in shown.items())


_SERIES: Final = ("rss_mib", "files")


def _growth(series: list[float]) -> float | None:
    settled = series[len(series) // SETTLED :]
    half = len(settled) // 2
    if not half:
        return None
    before, after = settled[:half], settled[half:]
    return round(sum(after) / len(after) - sum(before) / len(before), 2)


class Walker(LightPhone):
    """Loses its line now and then, and knows when it has the state again."""

    here = False
    _linked = False

    def walk(self, url: str, away_s: float) -> None:
        """Out of the Wi-Fi for so long."""
        self.here = self._linked = False
        self.drop_out(url, away_s)

    def connected(self) -> None:
        """On the line again: what was kept goes out."""
        self._linked = True
        super().connected()

    def give(self, round_id: str, options: list[str], done: Callable[[], None]) -> None:
        """As any phone; without a line the answer is kept."""
        if self._linked:
            super().give(round_id, options, done)
        else:
            self._asked = partial(self.give, round_id, options, done)

    def heard(self, frame: str, at: float) -> None:
        """As any phone; the first word after a return is that it is back."""
        self.here = True
        super().heard(frame, at)


def endure(url: str, link: str, plan: Endurance, say: Say) -> SoakFigures:
    """Sign in by the link, play on an event made for it, take that away again. Raises `DeskRefused`."""
    desk = Desk(url, link)
    trial = desk.make_trial()
    try:
        return asyncio.run(Soak(url, desk, trial, plan, say).run())
    finally:
        desk.remove_trial(trial)


class Soak:
    """One run against one server."""

    def __init__(self, url: str, desk: Desk, trial: Trial, plan: Endurance, say: Say) -> None:
        self._url = url
        self._desk = desk
        self._trial = trial
        self._plan = plan
        self._say = say
        self._rng = Random(plan.seed)  # noqa: S311 - behaviour, not secrets
        self._figures = SoakFigures(plan.phones)
        self._moderator = LightModerator(trial.event_id, desk.cookie)
        states = States()
        self._phones = [
            Walker(trial.event_id, f"Phone {n}", Random(self._rng.random()), states)  # noqa: S311
            for n in range(1, plan.phones + 1)
        ]

    async def run(self) -> SoakFigures:
        """All rounds, evenly over the time. Raises TimeoutError where the room stands still."""
        began = perf_counter()
        await self._moderator.connect(self._url)
        await self._moderator.until(lambda: bool(self._moderator.state))
        await self._come_in()
        before = usage_of(self._trial.pid)
        for number in range(self._plan.rounds):
            due = began + (number + 1) * self._plan.minutes * 60 / self._plan.rounds
            await asyncio.wait_for(self._round(number), PATIENCE_S + self._plan.minutes * 60)
            self._weigh()
            self._figures.minutes = round((perf_counter() - began) / 60, 1)
            self._say(f"round {number + 1} of {self._plan.rounds}: {self._standing()}")
            await asyncio.sleep(max(0.0, due - perf_counter()))
        after = usage_of(self._trial.pid)
        if before is not None and after is not None:
            self._figures.server_cpu_s = round(after.cpu_s - before.cpu_s, 1)
        for member in (*self._phones, self._moderator):
            if member.socket is not None:
                member.socket.close()
        return self._figures

    async def _come_in(self) -> None:
        door = asyncio.Semaphore(JOINING_AT_ONCE)

        async def come(phone: Walker) -> None:
            async with door:
                await phone.connect(self._url)
                await asyncio.wait_for(phone.joined.wait(), PATIENCE_S)

        await asyncio.gather(*(come(each) for each in self._phones))

    async def _round(self, number: int) -> None:
        kind = "quiz" if number % 2 else "poll"
        moderator = self._moderator
        await moderator.command("start_activity", activity_id=moderator.activity_id(kind))
        await self._step_to(Phase.OPEN)
        round_id = moderator.round_id
        options = [each["id"] for each in moderator.state["round"]["question"]["options"]]
        storm = number % STORM_EVERY == STORM_EVERY - 1 or number == self._plan.rounds - 1
        answering = asyncio.create_task(self._answers(round_id, options))
        await self._walk(1.0 if storm else AWAY)
        await answering
        acked = sum(each.acked_at is not None for each in self._phones)
        await moderator.until(lambda: self._counted(round_id, acked))
        await self._step_to(Phase.REVEALED)
        await asyncio.to_thread(self._look_for_lost, kind, round_id)
        await moderator.command("finish_activity")
        await moderator.command("show_idle")
        for each in self._phones:
            each.forget_answer()
        self._figures.rounds += 1

    async def _step_to(self, beat: Phase) -> None:
        """The timer may have taken the step a moment before: look again then."""
        while self._moderator.beat != beat:
            try:
                await self._moderator.command("next_step")
            except CommandFailed as error:
                if "stale" not in str(error):
                    raise
                await asyncio.sleep(0.05)

    def _counted(self, round_id: str, acked: int) -> bool:
        crowd = self._moderator.crowd
        return bool(crowd.get("round") == round_id and crowd["answered"] >= acked)

    async def _walk(self, share: float) -> None:
        """So many lose their line at one moment, and come back jittered."""
        walkers = self._rng.sample(self._phones, max(1, int(share * len(self._phones))))
        began = perf_counter()
        for each in walkers:
            each.walk(self._url, self._rng.uniform(0.1, LONGEST_AWAY_S))
        while not all(each.here for each in walkers):  # noqa: ASYNC110 - many are watched
            await asyncio.sleep(0.05)
        took_s = round(perf_counter() - began, 2)
        self._figures.reconnects += len(walkers)
        if share == 1.0:
            self._figures.slowest_return_s = max(self._figures.slowest_return_s, took_s)

    async def _answers(self, round_id: str, options: list[str]) -> None:
        loop, left, done = asyncio.get_running_loop(), len(self._phones), asyncio.Event()

        def one_done() -> None:
            nonlocal left
            left -= 1
            if not left:
                done.set()

        for each in self._phones:
            loop.call_later(self._rng.uniform(0, 3.0), each.give, round_id, options, one_done)
        await done.wait()
        self._figures.answered += len(self._phones)
        self._figures.acked += sum(each.acked_at is not None for each in self._phones)

    def _look_for_lost(self, kind: str, round_id: str) -> None:
        report = self._desk.export(self._trial, self._moderator.activity_id(kind))
        (on,) = [each for each in report["rounds"] if each["id"] == round_id]
        stored = {each["name"]: each["answer"] for each in on["answers"]}
        self._figures.lost_answers += sum(
            stored.get(each.name) != each.answer
            for each in self._phones
            if each.acked_at is not None
        )

    def _weigh(self) -> None:
        usage = usage_of(self._trial.pid)
        if usage is not None:
            self._figures.rss_mib.append(round(usage.rss / 2**20, 1))
            self._figures.files.append(len(list(Path(f"/proc/{self._trial.pid}/fd").iterdir())))

    def _standing(self) -> str:
        figures = self._figures
        weight = f", {figures.rss_mib[-1]} MiB, {figures.files[-1]} files" if figures.files else ""
        return f"{figures.acked} answers saved, {figures.lost_answers} lost{weight}"
