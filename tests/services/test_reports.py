"""What leaves the house: true to the table, and silent on who is who where nobody has a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.scoring import Scoring
from tests.hall import ASSIGNED, BLUE, EVENT, GAME, RED, Hall, choice, event, question_of, quiz


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def play(hall: Hall, *answers: tuple[Participant, str]) -> None:
    hall.until(Phase.OPEN)
    for who, answer in answers:
        hall.clock.pass_ms(1_000)
        hall.answer(who, answer)
    hall.until(Phase.REVEALED)


def test_report_has_every_round_answer_and_place(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.start()
    play(hall, (grace, "a"), (ada, "b"))
    report = hall.reports.report(EVENT, "quiz", 1)
    (on,) = report.rounds
    assert (report.event_slug, report.activity_slug, report.run) == ("isc-17", "quiz", 1)
    assert (report.named, report.joined, report.generated_at) == (True, 2, hall.clock.now())
    assert report.log_hash == hall.stores.log.rows[EVENT][-1].hash
    assert (on.number, on.points, on.answered, on.right, on.counts) == (1, 1000, 2, 1, True)
    assert (on.voided, on.question) == (False, choice("q1"))
    assert [(a.number, a.name, a.answer, a.elapsed_ms, a.right, a.points) for a in on.answers] == [
        (1, "Ada", "b", 2_000, False, 0),
        (2, "Grace", "a", 1_000, True, 1000),
    ]
    assert [(s.place, s.shared, s.number, s.name, s.points) for s in report.standings] == [
        (1, False, 2, "Grace", 1000),
        (2, False, 1, "Ada", 0),
    ]


def test_report_has_the_teams_and_what_a_streak_added() -> None:
    stage = event(quiz(choice("q1"), choice("q2", scoring="double"), **GAME), teams=ASSIGNED)
    with Hall(stage) as hall:
        ada, grace, emmy = hall.join("Ada", "Grace", "Emmy")
        hall.start()
        play(hall, (ada, "a"), (grace, "b"))
        play(hall, (ada, "a"), (emmy, "a"))
        report = hall.reports.report(EVENT, "quiz", 1)
    first, second = report.rounds
    assert (first.points, second.points) == (1000, 2000)
    assert [(a.name, a.points, a.bonus) for a in second.answers] == [
        ("Ada", 2000, 200),
        ("Emmy", 2000, 0),
    ]
    assert {a.name: a.team for a in first.answers} == {"Ada": RED.name, "Grace": BLUE.name}
    assert [(s.name, s.points, s.team) for s in report.standings] == [
        ("Ada", 3200, RED.name),
        ("Emmy", 2000, RED.name),
        ("Grace", 0, BLUE.name),
    ]
    assert [(t.place, t.name, t.members, t.points, t.right) for t in report.teams] == [
        (1, RED.name, 2, 2600, 1.5),
        (2, BLUE.name, 1, 0, 0.0),
    ]


def test_anonymous_report_has_no_team_of_anybody_and_no_small_team() -> None:
    stage = event(quiz(choice("q1")), teams=ASSIGNED, join=JoinMode.ANONYMOUS)
    with Hall(stage) as hall:
        people = hall.join(*[""] * 9)
        hall.start()
        play(hall, *((each, "a") for each in people))
        report = hall.reports.report(EVENT, "quiz", 1)
    assert [(t.name, t.members) for t in report.teams] == [(RED.name, 5)]
    assert not any(a.team or a.bonus for a in report.rounds[0].answers)
    assert report.standings == ()


def test_slide_is_listed_without_figures_and_counts_for_nothing() -> None:
    with Hall(event(quiz(question_of("slide", "s1"), choice("q1")))) as slides:
        (ada,) = slides.join("Ada")
        slides.start()
        slides.until(Phase.ASKED)
        play(slides, (ada, "a"))
        report = slides.reports.report(EVENT, "quiz", 1)
    slide, on = report.rounds
    assert (slide.number, slide.question.type, slide.tally) == (1, "slide", None)
    assert (slide.answered, slide.right, slide.answers, slide.counts) == (0, None, (), False)
    assert (on.number, on.answered, on.counts) == (2, 1, True)
    assert [(each.name, each.points) for each in report.standings] == [("Ada", 1000)]


def test_report_leaves_out_what_is_not_over(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.start()
    play(hall, (ada, "a"))
    hall.until(Phase.ASKED)
    assert len(hall.reports.report(EVENT, "quiz", 1).rounds) == 1
    hall.until(Phase.OPEN)
    hall.answer(ada, "a")
    assert len(hall.reports.report(EVENT, "quiz", 1).rounds) == 1
    hall.until(Phase.CLOSED)
    report = hall.reports.report(EVENT, "quiz", 1)
    assert [(each.number, each.counts) for each in report.rounds] == [(1, True), (2, False)]
    assert report.standings[0].points == 1000, "a closed round is not ranked before its reveal"


def test_report_follows_a_reopening_a_voiding_and_a_removal(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.CLOSED)
    assert hall.reports.report(EVENT, "quiz", 1).rounds[0].answered == 1
    hall.do(cmd.ReopenRound)
    hall.answer(grace, "a")
    hall.until(Phase.REVEALED)
    assert hall.reports.report(EVENT, "quiz", 1).rounds[0].answered == 2
    hall.do(cmd.VoidRound)
    (voided,) = hall.reports.report(EVENT, "quiz", 1).rounds
    assert (voided.voided, voided.counts) == (True, False)
    assert hall.reports.report(EVENT, "quiz", 1).standings == ()
    hall.do(cmd.UnvoidRound)
    hall.do(cmd.RemoveParticipant, participant_id=ada.id)
    report = hall.reports.report(EVENT, "quiz", 1)
    assert [each.name for each in report.standings] == ["Grace"]
    assert [each.name for each in report.rounds[0].answers] == ["Grace"]
    assert report.joined == 1


def test_who_has_left_keeps_name_and_place(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.start()
    play(hall, (ada, "a"))
    hall.participants.leave(ada)
    report = hall.reports.report(EVENT, "quiz", 1)
    assert [each.name for each in report.standings] == ["Ada"]
    assert [(each.number, each.name) for each in report.rounds[0].answers] == [(1, "Ada")]


def test_each_run_has_its_own_report(hall: Hall) -> None:
    assert hall.reports.runs(EVENT, "quiz") == ()
    (ada,) = hall.join("Ada")
    hall.start()
    play(hall, (ada, "a"))
    hall.do(cmd.FinishActivity)
    hall.start()
    assert hall.reports.runs(EVENT, "quiz") == (1, 2)
    assert len(hall.reports.report(EVENT, "quiz", 1).rounds) == 1
    assert hall.reports.report(EVENT, "quiz", 2).rounds == ()


@pytest.mark.parametrize(("activity_id", "run"), [("another", 1), ("quiz", 0), ("quiz", 2)])
def test_what_there_is_not_is_not_found(hall: Hall, activity_id: str, run: int) -> None:
    hall.start()
    with pytest.raises(NotFound):
        hall.reports.report(EVENT, activity_id, run)


def test_opinions_are_neither_right_nor_worth_points() -> None:
    with Hall(event(quiz(question_of("scale", "q1")))) as hall:
        (ada,) = hall.join("Ada")
        hall.open_question()
        hall.answer(ada, {"q1-0": 2})
        hall.until(Phase.REVEALED)
        (on,) = hall.reports.report(EVENT, "quiz", 1).rounds
    assert (on.points, on.right, on.answers[0].right, on.answers[0].points) == (0, None, None, 0)


# ---- anonymous ------------------------------------------------------------------------------


def anonymous() -> Hall:
    questions = (choice("q1"), choice("q2"))
    return Hall(event(quiz(*questions, scoring=Scoring.CLASSIC), join=JoinMode.ANONYMOUS))


def test_report_of_an_anonymous_event_tells_nobody_apart() -> None:
    """Two who swap all their answers, and the order and pace of them, leave the same report."""
    reports = []
    for swapped in (False, True):
        with anonymous() as hall:
            ada, grace = hall.join("", "")
            ada, grace = (grace, ada) if swapped else (ada, grace)
            hall.start()
            play(hall, (ada, "a"), (grace, "c"))
            play(hall, (grace, "b"), (ada, "a"))
            reports.append(hall.reports.report(EVENT, "quiz", 1))
    ours, theirs = (replace(each, log_hash="", generated_at=0, rounds=()) for each in reports)
    assert ours == theirs
    for one, other in zip(*(each.rounds for each in reports), strict=True):
        assert replace(one, round_id="") == replace(other, round_id="")


def test_report_of_an_anonymous_event_carries_no_mark_of_anybody() -> None:
    with anonymous() as hall:
        people = hall.join("", "", "")
        hall.start()
        play(hall, *((who, "a") for who in people))
        report = hall.reports.report(EVENT, "quiz", 1)
    assert (report.named, report.joined, report.standings) == (False, 3, ())
    rows = report.rounds[0].answers
    assert len(set(rows)) == 1, "equal answers are equal rows"
    assert [(each.number, each.name, each.elapsed_ms, each.points) for each in rows[:1]] == [
        (None, "", 0, 0)
    ]
    for who in people:
        for mark in (who.id, str(who.seed)):
            assert mark not in repr(report)


def test_answers_of_an_anonymous_event_stand_in_the_order_of_their_content() -> None:
    with anonymous() as hall:
        people = hall.join("", "", "", "")
        hall.start()
        play(hall, *zip(people, "dbca", strict=True))
        (on,) = hall.reports.report(EVENT, "quiz", 1).rounds
    assert [each.answer for each in on.answers] == ["a", "b", "c", "d"]


def test_who_joined_without_a_name_stays_anonymous_when_the_event_asks_for_names_later() -> None:
    with anonymous() as hall:
        (somebody,) = hall.join("")
        known = hall.stores.events.rows[EVENT]
        hall.stores.events.put(replace(known, join=JoinMode.NICKNAME))
        hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
        (ada,) = hall.join("Ada")
        hall.start()
        play(hall, (somebody, "a"), (ada, "b"))
        report = hall.reports.report(EVENT, "quiz", 1)
    assert [(each.number, each.name, each.elapsed_ms) for each in report.rounds[0].answers] == [
        (None, "", 0),
        (2, "Ada", 2_000),
    ]
    assert [each.name for each in report.standings] == ["Ada"]
