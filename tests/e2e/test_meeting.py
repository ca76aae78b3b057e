"""A meeting in real browsers: moderator, screen and phones over the LAN's address."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from quizapp import paths
from quizapp.domain.bank import Question
from quizapp.importers.bank_yaml import read_bank_file
from tests.e2e.chromium import Watched
from tests.e2e.people import Console, Phone, Screen, shown
from tests.e2e.room import Hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POLL = "Try your phone"
QUIZ = "Integrity Quiz"
BACK_WITHIN_S = 5.0


def questions(bank: str) -> list[Question]:
    """As they ship, in the order in which the demo event asks them."""
    return list(read_bank_file(paths.question_banks() / f"{bank}.yaml").questions)


def open_question(console: Console, number: int) -> None:
    """Ask a quiz question and open it, by the key."""
    console.step(f"Question {number} alone, no answers yet")
    console.step(f"Question {number}, open")


class Secrets:
    """What nobody may be sent with a question before its reveal."""

    def __init__(self, question: Question, *watched: Watched) -> None:
        assert question.source is not None
        self._watched = watched
        self._prompts = [question.prompt.get(language) for language in ("en", "fr")]
        self._texts = [
            *(question.explanation.get(language) for language in ("en", "fr")),
            question.source.line(),
            '"key"',
            '"correct"',
        ]

    def expect_kept(self) -> None:
        """No frame of a phone or the screen holds the key, the explanation or the source."""
        for watched in self._watched:
            sent = [plain(frame) for frame in watched.frames]
            about = [frame for frame in sent if any(each in frame for each in self._prompts)]
            assert about, f"{watched.name} was not sent the question"
            leaks = [(text, frame) for text in self._texts for frame in about if text in frame]
            assert leaks == [], watched.name
            assert not any(text in frame for text in self._texts[:2] for frame in sent), (
                watched.name
            )


def plain(frame: str) -> str:
    """A frame with its texts as people write them."""
    found = re.fullmatch(r"(\d+)([\[{].*)", frame, re.DOTALL)
    return json.dumps(json.loads(found[2]), ensure_ascii=False) if found else frame


# ---- From the door to the workbook ------------------------------------------------------------


def test_a_meeting_from_the_door_to_the_workbook(room: Hall, tmp_path: Path) -> None:
    console = room.moderator()
    expect_used_up(room)
    screen = room.screen()
    screen.expect("lobby")
    lucie = room.phone("Lucie", locale="fr-FR")
    ngozi, omar = room.phone("Ngozi"), room.phone("Omar")
    phones = (lucie, ngozi, omar)
    assert not any(phone.page.evaluate("window.isSecureContext") for phone in phones)
    expect(screen.page.locator(".arrivals li")).to_have_count(3)

    poll(console, screen, phones)
    first, second, third = questions("integrity-quiz")[:3]
    console.start(QUIZ)
    counts = [first_question(console, screen, phones, first)]
    counts.append(second_question(console, screen, phones, second))
    counts.append(third_question(console, screen, phones, third))
    assert screen.rows == [("Ngozi", 2667), ("Lucie", 2000), ("Omar", 1333)]
    void_first_question(console, screen, phones)
    finish(console, screen, phones)

    book = results(console, tmp_path)
    expect_workbook(book, [first, second, third], counts, screen)


def expect_used_up(room: Hall) -> None:
    """The one-time link, tried once more by somebody else."""
    stranger = room.person(Console, "stranger")
    stranger.watched.allowed.add("status of 4")
    answer = stranger.page.goto(room.server.printed("Moderator"))
    assert answer is not None
    assert 400 <= answer.status < 500
    expect(stranger.page.get_by_role("button", name="Sign in here")).to_have_count(0)
    expect(stranger.page.get_by_role("heading", level=1)).to_be_visible()


def poll(console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone]) -> None:
    """Three words and a choice, one of each changed before the close."""
    lucie, ngozi, omar = phones
    question = questions("icebreaker")[0]
    console.start(POLL)
    console.step("Question 1, open")
    for phone, word in ((lucie, "Calme"), (ngozi, "Tired"), (omar, "Ready")):
        phone.type(word)
        phone.send()
        phone.expect_saved()
    expect(lucie.page.locator("h1.prompt")).to_have_text(question.prompt.get("fr"))
    expect(screen.page.locator("h1.prompt")).to_contain_text(question.prompt.get("en"))
    expect(screen.page.locator("h1.prompt .also")).to_have_text(question.prompt.get("fr"))
    expect(screen.page.locator(".cloud .word")).to_have_count(3)
    ngozi.type("Ready")
    ngozi.send()
    expect(screen.page.get_by_label(re.compile("Ready.*, 2 times"))).to_be_visible()
    ngozi.expect_saved()
    console.step("Question 1, closed")
    expect(screen.page.locator(".cloud .word")).to_have_text(["Ready", "Calme"])
    for phone in phones:
        expect(phone.page.locator(".view.result .chart")).to_contain_text("Calme")
    console.step("Question 2, open")
    for phone, place in ((lucie, 0), (omar, 2), (lucie, 1)):
        phone.choose(place)
        phone.expect_saved()
    expect(screen.page.locator(".bar-row .figures small")).to_have_text(["0", "1", "1", "0", "0"])
    console.step("Question 2, closed")
    assert screen.counts == [0, 1, 1, 0, 0]
    expect(lucie.page.locator(".chart")).to_contain_text(
        re.compile("Un verre d’eau.*votre réponse")
    )
    console.tool("finish").click()
    console.confirm()
    expect(console.seen).to_have_text("The title of the event")


def first_question(
    console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone], question: Question
) -> list[int]:
    """One option each; one phone answers without a line. It closes by itself when all have."""
    lucie, ngozi, omar = phones
    secrets = Secrets(question, screen.watched, *(each.watched for each in phones))
    open_question(console, 1)
    console.page.keyboard.press("t")
    console.page.keyboard.press("t")
    omar.cut()
    omar.context.set_offline(offline=True)
    omar.choose(0)
    expect(omar.page.locator(".say.warn")).to_contain_text("Kept on this phone")
    expect(omar.page.locator("header.top")).to_contain_text("Your answer is kept on this phone")
    lucie.choose(1)
    lucie.expect_saved()
    ngozi.choose(1)
    ngozi.expect_saved()
    console.answered(2, 3)
    omar.context.set_offline(offline=False)
    omar.expect_saved()
    expect(console.seen).to_have_text("Question 1, closed")
    secrets.expect_kept()
    console.step("The result of question 1")
    expect(omar.page.locator(".verdict b")).to_have_text("Not right")
    expect(ngozi.page.locator(".verdict b")).to_have_text("Right")
    expect(lucie.page.locator(".verdict b")).to_have_text("Juste")
    expect(lucie.page.locator(".why")).to_contain_text(question.explanation.get("fr"))
    expect(screen.page.locator(".why .also")).to_have_text(question.explanation.get("fr"))
    with pytest.raises(AssertionError):  # what looks for secrets finds them, once they are told
        secrets.expect_kept()
    counts = revealed_counts(screen)
    assert counts == [1, 2, 0, 0]
    console.step("The ranking after question 1")
    omar.expect_place(3, 0)
    return counts


def second_question(
    console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone], question: Question
) -> list[int]:
    """Several options: one phone reloads and finds its answer and its score again.

    A close that came too soon is taken back, and what was ticked before it still is.
    """
    lucie, ngozi, omar = phones
    secrets = Secrets(question, screen.watched, *(each.watched for each in phones))
    open_question(console, 2)
    ngozi.choose(0, 3)
    ngozi.send()
    ngozi.expect_saved()
    ngozi.page.reload()
    ngozi.expect_saved()
    expect(ngozi.page.locator(".tile.on")).to_have_count(2)
    lucie.choose(0, 3, 4)
    lucie.send()
    lucie.expect_saved()
    omar.choose(0)
    console.step("Question 2, closed")
    expect(omar.says).to_contain_text("You gave no answer")
    console.tool("undo").click()
    expect(console.seen).to_have_text("Question 2, open")
    omar.send()
    omar.expect_saved()
    console.step("Question 2, closed")
    secrets.expect_kept()
    console.step("The result of question 2")
    expect(omar.page.locator(".verdict b")).to_have_text("Partly right")
    expect(ngozi.page.locator(".verdict p")).to_contain_text("+667")
    expect(ngozi.page.locator(".boxes b").first).to_have_text(re.compile(shown(1667)))
    counts = revealed_counts(screen)
    assert counts == [3, 0, 0, 2, 1]
    console.step("The ranking after question 2")
    return counts


def third_question(
    console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone], question: Question
) -> list[int]:
    """The moderator pauses, goes on, and shows the answer straight from the open question."""
    lucie, ngozi, omar = phones
    secrets = Secrets(question, screen.watched, *(each.watched for each in phones))
    open_question(console, 3)
    console.key("p")
    for phone in phones:
        expect(phone.page.locator(".say")).to_contain_text(re.compile("Paused|pause"))
    expect(screen.page.locator(".ring.paused")).to_be_visible()
    console.key("p")
    expect(screen.page.locator(".ring.running")).to_be_visible()
    for phone, place in ((lucie, 0), (ngozi, 3), (omar, 3)):
        phone.choose(place)
        phone.expect_saved()
    expect(console.seen).to_have_text("Question 3, closed")
    secrets.expect_kept()
    console.key("c")
    expect(console.seen).to_have_text("The result of question 3")
    counts = revealed_counts(screen)
    assert counts == [1, 0, 0, 2]
    console.key("r")
    expect(console.seen).to_have_text("The ranking after question 3")
    ngozi.expect_place(1, 2667)
    lucie.expect_place(2, 2000)
    omar.expect_place(3, 1333)
    return counts


def revealed_counts(screen: Screen) -> list[int]:
    """The figures of the bars, once the right one is marked."""
    screen.expect("round", "revealed", "chart")
    expect(screen.page.locator(".bar-row.key").first).to_be_visible()
    return screen.counts


def void_first_question(
    console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone]
) -> None:
    """It counts for nobody: two who had it right lose its points, and two change places."""
    lucie, ngozi, omar = phones
    console.more(QUIZ).get_by_role("button", name="Void question 1…").click()
    console.confirm()
    ngozi.expect_place(1, 1667)
    omar.expect_place(2, 1333)
    lucie.expect_place(3, 1000)
    expect(screen.page.locator(".row .who")).to_have_text(["Ngozi", "Omar", "Lucie"])
    assert screen.rows == [("Ngozi", 1667), ("Omar", 1333), ("Lucie", 1000)]


def finish(console: Console, screen: Screen, phones: tuple[Phone, Phone, Phone]) -> None:
    """Early, by the console: the podium, for the room and for each phone."""
    lucie, ngozi, omar = phones
    console.tool("finish").click()
    console.confirm()
    expect(console.seen).to_have_text("The podium")
    screen.expect("podium")
    ngozi.expect_place(1, 1667)
    omar.expect_place(2, 1333)
    lucie.expect_place(3, 1000)
    expect(lucie.page.locator(".view.ranks")).to_contain_text("Votre place finale")


def results(console: Console, folder: Path) -> Workbook:
    """The workbook, by the results page of the console."""
    with console.page.expect_popup() as opened:
        console.more(QUIZ).get_by_role("link", name="Results", exact=True).click()
    page = opened.value
    expect(page.get_by_role("heading", level=1)).to_have_text(QUIZ)
    file = console.download(page, page.get_by_role("link", name="Excel workbook"), folder)
    return load_workbook(file)


def expect_workbook(
    book: Workbook, asked: list[Question], counts: list[list[int]], screen: Screen
) -> None:
    """Its figures are the bars' figures, its wording the phones', its ranking the podium's."""
    summary = table(book, "Summary", "Question")
    assert [row["Question"] for row in summary] == [each.prompt.get("en") for each in asked]
    assert [row["Answered"] for row in summary] == [3, 3, 3]
    assert [row["Right"] for row in summary] == [2, 1, 2]
    assert [row["Voided"] for row in summary] == ["yes", "no", "no"]
    for number, (question, shown_counts) in enumerate(zip(asked, counts, strict=True), start=1):
        sheet = f"{number} {question.slug}"[:31]
        prompts = {row["Language"]: row["Question"] for row in table(book, sheet, "Question")}
        assert prompts == question.prompt.to_dict()
        rows = table(book, sheet, "en")
        assert [row["Votes"] for row in rows] == shown_counts
        assert [row["fr"] for row in rows] == list(question.labels("fr").values())
    ranking = [(r["Place"], r["Name"], r["Points"]) for r in table(book, "Participants", "Name")]
    assert ranking == screen.podium == [(1, "Ngozi", 1667), (2, "Omar", 1333), (3, "Lucie", 1000)]


def table(book: Workbook, sheet: str, first: str) -> list[dict[str, Any]]:
    """The rows below the heading that begins with `first`, up to the next empty row."""
    lines = list(book[sheet].iter_rows(values_only=True))
    top = next(i for i, line in enumerate(lines) if line[0] == first)
    heading = [str(each) for each in lines[top] if each is not None]
    found = []
    for line in lines[top + 1 :]:
        if line[0] is None:
            break
        found.append(dict(zip(heading, line, strict=False)))
    return found


# ---- What goes wrong on the day ---------------------------------------------------------------


def test_a_second_console_takes_over_an_open_question(room: Hall) -> None:
    console = room.moderator()
    ada = room.phone("Ada")
    console.page.goto(f"{room.server.url}/account")
    console.page.get_by_role("button", name="Make a one-time link").click()
    link = console.page.locator(".secret").inner_text()
    console.page.goto(f"{room.server.url}/moderate/")
    console.open()
    console.start(QUIZ)
    open_question(console, 1)
    console.close()

    # By another address than the one that the server tells phones.
    second = room.moderator(link.replace(room.server.host, "127.0.0.1"))
    expect(second.seen).to_have_text("Question 1, open")
    second.page.keyboard.press("t")
    expect(ada.page.get_by_role("timer")).to_have_text(re.compile(r"^(3[1-9]|40) s$"))
    second.step("Question 1, closed")
    expect(ada.says).to_contain_text("You gave no answer")
    second.step("The result of question 1")


def test_the_moderator_minds_the_door(room: Hall) -> None:
    console = room.moderator()
    ada, ben = room.phone("Ada"), room.phone("Ben")
    console.start(QUIZ)
    open_question(console, 1)
    console.key("l")
    late = room.person(Phone, "Chloé").open(room.server)
    late.knock()
    expect(late.page.locator(".problem")).to_contain_text("The moderator has closed the door")
    ben.choose(0)
    ben.expect_saved()
    ada.choose(1)
    ada.expect_saved()
    expect(console.seen).to_have_text("Question 1, closed")
    console.step("The result of question 1")
    console.step("The ranking after question 1")
    ada.expect_place(1, 1000)

    console.page.locator("#open-people").click()
    console.page.get_by_role("button", name=re.compile("Remove.*Ada")).click()
    console.confirm()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Taken out of the room")
    ben.expect_place(1, 0)
    console.page.get_by_role("button", name=re.compile("Let.*Ada.*in again")).click()
    expect(console.page.get_by_role("button", name=re.compile("Remove.*Ada"))).to_be_visible()
    ada.page.get_by_role("button", name="Try again").click()
    ada.expect_place(1, 1000)
    ben.expect_place(2, 0)

    console.page.keyboard.press("Escape")
    console.key("l")
    expect(console.page.locator(".flag", has_text="joining locked")).to_have_count(0)
    late.page.locator("button.go").click()
    expect(late.page.locator(".view.ranks")).to_be_visible()


@pytest.mark.alone
def test_a_killed_server_comes_back_without_a_hand(room: Hall) -> None:
    console, screen = room.moderator(), room.screen()
    ada, ben, lucie = room.phone("Ada"), room.phone("Ben"), room.phone("Lucie", locale="fr-FR")
    console.start(QUIZ)
    open_question(console, 1)
    console.page.keyboard.press("t")
    console.page.keyboard.press("t")
    ada.choose(1)
    ada.expect_saved()
    room.cut()
    room.server.kill()
    ben.choose(1)
    expect(ben.says).to_contain_text("Kept on this phone")
    expect(screen.page.locator(".reconnecting")).to_be_visible()
    expect(console.page.locator(".banner")).to_be_visible()
    expect(lucie.page.locator("header.offline")).to_be_visible()

    room.server.start()
    returned = time.monotonic()
    for phone in (ada, ben, lucie):
        expect(phone.page.locator("header.top:not(.offline)")).to_be_visible()
    ben.expect_saved()
    ada.expect_saved()
    expect(screen.page.locator(".reconnecting")).to_have_count(0)
    expect(console.page.locator(".banner")).to_have_count(0)
    assert time.monotonic() - returned < BACK_WITHIN_S
    expect(console.seen).to_have_text("Question 1, open")
    console.answered(2, 3)
    lucie.choose(0)
    lucie.expect_saved()
    console.step("Question 1, closed")
    console.step("The result of question 1")
    assert revealed_counts(screen) == [1, 2, 0, 0]
