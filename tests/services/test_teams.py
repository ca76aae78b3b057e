"""Who is in which team, and that the teams fill up evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizapp.domain.errors import NoSuchTeam, TeamFixed
from quizapp.domain.event import JoinMode, Participant
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from quizapp.domain.teams import Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from quizapp.services.participants import Joined
from quizapp.services.teams import least_shown, sizes, team_id_of, teams_of
from tests.hall import EVENT, Hall, event

LIST = tuple(Team(each, LocalizedText.of({"en": f"Team {each}"})) for each in ("red", "blue"))
CHOSEN, ASSIGNED = Teams(TeamMode.CHOICE, LIST), Teams(TeamMode.ASSIGNED, LIST)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(event(teams=CHOSEN)) as made:
        yield made


@pytest.fixture
def given() -> Iterator[Hall]:
    with Hall(event(teams=ASSIGNED)) as made:
        yield made


def come_in(hall: Hall, name: str, team_id: str | None = None, token: str | None = None) -> Joined:
    return hall.participants.join(EVENT, name, "en", token, team_id)


def move(hall: Hall, who: Participant, team_id: str) -> None:
    hall.do(cmd.AssignTeam, participant_id=who.id, team_id=team_id)


def team(hall: Hall, who: Participant) -> str | None:
    return team_id_of(hall.live.event(EVENT), hall.state, hall.participants.all(EVENT)[who.id])


def counted(hall: Hall) -> dict[str, int]:
    return dict(sizes(hall.live.event(EVENT), hall.state, hall.participants.all(EVENT)))


def close_a_question(hall: Hall) -> None:
    hall.open_question()
    hall.until(Phase.CLOSED)


# ---- by choice ------------------------------------------------------------------------------


def test_who_comes_in_says_which_team(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "blue").participant
    assert (ada.team_id, team(hall, ada)) == ("blue", "blue")
    for wrong in (None, "green", ""):
        with pytest.raises(NoSuchTeam):
            come_in(hall, "Grace", wrong)
    assert counted(hall) == {"red": 0, "blue": 1}


def test_without_teams_nobody_has_one() -> None:
    with Hall() as hall:
        ada = come_in(hall, "Ada", "blue").participant
        assert ada.team_id is None
        assert hall.participants.choose_team(ada, "blue").team_id is None
        assert teams_of(hall.live.event(EVENT), hall.state, [ada]) == {}
        assert counted(hall) == {}


def test_who_comes_back_keeps_the_team_or_takes_another(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "blue")
    assert come_in(hall, "Ada", None, ada.token).participant.team_id == "blue"
    assert come_in(hall, "Ada", "red", ada.token).participant.team_id == "red"
    assert come_in(hall, "Ada", "green", ada.token).participant.team_id == "red"
    close_a_question(hall)
    assert come_in(hall, "Ada", "blue", ada.token).participant.team_id == "red"


def test_a_team_can_be_changed_until_a_graded_question_was_closed(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "blue").participant
    hall.open_question()
    ada = hall.participants.choose_team(ada, "red")
    assert ada.team_id == "red"
    hall.until(Phase.CLOSED)
    assert hall.participants.choose_team(ada, "red") == ada
    with pytest.raises(TeamFixed):
        hall.participants.choose_team(ada, "blue")
    late = come_in(hall, "Late", "blue").participant
    assert late.team_id == "blue", "a first choice is none that changes"


def test_who_has_no_team_yet_may_still_choose(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "blue").participant
    hall.stores.events.put(event(teams=Teams(TeamMode.CHOICE, (*LIST[:1], LIST[1]))))
    close_a_question(hall)
    green = Team("green", LocalizedText.of({"en": "Green"}))
    hall.stores.events.put(event(teams=Teams(TeamMode.CHOICE, (LIST[0], green))))
    hall.do(cmd.NoteContentChanged)
    assert team(hall, ada) is None, "the team was taken off the list"
    assert hall.participants.choose_team(ada, "green").team_id == "green"


def test_the_moderators_word_stands(hall: Hall) -> None:
    ada = come_in(hall, "Ada", "blue").participant
    move(hall, ada, "red")
    assert (team(hall, ada), counted(hall)) == ("red", {"red": 1, "blue": 0})
    with pytest.raises(TeamFixed):
        hall.participants.choose_team(ada, "blue")
    hall.live.execute(EVENT, cmd.Undo(), "me")
    assert team(hall, ada) == "blue"


# ---- by the server --------------------------------------------------------------------------


def test_teams_fill_up_evenly_the_first_first(given: Hall) -> None:
    people = [come_in(given, f"P{n}").participant for n in range(5)]
    assert [each.team_id for each in people] == ["red", "blue", "red", "blue", "red"]
    assert given.participants.choose_team(people[0], "blue") == people[0]


def test_who_was_moved_put_out_or_left_is_counted_where_they_are(given: Hall) -> None:
    people = [come_in(given, f"P{n}").participant for n in range(6)]
    move(given, people[0], "blue")
    move(given, people[2], "blue")
    assert counted(given) == {"red": 1, "blue": 5}
    assert {come_in(given, f"Q{n}").participant.team_id for n in range(4)} == {"red"}
    given.do(cmd.RemoveParticipant, participant_id=people[4].id)
    given.participants.leave(people[0])
    given.do(cmd.RemoveParticipant, participant_id="nobody")
    assert counted(given) == {"red": 4, "blue": 4}
    fresh = Counter(come_in(given, f"R{n}").participant.team_id for n in range(4))
    assert fresh == {"red": 2, "blue": 2}


def test_who_came_before_there_were_teams_is_given_one_when_the_phone_asks() -> None:
    with Hall(event(teams=replace(ASSIGNED, mode=TeamMode.NONE))) as hall:
        people = [come_in(hall, f"P{n}").participant for n in range(3)]
        hall.stores.events.put(event(teams=ASSIGNED))
        hall.do(cmd.NoteContentChanged)
        move(hall, people[2], "red")
        moved = people.pop()
        assert team(hall, moved) == "red"
        asked = [hall.participants.choose_team(each, None).team_id for each in people]
        assert asked == ["blue", "red"], "the one who was moved is counted"


def test_nothing_is_told_of_small_teams_where_nobody_has_a_name() -> None:
    assert least_shown(event()) == 1
    assert least_shown(event(join=JoinMode.ANONYMOUS)) == 5


# ---- the mean of who joined -----------------------------------------------------------------


def test_the_mean_is_over_all_who_joined_before_the_last_question_was_closed(hall: Hall) -> None:
    ada, bea = (come_in(hall, each, "red").participant for each in ("Ada", "Bea"))
    come_in(hall, "Idle", "red")
    gone = come_in(hall, "Gone", "red").participant
    out = come_in(hall, "Out", "red").participant
    eve = come_in(hall, "Eve", "blue").participant
    hall.open_question()
    for who in (ada, bea, eve):
        hall.answer(who, "a")
    hall.participants.leave(gone)
    hall.participants.leave(bea)
    hall.do(cmd.RemoveParticipant, participant_id=out.id)
    hall.until(Phase.REVEALED)
    hall.clock.pass_ms(60_000)
    come_in(hall, "Late", "red")
    teams = {each.team_id: each for each in hall.scene().ranking.teams}
    right = teams["blue"].points
    assert right > 0
    assert (teams["red"].members, teams["blue"].members) == (3, 1)
    assert teams["red"].points == round(right * 2 / 3)
