"""Ranking, teams, streaks and breather, as each audience is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.event import JoinMode, RankingNames, RankingOf
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.teams import TeamMode
from tests.hall import ASSIGNED, GAME, HALL, Hall, choice, event, poll, quiz
from tests.presentation.frames import console, crowd, me, phone, screen

QUESTIONS = tuple(choice(f"q{n}") for n in range(3))
TEAM_ROW = {"id", "name", "also", "place", "shared", "members", "points", "gained", "moved"}


def stage(changes: dict[str, Any] | None = None, **of_event: Any) -> Hall:
    """A quiz of three with teams, streaks and a breather."""
    return Hall(event(quiz(*QUESTIONS, **(GAME | (changes or {}))), teams=ASSIGNED, **of_event))


@pytest.fixture
def hall() -> Iterator[Hall]:
    with stage() as made:
        yield made


def ask(hall: Hall, *right: Any, wrong: tuple[Any, ...] = ()) -> None:
    """A question to its reveal."""
    hall.until(Phase.OPEN) if hall.floor().head.running else hall.open_question()
    hall.answer_all(right, "a")
    hall.answer_all(wrong, "b")
    hall.until(Phase.REVEALED)


def test_lobby_shows_the_teams_filling_up(hall: Hall) -> None:
    hall.join("Ada", "Grace", "Emmy")
    names = [
        {"id": "red", "name": "[red en]", "also": "[red fr]"},
        {"id": "blue", "name": "[blue en]", "also": "[blue fr]"},
    ]
    assert screen(hall)["event"]["team_names"] == names
    assert phone(hall)["event"]["teams"] == {"mode": "assigned", "fixed": False}
    assert crowd(hall)["teams"] == [{"id": "red", "count": 2}, {"id": "blue", "count": 1}]
    french = console(hall, language="fr")["teams"]
    assert [each["name"] for each in french] == ["[red fr]", "[blue fr]"]
    assert [each["also"] for each in french] == ["[red en]", "[blue en]"]


def test_phone_knows_its_team_and_where_it_stands(hall: Hall) -> None:
    ada, grace, emmy = hall.join("Ada", "Grace", "Emmy", language="fr")
    assert me(hall, ada)["participant"]["team"] == {"id": "red", "name": "[red fr]"}
    ask(hall, ada, grace, wrong=(emmy,))
    assert phone(hall)["event"]["teams"]["fixed"] is True
    assert me(hall, ada)["score"]["team"] == {"points": 500, "place": 2, "shared": False, "of": 2}
    assert me(hall, grace)["score"]["team"]["place"] == 1
    hall.do(cmd.AssignTeam, participant_id=emmy.id, team_id="blue")
    assert me(hall, emmy)["participant"]["team"]["id"] == "blue"
    assert me(hall, ada)["score"]["team"]["points"] == 1000


def test_ranking_of_persons_and_teams_side_by_side_with_movement(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    ask(hall, ada, wrong=(grace,))
    ask(hall, grace, wrong=(ada,))
    hall.clock.pass_ms(1)
    ask(hall, grace, wrong=(ada,))
    hall.do(cmd.ShowRanking)
    ranking = screen(hall)["ranking"]
    assert [row["name"] for row in ranking["rows"]] == ["Grace", "Ada"]
    blue, red = ranking["teams"]["rows"]
    assert set(blue) == TEAM_ROW
    assert (blue["id"], blue["points"], blue["gained"], blue["members"]) == ("blue", 2100, 1100, 1)
    assert (red["place"], red["moved"], ranking["teams"]["of"]) == (2, -1, 2)


@pytest.mark.parametrize("of", RankingOf)
def test_ranking_is_of_whom_the_activity_says(of: RankingOf) -> None:
    with stage({"ranking_of": of}) as hall:
        ask(hall, *hall.join("Ada"))
        hall.do(cmd.ShowRanking)
        ranking = screen(hall)["ranking"]
    assert (ranking["rows"] is None) is (of is RankingOf.TEAMS)
    assert (ranking["teams"] is None) is (of is RankingOf.PERSONS)


def test_without_teams_there_are_persons_whatever_the_activity_says() -> None:
    made = quiz(*QUESTIONS, ranking_of=RankingOf.TEAMS)
    with Hall(event(made, teams=replace(ASSIGNED, mode=TeamMode.NONE))) as hall:
        ask(hall, *hall.join("Ada"))
        hall.do(cmd.ShowRanking)
        ranking, event_ = screen(hall)["ranking"], phone(hall)["event"]
    assert (len(ranking["rows"]), ranking["teams"], event_["teams"]) == (1, None, None)


@pytest.mark.parametrize(("top", "podium"), [(3, 3), (5, 10), (10, 10)])
def test_ranking_shows_as_many_as_the_activity_says(top: int, podium: int) -> None:
    with stage({"top": top}) as hall:
        ask(hall, *hall.join(*(f"P{n}" for n in range(12))))
        hall.do(cmd.ShowRanking)
        assert len(screen(hall)["ranking"]["rows"]) == top
        hall.do(cmd.FinishActivity)
        assert len(screen(hall)["podium"]["rows"]) == podium


def test_hidden_names_are_in_no_frame_of_the_screen() -> None:
    with stage({"names": RankingNames.HIDDEN}) as hall:
        people = hall.join("Ada", "Grace")
        ask(hall, *people)
        for act in (cmd.ShowRanking, cmd.FinishActivity):
            hall.do(act)
            for frame in (screen(hall), console(hall)):
                rows = (frame["ranking"] or frame["podium"])["rows"]
                assert [(row["name"], row["number"]) for row in rows] == [("", 0)] * 2
                assert "Ada" not in str(frame)
        assert me(hall, people[0])["score"]["place"] == 1


def test_who_got_it_right_by_team_the_best_first(hall: Hall) -> None:
    ada, grace, emmy, _ = hall.join("Ada", "Grace", "Emmy", "Mary")
    hall.open_question()
    hall.answer_all((grace,), "a")
    hall.answer_all((ada, emmy), "b")
    assert screen(hall)["round"]["by_team"] is phone(hall)["round"]["by_team"] is None
    hall.until(Phase.REVEALED)
    blue = {"id": "blue", "name": "[blue en]", "also": "[blue fr]", "answered": 1, "right": 1}
    red = {"id": "red", "name": "[red en]", "also": "[red fr]", "answered": 2, "right": 0}
    assert screen(hall)["round"]["by_team"] == {"rows": [blue, red], "of": 2}
    french = [
        {**blue, "name": "[blue fr]", "also": None},
        {**red, "name": "[red fr]", "also": None},
    ]
    assert phone(hall, "fr")["round"]["by_team"]["rows"] == french
    hall.do(cmd.HideResults, on=True)
    assert screen(hall)["round"]["by_team"] is phone(hall)["round"]["by_team"] is None
    hall.do(cmd.HideResults, on=False)
    hall.do(cmd.VoidRound, round_id=hall.on_stage().id)
    assert screen(hall)["round"]["by_team"] is None


def test_nothing_is_told_of_a_small_team_where_nobody_has_a_name() -> None:
    with stage(join=JoinMode.ANONYMOUS) as hall:
        people = hall.join(*[""] * 9)
        ask(hall, *people)
        assert [each["id"] for each in screen(hall)["round"]["by_team"]["rows"]] == ["red"]
        hall.do(cmd.ShowRanking)
        assert [each["id"] for each in screen(hall)["ranking"]["teams"]["rows"]] == ["red"]
        assert me(hall, people[1])["score"]["team"] is None
        assert me(hall, people[0])["score"]["team"]["of"] == 1


def test_streak_is_told_at_the_reveal_and_comes_on_top(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    for length, bonus, points in ((1, 0, 1000), (2, 100, 2100), (3, 200, 3300)):
        ask(hall, ada)
        mine = me(hall, ada)
        assert mine["round"]["result"]["streak"] == {"length": length, "bonus": bonus}
        assert (mine["round"]["result"]["points"], mine["score"]["points"]) == (1000, points)
    hall.do(cmd.VoidRound, round_id=hall.on_stage().id)
    assert me(hall, ada)["round"]["result"]["streak"] is None


def test_breather_is_a_count_down_for_everybody(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    ask(hall, ada)
    hall.do(cmd.ShowRanking)
    assert console(hall)["next"] == {
        "kind": "breather",
        "activity_id": "quiz",
        "item_id": None,
        "title": None,
        "number": 2,
        "answerable": True,
    }
    hall.next()
    ahead = {"ends_at": hall.clock.now() + 5_000, "number": 2, "count": 3}
    for frame in (screen(hall), phone(hall)):
        assert (frame["kind"], frame["breather"], frame["round"]) == ("breather", ahead, None)
        assert "prompt" not in str(frame)
    assert me(hall, ada)["score"]["place"] == 1
    hall.clock.pass_ms(5_000)
    hall.timers.tick()
    assert hall.on_stage(HALL).phase is Phase.ASKED
    assert screen(hall)["breather"] is None


def test_breather_before_a_question_that_was_taken_away(hall: Hall) -> None:
    ask(hall, *hall.join("Ada"))
    hall.do(cmd.ShowRanking)
    hall.next()
    one = quiz(*QUESTIONS[:1], **GAME)
    hall.stores.events.put(event(one, teams=ASSIGNED))
    hall.do(cmd.NoteContentChanged)
    assert screen(hall)["breather"]["number"] == 1
    hall.clock.pass_ms(60_000)
    hall.timers.tick()
    assert screen(hall)["kind"] == "breather", "no podium comes by itself"
    hall.stores.events.put(event(poll(choice("p1")), teams=ASSIGNED))
    hall.do(cmd.NoteContentChanged)
    hall.timers.tick()
    assert (screen(hall)["kind"], phone(hall)["kind"]) == ("idle", "idle")
