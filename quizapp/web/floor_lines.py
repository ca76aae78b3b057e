"""Floors as an organiser types them: one a line, its names in the event's languages between bars."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from quizapp.domain.event import Event, Floor
from quizapp.domain.live.state import EventState
from quizapp.domain.text import LocalizedText
from quizapp.web.language import t

BAR: Final = "|"
MOST_FLOORS: Final = 20
LONGEST_FLOOR_NAME: Final = 60

Named = tuple[tuple[str, LocalizedText], ...]


def lines_of(floors: Named, languages: Sequence[str]) -> str:
    """What stands in the field: nothing for one floor without a name."""
    return "\n".join(_line(name, languages) for _, name in floors if name)


def named(floors: Sequence[Floor]) -> Named:
    """(id, name) of each."""
    return tuple((each.id, each.name) for each in floors)


def parse_floors(typed: str, languages: Sequence[str], known: Sequence[Floor]) -> Named:
    """The floors that were typed; new ones have no id.

    A floor keeps its id where its name in the first language is as before, or where it stands in
    the place of one that has gone. Without any line one floor stays, without a name.
    """
    names = [_names(line, languages) for line in typed.splitlines() if line.strip(f" \t{BAR}")]
    if not names and len(known) == 1:
        return ((known[0].id, LocalizedText()),)
    by_name = {_first(each.name, languages): each.id for each in known if each.name}
    ids = [by_name.pop(_first(name, languages), "") for name in names]
    for place, floor in enumerate(known[: len(ids)]):
        if not ids[place] and floor.id not in ids:
            ids[place] = floor.id
    return tuple(zip(ids, names, strict=True))


def floor_faults(
    wanted: Named, event: Event, used: Collection[str], languages: Sequence[str]
) -> dict[str, str]:
    """Field -> what is wrong with it. `used` are ids of floors on which something has happened."""
    if not wanted:
        return {"floors": t("Please give one floor at least.")}
    if len(wanted) > MOST_FLOORS:
        return {"floors": t("At most {n} floors, please.", n=MOST_FLOORS)}
    for _, name in wanted:
        for each in name.to_dict().values():
            if len(each) > LONGEST_FLOOR_NAME or not each.isprintable():
                return {"floors": t("“{name}” is too long for a floor’s name.", name=each[:40])}
    firsts = [_first(name, languages) for _, name in wanted]
    twice = next((each for each in firsts if firsts.count(each) > 1), None)
    if twice:
        return {"floors": t("“{name}” stands there twice.", name=twice)}
    kept = {floor_id for floor_id, _ in wanted}
    for floor in event.floors:
        if floor.id in used and floor.id not in kept:
            gone = floor.name.get(languages[0])
            return {
                "floors": t("Something has happened on “{name}” already, so it stays.", name=gone)
            }
    return {}


def used_floors(state: EventState) -> frozenset[str]:
    """Those that have had something on their stage, or an item of the agenda."""
    shown = {each.id for each in state.floors.values() if len(each.history) > 1}
    return frozenset(
        shown
        | {each.floor_id for each in state.rounds.values()}
        | {each.floor_id for each in state.visits}
    )


def _line(name: LocalizedText, languages: Sequence[str]) -> str:
    names = name.to_dict()
    return f" {BAR} ".join(names.get(each, "") for each in languages).rstrip(f" {BAR}")


def _names(line: str, languages: Sequence[str]) -> LocalizedText:
    parts = [" ".join(each.split()) for each in line.split(BAR)]
    return LocalizedText.of(dict(zip(languages, parts, strict=False)))


def _first(name: LocalizedText, languages: Sequence[str]) -> str:
    return name.get(languages[0]).casefold()
