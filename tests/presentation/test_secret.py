"""What the audiences see of a secret vote, at each of its moments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest

from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Phase
from tests.hall import HALL, Hall
from tests.presentation.frames import Frame, console, crowd, inside, me, phone, screen, text_of
from tests.secret_hall import BY_REGION, ballot_event, cast, close, reveal, sit

REGIONS = ("Asia",) * 6 + ("Europe",) * 7 + ("Oceania",)
CHOICES = "aaabbb" + "aaabbbb" + "a"
FIGURES = {"tally", "counts", "voters", "results", "salt", "by_group"}


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(ballot_event()) as made:
        yield made


def frames_of(hall: Hall) -> list[Frame]:
    return [phone(hall), screen(hall), console(hall), crowd(hall)]


def full(frames: list[Frame]) -> set[str]:
    """Fields that say something."""
    pairs = chain.from_iterable(inside(each) for each in frames)
    return {key for key, value in pairs if value not in (None, [], {}, "")}


def test_round_says_before_the_tap_who_votes_and_what_is_kept(hall: Hall) -> None:
    cast(hall, [], [])
    for frame in (phone(hall), screen(hall), console(hall)):
        assert frame["round"]["voting"] == {
            "by": "phones",
            "secrecy": "secret",
            "names_to": "moderators",
            "group_by": "none",
            "k": 5,
            "majority": "none",
            "quorum": 0,
            "elects": 0,
        }
        assert frame["round"]["proof"] is None
        assert frame["event"]["locked"] is True
    close(hall)
    assert phone(hall)["event"]["locked"] is False


def test_phone_is_told_that_it_has_voted_and_never_what(hall: Hall) -> None:
    ada, ben = hall.join("Ada", "Ben")
    cast(hall, [ada], "b")
    for phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
        if phase is Phase.CLOSED:
            close(hall)
        elif phase is Phase.REVEALED:
            hall.until(phase)
        mine, other = me(hall, ada)["round"], me(hall, ben)["round"]
        assert (mine["voted"], mine["answer"], mine["number"]) == (True, None, 1)
        assert (other["voted"], other["answer"], other["number"]) == (False, None, 0)
    assert (mine["result"]["answered"], other["result"]["answered"]) == (True, False)


def test_no_figure_shows_before_the_reveal_and_no_salt_without_figures(hall: Hall) -> None:
    people = hall.join(*"ABCDEF")
    cast(hall, people, "abbbba")
    assert not full(frames_of(hall)) & FIGURES
    assert crowd(hall)["answered"] == 6, "how many voted may show"
    hall.until(Phase.CLOSED)
    assert not full(frames_of(hall)) & FIGURES
    assert (screen(hall)["round"]["voted"], screen(hall)["round"]["proof"]) == (None, None)
    hall.sealing.seal_all()
    seen = frames_of(hall)
    assert not full(seen) & FIGURES
    proof = seen[1]["round"]["proof"]
    assert (proof["digest"], proof["salt"]) == (hall.on_stage().digest, None)
    assert proof["head"] == hall.stores.log.rows["event"][-1].hash
    assert seen[1]["round"]["voted"] == 6
    hall.until(Phase.REVEALED)
    for frame in frames_of(hall)[:3]:
        assert frame["round"]["results"]["tally"]["counts"] == {"a": 2, "b": 4, "c": 0, "d": 0}
        assert frame["round"]["results"]["answered"] == 6
        assert frame["round"]["proof"]["salt"].startswith("<salt")
    hall.do(cmd.HideResults, on=True)
    for frame in frames_of(hall)[:2]:
        assert frame["round"]["results"] is None
        assert frame["round"]["proof"]["salt"] is None


def test_under_k_nothing_is_ever_shown(hall: Hall) -> None:
    people = hall.join(*"ABCD")
    cast(hall, people, "aabb")
    reveal(hall)
    seen = frames_of(hall)
    assert not full(seen) & FIGURES
    assert [frame["round"]["suppressed"] for frame in seen[:3]] == [True, True, True]
    assert "<salt" not in text_of(seen)


def by_region() -> Iterator[Hall]:
    """Revealed, with a group that is hidden."""
    with Hall(ballot_event(BY_REGION, *REGIONS)) as hall:
        people = hall.join(*(f"P{number}" for number in range(len(REGIONS))))
        sit(hall, people)
        cast(hall, people, CHOICES)
        reveal(hall)
        yield hall


def test_groups_are_for_screens_and_consoles_and_leave_out_what_betrays() -> None:
    for hall in by_region():
        for frame in (screen(hall), console(hall)):
            groups = frame["round"]["by_group"]
            assert groups["hidden"] == ["Asia", "Oceania"]
            (europe,) = groups["shown"]
            assert (europe["name"], europe["voted"]) == ("Europe", 7)
            assert europe["tally"]["counts"] == {"a": 3, "b": 4, "c": 0, "d": 0}
        assert "by_group" not in phone(hall)["round"]
        hall.do(cmd.HideResults, on=True)
        assert screen(hall)["round"]["by_group"] is None


def test_next_step_waits_for_the_count(hall: Hall) -> None:
    people = hall.join("Ada")
    cast(hall, people, "a")
    hall.until(Phase.CLOSED)
    waiting = console(hall)
    assert (waiting["next"]["kind"], waiting["can"]["reveal"]) == ("reveal", False)
    assert (waiting["can"]["reopen"], waiting["can"]["undo"]) == (False, None)
    hall.sealing.seal_all()
    assert console(hall)["can"]["reveal"] is True
    assert hall.floor(HALL).head.phase is Phase.CLOSED
