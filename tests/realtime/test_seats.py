"""Seats over the line: taking one, voting for it and for those it holds, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.realtime import broadcast
from tests.hall import EVENT, Hall, eventually
from tests.realtime.edge import Client, Edge
from tests.seat_hall import seats_event

KENYA = {"delegation": "Kenya", "name": "[Kenya]", "votes": True}


@pytest.fixture
def edge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edge]:
    monkeypatch.setattr(broadcast, "CROWD_EVERY_S", 0.002)
    with Edge(Hall(seats_event()), tmp_path) as made:
        yield made


def codes(edge: Edge, *seat_ids: str) -> list[str]:
    return [each.code for each in edge.hall.seats.issue(EVENT, seat_ids)]


def me(phone: Client) -> dict[str, Any]:
    return dict(phone.heard("me")[-1])


def test_phone_takes_a_seat_by_its_code_and_leaves_it(edge: Edge) -> None:
    (code,) = codes(edge, "s1")
    phone = edge.visitor()
    assert phone.send("seat", {"code": code})["code"] == "unknown_participant"
    wish = {"name": "Ada", "language": "en", "token": None}
    assert phone.send("join", wish | {"seat": "0000-0000-00000"})["code"] == "wrong_seat_code"
    assert phone.send("join", wish | {"seat": code.lower()})["ok"]
    eventually(lambda: phone.heard("me"))
    assert me(phone)["participant"]["seat"] == KENYA
    assert phone.send("seat", {"code": None}) == {"ok": True}
    eventually(lambda: me(phone)["participant"]["seat"] is None)
    assert phone.send("seat", {"code": code}) == {"ok": True}
    eventually(lambda: me(phone)["participant"]["seat"] == KENYA)
    assert phone.send("seat", {"code": "nonsense"})["code"] == "wrong_seat_code"
    assert phone.send("seat", {"code": 3})["code"] == "bad_message"
    assert code not in str(phone.heard("me"))


def test_wrong_codes_cost_all_of_them_together_and_a_right_one_nothing(edge: Edge) -> None:
    (code,) = codes(edge, "s1")
    refused = []
    for phone_number in range(4):
        phone, _ = edge.phone(f"Guesser {phone_number}")
        refused += [phone.send("seat", {"code": "0" * 13})["code"] for _ in range(20)]
    assert refused == ["wrong_seat_code"] * 60 + ["slow_down"] * 20
    late, _ = edge.phone("Ada")
    assert late.send("seat", {"code": code}) == {"ok": True}


def test_all_phones_of_a_seat_and_of_its_holder_show_what_it_has_voted(edge: Edge) -> None:
    kenya, france = codes(edge, "s1", "s3")
    first, second, giver, nobody = (edge.phone(name)[0] for name in ("A", "B", "C", "D"))
    for phone, code in ((first, kenya), (second, kenya), (giver, france)):
        assert phone.send("seat", {"code": code})["ok"]
    edge.hall.seats.give_proxy(EVENT, "s3", "s1", "", "mary")
    on = edge.hall.open_question("poll")
    eventually(lambda: (me(nobody)["round"] or {}).get("votes_as") == "no_seat")
    eventually(lambda: (me(giver)["round"] or {}).get("votes_as") == "vote_held")
    eventually(lambda: (me(second)["round"] or {}).get("votes_as") == "seat")
    assert [each["delegation"] for each in me(first)["round"]["held"]] == ["France"]
    mine = {"round": on.id, "number": 1, "answer": "yes"}
    assert first.send("answer", mine) == {
        "ok": True,
        "number": 1,
        "answer": "yes",
        "already": False,
    }
    eventually(lambda: me(second)["round"]["answer"] == "yes")
    assert second.send("answer", {**mine, "number": 2, "answer": "no"})["number"] == 2
    eventually(lambda: me(first)["round"]["answer"] == "no")
    assert first.send("answer", mine)["answer"] == "no", "a resend changes nothing"
    assert second.send("answer", {**mine, "answer": "abs", "seat": "s3"})["ok"]
    eventually(lambda: me(first)["round"]["held"][0]["answer"] == "abs")
    assert giver.send("answer", mine)["code"] == "vote_held"
    assert nobody.send("answer", mine)["code"] == "no_seat"
    assert not any("s3" in str(frame) for frame in nobody.heard("me"))


def test_room_sees_who_voted_how_after_the_reveal_alone(edge: Edge) -> None:
    screen, console = edge.screen(), edge.console()
    (code,) = codes(edge, "s2")
    phone, _ = edge.phone("Ada")
    phone.send("seat", {"code": code})
    on = edge.hall.open_question("poll")
    phone.send("answer", {"round": on.id, "number": 1, "answer": "no"})
    eventually(lambda: (console.heard("crowd")[-1]["missing"] or {}).get("count") == 3)
    assert console.heard("crowd")[-1]["vote"] == {"quorum": 2}
    assert "missing" not in screen.heard("crowd")[-1]
    assert console.command("show_roll", on=True)["code"] == "no_roll_call"
    edge.hall.until(Phase.REVEALED)
    edge.settle(screen, phone)
    assert (screen.state["roll"], phone.state["round"]["outcome"]["carried"]) == (None, False)
    assert console.command("show_roll", on=True)["ok"]
    eventually(lambda: screen.state["roll"])
    assert [(each["delegation"], each["answer"]) for each in screen.state["roll"]] == [
        ("Åland", "no"),
        ("France", None),
        ("Kenya", None),
        ("Peru", None),
    ]
    assert "Kenya" not in str(phone.heard("state"))
    edge.hall.do(cmd.HideResults, on=True)
    eventually(lambda: screen.state["roll"] is None)
