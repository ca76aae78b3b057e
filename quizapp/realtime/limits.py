"""Token buckets per connection and participant. Never by network address: a venue is one address."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field

from quizapp.domain.errors import TooManyRequests

MOST_KEPT = 20_000


class Bucket:
    """`burst` at once, `per_second` in the long run."""

    __slots__ = ("_at", "_burst", "_left", "_per_second")

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._left = burst
        self._at = 0

    def take(self, now_ms: int) -> None:
        """Take one; raises `TooManyRequests` where none is left."""
        if self._at:
            gained = (now_ms - self._at) / 1000 * self._per_second
            self._left = min(self._burst, self._left + gained)
        self._at = now_ms
        if self._left < 1:
            raise TooManyRequests
        self._left -= 1


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one connection, or one participant over all of theirs, may send."""

    messages: Bucket = field(default_factory=lambda: Bucket(burst=30, per_second=8))
    arrivals: Bucket = field(default_factory=lambda: Bucket(burst=5, per_second=0.2))
    """Joins: one person needs one, and a few more where a name is taken."""
    looks_back: Bucket = field(default_factory=lambda: Bucket(burst=5, per_second=0.2))
    """Each brings a whole activity."""
    asks: Bucket = field(default_factory=lambda: Bucket(burst=5, per_second=0.2))
    """Questions from the floor."""
    reactions: Bucket = field(default_factory=lambda: Bucket(burst=12, per_second=4))
    """Taps. Of their own, so that who applauds can answer all the same."""


class Allowances:
    """Those of participants: hanging up and coming back fills no bucket.

    The ones used last are kept; who has sent nothing for as long as it takes thousands of others to
    come has a full bucket by then.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Allowance] = OrderedDict()

    def of(self, participant_id: str, fresh: Allowance) -> Allowance:
        """The participant's; the fresh one, from now on, for who is new."""
        allowance = self._kept.setdefault(participant_id, fresh)
        self._kept.move_to_end(participant_id)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return allowance


class Refusals:
    """How often each code was answered: the unexpected is counted, not fatal."""

    def __init__(self) -> None:
        self.by_code: Counter[str] = Counter()

    def note(self, code: str) -> None:
        """One more."""
        self.by_code[code] += 1
