"""Extra time, typed texts and a phone's past at the edge: who is told what, and who is never told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.bank import read_question
from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase
from tests.hall import LIMIT_MS, Hall, choice, event, eventually, poll, quiz, text
from tests.realtime.edge import Client, Edge

SECRET = "MARKSECRETWORD"
PLAIN = "A plain sentence."


def cards(slug: str) -> Any:
    return read_question({"slug": slug, "type": "open_text", "prompt": text(slug)})


@pytest.fixture
def edge(tmp_path: Path) -> Iterator[Edge]:
    stage = event(
        quiz(choice("q1"), choice("q2")),
        poll(cards("p1"), activity_id="cards"),
    )
    with Edge(Hall(replace(stage, extra_time_by_choice=True)), tmp_path) as made:
        yield made


def everything(*clients: Client) -> str:
    """All that these were ever sent."""
    sent = [payload for each in clients for payload in each.edge.server.inbox[each.sid]]
    return json.dumps(sent, ensure_ascii=False)


def time_of(client: Client) -> tuple[int | None, int | None]:
    on = client.heard("me")[-1]["round"] or {"deadline_at": None, "left_ms": None}
    return on["deadline_at"], on["left_ms"]


def texts_at(console: Client) -> dict[str, dict[str, Any]]:
    """What was typed so far, by its text."""
    tallies = console.heard("tally")
    return {each["text"]: each for each in tallies[-1]["tally"]["groups"]} if tallies else {}


def obeyed(ack: dict[str, Any]) -> None:
    assert ack["ok"], ack


# ---- extra time -----------------------------------------------------------------------------


def test_who_asks_for_time_at_the_door_is_told_and_the_room_is_not(edge: Edge) -> None:
    ben, _ = edge.phone("Ben")
    console = edge.console()
    edge.settle(ben, console)
    ben.forget()
    ada = edge.visitor()
    obeyed(ada.send("join", {"name": "Ada", "language": "en", "token": None, "extra_time": 15}))
    eventually(lambda: console.state["extra_time"])
    assert [(each["name"], each["factor"]) for each in console.state["extra_time"]] == [("Ada", 15)]
    assert ada.heard("me")[-1]["participant"]["extra_time"] == 15
    assert ben.names() == []


def test_the_phone_counts_down_to_its_own_deadline_through_all_that_happens(edge: Edge) -> None:
    ada, token = edge.phone("Ada")
    ben, _ = edge.phone("Ben")
    screen, console = edge.screen(), edge.console(Role.MODERATOR)
    who = edge.who(ada)
    on = edge.hall.open_question()
    deadline_at = on.deadline_at or 0
    edge.settle(ada, ben)
    ben.forget()
    obeyed(console.command("grant_extra_time", participant_id=who.id, factor=20))
    eventually(lambda: time_of(ada) == (deadline_at + LIMIT_MS, None))
    obeyed(console.command("extend_round", by_ms=10_000))
    eventually(lambda: time_of(ada) == (deadline_at + LIMIT_MS + 10_000, None))
    edge.hall.clock.pass_ms(5_000)
    obeyed(console.command("pause_round", on=True))
    eventually(lambda: time_of(ada)[1] == 2 * LIMIT_MS + 5_000)
    again = edge.returning(token)
    assert time_of(again)[1] == 2 * LIMIT_MS + 5_000
    obeyed(console.command("pause_round", on=False))
    edge.hall.until(Phase.CLOSED)
    eventually(lambda: time_of(again) == (None, None))
    edge.settle(ben, screen)
    assert ben.heard("me") == []
    assert who.id not in everything(ben, screen)
    assert '"factor"' not in everything(ben, screen, ada, again)
    assert '"extra_time"' not in everything(ben, screen)
    assert screen.state["round"]["extra"] == 0


def test_room_is_told_how_many_go_on(edge: Edge) -> None:
    ada, _ = edge.phone("Ada")
    screen, console = edge.screen(), edge.console()
    obeyed(console.command("grant_extra_time", participant_id=edge.who(ada).id, factor=15))
    edge.hall.open_question()
    edge.settle(ada, screen)
    assert (ada.state["round"]["extra"], screen.state["round"]["extra"]) == (1, 1)
    eventually(lambda: screen.heard("crowd")[-1]["extra"] == 1)


# ---- typed texts ----------------------------------------------------------------------------


def test_no_text_leaves_for_the_room_before_it_is_approved_nor_once_it_is_hidden(
    edge: Edge,
) -> None:
    ada, _ = edge.phone("Ada")
    ben, _ = edge.phone("Ben")
    screen, console = edge.screen(), edge.console()
    on = edge.hall.open_question("cards")
    obeyed(ada.send("answer", {"round": on.id, "number": 1, "answer": [SECRET]}))
    obeyed(ben.send("answer", {"round": on.id, "number": 1, "answer": [PLAIN]}))
    eventually(lambda: len(texts_at(console)) == 2)
    groups = texts_at(console)
    assert {each["state"] for each in groups.values()} == {"new"}
    for name in ("show_text", "hide_text", "spotlight_text"):
        key = groups[SECRET if name == "hide_text" else PLAIN]["key"]
        obeyed(console.command(name, round_id=on.id, key=key))
    key = groups[PLAIN]["key"]
    obeyed(console.command("group_text", round_id=on.id, key=key, title="What helps"))
    edge.hall.until(Phase.REVEALED)
    edge.settle(ada, ben, screen, console)
    tally = screen.state["round"]["results"]["tally"]
    assert tally["groups"] == [{"key": key, "text": PLAIN, "count": 1, "title": "What helps"}]
    assert (tally["groups_total"], tally["voters"], tally["spotlight"]) == (1, 2, key)
    assert ben.state["round"]["results"]["tally"]["groups"] == tally["groups"]
    assert SECRET not in everything(ben, screen)
    states = {each["text"]: each["state"] for each in console.state["round"]["texts"]["groups"]}
    assert states == {SECRET: "hidden", PLAIN: "approved"}
    obeyed(console.command("hide_text", round_id=on.id, key=key))
    edge.settle(ben, screen)
    tally = screen.state["round"]["results"]["tally"]
    assert (tally["groups"], tally["groups_total"], tally["spotlight"]) == ([], 0, None)
    assert SECRET not in json.dumps([each.data for each in edge.hall.stores.log.rows["event"]])


# ---- a phone's own past ---------------------------------------------------------------------


def test_a_phone_sees_its_own_past_in_its_language_and_nothing_before_the_reveal(
    edge: Edge,
) -> None:
    ada, token = edge.phone("Ada", "fr")
    ben, _ = edge.phone("Ben")
    on = edge.hall.open_question()
    obeyed(ada.send("answer", {"round": on.id, "number": 1, "answer": "a"}))
    obeyed(ben.send("answer", {"round": on.id, "number": 1, "answer": "b"}))
    edge.hall.until(Phase.CLOSED)
    assert ada.send("history", {}) == {"ok": True, "rounds": []}
    edge.hall.until(Phase.REVEALED)
    again = edge.returning(token)
    assert again.heard("me")[-1]["past"] == 1
    (mine,) = again.send("history", {})["rounds"]
    assert mine == {
        "id": on.id,
        "number": 1,
        "prompt": "[q1 prompt fr]",
        "voided": False,
        "graded": True,
        "secret": False,
        "answer": "[q1 option a fr]",
        "right": True,
        "share": 1.0,
        "points": 1000,
        "key": "[q1 option a fr]",
        "explanation": "[q1 explanation fr]",
        "source": "[q1 source], Somebody, 2014",
    }
    (theirs,) = ben.send("history", {})["rounds"]
    assert (theirs["answer"], theirs["right"], theirs["points"]) == ("[q1 option b en]", False, 0)
    console = edge.console()
    obeyed(console.command("void_round", round_id=on.id))
    (voided,) = again.send("history", {})["rounds"]
    assert (voided["voided"], voided["points"]) == (True, 0)


def test_a_past_without_an_answer_says_so(edge: Edge) -> None:
    ada, _ = edge.phone("Ada")
    edge.hall.open_question()
    edge.hall.until(Phase.REVEALED)
    (mine,) = ada.send("history", {})["rounds"]
    assert (mine["answer"], mine["right"], mine["share"]) == (None, False, None)


def test_nobody_but_a_phone_that_is_in_has_a_past(edge: Edge) -> None:
    assert edge.visitor().send("history", {})["code"] == "unknown_participant"
    assert edge.screen().send("history", {})["code"] == "forbidden"
    assert edge.console().send("history", {})["code"] == "forbidden"


def test_asking_for_the_past_too_often_is_slowed_down(edge: Edge) -> None:
    ada, _ = edge.phone("Ada")
    codes = {ada.send("history", {}).get("code") for _ in range(200)}
    assert codes == {None, "slow_down"}


def test_an_accepted_answer_changes_what_phones_are_told(edge: Edge) -> None:
    asked = read_question(
        {
            "slug": "q1",
            "type": "short_text",
            "prompt": text("q1"),
            "accepted": {"en": ["Arusha"]},
        }
    )
    edge.hall.stores.events.put(event(quiz(asked)))
    ada, _ = edge.phone("Ada")
    console = edge.console()
    on = edge.hall.open_question()
    obeyed(ada.send("answer", {"round": on.id, "number": 1, "answer": "Nairobi"}))
    edge.hall.until(Phase.REVEALED)
    edge.settle(ada, console)
    assert ada.heard("me")[-1]["round"]["result"]["right"] is False
    assert console.state["round"]["wrong"] == [{"key": "nairobi", "text": "Nairobi", "count": 1}]
    obeyed(console.command("accept_answer", round_id=on.id, key="nairobi"))
    eventually(lambda: ada.heard("me")[-1]["round"]["result"]["right"])
    edge.settle(ada, console)
    assert "Nairobi" in json.dumps(ada.state["round"]["reveal"])
    assert (console.state["round"]["wrong"], console.state["round"]["amended"]) == ([], True)
