"""The seat list, codes, proxies, and who votes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain import errors
from quizapp.domain.live.state import Phase
from quizapp.domain.seats import SeatLine, by_id, observers_of
from quizapp.domain.voting import GroupBy, Secrecy, Voting
from quizapp.services.voters import Voter
from tests.hall import EVENT, Hall, event
from tests.seat_hall import ROLL_CALL, seats_event, sit

KENYA, PERU = SeatLine("Kenya", "Ms M", "Africa", True), SeatLine("Peru", "", "", False)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(seats_event()) as made:
        yield made


@pytest.fixture
def empty() -> Iterator[Hall]:
    with Hall(event()) as made:
        yield made


def seat_ids(hall: Hall) -> list[str]:
    return [each.id for each in hall.live.event(EVENT).seats]


# ---- the list -------------------------------------------------------------------------------


def test_list_is_seen_before_it_is_written_and_updated_afterwards(empty: Hall) -> None:
    changes = empty.seats.compare(EVENT, [KENYA, PERU])
    assert ([each.delegation for each in changes.new], changes.same) == (["Kenya", "Peru"], 0)
    assert empty.live.event(EVENT).seats == ()
    empty.seats.take_in(EVENT, [KENYA, PERU], "mary")
    first = empty.live.event(EVENT).seats
    assert [(each.number, each.delegation, each.votes) for each in first] == [
        (1, "Kenya", True),
        (2, "Peru", False),
    ]
    moved = replace(PERU, region="Americas", votes=True)
    again = empty.seats.take_in(EVENT, [moved, SeatLine("Mali", "", "", True)], "mary")
    assert (len(again.new), len(again.changed), again.same) == (1, 1, 0)
    assert again.absent == (first[0],)
    peru = by_id(empty.live.event(EVENT).seats)[first[1].id]
    assert (peru.region, peru.votes, peru.number) == ("Americas", True, 2)
    before = empty.state.seq
    assert empty.seats.take_in(EVENT, [moved], "mary").same == 1
    assert empty.state.seq == before, "nothing new, nobody is told"


def test_codes_are_good_until_they_are_renewed(empty: Hall) -> None:
    empty.seats.take_in(EVENT, [KENYA, PERU], "mary")
    kenya, peru = seat_ids(empty)
    codes = empty.seats.issue(EVENT, [peru, kenya])
    assert [each.seat.id for each in codes] == [kenya, peru]
    assert empty.seats.seat_of_code(EVENT, codes[0].code.lower()).id == kenya
    (renewed,) = empty.seats.issue(EVENT, [kenya])
    with pytest.raises(errors.WrongSeatCode):
        empty.seats.seat_of_code(EVENT, codes[0].code)
    assert empty.seats.seat_of_code(EVENT, renewed.code).id == kenya
    for wrong in ("482913", "0000-0000-00000"):
        with pytest.raises(errors.WrongSeatCode):
            empty.seats.seat_of_code(EVENT, wrong)
    with pytest.raises(errors.NotFound):
        empty.seats.issue(EVENT, ["gone"])


def test_phone_sits_down_and_leaves_its_seat(empty: Hall) -> None:
    empty.seats.take_in(EVENT, [KENYA], "mary")
    (code,) = empty.seats.issue(EVENT, seat_ids(empty))
    ada, ben = empty.join("Ada", "Ben")
    ada = empty.seats.sit(ada, code.code)
    assert (ada.seat_id, empty.seats.sit(ada, code.code)) == (code.seat.id, ada)
    empty.seats.sit(ben, code.code)
    assert empty.seats.sitting(EVENT) == {code.seat.id: 2}
    empty.participants.leave(ben)
    assert empty.seats.sitting(EVENT) == {code.seat.id: 1}
    assert empty.participants.stand_up(ada).seat_id is None
    assert empty.seats.sitting(EVENT) == {}


def test_phone_joins_on_its_seat_and_keeps_it_when_it_comes_back(hall: Hall) -> None:
    joined = hall.participants.join(EVENT, "Ada", "en", None, seat_id="s1")
    assert joined.participant.seat_id == "s1"
    back = hall.participants.join(EVENT, "Ada", "en", joined.token)
    assert back.participant.seat_id == "s1"
    other = hall.participants.join(EVENT, "Ada", "en", joined.token, seat_id="s2")
    assert other.participant.seat_id == "s2"


def test_seat_goes_with_its_phones_and_its_proxies_until_seats_have_voted(hall: Hall) -> None:
    (ada, ben) = sit(hall, "s1", "s2")
    hall.seats.give_proxy(EVENT, "s3", "s1", "", "mary")
    hall.seats.remove(EVENT, "s1", "mary")
    assert seat_ids(hall) == ["s2", "s3", "s4", "s5"]
    assert hall.state.proxies == {}
    people = hall.participants.all(EVENT)
    assert (people[ada.id].seat_id, people[ben.id].seat_id) == (None, "s2")
    hall.open_question("poll")
    for change in (
        lambda: hall.seats.remove(EVENT, "s2", "mary"),
        lambda: hall.seats.take_in(EVENT, [KENYA], "mary"),
        lambda: hall.seats.give_proxy(EVENT, "s3", "s2", "", "mary"),
    ):
        with pytest.raises(errors.VoteOpen):
            change()
    hall.until(Phase.CLOSED)
    with pytest.raises(errors.SeatUsed):
        hall.seats.remove(EVENT, "s2", "mary")


def test_proxies_are_told_with_their_notes(hall: Hall) -> None:
    hall.seats.give_proxy(EVENT, "s3", "s1", "by letter", "mary")
    hall.seats.give_proxy(EVENT, "s2", "s1", "", "mary")
    told = hall.seats.proxies(EVENT)
    assert [(each.seat.id, each.holder.id, each.note) for each in told] == [
        ("s2", "s1", ""),
        ("s3", "s1", "by letter"),
    ]
    hall.seats.give_proxy(EVENT, "s3", None, "", "mary")
    assert [each.seat.id for each in hall.seats.proxies(EVENT)] == ["s2"]
    with pytest.raises(errors.NotFound):  # its note is that of another event
        hall.seats.give_proxy(EVENT, "of another event", None, "", "mary")


# ---- who votes ------------------------------------------------------------------------------


def test_each_phone_votes_for_its_seat_and_for_those_that_it_holds(hall: Hall) -> None:
    people = sit(hall, "s1", "s1", "s2", "s5", None)
    hall.seats.give_proxy(EVENT, "s3", "s1", "", "mary")
    on = hall.open_question("poll")
    assert on.rules.seats == 4
    first, second, other, observer, nobody = people
    assert hall.answer(first, "yes").answer == "yes"
    assert hall.answer(second, "no").answer == "no"
    hall.answer(second, "abs", seat="s3")
    hall.answer(other, "yes", seat="s2")
    hall.answer(observer, "yes")
    with pytest.raises(errors.NoSeat):
        hall.answer(nobody, "yes")
    for wrong in ("s2", "s4", "gone"):
        with pytest.raises(errors.NoSeat):
            hall.answer(first, "yes", number=9, seat=wrong)
    crowd = hall.scenes.crowd(EVENT, "hall")
    assert (crowd.answered, crowd.of, crowd.quorum, crowd.by_seat) == (3, 4, 2, True)
    assert crowd.voted_seats == frozenset({"s1", "s2", "s3"})
    hall.until(Phase.REVEALED)
    result = hall.results.of_round(hall.state, hall.on_stage())
    assert {voter: each.answer for voter, each in result.marks.items()} == {
        "s1": "no",
        "s2": "yes",
        "s3": "abs",
    }
    (apart,) = hall.stores.answers.of_rounds([observers_of(on.id)])
    assert (apart.voter_id, apart.answer) == ("s5", "yes")


def test_vote_that_is_held_is_cast_by_its_holder_alone(hall: Hall) -> None:
    giver, holder = sit(hall, "s3", "s1")
    hall.seats.give_proxy(EVENT, "s3", "s1", "", "mary")
    on = hall.open_question("poll")
    with pytest.raises(errors.VoteHeld):
        hall.answer(giver, "yes")
    assert hall.voters.voters_of(hall.state, giver, on) == ()
    seats = by_id(hall.live.event(EVENT).seats)
    assert hall.voters.voters_of(hall.state, holder, on) == (
        Voter("s1", seats["s1"]),
        Voter("s3", seats["s3"]),
    )


def test_secret_ballots_are_for_seats_that_vote() -> None:
    secret = replace(ROLL_CALL, secrecy=Secrecy.SECRET)
    with Hall(seats_event(secret)) as hall:
        observer, nobody = sit(hall, "s5", None)
        on = hall.open_question("poll")
        with pytest.raises(errors.Observer):
            hall.answer(observer, "yes")
        assert hall.voters.voters_of(hall.state, observer, on) == ()
        assert hall.voters.voters_of(hall.state, nobody, on) == ()
        assert hall.scenes.crowd(EVENT, "hall").voted_seats is None


def test_observers_are_asked_apart(hall: Hall) -> None:
    (observer,) = sit(hall, "s5")
    on = hall.open_question("poll")
    (voter,) = hall.voters.voters_of(hall.state, observer, on)
    assert (voter.observes, voter.kept_in(on.id)) == (True, observers_of(on.id))


def test_groups_are_those_of_the_seat(hall: Hall) -> None:
    seated, observer, nobody = sit(hall, "s1", "s5", None)
    with Hall(seats_event(Voting())) as phones:
        people = sit(phones, "s1", None)
        on = phones.open_question("poll")
        found = [phones.voters.voter_of(phones.state, each.id, on) for each in people]
        assert [each.id for each in found] == [each.id for each in people]
        assert phones.voters.voters_of(phones.state, people[0], on) == (Voter(people[0].id),)
        state = phones.state
        groups = {by: [phones.voters.group_of(state, each, by) for each in found] for by in GroupBy}
    assert groups == {
        GroupBy.NONE: ["", ""],
        GroupBy.REGION: ["Africa", ""],
        GroupBy.STANDING: ["member", ""],
    }
    on = hall.open_question("poll")
    apart = hall.voters.voter_of(hall.state, observer.id, on)
    assert hall.voters.group_of(hall.state, apart, GroupBy.STANDING) == "observer"
    with pytest.raises(errors.NoSeat):
        hall.voters.voter_of(hall.state, nobody.id, on)
    with pytest.raises(errors.NoSeat):
        hall.voters.voter_of(hall.state, "unknown", on)
    assert hall.voters.voter_of(hall.state, seated.id, on, "s1").id == "s1"
