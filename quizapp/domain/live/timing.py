"""The arithmetic of one round's time: what counts, what is given back, when it is over.

Each function takes a round and returns it changed. Times are wall milliseconds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from quizapp.domain.live import events as ev
from quizapp.domain.live.state import Phase, Round


def overdue(on: Round, now: int, waited_for: Collection[str] = ()) -> bool:
    """Whether the deadline of all those waited for and its grace have passed; never while paused."""
    if on.deadline_at is None or on.paused:
        return False
    longest_ms = max((on.extra_ms(voter_id) for voter_id in waited_for), default=0)
    return now >= on.deadline_at + longest_ms + on.rules.grace_ms


def too_late(on: Round, voter_id: str, received_at: int) -> bool:
    """Whether the voter's own deadline and its grace have passed. A pause stops both."""
    deadline_at = on.deadline_of(voter_id)
    stands_at = received_at if on.paused_at is None else min(received_at, on.paused_at)
    return deadline_at is not None and stands_at > deadline_at + on.rules.grace_ms


def with_extra(on: Round, extra_time: Mapping[str, int]) -> Round:
    """Who has more time in this round; what somebody had in it already is never cut."""
    extra = {who: tenths for who, tenths in extra_time.items() if tenths > on.extra.get(who, 10)}
    return replace(on, extra={**on.extra, **extra}) if extra else on


def opened(on: Round, event: ev.RoundOpened, extra_time: Mapping[str, int]) -> Round:
    """The count-down starts, with a longer one for some."""
    return replace(
        with_extra(replace(on, extra={}), extra_time),
        phase=Phase.OPEN,
        opens_at=None,
        opened_at=event.at,
        deadline_at=event.deadline_at,
        paused_at=None,
        stopped_ms=0,
        closed_at=None,
        reopened=False,
    )


def unopened(on: Round) -> Round:
    """As it was asked; it waits for the moderator now."""
    return replace(
        on, phase=Phase.ASKED, opened_at=None, deadline_at=None, paused_at=None, stopped_ms=0
    )


def resumed(on: Round, paused_ms: int) -> Round:
    """The pause does not count."""
    return _shifted(replace(on, paused_at=None), paused_ms)


def given_back(on: Round, lost_ms: int) -> Round:
    """Downtime does not count, neither before the opening nor in it."""
    if on.opens_at is not None:
        return replace(on, opens_at=on.opens_at + lost_ms)
    return _shifted(on, lost_ms) if on.phase is Phase.OPEN else on


def extended(on: Round, by_ms: int) -> Round:
    """A later (or earlier) deadline, where there is one."""
    return on if on.deadline_at is None else replace(on, deadline_at=on.deadline_at + by_ms)


def closed(on: Round, at: int) -> Round:
    """A pause under way ends with the close; what was left then, a reopening gives."""
    paused_ms = 0 if on.paused_at is None else max(0, at - on.paused_at)
    return replace(_shifted(on, paused_ms), phase=Phase.CLOSED, closed_at=at, paused_at=None)


def reopened(on: Round, event: ev.RoundReopened, extra_time: Mapping[str, int]) -> Round:
    """The time for which it was closed does not count."""
    away_ms = 0 if on.closed_at is None else max(0, event.at - on.closed_at)
    return replace(
        with_extra(on, extra_time),
        phase=Phase.OPEN,
        closed_at=None,
        deadline_at=None if event.left_ms is None else event.at + event.left_ms,
        stopped_ms=on.stopped_ms + away_ms,
        reopened=True,
    )


def _shifted(on: Round, ms: int) -> Round:
    deadline = None if on.deadline_at is None else on.deadline_at + ms
    return replace(on, deadline_at=deadline, stopped_ms=on.stopped_ms + ms)
