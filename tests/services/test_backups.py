from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from quizapp.domain.errors import NotSaved
from quizapp.services import backups
from quizapp.services.backups import REST_MS, Backups
from tests.fakes import FakeClock
from tests.hall import eventually


class Disk:
    """Counts copies; may be slow, and may be full."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.made: list[int] = []
        self.slow_ms = 0
        self.error: NotSaved | None = None

    def make(self, now_ms: int) -> str:
        if self.error is not None:
            raise self.error
        self.made.append(now_ms)
        self.clock.pass_ms(self.slow_ms)
        return "there"


class Room:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.disk = Disk(self.clock)
        self.live = False
        self.votes = False
        self.backups = Backups(
            self.disk, self.clock, lambda: self.live, every_s=30, must_wait=lambda: self.votes
        )

    def pass_s(self, seconds: int) -> int:
        """So many seconds, each with a look; how many copies were taken."""
        before = len(self.disk.made)
        for _ in range(seconds):
            self.clock.pass_ms(1000)
            self.backups.look()
        return len(self.disk.made) - before


@pytest.fixture
def room() -> Room:
    return Room()


def test_no_copy_is_taken_in_the_midst_of_a_secret_vote(room: Room) -> None:
    room.live = True
    assert room.pass_s(31) == 1
    room.votes = True
    assert room.pass_s(600) == 0
    room.votes = False
    assert room.pass_s(1) == 1, "at once, for what came since"


def test_copies_are_taken_while_somebody_is_there_and_once_when_all_have_gone(room: Room) -> None:
    assert room.pass_s(100) == 0
    room.live = True
    assert room.pass_s(1) == 1, "nothing was taken for a while"
    assert room.pass_s(60) == 2
    room.pass_s(3)
    room.live = False
    assert room.pass_s(60) == 1, "what happened last"
    assert room.pass_s(600) == 0
    room.clock.pass_ms(REST_MS)
    assert room.pass_s(1) == 1, "an organiser may have written questions"


def test_slow_disk_gets_fewer_copies(room: Room) -> None:
    room.live, room.disk.slow_ms = True, 5000
    room.pass_s(30)
    assert len(room.disk.made) == 1
    assert room.pass_s(94) == 0
    assert room.pass_s(1) == 1


def test_figures_say_how_old_the_last_copy_is(room: Room) -> None:
    assert room.backups.figures().age_s is None
    room.live, room.disk.slow_ms = True, 2000
    room.pass_s(30)
    room.clock.pass_ms(3000)
    figures = room.backups.figures()
    assert (figures.age_s, figures.seconds, figures.failing) == (5.0, 2.0, False)


def test_full_stick_is_said_once_and_tried_again(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room.live, room.disk.error = True, NotSaved(reason="disk_full")
    room.pass_s(120)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert room.backups.figures().failing
    room.disk.error = None
    assert room.pass_s(30) == 1
    assert not room.backups.figures().failing


def test_it_looks_by_itself_until_it_is_stopped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(backups, "LOOK_EVERY_S", 0.001)
    look: Callable[[], None] = lambda: looks.append(1)  # noqa: E731
    monkeypatch.setattr(room.backups, "look", look)
    room.backups.start()
    eventually(lambda: looks)
    room.backups.stop()
