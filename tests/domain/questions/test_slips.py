from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.questions.slips import one_slip_away

words = st.text(alphabet="abcd", max_size=7)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("agend", "agenda"),
        ("genda", "agenda"),
        ("aggenda", "agenda"),
        ("agendas", "agenda"),
        ("aganda", "agenda"),
        ("aegnda", "agenda"),
        ("agenad", "agenda"),
        ("повестк", "повестка"),
        ("artcle 5", "article 5"),
        ("order of busines", "order of business"),
    ],
)
def test_one_letter_may_be_wrong(given: str, right: str) -> None:
    assert one_slip_away(given, right)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("agd", "agenda"),
        ("egandb", "agenda"),
        ("agneda s", "agenda"),
        ("adnega", "agenda"),
        ("wto", "wco"),
        ("post", "cost"),
        ("article 6", "article 5"),
        ("article 51", "article 5"),
        ("12346", "12345"),
        ("", "agenda"),
    ],
)
def test_more_is_wrong_and_so_are_digits_and_short_words(given: str, right: str) -> None:
    assert not one_slip_away(given, right)


@given(words, words)
def test_it_is_a_distance_of_one(one: str, other: str) -> None:
    """As the plain reckoning over all single changes says."""
    letters = "abcd"
    changed = {one[:i] + c + one[i + 1 :] for i in range(len(one)) for c in letters}
    less = {one[:i] + one[i + 1 :] for i in range(len(one))}
    more = {one[:i] + c + one[i:] for i in range(len(one) + 1) for c in letters}
    swapped = {one[:i] + one[i + 1] + one[i] + one[i + 2 :] for i in range(len(one) - 1)}
    near = other in changed | less | more | swapped and one != other

    assert (one_slip_away(one, other) or one == other) == (
        (near and len(other) >= 5) or one == other
    )
