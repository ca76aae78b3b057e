"""A hall that votes in secret: a poll of two questions, by phones, or by seats with regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizapp.domain.event import Event, Participant
from quizapp.domain.live.state import Phase, Round
from quizapp.domain.seats import Seat
from quizapp.domain.text import Json
from quizapp.domain.voting import GroupBy, Secrecy, Voters, Voting
from tests.hall import EVENT, Hall, choice, event, poll, question_of

SECRET = Voting(secrecy=Secrecy.SECRET)
BY_REGION = Voting(Voters.SEATS, Secrecy.SECRET, group_by=GroupBy.REGION)


def ballot_event(voting: Voting = SECRET, *regions: str, **changes: Any) -> Event:
    """A seat for each region named; `s1` is the first."""
    seats = tuple(
        Seat(f"s{number}", EVENT, number, f"Delegation {number}", "", region, True)
        for number, region in enumerate(regions, start=1)
    )
    questions = (choice("b1", correct=None), question_of("word_cloud", "b2"))
    box = poll(*questions, activity_id="box", voting=voting)
    return event(box, seats=seats, **changes)


def sit(hall: Hall, people: Sequence[Participant]) -> None:
    """Each on the seat of their number."""
    for who in people:
        hall.participants.take_seat(who, f"s{who.number}")


def cast(hall: Hall, people: Sequence[Participant], choices: Sequence[Json]) -> Round:
    """Open the next question and hand in a ballot each."""
    if hall.floor().head.activity_id != "box":
        hall.start("box")
    on = hall.until(Phase.OPEN)
    for who, given in zip(people, choices, strict=True):
        hall.answer(who, given)
    return on


def close(hall: Hall) -> Round:
    """Close it and have the ballots sealed, as the server's task does."""
    hall.until(Phase.CLOSED)
    assert hall.sealing.seal_all()
    return hall.on_stage()


def reveal(hall: Hall) -> Round:
    """Close, seal, reveal."""
    close(hall)
    return hall.until(Phase.REVEALED)
