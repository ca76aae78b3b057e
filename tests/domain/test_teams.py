from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.leaderboard import Standing
from quizapp.domain.teams import (
    NO_TEAMS,
    Team,
    TeamMode,
    TeamRight,
    Teams,
    TeamStanding,
    right_by_team,
    smallest,
    team_movement,
    team_standings,
)
from quizapp.domain.text import LocalizedText

RED, BLUE = (Team(each, LocalizedText.of({"en": each})) for each in ("red", "blue"))
people = st.lists(
    st.builds(
        Standing,
        voter_id=st.uuids().map(str),
        points=st.sampled_from((0, 500, 1000, 2000)),
        right=st.integers(0, 2),
        right_ms=st.sampled_from((0, 1000, 2000)),
        place=st.just(1),
        shared=st.just(False),
    ),
    unique_by=lambda each: each.voter_id,
)
wishes = st.lists(st.sampled_from(("red", "blue", "green", None)), min_size=40, max_size=40)


def one(voter_id: str, points: int, right: int = 0, right_ms: int = 0) -> Standing:
    return Standing(voter_id, points, right, right_ms, 1, shared=False)


def teams(standings: list[Standing], chosen: list[str | None]) -> dict[str, str]:
    pairs = zip((each.voter_id for each in standings), chosen, strict=False)
    return {voter_id: team for voter_id, team in pairs if team}


@given(people, wishes, st.integers(1, 3))
def test_a_team_has_the_mean_of_its_members(
    standings: list[Standing], chosen: list[str | None], least: int
) -> None:
    team_of = teams(standings, chosen)
    ranked = team_standings(standings, team_of, {}, least)
    order = []
    for each in ranked:
        members = [one for one in standings if team_of.get(one.voter_id) == each.team_id]
        points = [member.points for member in members]
        assert each.members == len(members) >= least
        assert 0 <= min(points) <= each.points <= max(points)
        assert abs(each.points - Fraction(sum(points), len(points))) <= Fraction(1, 2)
        rest = (sum(m.right for m in members), sum(m.right_ms for m in members))
        right, right_ms = (Fraction(total, len(members)) for total in rest)
        assert each.right == right
        order.append((-Fraction(sum(points), len(points)), -right, right_ms))
    assert order == sorted(order)
    for each, own in zip(ranked, order, strict=True):
        assert each.place == 1 + sum(other < own for other in order)
        assert each.shared == (order.count(own) > 1)


@given(people, wishes, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(
    standings: list[Standing], chosen: list[str | None], random: object
) -> None:
    team_of = teams(standings, chosen)
    mixed = [*standings]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert team_standings(mixed, team_of, {}) == team_standings(standings, team_of, {})


@given(people, wishes)
def test_a_team_of_twins_stands_where_one_of_them_would(
    standings: list[Standing], chosen: list[str | None]
) -> None:
    """So that being many is no advantage, and no drawback either."""
    team_of = teams(standings, chosen)
    twins = [*standings, *(one(f"{s.voter_id}'", s.points, s.right, s.right_ms) for s in standings)]
    both = team_of | {f"{voter_id}'": team_id for voter_id, team_id in team_of.items()}
    single, double = team_standings(standings, team_of, {}), team_standings(twins, both, {})
    assert [(t.team_id, t.points, t.place) for t in single] == [
        (t.team_id, t.points, t.place) for t in double
    ]


def test_published_tie_break() -> None:
    standings = [one("a", 1000, 1, 4000), one("b", 1000, 1, 2000), one("c", 2000, 0, 0)]
    standings += [one("d", 0, 2, 5000), one("e", 1000, 1, 3000)]
    team_of = {"a": "red", "b": "red", "c": "blue", "d": "blue", "e": "green"}
    assert team_standings(standings, team_of, {}) == (
        TeamStanding("blue", 1000, 2, Fraction(1), 1, shared=False),
        TeamStanding("green", 1000, 1, Fraction(1), 2, shared=True),
        TeamStanding("red", 1000, 2, Fraction(1), 2, shared=True),
    )


def test_who_joined_and_gave_no_answer_counts_with_nothing() -> None:
    standings = [one("a", 3000, 3), one("b", 2000, 2)]
    ranked = team_standings(standings, {"a": "red", "b": "blue"}, {"red": 3, "blue": 1, "idle": 9})
    assert [(each.team_id, each.points, each.members) for each in ranked] == [
        ("blue", 2000, 1),
        ("red", 1000, 3),
    ]
    assert ranked[1].right == 1


def test_how_many_must_have_played_is_not_made_up_by_who_only_joined() -> None:
    assert team_standings([one("a", 3000)], {"a": "red"}, {"red": 9}, least=2) == ()


def test_movement_of_teams() -> None:
    before = team_standings([one("a", 1000), one("b", 0)], {"a": "red", "b": "blue"}, {})
    after = team_standings(
        [one("a", 1000), one("b", 2000), one("c", 500)],
        {"a": "red", "b": "blue", "c": "green"},
        {},
    )
    assert team_movement(before, after) == {"blue": (2000, 1), "red": (0, -1), "green": (500, 0)}


def test_who_got_it_right_by_team() -> None:
    right = {"a": True, "b": False, "c": True, "alone": True}
    team_of = {"a": "red", "b": "red", "c": "blue"}
    assert right_by_team(right, team_of) == {"red": TeamRight(2, 1), "blue": TeamRight(1, 1)}


def test_smallest_team_and_of_several_the_first() -> None:
    assert smallest(["red", "blue"], {}) == "red"
    assert smallest(["red", "blue"], {"red": 1}) == "blue"
    assert smallest(["red", "blue"], {"red": 1, "blue": 1}) == "red"


def test_teams_without_a_mode_are_kept_and_not_used() -> None:
    assert Teams(TeamMode.NONE, (RED, BLUE)).ids == ()
    assert not Teams(TeamMode.NONE, (RED, BLUE)).chosen
    assert Teams(TeamMode.CHOICE, (RED, BLUE)).ids == ("red", "blue")
    assert Teams(TeamMode.REGION, (RED, BLUE)).chosen
    assert not Teams(TeamMode.ASSIGNED, (RED, BLUE)).chosen
    assert not NO_TEAMS.in_use
