"""Reactions are counted, told once and kept as counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizapp.domain.errors import NotFound, ReactionsOff, Removed
from quizapp.domain.event import Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.reactions import BUCKET_MS, Reaction
from quizapp.services.reactions import Reactions
from tests.hall import EVENT, HALL, Hall


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        made.do(cmd.SwitchReactions, on=True)
        yield made


@pytest.fixture
def ada(hall: Hall) -> Participant:
    return hall.join("Ada")[0]


def react(hall: Hall, who: Participant, what: Reaction = Reaction.AGREE, times: int = 1) -> None:
    for _ in range(times):
        hall.from_floor.reactions.react(EVENT, HALL, who.id, what)


def test_what_has_come_is_taken_once(hall: Hall, ada: Participant) -> None:
    react(hall, ada, times=3)
    react(hall, ada, Reaction.APPLAUSE)
    taken = hall.from_floor.reactions.take()
    assert taken == {(EVENT, HALL): {Reaction.AGREE: 3, Reaction.APPLAUSE: 1}}
    assert hall.from_floor.reactions.take() == {}


def test_nobody_reacts_where_it_is_off_or_from_outside(hall: Hall, ada: Participant) -> None:
    with pytest.raises(NotFound):
        hall.from_floor.reactions.react(EVENT, "nowhere", ada.id, Reaction.AGREE)
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    with pytest.raises(Removed):
        react(hall, ada)
    hall.do(cmd.SwitchReactions, on=False)
    (ben,) = hall.join("Ben")
    with pytest.raises(ReactionsOff):
        react(hall, ben)


def test_ten_seconds_are_written_when_they_are_over(hall: Hall, ada: Participant) -> None:
    reactions, kept = hall.from_floor.reactions, hall.stores.reactions
    react(hall, ada, times=2)
    reactions.write()
    assert not kept.counts
    hall.clock.pass_ms(BUCKET_MS)
    react(hall, ada)
    reactions.write()
    assert list(kept.counts.values()) == [2]
    reactions.write(all_of_it=True)
    assert list(kept.counts.values()) == [2, 1]
    reactions.write(all_of_it=True)
    assert sum(kept.counts.values()) == 3
    assert ada.id not in str(kept.counts)


def test_workers_that_share_a_room_tell_what_came_through_any_of_them(
    hall: Hall, ada: Participant
) -> None:
    here, there = (
        Reactions(hall.stores.reactions, hall.live, hall.clock, shared=True) for _ in range(2)
    )
    floors = [(EVENT, HALL), (EVENT, "annex"), (EVENT, "gone")]
    here.react(EVENT, HALL, ada.id, Reaction.AGREE)
    assert here.news(floors) == {}, "what was before the first look is no news"
    assert there.news(floors) == {}
    for _ in range(12):
        here.react(EVENT, HALL, ada.id, Reaction.AGREE)
        there.react(EVENT, HALL, ada.id, Reaction.AGREE)
        there.react(EVENT, HALL, ada.id, Reaction.APPLAUSE)
        told = [here.news(floors), there.news(floors), here.news(floors)]
        sums = [each.get((EVENT, HALL), {}) for each in told]
        assert sums[0].get(Reaction.AGREE, 0) + sums[2].get(Reaction.AGREE, 0) == 2
        assert sums[1] == {Reaction.AGREE: 2, Reaction.APPLAUSE: 1}
        hall.clock.pass_ms(1_000)
    assert here.news([]) == {}


def test_what_could_not_be_written_waits(hall: Hall, ada: Participant) -> None:
    reactions, kept = hall.from_floor.reactions, hall.stores.reactions
    react(hall, ada)
    kept.broken = True
    reactions.write(all_of_it=True)
    react(hall, ada)
    kept.broken = False
    (pulse,) = reactions.pulses(EVENT)
    assert pulse.totals[Reaction.AGREE] == 2
