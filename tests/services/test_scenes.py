"""What one floor looks like: gathered from one moment, with nothing before its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.event import Participant, ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Kind, Phase
from quizapp.services.scenes import Ranking, RoundScene
from tests.hall import ANNEX, EVENT, HALL, Hall, choice, event, question_of, quiz


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


def on_screen(hall: Hall) -> RoundScene:
    view = hall.scene().on_screen
    assert view is not None
    return view


def on_phones(hall: Hall) -> RoundScene:
    view = hall.scene().on_phones
    assert view is not None
    return view


def play(hall: Hall, *right: Participant, among: tuple[Participant, ...]) -> None:
    """Ask and reveal the next question: these are right, the others of them wrong."""
    hall.until(Phase.OPEN)
    for each in among:
        hall.answer(each, "a" if each in right else "b")
    hall.until(Phase.REVEALED)


# ---- what is on stage -----------------------------------------------------------------------


def test_an_empty_stage_has_neither_round_nor_ranking(hall: Hall) -> None:
    scene = hall.scene()
    assert scene.shown.kind is Kind.LOBBY
    assert (scene.activity, scene.on_screen, scene.on_phones) == (None, None, None)
    assert scene.ranking == Ranking()
    assert scene.now == hall.clock.now()


def test_an_activity_is_introduced_without_a_round(hall: Hall) -> None:
    hall.start()
    scene = hall.scene()
    assert scene.activity is not None
    assert (scene.activity.id, scene.on_screen) == ("quiz", None)


def test_floors_are_apart(hall: Hall) -> None:
    hall.open_question()
    assert hall.scene(ANNEX).on_phones is None
    assert hall.scene(HALL).on_phones is not None


@pytest.mark.parametrize("activity_id", ["quiz", "poll"])
def test_figures_wait_for_the_reveal(hall: Hall, activity_id: str) -> None:
    people = hall.join("Ada")
    hall.open_question(activity_id)
    hall.answer_all(people, "a")
    for phase in (None, Phase.CLOSED):
        view = on_screen(hall) if phase is None else (hall.until(phase), on_screen(hall))[1]
        assert (view.tally, view.result, view.revealed) == (None, None, False)
    hall.until(Phase.REVEALED)
    view = on_screen(hall)
    assert view.revealed
    assert view.result is not None
    assert view.tally == view.result.tally
    assert view.tally.voters == 1


def test_figures_of_a_live_poll_are_there_from_the_opening_on(hall: Hall) -> None:
    people = hall.join("Ada")
    hall.open_question("live")
    hall.answer_all(people, "a")
    for _ in range(2):
        view = on_screen(hall)
        assert (view.result, view.revealed) == (None, False)
        assert view.tally is not None
        assert view.tally.voters == 1
        hall.next()


def test_in_a_quiz_with_live_results_the_graded_wait_and_opinions_do_not() -> None:
    stage = quiz(choice("q1"), question_of("scale", "q2"), results=ResultsWhen.LIVE)
    with Hall(event(stage)) as hall:
        hall.open_question()
        assert on_screen(hall).tally is None
        hall.until(Phase.OPEN)
        assert on_screen(hall).tally is not None


def test_looking_back_shows_the_beat_of_then(hall: Hall) -> None:
    hall.open_question()
    hall.until(Phase.REVEALED)
    hall.do(cmd.Back)
    hall.do(cmd.Back)
    view = on_screen(hall)
    assert (view.beat, view.round.phase) == (Phase.OPEN, Phase.REVEALED)
    assert (view.tally, view.result, view.revealed) == (None, None, False)


def test_phones_see_the_open_round_while_the_room_looks_back(hall: Hall) -> None:
    hall.start()
    play(hall, among=())
    first = hall.on_stage()
    second = hall.until(Phase.OPEN)
    while hall.floor().shown.round_id != first.id:
        hall.do(cmd.Back)
    assert on_screen(hall).round.id == first.id
    assert (on_phones(hall).round.id, on_phones(hall).beat) == (second.id, Phase.OPEN)


def test_phones_look_back_with_the_room_when_nothing_is_open(hall: Hall) -> None:
    hall.open_question()
    hall.until(Phase.CLOSED)
    hall.do(cmd.Back)
    assert on_phones(hall).beat is Phase.OPEN
    assert on_phones(hall).round.phase is Phase.CLOSED


def test_a_round_of_an_activity_that_is_no_more_shows_nothing(hall: Hall) -> None:
    hall.open_question()
    known = hall.stores.events.rows[EVENT]
    hall.stores.events.put(replace(known, activities=known.activities[1:]))
    hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
    scene = hall.scene()
    assert (scene.activity, scene.on_screen, scene.on_phones) == (None, None, None)
    assert scene.ranking == Ranking()


# ---- the ranking ----------------------------------------------------------------------------


def test_the_ranking_tells_gains_movement_and_the_way_to_the_next_place(hall: Hall) -> None:
    ada, grace, emmy, mary = people = hall.join("Ada", "Grace", "Emmy", "Mary")
    hall.start()
    play(hall, grace, among=people)
    play(hall, ada, grace, emmy, among=people)
    play(hall, ada, emmy, among=people)
    ranking = hall.scene().ranking
    assert [(s.voter_id, s.points, s.place, s.shared) for s in ranking.standings] == [
        *((who.id, 2000, 1, True) for who in sorted((ada, grace, emmy), key=lambda p: p.id)),
        (mary.id, 0, 4, False),
    ]
    assert ranking.gained == {ada.id: 1000, grace.id: 0, emmy.id: 1000, mary.id: 0}
    assert ranking.moved == {ada.id: 1, grace.id: 0, emmy.id: 1, mary.id: 0}
    assert ranking.places is not None
    assert {who.number: _way(ranking, who) for who in people} == {
        1: (4, None, None),
        2: (4, None, None),
        3: (4, None, None),
        4: (4, 2000, 1),
    }


def _way(ranking: Ranking, who: Participant) -> tuple[int, int | None, int | None]:
    place = (ranking.places or {})[who.id]
    return place.of, place.gap, place.gap_place


def test_the_gap_leads_past_a_shared_place_to_the_next_better_one(hall: Hall) -> None:
    ada, grace, emmy, _ = people = hall.join("Ada", "Grace", "Emmy", "Mary")
    hall.start()
    play(hall, ada, grace, emmy, among=people)
    play(hall, ada, grace, emmy, among=people)
    play(hall, ada, among=people)
    ranking = hall.scene().ranking
    assert [_way(ranking, who) for who in people] == [
        (4, None, None),
        (4, 1000, 1),
        (4, 1000, 1),
        (4, 2000, 2),
    ]


def test_after_the_first_round_nobody_has_moved(hall: Hall) -> None:
    ada, grace = people = hall.join("Ada", "Grace")
    hall.start()
    play(hall, grace, among=people)
    ranking = hall.scene().ranking
    assert ranking.moved == {ada.id: 0, grace.id: 0}
    assert ranking.gained == {ada.id: 0, grace.id: 1000}


def test_an_open_question_changes_no_place_before_its_reveal(hall: Hall) -> None:
    ada, grace = people = hall.join("Ada", "Grace")
    hall.start()
    play(hall, grace, among=people)
    before = hall.scene().ranking
    hall.until(Phase.OPEN)
    hall.answer(ada, "a")
    assert hall.scene().ranking == before
    hall.until(Phase.CLOSED)
    assert hall.scene().ranking == before


def test_who_has_left_keeps_place_and_name(hall: Hall) -> None:
    ada, grace = people = hall.join("Ada", "Grace")
    hall.start()
    play(hall, grace, among=people)
    hall.participants.leave(grace)
    scene = hall.scene()
    assert [s.voter_id for s in scene.ranking.standings] == [grace.id, ada.id]
    assert scene.people[grace.id].name == "Grace"


def test_a_podium_looked_back_at_is_that_of_its_own_run(hall: Hall) -> None:
    ada, grace = people = hall.join("Ada", "Grace")
    hall.start()
    play(hall, grace, among=people)
    hall.do(cmd.FinishActivity)
    assert hall.scene().shown.kind is Kind.PODIUM
    hall.start()
    assert hall.scene().ranking == Ranking(), "a new run begins with nothing"
    play(hall, ada, among=people)
    assert hall.scene().ranking.standings[0].voter_id == ada.id
    while hall.floor().shown.kind is not Kind.PODIUM:
        hall.do(cmd.Back)
    assert hall.scene().ranking.standings[0].voter_id == grace.id


# ---- crowds and live figures ----------------------------------------------------------------


def test_crowd_counts_who_joined_who_is_here_and_who_has_answered(hall: Hall) -> None:
    ada, grace, emmy, mary = hall.join("Ada", "Grace", "Emmy", "Mary")
    on = hall.open_question()
    hall.answer(ada, "a")
    hall.answer(emmy, "a")
    hall.presence.left(EVENT, emmy.id)
    hall.participants.leave(emmy)
    hall.presence.disconnected(EVENT, grace.id)
    hall.do(cmd.RemoveParticipant, participant_id=mary.id)
    crowd = hall.scenes.crowd(EVENT, HALL)
    assert (crowd.joined, crowd.here, crowd.answered, crowd.of) == (2, 1, 2, 3)
    assert crowd.round_id == on.id
    assert [each.name for each in crowd.arrivals] == ["Grace", "Ada"]


def test_crowd_names_the_latest_arrivals_newest_first(hall: Hall) -> None:
    hall.join(*(f"Delegate {n}" for n in range(1, 15)))
    arrivals = hall.scenes.crowd(EVENT, HALL).arrivals
    assert [each.number for each in arrivals] == list(range(14, 2, -1))
    assert len(hall.scenes.crowd(EVENT, HALL, arrivals=2).arrivals) == 2


def test_crowd_of_an_empty_stage_waits_for_nobody(hall: Hall) -> None:
    hall.join("Ada")
    crowd = hall.scenes.crowd(EVENT, HALL)
    assert (crowd.joined, crowd.answered, crowd.of, crowd.round_id) == (1, 0, 0, None)


def test_crowd_of_a_round_that_is_over_still_says_how_many_answered(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.start()
    asked = hall.until(Phase.ASKED)
    assert hall.scenes.crowd(EVENT, HALL).round_id == asked.id
    hall.until(Phase.OPEN)
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    assert hall.scenes.crowd(EVENT, HALL).answered == 1
    again = hall.beside()
    assert again.scenes.crowd(EVENT, HALL).answered == 1


def test_figures_so_far_are_those_of_the_open_or_closed_round(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    assert hall.scenes.live_tally(EVENT, HALL) is None
    hall.start()
    hall.until(Phase.ASKED)
    assert hall.scenes.live_tally(EVENT, HALL) is None
    on = hall.until(Phase.OPEN)
    hall.answer(ada, "a")
    for _ in range(2):
        counted = hall.scenes.live_tally(EVENT, HALL)
        assert counted is not None
        assert (counted[0].id, counted[1].voters) == (on.id, 1)
        hall.next()
    assert hall.on_stage().phase is Phase.REVEALED
    assert hall.scenes.live_tally(EVENT, HALL) is None
