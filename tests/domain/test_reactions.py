"""The pulse of a session."""

from __future__ import annotations

from quizapp.domain.reactions import BUCKET_MS, Beat, Pulse, Reaction, bucket_of, pulses

START = 1_519_900_000_000
MINUTE_MS = 60_000


def beat(at: int, count: int = 1, floor: str = "hall", what: Reaction = Reaction.AGREE) -> Beat:
    return Beat("event", floor, START + at, what, count)


def test_a_moment_belongs_to_ten_seconds() -> None:
    assert [bucket_of(START + each) for each in (0, 9_999, 10_000)] == [
        START,
        START,
        START + BUCKET_MS,
    ]


def test_nothing_has_no_pulse() -> None:
    assert pulses([]) == ()
    assert Pulse("hall", 0, 1, ()).highest == 0


def test_a_pulse_fills_the_gaps_with_silence() -> None:
    applause = beat(0, 5, what=Reaction.APPLAUSE)
    (pulse,) = pulses([beat(20_000, 2), beat(0, 3), applause])
    assert pulse == Pulse(
        "hall",
        START,
        BUCKET_MS,
        ({Reaction.AGREE: 3, Reaction.APPLAUSE: 5}, {}, {Reaction.AGREE: 2}),
    )
    assert pulse.highest == 8
    assert pulse.totals[Reaction.AGREE] == 5
    assert pulse.totals[Reaction.CANT_HEAR] == 0


def test_each_floor_and_each_sitting_has_a_line_of_its_own() -> None:
    lines = pulses([beat(0), beat(0, floor="annex"), beat(50 * MINUTE_MS), beat(90 * MINUTE_MS)])
    assert [(each.floor_id, each.starts_at - START) for each in lines] == [
        ("annex", 0),
        ("hall", 0),
        ("hall", 50 * MINUTE_MS),
    ]


def test_a_long_line_is_drawn_more_coarsely_and_loses_nothing() -> None:
    (pulse,) = pulses([beat(n * MINUTE_MS, 2) for n in range(120)])
    assert len(pulse.columns) <= 180
    assert pulse.every_ms % BUCKET_MS == 0
    assert pulse.totals[Reaction.AGREE] == 240
