import hashlib
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.ballots import (
    Ballot,
    Sealing,
    by_content,
    canonical,
    digest_of,
    digest_of_groups,
    group_digest_of,
    seal,
)
from quizapp.domain.text import Json

choices: st.SearchStrategy[Json] = st.one_of(
    st.sampled_from(["a", "b"]), st.lists(st.sampled_from("abc"), max_size=3), st.text(max_size=4)
)
cast = st.lists(st.builds(Ballot, choices, st.sampled_from(["", "Europe", "Africa"])), max_size=9)


def sealed(ballots: list[Ballot]) -> Sealing:
    numbers = count(1)
    return seal(ballots, lambda: f"salt-{next(numbers)}")


def test_seal_is_the_sha_256_of_salt_and_sorted_ballots() -> None:
    made = sealed([Ballot("b"), Ballot("a"), Ballot("b")])
    assert made.whole.digest == hashlib.sha256(b'salt-1\n"a"\n"b"\n"b"').hexdigest()
    assert (made.voted, made.groups, made.groups_digest) == (3, {}, "")


def test_each_group_has_a_seal_of_its_own() -> None:
    made = sealed([Ballot("b", "Asia"), Ballot("a", "Asia"), Ballot("b", "Europe"), Ballot("c")])
    assert {name: each.salt for name, each in made.groups.items()} == {
        "Asia": "salt-2",
        "Europe": "salt-3",
    }
    asia = hashlib.sha256(b'salt-2\n"Asia"\n"a"\n"b"').hexdigest()
    assert made.groups["Asia"].digest == asia == group_digest_of("salt-2", "Asia", ['"b"', '"a"'])
    both = sorted(each.digest for each in made.groups.values())
    assert made.groups_digest == hashlib.sha256("\n".join(both).encode()).hexdigest()
    assert made.groups_digest == digest_of_groups(reversed(both))


@given(ballots=cast, order=st.randoms(use_true_random=False))
def test_order_of_the_ballots_says_nothing(ballots: list[Ballot], order: object) -> None:
    shuffled = [*ballots]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sealed(shuffled) == sealed(ballots)


@given(ballots=st.lists(st.builds(Ballot, choices), min_size=1, max_size=9), other=choices)
def test_another_ballot_is_another_seal(ballots: list[Ballot], other: Json) -> None:
    lines = [each.line for each in ballots]
    if canonical(other) != lines[0]:
        assert digest_of("s", [canonical(other), *lines[1:]]) != digest_of("s", lines)
    assert digest_of("t", lines) != digest_of("s", lines)
    assert digest_of("s", lines[1:]) != digest_of("s", lines)


def test_ballots_are_counted_by_group_and_content() -> None:
    ballots = [Ballot(["b", "a"], "x"), Ballot(["b", "a"], "x"), Ballot("é"), Ballot("b", "x")]
    assert by_content(ballots) == {"x": {'["b","a"]': 2, '"b"': 1}, "": {'"\\u00e9"': 1}}
