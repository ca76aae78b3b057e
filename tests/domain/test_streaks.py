from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.streaks import Streak, Turn, bonus_for, streaks

worths = st.sampled_from((0, 1000, 2000, 4000))
turns = st.lists(
    st.builds(
        Turn,
        round_id=st.uuids().map(str),
        worth=worths,
        bonus=st.booleans(),
        right=st.frozensets(st.sampled_from("abc")),
    ),
    unique_by=lambda each: each.round_id,
    max_size=12,
)


def turn(name: str, right: str, worth: int = 1000, *, bonus: bool = True) -> Turn:
    return Turn(name, worth, bonus, frozenset(right))


@pytest.mark.parametrize(
    ("length", "bonus"), [(1, 0), (2, 100), (3, 200), (4, 300), (5, 400), (6, 500), (20, 500)]
)
def test_bonus_grows_by_a_tenth_up_to_half(length: int, bonus: int) -> None:
    assert bonus_for(1000, length) == bonus
    assert bonus_for(2000, length) == 2 * bonus


def test_a_streak_ends_with_anything_less_than_right() -> None:
    found = streaks([turn("q1", "ab"), turn("q2", "a"), turn("q3", "ab"), turn("q4", "ab")])
    assert [each["a"] for each in found.values()] == [
        Streak(1, 0),
        Streak(2, 100),
        Streak(3, 200),
        Streak(4, 300),
    ]
    assert found["q3"]["b"] == Streak(1, 0)
    assert "b" not in found["q2"]


def test_a_question_worth_nothing_neither_breaks_nor_lengthens() -> None:
    found = streaks([turn("q1", "a"), turn("q2", "", worth=0), turn("q3", "a")])
    assert "q2" not in found
    assert found["q3"]["a"] == Streak(2, 100)


def test_without_the_rule_a_question_gives_no_bonus_and_still_counts() -> None:
    found = streaks([turn("q1", "a"), turn("q2", "a", bonus=False), turn("q3", "a")])
    assert found["q2"]["a"] == Streak(2, 0)
    assert found["q3"]["a"] == Streak(3, 200)


@given(turns)
def test_length_is_what_one_counts_back_by_hand(all_turns: list[Turn]) -> None:
    found = streaks(all_turns)
    worth_it = [each for each in all_turns if each.worth]
    assert set(found) == {each.round_id for each in worth_it}
    for at, each in enumerate(worth_it):
        assert set(found[each.round_id]) == each.right
        for voter, streak in found[each.round_id].items():
            length = 0
            while length <= at and voter in worth_it[at - length].right:
                length += 1
            assert streak.length == length
            assert 0 <= streak.bonus <= each.worth / 2
            assert each.bonus or streak.bonus == 0


@given(turns, worths)
def test_what_comes_later_changes_nothing_before(all_turns: list[Turn], worth: int) -> None:
    later = [*all_turns, turn("later", "abc", worth)]
    assert {key: each for key, each in streaks(later).items() if key != "later"} == streaks(
        all_turns
    )
