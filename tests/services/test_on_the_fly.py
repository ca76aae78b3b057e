"""An activity made in the middle of a meeting: its words, its place, its question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.event import AgendaLine, Floor, ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.shelf import BankHead
from quizapp.domain.text import LocalizedText
from quizapp.services.activities import Activities
from quizapp.services.on_the_fly import OnTheFly, Quick
from tests.bank_fakes import FakeActivities, FakeBanks
from tests.hall import ANNEX, EVENT, HALL, MODERATOR, Hall, event, usual

ITEM = AgendaLine("i1", "V", "V", LocalizedText(), LocalizedText(), "", 1, None, 0)
NO_PROMPT = LocalizedText()


def say(language: str, text: str) -> str:
    return f"{language}: {text}"


class Desk:
    """A hall, and a moderator who makes questions."""

    def __init__(self, **changes: object) -> None:
        first, *rest = usual()
        self.hall = Hall(event(replace(first, item_id="i1"), *rest, agenda=(ITEM,), **changes))
        self.banks, self.plans = FakeBanks(), FakeActivities()
        ids = self.hall.stores.ids
        activities = Activities(self.plans, self.hall.live, ids)
        self.fly = OnTheFly(self.banks, activities, self.hall.live, self.hall.clock, ids)

    def make(self, kind: Quick, prompt: LocalizedText = NO_PROMPT, floor_id: str = HALL) -> str:
        self.hall.clock.pass_ms(1)
        return self.fly.make(EVENT, floor_id, kind, prompt, say, MODERATOR)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    with made.hall:
        yield made


@pytest.mark.parametrize("kind", list(Quick))
def test_each_kind_has_its_words_in_all_languages_of_the_event(desk: Desk, kind: Quick) -> None:
    made = desk.make(kind)
    (_, plan, ((question_id, version),)) = desk.plans.rows[made]
    (shelved,) = desk.banks.questions([question_id])
    assert (version, plan.kind) == (1, "poll")
    assert plan.title == shelved.question.prompt
    assert plan.title.get("fr").startswith("fr: ")
    assert plan.results is (ResultsWhen.LIVE if kind is Quick.WORD_CLOUD else ResultsWhen.CLOSE)
    view: dict[str, Any] = shelved.question.public_view("fr")
    for field in ("options", "statements"):
        assert all(each["text"].startswith("fr: ") for each in view.get(field, ()))


def test_a_prompt_may_be_given(desk: Desk) -> None:
    prompt = LocalizedText.of({"fr": "Une pause ?"})
    assert desk.plans.rows[desk.make(Quick.YES_NO, prompt)][1].title == prompt


def test_all_of_an_event_stand_in_one_bank(desk: Desk) -> None:
    desk.banks.create("ours", "ours", BankHead(LocalizedText(), ("en",)))
    made = [desk.make(Quick.YES_NO), desk.make(Quick.YES_NO)]
    bank = {each.slug: each for each in desk.banks.banks()}["on-the-fly-isc-17"]
    assert bank.questions == 2
    assert len(set(made)) == 2


def test_it_lands_behind_what_is_on_stage(desk: Desk) -> None:
    desk.hall.start("poll")
    made = desk.make(Quick.SCALE)
    assert desk.plans.ordered == ["quiz", "poll", made, "live"]
    assert desk.plans.rows[made][1].item == ""


def test_it_belongs_to_the_item_on_the_floor_else_to_that_of_the_activity(desk: Desk) -> None:
    desk.hall.start("quiz")
    assert desk.plans.rows[desk.make(Quick.SCALE)][1].item == "V"
    desk.hall.do(cmd.TakeItem, item_id="i1", floor_id=ANNEX)
    plan = desk.plans.rows[desk.make(Quick.SCALE, floor_id=ANNEX)][1]
    assert (plan.item, plan.floor) == ("V", ANNEX)


def test_before_anything_was_on_stage_it_comes_last(desk: Desk) -> None:
    made = desk.make(Quick.OPEN_TEXT)
    assert desk.plans.ordered == ["quiz", "poll", "live", made]


def test_on_a_floor_that_is_not_there_nothing_is_made(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.make(Quick.YES_NO, floor_id="attic")
    assert desk.plans.rows == {}


def test_in_an_event_with_one_floor_it_belongs_to_none() -> None:
    desk = Desk(floors=(Floor(HALL, LocalizedText(), 0),))
    with desk.hall:
        assert desk.plans.rows[desk.make(Quick.YES_NO)][1].floor == ""
