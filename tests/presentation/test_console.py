"""What the console is told beyond what the room sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from quizapp.domain.event import RankingWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase
from quizapp.domain.live.steps import preview
from quizapp.presentation.console import _step
from tests.hall import (
    ASSIGNED,
    HALL,
    Hall,
    agenda_line,
    choice,
    event,
    every_type,
    question_of,
    quiz,
    usual,
)
from tests.presentation.asking import show_questions
from tests.presentation.documented import documented, sent
from tests.presentation.frames import Frame, console, phone, screen, show
from tests.presentation.test_secret import by_region
from tests.seat_hall import roll_calls


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def test_every_field_that_is_sent_is_documented_and_the_other_way_round() -> None:
    frames: list[Frame] = []
    line = agenda_line("i1", "V")
    activities = tuple(replace(each, item_id="i1") for each in every_type()[:2])
    stage = event(*activities, every_type()[2], agenda=(line,), teams=ASSIGNED)
    with Hall(stage) as hall:
        somebody = hall.join("Mary")[0]
        hall.do(cmd.RemoveParticipant, participant_id=somebody.id)
        people = hall.join("Ada", "Grace")
        hall.do(cmd.GrantExtraTime, participant_id=people[0].id, factor=cmd.Factor.DOUBLE)
        hall.do(cmd.AssignTeam, participant_id=people[0].id, team_id="blue")
        frames += [console(hall) for _ in show(hall, people)]
        show_questions(hall)
        frames.append(console(hall))
    for hall in by_region():
        frames.append(console(hall))
    frames += [console(hall) for hall in roll_calls()]
    expected = documented("`state`, common part", "Round", "`state` of a screen") | documented(
        "`state` of a moderator"
    )
    missing = {"ssid", "password"}  # this event has no Wi-Fi
    assert sent(frames) == expected - missing


def test_console_sees_what_the_screen_sees_and_the_key_at_all_times(hall: Hall) -> None:
    hall.start()
    hall.until(Phase.ASKED)
    for phase in (Phase.ASKED, Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
        if hall.on_stage().phase is not phase:
            hall.until(phase)
        seen, room = console(hall), screen(hall)
        assert seen["round"]["reveal"] == choice("q1").reveal_view("en")
        shared = set(room) - {"round"}
        assert {key: seen[key] for key in shared} == {key: room[key] for key in shared}
        assert seen["round"]["question"] == choice("q1").public_view("en")
        own: Frame = {
            "reveal": None,
            "question": None,
            "amended": False,
            "wrong": [],
            "texts": None,
        }
        assert seen["round"] | own == room["round"] | own


def test_console_of_an_empty_stage_has_no_round(hall: Hall) -> None:
    assert console(hall)["round"] is None


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.VIEWER, "viewer"), (Role.HELPER, "helper"), (Role.MODERATOR, "moderator")],
)
def test_console_knows_its_role_and_stage(hall: Hall, role: Role, name: str) -> None:
    hall.start()
    seen = console(hall, role)
    assert seen["role"] == name
    assert seen["stage"] == {"floor_id": HALL, "rev": 1, "at_head": True}
    hall.next()
    hall.do(cmd.Back)
    assert console(hall)["stage"] == {"floor_id": HALL, "rev": 3, "at_head": False}


def test_console_names_the_next_step_and_the_one_after_it(hall: Hall) -> None:
    steps = []
    hall.join("Ada")
    for _ in range(9):
        seen = console(hall, language="fr")
        steps.append((seen["next"], seen["then"]))
        hall.next()
    about = {"activity_id": "quiz", "item_id": None, "title": None, "answerable": True}
    start = {"kind": "start", **about, "title": "[quiz fr]", "number": None}
    kinds = ["ask", "open", "close", "reveal", "ranking"]
    first = [{"kind": each, **about, "number": 1} for each in kinds]
    second = [{"kind": each, **about, "number": 2} for each in kinds]
    expected = [start, *first, *second]
    assert steps == list(pairwise(expected))[:9]


def test_console_says_that_a_slide_comes_next() -> None:
    with Hall(event(quiz(choice("q1"), question_of("slide", "s1"), choice("q2")))) as hall:
        hall.start()
        hall.until(Phase.REVEALED)
        assert console(hall)["next"]["kind"] == "ranking"
        assert (console(hall)["then"]["kind"], console(hall)["then"]["answerable"]) == (
            "ask",
            False,
        )
        hall.until(Phase.ASKED)
        seen = console(hall)
        assert (seen["round"]["answerable"], seen["round"]["beat"]) == (False, "asked")
        assert seen["round"]["question"]["body"] == screen(hall)["round"]["question"]["body"]
        assert phone(hall)["round"]["question"]["body"] == "[s1 body en]"
        assert (seen["next"]["kind"], seen["next"]["answerable"]) == ("ask", True)


def test_console_at_the_end_of_the_run_sheet_has_no_next_step() -> None:
    with Hall(event(quiz(choice("q1"), ranking=RankingWhen.END))) as hall:
        while console(hall)["next"] is not None:
            last = console(hall)["next"]
            hall.next()
        assert last == {
            "kind": "clear",
            "activity_id": None,
            "item_id": None,
            "title": None,
            "number": None,
            "answerable": True,
        }
        assert console(hall)["then"] is None


def test_console_knows_what_can_be_done(hall: Hall) -> None:
    hall.open_question()
    can = console(hall)["can"]
    assert {key for key, value in can.items() if value is True} == {
        "back",
        "pause",
        "extend",
        "void",
        "reveal",
    }
    assert can["undo"] == "round_opened"


def test_run_sheet_follows_the_agenda_and_ends_with_what_belongs_to_no_item() -> None:
    lines = (agenda_line("i1", "I"), agenda_line("i2", "(a)", "i1", day=2))
    first, second, third = usual()
    stage = event(replace(second, item_id="i2"), replace(first, item_id="i2"), third, agenda=lines)
    seen = console(Hall(stage), language="fr")["run"]
    unplanned: Frame = dict.fromkeys(
        ("floor", "starts_at", "ends_at", "planned_start", "planned_end", "began_at", "ended_at")
    )
    unplanned["notes"] = ""
    assert [each["item"] for each in seen] == [
        unplanned
        | {
            "id": "i1",
            "number": "I",
            "title": "[i1 fr]",
            "day": 1,
            "date": "2018-03-01",
            "depth": 0,
        },
        unplanned
        | {
            "id": "i2",
            "number": "(a)",
            "title": "[i2 fr]",
            "day": 2,
            "date": "2018-03-02",
            "depth": 1,
        },
        None,
    ]
    assert [[a["id"] for a in each["activities"]] for each in seen] == [
        [],
        ["poll", "quiz"],
        ["live"],
    ]
    assert seen[1]["activities"][1] == {
        "id": "quiz",
        "kind": "quiz",
        "title": "[quiz fr]",
        "count": 3,
        "status": "new",
        "aside": None,
        "floor": None,
        "notes": "",
        "asked": 0,
        "rounds": [],
    }


def test_run_sheet_without_further_activities_ends_with_the_agenda() -> None:
    lines = (agenda_line("i1", "I"),)
    stage = event(*(replace(each, item_id="i1") for each in usual()), agenda=lines)
    assert len(console(Hall(stage))["run"]) == 1


def test_run_sheet_follows_the_show(hall: Hall) -> None:
    def quiz_line() -> Frame:
        (line,) = (
            a for each in console(hall)["run"] for a in each["activities"] if a["id"] == "quiz"
        )
        return dict(line)

    hall.open_question()
    first = hall.until(Phase.REVEALED)
    hall.do(cmd.VoidRound)
    hall.do(cmd.AskAgain)
    again = hall.on_stage()
    line = quiz_line()
    assert (line["status"], line["asked"]) == ("running", 1)
    assert line["rounds"] == [
        {"id": first.id, "number": 1, "phase": "revealed", "voided": True},
        {"id": again.id, "number": 1, "phase": "asked", "voided": False},
    ]
    hall.until(Phase.REVEALED)
    hall.do(cmd.FinishActivity)
    assert quiz_line()["status"] == "done"


def test_console_names_the_removed_and_nobody_else(hall: Hall) -> None:
    ada, _grace = hall.join("Ada", "Grace")
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    assert console(hall)["removed"] == [{"id": ada.id, "number": 1, "name": "Ada"}]
    hall.do(cmd.ReadmitParticipant, participant_id=ada.id)
    assert console(hall)["removed"] == []


def test_a_step_to_an_activity_that_is_no_more_has_no_title(hall: Hall) -> None:
    assert console(hall)["next"]["kind"] == "start"
    scene = hall.scene()
    without = replace(scene, event=replace(scene.event, activities=()))
    assert _step(without, preview(scene.state, HALL)[0], "en") == {
        "kind": "start",
        "activity_id": "quiz",
        "item_id": None,
        "title": None,
        "number": None,
        "answerable": True,
    }
