from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Participant
from quizapp.domain.stored import PendingJoin, TeamWish
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.participants import SqlParticipants
from tests.storage.racing import at_once
from tests.storage.samples import join


@pytest.fixture
def participants(database: Database, other_event: SqlEvents) -> SqlParticipants:
    return SqlParticipants(database)


def test_participants_are_numbered_as_they_come(participants: SqlParticipants) -> None:
    first = participants.join([join("1", "Ann"), join("2"), join("3", "Bo", event_id="F")])
    second = participants.join([join("4")])
    ann = Participant("P-1", "E", 1, "Ann", "en", 1_519_900_000_000, left=False, seed=2**31 - 1)
    assert first[0] == ann
    assert [each and (each.id, each.number) for each in (*first, *second)] == [
        ("P-1", 1),
        ("P-2", 2),
        ("P-3", 1),
        ("P-4", 3),
    ]
    assert participants.all("E") == (first[0], first[1], second[0])
    assert participants.get("E", "P-1") == ann
    assert participants.get("F", "P-1") is None
    assert participants.get("E", "P-9") is None


def test_name_is_given_once_in_an_event(participants: SqlParticipants) -> None:
    batch = [
        join("1", "Ann"),
        join("2", "ANN"),
        join("3"),
        join("4"),
        join("5", "ann", event_id="F"),
    ]
    assert [each and each.number for each in participants.join(batch)] == [1, None, 2, 3, 1]
    assert participants.join([join("6", "aNN"), join("7", "Bo")])[0] is None
    assert [each.number for each in participants.all("E")] == [1, 2, 3, 4]


def test_teams_fill_up_in_a_batch_and_from_batch_to_batch(participants: SqlParticipants) -> None:
    even = TeamWish(balance=(("red", 0), ("blue", 0)))
    first = participants.join([join(str(n), team=even) for n in range(3)])
    assert [each and each.team_id for each in first] == ["red", "blue", "red"]
    others = [join("9", team=TeamWish("blue")), join("8"), join("7", event_id="F", team=even)]
    assert [each and each.team_id for each in participants.join(others)] == ["blue", None, "red"]
    (fifth,) = participants.join([join("4", team=TeamWish(balance=(("red", 0), ("blue", -2))))])
    assert fifth is not None
    assert fifth.team_id == "blue", "two of them were moved away since"
    participants.set_left("P-4", True)
    participants.set_left("P-9", True)
    assert participants.join([join("5", team=even)])[0].team_id == "blue"  # type: ignore[union-attr]


def test_team_is_set_and_kept(participants: SqlParticipants) -> None:
    even = TeamWish(balance=(("red", 0), ("blue", 0)))
    participants.join([join("1", team=TeamWish("red")), join("2")])
    assert participants.set_team("P-1", TeamWish("blue")).team_id == "blue"
    assert participants.set_team("P-2", even).team_id == "red"
    assert participants.set_team("P-1", even).team_id == "blue", "not counted against itself"
    again = participants.rejoin("P-1", "Ann", "ann", "fr")
    assert again is not None
    assert again.team_id == "blue"
    assert [each.team_id for each in participants.all("E")] == ["blue", "red"]
    with pytest.raises(NotFound):
        participants.set_team("P-9", even)


def test_participant_is_known_by_the_token_of_its_event(participants: SqlParticipants) -> None:
    (ann,) = participants.join([join("1", "Ann")])
    assert participants.by_token("E", "T-1") == ann
    assert participants.by_token("F", "T-1") is None
    assert participants.by_token("E", "T-2") is None


def test_same_token_again_is_the_same_participant(participants: SqlParticipants) -> None:
    (ann,) = participants.join([join("1", "Ann")])
    again = [join("2", "Bo", token_hash="T-1"), join("3"), join("4", token_hash="T-3")]
    first, second, third = participants.join(again)
    assert first == ann
    assert second == third
    assert participants.join([join("5", token_hash="T-1")]) == [ann]
    assert len(participants.all("E")) == 2


def test_nobody_joins_an_event_that_is_gone(participants: SqlParticipants) -> None:
    joined = participants.join([join("1", event_id="?"), join("2")])
    assert [each and each.id for each in joined] == [None, "P-2"]
    assert participants.join([]) == []


def test_many_join_in_one_batch(participants: SqlParticipants) -> None:
    batch = [join(str(number), f"Name {number}") for number in range(3000)]
    joined = participants.join(batch)
    assert [each and each.number for each in joined] == list(range(1, 3001))


def test_two_batches_at_once_share_the_numbers(
    participants: SqlParticipants, new_process: Callable[[], Database]
) -> None:
    other = SqlParticipants(new_process())
    stores = enumerate((participants, other, participants, other))
    at_once(*(partial(store.join, _room(str(number))) for number, store in stores))
    everyone = participants.all("E")
    assert [each.number for each in everyone] == list(range(1, 251))
    assert sorted(each.name for each in everyone if each.name) == sorted(
        f"Name {number}" for number in range(50)
    )


def _room(who: str) -> list[PendingJoin]:
    """Fifty with names that all rooms have, and fifty without."""
    return [
        join(f"{who}-{number}", f"Name {number}" if number < 50 else "") for number in range(100)
    ]


def test_coming_back_may_change_name_and_language(participants: SqlParticipants) -> None:
    participants.join([join("1", "Ann"), join("2", "Bo"), join("3"), join("4")])
    participants.set_left("P-1", True)
    back = participants.rejoin("P-1", "Cy", "cy", "fr")
    assert back is not None
    assert (back.name, back.language, back.left, back.number) == ("Cy", "fr", False, 1)
    assert participants.get("E", "P-1") == back
    assert participants.join([join("5", "Ann")])[0] is not None
    same = participants.rejoin("P-1", "CY", "cy", "fr")
    assert same is not None
    assert same.name == "CY"
    assert participants.rejoin("P-3", "", "", "en") is not None


def test_coming_back_under_a_taken_name_changes_nothing(participants: SqlParticipants) -> None:
    ann, _ = participants.join([join("1", "Ann"), join("2", "Bo")])
    assert participants.rejoin("P-1", "BO", "bo", "fr") is None
    assert participants.get("E", "P-1") == ann


def test_language_and_leaving_are_kept(participants: SqlParticipants) -> None:
    participants.join([join("1"), join("2")])
    participants.set_language("P-1", "ar")
    participants.set_left("P-1", True)
    kept = participants.get("E", "P-1")
    assert kept is not None
    assert (kept.language, kept.left) == ("ar", True)
    participants.set_left("P-1", False)
    assert [each.left for each in participants.all("E")] == [False, False]


def test_who_is_not_there_is_not_found(participants: SqlParticipants) -> None:
    with pytest.raises(NotFound):
        participants.rejoin("?", "", "", "en")
    with pytest.raises(NotFound):
        participants.set_language("?", "en")
    with pytest.raises(NotFound):
        participants.set_left("?", True)
