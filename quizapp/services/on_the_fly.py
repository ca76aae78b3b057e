"""An activity of one question, made in the middle of a meeting and ready to be started.

Its question stands in a bank of the event's own, so that it can be edited and asked again later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from quizapp.domain.bank import read_question
from quizapp.domain.errors import NotFound
from quizapp.domain.event import Activity, ActivityKind, Event, RankingWhen, ResultsWhen
from quizapp.domain.live.state import FloorState
from quizapp.domain.scoring import Scoring
from quizapp.domain.shelf import BankHead, PutQuestion
from quizapp.domain.stored import ActivityPlan
from quizapp.domain.text import N_, Json, LocalizedText
from quizapp.services.activities import Activities
from quizapp.services.content_ports import BankStore
from quizapp.services.live import Snapshot
from quizapp.services.ports import Clock, Ids

Say = Callable[[str, str], str]
"""(language, English text) -> the text in that language."""
SLUG: Final = "on-the-fly-{event}"


class Quick(StrEnum):
    """What can be made in two clicks."""

    YES_NO = "yes_no"
    SCALE = "scale"
    WORD_CLOUD = "word_cloud"
    OPEN_TEXT = "open_text"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A question's type and its usual words; `content` has English texts in their places."""

    type: str
    prompt: str
    content: Mapping[str, Json]
    results: ResultsWhen = ResultsWhen.CLOSE


_PATTERNS: Final[Mapping[Quick, _Pattern]] = MappingProxyType(
    {
        Quick.YES_NO: _Pattern(
            "single_choice",
            N_("Yes or no?"),
            {"options": [{"id": "yes", "text": N_("Yes")}, {"id": "no", "text": N_("No")}]},
        ),
        Quick.SCALE: _Pattern(
            "scale",
            N_("How far do you agree?"),
            {
                "statements": [{"id": "view", "text": N_("Your view, from 1 to 5")}],
                "low": N_("Not at all"),
                "high": N_("Completely"),
            },
        ),
        Quick.WORD_CLOUD: _Pattern(
            "word_cloud", N_("Which word comes to your mind?"), {}, ResultsWhen.LIVE
        ),
        Quick.OPEN_TEXT: _Pattern("open_text", N_("What do you think?"), {}),
    }
)
_WORDED: Final = frozenset({"text", "low", "high"})


class Known(Protocol):
    """Knows an event as it stands."""

    def snapshot(self, event_id: str) -> Snapshot:
        """Raises `NotFound`."""


class OnTheFly:
    """Makes them."""

    def __init__(
        self, store: BankStore, activities: Activities, live: Known, clock: Clock, ids: Ids
    ) -> None:
        self._store = store
        self._activities = activities
        self._live = live
        self._clock = clock
        self._ids = ids

    def make(
        self,
        event_id: str,
        floor_id: str,
        kind: Quick,
        prompt: LocalizedText,
        say: Say,
        actor: str,
    ) -> str:
        """Put it behind what is on the floor's stage; its id.

        `prompt` is empty for the usual words, which `say` gives in every language of the event.
        Raises `NotFound`.
        """
        known = self._live.snapshot(event_id)
        floor = known.state.floors.get(floor_id)
        if floor is None:
            raise NotFound(what="floor")
        event, pattern = known.event, _PATTERNS[kind]
        asked = prompt or _said(event, pattern.prompt, say)
        question_id = self._ask(event, pattern, asked, say, actor)
        here = _current(event, floor)
        plan = _plan(event, floor, here, kind, asked, pattern.results)
        made = self._activities.put(event_id, None, plan, [(question_id, 1)], actor)
        self._activities.order(event_id, _behind(event, here, made), actor)
        return made

    def _ask(
        self, event: Event, pattern: _Pattern, prompt: LocalizedText, say: Say, actor: str
    ) -> str:
        """The question in the event's own bank; its id."""
        now, question_id = self._clock.now(), self._ids.new()
        content = {
            **_worded(pattern.content, lambda text: _said(event, text, say).to_dict()),
            "slug": f"asked-{now}",
            "type": pattern.type,
            "prompt": prompt.to_dict(),
        }
        bank_id = self._bank(event, say)
        self._store.put(PutQuestion(bank_id, question_id, 0, read_question(content), actor, now))
        return question_id

    def _bank(self, event: Event, say: Say) -> str:
        slug = SLUG.format(event=event.slug)
        for line in self._store.banks():
            if line.slug == slug:
                return line.id
        bank_id, title = self._ids.new(), _said(event, N_("Asked on the fly"), say)
        self._store.create(bank_id, slug, BankHead(title, event.languages))
        return bank_id


def _said(event: Event, text: str, say: Say) -> LocalizedText:
    return LocalizedText.of({language: say(language, text) for language in event.languages})


def _worded(content: Mapping[str, Json], said: Callable[[str], Json]) -> dict[str, Json]:
    """The content with each English text in all languages."""

    def filled(name: str, value: Json) -> Json:
        if isinstance(value, list):
            return [_worded(each, said) for each in value]
        return said(str(value)) if name in _WORDED else value

    return {name: filled(name, value) for name, value in content.items()}


def _current(event: Event, floor: FloorState) -> Activity | None:
    """What is on the stage, or was last."""
    activities = {each.id: each for each in event.activities}
    shown = (activities.get(each.activity_id or "") for each in reversed(floor.history))
    return next((each for each in shown if each is not None), None)


def _plan(
    event: Event,
    floor: FloorState,
    here: Activity | None,
    kind: Quick,
    title: LocalizedText,
    results: ResultsWhen,
) -> ActivityPlan:
    paths = {each.id: each.path for each in event.agenda}
    own_item = None if here is None else here.item_id
    return ActivityPlan(
        slug=kind.value.replace("_", "-"),
        kind=ActivityKind.POLL,
        title=title,
        item=paths.get(floor.item_id or own_item or "", ""),
        questions=(),
        scoring=Scoring.ACCURACY,
        results=results,
        ranking=RankingWhen.EACH,
        ask_s=0,
        time_limit_s=None,
        floor=floor.id if len(event.floors) > 1 else "",
    )


def _behind(event: Event, here: Activity | None, made: str) -> list[str]:
    """The order of the run sheet with the new one behind the current one, else at the end."""
    ids = [each.id for each in event.activities]
    place = len(ids) if here is None else ids.index(here.id) + 1
    return [*ids[:place], made, *ids[place:]]
