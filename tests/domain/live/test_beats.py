"""The way through a quiz and through a poll with the one big button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.domain.event import ActivityKind, RankingWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Kind, Phase, Round, Shown
from quizapp.domain.live.steps import Step, StepKind, preview
from tests.domain.live.stagehand import (
    ASK_MS,
    GRADED,
    HALL,
    HAND_QUIZ,
    LIMIT_MS,
    LIVE_POLL,
    POLL,
    QUIZ,
    START,
    Stagehand,
    activity,
    in_words,
    script,
)

THROUGH_THE_QUIZ = [
    ("start", "intro quiz"),
    ("ask", "r2 asked"),
    ("open", "r2 open"),
    ("close", "r2 closed"),
    ("reveal", "r2 revealed"),
    ("ranking", "r2 ranking"),
    ("ask", "r7 asked"),
    ("open", "r7 open"),
    ("close", "r7 closed"),
    ("reveal", "r7 revealed"),
    ("finish", "podium quiz"),
    ("clear", "idle"),
]
THROUGH_THE_POLL = [
    ("start", "intro poll"),
    ("ask", "r2 open"),
    ("close", "r2 closed"),
    ("reveal", "r2 revealed"),
    ("ask", "r5 open"),
    ("close", "r5 closed"),
    ("reveal", "r5 revealed"),
    ("finish", "idle"),
]
THROUGH_THE_LIVE_POLL = [
    ("start", "intro live"),
    ("ask", "r2 open"),
    ("close", "r2 closed"),
    ("ask", "r4 open"),
    ("close", "r4 closed"),
    ("finish", "idle"),
]
THROUGH_THE_HAND_QUIZ = [
    ("start", "intro hand"),
    ("ask", "r2 asked"),
    ("open", "r2 open"),
    ("close", "r2 closed"),
    ("reveal", "r2 revealed"),
    ("ask", "r6 asked"),
    ("open", "r6 open"),
    ("close", "r6 closed"),
    ("reveal", "r6 revealed"),
    ("ask", "r10 asked"),
    ("open", "r10 open"),
    ("close", "r10 closed"),
    ("reveal", "r10 revealed"),
    ("finish", "podium hand"),
    ("clear", "idle"),
]


@pytest.mark.parametrize(
    ("of", "beats"),
    [
        (QUIZ, THROUGH_THE_QUIZ),
        (POLL, THROUGH_THE_POLL),
        (LIVE_POLL, THROUGH_THE_LIVE_POLL),
        (HAND_QUIZ, THROUGH_THE_HAND_QUIZ),
    ],
    ids=["quiz", "poll", "live poll", "quiz by hand"],
)
def test_next_leads_through_every_beat_to_the_end_of_the_run_sheet(
    of: object, beats: list[tuple[str, str]]
) -> None:
    show = Stagehand(script(of))  # type: ignore[arg-type]  # one of the activities
    taken = []
    while (step := show.following()) is not None:
        ahead = preview(show.state, HALL)
        show.next()
        assert ahead == (step, show.following())
        taken.append((str(step.kind), in_words(show.shown)))
    assert taken == beats
    assert preview(show.state, HALL) == (None, None)
    beyond = cmd.NextStep(floor_id=HALL, rev=show.rev(), round_id="fresh")
    assert show.refused(beyond) == "nothing_next"


def test_the_run_sheet_is_taken_in_its_order_and_the_empty_activity_passed_over() -> None:
    show = Stagehand()
    started = []
    while (step := show.following()) is not None:
        if step.kind is StepKind.START:
            started.append(step.activity_id)
        show.next()
    assert started == ["quiz", "poll", "live", "hand"]


def test_a_quiz_question_is_asked_with_all_that_its_round_needs() -> None:
    show = Stagehand().next(2)
    assert show.on == Round(
        id="r2",
        floor_id=HALL,
        activity_id="quiz",
        run=1,
        position=0,
        question_id="quiz-0",
        version=1,
        rules=GRADED,
        phase=Phase.ASKED,
        asked_at=START,
        opens_at=START + ASK_MS,
    )
    show.wait(ASK_MS).timer_opens()
    assert (show.on.opens_at, show.on.opened_at, show.on.deadline_at) == (
        None,
        START + ASK_MS,
        START + ASK_MS + LIMIT_MS,
    )


def test_a_question_that_waits_for_the_moderator_has_no_time_to_open() -> None:
    assert Stagehand(script(HAND_QUIZ)).next(2).on.opens_at is None


def test_a_poll_opens_with_the_asking_and_shows_no_beat_before() -> None:
    show = Stagehand(script(POLL)).next(2)
    assert show.beats() == ["lobby", "intro poll", "r2 open"]
    assert show.on.deadline_at == START + LIMIT_MS
    show.next(3)
    assert in_words(show.shown) == "r5 open"
    assert show.on.deadline_at is None


def test_a_live_poll_shows_results_while_open_and_one_at_the_close_does_not() -> None:
    shows = {}
    for each in (POLL, LIVE_POLL):
        show = Stagehand(script(each)).next_until(Phase.OPEN)
        while_open = show.on.shows_results()
        show.next()
        shows[each.id] = (while_open, show.on.shows_results(), show.on.revealed())
    assert shows == {"poll": (False, False, False), "live": (True, True, False)}


def test_a_graded_question_shows_nothing_before_its_reveal_even_if_live() -> None:
    rules = replace(GRADED, results=LIVE_POLL.questions[0].rules.results)
    show = Stagehand(script(activity("quiz", ActivityKind.QUIZ, rules))).next_until(Phase.CLOSED)
    assert not show.on.shows_results()
    show.next()
    assert show.on.shows_results()
    assert show.on.revealed()


def test_a_quiz_that_ranks_at_the_end_still_ranks_on_demand() -> None:
    show = Stagehand(script(replace(QUIZ, ranking=RankingWhen.END))).next_until(Phase.REVEALED)
    assert show.following() == Step(StepKind.ASK, "quiz", 1)
    show.ranking()
    assert in_words(show.shown) == "r2 ranking"
    assert show.following() == Step(StepKind.ASK, "quiz", 1)


def test_no_ranking_comes_by_itself_after_a_question_without_points() -> None:
    rules = replace(GRADED, points=0)
    show = Stagehand(script(activity("q", ActivityKind.QUIZ, rules, rules)))
    show.next_until(Phase.REVEALED)
    assert show.following() == Step(StepKind.ASK, "q", 1)


def test_a_quiz_in_which_nothing_counts_has_no_podium_of_nobody() -> None:
    show = Stagehand(script(QUIZ)).next().finish()
    assert (show.shown, show.following()) == (Shown(Kind.IDLE), None)
    voided = Stagehand(script(QUIZ)).next_until(Phase.REVEALED)
    voided.void("r2").finish()
    assert voided.shown == Shown(Kind.IDLE)


def test_a_finished_activity_starts_anew_and_its_podium_stays_that_of_its_run() -> None:
    show = Stagehand(script(QUIZ)).next_until(Phase.REVEALED).finish()
    assert show.shown == Shown(Kind.PODIUM, "quiz", run=1)
    show.start("quiz")
    assert (show.shown, show.state.run_of("quiz").run) == (Shown(Kind.INTRO, "quiz"), 2)
    show.next_until(Phase.REVEALED).finish()
    assert show.shown == Shown(Kind.PODIUM, "quiz", run=2)
    assert [each.run for each in show.state.rounds.values()] == [1, 2]


def test_an_unfinished_activity_goes_on_where_it_was_left() -> None:
    show = Stagehand().next_until(Phase.CLOSED).lobby()
    assert show.following() == Step(StepKind.START, "quiz")
    show.next()
    assert (in_words(show.shown), show.state.run_of("quiz").run) == ("r2 closed", 1)
    assert show.following() == Step(StepKind.REVEAL, "quiz", 0)


def test_a_skipped_activity_comes_after_what_follows_in_the_run_sheet() -> None:
    show = Stagehand().start("poll").finish()
    assert show.following() == Step(StepKind.START, "live")
    show.start("hand").finish()
    assert show.following() == Step(StepKind.START, "quiz")


def test_starting_what_is_on_stage_brings_it_back_into_view_and_loses_nothing() -> None:
    show = Stagehand().next_until(Phase.ASKED)
    before = show.hall
    assert show.start("quiz").hall == before
    show.back().start("quiz")
    assert in_words(show.shown) == "r2 asked"
    show.next().start("quiz")
    assert in_words(show.shown) == "r2 open"


def test_a_question_that_stands_alone_is_withdrawn_when_something_else_is_put_on_stage() -> None:
    away: dict[str, Callable[[Stagehand], Stagehand]] = {
        "lobby": Stagehand.lobby,
        "idle": Stagehand.idle,
        "intro live": lambda show: show.start("live"),
    }
    for stage, go in away.items():
        show = go(Stagehand().next_until(Phase.ASKED))
        assert (show.beats(), show.state.rounds) == (["lobby", "intro quiz", stage], {})
        assert in_words(show.start("quiz").shown) == "intro quiz"
        assert show.following() == Step(StepKind.ASK, "quiz", 0)


def test_a_quiz_finished_while_a_question_stands_alone_does_not_count_it() -> None:
    show = Stagehand(script(QUIZ)).next_until(Phase.RANKING).next().finish()
    assert show.shown == Shown(Kind.PODIUM, "quiz", run=1)
    assert [each.id for each in show.state.counting("quiz", 1)] == ["r2"]
    assert len(show.state.rounds) == 1


def test_the_lobby_twice_is_the_lobby_once_and_lights_the_screen() -> None:
    show = Stagehand().lobby().idle().idle()
    assert show.beats() == ["lobby", "idle"]
    show.blank().big_qr().idle()
    assert (show.hall.blank, show.hall.big_qr) == (False, False)
    show.back().idle()
    assert show.beats() == ["lobby", "idle"]
    assert show.hall.at_head


def test_a_close_by_hand_lights_the_screen_and_one_by_the_timer_does_not() -> None:
    by_hand = Stagehand().next_until(Phase.OPEN).blank().next()
    by_timer = Stagehand().next_until(Phase.OPEN).blank().wait(60_000).timer_closes()
    assert (by_hand.hall.blank, by_timer.hall.blank) == (False, True)
    assert by_timer.hall.at_head


def test_all_answered_closes_a_running_quiz_round_only() -> None:
    cause = ev.Cause.ALL_ANSWERED
    show = Stagehand().next_until(Phase.OPEN).timer_closes(cause)
    assert show.on.phase is Phase.CLOSED
