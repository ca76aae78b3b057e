"""A formal vote made in two clicks: a motion, or an election, as a poll of one question.

Its question stands in a bank of the event's own, so that the wording stays where it can be found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from quizapp.domain.bank import read_question
from quizapp.domain.event import ActivityKind, Event, RankingWhen, ResultsWhen
from quizapp.domain.questions.options import ABSTENTION, AGAINST, IN_FAVOUR, Role
from quizapp.domain.scoring import Scoring
from quizapp.domain.shelf import BankHead, PutQuestion
from quizapp.domain.stored import ActivityPlan
from quizapp.domain.text import N_, Json, LocalizedText
from quizapp.domain.voting import Voting
from quizapp.services.activities import Activities
from quizapp.services.content_ports import BankStore
from quizapp.services.ports import Clock, Ids

Say = Callable[[str, str], str]
"""(language, English text) -> the text in that language."""
SLUG: Final = "votes-{event}"
MOST_CANDIDATES: Final = 7
"""Beside the abstention; a question has eight options at most."""


@dataclass(frozen=True, slots=True)
class VotePlan:
    """What the form says. With `candidates` it is an election, else a motion."""

    title: LocalizedText
    text: LocalizedText
    """What is voted on; the title where it is empty."""
    item: str
    voting: Voting
    candidates: tuple[str, ...] = ()


class NewVotes:
    """Makes them."""

    def __init__(self, store: BankStore, activities: Activities, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._activities = activities
        self._clock = clock
        self._ids = ids

    def make(self, event: Event, plan: VotePlan, say: Say, actor: str) -> str:
        """A poll at the end of its agenda item; its id. Raises `NotFound`."""
        now, question_id = self._clock.now(), self._ids.new()
        question = read_question({**_content(event, plan), "slug": f"vote-{now}"})
        put = PutQuestion(self._bank(event, say), question_id, 0, question, actor, now)
        self._store.put(put)
        activity = ActivityPlan(
            slug="election" if plan.candidates else "vote",
            kind=ActivityKind.POLL,
            title=plan.title,
            item=plan.item,
            questions=(),
            scoring=Scoring.ACCURACY,
            results=ResultsWhen.CLOSE,
            ranking=RankingWhen.EACH,
            ask_s=0,
            time_limit_s=None,
            voting=plan.voting,
        )
        return self._activities.put(event.id, None, activity, [(question_id, 1)], actor)

    def _bank(self, event: Event, say: Say) -> str:
        slug = SLUG.format(event=event.slug)
        there = next((each.id for each in self._store.banks() if each.slug == slug), None)
        if there is not None:
            return there
        bank_id = self._ids.new()
        title = LocalizedText.of({each: say(each, N_("Votes")) for each in event.languages})
        self._store.create(bank_id, slug, BankHead(title, event.languages))
        return bank_id


def _content(event: Event, plan: VotePlan) -> dict[str, Json]:
    """The question as a bank has it."""
    prompt = (plan.text or plan.title).to_dict()
    abstention = _option("abstain", ABSTENTION, event, Role.ABSTAIN)
    if not plan.candidates:
        options = [
            _option("for", IN_FAVOUR, event, Role.FOR),
            _option("against", AGAINST, event, Role.AGAINST),
        ]
        return {
            "type": "single_choice",
            "prompt": prompt,
            "options": [*options, abstention],
            "points": 0,
        }
    names: list[Json] = [
        {"id": f"c{number}", "text": dict.fromkeys(event.languages, name)}
        for number, name in enumerate(plan.candidates, start=1)
    ]
    return {
        "type": "multiple_choice",
        "prompt": prompt,
        "options": [*names, abstention],
        "max_choices": min(plan.voting.places, len(names)),
        "points": 0,
    }


def _option(option_id: str, text: LocalizedText, event: Event, role: Role) -> dict[str, Json]:
    texts: dict[str, Json] = {each: text.get(each) for each in event.languages}
    return {"id": option_id, "text": texts, "role": role.value}
