"""What a vote decides: edges of quorum and majority, elections, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.outcome import Election, Outcome, needed_for, outcome_of, quorum_of
from quizapp.domain.tallies import Counts, Texts
from quizapp.domain.voting import Majority, Voters, Voting

STANCES = {"for": "y", "against": "n", "abstain": "a"}


def decided(voting: Voting, yes: int, no: int, abstained: int = 0, seats: int = 0) -> Outcome:
    tally = Counts(yes + no, {"y": yes, "n": no}, abstained)
    outcome = outcome_of(voting, seats, STANCES, tally)
    assert outcome is not None
    return outcome


def carried(majority: Majority, yes: int, no: int, **more: int) -> bool:
    voting = Voting(voters=Voters.SEATS, majority=majority, quorum=more.pop("quorum", 0))
    motion = decided(voting, yes, no, **more).motion
    assert motion is not None
    return motion.carried


@pytest.mark.parametrize(
    ("majority", "yes", "no", "is_carried"),
    [
        (Majority.SIMPLE, 0, 0, False),
        (Majority.SIMPLE, 1, 0, True),
        (Majority.SIMPLE, 5, 5, False),
        (Majority.SIMPLE, 6, 5, True),
        (Majority.TWO_THIRDS, 0, 0, False),
        (Majority.TWO_THIRDS, 2, 1, True),
        (Majority.TWO_THIRDS, 4, 2, True),
        (Majority.TWO_THIRDS, 66, 34, False),
        (Majority.TWO_THIRDS, 67, 33, True),
        (Majority.TWO_THIRDS, 3, 2, False),
        (Majority.OF_MEMBERS, 50, 0, False),
        (Majority.OF_MEMBERS, 51, 49, True),
    ],
)
def test_majority_at_its_edges(majority: Majority, yes: int, no: int, is_carried: bool) -> None:
    assert carried(majority, yes, no, seats=100) is is_carried


def test_abstentions_count_for_the_quorum_and_not_for_the_majority() -> None:
    assert carried(Majority.SIMPLE, 1, 0, abstained=49, seats=100, quorum=50)
    assert not carried(Majority.SIMPLE, 1, 0, abstained=48, seats=100, quorum=50)
    everybody = decided(
        Voting(voters=Voters.SEATS, majority=Majority.SIMPLE, quorum=50), 0, 0, 80, 100
    )
    assert everybody.quorum_reached
    assert everybody.to_dict() == {
        "cast": 80,
        "abstain": 80,
        "eligible": 100,
        "quorum": 50,
        "quorum_reached": True,
        "for": 0,
        "against": 0,
        "needed": 1,
        "carried": False,
        "places": 0,
        "elected": [],
        "tied": [],
    }


@pytest.mark.parametrize(
    ("per_cent", "seats", "needed"), [(0, 9, 0), (50, 9, 5), (50, 10, 5), (67, 3, 3), (100, 7, 7)]
)
def test_quorum_is_rounded_up(per_cent: int, seats: int, needed: int) -> None:
    assert quorum_of(per_cent, seats) == needed


def test_where_phones_vote_nobody_knows_how_many_may() -> None:
    outcome = decided(Voting(majority=Majority.SIMPLE, quorum=50), 2, 1)
    assert (outcome.eligible, outcome.quorum, outcome.quorum_reached) == (None, 0, True)
    assert outcome.motion is not None
    assert outcome.motion.carried


def elected(places: int, **votes: int) -> Election:
    voting = Voting(voters=Voters.SEATS, places=places)
    roles = {"none": "nobody"}
    outcome = outcome_of(voting, 50, roles, Counts(sum(votes.values()), votes))
    assert outcome is not None
    assert outcome.motion is None
    assert outcome.election is not None
    return outcome.election


@pytest.mark.parametrize(
    ("votes", "who", "tied"),
    [
        ({"a": 3, "b": 9, "c": 5}, ("b", "c"), ()),
        ({"a": 5, "b": 9, "c": 5}, ("b",), ("a", "c")),
        ({"a": 5, "b": 5, "c": 5}, (), ("a", "b", "c")),
        ({"a": 5, "b": 5, "c": 4}, ("a", "b"), ()),
        ({"a": 1, "b": 0, "c": 0}, ("a",), ()),
        ({"a": 0, "b": 0, "c": 0}, (), ()),
        ({"a": 2, "b": 1, "c": 0, "nobody": 9}, ("a", "b"), ()),
    ],
)
def test_most_votes_are_elected_and_a_tie_at_the_edge_is_not_decided(
    votes: dict[str, int], who: tuple[str, ...], tied: tuple[str, ...]
) -> None:
    assert elected(2, **votes) == Election(2, who, tied)


def test_nobody_is_elected_without_the_quorum() -> None:
    voting = Voting(voters=Voters.SEATS, places=1, quorum=50)
    outcome = outcome_of(voting, 10, {}, Counts(4, {"a": 4}))
    assert outcome is not None
    assert outcome.election == Election(1, (), ())
    assert outcome.to_dict()["quorum_reached"] is False
    assert outcome.to_dict()["places"] == 1


def test_what_is_no_formal_vote_has_no_outcome() -> None:
    tally = Counts(1, {"y": 1, "n": 0})
    assert outcome_of(Voting(), 0, STANCES, tally) is None
    assert outcome_of(Voting(majority=Majority.SIMPLE), 0, STANCES, None) is None
    assert outcome_of(Voting(majority=Majority.SIMPLE), 0, STANCES, Texts(0, {})) is None
    without = outcome_of(Voting(majority=Majority.SIMPLE), 0, {}, tally)
    assert without is not None
    assert without.motion is None


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.sampled_from(Majority))
def test_needed_is_the_least_that_carries(yes: int, no: int, more: int, majority: Majority) -> None:
    seats = yes + no + more
    needed = needed_for(majority, yes + no, seats)
    rule = {
        Majority.NONE: yes > no,
        Majority.SIMPLE: yes > no,
        Majority.TWO_THIRDS: 3 * yes >= 2 * (yes + no) and yes > 0,
        Majority.OF_MEMBERS: 2 * yes > seats,
    }
    assert (yes >= needed) is rule[majority]


@given(st.integers(0, 100), st.integers(0, 400), st.integers(0, 400))
def test_quorum_is_reached_exactly_from_its_share_on(per_cent: int, seats: int, cast: int) -> None:
    assert (cast >= quorum_of(per_cent, seats)) is (100 * cast >= per_cent * seats)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 6), min_size=1), st.integers(1, 8)
)
def test_election_never_prefers_one_of_equals(votes: dict[str, int], places: int) -> None:
    found = elected(places, **votes)
    assert len(found.elected) <= places
    for who in found.elected:
        assert votes[who] > 0
        assert all(votes[other] < votes[who] or other in found.elected for other in votes)
    if found.tied:
        assert len({votes[each] for each in found.tied}) == 1
        assert len(found.elected) < places < len(found.elected) + len(found.tied)
