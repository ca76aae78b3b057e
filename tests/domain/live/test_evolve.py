"""The fold is total: any events in any order give a state, and the rules still hold out on it."""

from __future__ import annotations

import contextlib
from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import QuizappError
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.board import TextMark
from quizapp.domain.live.decide import decide
from quizapp.domain.live.evolve import evolve, fold
from quizapp.domain.live.log import KINDS, decode, encode
from quizapp.domain.live.possible import possible
from quizapp.domain.live.stage import LONGEST_HISTORY
from quizapp.domain.live.state import EventState, Kind, Phase, Shown, fresh
from quizapp.domain.live.steps import preview
from tests.domain.live.stagehand import (
    ANNEX,
    GRADED,
    HALL,
    HAND_QUIZ,
    LIVE,
    POLLED,
    SCRIPT,
    START,
    Stagehand,
)

names: dict[str, st.SearchStrategy[Any]] = {
    "at": st.integers(START, START + 100_000),
    "floor_id": st.sampled_from([HALL, "annex", "gone"]),
    "activity_id": st.sampled_from(["quiz", "poll", "gone"]),
    "round_id": st.sampled_from(["r1", "r2", "r3"]),
    "question_id": st.sampled_from(["quiz-0", "quiz-1", "poll-0"]),
    "participant_id": st.sampled_from(["ada", "ben"]),
    "rules": st.sampled_from([GRADED, LIVE, POLLED]),
    "cause": st.sampled_from(ev.Cause),
    "run": st.integers(0, 2),
    "position": st.integers(0, 3),
    "version": st.just(1),
    "made_from": st.just(1),
    "choices": st.lists(
        st.tuples(st.sampled_from(["ada", "ben"]), st.sampled_from(cmd.Factor)), max_size=3
    ).map(tuple),
    "waited_for": st.sampled_from([frozenset(), frozenset({"ada"})]),
    "factor": st.sampled_from(cmd.Factor),
    "tenths": st.sampled_from([10, 15, 20]),
    "text_id": st.sampled_from(["t1", "t2"]),
    "team_id": st.sampled_from(["t1", "t2"]),
    "group_id": st.sampled_from(["g1", "g2"]),
    "seat_id": st.sampled_from(["s1", "s2", "s3"]),
    "holder_id": st.none() | st.sampled_from(["s1", "s2", "s3"]),
    "key": st.just("words"),
    "title": st.just("words"),
    "cursor": st.integers(-2, 500),
    "rounds": st.lists(
        st.builds(
            ev.AsideRound,
            round_id=st.sampled_from(["r1", "r2", "r3"]),
            position=st.integers(0, 3),
            question_id=st.sampled_from(["poll-0", "poll-1"]),
            version=st.just(1),
            rules=st.sampled_from([LIVE, POLLED]),
        ),
        max_size=2,
    ).map(tuple),
    "round_ids": st.just(("r7", "r8")),
    "session_id": st.sampled_from(["s1", "s2"]),
    "item_id": st.just("hall"),
    "into_id": st.just("q2"),
    "text": st.just("words"),
    "label": st.just("word"),
    "voted": st.integers(0, 300),
    "digest": st.just("d" * 64),
    "groups": st.just(""),
}
by_type: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(),
    "int": st.integers(-(10**6), 10**6),
    "TextMark": st.sampled_from(TextMark),
    "str | None": st.none() | st.sampled_from(["t1", "g1"]),
    "int | None": st.none() | st.integers(START, START + 100_000),
}


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Instances of an event or a command with fields that fit, though not together."""
    fitting = {
        each.name: names[each.name] if each.name in names else by_type[str(each.type)]
        for each in fields(kind)
    }
    return st.builds(kind, **fitting)


any_event = st.one_of([any_of(kind) for kind in KINDS.values()])
COMMANDS = [
    each
    for each in vars(cmd).values()
    if isinstance(each, type) and issubclass(each, cmd.Command) and each is not cmd.Undo
]
names["rev"] = st.just(10**6)
any_command = st.one_of(
    [any_of(kind) for kind in COMMANDS]
    + [st.builds(cmd.Undo, floor_id=names["floor_id"] | st.none(), answered=st.just(frozenset()))]
)


@given(st.lists(any_event, max_size=40))
def test_evolve_is_total_over_events_in_any_order(events: list[ev.Event]) -> None:
    state = fresh("event", SCRIPT)
    for event in events:
        state = evolve(state, decode(type(event).__name__, encode(event)))
        for floor in state.floors.values():
            assert 0 <= floor.cursor < len(floor.history) <= LONGEST_HISTORY
            for shown in floor.history:
                assert shown.round_id is None or shown.round_id in state.rounds
    assert state.seq == len(events)


@given(st.lists(any_event, max_size=25), st.lists(any_command, max_size=10))
def test_decide_only_refuses_whatever_the_log_holds(
    events: list[ev.Event], commands: list[cmd.Command]
) -> None:
    state = fold(fresh("event", SCRIPT), events)
    for command in commands:
        with contextlib.suppress(QuizappError):
            state = fold(state, decide(state, command, START + 50_000))
    for floor_id in state.floors:
        preview(state, floor_id)
        possible(state, floor_id, START)


def test_preview_of_a_step_that_is_refused_names_no_step_after_it() -> None:
    asked = ev.RoundAsked(
        at=START,
        round_id="r1",
        floor_id=HALL,
        activity_id="quiz",
        run=1,
        position=0,
        question_id="quiz-0",
        version=1,
        rules=GRADED,
    )
    # No show leaves an open round: a log of another making may say so.
    impossible = [
        asked,
        ev.RoundOpened(at=START, round_id="r1"),
        ev.LobbyShown(at=START, floor_id=HALL),
    ]
    step, then = preview(fold(fresh("event", SCRIPT), impossible), HALL)
    assert step is not None
    assert then is None


def test_a_pause_that_ended_without_a_word_is_nothing_to_undo() -> None:
    rounds = (
        ev.AsideRound(
            round_id="r1",
            position=0,
            question_id="poll-0",
            version=1,
            rules=replace(GRADED, quiz=False),
        ),
    )
    # No show asks beside the stage what another floor has asked: a log of another making may say so.
    impossible = [
        ev.AsideOpened(at=START, floor_id=HALL, activity_id="poll", run=1, rounds=rounds),
        ev.RoundPaused(at=START, round_id="r1"),
        ev.RoundAsked(
            at=START,
            round_id="r1",
            floor_id=ANNEX,
            activity_id="poll",
            run=1,
            position=0,
            question_id="poll-0",
            version=1,
            rules=GRADED,
        ),
        ev.AsideOpened(at=START, floor_id=ANNEX, activity_id="poll", run=1, rounds=rounds),
    ]
    state = fold(fresh("event", SCRIPT), impossible)
    assert state.rounds["r1"].paused_at is None
    assert not possible(state, HALL, START).undo


def test_evolve_passes_over_what_the_state_does_not_know() -> None:
    state = fresh("event", SCRIPT)
    for event in (
        ev.LobbyShown(at=START, floor_id="gone"),
        ev.ScreenBlanked(at=START, floor_id="gone", on=True),
        ev.RoundOpened(at=START, round_id="gone"),
        ev.RoundPaused(at=START, round_id="gone"),
        ev.RoundVoided(at=START, round_id="gone"),
        ev.RoundWithdrawn(at=START, round_id="gone"),
        ev.Event(at=START),
    ):
        after = evolve(state, event)
        assert (after.seq, after.rounds) == (1, {})
        assert after.floors[HALL].history == (Shown(Kind.LOBBY),)


def test_history_keeps_the_latest_and_never_loses_the_place_looked_at() -> None:
    show = Stagehand()
    for _ in range(LONGEST_HISTORY):
        show.idle().lobby()
    assert len(show.hall.history) == LONGEST_HISTORY
    assert show.hall.at_head


def test_a_close_by_the_timer_leaves_the_room_where_it_looks_also_at_the_longest_history() -> None:
    show = Stagehand()
    for _ in range(LONGEST_HISTORY // 2):
        show.idle().lobby()
    show.start("quiz").next_until(Phase.OPEN).back(2)
    seen = show.shown
    show.wait(30_000).timer_closes()
    assert (len(show.hall.history), show.shown) == (LONGEST_HISTORY, seen)


def test_undo_of_the_only_thing_shown_leaves_the_lobby() -> None:
    state: EventState = fresh("event", SCRIPT)
    state = evolve(state, ev.ShowingUndone(at=START, floor_id=HALL, lobby=True))
    assert state.floors[HALL].history == (Shown(Kind.LOBBY),)


def test_forgetting_all_that_was_shown_leaves_the_lobby() -> None:
    show = Stagehand()
    asked = ev.RoundAsked(
        at=START,
        round_id="r1",
        floor_id=HALL,
        activity_id=HAND_QUIZ.id,
        run=1,
        position=0,
        question_id="hand-0",
        version=1,
        rules=GRADED,
    )
    state = show.state
    for _ in range(LONGEST_HISTORY):
        state = fold(state, [asked, ev.RoundOpened(at=START, round_id="r1")])
    state = evolve(state, ev.RoundWithdrawn(at=START, round_id="r1"))
    assert state.floors[HALL].history == (Shown(Kind.LOBBY),)
