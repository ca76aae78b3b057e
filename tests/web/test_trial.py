from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.house import House, house


@pytest.fixture
def place(tmp_path: Path) -> House:
    return house(tmp_path)


def signed_in(place: House, who: str) -> FlaskClient:
    return place.sign_in(place.app().test_client(), who)


def test_only_administrators_measure(place: House) -> None:
    mary = signed_in(place, "mary")
    assert mary.get("/moderate/trial").status_code == 403
    assert mary.post("/moderate/trial").status_code == 403
    assert mary.post("/moderate/trial/remove").status_code == 403
    assert place.trials.made == 0


def test_trial_is_made_told_and_removed(place: House) -> None:
    admin = signed_in(place, "admin")
    assert "quizapp rehearse" in admin.get("/moderate/trial").text
    told = admin.post("/moderate/trial").get_json()
    assert told == {
        "event_id": "event",
        "code": "482913",
        "screen_token": "screen-token",
        "pid": os.getpid(),
    }
    assert admin.post("/moderate/trial/remove", data={"event_id": "event"}).get_json() == {
        "ok": True
    }
    assert place.trials.removed == ["event"]
