"""Deleting: when it may be done, what it leaves, and by the calendar of the event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from quizapp.domain.errors import NotCountedYet, NotFound, NotSaved, RoundStillOpen
from quizapp.domain.keeping import DueDates, Keeping, Kept, is_due
from quizapp.domain.live.state import Phase
from quizapp.domain.record import read_record
from quizapp.domain.record_check import check
from quizapp.services.keeping import Keepings
from quizapp.services.records import Records
from tests.hall import EVENT, Hall
from tests.secret_hall import ballot_event, cast, close

DAY_MS = 86_400_000


@dataclass
class FakeKeeping:
    """The dates and the records; names and events go through the hall's own stores."""

    hall: Hall
    days: dict[str, Keeping] = field(default_factory=dict)
    records: dict[str, tuple[Kept, str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def dates(self, event_id: str) -> Keeping:
        return self.days.get(event_id, Keeping())

    def set_dates(self, event_id: str, keeping: Keeping) -> None:
        self.days[event_id] = keeping

    def all_dates(self) -> tuple[DueDates, ...]:
        return tuple(DueDates(each, "Asia/Tokyo", days) for each, days in self.days.items())

    def delete_names(self, event_id: str) -> None:
        if event_id in self.broken:
            raise NotSaved
        rows = self.hall.stores.people.rows
        for who in tuple(rows):
            self.hall.stores.people.keys[who] = ""
            self.hall.stores.people.rejoin(who, "", "", "en")

    def delete_event(self, kept: Kept, content: str) -> None:
        self.hall.stores.events.delete(kept.event_id)
        self.records[kept.event_id] = (kept, content)

    def kept(self) -> tuple[Kept, ...]:
        return tuple(kept for kept, _ in self.records.values())

    def kept_record(self, event_id: str) -> str:
        if event_id not in self.records:
            raise NotFound(what="record")
        return self.records[event_id][1]


@dataclass
class House:
    """A hall that votes in secret, and who looks after what is kept of it."""

    hall: Hall
    store: FakeKeeping
    keeping: Keepings
    closed: list[str]


@pytest.fixture
def house() -> Iterator[House]:
    with Hall(ballot_event()) as hall:
        store, closed = FakeKeeping(hall), list[str]()
        at = hall.stores
        records = Records(at.log, hall.live, hall.results, hall.clock)
        keeping = Keepings(
            store,
            at.events,
            hall.live,
            records,
            hall.clock,
            closed.append,
            hall.participants.forget,
        )
        yield House(hall, store, keeping, closed)


def test_names_are_gone_from_disk_and_memory(house: House) -> None:
    hall = house.hall
    hall.join("Ada", "Ben")
    house.keeping.delete_names(EVENT, "me")
    assert {each.name for each in hall.participants.all(EVENT).values()} == {""}
    kinds = [each.kind for each in hall.stores.log.rows[EVENT]]
    assert kinds == ["NamesDeleted", "ContentChanged"]
    with pytest.raises(NotFound):
        house.keeping.delete_names("?")


def test_event_is_not_deleted_while_people_answer_or_ballots_wait(house: House) -> None:
    people = house.hall.join("Ada")
    cast(house.hall, people, "a")
    with pytest.raises(RoundStillOpen):
        house.keeping.delete_event(EVENT)
    house.hall.until(Phase.CLOSED)
    with pytest.raises(NotCountedYet):
        house.keeping.delete_event(EVENT)
    assert house.hall.sealing.seal_all()
    house.keeping.delete_event(EVENT)
    assert house.closed == [EVENT]


def test_record_stays_and_holds(house: House) -> None:
    hall = house.hall
    people = hall.join(*"ABCDEF")
    cast(hall, people, "abbbba")
    close(hall)
    hall.until(Phase.REVEALED)
    assert not any(each.fault for each in check(read_record(house.keeping.record(EVENT))))
    house.keeping.delete_event(EVENT)
    (kept,) = house.keeping.kept()
    assert (kept.event_id, kept.slug, kept.deleted_at) == (EVENT, "isc-17", hall.clock.now())
    record = read_record(house.keeping.kept_record(EVENT))
    assert [str(each.finding) for each in check(record)] == [
        "chain_holds",
        "seal_holds",
        "figures_hold",
    ]


@pytest.mark.parametrize(
    ("day", "zone", "due"),
    [
        (None, "UTC", False),
        (date(2018, 3, 1), "UTC", True),
        (date(2018, 3, 2), "UTC", False),
        (date(2018, 3, 2), "Pacific/Kiritimati", True),
        (date(2018, 3, 1), "Pacific/Pago_Pago", False),
    ],
)
def test_day_begins_on_the_clock_of_the_event(day: date | None, zone: str, due: bool) -> None:
    ten_in_the_morning = 1_519_898_400_000  # 1 March 2018, 10:00 UTC
    assert is_due(day, zone, ten_in_the_morning) is due


def test_what_is_due_is_deleted_and_what_can_not_be_is_tried_again(house: House) -> None:
    hall, keeping, store = house.hall, house.keeping, house.store
    people = hall.join("Ada")
    wanted = Keeping(date(2018, 3, 2), date(2018, 3, 4))
    keeping.set_dates(EVENT, wanted)
    assert keeping.dates(EVENT) == wanted
    keeping.sweep()
    assert hall.participants.all(EVENT)[people[0].id].name == "Ada"
    hall.clock.pass_ms(DAY_MS)
    store.broken.add(EVENT)
    keeping.sweep()
    assert hall.participants.all(EVENT)[people[0].id].name == "Ada"
    store.broken.clear()
    keeping.sweep()
    assert hall.participants.all(EVENT)[people[0].id].name == ""
    assert keeping.dates(EVENT) == Keeping(None, date(2018, 3, 4)), "once is enough"
    hall.clock.pass_ms(2 * DAY_MS)
    keeping.sweep()
    assert house.closed == [EVENT]


def test_copies_for_rehearsals_end_with_their_event(house: House) -> None:
    copy = replace(ballot_event(), id="copy", rehearsal_of=EVENT, slug="copy", code="111111")
    house.hall.stores.events.put(copy)
    house.keeping.delete_event(EVENT)
    assert house.closed == ["copy", EVENT]
