"""Ranking, teams and breather as they are shown: allow-lists like those of `audience`."""

from __future__ import annotations

from quizapp.domain.event import Participant, RankingNames, RankingOf
from quizapp.domain.teams import Team
from quizapp.domain.text import Json
from quizapp.services.scenes import Ranking, RoundScene, Scene
from quizapp.services.teams import team_id_of

Payload = dict[str, Json]
PODIUM_ROWS = 10
PODIUM_STEPS = 3
TEAM_BARS = 6
"""Of how many teams it is told how they fared with a question: the best."""


def event_teams(scene: Scene) -> Payload | None:
    """Their names come with the phone's page: there may be two hundred."""
    teams = scene.event.teams
    if not teams.in_use:
        return None
    return {"mode": teams.mode.value, "fixed": scene.state.teams_fixed}


def team_names(scene: Scene, language: str, also: str | None) -> list[Json]:
    """Every team, in the organiser's order."""
    return [_team_name(each, language, also) for each in scene.event.teams.in_use]


def _team_name(team: Team, language: str, also: str | None) -> Payload:
    second = None if also is None else team.name.get(also)
    name = team.name.get(language)
    return {"id": team.id, "name": name, "also": None if second == name else second}


def my_team(scene: Scene, who: Participant) -> Payload | None:
    """The team that counts, in the phone's language."""
    team_id = team_id_of(scene.event, scene.state, who)
    team = next((each for each in scene.event.teams.in_use if each.id == team_id), None)
    return None if team is None else {"id": team.id, "name": team.name.get(who.language)}


def my_team_score(scene: Scene, who: Participant) -> Payload | None:
    """Where the participant's team stands."""
    team_id = team_id_of(scene.event, scene.state, who)
    ranked = scene.ranking.teams
    mine = next((each for each in ranked if each.team_id == team_id), None)
    if mine is None:
        return None
    return {"points": mine.points, "place": mine.place, "shared": mine.shared, "of": len(ranked)}


def breather(scene: Scene) -> Payload | None:
    """The count-down to the next question, where nothing is asked."""
    ahead = scene.breather
    if ahead is None or scene.on_phones is not None:
        return None
    return {"ends_at": ahead.ends_at, "number": ahead.number, "count": ahead.count}


def by_team(
    scene: Scene, view: RoundScene, language: str, also: str | None, *, shown: bool
) -> Payload | None:
    """The best teams first: the larger share of right answers, then the more answers."""
    if not shown or not view.revealed or not view.by_team:
        return None
    told = [
        (team, view.by_team[team.id])
        for team in scene.event.teams.in_use
        if team.id in view.by_team
    ]
    told.sort(key=lambda item: (-item[1].right / item[1].answered, -item[1].answered))
    rows: list[Json] = [
        {**_team_name(team, language, also), "answered": fared.answered, "right": fared.right}
        for team, fared in told[:TEAM_BARS]
    ]
    return {"rows": rows, "of": len(told)}


def top(scene: Scene) -> int:
    """How many the ranking shows."""
    return PODIUM_STEPS if scene.activity is None else scene.activity.top


def podium_rows(scene: Scene) -> int:
    """Who shows the first three alone shows no fourth at the end."""
    return PODIUM_STEPS if top(scene) == PODIUM_STEPS else PODIUM_ROWS


def ranking(scene: Scene, most: int, language: str, also: str | None) -> Payload:
    """Persons, teams or both. Without teams there are persons, whatever the activity says."""
    teams = scene.event.teams.in_use
    of = RankingOf.PERSONS
    if teams and scene.activity is not None:
        of = scene.activity.ranking_of
    return {
        "rows": None if of is RankingOf.TEAMS else _rows(scene, most),
        "of": len(scene.ranking.standings),
        "teams": None if of is RankingOf.PERSONS else _team_rows(scene, most, language, also),
    }


def _rows(scene: Scene, most: int) -> list[Json]:
    """With hidden names neither name nor number: places and points alone."""
    ranked: Ranking = scene.ranking
    told = scene.activity is None or scene.activity.names is RankingNames.SHOWN
    rows: list[Json] = []
    for each in ranked.standings[:most]:
        who = scene.people.get(each.voter_id) if told else None
        rows.append(
            {
                "place": each.place,
                "shared": each.shared,
                "name": who.name if who else "",
                "number": who.number if who else 0,
                "points": each.points,
                "gained": (ranked.gained or {}).get(each.voter_id, 0),
                "moved": (ranked.moved or {}).get(each.voter_id, 0),
            }
        )
    return rows


def _team_rows(scene: Scene, most: int, language: str, also: str | None) -> Payload:
    names = {each.id: each for each in scene.event.teams.in_use}
    rows: list[Json] = []
    for each in scene.ranking.teams[:most]:
        gained, moved = scene.ranking.teams_moved.get(each.team_id, (0, 0))
        rows.append(
            {
                **_team_name(names[each.team_id], language, also),
                "place": each.place,
                "shared": each.shared,
                "members": each.members,
                "points": each.points,
                "gained": gained,
                "moved": moved,
            }
        )
    return {"rows": rows, "of": len(scene.ranking.teams)}
