"""The day in the browser: the agenda that phones fetch, and what a moderator changes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from quizapp.domain.event import AgendaLine, Floor
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.live.state import FloorState, Kind, Shown, fresh
from quizapp.domain.stored import ItemPlan
from quizapp.domain.text import LocalizedText
from quizapp.presentation.day import fingerprint
from quizapp.services.live import script_of
from quizapp.web.floor_lines import floor_faults, lines_of, named, parse_floors, used_floors
from tests.web.house import EVENT, House, text
from tests.web.pages import data_page

AsAccount = Callable[[str], FlaskClient]

ITEM = AgendaLine(
    "item", "IV", "IV", text("Quiz time", "Le quiz"), text("Bring a pen."), "", 1, None, 0,
    starts_at=time(9, 30), notes="<note>",
)  # fmt: skip
HALL = Floor("floor", text("Hall", "Salle"), 0)
ANNEX = Floor("annex", text("Annex"), 1)
STAGE = replace(EVENT, agenda=(ITEM,), floors=(HALL, ANNEX))
BASE = "/moderate/event/day"


@pytest.fixture
def client(house: House, as_account: AsAccount) -> FlaskClient:
    house.events.rows[EVENT.id] = STAGE
    return as_account("mary")


def test_phones_fetch_the_agenda_and_keep_it(house: House, visitor: FlaskClient) -> None:
    house.events.rows[EVENT.id] = STAGE
    found = visitor.get(f"/j/482913/day/{fingerprint(STAGE)}/fr.json")
    agenda = found.get_json()
    assert agenda["items"][0]["title"] == "Le quiz"
    assert agenda["floors"] == [{"id": "floor", "name": "Salle"}, {"id": "annex", "name": "Annex"}]
    assert "<note>" not in found.text
    assert "immutable" in found.headers["Cache-Control"]
    stale = visitor.get("/j/482913/day/0000/en.json")
    assert stale.get_json()["fingerprint"] == fingerprint(STAGE)
    assert stale.headers["Cache-Control"] == "no-store"
    assert visitor.get("/j/482913/day/0000/ru.json").status_code == 404
    assert visitor.get("/j/111111/day/0000/en.json").status_code == 404


def test_activities_are_moved_between_items(house: House, client: FlaskClient) -> None:
    body: dict[str, Any] = {"ids": ["activity"], "items": {"activity": "item"}}
    assert client.post(f"{BASE}/order", json=body).status_code == 200
    assert (house.plans.ordered, house.plans.moved) == (["activity"], {"activity": "item"})
    assert isinstance(house.live.done[-1][1], NoteContentChanged)
    client.post(f"{BASE}/order", json={"ids": ["activity"]})
    assert house.plans.moved == {}


def test_an_item_is_moved_with_all_that_is_under_it(house: House, client: FlaskClient) -> None:
    more = (ITEM, replace(ITEM, id="next", path="V"), replace(ITEM, id="last", path="VI"))
    house.events.rows[EVENT.id] = replace(STAGE, agenda=more)
    before = [(each.id, each.day) for each in more]
    assert client.post(f"{BASE}/move", json={"item": before[0][0], "by": 1}).status_code == 200
    assert house.plans.arranged == [before[1], before[0], *before[2:]]
    assert isinstance(house.live.done[-1][1], NoteContentChanged)
    told = len(house.live.done)
    assert client.post(f"{BASE}/move", json={"item": before[0][0], "by": -1}).status_code == 200
    assert len(house.live.done) == told, "at the end it stays"
    assert client.post(f"{BASE}/move", json={"item": "item", "by": 5}).status_code == 400


def test_notes_are_written(house: House, client: FlaskClient) -> None:
    for kind, about in (("agenda_item", "item"), ("activity", "activity")):
        client.post(f"{BASE}/note", json={"kind": kind, "id": about, "text": " Slowly. "})
    assert house.plans.notes == {
        ("agenda_item", "item"): "Slowly.",
        ("activity", "activity"): "Slowly.",
    }


def test_an_item_gets_another_time_and_keeps_its_note(house: House, client: FlaskClient) -> None:
    planned = {"item": "item", "starts_at": "11:00", "ends_at": "", "floor": "annex"}
    assert client.post(f"{BASE}/plan", json=planned).status_code == 200
    assert house.plans.plans == {"item": ItemPlan(time(11), None, "annex", "<note>")}
    assert client.post(f"{BASE}/plan", json={"item": "none"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("order", []),
        ("order", {"ids": ["activity"], "items": []}),
        ("order", {"ids": ["activity"], "items": {"activity": 3}}),
        ("note", {"kind": "event", "id": "event", "text": "x"}),
        ("note", {"kind": "activity", "id": "activity", "text": "x" * 4001}),
        ("plan", {"item": "item", "starts_at": "noon"}),
        ("plan", {"item": "item", "starts_at": "25:00"}),
        ("plan", {"item": "item", "starts_at": 930}),
        ("quick", {"kind": "riddle", "floor": "floor"}),
        ("quick", {"kind": "yes_no", "floor": "floor", "prompt": "x" * 201}),
        ("quick", {"kind": "yes_no", "floor": "floor", "prompt": "a\u202eb"}),
    ],
)
def test_what_makes_no_sense_is_refused(
    house: House, client: FlaskClient, path: str, body: object
) -> None:
    assert client.post(f"{BASE}/{path}", json=body).status_code == 400
    assert house.live.done == []


def test_a_question_is_made_in_the_language_of_the_page(house: House, client: FlaskClient) -> None:
    for prompt in ("", "Une  pause ?"):
        body = {"kind": "yes_no", "floor": "floor", "prompt": prompt}
        made = client.post(f"{BASE}/quick?lang=fr", json=body)
        assert made.get_json()["id"] in house.plans.rows
    titles = [plan.title.to_dict() for _, plan, _ in house.plans.rows.values()]
    assert titles[0].keys() == {"en", "fr"}
    assert titles[1] == {"fr": "Une pause ?"}
    gone = client.post(f"{BASE}/quick", json={"kind": "yes_no", "floor": "attic", "prompt": ""})
    assert gone.status_code == 404


@pytest.mark.parametrize("path", ["order", "note", "plan", "quick"])
def test_who_does_not_moderate_changes_nothing(
    house: House, client: FlaskClient, as_account: AsAccount, path: str
) -> None:
    for account, status in (("grace", 403), ("sofia", 404)):
        assert as_account(account).post(f"{BASE}/{path}", json={}).status_code == status
    assert house.live.done == []


# --- floors -------------------------------------------------------------------------------------


def test_screen_and_console_open_on_the_floor_in_the_address(
    client: FlaskClient, visitor: FlaskClient
) -> None:
    assert data_page(visitor.get("/screen/screen-token?floor=annex"))["floor"] == "annex"
    assert data_page(visitor.get("/screen/screen-token"))["floor"] is None
    assert visitor.get("/screen/screen-token?floor=attic").status_code == 404
    page = data_page(client.get("/moderate/event/?floor=annex"))
    assert (page["floor"], page["screen_url"]) == ("annex", "/screen/screen-token?floor=annex")
    assert data_page(client.get("/moderate/event/?floor=attic"))["floor"] is None


def test_phones_are_told_the_floors_where_there_are_several(
    client: FlaskClient, visitor: FlaskClient
) -> None:
    assert data_page(visitor.get("/j/482913"))["floors"] == [
        {"id": "floor", "name": {"en": "Hall", "fr": "Salle"}},
        {"id": "annex", "name": {"en": "Annex"}},
    ]


def test_floors_are_edited_in_the_settings(client: FlaskClient) -> None:
    page = client.get("/moderate/event/settings").text
    assert "Hall | Salle\nAnnex" in page
    twice = client.post("/moderate/event/settings", data={"floors": "Hall\nhall"})
    assert (twice.status_code, "stands there twice" in twice.text) == (400, True)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Hall | Salle\nAnnex", ["floor", "annex"]),
        ("Annex\nHall", ["annex", "floor"]),
        ("Great hall\nAnnex", ["floor", "annex"]),
        ("Hall\nAnnex\nAttic", ["floor", "annex", ""]),
        ("Annex", ["annex"]),
        ("Attic", ["floor"]),
        (" | \n", []),
    ],
)
def test_a_floor_stays_the_same_under_its_name_or_in_its_place(typed: str, ids: list[str]) -> None:
    assert [each for each, _ in parse_floors(typed, ("en", "fr"), (HALL, ANNEX))] == ids


def test_one_floor_needs_no_name() -> None:
    nameless = Floor("floor", LocalizedText(), 0)
    assert parse_floors("", ("en",), (HALL,)) == (("floor", LocalizedText()),)
    assert parse_floors("Hall\nAnnex", ("en",), (nameless,)) == (
        ("floor", text("Hall")),
        ("", text("Annex")),
    )
    assert lines_of(named((nameless,)), ("en",)) == ""


def test_what_is_wrong_with_floors_is_said(visitor: FlaskClient) -> None:
    with visitor.application.test_request_context():
        state = fresh("event", script_of(STAGE))
        assert used_floors(state) == frozenset()
        lobby = FloorState("annex")
        shown = replace(lobby, history=(*lobby.history, Shown(Kind.IDLE)))
        used = used_floors(replace(state, floors={**state.floors, "annex": shown}))
        assert used == {"annex"}
        languages = ("en", "fr")
        for typed, word in (
            ("", "one floor at least"),
            ("\n".join(str(n) for n in range(21)), "At most 20"),
            ("x" * 61, "too long"),
            ("Hall", "it stays"),
        ):
            wanted = parse_floors(typed, languages, STAGE.floors)
            assert word in floor_faults(wanted, STAGE, used, languages)["floors"]
        assert floor_faults(named(STAGE.floors), STAGE, used, languages) == {}
