"""Events to measure the server with: a quiz question of four options, and a poll."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.errors import NotFound
from quizapp.domain.event import ActivityKind, Event, RankingWhen, ResultsWhen
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import ActivityPlan, EventPlan
from quizapp.domain.text import LocalizedText
from quizapp.services.content_ports import EventStore
from quizapp.services.live import Live
from quizapp.services.ports import Ids

PREFIX = "trial-"
BANK = "trial-questions"
QUIZ, POLL = "trial-quiz", "trial-poll"
_OPTIONS = [{"id": each, "text": {"en": f"Option {each.upper()}"}} for each in "abcd"]
_TITLE = LocalizedText.of({"en": "Measuring"})


class Trials:
    """Makes them and takes them away."""

    def __init__(
        self, events: EventStore, live: Live, ids: Ids, close: Callable[[str], None]
    ) -> None:
        """`close` ends what this process holds of an event: its connections, what it remembers."""
        self._events = events
        self._live = live
        self._ids = ids
        self._close = close

    def make(self) -> Event:
        """An event with both activities; names are asked for, so that answers can be told apart."""
        event_id = self._ids.new()
        plan = trial_plan(slug_of(event_id))
        self._events.create(plan, event_id, self._ids.code(), self._ids.secret())
        return self._live.event(event_id)

    def remove(self, event_id: str) -> None:
        """Delete it with all that happened in it. Raises `NotFound`, also for any other event."""
        if self._live.event(event_id).slug != slug_of(event_id):
            raise NotFound(what="event")
        self._events.delete(event_id)
        self._close(event_id)


def slug_of(event_id: str) -> str:
    """The short name of a trial with this id. No other event has it: it follows from the id."""
    return PREFIX + sha256(event_id.encode()).hexdigest()[:16]


def trial_plan(slug: str) -> EventPlan:
    """What such an event is made of."""
    quiz = ActivityPlan(
        slug=QUIZ,
        kind=ActivityKind.QUIZ,
        title=LocalizedText.of({"en": "Quiz"}),
        item="",
        questions=((BANK, "quiz"),),
        scoring=Scoring.ACCURACY,
        results=ResultsWhen.CLOSE,
        ranking=RankingWhen.EACH,
        ask_s=0,
        time_limit_s=None,
    )
    poll = replace(
        quiz,
        slug=POLL,
        kind=ActivityKind.POLL,
        title=LocalizedText.of({"en": "Poll"}),
        questions=((BANK, "poll"),),
    )
    return EventPlan(
        slug=slug,
        title=_TITLE,
        languages=("en",),
        screen_languages=("en",),
        activities=(quiz, poll),
        banks=(_bank(),),
    )


def _bank() -> Bank:
    question = {"type": "single_choice", "options": _OPTIONS}
    prompt = {"en": "Which of the four?"}
    return read_bank(
        {
            "format": "quizapp-bank/1",
            "slug": BANK,
            "title": {"en": "Measuring"},
            "languages": ["en"],
            "questions": [
                {"slug": "quiz", "prompt": prompt, "correct": "b", **question},
                {"slug": "poll", "prompt": prompt, **question},
            ],
        }
    )
