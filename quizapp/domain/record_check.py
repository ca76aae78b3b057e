"""Checking a record without the server that wrote it: chain, seals, figures. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.ballots import digest_of, digest_of_groups, group_digest_of
from quizapp.domain.live.log import GENESIS, Entry, first_fault
from quizapp.domain.record import Record, SecretRecord, VoteRecord, lines_of
from quizapp.domain.tallies import SHAPES, Counts
from quizapp.domain.text import Json


class Finding(StrEnum):
    """What a check found; the values are stable. Those of `GOOD` are no faults."""

    CHAIN_HOLDS = "chain_holds"
    CHAIN_BROKEN = "chain_broken"
    EMPTY = "empty"
    HEAD_FOUND = "head_found"
    HEAD_MISSING = "head_missing"
    SEAL_HOLDS = "seal_holds"
    SEAL_BROKEN = "seal_broken"
    NOT_IN_LOG = "not_in_log"
    NOT_IN_VOTES = "not_in_votes"
    SEALED_ONLY = "sealed_only"
    SALT_WITHOUT_FIGURES = "salt_without_figures"
    UNDER_K = "under_k"
    WITHHELD = "withheld"
    GROUPS_HOLD = "groups_hold"
    GROUPS_BROKEN = "groups_broken"
    FIGURES_HOLD = "figures_hold"
    FIGURES_BROKEN = "figures_broken"
    TOO_MANY = "too_many"
    NOT_SEALED = "not_sealed"


GOOD = frozenset(
    {
        Finding.CHAIN_HOLDS,
        Finding.HEAD_FOUND,
        Finding.SEAL_HOLDS,
        Finding.SEALED_ONLY,
        Finding.WITHHELD,
        Finding.GROUPS_HOLD,
        Finding.FIGURES_HOLD,
        Finding.NOT_SEALED,
    }
)
LEAST_DIGITS = 8
"""Of a check number that somebody wrote down: fewer say nothing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One finding, with the round it is about (empty: the whole record) and a detail."""

    finding: Finding
    round_id: str = ""
    detail: str = ""

    @property
    def fault(self) -> bool:
        """Whether the record is not what it says."""
        return self.finding not in GOOD


def check(record: Record, head: str = "") -> tuple[Checked, ...]:
    """Everything there is to say. `head` is the check number that the room saw, or its beginning."""
    return (*_chain(record, head), *_votes(record))


def _chain(record: Record, head: str) -> Iterator[Checked]:
    broken = first_fault(record.entries)
    if broken is not None:
        yield Checked(Finding.CHAIN_BROKEN, detail=str(broken))
    elif not record.entries:
        yield Checked(Finding.EMPTY)
    else:
        detail = f"{len(record.entries)} {record.entries[-1].hash}"
        yield Checked(Finding.CHAIN_HOLDS, detail=detail)
    wanted = "".join(head.split()).lower()
    if wanted:
        found = [each for each in record.entries if each.hash.startswith(wanted)]
        known = bool(found) and len(wanted) >= LEAST_DIGITS and broken is None
        finding = Finding.HEAD_FOUND if known else Finding.HEAD_MISSING
        yield Checked(finding, detail=str(found[0].seq) if known else head)


@dataclass(frozen=True, slots=True)
class _Round:
    """What the log says of a round."""

    voting: Mapping[str, Json]
    seats: int
    counted: Entry | None
    revealed: bool


def _rounds(record: Record) -> dict[str, _Round]:
    rounds: dict[str, _Round] = {}
    for entry in record.entries:
        round_id = str(entry.data.get("round_id", ""))
        if entry.kind == "RoundAsked":
            rules = entry.data.get("rules")
            known = rules if isinstance(rules, dict) else {}
            voting, seats = known.get("voting"), known.get("seats")
            rounds[round_id] = _Round(
                voting if isinstance(voting, dict) else {},
                seats if isinstance(seats, int) else 0,
                None,
                False,
            )
        elif round_id in rounds:
            was = rounds[round_id]
            counted = entry if entry.kind == "BallotsCounted" else was.counted
            revealed = was.revealed or entry.kind == "RoundRevealed"
            rounds[round_id] = _Round(was.voting, was.seats, counted, revealed)
    return rounds


def _votes(record: Record) -> Iterator[Checked]:
    rounds = _rounds(record)
    told = {each.round_id for each in record.votes if each.secret is not None}
    for round_id, on in rounds.items():
        if on.counted is not None and round_id not in told:
            yield Checked(Finding.NOT_IN_VOTES, round_id)
    for vote in record.votes:
        known = rounds.get(vote.round_id)
        if known is None or (vote.secret is not None and known.counted is None):
            yield Checked(Finding.NOT_IN_LOG, vote.round_id)
            continue
        if known.seats and vote.voted > known.seats:
            detail = f"{vote.voted} {known.seats}"
            yield Checked(Finding.TOO_MANY, vote.round_id, detail)
        if vote.secret is None or known.counted is None:
            yield Checked(Finding.NOT_SEALED, vote.round_id)
        else:
            yield from _secret(vote, vote.secret, known, known.counted)


def _secret(
    vote: VoteRecord, secret: SecretRecord, on: _Round, counted: Entry
) -> Iterator[Checked]:
    if (vote.voted, secret.digest) != (counted.data.get("voted"), counted.data.get("digest")):
        yield Checked(Finding.SEAL_BROKEN, vote.round_id)
        return
    if bool(secret.salt) != (vote.tally is not None):
        yield Checked(Finding.SALT_WITHOUT_FIGURES, vote.round_id)
        return
    smallest = on.voting.get("smallest")
    under = isinstance(smallest, int) and vote.voted < smallest
    if not secret.salt:
        withheld = on.revealed and not under
        yield Checked(Finding.WITHHELD if withheld else Finding.SEALED_ONLY, vote.round_id)
        return
    if under or not on.revealed:
        yield Checked(Finding.UNDER_K, vote.round_id)
        return
    yield from _opened(vote, secret, counted)


def _opened(vote: VoteRecord, secret: SecretRecord, counted: Entry) -> Iterator[Checked]:
    lines = lines_of(secret.ballots)
    holds = len(lines) == vote.voted and digest_of(secret.salt, lines) == secret.digest
    yield Checked(Finding.SEAL_HOLDS if holds else Finding.SEAL_BROKEN, vote.round_id)
    figures = _recounted(vote, secret)
    if figures is not None:
        yield Checked(Finding.FIGURES_HOLD if figures else Finding.FIGURES_BROKEN, vote.round_id)
    if secret.group_digests or secret.groups or counted.data.get("groups"):
        groups = _groups_hold(secret, str(counted.data.get("groups")))
        yield Checked(Finding.GROUPS_HOLD if groups else Finding.GROUPS_BROKEN, vote.round_id)


def _recounted(vote: VoteRecord, secret: SecretRecord) -> bool | None:
    """Whether ballots that tick options add up to the figures; None for other kinds of tally."""
    tally = vote.tally or {}
    if tally.get("shape") != Counts.shape:
        return None if tally.get("shape") in SHAPES else False
    counts = tally.get("counts")
    if not isinstance(counts, dict) or not counts.keys() <= vote.labels.keys():
        return False
    ticked: Counter[str] = Counter()
    abstained = 0
    for each in secret.ballots:
        options = each.choice if isinstance(each.choice, list) else [each.choice]
        ticked.update({str(option): each.times for option in options})
        # Whoever abstains is counted apart, under no option of the tally.
        abstained += each.times if options and counts.keys().isdisjoint(map(str, options)) else 0
    figures = {option: ticked[option] for option in counts}
    whole = {"voters": vote.voted - abstained, "counts": figures, "abstained": abstained}
    return dict(tally) == {"shape": Counts.shape, **whole}


def _groups_hold(secret: SecretRecord, sealed: str) -> bool:
    """Each group shown is one of those sealed, and its ballots are among all ballots."""
    if digest_of_groups(secret.group_digests) != sealed:
        return False
    left, known = Counter(lines_of(secret.ballots)), Counter(secret.group_digests)
    for each in secret.groups:
        lines = lines_of(each.ballots)
        known[group_digest_of(each.salt, each.name, lines)] -= 1
        left.subtract(lines)
    return min((*left.values(), *known.values(), 0)) >= 0


def head_of(record: Record) -> str:
    """The hash of the last entry."""
    return record.entries[-1].hash if record.entries else GENESIS
