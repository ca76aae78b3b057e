"""Slips of the finger: whether a typed answer is one letter away from the right one."""

from __future__ import annotations

LEAST_LETTERS = 5
"""With fewer letters one letter makes another word: `WCO` and `WTO`, `cost` and `post`."""


def one_slip_away(given: str, right: str) -> bool:
    """Whether one letter more, less, changed or swapped with its neighbour makes them equal.

    Both are folded. Only in a right answer of five letters or more, and never in its digits:
    `article 5` is not `article 6`.
    """
    if abs(len(given) - len(right)) > 1:
        return False
    if sum(each.isalpha() for each in right) < LEAST_LETTERS or _digits(given) != _digits(right):
        return False
    if len(given) == len(right):
        return _changed_or_swapped(given, right)
    shorter, longer = sorted((given, right), key=len)
    return _rest(shorter, longer) == _rest(longer, shorter)[1:]


def _digits(text: str) -> list[str]:
    return [each for each in text if each.isnumeric()]


def _changed_or_swapped(given: str, right: str) -> bool:
    here, there = _rest(given, right), _rest(right, given)
    return here[1:] == there[1:] or (
        here[:2] == there[1::-1] and here[2:] == there[2:] and len(here) > 1
    )


def _rest(text: str, other: str) -> str:
    """What is left of `text` after the beginning that both have."""
    same = 0
    for one, two in zip(text, other, strict=False):
        if one != two:
            break
        same += 1
    return text[same:]
