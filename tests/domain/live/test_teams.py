"""Who is in which team, as far as the moderator said so."""

from __future__ import annotations

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from tests.domain.live.stagehand import HAND_QUIZ, POLL, Stagehand, script


def into(team_id: str, who: str = "ada") -> cmd.AssignTeam:
    return cmd.AssignTeam(participant_id=who, team_id=team_id)


def test_moderator_moves_somebody() -> None:
    show = Stagehand(script(POLL))
    show.do(into("t1"))
    show.do(into("t2", "ben"))
    show.do(into("t2"))
    assert show.state.team_moves == {"ada": "t2", "ben": "t2"}
    assert show.do(into("t2")) == ()


def test_only_into_a_team_that_there_is() -> None:
    show = Stagehand(script(POLL))
    assert show.refused(into("t9")) == "not_found"


def test_undo_brings_the_team_of_before_back() -> None:
    show = Stagehand(script(POLL))
    show.do(into("t1"))
    show.do(into("t2"))
    assert show.undo().state.team_moves == {"ada": "t1"}
    assert show.undo().state.team_moves == {"ada": "t2"}
    first = Stagehand(script(POLL))
    first.do(into("t1"))
    assert first.undo().state.team_moves == {}
    assert first.undo().state.team_moves == {"ada": "t1"}


def test_teams_are_fixed_once_a_graded_question_was_closed() -> None:
    show = Stagehand(script(POLL, HAND_QUIZ)).start("poll").next_until(Phase.CLOSED)
    assert not show.state.teams_fixed
    show.start("hand").next_until(Phase.OPEN)
    assert not show.state.teams_fixed
    assert show.next().state.teams_fixed
    assert not show.undo().state.teams_fixed
