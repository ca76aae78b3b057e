"""Reactions: what a hall says without words. Counted, never attributed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BUCKET_MS: Final = 10_000
"""How fine the pulse of a session is kept."""


class Reaction(StrEnum):
    """What can be said with one tap."""

    APPLAUSE = "applause"
    AGREE = "agree"
    DISAGREE = "disagree"
    TOO_FAST = "too_fast"
    CANT_HEAR = "cant_hear"


FOR_THE_CHAIR: Final = frozenset({Reaction.TOO_FAST, Reaction.CANT_HEAR})
"""Something to be put right: said to moderators, not over a speaker's head on the wall."""


@dataclass(frozen=True, slots=True)
class Beat:
    """How often one reaction came from a floor within ten seconds."""

    event_id: str
    floor_id: str
    at: int
    """The beginning of the ten seconds, wall milliseconds."""
    reaction: Reaction
    count: int


def bucket_of(now: int) -> int:
    """The ten seconds to which a moment belongs."""
    return now - now % BUCKET_MS


@dataclass(frozen=True, slots=True)
class Pulse:
    """Reactions over a stretch of time: a column each `every_ms`, gaps filled with zeros."""

    floor_id: str
    starts_at: int
    every_ms: int
    columns: tuple[Mapping[Reaction, int], ...]

    @property
    def highest(self) -> int:
        """Of all columns, all reactions together."""
        return max((sum(column.values()) for column in self.columns), default=0)

    @property
    def totals(self) -> Mapping[Reaction, int]:
        """How often each came."""
        return {each: sum(column.get(each, 0) for column in self.columns) for each in Reaction}


_QUIET_MS: Final = 45 * 60_000
"""A longer silence ends a pulse: a lunch would flatten the line."""
_MOST_COLUMNS: Final = 180


def pulses(beats: Iterable[Beat]) -> tuple[Pulse, ...]:
    """The pulse lines of the floors, in order of time."""
    stretches: list[list[Beat]] = []
    for beat in sorted(beats, key=lambda each: (each.floor_id, each.at)):
        last = stretches[-1][-1] if stretches else None
        if last is None or last.floor_id != beat.floor_id or beat.at - last.at > _QUIET_MS:
            stretches.append([])
        stretches[-1].append(beat)
    return tuple(sorted(map(_pulse, stretches), key=lambda each: (each.starts_at, each.floor_id)))


def _pulse(beats: list[Beat]) -> Pulse:
    starts_at, ends_at = beats[0].at, beats[-1].at + BUCKET_MS
    buckets = (ends_at - starts_at) // BUCKET_MS
    every_ms = BUCKET_MS * max(1, -(-buckets // _MOST_COLUMNS))
    columns: list[dict[Reaction, int]] = [{} for _ in range(-(-(ends_at - starts_at) // every_ms))]
    for beat in beats:
        column = columns[(beat.at - starts_at) // every_ms]
        column[beat.reaction] = column.get(beat.reaction, 0) + beat.count
    return Pulse(beats[0].floor_id, starts_at, every_ms, tuple(columns))
