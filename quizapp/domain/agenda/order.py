"""Reads Roman numbers, and finds the ones that stand out of order."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman(numeral: str) -> int:
    """Add up any non-empty row of I, V, X and L, also a careless one such as IIII."""
    values = [_ROMAN[letter] for letter in numeral]
    signed = [-value if value < after else value for value, after in pairwise(values)]
    return sum(signed) + values[-1]


def longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Give the positions of the longest rising choice of numbers, so that few are left out.

    Where several are as long the earlier number stays: of 1, 3, 2, 4 it leaves out the 2.
    Patience sorting from the end; a pile's top is the best first number of its length.
    """
    tops: list[int] = []
    tops_at: list[int] = []
    following: dict[int, int | None] = {}
    for at in reversed(range(len(numbers))):
        pile = bisect_left(tops, -numbers[at])
        following[at] = tops_at[pile - 1] if pile else None
        tops[pile : pile + 1] = [-numbers[at]]
        tops_at[pile : pile + 1] = [at]
    chosen: list[int] = []
    at_next = tops_at[-1] if tops_at else None
    while at_next is not None:
        chosen.append(at_next)
        at_next = following[at_next]
    return frozenset(chosen)
