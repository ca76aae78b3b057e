from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.leaderboard import Graded, Standing, movement, standings

graded = st.lists(
    st.builds(
        Graded,
        voter_id=st.sampled_from("abcdef"),
        round_id=st.sampled_from(("r1", "r2", "r3")),
        points=st.sampled_from((0, 500, 1000)),
        right=st.booleans(),
        elapsed_ms=st.sampled_from((1000, 2000)),
    ),
    unique_by=lambda each: (each.voter_id, each.round_id),
)


def total(voter_id: str, all_graded: list[Graded]) -> tuple[int, int, int]:
    """Published order of one voter, worked out by hand: smaller is better."""
    own = [each for each in all_graded if each.voter_id == voter_id]
    right = [each for each in own if each.right]
    return -sum(g.points for g in own), -len(right), sum(g.elapsed_ms for g in right)


@given(graded)
def test_place_is_one_more_than_the_number_of_those_who_did_better(marks: list[Graded]) -> None:
    totals = {voter: total(voter, marks) for voter in {each.voter_id for each in marks}}

    placed = standings(marks)

    assert {each.voter_id for each in placed} == set(totals)
    for each in placed:
        own = totals[each.voter_id]
        assert (-each.points, -each.right, each.right_ms) == own
        assert each.place == 1 + sum(other < own for other in totals.values())
        assert each.shared == (list(totals.values()).count(own) > 1)
    assert list(placed) == sorted(placed, key=lambda each: (each.place, each.voter_id))


@given(graded, st.randoms())
def test_order_of_the_answers_does_not_matter(marks: list[Graded], random: object) -> None:
    assert standings(reversed(marks)) == standings(marks)


def test_published_tie_break() -> None:
    marks = [
        Graded("slow", "r1", 1000, True, 9000),
        Graded("lucky", "r1", 500, False, 100),
        Graded("lucky", "r2", 500, False, 100),
        Graded("twin", "r1", 1000, True, 5000),
        Graded("quick", "r1", 1000, True, 5000),
        Graded("last", "r1", 0, False, 10),
    ]

    assert standings(marks) == (
        Standing("quick", 1000, 1, 5000, 1, shared=True),
        Standing("twin", 1000, 1, 5000, 1, shared=True),
        Standing("slow", 1000, 1, 9000, 3, shared=False),
        Standing("lucky", 1000, 0, 0, 4, shared=False),
        Standing("last", 0, 0, 0, 5, shared=False),
    )


def test_time_on_wrong_answers_does_not_count() -> None:
    marks = [
        Graded("a", "r1", 1000, True, 1000),
        Graded("a", "r2", 0, False, 60_000),
        Graded("b", "r1", 1000, True, 1000),
        Graded("b", "r2", 0, False, 1),
    ]

    assert [(each.place, each.shared) for each in standings(marks)] == [(1, True), (1, True)]


def test_movement_counts_places_won_and_lost() -> None:
    before = standings(
        [
            Graded("a", "r1", 1000, True, 1),
            Graded("b", "r1", 500, False, 1),
            Graded("c", "r1", 0, False, 1),
        ]
    )
    after = standings(
        [
            Graded("a", "r1", 0, False, 1),
            Graded("b", "r1", 500, False, 1),
            Graded("d", "r1", 1000, True, 1),
        ]
    )

    assert movement(before, after) == {"a": -2, "b": 0, "d": 0}
    assert movement((), after) == {"a": 0, "b": 0, "d": 0}
