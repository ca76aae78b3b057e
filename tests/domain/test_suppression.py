"""Every figure that is published, and the rule itself, against a reader who tries all worlds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.suppression import hidden_groups, suppressed
from quizapp.domain.voting import PLAIN, Secrecy, Voting

Groups = Mapping[str, Mapping[str, int]]
SECRET = Voting(secrecy=Secrecy.SECRET, smallest=5)


@pytest.mark.parametrize(("voted", "nothing"), [(0, True), (4, True), (5, False), (6, False)])
def test_secret_vote_under_k_shows_nothing(voted: int, nothing: bool) -> None:
    assert suppressed(SECRET, voted) is nothing
    assert suppressed(PLAIN, voted) is False


def groups(**cast: str) -> Groups:
    return {name: Counter(given) for name, given in cast.items()}


@pytest.mark.parametrize(
    ("of", "hidden"),
    [
        (groups(a="yyynn", b="yynnn"), ""),
        (groups(), ""),
        (groups(a="", b="yynnn"), ""),
        # The small one, and the one whose total would betray it.
        (groups(a="yn", b="yynnn", c="yyyyynnnnnn"), "ab"),
        # Two small ones that are still under k together.
        (groups(a="y", b="n", c="yynnn", d="yyyyynnnnnn"), "abc"),
        # Two small ones that are k together.
        (groups(a="yyn", b="ynn", c="yynnn", d="yyyyynnnnnnnn"), "ab"),
        # Nothing less than all would do.
        (groups(a="yn", b="yyynnn"), "ab"),
        (groups(a="y"), "a"),
        # Of what is hidden "y" alone could be the content of all: whether it is, nobody may see.
        (groups(a="yy", b="yyyyn", c="yyyyyyyyyy", d="nnnyyyyyyyyyyyyyyyyyyyy"), "abcd"),
        # All that is hidden is the same, and could be either.
        (groups(a="yy", b="yyyyy", c="yyyynnnnnnnn"), "abc"),
    ],
)
def test_hidden_is_what_would_betray_a_group(of: Groups, hidden: str) -> None:
    assert hidden_groups(of, 5) == set(hidden)


def votes_of(size: int, contents: str) -> Iterator[tuple[str, ...]]:
    """Every way in which a group of that size may have voted."""
    if len(contents) == 1:
        yield tuple(contents * size)
        return
    for first in range(size + 1):
        for rest in votes_of(size - first, contents[1:]):
            yield (*contents[0] * first, *rest)


def published(world: tuple[tuple[str, ...], ...], k: int) -> tuple[object, ...]:
    """All that is shown of it: the whole, how many of each group voted, the groups not hidden."""
    of = {str(place): Counter(given) for place, given in enumerate(world)}
    hidden = hidden_groups(of, k)
    whole = sum(of.values(), Counter[str]())
    shown = tuple((name, tuple(sorted(of[name].items()))) for name in of if name not in hidden)
    return tuple(sorted(whole.items())), tuple(map(len, world)), shown


@pytest.mark.parametrize(("contents", "most", "many"), [("yn", 5, 3), ("yna", 3, 3), ("yn", 3, 4)])
def test_no_reader_who_knows_the_rule_computes_a_group_under_k(
    contents: str, most: int, many: int
) -> None:
    k = 3
    ways = {size: tuple(votes_of(size, contents)) for size in range(1, most + 1)}
    for sizes in product(range(1, most + 1), repeat=many):
        if list(sizes) != sorted(sizes):
            continue
        alike: dict[tuple[object, ...], list[tuple[tuple[str, ...], ...]]] = defaultdict(list)
        for world in product(*(ways[size] for size in sizes)):
            alike[published(world, k)].append(world)
        for (whole, *_), worlds in alike.items():
            assert isinstance(whole, tuple)
            for place, size in enumerate(sizes):
                if size < k and len(whole) > 1:
                    assert len({world[place] for world in worlds}) > 1, worlds


cast = st.dictionaries(st.sampled_from("abc"), st.integers(0, 12), max_size=3)


@given(of=st.dictionaries(st.sampled_from("uvwxyz"), cast), k=st.integers(2, 9))
def test_what_is_hidden_is_never_one_group_nor_few_nor_all_alike(of: Groups, k: int) -> None:
    hidden = hidden_groups(of, k)
    there = {name for name, given in of.items() if sum(given.values())}
    assert hidden <= there
    assert {name for name in there if sum(of[name].values()) < k} <= hidden
    if hidden and hidden != there:
        rest = sum((Counter(of[name]) for name in hidden), Counter[str]())
        assert len(hidden) > 1
        assert rest.total() >= k
        assert len(+rest) > 1
