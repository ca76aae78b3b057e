from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

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


def test_of_two_writings_the_older_never_comes_last(door: Door) -> None:
    door.presence.connected("e", "ada")
    save = door.store.save

    def slow(changes: Iterable[tuple[str, Stored]]) -> None:
        door.clock.pass_ms(1)
        door.presence.disconnected("e", "ada")
        door.presence.flush()  # another task's: it waits for the next time
        save(changes)

    door.store.save = slow  # type: ignore[method-assign]
    door.presence.flush()
    door.store.save = save  # type: ignore[method-assign]
    door.presence.flush()
    assert not door.store.rows["ada"][1].connected


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


# ---- two workers ----------------------------------------------------------------------------


@dataclass
class Doors:
    """Two workers' on one table, both known to be alive."""

    store: FakePresence = field(default_factory=FakePresence)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.one, self.two = (
            Presence(self.store, self.clock, name, shared=True) for name in ("one", "two")
        )
        for each in (self.one, self.two):
            each.note_alive(frozenset({"one", "two"}))


def test_what_another_worker_wrote_is_taken_over() -> None:
    doors = Doors()
    doors.one.connected("e", "ada")
    doors.one.flush()
    assert doors.two.catch_up("e") == (False, frozenset()), "it was there at the first look"
    assert doors.two.here("e") == {"ada"}
    doors.clock.pass_ms(1)
    doors.one.disconnected("e", "ada")
    doors.one.flush()
    assert doors.two.catch_up("e") == (True, frozenset())
    assert doors.two.here("e") == frozenset()
    assert doors.two.expected("e") == {"ada"}


def test_an_old_connection_that_ends_does_not_undo_the_new_one() -> None:
    doors = Doors()
    doors.one.connected("e", "ada")
    doors.one.flush()
    doors.clock.pass_ms(1)
    doors.two.connected("e", "ada")
    doors.two.flush()
    doors.clock.pass_ms(1)
    doors.one.disconnected("e", "ada")
    assert doors.one.catch_up("e") == (True, frozenset())
    doors.one.flush()
    assert doors.one.here("e") == doors.two.here("e") == {"ada"}


def test_a_connection_here_is_said_again_where_the_table_says_otherwise() -> None:
    doors = Doors()
    doors.one.connected("e", "ada")
    doors.one.flush()
    doors.clock.pass_ms(1)
    doors.two.catch_up("e")
    doors.two.connected("e", "ada")
    doors.clock.pass_ms(1)
    doors.one.disconnected("e", "ada")
    doors.one.flush()  # before the newer one is written
    doors.two.flush()  # and that comes too late
    doors.clock.pass_ms(1)
    assert doors.two.catch_up("e") == (True, frozenset())
    doors.two.flush()
    assert doors.store.rows["ada"][1].worker_id == "two"
    assert doors.two.here("e") == {"ada"}
    doors.one.catch_up("e")
    assert doors.one.here("e") == {"ada"}


def test_a_late_word_of_an_older_connection_moves_nobody() -> None:
    doors = Doors()
    since = doors.one.connected("e", "ada")
    assert not doors.one.arrived("e", Stored("ada", True, since - 1, "two"))
    assert doors.one.arrived("e", Stored("ada", True, since + 1, "two"))
    assert not doors.one.arrived("e", Stored("ada", True, since + 2, "one")), "its own echo"


def test_who_went_here_last_is_away_since_then() -> None:
    doors = Doors()
    doors.clock.pass_ms(AWAY_MS)
    doors.one.disconnected("e", "ada")
    doors.one.arrived("e", Stored("ada", False, doors.clock.now() - AWAY_MS, "two"))
    assert doors.one.expected("e") == {"ada"}


def test_an_event_deleted_during_the_look_is_not_brought_back() -> None:
    doors = Doors()
    doors.one.connected("e", "ada")
    read = doors.store.changed

    def changed(event_id: str, mark: str) -> tuple[tuple[Stored, ...], str]:
        doors.one.forget(event_id)
        return read(event_id, mark)

    doors.store.changed = changed  # type: ignore[method-assign]
    assert doors.one.catch_up("e") == (False, frozenset())


def test_a_newcomer_is_newer_than_what_another_clock_says() -> None:
    doors = Doors()
    ahead = doors.clock.now() + 500
    doors.one.arrived("e", Stored("ada", True, ahead, "two"))
    assert doors.one.connected("e", "ada") == ahead + 1
    doors.one.flush()
    doors.one.disconnected("e", "ada")
    doors.one.flush()
    assert not doors.store.rows["ada"][1].connected
