"""The seat list in the database, and one vote a seat however its phones tap."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from threading import Barrier, Event
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.live.state import Phase
from quizapp.domain.seats import ProxyNote, PutSeat, Seat, observers_of
from quizapp.domain.stored import Kept, RehearsalPlan
from quizapp.services.answers import HIGHEST_NUMBER
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from quizapp.storage.seat_answers import FURTHEST
from quizapp.storage.seats import SqlSeats
from tests.fakes import FakeEvents
from tests.hall import EVENT, Hall, Stores
from tests.seat_hall import seats_event, sit
from tests.storage import samples
from tests.storage.samples import answer, join


@pytest.fixture
def seats(database: Database, other_event: SqlEvents) -> SqlSeats:
    return SqlSeats(database)


def seat(seat_id: str, number: int = 1, **changes: object) -> Seat:
    made = Seat(seat_id, "E", number, "Kenya", "", "Africa", votes=True)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_seats_come_with_their_event_in_order(seats: SqlSeats, event: SqlEvents) -> None:
    seats.put("E", [PutSeat(seat("b", 2), "hash b"), PutSeat(seat("a"), "hash a")])
    assert event.get("E").seats == (seat("a"), seat("b", 2))
    assert event.get("F").seats == ()


def test_rehearsal_has_the_list_and_none_of_its_codes(seats: SqlSeats, event: SqlEvents) -> None:
    puts = [PutSeat(seat("a"), "hash a"), PutSeat(seat("b", 2, votes=False), "hash b")]
    seats.put("E", puts)
    event.copy(RehearsalPlan("E", "C", "copy", "777777", "copy-screen"))
    copied = event.get("C").seats
    assert [replace(each, id="", event_id="") for each in copied] == [
        replace(each.seat, id="", event_id="") for each in puts
    ]
    assert not {each.id for each in copied} & {"a", "b"}
    assert [seats.by_code("C", each.code_hash or "") for each in puts] == [None, None]
    assert seats.by_code("E", "hash a") == "a"


def test_seat_that_is_changed_keeps_its_code(seats: SqlSeats, event: SqlEvents) -> None:
    seats.put("E", [PutSeat(seat("a"), "hash a")])
    changed = seat("a", region="EAC", votes=False)
    seats.put("E", [PutSeat(changed, None), PutSeat(seat("b", 2), "hash b")])
    assert event.get("E").seats == (changed, seat("b", 2))
    assert (seats.by_code("E", "hash a"), seats.by_code("F", "hash a")) == ("a", None)
    seats.renew("E", {"a": "other"})
    assert (seats.by_code("E", "hash a"), seats.by_code("E", "other")) == (None, "a")


def test_list_is_written_whole_or_not_at_all(seats: SqlSeats, event: SqlEvents) -> None:
    seats.put("E", [PutSeat(seat("a"), "hash a")])
    for refused in (
        [PutSeat(seat("c", 3), "hash c"), PutSeat(seat("b", 1), "hash b")],
        [PutSeat(seat("c", 3), "hash c"), PutSeat(seat("gone", 4), None)],
    ):
        with pytest.raises(Conflict):
            seats.put("E", refused)
    assert event.get("E").seats == (seat("a"),)
    with pytest.raises(NotFound):
        seats.put("no event", [PutSeat(seat("c"), "hash c")])


def test_phones_stand_up_from_a_seat_that_goes(
    seats: SqlSeats, database: Database, event: SqlEvents
) -> None:
    people = SqlParticipants(database)
    seats.put("E", [PutSeat(seat("a"), "hash a")])
    seats.put("F", [PutSeat(seat("f"), "hash f")])
    people.join([join("ada")])
    assert people.set_seat("P-ada", "a").seat_id == "a"
    for wrong in ("f", "gone"):
        with pytest.raises(NotFound):
            people.set_seat("P-ada", wrong)
    seats.delete("E", "a")
    (ada,) = people.all("E")
    assert ada.seat_id is None
    assert event.get("E").seats == ()
    for absent in ("a", "f"):
        with pytest.raises(NotFound):
            seats.delete("E", absent)
        with pytest.raises(NotFound):
            seats.renew("E", {absent: "x"})


def test_notes_are_kept_by_seat(seats: SqlSeats) -> None:
    seats.put("E", [PutSeat(seat("b", 2), "hash b"), PutSeat(seat("a"), "hash a")])
    seats.put_note("b", "by letter")
    seats.put_note("a", "x")
    seats.put_note("a", "of 1 March")
    assert seats.notes("E") == (ProxyNote("a", "of 1 March"), ProxyNote("b", "by letter"))
    seats.put_note("a", "")
    assert seats.notes("E") == (ProxyNote("b", "by letter"),)
    assert seats.notes("F") == ()
    with pytest.raises(NotFound):
        seats.put_note("gone", "x")


def test_last_answer_of_any_phone_of_a_seat_stands(
    database: Database, other_event: SqlEvents
) -> None:
    answers = SqlAnswers(database)
    first, second = answer("s1", "a", sender_id="p1"), answer("s1", "b", sender_id="p2")
    assert answers.commit([first, second]) == [
        Kept(2, "b", fresh=False),
        Kept(2, "b", fresh=True),
    ]
    assert answers.commit([first]) == [Kept(2, "b", fresh=False)], "a resend changes nothing"
    again = answer("s1", "c", number=9, sender_id="p1")
    assert answers.commit([again, answer("v", "x")]) == [
        Kept(9, "c", fresh=True),
        Kept(1, "x", fresh=True),
    ]
    (seat_vote, _) = sorted(answers.of_rounds(["R"]), key=lambda each: each.voter_id)
    assert (seat_vote.voter_id, seat_vote.answer, seat_vote.number) == ("s1", "c", 9)


def test_no_phone_counts_so_far_that_the_others_of_its_seat_can_say_no_more(
    database: Database, other_event: SqlEvents
) -> None:
    answers = SqlAnswers(database)
    for sent, stands in ((HIGHEST_NUMBER - 1, FURTHEST), (HIGHEST_NUMBER, FURTHEST + 1)):
        far = answer("s1", "a", number=sent, sender_id="p1")
        assert answers.commit([far]) == [Kept(stands, "a", fresh=True)]
    other = answer("s1", "b", number=FURTHEST + 2, sender_id="p2")
    assert answers.commit([other]) == [Kept(FURTHEST + 2, "b", fresh=True)]


ROUNDS = count()
"""A round of its own for each example: all of them share one table."""

sendings = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2"]),
        st.integers(1, 4) | st.sampled_from([FURTHEST, HIGHEST_NUMBER]),
        st.sampled_from("abc"),
    ),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(sendings, st.integers(1, 3))
def test_fake_and_table_agree_on_what_stands(
    sqlite_database: Database, sent: list[tuple[str, int, str]], size: int
) -> None:
    """In batches of any size, the last one that is news stands, and numbers only rise."""
    events = SqlEvents(sqlite_database)
    if not events.events():
        events.create(samples.plan(), "E", "123456", "screen")
    fake, table = Stores().answers, SqlAnswers(sqlite_database)
    round_id = f"R{next(ROUNDS)}"
    batch = [
        answer("s1", value, number=number, sender_id=who, round_id=round_id)
        for who, number, value in sent
    ]
    for start in range(0, len(batch), size):
        some = batch[start : start + size]
        stood = [each for each in table.commit(some) if isinstance(each, Kept)]
        expected = [each for each in fake.commit(some) if isinstance(each, Kept)][-1]
        assert {(each.number, each.answer) for each in stood} == {
            (expected.number, expected.answer)
        }
        assert sum(each.fresh for each in stood) <= 1


@pytest.fixture
def voting_hall(sqlite_database: Database) -> Iterator[Hall]:
    """The services, with their answers and their log in a real file."""
    SqlEvents(sqlite_database).create(samples.plan(), EVENT, "123456", "screen")
    stores = Stores(log=cast(Any, SqlLog(sqlite_database)), events=FakeEvents())
    stores.answers = cast(Any, SqlAnswers(sqlite_database))
    stores.answers.gate = Event()
    stores.events.put(seats_event())
    with Hall(stores=stores) as hall:
        yield hall


def test_three_phones_of_one_seat_tap_at_once_and_it_has_one_vote(voting_hall: Hall) -> None:
    hall = voting_hall
    people = sit(hall, "s1", "s1", "s1", "s2", "s5")
    on = hall.open_question("poll")
    gate = Barrier(len(people))

    def taps(place: int) -> list[object]:
        gate.wait()
        choices = ("yes", "no", "abs", "yes")
        return [
            hall.answer(people[place], choices[(place + n) % 4], number=n + 1, on=on).answer
            for n in range(4)
        ]

    with ThreadPoolExecutor(len(people)) as threads:
        list(threads.map(taps, range(len(people))))
    last = hall.answer(people[1], "no", number=99, on=on)
    assert (last.answer, last.already) == ("no", False)
    assert hall.answer(people[2], "yes", number=4, on=on).answer == "no", "sent before: no news"
    hall.until(Phase.REVEALED)
    result = hall.results.of_round(hall.state, hall.on_stage())
    assert set(result.marks) == {"s1", "s2"}
    assert result.marks["s1"].answer == "no"
    observers = hall.stores.answers.of_rounds([observers_of(on.id)])
    assert [each.voter_id for each in observers] == ["s5"]
