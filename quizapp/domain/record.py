"""The record of an event, to be kept and checked by anybody: the whole log and what was decided.

It holds no name and no answer of anybody. Its JSON, `quizapp-record/1`:

```
{ format, event: {id, slug, title}, made_at,
  entries: [{seq, kind, data, actor, previous_hash, hash}],
  votes: [{ round, prompt, labels, tally, voted,
            secret: null | { suppressed, digest, salt, ballots: [{choice, times}],
                             group_digests: [digest], groups: [{name, salt, ballots}] } }] }
```

`prompt` maps languages to texts, `labels` keys of the tally to such texts. `tally` is null where
nothing may be shown; `salt` and `ballots` are empty there, too. Of named rounds the figures stand
here as they were shown; nothing in the log proves them. Typed words are left out: people may have
written names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from quizapp.domain.ballots import canonical
from quizapp.domain.errors import BadRecord
from quizapp.domain.live.log import Entry
from quizapp.domain.text import Json

FORMAT = "quizapp-record/1"


@dataclass(frozen=True, slots=True)
class Cast:
    """So many ballots with the same choice."""

    choice: Json
    times: int


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A group that may be shown."""

    name: str
    salt: str
    ballots: tuple[Cast, ...]


@dataclass(frozen=True, slots=True)
class SecretRecord:
    """What may be published of a secret round, and what seals the rest."""

    suppressed: bool
    digest: str
    salt: str = ""
    ballots: tuple[Cast, ...] = ()
    group_digests: tuple[str, ...] = ()
    groups: tuple[GroupRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """A revealed round; `voted` is how many have."""

    round_id: str
    prompt: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    tally: Mapping[str, Json] | None
    voted: int
    secret: SecretRecord | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All of it."""

    event_id: str
    slug: str
    title: Mapping[str, str]
    made_at: int
    entries: tuple[Entry, ...]
    votes: tuple[VoteRecord, ...] = field(default=())


def lines_of(ballots: Sequence[Cast]) -> list[str]:
    """The canonical line of each single ballot."""
    return [canonical(each.choice) for each in ballots for _ in range(each.times)]


def to_json(record: Record) -> bytes:
    """The file."""
    return (json.dumps(to_data(record), ensure_ascii=False, indent=1) + "\n").encode()


def to_data(record: Record) -> dict[str, Json]:
    """Plain data, as above."""
    return {
        "format": FORMAT,
        "event": {"id": record.event_id, "slug": record.slug, "title": dict(record.title)},
        "made_at": record.made_at,
        "entries": [_entry(each) for each in record.entries],
        "votes": [_vote(each) for each in record.votes],
    }


def _entry(entry: Entry) -> Json:
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "data": dict(entry.data),
        "actor": entry.actor,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def _vote(vote: VoteRecord) -> Json:
    return {
        "round": vote.round_id,
        "prompt": dict(vote.prompt),
        "labels": {key: dict(texts) for key, texts in vote.labels.items()},
        "tally": None if vote.tally is None else dict(vote.tally),
        "voted": vote.voted,
        "secret": None if vote.secret is None else _secret(vote.secret),
    }


def _secret(secret: SecretRecord) -> Json:
    return {
        "suppressed": secret.suppressed,
        "digest": secret.digest,
        "salt": secret.salt,
        "ballots": _ballots(secret.ballots),
        "group_digests": list(secret.group_digests),
        "groups": [
            {"name": each.name, "salt": each.salt, "ballots": _ballots(each.ballots)}
            for each in secret.groups
        ],
    }


def _ballots(ballots: Sequence[Cast]) -> list[Json]:
    return [{"choice": each.choice, "times": each.times} for each in ballots]


# --- reading ------------------------------------------------------------------------------------


def read_record(content: bytes) -> Record:
    """The inverse of `to_json`; raises `BadRecord` for a file that is none."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise BadRecord(where="file") from None
    whole = _mapping(data, "file")
    if whole.get("format") != FORMAT:
        raise BadRecord(where="format")
    event = _mapping(whole.get("event"), "event")
    event_id = _text(event, "id")
    return Record(
        event_id=event_id,
        slug=_text(event, "slug"),
        title=_texts(event.get("title"), "title"),
        made_at=_number(whole, "made_at"),
        entries=tuple(_read_entry(each, event_id) for each in _list(whole, "entries")),
        votes=tuple(_read_vote(each) for each in _list(whole, "votes")),
    )


def _read_entry(data: object, event_id: str) -> Entry:
    entry = _mapping(data, "entries")
    values: Mapping[str, Json] = _plain(_mapping(entry.get("data"), "data"))
    texts = (_text(entry, name) for name in ("actor", "previous_hash", "hash"))
    return Entry(event_id, _number(entry, "seq"), _text(entry, "kind"), values, *texts)


def _read_vote(data: object) -> VoteRecord:
    vote = _mapping(data, "votes")
    tally, secret = vote.get("tally"), vote.get("secret")
    labels = _mapping(vote.get("labels"), "labels")
    return VoteRecord(
        round_id=_text(vote, "round"),
        prompt=_texts(vote.get("prompt"), "prompt"),
        labels={key: _texts(each, "labels") for key, each in labels.items()},
        tally=None if tally is None else _plain(_mapping(tally, "tally")),
        voted=_number(vote, "voted"),
        secret=None if secret is None else _read_secret(_mapping(secret, "secret")),
    )


def _read_secret(data: Mapping[str, object]) -> SecretRecord:
    digests = _list(data, "group_digests")
    if not all(isinstance(each, str) for each in digests):
        raise BadRecord(where="group_digests")
    groups = (_mapping(each, "groups") for each in _list(data, "groups"))
    return SecretRecord(
        suppressed=data.get("suppressed") is True,
        digest=_text(data, "digest"),
        salt=_text(data, "salt"),
        ballots=_casts(data),
        group_digests=tuple(map(str, digests)),
        groups=tuple(
            GroupRecord(_text(each, "name"), _text(each, "salt"), _casts(each)) for each in groups
        ),
    )


def _casts(data: Mapping[str, object]) -> tuple[Cast, ...]:
    found = []
    for each in _list(data, "ballots"):
        ballot = _mapping(each, "ballots")
        times = _number(ballot, "times")
        if not 0 < times <= MOST_BALLOTS:
            raise BadRecord(where="times")
        found.append(Cast(_plain(ballot).get("choice"), times))
    return tuple(found)


MOST_BALLOTS = 1_000_000
"""Of the same choice: a file that says more was not written here."""


def _mapping(data: object, where: str) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise BadRecord(where=where)
    return data


def _plain(data: Mapping[str, object]) -> dict[str, Json]:
    """What was read from JSON is plain data."""
    return cast("dict[str, Json]", dict(data))


def _list(data: Mapping[str, object], where: str) -> list[object]:
    found = data.get(where)
    if not isinstance(found, list):
        raise BadRecord(where=where)
    return found


def _text(data: Mapping[str, object], where: str) -> str:
    found = data.get(where)
    if not isinstance(found, str):
        raise BadRecord(where=where)
    return found


def _number(data: Mapping[str, object], where: str) -> int:
    found = data.get(where)
    if isinstance(found, bool) or not isinstance(found, int):
        raise BadRecord(where=where)
    return found


def _texts(data: object, where: str) -> dict[str, str]:
    found = _mapping(data, where)
    if not all(isinstance(each, str) for each in found.values()):
        raise BadRecord(where=where)
    return {key: str(each) for key, each in found.items()}
