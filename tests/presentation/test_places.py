from __future__ import annotations

from typing import Any, cast

from quizapp.domain.tallies import Places
from quizapp.presentation.tallies import SCREEN_POINTS, for_console_tally, for_tally
from quizapp.services.texts import NO_LOOK

LINE = tuple((n / 5000, 0.5) for n in range(5000))
HALL = Places(5000, {"a": LINE, "b": LINE[:3], "c": ()}, look="grid")


def test_a_hall_of_points_is_thinned_evenly_and_its_figures_are_of_all() -> None:
    rows = cast("Any", for_tally(HALL, most_points=300))["rows"]

    xs = [x for x, _ in rows["a"]["points"]]
    assert len(xs) == 100
    assert xs == [n / 100 for n in range(100)]
    assert (rows["a"]["voters"], rows["a"]["mean"]) == (5000, [0.4999, 0.5])
    assert len(rows["b"]["points"]) == 3
    assert rows["c"]["points"] == []


def test_screens_and_consoles_get_more_than_phones_and_never_all() -> None:
    for payload in (for_tally(HALL), for_console_tally(HALL, NO_LOOK)):
        rows = cast("Any", payload)["rows"]
        assert sum(len(row["points"]) for row in rows.values()) == SCREEN_POINTS // 3 + 3


def test_nothing_to_thin() -> None:
    assert for_tally(Places(0, {})) == Places(0, {}).to_dict()
