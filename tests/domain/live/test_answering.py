"""When an answer may count, from the state alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.errors import QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.answering import Accepted, accept
from quizapp.domain.live.state import Phase
from quizapp.domain.scoring import GRACE_MS
from tests.domain.live.stagehand import LIMIT_MS, Stagehand


def opened() -> Stagehand:
    return Stagehand().next_until(Phase.OPEN)


def refusal(show: Stagehand, round_id: str = "r2") -> str:
    with pytest.raises(QuizappError) as refused:
        accept(show.state, round_id, "ada", show.now)
    return refused.value.code


def test_an_answer_counts_with_the_time_it_took() -> None:
    show = opened().wait(1_234)
    assert accept(show.state, "r2", "ada", show.now) == Accepted(show.on, 1_234)


def test_an_answer_counts_within_the_grace_and_not_after() -> None:
    show = opened().wait(LIMIT_MS + GRACE_MS)
    assert accept(show.state, "r2", "ada", show.now).elapsed_ms == LIMIT_MS + GRACE_MS
    assert refusal(show.wait(1)) == "round_closed"


def test_an_answer_in_flight_in_a_pause_counts_with_the_time_up_to_it() -> None:
    show = opened().wait(3_000).pause().wait(LIMIT_MS * 2)
    assert accept(show.state, "r2", "ada", show.now).elapsed_ms == 3_000


def test_an_open_ended_round_takes_answers_for_as_long_as_it_is_open() -> None:
    show = Stagehand().start("live").next().wait(10**9)
    assert accept(show.state, show.on.id, "ada", show.now).elapsed_ms == 10**9


def test_an_answer_counts_whatever_the_screen_shows() -> None:
    show = opened().back(2).blank()
    assert accept(show.state, "r2", "ada", show.now).elapsed_ms == 0


@pytest.mark.parametrize(
    "show",
    [
        lambda: Stagehand().next_until(Phase.ASKED),
        lambda: opened().next(),
        lambda: opened().void("r2"),
        lambda: opened().reveal(),
    ],
    ids=["asked", "closed", "voided", "revealed"],
)
def test_no_answer_counts_unless_the_round_is_open(show: Callable[[], Stagehand]) -> None:
    assert refusal(show()) == "round_closed"


def test_an_answer_to_nothing_and_one_of_who_was_removed_are_refused() -> None:
    show = opened()
    assert refusal(show, "nowhere") == "not_found"
    show.do(cmd.RemoveParticipant(participant_id="ada"))
    assert refusal(show) == "removed"
