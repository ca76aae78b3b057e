"""What the console is told it can do: decide's own answer, phase by phase."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.live.possible import possible, undo_kind
from quizapp.domain.live.state import Phase
from tests.domain.live.stagehand import HALL, Stagehand

NOTHING = {
    "back": False,
    "undo": None,
    "pause": False,
    "resume": False,
    "extend": False,
    "reopen": False,
    "void": False,
    "unvoid": False,
    "reveal": False,
    "ranking": False,
    "finish": False,
    "again": False,
    "roll": False,
}
ON_STAGE = {"back": True, "void": True, "finish": True}

CASES: list[tuple[str, Callable[[], Stagehand], dict[str, bool | str]]] = [
    ("fresh", Stagehand, {}),
    ("lobby", lambda: Stagehand().idle().lobby(), {"back": True, "undo": "lobby_shown"}),
    (
        "intro",
        lambda: Stagehand().next(),
        {"back": True, "finish": True, "undo": "activity_started"},
    ),
    (
        "asked",
        lambda: Stagehand().next_until(Phase.ASKED),
        {**ON_STAGE, "undo": "round_asked"},
    ),
    (
        "open",
        lambda: Stagehand().next_until(Phase.OPEN),
        {
            "back": True,
            "void": True,
            "undo": "round_opened",
            "pause": True,
            "extend": True,
            "reveal": True,
        },
    ),
    (
        "paused",
        lambda: Stagehand().next_until(Phase.OPEN).pause(),
        {
            "back": True,
            "void": True,
            "undo": "round_paused",
            "resume": True,
            "extend": True,
            "reveal": True,
        },
    ),
    (
        "closed",
        lambda: Stagehand().next_until(Phase.CLOSED),
        {**ON_STAGE, "undo": "round_closed", "reopen": True, "reveal": True, "again": True},
    ),
    (
        "revealed",
        lambda: Stagehand().next_until(Phase.REVEALED),
        {**ON_STAGE, "ranking": True, "again": True},
    ),
    ("ranking", lambda: Stagehand().next_until(Phase.RANKING), {**ON_STAGE, "again": True}),
    (
        "voided",
        lambda: Stagehand().next_until(Phase.CLOSED).void("r2"),
        {"back": True, "finish": True, "unvoid": True, "again": True, "undo": "round_voided"},
    ),
    (
        "podium",
        lambda: Stagehand().next_until(Phase.REVEALED).finish(),
        {"back": True, "undo": "activity_finished"},
    ),
    (
        "poll",
        lambda: Stagehand().start("live").next(),
        {
            "back": True,
            "void": True,
            "undo": "round_opened",
            "pause": True,
            "reveal": True,
        },
    ),
    (
        "looking back",
        lambda: Stagehand().next_until(Phase.OPEN).back(2),
        {"back": True, "pause": True, "extend": True},
    ),
]


@pytest.mark.parametrize(
    ("show", "acts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_possible_says_what_decide_would_let_through(
    show: Callable[[], Stagehand], acts: dict[str, bool | str]
) -> None:
    at = show()
    assert possible(at.state, HALL, at.now).to_dict() == {**NOTHING, **acts}


def test_an_answered_opening_can_not_be_undone() -> None:
    show = Stagehand().next_until(Phase.OPEN)
    assert possible(show.state, HALL, show.now, {"r2"}).undo is None


def test_there_is_no_name_for_what_was_never_done() -> None:
    assert undo_kind(Stagehand().state, HALL) is None
