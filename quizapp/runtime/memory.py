"""When garbage is collected: not while a hall waits for an answer.

Python looks through all objects of the process every so often, and stops everything meanwhile: with
5,000 phones for most of a second. What refers to itself in a circle is found soon after it was
made all the same; the look through everything is left to `collect_garbage`, at a moment of rest.
"""

from __future__ import annotations

import gc
from time import perf_counter

_YOUNG = 50_000
"""New objects before the young are looked through."""
_MIDDLE = 50
_NEVER = 1_000_000


def load_without_looking_for_garbage() -> None:
    """Until `serve` answers: what a start loads stays, and to look through it takes a seventh of it."""
    gc.disable()


def calm_garbage_collector() -> None:
    """Once, when all is loaded: what stands now is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    gc.enable()


def collect_garbage() -> float:
    """Look through everything; how many seconds nothing else happened."""
    began = perf_counter()
    gc.collect()
    return perf_counter() - began
