from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quizapp.services.backups import BackupFigures
from quizapp.services.vitals import Commits, Vitals
from quizapp.web.health import Figures
from tests.web.house import House, house

ELSEWHERE = {"REMOTE_ADDR": "192.168.1.77"}


@pytest.fixture
def place(tmp_path: Path) -> House:
    return house(tmp_path)


@pytest.fixture
def anybody(place: House) -> FlaskClient:
    return place.app().test_client()


def test_alive_asks_nothing_of_the_database(place: House, anybody: FlaskClient) -> None:
    place.health.database = False
    answer = anybody.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"ok": True})


def test_ready_while_answers_can_be_stored(place: House, anybody: FlaskClient) -> None:
    answer = anybody.get("/readyz", environ_base=ELSEWHERE)
    assert (answer.status_code, answer.get_json()) == (200, {"ok": True, "database": True})
    place.health.database = False
    answer = anybody.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"ok": False, "database": False})
    place.health.database, place.health.redis = True, True
    ready = {"ok": True, "database": True, "redis": True}
    assert (anybody.get("/readyz").status_code, anybody.get("/readyz").get_json()) == (200, ready)
    place.health.redis = False
    assert anybody.get("/readyz").status_code == 503


def test_metrics_hold_the_figures(anybody: FlaskClient) -> None:
    answer = anybody.get("/metrics")
    assert answer.content_type.startswith("text/plain")
    text = answer.get_data(as_text=True)
    for line in (
        'quizapp_connections{audience="phone"} 87.0',
        'quizapp_rounds{phase="open"} 1.0',
        'quizapp_refused_total{code="bad_message"} 4.0',
        'quizapp_commits_total{of="answers"} 9.0',
        'quizapp_committed_total{of="answers"} 85.0',
        'quizapp_commit_seconds_total{of="answers"} 0.25',
        'quizapp_commit_longest_seconds{of="answers"} 0.125',
        'quizapp_waiting{of="answers"} 3.0',
        'quizapp_failing{of="answers"} 0.0',
        "quizapp_loop_lag_seconds 0.001",
        "quizapp_loop_lag_longest_seconds 0.5",
        "quizapp_queued_packets 0.0",
    ):
        assert line in text.splitlines()
    assert "backup" not in text, "where none are taken there is nothing to say of them"


def test_metrics_say_how_the_backups_do() -> None:
    def told(age_s: float | None) -> dict[str, float]:
        commits = Commits(0, 0, 0.0, 0.0, 0, failing=False)
        backup = BackupFigures(age_s, 0.25, failing=True)
        vitals = Vitals({}, {}, {"answers": commits}, {}, 0.0, 0.0, backup=backup)
        families = Figures(vitals).collect()
        return {
            each.name: sample.value
            for each in families
            for sample in each.samples
            if "backup" in each.name
        }

    assert told(12.5) == {
        "quizapp_backup_age_seconds": 12.5,
        "quizapp_backup_seconds": 0.25,
        "quizapp_backup_failing": 1,
    }
    assert "quizapp_backup_age_seconds" not in told(None)


@pytest.mark.parametrize(("who", "status"), [(None, 404), ("mary", 404), ("admin", 200)])
def test_metrics_are_for_this_machine_and_for_administrators(
    place: House, anybody: FlaskClient, who: str | None, status: int
) -> None:
    if who:
        place.sign_in(anybody, who)
    assert anybody.get("/metrics", environ_base=ELSEWHERE).status_code == status


def test_metrics_behind_a_socket_without_an_address_are_refused(anybody: FlaskClient) -> None:
    assert anybody.get("/metrics", environ_base={"REMOTE_ADDR": ""}).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
def test_metrics_are_not_for_a_hall_behind_a_tunnel(anybody: FlaskClient, header: str) -> None:
    assert anybody.get("/metrics", headers={header: "for=192.0.2.7"}).status_code == 404
