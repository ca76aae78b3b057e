from __future__ import annotations

import logging

import pytest

from quizapp.domain.errors import NotSaved
from quizapp.domain.pictures import PictureFile
from quizapp.services import housekeeping
from quizapp.services.housekeeping import SIGNS_MS, Housekeeping
from tests.fakes import FakeAccountStore, FakeClock, FakePictures, FakePresence
from tests.hall import eventually

DOOR = PictureFile("1" * 32, 8, 6, b"RIFF")
GATE = PictureFile("2" * 32, 8, 6, b"RIFF")


class House:
    def __init__(self) -> None:
        self.accounts, self.presence = FakeAccountStore(), FakePresence()
        self.pictures, self.clock = FakePictures(), FakeClock()
        self.quiet = True
        self.brought: set[str] = set()
        self.keeping = Housekeeping(
            self.accounts,
            self.presence,
            self.pictures,
            self.clock,
            lambda: self.quiet,
            lambda: frozenset(self.brought),
        )


@pytest.fixture
def house() -> House:
    return House()


def test_what_is_good_no_more_is_dropped(house: House) -> None:
    now = house.clock.now()
    for token, until in (("old", now), ("good", now + 1)):
        house.accounts.add_session(token, "a", until)
        house.accounts.add_link(token, "a", until)
    house.presence.signs = {"gone": now - SIGNS_MS - 1, "late": now - SIGNS_MS, "here": now}
    house.keeping.tidy()
    assert set(house.accounts.sessions) == set(house.accounts.links) == {"good"}
    assert set(house.presence.signs) == {"late", "here"}


def test_picture_goes_when_no_question_names_it_at_two_looks(house: House) -> None:
    house.pictures.put((DOOR, GATE))
    house.keeping.tidy()
    assert len(house.pictures.kept) == 2, "one may have been brought along a moment ago"
    house.pictures.named.add(GATE.id)
    house.keeping.tidy()
    assert set(house.pictures.kept) == {GATE.id}
    house.pictures.named.clear()
    house.keeping.tidy()
    assert set(house.pictures.kept) == {GATE.id}, "its time begins anew"
    house.keeping.tidy()
    assert house.pictures.kept == {}


def test_picture_that_is_brought_along_again_stays(house: House) -> None:
    house.pictures.put((DOOR,))
    house.keeping.tidy()
    house.brought.add(DOOR.id)
    house.keeping.tidy()
    assert set(house.pictures.kept) == {DOOR.id}
    house.brought.clear()
    house.keeping.tidy()
    assert house.pictures.kept == {}


def test_pictures_wait_while_a_round_is_open(house: House) -> None:
    house.pictures.put((DOOR,))
    house.quiet = False
    for _ in range(3):
        house.keeping.tidy()
    assert set(house.pictures.kept) == {DOOR.id}


def test_database_that_is_away_is_tidied_the_next_time(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.presence.fault.error = NotSaved(reason="locked")
    house.keeping.tidy()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_it_is_done_at_the_start_and_again_until_the_stop(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "EVERY_S", 0.001)
    house.pictures.put((DOOR,))
    house.keeping.start()
    eventually(lambda: not house.pictures.kept)
    house.keeping.stop()
