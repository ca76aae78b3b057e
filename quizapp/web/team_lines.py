"""Teams as an organiser types them: one a line, its names in the event's languages between bars."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from quizapp.domain.teams import LONGEST_TEAM_NAME, MOST_TEAMS, Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from quizapp.web.language import t

BAR: Final = "|"
LEAST_TEAMS: Final = 2


def lines_of(teams: Teams, languages: Sequence[str]) -> str:
    """What stands in the field; empty places at the end are left out."""
    return "\n".join(_line(each, languages) for each in teams.list)


def parse_teams(mode: str, typed: str, languages: Sequence[str], known: Teams) -> Teams:
    """The teams that were typed.

    A team keeps its id, and with it its people, where its name in the first language is as before,
    or where nothing but names on lines in their places was changed.
    """
    names = [_names(line, languages) for line in typed.splitlines() if line.strip(f" \t{BAR}")]
    by_name = {_first(each.name, languages): each.id for each in known.list}
    ids: list[str | None] = [by_name.get(_first(each, languages)) for each in names]
    taken = {each for each in ids if each}
    if len(names) == len(known.list):
        for at, team in enumerate(known.list):
            if ids[at] is None and team.id not in taken:
                ids[at] = team.id
    taken |= {each.id for each in known.list}
    listed: list[Team] = []
    for team_id, name in zip(ids, names, strict=True):
        own = team_id if team_id and team_id not in {each.id for each in listed} else _fresh(taken)
        taken.add(own)
        listed.append(Team(own, name))
    chosen = TeamMode(mode) if mode in set(TeamMode) else TeamMode.NONE
    return Teams(chosen, tuple(listed))


def team_faults(teams: Teams, languages: Sequence[str]) -> dict[str, str]:
    """Field -> what is wrong with it."""
    if teams.mode is not TeamMode.NONE and len(teams.list) < LEAST_TEAMS:
        return {"teams": t("Please give two teams at least, one on each line.")}
    if len(teams.list) > MOST_TEAMS:
        return {"teams": t("At most {n} teams, please.", n=MOST_TEAMS)}
    for team in teams.list:
        for name in team.name.to_dict().values():
            if len(name) > LONGEST_TEAM_NAME or not name.isprintable():
                return {"teams": t("“{name}” is too long for a team’s name.", name=name[:40])}
    firsts = [_first(each.name, languages) for each in teams.list]
    twice = next((each for each in firsts if firsts.count(each) > 1), None)
    return {"teams": t("“{name}” stands there twice.", name=twice)} if twice else {}


def _line(team: Team, languages: Sequence[str]) -> str:
    names = team.name.to_dict()
    return f" {BAR} ".join(names.get(each, "") for each in languages).rstrip(f" {BAR}")


def _names(line: str, languages: Sequence[str]) -> LocalizedText:
    parts = [" ".join(each.split()) for each in line.split(BAR)]
    return LocalizedText.of(dict(zip(languages, parts, strict=False)))


def _first(name: LocalizedText, languages: Sequence[str]) -> str:
    return name.get(languages[0]).casefold()


def _fresh(taken: Collection[str]) -> str:
    number = 1
    while f"t{number}" in taken:
        number += 1
    return f"t{number}"
