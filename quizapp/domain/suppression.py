"""Which groups of a secret vote may be shown, so that no group under k can be computed.

Everybody is taken to know the figures of the whole vote, how many of each group voted (who voted
is no secret), the groups that are shown, and this very rule. What is hidden is then known in sum:
the whole less what is shown. So a group under k never stands hidden alone, the hidden ones are k
ballots or more together, and never are they all the same ballot, for then each of them would be
known. Nor may the decision itself tell: it looks at what is hidden only where at least two contents
could fill all of it, so that "they were all the same" does not say which.

The one exception is in the whole vote, which is shown from k ballots on: where all were cast alike,
every group is known to have been, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quizapp.domain.voting import Voting

LEAST_HIDDEN = 2


def suppressed(voting: Voting, voted: int) -> bool:
    """Whether no figure of this secret round may be shown at all."""
    return voting.secret and voted < voting.smallest


def hidden_groups(groups: Mapping[str, Mapping[str, int]], k: int) -> frozenset[str]:
    """Of groups (name -> how often each content was cast) those that must not be shown.

    All of them where nothing less is safe; groups without a ballot are neither shown nor hidden.
    """
    sizes = {name: sum(cast.values()) for name, cast in groups.items() if sum(cast.values())}
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    under = sum(size < k for size in sizes.values())
    if not under:
        return frozenset()
    whole = _sum(groups, by_size)
    for many in range(max(under, LEAST_HIDDEN), len(by_size)):
        together = sum(sizes[name] for name in by_size[:many])
        could_fill = sum(times >= together for times in whole.values())
        if together < k or could_fill == 1:
            continue
        if len(_sum(groups, by_size[:many])) == 1:
            break
        return frozenset(by_size[:many])
    return frozenset(by_size)


def _sum(groups: Mapping[str, Mapping[str, int]], names: list[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for name in names:
        total.update({content: times for content, times in groups[name].items() if times})
    return total
