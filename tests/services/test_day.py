"""A day in the hall: feedback beside a quiz, items on the floor, and what one phone did of it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest

from quizapp.domain.errors import BadAnswer, NotFound, RoundNotOpen
from quizapp.domain.event import AgendaLine, Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Kind, Phase, Round
from quizapp.domain.text import LocalizedText
from quizapp.domain.voting import Secrecy, Voting
from quizapp.presentation import day
from quizapp.presentation.audience import for_participant
from quizapp.presentation.day import for_asides, for_day
from tests.hall import ANNEX, EVENT, HALL, Hall, choice, event, poll, question_of, quiz, usual
from tests.presentation.frames import console, phone, screen, text_of

FEEDBACK = poll(
    choice("f1"),
    question_of("rating", "f2", keyed=False),
    question_of("open_text", "f3", keyed=False),
    activity_id="feedback",
    item_id="i1",
)


def line(item_id: str, number: str, **changes: object) -> AgendaLine:
    title = LocalizedText.of({"en": f"[{item_id} en]", "fr": f"[{item_id} fr]"})
    made = AgendaLine(item_id, number, number, title, LocalizedText(), "HI0086", 1, None, 0)
    return replace(made, **changes)  # type: ignore[arg-type]


AGENDA = (
    line("i1", "I", starts_at=time(9, 30), ends_at=time(10), notes="<note of i1>"),
    line("i2", "(a)", parent_id="i1", day=2, starts_at=time(23), ends_at=time(1)),
    line("i3", "II", day=7, starts_at=time(9)),
)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(event(*usual(), FEEDBACK, agenda=AGENDA)) as made:
        yield made


def own_asides(hall: Hall, who: Participant) -> object:
    scene = hall.scene()
    rounds = [view.round.id for aside in scene.asides for view in aside.rounds]
    kept = {each: hall.counting.answer_of(each, who.id) for each in rounds}
    mine = [(each, answer) for each, answer in kept.items() if answer is not None]
    return for_participant(scene, who, None, mine)["asides"]


def test_feedback_is_answered_while_a_quiz_is_on_stage(hall: Hall) -> None:
    ada, ben = hall.join("Ada", "Ben")
    first, second, third = hall.aside("feedback")
    asked = hall.open_question()
    seen = phone(hall, "fr")
    assert seen["round"]["id"] == asked.id
    (aside,) = seen["asides"]
    assert (aside["title"], aside["item"], aside["count"]) == ("[feedback fr]", "I", 3)
    assert [each["id"] for each in aside["rounds"]] == [first.id, second.id, third.id]
    assert {each["phase"] for each in aside["rounds"]} == {"open"}
    assert aside["rounds"][0]["question"]["prompt"] == "[f1 prompt fr]"
    for on, answer in ((first, "a"), (second, 4), (third, ["Fine."]), (asked, "a")):
        hall.answer(ada, answer, on=on)
    hall.answer(ben, "b", on=first)
    hall.answer(ben, "c", 2, on=first)
    assert own_asides(hall, ben) == {first.id: {"answer": "c", "number": 2}}
    with pytest.raises(BadAnswer):
        hall.answer(ben, "a", on=second)
    assert for_asides(hall.scenes.crowd(EVENT, HALL)) == [{"id": "feedback", "answered": 2}]
    hall.answer(ben, "b", on=asked)
    hall.clock.pass_ms(15_000)
    hall.timers.tick()
    assert hall.on_stage().phase is Phase.CLOSED, "the quiz closes early"
    assert hall.state.rounds[first.id].phase is Phase.OPEN, "and feedback does not"
    hall.do(cmd.CloseAside, activity_id="feedback")
    assert phone(hall)["asides"] == []
    with pytest.raises(RoundNotOpen):
        hall.answer(ben, "a", on=third)
    its_results(hall, (first, second, third))


def its_results(hall: Hall, rounds: tuple[Round, ...]) -> None:
    """On the page at once, on stage when a moderator wants them there."""
    report = hall.reports.report(EVENT, "feedback", 1)
    assert [(each.round_id, each.answered) for each in report.rounds] == [
        (rounds[0].id, 2),
        (rounds[1].id, 1),
        (rounds[2].id, 1),
    ]
    hall.until(Phase.REVEALED)
    hall.do(cmd.FinishActivity)
    hall.start("feedback")
    assert console(hall)["next"]["kind"] == "show"
    for on in rounds:
        hall.next()
        assert (hall.on_stage().id, screen(hall)["round"]["results"]["answered"]) == (
            on.id,
            2 if on is rounds[0] else 1,
        )


def test_nothing_of_what_is_answered_beside_the_stage_is_shown_before_its_time(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.answer(ada, ["<a secret word>"], on=hall.aside("feedback")[2])
    hall.do(cmd.CloseAside, activity_id="feedback")
    hall.start("feedback")
    for frame in (phone(hall), screen(hall)):
        assert "<a secret word>" not in text_of(frame)
        assert "<note of i1>" not in text_of(frame)


def test_an_aside_belongs_to_its_floor() -> None:
    with Hall(event(replace(FEEDBACK, item_id=None, floor_id=ANNEX))) as hall:
        hall.aside("feedback")
        assert (phone(hall)["asides"], len(phone(hall, floor_id=ANNEX)["asides"])) == ([], 1)


def test_screens_name_what_is_open_beside_the_stage(hall: Hall) -> None:
    hall.aside("feedback")
    assert screen(hall)["asides"] == [
        {
            "id": "feedback",
            "title": "[feedback en]",
            "also": "[feedback fr]",
            "item": "I",
            "count": 3,
        }
    ]
    activities = {a["id"]: a for each in console(hall)["run"] for a in each["activities"]}
    assert (activities["feedback"]["aside"], activities["quiz"]["aside"]) == ("open", None)
    hall.do(cmd.CloseAside, activity_id="feedback")
    activities = {a["id"]: a for each in console(hall)["run"] for a in each["activities"]}
    assert activities["feedback"]["aside"] == "done"


def test_only_rounds_that_are_there_can_be_opened(hall: Hall) -> None:
    with pytest.raises(NotFound):
        hall.aside("nowhere")


# --- items --------------------------------------------------------------------------------------


def test_the_item_on_the_floor_is_told_to_everybody_on_it(hall: Hall) -> None:
    hall.do(cmd.TakeItem, item_id="i2")
    on_floor = {"id": "i2", "number": "I (a)", "title": "[i2 en]", "also": None}
    assert (phone(hall)["item"], phone(hall)["on_floor"]) == ("i2", on_floor)
    assert screen(hall)["on_floor"] == on_floor | {"also": "[i2 fr]"}
    assert screen(hall)["event"]["date"] == "2018-03-02"
    assert phone(hall, floor_id=ANNEX)["item"] is None
    assert hall.floor().shown.kind is Kind.IDLE


def test_the_console_sees_planned_and_real_times_and_notes(hall: Hall) -> None:
    hall.do(cmd.TakeItem, item_id="i1")
    began_at = hall.clock.now()
    hall.clock.pass_ms(60_000)
    assert (console(hall)["next"]["kind"], console(hall)["next"]["title"]) == (
        "start",
        "[feedback en]",
    )
    hall.do(cmd.TakeItem, item_id="i2")
    first, second, third = (each["item"] for each in console(hall)["run"][:3])
    assert (first["began_at"], first["ended_at"]) == (began_at, began_at + 60_000)
    assert (first["starts_at"], first["ends_at"], first["notes"]) == (
        "09:30",
        "10:00",
        "<note of i1>",
    )
    assert first["planned_end"] - first["planned_start"] == 30 * 60_000
    assert second["planned_end"] - second["planned_start"] == 2 * 3_600_000, "past midnight"
    assert (third["planned_start"], third["starts_at"]) == (None, "09:00")
    seen = console(hall)
    assert (seen["next"]["kind"], seen["next"]["item_id"], seen["next"]["title"]) == (
        "take",
        "i3",
        "II [i3 en]",
    )


def test_an_item_without_an_end_and_a_strange_time_zone_have_a_plan_too() -> None:
    stage = event(agenda=(line("i1", "I", starts_at=time(9, 30)),), time_zone="Nowhere/At_all")
    assert day.planned(stage, stage.agenda[0]) == (1_519_896_600_000, None)


# --- what phones fetch --------------------------------------------------------------------------


def test_the_agenda_is_fetched_by_a_fingerprint_that_notes_do_not_change(hall: Hall) -> None:
    stage = hall.live.event(EVENT)
    mark = phone(hall)["event"]["day"]
    assert mark == day.fingerprint(stage)
    noted = replace(stage, agenda=(replace(AGENDA[0], notes="other"), *AGENDA[1:]))
    moved = replace(stage, agenda=(replace(AGENDA[0], starts_at=time(9)), *AGENDA[1:]))
    assert (day.fingerprint(noted), day.fingerprint(moved) != mark) == (mark, True)
    assert day.fingerprint(event()) is None
    fetched = day.agenda(stage, "fr")
    assert "<note of i1>" not in text_of(fetched)
    assert fetched["items"][1] == {  # type: ignore[index]
        "id": "i2",
        "number": "(a)",
        "lang": "fr",
        "title": "[i2 fr]",
        "text": "",
        "reference": "HI0086",
        "day": 2,
        "depth": 1,
        "starts_at": "23:00",
        "ends_at": "01:00",
        "floor": None,
    }


def test_a_phone_sees_what_was_on_and_how_much_of_it_it_did(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    assert hall.history.day.of(EVENT, ada.id) == ()
    first, second, _ = hall.aside("feedback")
    hall.answer(ada, "a", on=first)
    hall.answer(ada, 3, on=second)
    hall.start("quiz")
    hall.next()
    assert [each.activity.id for each in hall.history.day.of(EVENT, ada.id)] == ["feedback"]
    hall.until(Phase.REVEALED)
    played = for_day(hall.history.day.of(EVENT, ada.id), "fr")["activities"]
    assert played == [
        {
            "id": "quiz",
            "kind": "quiz",
            "title": "[quiz fr]",
            "item": None,
            "status": "running",
            "questions": 1,
            "answered": 0,
            "shown": 1,
        },
        {
            "id": "feedback",
            "kind": "poll",
            "title": "[feedback fr]",
            "item": "i1",
            "status": "open",
            "questions": 3,
            "answered": 2,
            "shown": 0,
        },
    ]
    hall.do(cmd.CloseAside, activity_id="feedback")
    assert hall.history.day.of(EVENT, ada.id)[1].status == "done"
    (past,) = hall.history.of(EVENT, HALL, ada, "quiz")
    assert past.question.slug == "q1"
    assert hall.history.of(EVENT, HALL, ada, "feedback") == ()


def test_secret_ballots_are_nobodys_answers_in_the_day() -> None:
    vote = poll(choice("v1"), activity_id="vote", voting=Voting(secrecy=Secrecy.SECRET))
    with Hall(event(quiz(choice("q1")), vote)) as hall:
        (ada,) = hall.join("Ada")
        hall.start("vote")
        hall.next()
        (played,) = hall.history.day.of(EVENT, ada.id)
        assert (played.questions, played.answered, played.status) == (0, 0, "open")
