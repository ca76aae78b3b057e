"""Votes as they are announced before the tap, and what proves them after the close."""

from __future__ import annotations

from quizapp.domain.text import Json
from quizapp.domain.voting import Voting
from quizapp.presentation.game import Payload
from quizapp.presentation.tallies import for_tally
from quizapp.services.scenes import RoundScene


def voting(rules: Voting) -> Payload:
    """The settings of the vote, for all audiences: who votes, what is kept, and who may see it.

    Named apart from the figures, whose names are looked for where there must be none.
    """
    return {
        "by": rules.voters.value,
        "secrecy": rules.secrecy.value,
        "names_to": rules.names_to.value,
        "group_by": rules.group_by.value,
        "k": rules.smallest,
        "majority": rules.majority.value,
        "quorum": rules.quorum,
        "elects": rules.places,
    }


def suppressed(view: RoundScene) -> bool:
    """Whether the round is revealed, and fewer than k have voted: it has no figures."""
    secret = view.result.secret if view.revealed and view.result is not None else None
    return secret is not None and secret.suppressed


def proof(view: RoundScene, *, shown: bool) -> Payload | None:
    """The head of the log at the close, and of a secret round the seal of its ballots.

    The salt that opens the seal comes with the figures (`shown`), or not at all.
    """
    closing = view.closing
    if closing is None:
        return None
    secret = view.result.secret if shown and view.revealed and view.result is not None else None
    return {
        "seq": closing.seq,
        "head": closing.hash,
        "digest": view.round.digest or None,
        "salt": (secret.salt or None) if secret is not None else None,
    }


def by_group(view: RoundScene, *, shown: bool) -> Payload | None:
    """The figures by groups, and the names of those of which nothing may be said."""
    secret = view.result.secret if shown and view.revealed and view.result is not None else None
    if secret is None or not (secret.groups or secret.hidden):
        return None
    named: list[Json] = [
        {"name": each.name, "voted": len(each.ballots), "tally": for_tally(each.tally)}
        for each in secret.groups
    ]
    return {"shown": named, "hidden": list(secret.hidden)}
