"""What goes over the workers' line. That it works is shown with a real Redis in tests/faults."""

from __future__ import annotations

import json

import pytest

from quizapp.realtime.redis_line import RedisLine, packed, unpacked
from quizapp.services.ports import Hint


def test_a_hint_comes_out_as_it_went_in() -> None:
    hint = Hint("event", seq=7, arrived=(("ada", 1_519_900_000_000),), worker_id="one")
    assert unpacked(packed(hint)) == unpacked(packed(hint).encode()) == hint


@pytest.mark.parametrize(
    "said",
    [
        None,
        1,
        b"\xff",
        "",
        "[]",
        "7",
        "[" * 100_000,
        json.dumps({"event": "e", "seq": 1, "arrived": []}),
        json.dumps({"event": 1, "seq": 1, "arrived": [], "worker": "w"}),
        json.dumps({"event": "e", "seq": "1", "arrived": [], "worker": "w"}),
        json.dumps({"event": "e", "seq": 1, "arrived": [["ada"]], "worker": "w"}),
        json.dumps({"event": "e", "seq": 1, "arrived": {"ada": 1}, "worker": "w"}),
        json.dumps({"event": "e", "seq": 1, "arrived": [["ada", None]], "worker": "w"}),
    ],
)
def test_what_is_no_hint_is_passed_over(said: object) -> None:
    assert unpacked(said) is None


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="port"):
        RedisLine("redis://host:port/0")
