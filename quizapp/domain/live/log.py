"""The log as it is stored: entries with plain data, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from quizapp.domain import voting
from quizapp.domain.event import ResultsWhen
from quizapp.domain.live import events as ev
from quizapp.domain.live.board import TextMark
from quizapp.domain.live.rules import Rules
from quizapp.domain.scoring import Scoring
from quizapp.domain.text import Json

GENESIS = "0" * 64
"""The hash before the first entry."""

KINDS: dict[str, type[ev.Event]] = {
    each.__name__: each
    for each in vars(ev).values()
    if isinstance(each, type) and issubclass(each, ev.Event)
}
"""Name of the event -> its class: what the log may hold."""
_MARKING = (ev.TextHidden, ev.TextApproved, ev.TextUnmarked)
_ASIDE = (ev.AsideOpened, ev.AsideWithdrawn)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an event's log. `actor` is an account id, or `server`."""

    event_id: str
    seq: int
    kind: str
    data: Mapping[str, Json]
    actor: str
    previous_hash: str
    hash: str


def record(
    event_id: str, after_seq: int, after_hash: str, happened: Iterable[ev.Event], actor: str
) -> tuple[Entry, ...]:
    """Entries that continue the chain after the entry (`after_seq`, `after_hash`)."""
    entries: list[Entry] = []
    for event in happened:
        after_seq += 1
        kind, data = type(event).__name__, encode(event)
        digest = entry_hash(after_hash, event_id, after_seq, kind, data, actor)
        entries.append(Entry(event_id, after_seq, kind, data, actor, after_hash, digest))
        after_hash = digest
    return tuple(entries)


def entry_hash(
    previous: str, event_id: str, seq: int, kind: str, data: Mapping[str, Json], actor: str
) -> str:
    """SHA-256 over the previous hash and the entry in canonical JSON (sorted keys, no spaces)."""
    body = {"event": event_id, "seq": seq, "kind": kind, "data": data, "actor": actor}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def first_fault(entries: Iterable[Entry]) -> int | None:
    """`seq` of the first entry that breaks the chain, None where the chain holds."""
    previous, expected = GENESIS, 1
    for entry in entries:
        digest = entry_hash(
            previous, entry.event_id, entry.seq, entry.kind, entry.data, entry.actor
        )
        if (entry.seq, entry.previous_hash, entry.hash) != (expected, previous, digest):
            return entry.seq
        previous, expected = entry.hash, expected + 1
    return None


def encode(event: ev.Event) -> dict[str, Json]:
    """Plain data of an event."""
    return {key: _plain(value) for key, value in asdict(event).items()}


def decode(kind: str, data: Mapping[str, Json]) -> ev.Event:
    """The inverse of `encode`. Fields that this version does not know are passed over."""
    cls = KINDS[kind]
    known = {each.name for each in fields(cls)}
    values: dict[str, object] = {key: value for key, value in data.items() if key in known}
    if "rules" in values:
        values["rules"] = _rules(values["rules"])
    if issubclass(cls, _ASIDE):
        values["rounds"] = tuple(_aside_round(each) for each in data["rounds"])  # type: ignore[union-attr,arg-type]
    if "cause" in values:
        values["cause"] = ev.Cause(str(values["cause"]))
    if issubclass(cls, _MARKING):
        values["was"] = TextMark(str(values["was"]))
    return cls(**values)  # type: ignore[arg-type]  # the fields were encoded from this class


def _aside_round(data: Mapping[str, Json]) -> ev.AsideRound:
    values: dict[str, object] = dict(data)
    values["rules"] = _rules(values["rules"])
    return ev.AsideRound(**values)  # type: ignore[arg-type]  # the fields were encoded from this class


def _rules(data: object) -> Rules:
    assert isinstance(data, Mapping)
    known = {each.name for each in fields(Rules)}
    values = {key: value for key, value in data.items() if key in known}
    values["scoring"] = Scoring(values["scoring"])
    values["results"] = ResultsWhen(values["results"])
    values["voting"] = voting.from_data(values.get("voting", {}))
    return Rules(**values)


def _plain(value: object) -> Json:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} may not be in the log")
