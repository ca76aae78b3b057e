"""Undo: the inverse of the last act, never once an answer depends on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.state import ActivityState, EventState, Kind, Phase, Shown
from quizapp.domain.live.steps import Step, StepKind
from tests.domain.live.stagehand import ANNEX, ASK_MS, HALL, QUIZ, Stagehand, in_words, script

Act = Callable[[Stagehand], Stagehand]


def asked() -> Stagehand:
    return Stagehand().next_until(Phase.ASKED)


def opened() -> Stagehand:
    return Stagehand().next_until(Phase.OPEN)


def closed() -> Stagehand:
    return Stagehand().next_until(Phase.CLOSED)


def revealed() -> Stagehand:
    return Stagehand().next_until(Phase.REVEALED)


def in_poll() -> Stagehand:
    return Stagehand().start("poll")


def locked(show: Stagehand) -> Stagehand:
    show.do(cmd.LockJoining(on=True))
    return show


def removed(show: Stagehand) -> Stagehand:
    show.do(cmd.RemoveParticipant(participant_id="ada"))
    return show


def hidden(show: Stagehand) -> Stagehand:
    show.do(cmd.HideResults(floor_id=HALL, on=True))
    return show


def what_is_seen(state: EventState) -> object:
    """All that an undo must bring back: stages, rounds without their times, activities, doors."""
    return (
        {
            each.id: (each.history, each.cursor, each.blank, each.big_qr, each.results_hidden)
            for each in state.floors.values()
        },
        {r.id: (r.phase, r.voided, r.paused, r.floor_id) for r in state.rounds.values()},
        {each: (was.run, was.finished) for each, was in state.activities.items() if was.run},
        (state.joining_locked, state.removed),
    )


UNDONE: list[tuple[str, Callable[[], Stagehand], Act]] = [
    ("lobby_shown", closed, Stagehand.lobby),
    ("idle_shown", closed, Stagehand.idle),
    ("activity_started", Stagehand, lambda show: show.start("quiz")),
    ("activity_started", revealed, lambda show: show.start("poll")),
    ("activity_started", lambda: revealed().lobby(), lambda show: show.start("quiz")),
    ("activity_started", lambda: revealed().finish(), lambda show: show.start("quiz")),
    ("activity_finished", revealed, Stagehand.finish),
    ("activity_finished", in_poll, Stagehand.finish),
    ("round_asked", lambda: Stagehand().next(), Stagehand.next),
    ("round_asked", revealed, Stagehand.again),
    ("round_opened", asked, Stagehand.next),
    ("round_opened", in_poll, Stagehand.next),
    ("round_closed", opened, Stagehand.next),
    ("round_closed", opened, lambda show: show.wait(60_000).timer_closes()),
    ("round_reopened", closed, Stagehand.reopen),
    ("round_paused", opened, Stagehand.pause),
    ("round_resumed", lambda: opened().pause(), lambda show: show.pause(False)),
    ("round_extended", opened, Stagehand.extend),
    ("round_extended", lambda: opened().pause().wait(60_000), Stagehand.extend),
    ("round_voided", revealed, lambda show: show.void("r2")),
    ("round_voided", asked, lambda show: show.void("r2")),
    ("round_unvoided", lambda: revealed().void("r2"), lambda show: show.unvoid("r2")),
    ("screen_blanked", opened, Stagehand.blank),
    ("qr_enlarged", opened, Stagehand.big_qr),
    ("results_hidden", opened, hidden),
    ("joining_locked", Stagehand, locked),
    ("participant_removed", Stagehand, removed),
]


@pytest.mark.parametrize(("name", "before", "act"), UNDONE)
def test_undo_brings_back_what_was_and_twice_is_redo(
    name: str, before: Callable[[], Stagehand], act: Act
) -> None:
    show = before()
    was = what_is_seen(show.state)
    act(show)
    done = what_is_seen(show.state)
    assert done != was or name == "round_extended"
    show.undo_named(name)
    assert what_is_seen(show.state) == was
    show.undo()
    assert what_is_seen(show.state) == done
    show.undo()
    assert what_is_seen(show.state) == was


def test_nothing_is_undone_before_anything_was_done() -> None:
    assert Stagehand().refused(cmd.Undo()) == "nothing_to_undo"
    assert Stagehand().refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    assert Stagehand().refused(cmd.Undo(floor_id="nowhere")) == "not_found"


@pytest.mark.parametrize(
    "show",
    [
        pytest.param(revealed(), id="a reveal was seen"),
        pytest.param(Stagehand().next_until(Phase.RANKING), id="so was a ranking"),
    ],
)
def test_what_the_room_has_seen_can_not_be_undone(show: Stagehand) -> None:
    assert show.refused(cmd.Undo()) == "nothing_to_undo"


@pytest.mark.parametrize("show", [opened(), in_poll().next()], ids=["quiz", "poll"])
def test_an_opening_stays_once_it_is_answered(show: Stagehand) -> None:
    show.answered = {show.on.id}
    assert show.refused(cmd.Undo()) == "nothing_to_undo"


def test_a_close_is_undone_by_reopening_even_when_answered() -> None:
    show = closed()
    show.answered = {"r2"}
    assert show.undo().on.phase is Phase.OPEN


def test_undoing_an_opening_leaves_the_question_until_the_moderator_opens_it() -> None:
    show = asked().wait(ASK_MS).timer_opens().undo()
    assert (show.on.phase, show.on.opens_at, show.on.opened_at) == (Phase.ASKED, None, None)
    assert show.refused(cmd.OpenRound(round_id="r2")) == "stale"
    assert show.following() == Step(StepKind.OPEN, "quiz", 0)


def test_an_asking_that_is_redone_counts_its_seconds_anew() -> None:
    show = Stagehand().next(2).undo().wait(1_000).undo()
    assert show.on.opens_at == show.now + ASK_MS


def test_an_extension_that_is_used_already_stays() -> None:
    show = opened().extend().wait(20_001)
    assert show.refused(cmd.Undo()) == "nothing_to_undo"


def test_undo_looks_through_what_is_no_act() -> None:
    show = closed().back().next()
    show.do(cmd.NoteContentChanged())
    assert show.undo().on.phase is Phase.OPEN


def test_nothing_on_stage_is_undone_behind_the_back_of_who_looks_at_something_else() -> None:
    show = closed().back(4)
    assert show.refused(cmd.Undo()) == "nothing_to_undo"
    assert show.next(3).undo().on.phase is Phase.OPEN
    switched = opened().back(2)
    locked(switched).undo()
    assert not switched.state.joining_locked


def test_two_who_undo_at_once_do_not_undo_each_other() -> None:
    show = closed()
    both = cmd.Undo(floor_id=HALL, of="round_closed")
    show.do(both)
    assert show.refused(both) == "stale"
    assert show.on.phase is Phase.OPEN
    assert Stagehand().refused(both) == "stale"


def test_undo_of_a_floor_is_about_that_floor() -> None:
    show = closed().start("poll", ANNEX)
    show.undo(HALL)
    assert show.on.phase is Phase.OPEN
    assert show.state.floors[ANNEX].shown == Shown(Kind.INTRO, "poll")
    show.undo(ANNEX)
    assert show.state.floors[ANNEX].shown == Shown(Kind.LOBBY)
    locked(show).undo(ANNEX)
    assert not show.state.joining_locked


def test_an_activity_started_by_mistake_leaves_no_trace() -> None:
    show = Stagehand().start("hand").undo()
    assert show.following() == Step(StepKind.START, "quiz")
    assert show.state.run_of("hand") == ActivityState(run=0, finished=False, floor_id=HALL)


def test_a_finish_by_mistake_costs_no_points() -> None:
    show = revealed().finish().undo()
    assert [each.id for each in show.state.counting("quiz", 1)] == ["r2"]
    assert show.following() == Step(StepKind.RANKING, "quiz", 0)


def test_a_question_put_aside_by_mistake_is_asked_again_after_the_undo() -> None:
    show = Stagehand(script(QUIZ)).next(2).lobby().undo()
    assert (in_words(show.shown), show.state.rounds) == ("intro quiz", {})
    assert show.following() == Step(StepKind.ASK, "quiz", 0)


def test_an_undo_after_closing_and_voiding_at_once_leaves_the_round_closed() -> None:
    show = opened().void("r2").undo()
    assert (show.on.phase, show.on.voided) == (Phase.CLOSED, False)
    assert show.reopen().on.phase is Phase.OPEN


def test_no_stage_gets_back_what_another_floor_has_taken_over() -> None:
    show = closed().lobby().start("quiz", ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    show.lobby(ANNEX)
    assert show.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    intro = Stagehand().next().lobby().start("quiz", ANNEX)
    assert intro.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"
    intro.finish(ANNEX)
    assert intro.refused(cmd.Undo(floor_id=HALL)) == "nothing_to_undo"


def test_a_start_with_rounds_in_its_run_is_not_undone() -> None:
    started = ev.ActivityStarted(at=0, floor_id=HALL, activity_id="quiz", run=1)
    assert closed().inverse_of(started) is None


@pytest.mark.parametrize(
    "last",
    [
        ev.LobbyShown(at=0, floor_id=HALL),
        ev.IdleShown(at=0, floor_id="nowhere"),
        ev.RoundAsked(
            at=0,
            round_id="r2",
            floor_id=HALL,
            activity_id="quiz",
            run=1,
            position=0,
            question_id="quiz-0",
            version=1,
            rules=QUIZ.questions[0].rules,
        ),
        ev.RoundWithdrawn(at=0, round_id="r2"),
        ev.RoundOpened(at=0, round_id="r2"),
        ev.RoundUnopened(at=0, round_id="r2"),
        ev.RoundReopened(at=0, round_id="r2"),
        ev.RoundExtended(at=0, round_id="r2", by_ms=1),
        ev.RoundPaused(at=0, round_id="r2"),
        ev.RoundResumed(at=0, round_id="r2", paused_ms=1),
        ev.RoundClosed(at=0, round_id="nowhere", cause=ev.Cause.DEADLINE),
        ev.RoundVoided(at=0, round_id="nowhere"),
        ev.RoundUnvoided(at=0, round_id="nowhere"),
    ],
    ids=lambda last: type(last).__name__,
)
def test_what_is_so_no_more_has_no_inverse(last: ev.Event) -> None:
    assert closed().inverse_of(last) is None


def test_an_extension_of_what_has_no_deadline_has_no_inverse() -> None:
    show = Stagehand().start("hand").next_until(Phase.OPEN)
    assert show.inverse_of(ev.RoundExtended(at=0, round_id=show.on.id, by_ms=1)) is None
