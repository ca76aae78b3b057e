from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Event
from quizapp.domain.stored import EventPlan
from quizapp.services.trials import BANK, POLL, PREFIX, QUIZ, Trials, slug_of
from tests.fakes import FakeEvents
from tests.hall import EVENT, Hall, event


@dataclass
class Shelf(FakeEvents):
    """Keeps the plan, and an event in its place."""

    plans: list[EventPlan] = field(default_factory=list)

    def create(self, plan: EventPlan, event_id: str, code: str, screen_token: str) -> None:
        self.plans.append(plan)
        self.put(renamed(event(), event_id, plan.slug, code))


def renamed(source: Event, event_id: str, slug: str, code: str) -> Event:
    return replace(source, id=event_id, slug=slug, code=code)


def test_trial_has_a_quiz_question_of_four_options_and_a_poll() -> None:
    with Hall() as hall:
        shelf = Shelf()
        hall.live._events = shelf
        trials = Trials(shelf, hall.live, hall.stores.ids, lambda _: None)
        made = trials.make()
        (plan,) = shelf.plans
        assert made.slug == plan.slug
        assert plan.slug.startswith(PREFIX)
        assert [each.slug for each in plan.activities] == [QUIZ, POLL]
        (bank,) = plan.banks
        assert bank.slug == BANK
        quiz, poll = bank.questions
        assert (quiz.has_key, poll.has_key) == (True, False)
        assert {len(each.content.options) for each in bank.questions} == {4}


def test_only_trials_can_be_removed() -> None:
    with Hall() as hall:
        closed: list[str] = []
        events = hall.stores.events
        trials = Trials(events, hall.live, hall.stores.ids, closed.append)
        with pytest.raises(NotFound):
            trials.remove(EVENT)
        with pytest.raises(NotFound):
            trials.remove("made up")
        events.put(renamed(event(), "run", f"{PREFIX}run", "222222"))
        with pytest.raises(NotFound):
            trials.remove("run")
        events.put(renamed(event(), "t", slug_of("t"), "111111"))
        trials.remove("t")
        assert closed == ["t"]
        assert "t" not in events.rows
        assert "run" in events.rows, "what somebody calls a trial run is theirs"
