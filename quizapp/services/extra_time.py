"""Whom a round waits for past the deadline of all."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from quizapp.domain.live.state import EventState, Round


def still_answering(
    state: EventState, on: Round, expected: AbstractSet[str], voters: AbstractSet[str]
) -> frozenset[str]:
    """Those with extra time in this round who are there and may still answer.

    Who has answered is waited for only where the answer may still be changed.
    """
    waiting = (on.extra.keys() & expected) - state.removed
    return frozenset(waiting if on.rules.changeable else waiting - voters)
