from __future__ import annotations

import re
import time

import pytest

from quizapp.services.system import SystemClock, SystemIds


def test_clock_tells_the_wall_time_and_never_falls() -> None:
    clock = SystemClock()
    before = time.time_ns() // 1_000_000
    told = [clock.now() for _ in range(1000)]
    assert abs(told[0] - before) < 1000
    assert told == sorted(told)


@pytest.mark.parametrize("hours", [1, -1])
def test_clock_does_not_follow_a_jump_of_the_wall_clock(
    monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    clock = SystemClock()
    before = clock.now()
    later_ns = time.time_ns() + hours * 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later_ns)
    assert 0 <= clock.now() - before < 60_000


def test_ids_and_secrets_are_of_their_length_and_all_different() -> None:
    ids = SystemIds()
    made = {ids.new() for _ in range(100)}
    secrets = {ids.secret() for _ in range(100)}
    assert len(made) == len(secrets) == 100
    assert all(re.fullmatch(r"[\w-]{22}", each) for each in made)
    assert all(re.fullmatch(r"[\w-]{43}", each) for each in secrets)


def test_codes_have_six_digits_and_do_not_begin_with_0() -> None:
    ids = SystemIds()
    assert all(re.fullmatch(r"[1-9]\d{5}", ids.code()) for _ in range(1000))


def test_seeds_are_positive_and_fit_in_31_bits() -> None:
    ids = SystemIds()
    assert all(1 <= ids.seed() < 2**31 for _ in range(1000))
