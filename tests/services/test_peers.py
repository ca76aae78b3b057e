"""Two workers on one database: with hints at once, without them within a second."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from quizapp.domain.errors import Conflict, NotSaved
from quizapp.domain.event import Participant
from quizapp.domain.live.state import Phase
from quizapp.domain.tallies import answered
from quizapp.services import peers as peers_module
from quizapp.services.peers import (
    LIVES_MS,
    LOOK_EVERY_MS,
    NoLine,
    NoPeers,
    OtherWorkers,
    Shared,
)
from quizapp.services.ports import Hint
from quizapp.services.timers import SETTLING_MS, SURE_MS
from tests.hall import EVENT, Hall, eventually


@dataclass
class Clients:
    """Sockets that nobody holds."""

    in_use: frozenset[str] = frozenset({EVENT})
    crowds: int = 0
    replaced: list[str] = field(default_factory=list)

    def events(self) -> frozenset[str]:
        return self.in_use

    def crowd_changed(self, event_id: str) -> None:
        assert event_id == EVENT
        self.crowds += 1

    def connected_elsewhere(self, participant_id: str) -> None:
        self.replaced.append(participant_id)


@dataclass
class Line:
    """What was said; passed on where somebody hears it."""

    said: list[Hint] = field(default_factory=list)
    hearers: list[Callable[[Hint], None]] = field(default_factory=list)
    broken: bool = False
    reachable: bool = True
    stopped: int = 0

    def start(self, heard: Callable[[Hint], None]) -> None:
        self.hearers.append(heard)

    def say(self, hint: Hint) -> None:
        self.said.append(hint)
        if not self.broken:
            for heard in self.hearers:
                heard(hint)

    def stop(self) -> None:
        self.stopped += 1


class Worker:
    """One process of two."""

    def __init__(self, hall: Hall, line: Line) -> None:
        self.hall, self.clients = hall, Clients()
        self.closed: list[str] = []
        at = hall.stores
        self.id = hall.worker_id
        shared = Shared(
            hall.live, hall.counting, hall.presence, hall.participants, at.log, at.presence
        )
        self.peers = OtherWorkers(shared, line, at.clock, self.id, self._close)
        hall.live.listen(self.peers.changed)
        self.peers._clients = self.clients
        line.start(self.peers.heard)

    def _close(self, event_id: str) -> None:
        self.closed.append(event_id)
        self.hall.live.forget(event_id)

    def connect(self, who: Participant) -> None:
        since = self.hall.presence.connected(EVENT, who.id)
        self.peers.tell(EVENT, who.id, since)

    def second(self) -> None:
        """A second passes."""
        self.hall.clock.pass_ms(LOOK_EVERY_MS)
        self.hall.timers.second()
        self.peers.step()


@dataclass
class Two:
    line: Line
    one: Worker
    two: Worker

    def second(self) -> None:
        for each in (self.one, self.two, self.one):
            each.hall.timers.second()
            each.peers.step()
        self.one.hall.clock.pass_ms(LOOK_EVERY_MS)
        self.one.peers.step()
        self.two.peers.step()


@pytest.fixture
def two() -> Iterator[Two]:
    line = Line()
    with Hall(shared="one") as first, first.beside(shared="two") as second:
        made = Two(line, Worker(first, line), Worker(second, line))
        assert first.state.seq == second.state.seq == 0
        made.second()
        yield made


def test_a_change_of_the_log_is_known_at_once(two: Two) -> None:
    two.one.hall.open_question()
    assert two.two.hall.on_stage().phase is Phase.OPEN
    assert [each.worker_id for each in two.line.said] == ["one"] * len(two.line.said), (
        "what was heard is not said again"
    )


def test_without_hints_it_is_known_within_a_second(two: Two) -> None:
    two.line.broken = True
    two.one.hall.open_question()
    assert two.two.hall.state.seq == 0
    two.two.second()
    assert two.two.hall.on_stage().phase is Phase.OPEN


def test_hints_of_events_that_nobody_here_uses_are_passed_over(two: Two) -> None:
    two.two.peers.heard(Hint("another", seq=5, worker_id="one"))
    two.two.peers.heard(Hint(EVENT, seq=5, worker_id="two"))
    two.two.peers.step()
    assert two.two.hall.live.known() == (EVENT,)


def test_answers_taken_elsewhere_are_counted(two: Two) -> None:
    (ada,) = two.one.hall.join("Ada")
    on = two.one.hall.open_question()
    two.two.hall.scene()
    assert two.two.hall.scenes.crowd(EVENT, "hall").answered == 0
    two.one.hall.answer(ada, "a")
    before = two.two.clients.crowds
    two.one.peers.tell(EVENT)
    two.one.peers.step()
    two.two.peers.step()
    assert two.two.clients.crowds == before + 1
    assert two.two.hall.scenes.crowd(EVENT, "hall").answered == 1
    assert two.two.hall.counting.answer_of(on.id, ada.id) == (1, "a")


def test_who_came_in_elsewhere_is_here_and_known_by_name(two: Two) -> None:
    two.two.hall.scene()
    (ada,) = two.one.hall.join("Ada")
    two.one.connect(ada)
    two.one.peers.step()
    two.two.peers.step()
    crowd = two.two.hall.scenes.crowd(EVENT, "hall")
    assert (crowd.here, crowd.joined, crowd.arrivals[0].name) == (1, 1, "Ada")
    assert two.two.clients.crowds


@pytest.mark.parametrize("broken", [False, True])
def test_the_newest_connection_wins_through_whichever_worker(two: Two, broken: bool) -> None:
    two.line.broken = broken
    (ada,) = two.one.hall.join("Ada")
    two.one.connect(ada)
    two.second()
    two.two.connect(ada)
    two.second()
    assert two.one.clients.replaced == [ada.id]
    assert two.two.clients.replaced == []
    assert two.one.hall.presence.here(EVENT) == two.two.hall.presence.here(EVENT) == {ada.id}
    two.one.connect(ada)
    two.second()
    assert two.two.clients.replaced == [ada.id]


def test_a_worker_that_died_takes_its_connections_with_it(two: Two) -> None:
    (ada,) = two.one.hall.join("Ada")
    two.one.connect(ada)
    two.second()
    assert two.two.hall.presence.here(EVENT) == {ada.id}
    for _ in range(LIVES_MS // LOOK_EVERY_MS + 1):
        two.two.second()
    assert two.two.hall.presence.here(EVENT) == frozenset()
    assert two.two.hall.presence.expected(EVENT) == {ada.id}, "it was not her doing"
    two.second()
    assert two.two.hall.presence.here(EVENT) == {ada.id}, "it was only slow"


def test_a_deleted_event_is_closed_here_too(two: Two) -> None:
    two.one.hall.stores.log.deleted.add(EVENT)
    two.one.hall.stores.events.rows.clear()
    two.two.second()
    assert two.two.closed == [EVENT]
    assert two.two.hall.live.known() == ()


def test_an_event_that_goes_while_it_is_looked_at_ends_nothing(two: Two) -> None:
    two.two.peers.heard(Hint(EVENT, worker_id="one"))
    two.two.hall.live.forget(EVENT)
    two.two.hall.stores.events.rows.clear()
    two.two.peers.step()


def test_events_without_clients_are_followed_while_a_question_runs(two: Two) -> None:
    two.two.clients.in_use = frozenset()
    two.line.broken = True
    (ada,) = two.one.hall.join("Ada")
    two.one.hall.open_question()
    two.two.second()
    two.two.hall.scene()
    two.one.hall.answer(ada, "a")
    two.two.second()
    assert two.two.hall.scenes.crowd(EVENT, "hall").answered == 1


def test_a_database_that_is_away_is_told_once_and_ends_nothing(
    two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    two.two.hall.stores.log.fault.error = NotSaved()
    for _ in range(3):
        two.two.hall.clock.pass_ms(LOOK_EVERY_MS)
        two.two.peers._guarded(two.two.peers._look_around)
    assert len(caplog.records) == 1
    two.two.hall.stores.log.fault.error = None
    two.one.hall.open_question()
    two.two.second()
    assert two.two.hall.on_stage().phase is Phase.OPEN


def test_another_refusal_is_logged_and_ends_nothing(
    two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    two.two.hall.stores.log.fault.error = Conflict()
    two.two.second()
    assert "could not be taken over" in caplog.text


def test_the_loop_goes_on_after_a_failure(
    two: Two, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == 1:
            raise ZeroDivisionError

    monkeypatch.setattr(peers_module, "STEP_S", 0.001)
    monkeypatch.setattr(two.two.peers, "step", step)
    caplog.set_level(logging.ERROR)
    two.two.peers.start(two.two.clients)
    eventually(lambda: steps > 1)
    two.two.peers.stop()
    assert two.line.stopped == 1
    assert "goes on" in caplog.text


def test_alone_nobody_is_told() -> None:
    peers, line = NoPeers(), NoLine()
    peers.start(Clients())
    peers.tell(EVENT, "ada", 1)
    peers.stop()
    line.start(lambda _: None)
    line.say(Hint(EVENT))
    line.stop()
    assert line.reachable


# ---- the rules hold across workers ----------------------------------------------------------


def test_nothing_closes_early_while_somebody_elsewhere_has_not_answered(two: Two) -> None:
    hall, other = two.one.hall, two.two.hall
    (ada,) = hall.join("Ada")
    (grace,) = other.join("Grace")
    hall.clock.pass_ms(SETTLING_MS)
    two.second()
    hall.open_question()
    hall.answer(ada, "a")
    for _ in range(3):
        hall.clock.pass_ms(SURE_MS // 2)
        two.second()
        hall.timers.tick()
        assert hall.on_stage().phase is Phase.OPEN
    other.answer(grace, "b")
    two.second()
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.OPEN, "not at the first sight of it"
    hall.clock.pass_ms(SURE_MS)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.CLOSED


def test_the_figures_at_the_close_hold_what_others_took_until_then(two: Two) -> None:
    hall, other = two.one.hall, two.two.hall
    (ada,) = other.join("Ada")
    hall.open_question("live")
    hall.scene()
    other.answer(ada, "a")
    hall.until(Phase.CLOSED)
    view = hall.scene().on_phones
    assert view is not None
    assert view.tally is not None
    assert answered(view.tally) == 1


def test_a_phone_that_comes_from_another_worker_sees_its_answer(two: Two) -> None:
    hall, other = two.one.hall, two.two.hall
    (ada,) = other.join("Ada")
    on = hall.open_question("poll")
    hall.scene()
    hall.counting.load(on.id)
    other.answer(ada, "a")
    other.answer(ada, "b", number=2)
    assert hall.counting.answer_of(on.id, ada.id) is None
    assert hall.counting.own(on.id, ada.id) == (2, "b")
    assert hall.counting.own(on.id, "nobody") is None


def test_while_another_worker_lives_no_time_is_lost(two: Two) -> None:
    on = two.one.hall.open_question()
    two.one.hall.timers.second()
    two.one.hall.clock.pass_ms(2_000)
    again = two.one.hall.beside(shared="three")
    again.timers.give_time_back((EVENT,))
    assert again.on_stage().deadline_at == on.deadline_at


def test_when_all_come_back_at_once_the_time_is_given_back_once(two: Two) -> None:
    on = two.one.hall.open_question()
    two.one.hall.timers.second()
    two.one.hall.clock.pass_ms(6_000)
    for name in ("three", "four"):
        again = two.one.hall.beside(shared=name)
        again.timers.give_time_back((EVENT,))
    assert again.on_stage().deadline_at == (on.deadline_at or 0) + 6_000
