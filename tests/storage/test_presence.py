import pytest

from quizapp.domain.stored import Presence
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.presence import SqlPresence
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
