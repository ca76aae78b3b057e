"""The engine at work: commit before anything is told, and nothing lost between processes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from threading import Event

import pytest

from quizapp.domain.errors import (
    Conflict,
    NotFound,
    NothingToUndo,
    NotSaved,
    RoundNotOpen,
    Stale,
)
from quizapp.domain.event import ActivityKind, ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live import events as ev
from quizapp.domain.live.log import GENESIS, first_fault
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import PendingAnswer
from quizapp.domain.text import LocalizedText
from quizapp.services.live import MOST_TRIES, Change, script_of
from tests.hall import (
    EVENT,
    HALL,
    Hall,
    choice,
    event,
    eventually,
    poll,
    question_of,
    quiz,
)
from tests.secret_hall import ballot_event

PATIENCE_S = 10


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def kinds(changes: list[Change]) -> list[str]:
    return [type(each).__name__ for change in changes for each in change.happened]


def is_unbroken(changes: list[Change]) -> bool:
    """Each begins where the one before ended, and tells of every event once."""
    whole = all(each.after.seq == each.before.seq + len(each.happened) for each in changes)
    return whole and all(one.after is other.before for one, other in pairwise(changes))


def stored_answer(hall: Hall, round_id: str, voter: str = "<somebody>") -> None:
    """Another process commits an answer."""
    seq = hall.stores.log.head(EVENT)
    pending = PendingAnswer(EVENT, seq, round_id, voter, 1, "a", 10, 10, True)
    hall.stores.answers.commit([pending])


# ---- commit, then tell ----------------------------------------------------------------------


def test_a_command_is_committed_before_it_is_told(hall: Hall) -> None:
    heads: list[tuple[int, int]] = []
    hall.live.listen(lambda change: heads.append((change.after.seq, hall.stores.log.head(EVENT))))
    assert hall.do(cmd.LockJoining, on=True) == 1
    assert hall.do(cmd.LockJoining, on=False) == 2
    assert heads == [(1, 1), (2, 2)]
    assert kinds(hall.told) == ["JoiningLocked", "JoiningLocked"]
    assert hall.told[0].before.joining_locked is False
    assert hall.told[0].after.joining_locked is True


def test_what_can_not_be_written_is_neither_told_nor_believed(hall: Hall) -> None:
    before = hall.state
    hall.stores.log.fault.error = NotSaved()
    with pytest.raises(NotSaved):
        hall.do(cmd.LockJoining, on=True)
    hall.stores.log.fault.error = None
    assert hall.told == []
    assert hall.state is before
    hall.do(cmd.LockJoining, on=True)
    assert hall.state.joining_locked


def test_a_refusal_is_told_to_nobody(hall: Hall) -> None:
    with pytest.raises(RoundNotOpen):
        hall.do(cmd.PauseRound, on=True)
    assert hall.told == []
    assert hall.stores.log.head(EVENT) == 0


def test_what_is_so_already_writes_nothing(hall: Hall) -> None:
    hall.do(cmd.LockJoining, on=True)
    assert hall.do(cmd.LockJoining, on=True) == 1
    assert len(hall.told) == 1


def test_an_unknown_event_is_not_found(hall: Hall) -> None:
    for act in (hall.live.state, hall.live.event, hall.live.snapshot, hall.live.refresh):
        with pytest.raises(NotFound):
            act("another")
    with pytest.raises(NotFound):
        hall.live.execute("another", cmd.LockJoining(on=True), "me", "x")
    assert hall.live.known() == ()


def test_a_listener_that_fails_neither_spoils_the_act_nor_the_other_listeners(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with Hall() as hall:
        heard: list[int] = []

        def fail(_change: Change) -> None:
            raise ZeroDivisionError

        hall.live.listen(fail)
        hall.live.listen(lambda change: heard.append(change.after.seq))
        assert hall.do(cmd.LockJoining, on=True) == 1
        assert hall.do(cmd.LockJoining, on=False) == 2
    assert heard == [1, 2]
    assert "could not be announced" in caplog.text


def test_announcements_keep_their_order_when_a_listener_is_slow(hall: Hall) -> None:
    go_on, heard = Event(), []

    def slow(change: Change) -> None:
        if change.after.seq == 1:
            assert go_on.wait(PATIENCE_S)
        heard.append(change.after.seq)

    hall.live.listen(slow)
    first = hall.meanwhile(lambda: hall.do(cmd.LockJoining, on=True))
    eventually(lambda: len(hall.told) == 1)
    assert hall.do(cmd.LockJoining, on=False) == 2, "nobody waits for another's announcement"
    assert heard == []
    go_on.set()
    assert first.result(PATIENCE_S) == 1
    assert heard == [1, 2]
    assert is_unbroken(hall.told)


# ---- two processes --------------------------------------------------------------------------


def test_refresh_folds_and_tells_what_another_process_appended(hall: Hall) -> None:
    other = hall.beside()
    assert other.state.seq == 0
    hall.do(cmd.LockJoining, on=True)
    hall.start()
    assert other.live.refresh(EVENT).seq == 2
    assert other.state == hall.state
    assert kinds(other.told) == ["JoiningLocked", "ActivityStarted"]
    told = list(other.told)
    other.live.refresh(EVENT)
    assert other.told == told


def test_who_loses_a_race_decides_again_on_what_is_so_now(hall: Hall) -> None:
    other = hall.beside()
    on = hall.open_question()
    deadline_at = on.deadline_at or 0
    other.live.refresh(EVENT)
    hall.stores.log.meanwhile.append(lambda: other.do(cmd.ExtendRound, by_ms=10_000))
    hall.do(cmd.ExtendRound, by_ms=5_000)
    assert hall.on_stage().deadline_at == deadline_at + 15_000
    assert kinds(hall.told)[-2:] == ["RoundExtended", "RoundExtended"]
    assert is_unbroken(hall.told)
    assert first_fault(hall.stores.log.rows[EVENT]) is None


def test_a_step_that_loses_the_race_is_stale_and_nothing_is_skipped(hall: Hall) -> None:
    other = hall.beside()
    hall.open_question()
    other.live.refresh(EVENT)
    hall.stores.log.meanwhile.append(other.next)
    with pytest.raises(Stale):
        hall.next()
    assert hall.on_stage().phase is Phase.CLOSED
    assert hall.state == other.state


def test_who_always_loses_is_told_so(hall: Hall) -> None:
    other = hall.beside()
    hall.open_question()
    hall.stores.log.meanwhile = [lambda: other.do(cmd.ExtendRound)] * MOST_TRIES
    with pytest.raises(Conflict):
        hall.do(cmd.ExtendRound)
    assert hall.state == other.state


def test_state_is_the_fold_of_the_log_after_a_restart(hall: Hall) -> None:
    hall.open_question()
    hall.do(cmd.PauseRound, on=True)
    again = hall.beside()
    assert again.state == hall.state
    assert again.told == [], "nobody is told of what was before"
    assert again.live.snapshot(EVENT).hash == hall.stores.log.rows[EVENT][-1].hash
    assert again.live.known() == (EVENT,)


def test_the_hash_is_that_of_the_last_entry(hall: Hall) -> None:
    assert hall.live.snapshot(EVENT).hash == GENESIS
    hall.do(cmd.LockJoining, on=True)
    assert hall.live.snapshot(EVENT).hash == hall.stores.log.rows[EVENT][0].hash


def test_many_threads_tell_each_change_once_and_in_order(hall: Hall) -> None:
    other = hall.beside()
    switches = 40
    assert hall.state == other.state, "loaded before anything happens"

    def switch(which: Hall, on: bool) -> None:
        for n in range(switches):
            which.do(cmd.LockJoining, on=(n % 2 == 0) is on)

    def refresh() -> None:
        for _ in range(switches):
            hall.live.refresh(EVENT)

    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(switch, hall, True), threads.submit(switch, other, False)]
        jobs += [threads.submit(refresh) for _ in range(4)]
        for each in jobs:
            each.result(PATIENCE_S)
    hall.live.refresh(EVENT)
    other.live.refresh(EVENT)
    entries = hall.stores.log.rows[EVENT]
    assert first_fault(entries) is None
    for one in (hall, other):
        assert is_unbroken(one.told)
        assert sum(len(each.happened) for each in one.told) == len(entries) == one.state.seq
    assert hall.state == other.state


def test_threads_that_load_an_event_at_once_see_the_same_state(hall: Hall) -> None:
    hall.open_question()
    other = hall.beside()
    with ThreadPoolExecutor(8) as threads:
        states = list(threads.map(lambda _: other.live.state(EVENT), range(8)))
    assert all(each is states[0] for each in states)


# ---- resends --------------------------------------------------------------------------------


def test_a_resent_command_does_nothing_twice(hall: Hall) -> None:
    deadline_at = hall.open_question().deadline_at or 0
    first = hall.do(cmd.ExtendRound, "once")
    assert hall.do(cmd.ExtendRound, "once") == first
    assert hall.on_stage().deadline_at == deadline_at + 10_000


def test_a_resent_step_is_not_stale(hall: Hall) -> None:
    rev = hall.floor().moved_seq
    seq = hall.do(cmd.StartActivity, "once", activity_id="quiz", rev=rev)
    assert hall.do(cmd.StartActivity, "once", activity_id="quiz", rev=rev) == seq


def test_a_command_resent_to_another_process_does_nothing_twice(hall: Hall) -> None:
    other = hall.beside()
    assert other.state.seq == 0
    deadline_at = hall.open_question().deadline_at or 0
    seq = hall.do(cmd.ExtendRound, "once")
    assert other.live.execute(EVENT, cmd.ExtendRound(floor_id=HALL), "me", "once") == seq
    assert other.on_stage().deadline_at == deadline_at + 10_000


def test_a_command_sent_to_two_processes_at_once_is_done_once(hall: Hall) -> None:
    other = hall.beside()
    deadline_at = hall.open_question().deadline_at or 0
    other.live.refresh(EVENT)
    hall.stores.log.meanwhile.append(lambda: other.do(cmd.ExtendRound, "once"))
    assert hall.do(cmd.ExtendRound, "once") == other.state.seq
    assert hall.on_stage().deadline_at == deadline_at + 10_000


def test_a_step_sent_twice_at_once_is_done_once_and_refused_to_nobody(hall: Hall) -> None:
    """The second passes the first look at the log and then finds the stage moved by the first."""
    hall.open_question()
    rev = hall.floor().moved_seq
    hall.stores.answers.gate.clear()
    who = "<somebody>"
    answer = hall.meanwhile(lambda: hall.answers.submit(EVENT, who, hall.on_stage().id, 1, "a"))
    eventually(lambda: hall.stores.answers.held)
    # Both wait for the answer's commit now.
    twice = [hall.meanwhile(lambda: hall.do(cmd.NextStep, "once", rev=rev)) for _ in range(2)]
    hall.stores.answers.gate.set()
    assert {each.result(PATIENCE_S) for each in twice} == {hall.state.seq}
    assert answer.result(PATIENCE_S).answer == "a"
    assert hall.on_stage().phase is Phase.CLOSED


def test_a_refused_command_may_be_sent_again(hall: Hall) -> None:
    with pytest.raises(RoundNotOpen):
        hall.do(cmd.PauseRound, "once", on=True)
    hall.open_question()
    hall.do(cmd.PauseRound, "once", on=True)
    assert hall.on_stage().paused


# ---- undo -----------------------------------------------------------------------------------


def test_undo_takes_back_an_opening_that_nobody_has_answered(hall: Hall) -> None:
    hall.open_question()
    hall.do(cmd.Undo)
    assert hall.on_stage().phase is Phase.ASKED


def test_undo_is_refused_once_there_is_an_answer(hall: Hall) -> None:
    on = hall.open_question()
    stored_answer(hall, on.id)
    with pytest.raises(NothingToUndo):
        hall.do(cmd.Undo)
    assert hall.on_stage().phase is Phase.OPEN


def test_undo_is_refused_when_the_answer_comes_between_decide_and_append(hall: Hall) -> None:
    on = hall.open_question()
    hall.stores.log.meanwhile.append(lambda: stored_answer(hall, on.id))
    with pytest.raises(NothingToUndo):
        hall.do(cmd.Undo)
    assert hall.on_stage().phase is Phase.OPEN
    assert len(hall.stores.answers.rows) == 1


def test_undo_of_a_withdrawn_poll_needs_an_unanswered_round_too(hall: Hall) -> None:
    on = hall.open_question("poll")
    hall.stores.log.meanwhile.append(lambda: stored_answer(hall, on.id))
    with pytest.raises(NothingToUndo):
        hall.do(cmd.Undo)
    assert hall.state.rounds[on.id].phase is Phase.OPEN


# ---- content --------------------------------------------------------------------------------


def edit(hall: Hall, title: str) -> None:
    known = hall.stores.events.rows[EVENT]
    hall.stores.events.put(replace(known, title=LocalizedText.of({"en": title})))


def test_an_edit_reaches_every_process_with_its_announcement(hall: Hall) -> None:
    other = hall.beside()
    assert hall.live.event(EVENT) == other.live.event(EVENT)
    edit(hall, "Edited")
    assert hall.live.event(EVENT).title.get("en") == "[event en]"
    hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
    assert hall.live.event(EVENT).title.get("en") == "Edited"
    other.live.refresh(EVENT)
    assert other.live.event(EVENT).title.get("en") == "Edited"
    assert kinds(other.told) == ["ContentChanged"]


def test_an_edit_while_an_event_is_loaded_is_not_missed(hall: Hall) -> None:
    late = hall.beside()

    def edited() -> None:
        edit(hall, "Edited")
        hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")

    assert hall.state.seq == 0
    hall.stores.events.while_reading = edited
    assert late.live.event(EVENT).title.get("en") == "[event en]"
    late.live.refresh(EVENT)
    assert late.live.event(EVENT).title.get("en") == "Edited"


def test_a_round_keeps_the_version_that_was_asked(hall: Hall) -> None:
    on = hall.open_question()
    known = hall.stores.events.rows[EVENT]
    newer = quiz(choice("q1", prompt={"en": "Edited"}), choice("q2"))
    second = tuple(replace(each, version=2) for each in newer.questions)
    hall.stores.events.put(replace(known, activities=(replace(newer, questions=second),)))
    hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
    reads = hall.stores.events.reads
    asked = [hall.live.question(EVENT, on) for _ in range(3)]
    assert {each.prompt.get("en") for each in asked} == {"[q1 prompt en]"}
    assert hall.stores.events.reads == reads + 1, "old versions are read once"


def test_a_question_that_nobody_knows_is_not_found(hall: Hall) -> None:
    on = hall.open_question()
    with pytest.raises(NotFound):
        hall.live.question(EVENT, replace(on, version=7))


def test_a_forgotten_event_is_read_anew(hall: Hall) -> None:
    hall.start()
    hall.live.forget(EVENT)
    hall.live.forget(EVENT)
    assert hall.live.known() == ()
    assert hall.floor().shown.kind is Kind.INTRO


def test_an_event_forgotten_while_a_command_is_written_comes_back_whole(hall: Hall) -> None:
    hall.stores.log.meanwhile.append(lambda: hall.live.forget(EVENT))
    assert hall.do(cmd.LockJoining, on=True) == 1
    assert hall.state.joining_locked


# ---- the script -----------------------------------------------------------------------------


def test_script_carries_each_question_with_the_rules_of_its_round() -> None:
    known = event(
        quiz(
            choice("q1", points=2000), question_of("scale", "q2"), scoring=Scoring.CLASSIC, ask_s=0
        ),
        quiz(choice("q3"), activity_id="other"),
        poll(choice("p1"), results=ResultsWhen.LIVE),
    )
    script = script_of(known)
    assert script.floors == ("hall", "annex")
    assert [each.kind for each in script.activities] == [ActivityKind.QUIZ] * 2 + [
        ActivityKind.POLL
    ]
    graded, opinion, asked, polled = (
        each.rules for activity in script.activities for each in activity.questions
    )
    assert (graded.graded, graded.points, graded.limit_ms) == (True, 2000, 20_000)
    assert (graded.scoring, graded.ask_ms, graded.quiz) == (Scoring.CLASSIC, None, True)
    assert (opinion.graded, opinion.points, opinion.quiz) == (False, 0, True)
    assert (asked.ask_ms, asked.changeable) == (5_000, False)
    assert (polled.graded, polled.changeable, polled.quiz) == (False, True, False)
    assert (polled.limit_ms, polled.ask_ms, polled.results) == (None, None, ResultsWhen.LIVE)


def test_a_secret_ballot_is_final_whatever_a_poll_allows() -> None:
    (activity,) = script_of(ballot_event()).activities
    assert [each.rules.changeable for each in activity.questions] == [False, False]


def test_every_event_of_the_log_is_told_as_it_was_decided(hall: Hall) -> None:
    hall.open_question()
    told = [each for change in hall.told for each in change.happened]
    assert [type(each) for each in told] == [ev.ActivityStarted, ev.RoundAsked, ev.RoundOpened]
