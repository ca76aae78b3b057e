"""One question of each type is played: by touch, by the keyboard alone, and in Arabic."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from quizapp import paths
from quizapp.domain.bank import Question
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.services.pictures import make_picture
from tests.e2e.answering import BY_KEYS, BY_TOUCH, Way
from tests.e2e.people import Console, Phone, Screen
from tests.e2e.room import Hall, hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BANKS = ("integrity-quiz", "icebreaker", "agenda-polls", "every-type")
QUIZ, POLL = "Everything graded", "Everything else"


def one_of_each() -> dict[str, tuple[str, Question]]:
    """Type -> (bank, question): the first that ships."""
    found: dict[str, tuple[str, Question]] = {}
    for bank in BANKS:
        for question in read_bank_file(
            paths.question_banks() / f"{bank}.yaml", make_picture
        ).questions:
            found.setdefault(question.type, (bank, question))
    return found


def write_event(folder: Path) -> Path:
    """All types in one event, graded ones in a quiz; without a clock, so that nobody hurries."""
    samples = one_of_each()
    graded = [each for each, (_, question) in samples.items() if question.has_key]
    activities = [
        {
            "slug": slug,
            "kind": kind,
            "title": {"en": title},
            "questions": [f"{samples[each][0]}/{samples[each][1].slug}" for each in types],
            "ask_s": 0,
        }
        for slug, kind, title, types in (
            ("graded", "quiz", QUIZ, graded),
            ("others", "poll", POLL, [each for each in samples if each not in graded]),
        )
    ]
    path = folder / "event.yaml"
    event = {
        "format": "quizapp-event/1",
        "slug": "every-type",
        "title": {"en": "Every type"},
        "languages": ["en", "fr", "ar"],
        "join": "nickname",
        "activities": activities,
    }
    path.write_text(yaml.safe_dump(event), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("every-type")
    shutil.copytree(paths.question_banks(), folder, dirs_exist_ok=True)
    data = folder / "instance"
    load = [sys.executable, "-m", "quizapp", "event", "load", "--data", str(data)]
    subprocess.run([*load, str(write_event(folder))], check=True)
    with hall(browser, data) as place:
        yield place


def test_every_type_has_a_way_to_be_answered_here() -> None:
    assert BY_TOUCH.keys() == BY_KEYS.keys() == QUESTION_TYPES.keys() == one_of_each().keys()


def test_each_type_is_played_by_touch_by_keyboard_and_in_arabic(room: Hall) -> None:
    console, screen = room.moderator(), room.screen()
    people = [
        (room.phone("Touch"), BY_TOUCH),
        (room.phone("Clavier", locale="fr-FR"), BY_KEYS),
        (room.phone("لمس", locale="ar"), BY_TOUCH),
    ]
    expect(people[2][0].page.locator("html")).to_have_attribute("dir", "rtl")
    samples = {slug: question for slug, (_, question) in one_of_each().items()}
    graded = [each for each, question in samples.items() if question.has_key]
    for title, types in ((QUIZ, graded), (POLL, [each for each in samples if each not in graded])):
        console.start(title)
        for number, slug in enumerate(types, start=1):
            ask(console, screen, samples[slug], number)
            for phone, ways in people:
                answer(phone, ways[slug], samples[slug])
            if question_type(slug).answerable:
                show(console, screen, people, samples[slug], number)
            if title == QUIZ:
                last = number == len(types)
                console.step("The podium" if last else f"The ranking after question {number}")
                for phone, _ in people:
                    expect(phone.page.locator(".place-big b")).to_be_visible()


def ask(console: Console, screen: Screen, question: Question, number: int) -> None:
    """Put it on stage and open it; with a clock, give everybody time."""
    if not question_type(question.type).answerable:
        console.step("A slide")
    else:
        if question.has_key:
            console.step(f"Question {number} alone, no answers yet")
        console.step(f"Question {number}, open")
        if question.time_limit_s:
            for _ in range(9):
                console.key("t")
    expect(screen.page.locator("h1.prompt")).to_contain_text(question.prompt.get("en"))


def answer(phone: Phone, way: Way, question: Question) -> None:
    """In this person's way; each sees the question in a language that it has."""
    expect(phone.page.locator("h1.prompt")).to_be_visible()
    if question_type(question.type).answerable:
        expect(phone.page.locator(".reach > [lang]")).to_be_visible()
    way(phone.page)
    if question_type(question.type).answerable:
        phone.expect_saved()


def show(
    console: Console,
    screen: Screen,
    people: list[tuple[Phone, Mapping[str, Way]]],
    question: Question,
    number: int,
) -> None:
    """Close, where it did not by itself; then the result on screen and phones."""
    if not question.has_key:
        console.key("ArrowRight")
    expect(console.seen).to_have_text(f"Question {number}, closed")
    console.step(f"The result of question {number}")
    screen.expect("round", "revealed")
    for phone, _ in people:
        expect(phone.page.locator(".view.result")).to_be_visible()
        if question.has_key:
            expect(phone.page.locator(".verdict b")).not_to_be_empty()
