"""Agenda items put in another order, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.domain.event import AgendaLine

Place = tuple[str, int]
"""An item's id, and its day."""


def moved(lines: Sequence[AgendaLine], item_id: str, by: int) -> tuple[Place, ...]:
    """Every item in the new order, with its day; empty where the item stays where it is.

    It goes one place up (-1) or down (1) among the items beside it, with all that is under it. At
    the edge of a day it goes into the next one first: there it stays beside the same neighbour.
    """
    item = next((each for each in lines if each.id == item_id), None)
    beside = [each for each in lines if item is not None and each.parent_id == item.parent_id]
    if item is None or not 0 <= beside.index(item) + by < len(beside):
        return ()
    neighbour = beside[beside.index(item) + by]
    under = _under(lines, item_id)
    if neighbour.day != item.day:
        return tuple((each.id, neighbour.day if each.id in under else each.day) for each in lines)
    block = [each for each in lines if each.id in under]
    others = [each for each in lines if each.id not in under]
    theirs = _under(lines, neighbour.id)
    places = [place for place, each in enumerate(others) if each.id in theirs]
    at = places[0] if by < 0 else places[-1] + 1
    return tuple((each.id, each.day) for each in (*others[:at], *block, *others[at:]))


def _under(lines: Sequence[AgendaLine], item_id: str) -> frozenset[str]:
    """The item and all that is under it; a parent stands before its children."""
    ids = {item_id}
    for each in lines:
        if each.parent_id in ids:
            ids.add(each.id)
    return frozenset(ids)
