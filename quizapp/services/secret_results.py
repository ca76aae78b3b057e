"""What may be published of a secret round: one place for screens, phones, pages, exports, records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.ballots import NO_GROUP, Ballot, Sealing, by_content
from quizapp.domain.bank import Question
from quizapp.domain.live.state import Round
from quizapp.domain.suppression import hidden_groups, suppressed
from quizapp.domain.tallies import Counts, Numbers, Ranks, Tally

GROUPABLE = (Counts.shape, Numbers.shape, Ranks.shape)
"""What is broken down by groups: words and places would tell more than how many."""


@dataclass(frozen=True, slots=True)
class SecretGroup:
    """One group that may be shown."""

    name: str
    tally: Tally
    ballots: tuple[Ballot, ...]
    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class SecretResult:
    """Of a revealed secret round. Salt, ballots and groups are empty where nothing may be shown."""

    voted: int
    suppressed: bool
    """Fewer than k voted."""
    salt: str = ""
    """Published with the figures, or not at all."""
    ballots: tuple[Ballot, ...] = ()
    """By content; their groups are not told."""
    groups: tuple[SecretGroup, ...] = ()
    hidden: tuple[str, ...] = ()
    """Groups of which nothing may be shown."""
    group_digests: Mapping[str, str] = field(default_factory=dict)
    """Seals of all groups, shown or not: they open nothing."""

    @staticmethod
    def of(
        question: Question, on: Round, sealed: Sealing | None, ballots: Sequence[Ballot]
    ) -> SecretResult:
        """Nothing of a round that is not revealed (`sealed` is None then), or under k."""
        voting = on.rules.voting
        voted = sealed.voted if sealed is not None else on.voted or 0
        if sealed is None or suppressed(voting, voted):
            return SecretResult(voted, suppressed(voting, voted))
        alone = tuple(Ballot(each.choice) for each in sorted(ballots, key=lambda b: b.line))
        if question.shape not in GROUPABLE or not sealed.groups:
            return SecretResult(voted, False, sealed.whole.salt, alone)
        return _with_groups(question, voting.smallest, sealed, ballots, alone)


def _with_groups(
    question: Question,
    k: int,
    sealed: Sealing,
    ballots: Sequence[Ballot],
    alone: tuple[Ballot, ...],
) -> SecretResult:
    """Ballots without a group count as one of their own, which has no name and is never shown."""
    hidden = hidden_groups(by_content(ballots), k)
    shown = sorted({each.group for each in ballots} - hidden - {NO_GROUP})
    groups = []
    for name in shown:
        own = tuple(each for each in ballots if each.group == name)
        seal = sealed.groups[name]
        tally = question.tally(each.choice for each in own)
        groups.append(SecretGroup(name, tally, own, seal.salt, seal.digest))
    return SecretResult(
        voted=sealed.voted,
        suppressed=False,
        salt=sealed.whole.salt,
        ballots=alone,
        groups=tuple(groups),
        hidden=tuple(sorted(hidden - {NO_GROUP})),
        group_digests={name: seal.digest for name, seal in sealed.groups.items()},
    )
