"""A hall with a seat list: delegations that vote, one that observes, and a motion to vote on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizapp.domain.bank import Question, read_question
from quizapp.domain.event import Event, Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.seats import Seat
from quizapp.domain.voting import Majority, NamesTo, Voters, Voting
from tests.hall import EVENT, Hall, event, poll, text

DELEGATIONS = ("Kenya", "Åland", "France", "Peru")
ROLL_CALL = Voting(voters=Voters.SEATS, names_to=NamesTo.ROOM, majority=Majority.SIMPLE, quorum=50)


def motion(slug: str = "m1") -> Question:
    roles = {"yes": "for", "no": "against", "abs": "abstain"}
    options = [
        {"id": each, "text": text(f"{slug} {each}"), "role": role} for each, role in roles.items()
    ]
    return read_question(
        {
            "slug": slug,
            "type": "single_choice",
            "prompt": text(f"{slug} prompt"),
            "options": options,
        }
    )


def seat_list(event_id: str = EVENT) -> tuple[Seat, ...]:
    """s1 to s4 vote, s5 observes."""
    voting = tuple(
        Seat(f"s{n}", event_id, n, name, f"[{name}]", "Africa" if n == 1 else "", votes=True)
        for n, name in enumerate(DELEGATIONS, start=1)
    )
    return (*voting, Seat("s5", event_id, 5, "EU", "[EU]", "", votes=False))


def seats_event(voting: Voting = ROLL_CALL, *questions: Question, **changes: Any) -> Event:
    asked = questions or (motion(),)
    return event(poll(*asked, voting=voting), **{"seats": seat_list(), **changes})


def sit(hall: Hall, *seats: str | None) -> tuple[Participant, ...]:
    """Phones, each on a seat (or on none), in this order."""
    people = hall.join(*(f"phone {n}" for n in range(len(seats))))
    return tuple(
        who if seat is None else hall.participants.take_seat(who, seat)
        for who, seat in zip(people, seats, strict=True)
    )


def roll_calls() -> Iterator[Hall]:
    """Two floors' worth of a vote: open with a proxy, then with its roll call on the screen."""
    with Hall(seats_event()) as hall:
        people = sit(hall, "s1", "s2", "s5", None)
        hall.seats.give_proxy(EVENT, "s3", "s1", "by letter", "mary")
        hall.open_question("poll")
        hall.answer(people[0], "yes")
        hall.answer(people[0], "no", seat="s3")
        yield hall
        hall.until(Phase.REVEALED)
        hall.do(cmd.ShowRoll, on=True)
        yield hall
