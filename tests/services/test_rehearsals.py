from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.errors import Conflict, NotFound, NotSaved
from quizapp.domain.event import Event
from quizapp.domain.live import commands as cmd
from quizapp.domain.stored import EventLine
from quizapp.services.rehearsals import MOST_PHONES, Rehearsals
from tests.fakes import FakeEvents, FakePhones
from tests.hall import EVENT, Hall
from tests.seat_hall import seat_list


class Stage:
    """A hall, its rehearsals, and what was closed."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.phones = FakePhones()
        self.closed: list[str] = []
        self.rehearsals = Rehearsals(
            hall.stores.events, hall.live, hall.stores.ids, self.phones, self.close
        )

    def close(self, event_id: str) -> None:
        self.closed.append(event_id)
        self.hall.live.forget(event_id)

    def start(self, activity: str | None = None, phones: int = 50) -> Event:
        return self.rehearsals.start(EVENT, activity, phones)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with Hall() as hall:
        yield Stage(hall)


def test_rehearsal_is_a_marked_copy_full_of_phones(stage: Stage) -> None:
    assert stage.rehearsals.of(EVENT) is None
    assert stage.rehearsals.phones(EVENT) == 0
    copy = stage.start()
    assert stage.rehearsals.of(EVENT) == copy
    assert copy.rehearsal_of == EVENT
    assert copy.code != stage.hall.live.event(EVENT).code
    assert stage.phones.rooms == {copy.id: (copy.code, 50)}
    assert stage.rehearsals.phones(EVENT) == 50


def test_who_comes_into_a_rehearsal_is_given_a_seat(stage: Stage) -> None:
    hall = stage.hall
    hall.stores.events.rows[EVENT] = replace(hall.live.event(EVENT), seats=seat_list())
    hall.live.refresh(EVENT)
    (real,) = hall.join("Ada")
    assert real.seat_id is None
    copy = stage.start()
    joined = [hall.participants.join(copy.id, f"Phone {n}", "en", None) for n in range(7)]
    assert [each.participant.seat_id for each in joined] == [
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s1",
        "s2",
    ]
    hall.participants.leave(joined[2].participant)
    again = hall.participants.join(copy.id, "Late", "en", None)
    assert again.participant.seat_id == "s3"
    back = hall.participants.join(copy.id, "Late", "en", again.token)
    assert back.participant.seat_id == "s3"


def test_one_activity_can_be_rehearsed_alone(stage: Stage) -> None:
    assert [each.slug for each in stage.start("poll").activities] == ["poll"]


def test_what_happens_in_a_rehearsal_is_not_in_the_log_of_its_event(stage: Stage) -> None:
    copy = stage.start()
    before = stage.hall.state
    floor = next(iter(stage.hall.live.state(copy.id).floors))
    stage.hall.live.execute(copy.id, cmd.BlankScreen(floor_id=floor, on=True), "ada")
    assert stage.hall.live.state(copy.id).seq == 1
    assert stage.hall.live.refresh(EVENT) == before
    assert stage.hall.stores.log.entries(EVENT) == ()


def test_wiping_deletes_the_copy_and_all_that_knows_it(stage: Stage) -> None:
    copy = stage.start()
    stage.rehearsals.wipe(EVENT)
    assert (stage.rehearsals.of(EVENT), stage.phones.rooms) == (None, {})
    assert stage.closed == [copy.id]
    with pytest.raises(NotFound):
        stage.hall.live.state(copy.id)
    stage.rehearsals.wipe(EVENT)
    assert stage.closed == [copy.id]


def test_a_second_rehearsal_takes_the_place_of_the_first(stage: Stage) -> None:
    first, second = stage.start(), stage.start()
    assert stage.closed == [first.id]
    assert stage.rehearsals.of(EVENT) == second


def test_a_rehearsal_is_not_rehearsed(stage: Stage) -> None:
    copy = stage.start()
    with pytest.raises(NotFound):
        stage.rehearsals.start(copy.id, None, 0)


def test_phones_come_and_go_within_reason(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.rehearsals.fill(EVENT, 10)
    stage.start(phones=0)
    assert stage.phones.rooms == {}
    stage.rehearsals.fill(EVENT, 1_000_000)
    assert stage.rehearsals.phones(EVENT) == MOST_PHONES
    stage.rehearsals.fill(EVENT, 0)
    assert stage.rehearsals.phones(EVENT) == 0


def test_server_that_stops_sends_the_phones_home_and_keeps_the_copy(stage: Stage) -> None:
    stage.start()
    stage.rehearsals.stop()
    assert stage.phones.rooms == {}
    assert stage.rehearsals.of(EVENT) is not None


class Unreadable(FakeEvents):
    def events(self) -> tuple[EventLine, ...]:
        raise NotSaved


def test_server_stops_also_when_the_database_is_away(stage: Stage) -> None:
    Rehearsals(
        Unreadable(), stage.hall.live, stage.hall.stores.ids, stage.phones, stage.close
    ).stop()


def test_a_code_that_is_taken_is_drawn_again(stage: Stage) -> None:
    events, ids = stage.hall.stores.events, stage.hall.stores.ids
    drawn = ids.code()
    taken = replace(events.get(EVENT), id="other", code=str(int(drawn) + 2))
    events.put(taken)
    assert stage.start().code not in (taken.code, events.get(EVENT).code)


def test_no_free_code_is_an_error_and_no_copy(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.hall.stores.ids, "code", lambda: stage.hall.live.event(EVENT).code)
    with pytest.raises(Conflict):
        stage.start()
    assert stage.rehearsals.of(EVENT) is None
