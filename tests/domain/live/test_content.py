"""Content edited in the middle of the show leaves no dead end and costs nobody a point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Kind, Phase, Shown
from quizapp.domain.live.steps import Step, StepKind
from tests.domain.live.stagehand import (
    GRADED,
    HALL,
    LIVE_POLL,
    POLL,
    QUIZ,
    Stagehand,
    in_words,
)


@pytest.mark.parametrize(
    ("phase", "steps"),
    [
        (Phase.ASKED, ["open", "close", "reveal", "clear", "start"]),
        (Phase.OPEN, ["close", "reveal", "clear", "start"]),
        (Phase.CLOSED, ["reveal", "clear", "start"]),
        (Phase.REVEALED, ["clear", "start"]),
        (Phase.RANKING, ["clear", "start"]),
    ],
)
def test_a_round_whose_activity_is_gone_goes_its_way(phase: Phase, steps: list[str]) -> None:
    show = Stagehand().next_until(phase).edit(POLL)
    taken = []
    for _ in steps:
        step = show.following()
        assert step is not None
        taken.append(str(step.kind))
        show.next()
    assert taken == steps


def test_the_intro_and_the_podium_of_what_is_gone_are_cleared() -> None:
    show = Stagehand().next().edit()
    assert show.following() == Step(StepKind.CLEAR)
    show.next()
    assert (show.shown, show.following()) == (Shown(Kind.IDLE), None)
    podium = Stagehand().next_until(Phase.REVEALED).finish().edit()
    assert podium.following() == Step(StepKind.CLEAR)


def test_what_is_gone_can_be_finished_but_not_asked_again() -> None:
    show = Stagehand().next_until(Phase.REVEALED).edit(POLL)
    again = cmd.AskAgain(floor_id=HALL, rev=show.rev(), round_id="fresh")
    assert show.refused(again) == "not_found"
    assert show.finish().shown == Shown(Kind.IDLE)


def test_a_quiz_that_lost_its_questions_is_finished() -> None:
    show = Stagehand().next_until(Phase.REVEALED).edit(replace(QUIZ, questions=()))
    assert show.following() == Step(StepKind.FINISH, "quiz")
    again = cmd.AskAgain(floor_id=HALL, rev=show.rev(), round_id="fresh")
    assert show.refused(again) == "not_found"
    assert show.next().shown == Shown(Kind.PODIUM, "quiz", run=1)


def test_questions_that_moved_are_neither_asked_twice_nor_left_out() -> None:
    show = Stagehand().next_until(Phase.REVEALED)
    first, second = QUIZ.questions
    new = replace(first, question_id="new")
    show.edit(replace(QUIZ, questions=(new, second, first)))
    asked = []
    while (step := show.following()) is not None and step.kind is not StepKind.FINISH:
        show.next()
        if step.kind is StepKind.ASK:
            asked.append(show.on.question_id)
    assert asked == ["new", "quiz-1"]
    counted = [each.question_id for each in show.state.counting("quiz", 1)]
    assert sorted(counted) == ["new", "quiz-0", "quiz-1"]


def test_a_question_that_moved_is_asked_again_as_itself() -> None:
    show = Stagehand().next_until(Phase.REVEALED)
    show.edit(replace(QUIZ, questions=QUIZ.questions[::-1])).again().next(3)
    assert (show.on.question_id, show.on.position) == ("quiz-0", 0)
    assert [each.id for each in show.state.counting("quiz", 1)] == [show.on.id]


def test_a_question_that_comes_twice_is_asked_twice_and_counts_twice() -> None:
    twice = replace(QUIZ, questions=QUIZ.questions[:1] * 2)
    show = Stagehand().edit(twice).next_until(Phase.RANKING)
    assert show.following() == Step(StepKind.ASK, "quiz", 1)
    show.next_until(Phase.REVEALED)
    assert [each.position for each in show.state.counting("quiz", 1)] == [0, 1]


def test_a_new_version_is_asked_by_its_own_rules_and_the_open_round_keeps_its_own() -> None:
    show = Stagehand().next_until(Phase.OPEN)
    slower = replace(GRADED, limit_ms=60_000)
    questions = tuple(replace(each, version=2, rules=slower) for each in QUIZ.questions)
    show.edit(replace(QUIZ, questions=questions))
    assert (show.on.version, show.on.rules) == (1, GRADED)
    show.next_until(Phase.OPEN)
    assert (show.on.version, show.on.rules) == (2, slower)


def test_an_edit_is_no_step_and_no_act() -> None:
    show = Stagehand().next_until(Phase.CLOSED)
    rev, last = show.rev(), show.state.last
    show.edit(QUIZ, LIVE_POLL)
    assert (show.rev(), show.state.last, in_words(show.shown)) == (rev, last, "r2 closed")
