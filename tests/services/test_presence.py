from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from quizapp.domain.errors import NotSaved
from quizapp.domain.stored import Presence as Stored
from quizapp.services.presence import AWAY_MS, Presence
from tests.fakes import FakeClock, FakePresence


class Door:
    def __init__(self) -> None:
        self.store, self.clock = FakePresence(), FakeClock()
        self.presence = self.again()

    def again(self) -> Presence:
        """After a restart."""
        return Presence(self.store, self.clock)


@pytest.fixture
def door() -> Door:
    return Door()


def test_who_is_connected_is_here_and_waited_for(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.presence.connected("other", "grace")
    assert door.presence.here("e") == door.presence.expected("e") == {"ada"}
    assert door.presence.here("nobody's") == frozenset()


def test_who_is_away_is_waited_for_half_a_minute(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.clock.pass_ms(100_000)
    door.presence.disconnected("e", "ada")
    assert door.presence.here("e") == frozenset()
    door.clock.pass_ms(AWAY_MS - 1)
    assert door.presence.expected("e") == {"ada"}
    door.clock.pass_ms(1)
    assert door.presence.expected("e") == frozenset()
    door.presence.connected("e", "ada")
    assert door.presence.expected("e") == {"ada"}


def test_who_left_is_not_waited_for(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.presence.left("e", "ada")
    assert door.presence.here("e") == door.presence.expected("e") == frozenset()
    door.presence.flush()
    assert door.again().expected("e") == frozenset()


def test_after_a_restart_whoever_was_connected_is_away_since_then(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.presence.connected("e", "grace")
    door.presence.disconnected("e", "grace")
    door.presence.flush()
    door.clock.pass_ms(AWAY_MS)
    again = door.again()
    assert again.here("e") == frozenset()
    assert again.expected("e") == {"ada"}, "the restart was not her doing"
    door.clock.pass_ms(AWAY_MS)
    assert again.expected("e") == frozenset()


def test_only_what_has_changed_is_written(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.presence.flush()
    assert door.store.rows["ada"] == ("e", Stored("ada", connected=True, since=door.clock.now()))
    door.store.rows.clear()
    door.presence.flush()
    assert door.store.rows == {}


def test_what_could_not_be_written_is_written_the_next_time(door: Door) -> None:
    door.presence.connected("e", "ada")
    door.presence.connected("e", "grace")
    door.store.fault.error = NotSaved()
    with pytest.raises(NotSaved):
        door.presence.flush()
    door.presence.disconnected("e", "ada")
    door.store.fault.error = None
    door.presence.flush()
    written = {key: presence.connected for key, (_, presence) in door.store.rows.items()}
    assert written == {"ada": False, "grace": True}, "the latest wins"


def test_threads_that_come_and_go_at_once_lose_nobody(door: Door) -> None:
    def come(first: int) -> None:
        for n in range(first, first + 100):
            door.presence.connected("e", f"p{n}")
            if n % 10 == 0:
                door.presence.flush()

    def look(_: int) -> None:
        for _ in range(100):
            assert door.presence.here("e") <= door.presence.expected("e")

    with ThreadPoolExecutor(8) as threads:
        looking = threads.map(look, range(4))
        list(threads.map(come, range(0, 400, 100)))
        list(looking)
    door.presence.flush()
    assert len(door.presence.here("e")) == len(door.store.rows) == 400


def test_who_was_in_an_event_that_was_deleted_is_forgotten(door: Door) -> None:
    door.presence.connected("gone", "ada")
    door.presence.connected("e", "grace")
    door.presence.forget("gone")
    door.presence.forget("never known")
    door.presence.flush()
    assert door.store.rows.keys() == {"grace"}
    assert door.presence.here("gone") == frozenset()
    assert door.presence.here("e") == {"grace"}
