from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.stored import Presence
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.presence import SqlPresence
from tests.storage.racing import at_once
from tests.storage.samples import join


@pytest.fixture
def presence(database: Database, other_event: SqlEvents) -> SqlPresence:
    SqlParticipants(database).join([join("1"), join("2"), join("3", event_id="F")])
    return SqlPresence(database)


def test_latest_presence_stands(presence: SqlPresence) -> None:
    here, gone = (
        Presence("P-1", connected=True, since=50),
        Presence("P-1", connected=False, since=0),
    )
    other = Presence("P-3", connected=True, since=60)
    presence.save([("E", here), ("F", other)])
    assert (presence.load("E"), presence.load("F")) == ((here,), (other,))
    presence.save([("E", here), ("E", gone)])
    assert (presence.load("E"), presence.load("F")) == ((gone,), (other,))


def test_who_was_deleted_does_not_hinder_the_others(presence: SqlPresence) -> None:
    there = Presence("P-2", connected=True, since=50)
    presence.save([("E", Presence("?", connected=True, since=50)), ("E", there)])
    assert presence.load("E") == (there,)
    presence.save([("?", Presence("?", connected=True, since=50))])
    presence.save([])
    assert presence.load("?") == ()


def test_last_sign_of_life_is_that_of_any_worker(presence: SqlPresence) -> None:
    assert presence.last_sign_of_life() is None
    presence.sign_of_life("one", 1_519_900_000_000)
    presence.sign_of_life("two", 1_519_900_002_000)
    presence.sign_of_life("one", 1_519_900_001_000)
    assert presence.last_sign_of_life() == 1_519_900_002_000


def test_old_signs_of_life_are_dropped_but_never_the_latest(presence: SqlPresence) -> None:
    presence.drop_signs(1_000)
    for worker, at in (("gone", 1_000), ("late", 2_000), ("here", 3_000)):
        presence.sign_of_life(worker, at)
    presence.drop_signs(2_000)
    assert presence.alive(0) == {"late", "here"}
    presence.drop_signs(9_000)
    assert presence.alive(0) == {"here"}
    assert presence.last_sign_of_life() == 3_000


def test_a_connection_elsewhere_is_not_undone_by_who_lost_the_old_one(
    presence: SqlPresence,
) -> None:
    there = Presence("P-1", connected=True, since=50, worker_id="one")
    newer = Presence("P-1", connected=True, since=60, worker_id="two")
    presence.save([("E", there)])
    presence.save([("E", newer)])
    presence.save([("E", there)])
    presence.save([("E", Presence("P-1", connected=False, since=70, worker_id="one"))])
    assert presence.load("E") == (newer,)
    gone = Presence("P-1", connected=False, since=80, worker_id="two")
    presence.save([("E", gone)])
    assert presence.load("E") == (gone,)
    left = Presence("P-1", connected=False, since=0, worker_id="one")
    presence.save([("E", left)])
    assert presence.load("E") == (left,)


def test_a_sign_of_life_tells_the_latest_before_it(presence: SqlPresence) -> None:
    assert presence.sign_of_life("one", 1_000) is None
    assert presence.sign_of_life("two", 5_000) == 1_000
    assert presence.sign_of_life("one", 5_100) == 5_000
    assert presence.alive(5_001) == {"one"}
    assert presence.alive(5_000) == {"one", "two"}


def test_of_several_who_come_back_at_once_one_finds_the_gap(
    presence: SqlPresence, new_process: Callable[[], Database]
) -> None:
    presence.sign_of_life("before", 1_000)
    stores = [SqlPresence(new_process()) for _ in range(4)]
    jobs = [partial(each.sign_of_life, f"w{n}", 9_000) for n, each in enumerate(stores)]
    assert sorted(map(str, at_once(*jobs))) == ["1000", "9000", "9000", "9000"]


def test_a_probe_changes_no_sign(presence: SqlPresence) -> None:
    presence.sign_of_life("one", 1_000)
    presence.probe("one")
    presence.probe("two")
    assert presence.last_sign_of_life() == 1_000
    assert presence.alive(0) == {"one"}
