"""Lists of questions from the floor: what phones, own keys, consoles and files get."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from quizapp.domain.event import Floor
from quizapp.domain.live.asking import Asking
from quizapp.domain.live.state import EventState, FloorState
from quizapp.domain.qa import FloorQuestion, QaSession, Standing
from quizapp.domain.reactions import Beat, Reaction
from quizapp.services.floor_questions import _hash
from tests.presentation.asking import key_of
from tests.web.house import EVENT, House, text
from tests.web.pages import data_page

LIST = "/events/event/floors/floor/questions.json"
MINE = "/events/event/questions/mine.json"
QUEUE = "/moderate/event/floors/floor/questions.json"
REPORT = "/moderate/event/questions"
VIEWER, HELPER, BOSS = "emmy", "grace", "mary"

As = Callable[[str], FlaskClient]
SESSION = QaSession("s", EVENT.id, "floor", None)
AT = 1_519_900_020_000


def asked(question_id: str, **changes: Any) -> FloorQuestion:
    plain = FloorQuestion(question_id, "s", f"{question_id}?", f"{question_id}?", AT)
    return replace(plain, **changes)


@pytest.fixture
def floor(house: House, monkeypatch: pytest.MonkeyPatch) -> FloorState:
    """Questions are open; one of each kind was asked, the archived one with the key 1."""
    state = FloorState("floor", asking=Asking("s", open=True, spotlight="lit"))
    store = house.asked
    store.open["s"] = SESSION
    for each in (
        asked("lit", standing=Standing.APPROVED, name="Ada", delegation="France", labels=("tax",)),
        asked("answered", standing=Standing.ANSWERED, text="In other words?"),
        asked("waiting", name="Hidden", labels=("=cmd()",)),
        asked("archived", standing=Standing.ARCHIVED),
        asked("twice", merged_into="lit"),
    ):
        store.asked[each.id] = each
    store.keys = {_hash(key_of(1)): "archived", _hash(key_of(2)): "twice", _hash(key_of(3)): "lit"}
    store.voters = {"lit": {"p1"}, "twice": {"p2"}}
    monkeypatch.setattr(
        house.live, "state", lambda event_id: EventState(event_id, floors={"floor": state})
    )
    return state


def test_phones_read_what_is_shown_and_nothing_else(
    house: House, visitor: FlaskClient, floor: FloorState
) -> None:
    response = visitor.get(LIST)
    data = response.get_json()
    assert (data["session"], data["pause_ms"]) == ("s", 4_000)
    assert data["questions"] == [
        {
            "id": "lit",
            "text": "lit?",
            "name": "Ada",
            "delegation": "France",
            "edited": False,
            "answered": False,
            "votes": 2,
            "labels": ["tax"],
            "at": AT,
        },
        {
            "id": "answered",
            "text": "In other words?",
            "name": "",
            "delegation": "",
            "edited": True,
            "answered": True,
            "votes": 0,
            "labels": [],
            "at": AT,
        },
    ]
    for hidden in ("waiting", "archived", "twice", "Hidden", "p1", "answered?"):
        assert hidden not in response.text


def test_the_list_is_made_once_and_sent_once(
    house: House, visitor: FlaskClient, floor: FloorState
) -> None:
    first = visitor.get(LIST)
    assert first.headers["Cache-Control"] == "no-cache"
    again = visitor.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert house.asked.reads == 1
    house.clock.pass_ms(1_000)
    house.asked.voters["lit"].add("p3")
    changed = visitor.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.get_json()["questions"][0]["votes"] == 3


def test_a_full_hall_asks_less_often(house: House, visitor: FlaskClient, floor: FloorState) -> None:
    house.presence.ids = frozenset(str(n) for n in range(1_200))
    assert visitor.get(LIST).get_json()["pause_ms"] == 20_000


def test_before_the_first_session_there_is_nothing_to_read(
    house: House, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, as_account: As
) -> None:
    bare = EventState(EVENT.id, floors={"floor": FloorState("floor")})
    monkeypatch.setattr(house.live, "state", lambda _: bare)
    assert visitor.get(LIST).get_json()["questions"] == []
    assert visitor.get("/events/event/floors/nowhere/questions.json").status_code == 404
    assert as_account(VIEWER).get(QUEUE).get_json()["session"] is None


def test_a_phone_finds_its_own_questions_by_their_keys(
    visitor: FlaskClient, floor: FloorState
) -> None:
    keys = [key_of(3), key_of(1), key_of(2), key_of(9)]
    own = visitor.post(MINE, json={"keys": keys}).get_json()["questions"]
    assert [(each["key"], each["id"], each["standing"]) for each in own] == [
        (key_of(3), "lit", "on_screen"),
        (key_of(1), "archived", "archived"),
        (key_of(2), "twice", "new"),
    ]
    assert own[2]["merged"] == {"id": "lit", "text": "lit?"}


def test_keys_need_no_form(house: House, floor: FloorState) -> None:
    app = house.app()
    app.config["WTF_CSRF_ENABLED"] = True
    response = app.test_client().post(MINE, json={"keys": [key_of(1)]})
    assert response.get_json()["questions"][0]["standing"] == "archived"


def test_words_that_are_not_shown_are_not_told_to_who_asked_the_same(
    house: House, visitor: FlaskClient, floor: FloorState
) -> None:
    house.asked.asked["twice"] = asked("twice", merged_into="waiting")
    own = visitor.post(MINE, json={"keys": [key_of(2)]}).get_json()["questions"]
    assert own[0]["merged"] == {"id": "waiting", "text": None}


@pytest.mark.parametrize(
    "body", [None, [], {}, {"keys": "x"}, {"keys": ["short"]}, {"keys": [key_of(1)] * 41}]
)
def test_other_bodies_are_refused(visitor: FlaskClient, floor: FloorState, body: object) -> None:
    assert visitor.post(MINE, json=body).status_code == 400


def test_the_queue_is_for_the_staff_of_the_event(
    house: House, visitor: FlaskClient, floor: FloorState, as_account: As
) -> None:
    assert visitor.get(QUEUE).status_code == 401
    data = as_account(VIEWER).get(QUEUE).get_json()
    assert (data["spotlight"], data["labels"]) == ("lit", ["=cmd()", "tax"])
    assert {each["id"] for each in data["questions"]} == {
        "lit",
        "answered",
        "waiting",
        "archived",
        "twice",
    }
    assert "p1" not in json.dumps(data)


def test_the_speakers_view_is_for_helpers(house: House, floor: FloorState, as_account: As) -> None:
    assert as_account(VIEWER).get("/moderate/event/speaker").status_code == 403
    response = as_account(HELPER).get("/moderate/event/speaker?floor=floor")
    page = data_page(response)
    assert (page["floor"], page["urls"]["questions"]) == (
        "floor",
        QUEUE.replace("/floor/", "/FLOOR/"),
    )
    assert "js/console/speaker.js" in response.text
    assert "css/speaker.css" in response.text


# ---- the report -----------------------------------------------------------------------------


def test_the_report_says_what_became_of_each_question(
    house: House, floor: FloorState, as_account: As
) -> None:
    house.floor.reactions._store.add(  # as ten seconds of a session left them
        [Beat(EVENT.id, "floor", AT, Reaction.APPLAUSE, 12)]
    )
    page = as_account(VIEWER).get(REPORT).text
    for words in ("lit?", "Ada", "France", "anonymous", "merged", "archived", "answered?"):
        assert words in page
    assert '<rect class="applause" x="0"' in page
    assert "report.xlsx" not in page
    assert as_account(VIEWER).get(f"{REPORT}/report.csv").status_code == 403


def test_an_empty_report_says_how_to_begin(house: House, as_account: As) -> None:
    assert "No questions yet" in as_account(BOSS).get(REPORT).text
    assert as_account(BOSS).get(f"{REPORT}/report.docx").status_code == 404


def test_several_floors_are_named(house: House, floor: FloorState, as_account: As) -> None:
    floors = (*EVENT.floors, Floor("annex", text("Annex"), 1))
    house.events.rows[EVENT.id] = replace(EVENT, floors=floors)
    assert "Hall" in as_account(VIEWER).get(REPORT).text


def test_files_hold_the_same_and_no_formula(
    house: House, floor: FloorState, as_account: As
) -> None:
    house.floor.reactions._store.add([Beat(EVENT.id, "floor", AT, Reaction.AGREE, 7)])
    client = as_account(BOSS)
    table = client.get(f"{REPORT}/report.csv")
    assert "isc-17_questions.csv" in table.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    by_text = {row["Question"]: row for row in rows}
    assert by_text["lit?"]["State"] == "approved"
    assert by_text["lit?"]["Votes"] == "2"
    assert by_text["twice?"]["Merged into"] == "lit?"
    assert by_text["In other words?"]["As it was asked"] == "answered?"
    assert by_text["waiting?"]["Labels"] == "'=cmd()"
    book = load_workbook(io.BytesIO(client.get(f"{REPORT}/report.xlsx").data))
    assert [sheet.title for sheet in book] == ["Questions", "Reactions"]
    assert [cell.value for cell in book["Reactions"][2]][2:5] == [10, 0, 7]
    data = json.loads(client.get(f"{REPORT}/report.json").data)
    assert data["pulses"][0]["columns"] == [{"agree": 7}]
    assert len(data["sessions"][0]["questions"]) == 5
