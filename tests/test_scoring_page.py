"""The examples in docs/scoring.md are true."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from quizapp.domain.leaderboard import Graded, Standing, standings
from quizapp.domain.questions.matching import Matching
from quizapp.domain.questions.multiple_choice import MultipleChoice
from quizapp.domain.questions.number import Number
from quizapp.domain.questions.ordering import Ordering
from quizapp.domain.questions.ranking import Ranking
from quizapp.domain.questions.short_text import ShortText
from quizapp.domain.scoring import FULL_SPEED_MS, GRACE_MS, Scoring, points_for
from quizapp.domain.streaks import bonus_for
from quizapp.domain.tallies import NumberRow
from quizapp.domain.teams import LEAST_UNNAMED, team_standings
from tests.domain.questions.reading import entries, read

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "scoring.md").read_text(encoding="utf-8")


def rows(*header: str) -> list[list[str]]:
    """The rows of the one table with that heading."""
    heading = f"| {' | '.join(header)} |\n"
    assert PAGE.count(heading) == 1
    lines = PAGE.split(heading)[1].split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def milliseconds(seconds: str) -> int:
    return round(float(seconds.removesuffix(" s")) * 1000)


def of_1000(share: Fraction) -> int:
    return points_for(Scoring.ACCURACY, 1000, share, 0, None)


TICKS = rows("ticked", "part marks", "of 1000")
ORDERS = rows("answer", "pairs right", "part marks", "of 1000")
PAIRS = rows("given to a, b, c", "pairs", "part marks", "of 1000")
RANKED = rows("ranked, two of four at most", "a", "b", "c", "d")
TIMES = rows("rule", "T", "t", "of 1000")


@pytest.mark.parametrize(("ticked", "part", "points"), TICKS)
def test_part_marks_for_several_options(ticked: str, part: str, points: str) -> None:
    kind = MultipleChoice()
    content = read(kind, {"options": entries("abcde"), "correct": ["a", "c"]})

    share = kind.grade(content, kind.parse_answer(content, ticked.split()))

    assert (share, of_1000(share)) == (Fraction(part), int(points))


@pytest.mark.parametrize(("answer", "pairs", "part", "points"), ORDERS)
def test_part_marks_for_an_order(answer: str, pairs: str, part: str, points: str) -> None:
    kind = Ordering()
    content = read(kind, {"items": entries("abcd"), "correct": list("cadb")})
    order = answer.split()

    share = kind.grade(content, kind.parse_answer(content, order))

    assert (share, of_1000(share)) == (Fraction(part), int(points))
    right = sum(order.index(one) < order.index(two) for one, two in combinations("cadb", 2))
    assert f"{right} of 6" == pairs


@pytest.mark.parametrize(("typed", "right"), rows("typed", "right"))
def test_short_answers(typed: str, right: str) -> None:
    kind = ShortText()
    accepted = {"en": ["WCO", "World Customs Organization"]}
    content = read(kind, {"accepted": accepted, "typos": 1})

    assert kind.grade(content, kind.parse_answer(content, typed)) == (right == "yes")


@pytest.mark.parametrize(
    ("number", "near", "close"), rows("number", "off by up to 2", "part marks for being close")
)
def test_numbers(number: str, near: str, close: str) -> None:
    kind = Number()
    year = {"min": 1900, "max": 2020, "value": 2003}

    assert kind.grade(read(kind, year | {"tolerance": 2}), int(number)) == Fraction(near)
    assert kind.grade(read(kind, year | {"closeness": True}), int(number)) == Fraction(close)


@pytest.mark.parametrize(
    ("low", "middle", "high", "score"),
    rows("gave 0 to 6", "gave 7 or 8", "gave 9 or 10", "promoter score"),
)
def test_promoter_score(low: str, middle: str, high: str, score: str) -> None:
    row = NumberRow({3: int(low), 8: int(middle), 9: int(high)})

    assert row.promoter_score == int(score.replace("−", "-"))


@pytest.mark.parametrize(("given", "pairs", "part", "points"), PAIRS)
def test_part_marks_for_pairs(given: str, pairs: str, part: str, points: str) -> None:
    kind = Matching()
    key = {"a": "z", "b": "y", "c": "x"}
    content = read(kind, {"left": entries("abc"), "right": entries("xyzw"), "pairs": key})
    answer = dict(zip("abc", given.split(), strict=True))

    share = kind.grade(content, kind.parse_answer(content, answer))

    assert (share, of_1000(share)) == (Fraction(part), int(points))
    assert f"{sum(answer[each] == key[each] for each in key)} of 3" == pairs


@pytest.mark.parametrize(("order", *"abcd"), RANKED)
def test_borda_points(order: str, a: str, b: str, c: str, d: str) -> None:
    kind = Ranking()
    content = read(kind, {"items": entries("abcd"), "top": 2})

    tally = kind.tally(content, [kind.parse_answer(content, order.split())])

    assert [str(tally.borda(each)) for each in "abcd"] == [a, b, c, d]


@pytest.mark.parametrize(("rule", "limit", "after", "points"), TIMES)
def test_points_for_time(rule: str, limit: str, after: str, points: str) -> None:
    limit_ms = None if limit == "none" else milliseconds(limit)

    earned = points_for(Scoring(rule), 1000, Fraction(1), milliseconds(after), limit_ms)

    assert earned == int(points)


def test_every_rule_is_explained_and_has_examples() -> None:
    explained = {rule for rule, *_ in rows("rule", "points", "at the last moment")}

    assert explained == {rule for rule, *_ in TIMES} == set(Scoring)


def test_bonus_for_right_answers_in_a_row() -> None:
    for length, bonus in rows("right in a row", "bonus on 1000"):
        assert bonus_for(1000, int(length)) == int(bonus)


def test_places_of_teams() -> None:
    right = {"North": (1, 1), "South": (2, 1, 1, 1), "East": (1,), "West": (1, 1, 1)}
    people: list[Standing] = []
    team_of: dict[str, str] = {}
    table = rows("team", "members' points", "mean", "place")
    for team, points, *_ in table:
        for at, own in enumerate(points.split(", ")):
            who = f"{team} {at}"
            people.append(Standing(who, int(own), right[team][at], 0, 1, shared=False))
            team_of[who] = team
    ranked = team_standings(people, team_of, {})
    assert [(s.team_id, str(s.points), str(s.place)) for s in ranked] == [
        (team, mean, place) for team, _, mean, place in table
    ]
    assert f"from **{WORDS[LEAST_UNNAMED]}** members on" in PAGE


WORDS = {5: "five"}


def test_places() -> None:
    table = rows("who", "points", "right", "time on right answers", "place")
    marks: list[Graded] = []
    for who, points, right, time, _ in table:
        count = int(right)
        marks += [
            Graded(who, f"r{n}", 0, n < count, milliseconds(time) // count if n < count else 999)
            for n in range(3)
        ]
        marks.append(Graded(who, "last", int(points), False, 999))

    placed = {each.voter_id: each for each in standings(marks)}

    assert {who: each.place for who, each in placed.items()} == {
        who: int(place) for who, *_, place in table
    }
    for who, points, right, time, _ in table:
        each = placed[who]
        assert (each.points, each.right) == (int(points), int(right))
        assert abs(each.right_ms - milliseconds(time)) <= 3


def test_published_times_are_those_of_the_program() -> None:
    assert f"up to {GRACE_MS} ms after the deadline" in PAGE
    assert f"within {FULL_SPEED_MS / 1000:g} s" in PAGE


def test_list_with_two_of_three_pairs_right_leaves_points_to_the_whole_order_only() -> None:
    assert re.search(r"With three items .* only the whole order earns points", PAGE, re.DOTALL)
    kind = Ordering()
    content = read(kind, {"items": entries("abc"), "correct": list("acb")})

    assert kind.grade(content, list("cab")) == 0
