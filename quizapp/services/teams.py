"""Who is in which team: what the phone chose or was given, under what a moderator said since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from quizapp.domain.event import Event, JoinMode, Participant
from quizapp.domain.leaderboard import Standing
from quizapp.domain.live.state import EventState, Round
from quizapp.domain.stored import TeamWish
from quizapp.domain.teams import LEAST_UNNAMED, TeamStanding, team_standings


def team_id_of(event: Event, state: EventState, who: Participant) -> str | None:
    """The team that counts; None where there is none, or where it was taken off the list."""
    ids = event.teams.ids
    if not ids:
        return None
    moved = state.team_moves.get(who.id)
    if moved in ids:
        return moved
    return who.team_id if who.team_id in ids else None


def teams_of(event: Event, state: EventState, people: Iterable[Participant]) -> dict[str, str]:
    """Participant -> team, of those who have one."""
    if not event.teams.in_use:
        return {}
    found = ((who.id, team_id_of(event, state, who)) for who in people)
    return {participant_id: team_id for participant_id, team_id in found if team_id is not None}


def teams_ranked(
    event: Event,
    state: EventState,
    people: Collection[Participant],
    standings: Sequence[Standing],
    last: Round,
) -> tuple[TeamStanding, ...]:
    """The teams as they stood after `last`, by the mean over all who had joined them by then.

    Who has a place counts. Else who was put out does not, nor who left, nor who came later.
    """
    placed = {each.voter_id for each in standings}
    closed_at = last.asked_at if last.closed_at is None else last.closed_at
    inside = (
        who
        for who in people
        if who.id in placed
        or not (who.left or who.id in state.removed or who.joined_at > closed_at)
    )
    joined = Counter(teams_of(event, state, inside).values())
    team_of = teams_of(event, state, people)
    return team_standings(standings, team_of, joined, least_shown(event))


def sizes(
    event: Event, state: EventState, people: Mapping[str, Participant]
) -> tuple[tuple[str, int], ...]:
    """(team, how many are in it now), in the organiser's order; who was put out or left is not."""
    inside = [who for who in people.values() if who.id not in state.removed and not who.left]
    counts = dict.fromkeys(event.teams.ids, 0)
    for team_id in teams_of(event, state, inside).values():
        counts[team_id] += 1
    return tuple(counts.items())


def balancing(event: Event, state: EventState, people: Mapping[str, Participant]) -> TeamWish:
    """The wish for the smallest team. What the table can't know is said with it."""
    more = dict.fromkeys(event.teams.ids, 0)
    for participant_id in {*state.team_moves, *state.removed}:
        who = people.get(participant_id)
        if who is None or who.left:
            continue
        if who.team_id in more:
            more[who.team_id] -= 1
        now = team_id_of(event, state, who)
        if now is not None and who.id not in state.removed:
            more[now] += 1
    return TeamWish(balance=tuple(more.items()))


def least_shown(event: Event) -> int:
    """Of how many a team must consist for its figures to be told: with names, of anyone."""
    return LEAST_UNNAMED if event.join is JoinMode.ANONYMOUS else 1
