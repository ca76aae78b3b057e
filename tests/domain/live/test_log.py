"""The log: what goes in comes out, and whoever changes a byte is found out."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.live import events as ev
from quizapp.domain.live.log import GENESIS, KINDS, Entry, decode, encode, first_fault, record
from quizapp.domain.live.state import Phase
from tests.domain.live.stagehand import Stagehand
from tests.domain.live.test_evolve import any_event

SHOW = Stagehand().next_until(Phase.RANKING).start("poll").next().pause().pause(False).next()


@given(any_event)
def test_an_event_comes_back_from_the_log_as_it_was(event: ev.Event) -> None:
    kind = type(event).__name__
    assert decode(kind, json.loads(json.dumps(encode(event)))) == event


def test_fields_of_a_later_version_are_passed_over_and_new_ones_may_be_missing() -> None:
    data = encode(ev.ActivityStarted(at=1, floor_id="hall", activity_id="quiz", run=1))
    del data["resumed"]
    started = ev.ActivityStarted(at=1, floor_id="hall", activity_id="quiz", run=1)
    assert decode("ActivityStarted", {**data, "mood": "merry"}) == started


def test_the_log_holds_every_event_by_its_name() -> None:
    assert KINDS["RoundVoided"] is ev.RoundVoided
    assert all(issubclass(each, ev.Event) for each in KINDS.values())


def test_what_is_no_plain_data_stays_out_of_the_log() -> None:
    with pytest.raises(TypeError):
        encode(ev.JoiningLocked(at=1, on=object()))  # type: ignore[arg-type]  # is the point


def test_entries_continue_the_chain_wherever_it_is_taken_up() -> None:
    events = [ev.JoiningLocked(at=1, on=True), ev.JoiningLocked(at=2, on=False)]
    at_once = record("event", 0, GENESIS, events, "ada")
    first = record("event", 0, GENESIS, events[:1], "ada")
    assert at_once == first + record("event", 1, first[0].hash, events[1:], "ada")
    assert [each.seq for each in at_once] == [1, 2]
    assert first_fault(at_once) is None


def test_a_missing_a_doubled_and_a_swapped_entry_are_found() -> None:
    log = SHOW.log
    assert first_fault(log[1:]) == 2
    assert first_fault([*log[:3], *log[4:]]) == 5
    assert first_fault([*log[:3], log[2], *log[3:]]) == 3
    assert first_fault([log[1], log[0], *log[2:]]) == 2


@given(st.integers(0, 10**6), st.integers(0, 7))
def test_any_bit_that_is_turned_is_found(place: int, bit: int) -> None:
    lines = [json.dumps(asdict(entry)) for entry in SHOW.log]
    text = bytearray("\n".join(lines).encode())
    text[place % len(text)] ^= 1 << bit
    assert not holds(bytes(text), SHOW.log)


def holds(text: bytes, original: list[Entry]) -> bool:
    """Whether the text reads as a log whose chain holds; a value told otherwise is the same."""
    try:
        entries = [Entry(**json.loads(line)) for line in text.decode().split("\n")]
        return first_fault(entries) is None and entries != original
    except (ValueError, TypeError):
        return False


def test_every_field_of_an_entry_is_under_the_hash() -> None:
    entry = SHOW.log[4]
    for field in fields(Entry):
        value: Any = {"seq": 99, "data": {"at": 0}}.get(field.name, "other")
        forged = replace(entry, **{field.name: value})
        assert first_fault([*SHOW.log[:4], forged, *SHOW.log[5:]]) == forged.seq, field.name
