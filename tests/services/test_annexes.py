"""What the annex of a summary record takes over from the room."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.annex import AnnexQuestion, AnnexRound, AskedState
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.qa import FloorQuestion, QaSession, Standing
from quizapp.services.annexes import Annexes
from quizapp.services.floor_questions import FloorQuestions
from tests.fake_floor import FakeFloorQuestions
from tests.fakes import FakeIds
from tests.hall import EVENT, HALL, Hall, agenda_line, choice, event, poll, question_of, quiz
from tests.seat_hall import seats_event, sit

AGENDA = (agenda_line("i1", "I"), agenda_line("i2", "II"), agenda_line("i3", "(a)", "i2"))


def asked(question_id: str, session_id: str, **changes: object) -> FloorQuestion:
    made = FloorQuestion(question_id, session_id, f"{question_id}?", f"{question_id}?", 0)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_annex_has_what_happened_under_each_item_and_nothing_else() -> None:
    stage = event(
        quiz(choice("q1"), item_id="i3"),
        poll(question_of("slide", "s1"), choice("q2", correct=None), activity_id="p"),
        agenda=AGENDA,
    )
    store = FakeFloorQuestions()
    with Hall(stage) as hall:
        (ada,) = hall.join("Ada")
        hall.start()
        hall.until(Phase.OPEN)
        hall.answer(ada, "a")
        hall.until(Phase.REVEALED)
        hall.start("p")
        questions = FloorQuestions(store, hall.live, hall.clock, FakeIds())
        store.open["s1"] = QaSession("s1", EVENT, HALL, "i1")
        store.open["s2"] = QaSession("s2", EVENT, HALL, "gone")
        store.asked = {
            each.id: each
            for each in (
                asked("Who", "s1", standing=Standing.ANSWERED, name="Zoë", delegation="Finland"),
                asked("New", "s1"),
                asked("Put away", "s1", standing=Standing.ARCHIVED),
                asked("Same", "s1", standing=Standing.APPROVED, merged_into="Who"),
                asked("When", "s2", standing=Standing.APPROVED, asked_text="when"),
            )
        }
        annex = Annexes(hall.live, hall.reports, hall.votes, questions, hall.clock).annex(EVENT)
    assert [(each.number, len(each.activities), len(each.questions)) for each in annex.items] == [
        ("I", 0, 1),
        ("II (a)", 1, 0),
        ("", 0, 1),
    ]
    (activity,) = annex.items[1].activities
    assert (activity.id, activity.run, activity.joined) == ("quiz", 0, 1)
    assert [(each.report.answered, each.report.right) for each in activity.rounds] == [(1, 1)]
    assert [each.vote for each in activity.rounds] == [None]
    assert annex.items[0].questions == (
        AnnexQuestion("Who?", "Zoë, Finland", 0, AskedState.ANSWERED),
    )
    assert annex.items[2].questions == (
        AnnexQuestion("When?", "", 0, AskedState.NOT_ANSWERED, edited=True),
    )
    assert annex.log_hash == hall.stores.log.rows[EVENT][-1].hash


def test_each_run_of_an_activity_stands_by_itself() -> None:
    with Hall(event(quiz(choice("q1")))) as hall:
        for _ in range(2):
            hall.start()
            hall.until(Phase.REVEALED)
            hall.do(cmd.FinishActivity)
        questions = FloorQuestions(FakeFloorQuestions(), hall.live, hall.clock, FakeIds())
        annex = Annexes(hall.live, hall.reports, hall.votes, questions, hall.clock).annex(EVENT)
    (item,) = annex.items
    assert (item.line, [each.run for each in item.activities]) == (None, [1, 2])


def test_a_vote_has_its_record_once_the_room_has_seen_it() -> None:
    with Hall(seats_event()) as hall:
        (kenya,) = sit(hall, "s1")
        hall.open_question("poll")
        hall.answer(kenya, "yes")
        hall.until(Phase.CLOSED)
        assert [each.vote for each in _rounds(hall)] == [None]
        on = hall.until(Phase.REVEALED)
        assert [each.vote for each in _rounds(hall)] == [hall.votes.record(EVENT, on.id)]


def _rounds(hall: Hall) -> tuple[AnnexRound, ...]:
    questions = FloorQuestions(FakeFloorQuestions(), hall.live, hall.clock, FakeIds())
    annex = Annexes(hall.live, hall.reports, hall.votes, questions, hall.clock).annex(EVENT)
    return annex.items[0].activities[0].rounds
