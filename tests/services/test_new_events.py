from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from quizapp.domain.errors import Conflict
from quizapp.domain.event import JoinMode
from quizapp.domain.stored import EventPlan
from quizapp.domain.text import LocalizedText
from quizapp.services.new_events import NewEvents, short_name
from tests.fakes import FakeEvents, FakeIds


@dataclass
class Shelf(FakeEvents):
    """Keeps the plans; short names and codes that are taken are refused."""

    plans: dict[str, EventPlan] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def id_by_slug(self, slug: str) -> str | None:
        return next((id_ for id_, plan in self.plans.items() if plan.slug == slug), None)

    def create(self, plan: EventPlan, event_id: str, code: str, screen_token: str) -> None:
        if code in self.codes or self.id_by_slug(plan.slug):
            raise Conflict
        self.codes.add(code)
        self.plans[event_id] = plan


TITLE = LocalizedText.of({"fr": "Séance d’intégrité 2018", "en": "Integrity session 2018"})


def create(shelf: Shelf, ids: FakeIds, title: LocalizedText = TITLE) -> EventPlan:
    event_id = NewEvents(shelf, ids).create(title, ("fr", "en"), "Europe/Brussels", JoinMode.NAME)
    return shelf.plans[event_id]


def test_new_event_is_empty_and_speaks_its_first_language_on_the_screen() -> None:
    plan = create(Shelf(), FakeIds())
    assert (plan.slug, plan.title, plan.time_zone) == (
        "seance-d-integrite-2018",
        TITLE,
        "Europe/Brussels",
    )
    assert (plan.languages, plan.screen_languages, plan.join) == (
        ("fr", "en"),
        ("fr",),
        JoinMode.NAME,
    )
    assert (plan.activities, plan.banks) == ((), ())


def test_second_event_of_a_title_gets_a_number() -> None:
    shelf, ids = Shelf(), FakeIds()
    first, second = create(shelf, ids), create(shelf, ids)
    assert second.slug.startswith(f"{first.slug}-1")


def test_code_that_is_taken_is_drawn_again() -> None:
    shelf, ids = Shelf(), FakeIds()
    shelf.codes = {"100002"}
    assert create(shelf, ids).slug.startswith("seance-d-integrite-2018-")
    shelf.codes = {str(100_000 + n) for n in range(100)}
    with pytest.raises(Conflict):
        create(shelf, ids)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Integrity, again!", "integrity-again"),
        ("النزاهة", ""),
        ("", ""),
        ("a" * 60, "a" * 40),
        (f"{'a' * 39} b", "a" * 39),
    ],
)
def test_short_name(title: str, name: str) -> None:
    assert short_name(LocalizedText.of({"en": title})) == name


def test_title_without_latin_letters_is_named_by_a_number() -> None:
    plan = create(Shelf(), FakeIds(), LocalizedText.of({"ar": "النزاهة"}))
    assert plan.slug.startswith("event-1")
