"""Makes the record of an event: its whole log, and of what was decided what may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizapp.domain.ballots import Ballot
from quizapp.domain.live.state import EventState, Round
from quizapp.domain.record import Cast, GroupRecord, Record, SecretRecord, VoteRecord
from quizapp.domain.tallies import Texts
from quizapp.domain.text import Json, LocalizedText
from quizapp.services.live import Live
from quizapp.services.ports import Clock, LogStore
from quizapp.services.results import Results
from quizapp.services.secret_results import SecretResult


class Records:
    """Made anew at each call."""

    def __init__(self, log: LogStore, live: Live, results: Results, clock: Clock) -> None:
        self._log = log
        self._live = live
        self._results = results
        self._clock = clock

    def record(self, event_id: str) -> Record:
        """Everything up to now; raises `NotFound`. Rounds that nobody was shown have no figures."""
        state = self._live.refresh(event_id)
        event = self._live.event(event_id)
        entries = self._log.entries(event_id)[: state.seq]
        return Record(
            event_id=event_id,
            slug=event.slug,
            title=_texts(event.title),
            made_at=self._clock.now(),
            entries=entries,
            votes=tuple(self._vote(state, on) for on in state.rounds.values() if _is_recorded(on)),
        )

    def _vote(self, state: EventState, on: Round) -> VoteRecord:
        result = self._results.of_round(state, on)
        question = self._live.graded_question(state.event_id, on)
        languages = question.prompt.languages
        labels: dict[str, dict[str, str]] = {}
        for language in languages:
            for key, text in question.labels(language).items():
                labels.setdefault(key, {})[language] = text
        worded = question.shape == Texts.shape
        shown = result.shown if on.revealed() and not worded else None
        return VoteRecord(
            round_id=on.id,
            prompt=_texts(question.prompt),
            labels=labels,
            tally=None if shown is None else shown.to_dict(),
            voted=result.answered,
            secret=None if result.secret is None else _secret(on, result.secret, worded),
        )


def _is_recorded(on: Round) -> bool:
    """What the room has decided or said: no quiz, and nothing that was voided or is not over."""
    if on.secret:
        return on.voted is not None
    return on.revealed() and not (on.rules.quiz or on.voided)


def _secret(on: Round, secret: SecretResult, worded: bool) -> SecretRecord:
    """Of typed words the seal alone."""
    if worded:
        secret = SecretResult(secret.voted, secret.suppressed)
    return SecretRecord(
        suppressed=secret.suppressed,
        digest=on.digest,
        salt=secret.salt,
        ballots=_casts(secret.ballots),
        group_digests=tuple(sorted(secret.group_digests.values())),
        groups=tuple(
            GroupRecord(each.name, each.salt, _casts(each.ballots)) for each in secret.groups
        ),
    )


def _casts(ballots: Iterable[Ballot]) -> tuple[Cast, ...]:
    """By content, so that no order is told."""
    choices: dict[str, Json] = {}
    times: Counter[str] = Counter()
    for each in ballots:
        choices[each.line] = each.choice
        times[each.line] += 1
    return tuple(Cast(choices[line], times[line]) for line in sorted(choices))


def _texts(text: LocalizedText) -> dict[str, str]:
    return {str(key): str(each) for key, each in text.to_dict().items()}
