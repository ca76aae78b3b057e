"""What a rehearsal measured: percentiles, a table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: half were faster than `p50`, one in a hundred was slower than `p99`."""

    p50: float
    p99: float
    max: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread | None:
        """None where nothing was measured. The nearest rank, no interpolation."""
        if not seconds:
            return None
        ordered = sorted(seconds)
        last = len(ordered) - 1

        def at(share: float) -> float:
            return round(ordered[min(last, int(share * len(ordered)))] * 1000, 1)

        return cls(at(0.50), at(0.99), round(ordered[last] * 1000, 1))


@dataclass(slots=True)
class Figures:
    """The fields of `--json`, in this order. None where it could not be measured."""

    phones: int
    joined: int = 0
    answered: int = 0
    acked: int = 0
    refused: int = 0
    """Answers refused for good; refused for now and sent again is in `retries`."""
    retries: int = 0
    join_per_s: float | None = None
    """TCP connect to the first `state`, all phones."""
    page_ms: Spread | None = None
    """Loading the phone's page, before any socket."""
    push_ms: Spread | None = None
    """The moderator's command sent, to the open round on each phone."""
    ack_ms: Spread | None = None
    """An answer's first sending to its `ok`, refusals and retries inside."""
    result_ms: Spread | None = None
    """The moderator's command sent, to the results on each phone."""
    screen_lag_ms: Spread | None = None
    """An acknowledged answer, to the count on the screen that holds it."""
    lost_answers: int | None = None
    """Acknowledged and not in the export, or there with another content."""
    rx_bytes_per_phone: int | None = None
    server_cpu_s: float | None = None
    server_rss_mib: float | None = None
    bytes_per_phone_rss: int | None = None
    notes: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)

    def table(self) -> str:
        """One line a figure."""
        return "\n".join(f"  {name:22}{_shown(value)}" for name, value in self.to_dict().items())


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict):
        return "  ".join(f"{name} {figure:g}" for name, figure in value.items())
    if isinstance(value, list):
        return "; ".join(value) or "-"
    return f"{value:,}"
