from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from quizapp import runtime
from quizapp.domain.errors import NotSaved
from quizapp.services.batching import Batcher
from quizapp.services.peers import NoLine
from quizapp.services.vitals import (
    LONGEST_WITHOUT_REST_S,
    READY_FOR_MS,
    REST_EVERY_S,
    Health,
    Sources,
)
from tests.fakes import FakePresence
from tests.hall import Hall, eventually


class Disk(FakePresence):
    """Takes signs of life, unless it is full."""

    full = False
    tries = 0

    def probe(self, worker_id: str) -> None:
        self.tries += 1
        if self.full:
            raise NotSaved
        super().probe(worker_id)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as hall:
        yield hall


def health_of(hall: Hall, disk: Disk) -> Health:
    batchers: dict[str, Batcher[Any, Any]] = {
        "answers": hall.answers.batcher,
        "joins": hall.participants.batcher,
    }
    sources = Sources(hall.live, batchers, lambda: {"phone": 3}, lambda: {"busy": 2})
    return Health(sources, disk, hall.clock, "worker")


def test_vitals_count_what_there_is(hall: Hall) -> None:
    people = hall.join("Ada", "Bea")
    hall.open_question()
    hall.answer_all(people, "a")
    now = health_of(hall, Disk()).vitals()
    assert now.connections == {"phone": 3}
    assert now.refused == {"busy": 2}
    assert now.rounds == {"asked": 0, "open": 1, "closed": 0, "revealed": 0, "ranking": 0}
    assert (now.commits["answers"].rows, now.commits["joins"].rows) == (2, 2)
    assert now.commits["answers"].batches in (1, 2)
    assert not now.commits["answers"].failing
    assert now.commits["answers"].waiting == 0


def test_commits_are_measured() -> None:
    batcher: Batcher[int, int] = Batcher("numbers", lambda batch: batch)
    batcher.start()
    assert batcher.submit(7) == 7
    eventually(lambda: batcher.batches == 1)
    batcher.stop()
    assert 0 <= batcher.longest_s <= batcher.seconds


def test_readiness_is_asked_of_the_disk_at_most_once_a_second(hall: Hall) -> None:
    disk = Disk()
    health = health_of(hall, disk)
    assert health.writable()
    disk.full = True
    assert health.writable()
    assert disk.tries == 1
    hall.clock.pass_ms(READY_FOR_MS)
    assert not health.writable()
    disk.full = False
    hall.clock.pass_ms(READY_FOR_MS)
    assert health.writable()


def test_lag_of_the_loop_is_watched(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.services.vitals.LAG_EVERY_S", 0.001)
    health = health_of(hall, Disk())
    health.start()
    eventually(lambda: health.vitals().longest_lag_s > 0)
    health.stop()


def test_garbage_waits_for_a_moment_of_rest(hall: Hall) -> None:
    health = health_of(hall, Disk())
    began = monotonic()
    assert not health.rest_is_due(began)
    assert health.rest_is_due(began + REST_EVERY_S + 1)
    hall.open_question()
    assert not health.rest_is_due(began + REST_EVERY_S + 1)
    assert health.rest_is_due(began + LONGEST_WITHOUT_REST_S + 1)


def test_garbage_is_collected_when_it_is_time(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.services.vitals.LAG_EVERY_S", 0.001)
    monkeypatch.setattr("quizapp.services.vitals.REST_EVERY_S", 0.01)
    collected: list[bool] = []
    monkeypatch.setattr(runtime, "collect_garbage", lambda: collected.append(True))
    health = health_of(hall, Disk())
    health.start()
    eventually(lambda: collected)
    health.stop()


def test_worst_lag_is_kept(hall: Hall) -> None:
    health = health_of(hall, Disk())
    health.note_lag(2.5)
    health.note_lag(-1.0)
    assert (health.vitals().lag_s, health.vitals().longest_lag_s) == (0.0, 2.5)


def test_the_line_to_the_other_workers_answers_for_itself(hall: Hall) -> None:
    health = health_of(hall, Disk())
    assert health.line_reachable() is None
    health.sources.line = NoLine()
    assert health.line_reachable()
