"""What is told of seats and formal votes: to whom they belong, what was decided, who voted how."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.event import Participant
from quizapp.domain.outcome import outcome_of
from quizapp.domain.seats import alphabetical, by_id
from quizapp.domain.text import Json
from quizapp.presentation.game import Payload
from quizapp.services.scenes import Crowd, RoundScene, Scene
from quizapp.services.voters import Voter

MOST_MISSING = 60
"""Seats that have not voted, as a console lists them; how many they are it is told of all."""

Held = tuple[Voter, tuple[int, Json] | None]
"""A seat whose vote is held, and its (number, answer) so far."""


def my_seat(scene: Scene, who: Participant) -> Payload | None:
    """The seat that the phone sits on."""
    seat = by_id(scene.event.seats).get(who.seat_id or "")
    if seat is None:
        return None
    return {"delegation": seat.delegation, "name": seat.name, "votes": seat.votes}


def votes_as(scene: Scene, view: RoundScene, who: Participant) -> str:
    """As what the phone answers, or why it can't."""
    voting = view.round.rules.voting
    if not voting.by_seat:
        return "phone"
    seat = by_id(scene.event.seats).get(who.seat_id or "")
    if seat is None:
        return "no_seat"
    if seat.id in scene.state.proxies:
        return "vote_held"
    if seat.votes:
        return "seat"
    return "no_ballot" if voting.secret else "observer"


def voter_id(view: RoundScene, who: Participant) -> str:
    """Under whose name the phone's own answer is kept."""
    return (who.seat_id or "") if view.round.rules.voting.by_seat else who.id


def my_held(held: Iterable[Held]) -> list[Json]:
    """The votes of others that this phone's seat holds."""
    lines: list[Json] = []
    for voter, answer in held:
        assert voter.seat is not None
        number, given = answer if answer is not None else (0, None)
        lines.append(
            {
                "seat": voter.id,
                "delegation": voter.seat.delegation,
                "name": voter.seat.name,
                "number": number,
                "answer": given,
                "voted": answer is not None,
            }
        )
    return lines


def outcome(view: RoundScene, *, shown: bool) -> Payload | None:
    """What the vote has decided: with its figures, after the reveal."""
    if not (shown and view.revealed) or view.round.voided:
        return None
    rules = view.round.rules
    found = outcome_of(rules.voting, rules.seats, view.question.stances(), view.tally)
    return None if found is None else found.to_dict()


def roll(scene: Scene, language: str) -> list[Json] | None:
    """Who voted how, by delegation: where the round said so before, and the moderator shows it."""
    view, floor = scene.on_screen, scene.floor
    if view is None or view.result is None or not view.revealed or view.round.voided:
        return None
    if not (floor.roll_shown and view.round.rules.voting.roll_call) or floor.results_hidden:
        return None
    lines: list[Json] = []
    for seat in sorted(scene.event.seats, key=alphabetical):
        mark = view.result.marks.get(seat.id)
        if not seat.votes and mark is None:
            continue
        lines.append(
            {
                "delegation": seat.delegation,
                "name": seat.name,
                "answer": None if mark is None else mark.answer,
                "text": "" if mark is None else view.question.answer_text(mark.answer, language),
            }
        )
    return lines


def for_vote(crowd: Crowd) -> Payload | None:
    """While seats vote: how many are needed. How many have voted stands beside it."""
    return {"quorum": crowd.quorum} if crowd.by_seat else None


def for_missing(scene: Scene, crowd: Crowd) -> Payload | None:
    """Consoles alone: which seats have not voted yet. Nobody is told of a secret round's."""
    if not crowd.by_seat or crowd.voted_seats is None:
        return None
    missing = [
        each for each in scene.event.seats if each.votes and each.id not in crowd.voted_seats
    ]
    first = sorted(missing, key=alphabetical)[:MOST_MISSING]
    return {
        "count": len(missing),
        "first": [{"delegation": each.delegation, "name": each.name} for each in first],
    }
