from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.questions.ordering import Ordering
from quizapp.domain.tallies import Ranks
from tests.domain.questions.reading import entries, faults, read, reason

KIND = Ordering()
QUIZ: dict[str, Any] = {"items": entries("abcd"), "correct": ["c", "a", "d", "b"]}
POLL: dict[str, Any] = {"items": entries("abcd")}


def test_public_view_has_the_items_in_the_order_shown() -> None:
    view = KIND.public_view(read(KIND, POLL | {"items": entries("ba") + entries("c")}), "fr")

    assert view == {
        "items": [
            {"id": "b", "text": "Choix B"},
            {"id": "a", "text": "Choix A"},
            {"id": "c", "text": "Choix C"},
        ]
    }


def test_key_is_the_order() -> None:
    assert KIND.key_view(read(KIND, QUIZ), "en") == {"order": ["c", "a", "d", "b"]}
    assert (
        KIND.key_text(read(KIND, QUIZ), "en")
        == "1. Option C; 2. Option A; 3. Option D; 4. Option B"
    )
    assert KIND.answer_text(read(KIND, QUIZ), list("abcd"), "fr").startswith("1. Choix A; 2.")


def test_poll_has_no_key_and_is_not_graded() -> None:
    content = read(KIND, POLL)

    assert not KIND.has_key(content)
    assert KIND.key_view(content, "en") == {}
    assert KIND.key_text(content, "en") == ""
    with pytest.raises(ValueError, match="no key"):
        KIND.grade(content, list("abcd"))


@pytest.mark.parametrize(
    ("order", "share"),
    [
        ("cadb", Fraction(1)),
        ("acdb", Fraction(2, 3)),  # one pair of six the wrong way round
        ("acbd", Fraction(1, 3)),
        ("abcd", Fraction(0)),  # untouched
        ("bdac", Fraction(0)),  # all the wrong way round
    ],
)
def test_part_marks(order: str, share: Fraction) -> None:
    assert KIND.grade(read(KIND, QUIZ), list(order)) == share


def test_what_was_shown_nearly_right_earns_nothing_either() -> None:
    content = read(KIND, {"items": entries("abc"), "correct": ["a", "c", "b"]})
    shares = {"".join(o): KIND.grade(content, list(o)) for o in permutations("abc")}

    assert shares == {"acb": 1, "abc": 0, "bac": 0, "bca": 0, "cab": 0, "cba": 0}


orders = st.integers(3, 8).flatmap(
    lambda n: st.tuples(*[st.permutations("abcdefgh"[:n]) for _ in range(3)])
)


@given(orders)
def test_only_the_key_is_right_and_the_shown_order_is_worth_nothing(
    drawn: tuple[list[str], list[str], list[str]],
) -> None:
    shown, key, answer = drawn
    assume(shown != key)
    content = read(KIND, {"items": entries("".join(shown)), "correct": key})

    share = KIND.grade(content, answer)

    assert 0 <= share <= 1
    assert (share == 1) == (answer == key)
    assert KIND.grade(content, shown) == 0
    assert KIND.grade(content, key[::-1]) == 0


@given(orders)
def test_undoing_a_wrong_swap_of_neighbours_never_costs(
    drawn: tuple[list[str], list[str], list[str]],
) -> None:
    shown, key, answer = drawn
    assume(shown != key)
    content = read(KIND, {"items": entries("".join(shown)), "correct": key})
    for at in range(len(answer) - 1):
        if key.index(answer[at]) > key.index(answer[at + 1]):
            better = [*answer[:at], answer[at + 1], answer[at], *answer[at + 2 :]]
            assert KIND.grade(content, better) >= KIND.grade(content, answer)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (["a", "b", "c"], "too_few"),
        (["a", "b", "c", "c"], "twice"),
        (["a", "b", "c", "x"], "unknown_option"),
        (["a", "b", "c", 1], "unknown_option"),
        ("abcd", "not_a_list"),
        (None, "not_a_list"),
    ],
)
def test_bad_answers_are_refused(raw: object, why: str) -> None:
    assert reason(KIND, read(KIND, QUIZ), raw) == why


def test_tally_counts_places_and_exact_orders() -> None:
    tally = KIND.tally(read(KIND, QUIZ), [list("cadb"), list("abcd"), list("cadb")])

    assert tally == Ranks(
        voters=3,
        exact=2,
        places={"a": (1, 2, 0, 0), "b": (0, 1, 0, 2), "c": (2, 0, 1, 0), "d": (0, 0, 2, 1)},
    )


def test_figures_before_the_reveal_don_t_say_who_is_exact() -> None:
    content = read(KIND, QUIZ)
    given = [list("cadb"), list("abcd"), list("cadb")]

    assert KIND.tally_so_far(content, given).exact == 0
    assert KIND.tally_so_far(content, given).places == KIND.tally(content, given).places


def test_poll_has_no_exact_order() -> None:
    assert KIND.tally(read(KIND, POLL), [list("abcd")]).exact == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"items": entries("ab"), "correct": ["b", "a"]}, "items: wrong_count"),
        ({"items": entries("abcdefghi"), "correct": None}, "items: wrong_count"),
        ({"correct": ["c", "a", "d"]}, "correct: wrong_count"),
        ({"correct": list("abcd")}, "correct: shown_in_this_order"),
        ({"correct": ["c", "a", "d", "d"]}, "correct[3]: duplicate"),
        ({"correct": ["c", "a", "d", "x"]}, "correct[3]: unknown_option"),
    ],
)
def test_faults_in_the_content_are_named(change: dict[str, Any], fault: str) -> None:
    assert fault in faults(KIND, QUIZ | change)


def test_key_is_left_out_of_the_file_where_there_is_none() -> None:
    assert KIND.to_dict(read(KIND, POLL)).keys() == {"items"}
