"""An agenda put in place of another: what stays the same item, what is new, what is gone."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.agenda.tree import Agenda, AgendaItem


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the path that is its own alone.

    ``printed_path`` is as the agenda has it, where two coffee breaks have the same; ``parent`` is
    the path of the item above, or empty.
    """

    path: str
    printed_path: str
    parent: str
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class Known:
    """An item that is there already. Times are the wall clock of the meeting's place."""

    path: str
    day: int
    starts_at: dt.time | None = None
    floor: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``same`` maps each path of the new agenda to the one under which the item is known."""

    same: dict[str, str]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def placed(agenda: Agenda) -> tuple[Placed, ...]:
    """Every item, a parent before its children; paths that stand twice get a number."""
    return tuple(_placed(agenda.items, "", set()))


def _placed(items: Iterable[AgendaItem], parent: str, taken: set[str]) -> Iterator[Placed]:
    for item in items:
        printed = item.path(parent)
        path, count = printed, 1
        while path in taken:
            count += 1
            path = f"{printed} [{count}]"
        taken.add(path)
        yield Placed(path, printed, parent, item)
        yield from _placed(item.children, path, taken)


def compare(before: Iterable[Known], after: Iterable[Placed]) -> Comparison:
    """Find each item again by its path, else by when and where it is, where only one is there then.

    So a talk with another title stays the item that it was, with its activities.
    """
    known = {each.path: each for each in before}
    lines = tuple(after)
    same = {line.path: line.path for line in lines if line.path in known}
    left = [each for path, each in known.items() if path not in same]
    for line in lines:
        slot = (line.item.day, line.item.starts_at, line.item.floor)
        if line.path in same or line.item.starts_at is None:
            continue
        there = [each for each in left if (each.day, each.starts_at, each.floor) == slot]
        rivals = [
            other
            for other in lines
            if other.path not in same
            and (other.item.day, other.item.starts_at, other.item.floor) == slot
        ]
        if len(there) == len(rivals) == 1:
            same[line.path] = there[0].path
            left.remove(there[0])
    return Comparison(
        same=same,
        new=tuple(line.path for line in lines if line.path not in same),
        gone=tuple(each.path for each in left),
    )
