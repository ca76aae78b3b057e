"""Tallies as they are sent: to the room without the texts that it may not see, to consoles with all."""

from __future__ import annotations

from typing import cast

from quizapp.domain.live.board import TextMark
from quizapp.domain.tallies import Places, Tally, Texts
from quizapp.domain.text import Json
from quizapp.presentation.game import Payload
from quizapp.services.texts import NO_LOOK, TextLook

SCREEN_GROUPS = 200
"""How many different words are sent; exports have all of them."""

WORDS_A_CARD = 3
"""A card is a sentence: of cards so many times fewer are sent than of words."""

SCREEN_POINTS = 1000
"""How many points of all items together are sent; figures and exports are of all of them."""


def for_tally(
    tally: Tally,
    look: TextLook = NO_LOOK,
    most_groups: int = SCREEN_GROUPS,
    most_points: int = SCREEN_POINTS,
) -> Payload:
    """A tally as the room gets it: without the texts that it may not see.

    Of typed words the most frequent, of points on a plane some from everywhere, or a hall fills
    every phone's line.
    """
    shown = look.for_room(tally)
    payload = shown.to_dict()
    if isinstance(shown, Texts):
        lit = look.spotlight if look.spotlight in shown.groups else None
        groups = [_text_group(each, look) for each in _groups(payload)]
        if shown.look == "cards":
            most_groups //= WORDS_A_CARD
        # What stands in the spotlight is among those sent, however few have said it.
        sent = groups[:most_groups]
        sent += [each for each in groups[most_groups:] if each["key"] == lit]
        payload |= {"groups": sent, "groups_total": len(groups), "spotlight": lit}
    return _thinned(payload, most_points) if isinstance(shown, Places) else payload


def for_console_tally(tally: Tally, look: TextLook) -> Payload:
    """A tally as consoles get it: each text with what was said of it, those that wait first."""
    payload = tally.to_dict()
    if isinstance(tally, Texts):
        groups: list[Payload] = [
            {
                **_text_group(each, look),
                "state": look.mark_of(str(each["key"]), str(each["text"])).value,
            }
            for each in _groups(payload)
        ]
        if look.moderated:
            groups.sort(key=lambda each: each["state"] != TextMark.NEW)
        payload |= {
            "groups": groups[:SCREEN_GROUPS],
            "groups_total": len(groups),
            "spotlight": look.spotlight,
            "moderated": look.moderated,
        }
    return _thinned(payload, SCREEN_POINTS) if isinstance(tally, Places) else payload


def _thinned(payload: Payload, most: int) -> Payload:
    """At most so many points, each item its share: every n-th of the sorted ones, always the same."""
    rows = cast("dict[str, Payload]", payload["rows"])
    each_most = max(1, most // max(1, len(rows)))
    thinned = {
        item: {**row, "points": _some(cast("list[Json]", row["points"]), each_most)}
        for item, row in rows.items()
    }
    return {**payload, "rows": thinned}


def _some(points: list[Json], most: int) -> list[Json]:
    if len(points) <= most:
        return points
    return [points[index * len(points) // most] for index in range(most)]


def _groups(payload: Payload) -> list[Payload]:
    groups = payload["groups"]
    assert isinstance(groups, list)
    return groups


def _text_group(group: Payload, look: TextLook) -> Payload:
    title = look.titles.get(str(group["key"]))
    return group if title is None else {**group, "title": title}
