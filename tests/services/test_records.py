"""The record: what was decided, nothing of anybody, and whoever changes a letter is found out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import BadRecord
from quizapp.domain.live.state import Phase
from quizapp.domain.record import Record, read_record, to_data, to_json
from quizapp.domain.record_check import Finding, check, head_of
from quizapp.domain.text import Json
from quizapp.services.records import Records
from tests.hall import EVENT, Hall
from tests.secret_hall import BY_REGION, ballot_event, cast, close, reveal, sit

REGIONS = ("Asia",) * 6 + ("Europe",) * 7 + ("Oceania",)
CHOICES = "aaabbb" + "aaabbbb" + "a"


def record_of(hall: Hall) -> Record:
    return Records(hall.stores.log, hall.live, hall.results, hall.clock).record(EVENT)


@pytest.fixture(scope="module")
def voted() -> Iterator[Hall]:
    """A secret vote with groups, and one of words."""
    with Hall(ballot_event(BY_REGION, *REGIONS)) as hall:
        people = hall.join(*(f"[Name {number}]" for number in range(len(REGIONS))))
        sit(hall, people)
        cast(hall, people, CHOICES)
        reveal(hall)
        cast(hall, people, [["[word]"]] * len(people))
        reveal(hall)
        yield hall


@pytest.fixture(scope="module")
def record(voted: Hall) -> Record:
    return record_of(voted)


def findings(record: Record, head: str = "") -> list[str]:
    return [str(each.finding) for each in check(record, head)]


def faults(record: Record) -> set[str]:
    return {str(each.finding) for each in check(record) if each.fault}


GOOD = ["chain_holds", "seal_holds", "figures_hold", "groups_hold", "withheld"]


def test_record_of_a_vote_holds(record: Record) -> None:
    assert findings(record) == GOOD
    assert faults(record) == set()


def test_record_comes_back_from_its_file(record: Record) -> None:
    assert read_record(to_json(record)) == record


def test_record_holds_nobody_and_no_typed_word(record: Record) -> None:
    text = to_json(record).decode()
    assert "[Name" not in text
    assert "[word]" not in text
    assert "Asia" not in text
    assert "Oceania" not in text
    assert "Europe" in text


def test_check_number_of_the_room_is_found_in_the_chain(record: Record) -> None:
    counted = next(each for each in record.entries if each.kind == "BallotsCounted")
    spoken = " ".join(counted.hash[at : at + 4].upper() for at in range(0, 16, 4))
    assert findings(record, spoken)[1] == "head_found"
    assert findings(record, counted.hash[:7])[1] == "head_missing", "too short to say anything"
    assert findings(record, "0" * 16)[1] == "head_missing"
    assert findings(record, head_of(record))[1] == "head_found"


def test_vote_that_is_closed_or_under_k_is_sealed_only() -> None:
    with Hall(ballot_event()) as hall:
        people = hall.join(*"ABCD")
        cast(hall, people, "aabb")
        close(hall)
        assert findings(record_of(hall)) == ["chain_holds", "sealed_only"]
        hall.until(Phase.REVEALED)
        assert findings(record_of(hall)) == ["chain_holds", "sealed_only"]
        (vote,) = record_of(hall).votes
        assert (vote.tally, vote.voted) == (None, 4)


def test_vote_without_groups_holds_too() -> None:
    with Hall(ballot_event()) as hall:
        people = hall.join(*"ABCDEF")
        cast(hall, people, "aabbbb")
        reveal(hall)
        assert findings(record_of(hall)) == ["chain_holds", "seal_holds", "figures_hold"]


def test_named_polls_have_their_figures_and_quizzes_are_left_out() -> None:
    with Hall() as hall:
        hall.open_question("quiz")
        hall.until(Phase.REVEALED)
        assert findings(record_of(hall)) == ["chain_holds"]
    with Hall() as hall:
        people = hall.join("Ada")
        hall.open_question("poll")
        hall.answer(people[0], "a")
        hall.until(Phase.REVEALED)
        made = record_of(hall)
        assert findings(made) == ["chain_holds", "not_sealed"]
        assert made.votes[0].tally is not None
        assert made.votes[0].labels["a"]["en"].startswith("[p1 option a")


def test_empty_log_is_no_record() -> None:
    with Hall() as hall:
        assert findings(record_of(hall)) == ["empty"]
        assert head_of(record_of(hall)) == "0" * 64


# ---- forged ------------------------------------------------------------------------------------

Forge = Callable[[dict[str, Any]], object]


def first(data: dict[str, Any]) -> dict[str, Any]:
    vote: dict[str, Any] = data["votes"][0]
    return vote


def tally(data: dict[str, Any]) -> None:
    first(data)["tally"]["counts"] |= {"a": 8, "b": 6}


def moved(data: dict[str, Any]) -> None:
    ballots = first(data)["secret"]["ballots"]
    ballots[0]["times"], ballots[1]["times"] = 8, 6


def group(data: dict[str, Any]) -> None:
    first(data)["secret"]["groups"][0]["ballots"][0]["times"] -= 1


def more_groups(data: dict[str, Any]) -> None:
    groups = first(data)["secret"]["groups"]
    groups.append(groups[0])


def no_salt(data: dict[str, Any]) -> None:
    first(data)["secret"]["salt"] = ""


def small(data: dict[str, Any]) -> None:
    data["votes"][0]["secret"]["salt"] = ""
    data["votes"][0]["tally"] = None


def entry(data: dict[str, Any]) -> None:
    data["entries"][2]["data"]["at"] += 1


@pytest.mark.parametrize(
    ("forge", "found"),
    [
        (tally, "figures_broken"),
        (moved, "seal_broken"),
        (group, "groups_broken"),
        (more_groups, "groups_broken"),
        (no_salt, "salt_without_figures"),
        (entry, "chain_broken"),
        (lambda data: data["entries"].pop(1), "chain_broken"),
        (lambda data: data["votes"].pop(0), "not_in_votes"),
        (lambda data: first(data).update(round="another"), "not_in_log"),
        (lambda data: first(data).update(voted=15), "seal_broken"),
        (lambda data: first(data)["secret"].update(digest="0" * 64), "seal_broken"),
        (lambda data: first(data)["secret"]["group_digests"].pop(), "groups_broken"),
        (lambda data: data["votes"][1].update(secret=None, voted=99), "too_many"),
    ],
)
def test_whatever_is_changed_is_found(record: Record, forge: Forge, found: str) -> None:
    data = json.loads(json.dumps(to_data(record)))
    forge(data)
    assert found in faults(read_record(json.dumps(data).encode()))


def test_figures_left_out_are_said_to_be(record: Record) -> None:
    data = json.loads(json.dumps(to_data(record)))
    small(data)
    assert findings(read_record(json.dumps(data).encode()))[1] == "withheld"


def test_figures_under_k_are_a_fault(record: Record) -> None:
    """The rules of the round stand in the log: here the file says another k."""
    entries = tuple(
        replace(each, data={**each.data, "rules": {"voting": {"smallest": 99}}})
        if each.kind == "RoundAsked"
        else each
        for each in record.entries
    )
    assert "under_k" in faults(replace(record, entries=entries))


def test_round_without_readable_rules_is_still_checked(record: Record) -> None:
    unreadable: list[Json] = [7, {"voting": 7, "seats": "many"}]
    for rules in unreadable:
        entries = tuple(
            replace(each, data={**each.data, "rules": rules}) if each.kind == "RoundAsked" else each
            for each in record.entries
        )
        assert faults(replace(record, entries=entries)) == {"chain_broken"}


def recounted(record: Record, ballots: list[Json], **tally: Json) -> set[str]:
    """What is said of the figures of the first vote, with these ballots and figures in it."""
    data = json.loads(json.dumps(to_data(record)))
    first(data)["secret"]["ballots"] = ballots
    first(data)["tally"] |= tally
    said = {str(each.finding) for each in check(read_record(json.dumps(data).encode()))}
    return said & {"figures_hold", "figures_broken"}


def test_several_choices_on_a_ballot_are_counted_each(record: Record) -> None:
    both: list[Json] = [{"choice": ["a", "b"], "times": 7}, {"choice": ["abstain"], "times": 7}]
    assert recounted(record, both, voters=7, abstained=7) == {"figures_hold"}
    assert recounted(record, both, voters=14, abstained=0) == {"figures_broken"}
    assert recounted(record, both, shape="numbers") == set(), "another kind is not counted again"
    assert recounted(record, both, shape="anything") == {"figures_broken"}
    assert recounted(record, both, counts=7) == {"figures_broken"}
    assert recounted(record, both, counts={"unknown": 0}) == {"figures_broken"}


def test_findings_are_told_apart_from_faults() -> None:
    assert {"seal_broken", "chain_broken", "head_missing"} <= {str(each) for each in Finding}


# ---- files that are none -----------------------------------------------------------------------

PATHS = [
    ("format",),
    ("event",),
    ("event", "id"),
    ("event", "title"),
    ("event", "title", "en"),
    ("made_at",),
    ("entries",),
    ("entries", 0),
    ("entries", 0, "data"),
    ("entries", 0, "hash"),
    ("votes", 0),
    ("votes", 0, "labels", "a", "en"),
    ("votes", 0, "tally"),
    ("votes", 0, "secret"),
    ("votes", 0, "secret", "group_digests", 0),
    ("votes", 0, "secret", "groups", 0),
    ("votes", 0, "secret", "ballots", 0, "times"),
]


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_file_with_something_else_in_a_place_is_no_record(
    record: Record, path: tuple[Any, ...]
) -> None:
    data = json.loads(json.dumps(to_data(record)))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = True
    with pytest.raises(BadRecord):
        read_record(json.dumps(data).encode())


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b"7"])
def test_other_files_are_no_record(content: bytes) -> None:
    with pytest.raises(BadRecord):
        read_record(content)


def test_ballots_without_end_are_no_record(record: Record) -> None:
    data = json.loads(json.dumps(to_data(record)))
    first(data)["secret"]["ballots"][0]["times"] = 10**12
    with pytest.raises(BadRecord):
        read_record(json.dumps(data).encode())


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_any_turned_bit_of_the_file_is_found_or_changes_nothing_that_counts(
    record: Record, at: int, bit: int
) -> None:
    content = bytearray(to_json(record))
    content[at % len(content)] ^= 1 << bit
    try:
        read = read_record(bytes(content))
    except BadRecord:
        return
    if faults(read):
        return
    proved = (
        [each.entries for each in (read, record)],
        [[(v.round_id, v.voted, v.tally, v.secret) for v in each.votes] for each in (read, record)],
    )
    for one, other in proved:
        assert one == other
