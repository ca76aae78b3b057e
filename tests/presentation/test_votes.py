"""What phones, screens and consoles are told of seats and votes; and what nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.voting import Secrecy
from quizapp.presentation.votes import MOST_MISSING, for_missing
from tests.hall import EVENT, Hall
from tests.presentation.frames import Frame, console, crowd, me, phone, screen, text_of
from tests.seat_hall import DELEGATIONS, ROLL_CALL, seat_list, seats_event, sit


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(seats_event()) as made:
        yield made


def named(frame: Frame) -> set[str]:
    """The delegations and persons of the seat list that stand in it."""
    text = text_of(frame)
    return {each for each in (*DELEGATIONS, "EU", "[Kenya]", "[EU]") if f'"{each}"' in text}


def test_nobody_reads_who_voted_before_the_roll_is_shown_and_phones_never(hall: Hall) -> None:
    people = sit(hall, "s1", "s2", "s5", None)
    hall.seats.give_proxy(EVENT, "s3", "s1", "[note of the proxy]", "mary")
    for phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
        if phase is Phase.OPEN:
            hall.open_question("poll")
            for who in people[:3]:
                hall.answer(who, "yes")
        else:
            hall.until(phase)
        assert named(screen(hall)) == named(phone(hall)) == named(crowd(hall)) == set()
        assert named(me(hall, people[0])) == {"Kenya", "[Kenya]", "France"}
        assert named(me(hall, people[1])) == {"Åland"}
        assert named(me(hall, people[3])) == set()
    hall.do(cmd.ShowRoll, on=True)
    assert named(screen(hall)) == {*DELEGATIONS, "[Kenya]"}, "observers are in no roll call"
    assert named(phone(hall)) == set()
    for frame in (screen(hall), console(hall), phone(hall), me(hall, people[0])):
        assert "note of the proxy" not in text_of(frame)
    hall.do(cmd.VoidRound)
    assert (screen(hall)["roll"], screen(hall)["round"]["outcome"]) == (None, None)


def test_outcome_comes_with_the_results_and_goes_with_them(hall: Hall) -> None:
    (kenya,) = sit(hall, "s1")
    hall.open_question("poll")
    hall.answer(kenya, "yes")
    assert phone(hall)["round"]["outcome"] is None
    hall.until(Phase.CLOSED)
    assert screen(hall)["round"]["outcome"] is None
    hall.until(Phase.REVEALED)
    outcome = phone(hall)["round"]["outcome"]
    assert (outcome["cast"], outcome["eligible"], outcome["quorum_reached"]) == (1, 4, False)
    assert outcome["carried"] is False
    hall.do(cmd.HideResults, on=True)
    assert (phone(hall)["round"]["outcome"], screen(hall)["round"]["outcome"]) == (None, None)


def test_console_is_told_which_seats_have_not_voted(hall: Hall) -> None:
    (kenya,) = sit(hall, "s1")
    counted = hall.scenes.crowd(EVENT, "hall")
    assert for_missing(hall.scene(), counted) is None
    hall.open_question("poll")
    hall.answer(kenya, "yes")
    missing = for_missing(hall.scene(), hall.scenes.crowd(EVENT, "hall"))
    assert missing == {
        "count": 3,
        "first": [
            {"delegation": each, "name": f"[{each}]"} for each in ("Åland", "France", "Peru")
        ],
    }
    assert crowd(hall)["vote"] == {"quorum": 2}


def test_long_lists_of_missing_seats_are_cut() -> None:
    many = tuple(replace(seat_list()[0], id=f"m{n}", number=n) for n in range(1, 101))
    with Hall(seats_event(seats=many)) as hall:
        hall.open_question("poll")
        missing = for_missing(hall.scene(), hall.scenes.crowd(EVENT, "hall"))
        assert missing is not None
        assert (missing["count"], len(missing["first"])) == (100, MOST_MISSING)  # type: ignore[arg-type]


def test_nobody_is_told_which_seats_voted_in_secret() -> None:
    with Hall(seats_event(replace(ROLL_CALL, secrecy=Secrecy.SECRET))) as hall:
        (kenya, observer) = sit(hall, "s1", "s5")
        hall.open_question("poll")
        hall.answer(kenya, "yes")
        assert for_missing(hall.scene(), hall.scenes.crowd(EVENT, "hall")) is None
        assert me(hall, kenya)["round"]["voted"] is True
        assert me(hall, observer)["round"]["votes_as"] == "no_ballot"
        assert named(console(hall)) == set()
