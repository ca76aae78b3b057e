"""An organiser without a file: a bank of five types in two languages, a quiz of it, and an edit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import Console
from tests.e2e.room import Hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BANK, ACTIVITY = "Our own bank", "Our own quiz"
PROMPTS = {
    "single_choice": ("Which article?", "Quel article ?"),
    "multiple_choice": ("Which are ports?", "Lesquels sont des ports ?"),
    "ordering": ("What comes first?", "Qu’est-ce qui vient d’abord ?"),
    "scale": ("How far do you agree?", "Êtes-vous d’accord ?"),
    "word_cloud": ("In one word?", "En un mot ?"),
}


class Organiser:
    """A laptop in the banks."""

    def __init__(self, console: Console) -> None:
        self.page: Page = console.page

    def make_bank(self) -> None:
        self.page.get_by_role("link", name="Banks").click()
        self.page.get_by_role("link", name="New bank").click()
        self.page.get_by_label("Français").check()
        self.page.locator("#title_en").fill(BANK)
        self.page.locator("#title_fr").fill("Notre banque")
        self.page.get_by_role("button", name="Make the bank").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(BANK)

    def text(self, path: str, en: str, fr: str) -> None:
        """A text in both languages, side by side."""
        self.page.locator(f"#f-{path}-en").fill(en)
        self.page.locator(f"#f-{path}-fr").fill(fr)

    def ask(self, kind: str) -> None:
        """The type, and the prompt in both languages."""
        self.page.locator("#f-type").select_option(kind)
        self.text("prompt", *PROMPTS[kind])

    def save(self, version: int = 1) -> None:
        """By the key, until it is a version."""
        self.page.keyboard.press("Control+s")
        expect(self.standing).to_contain_text(f"Version {version}")

    @property
    def standing(self) -> Locator:
        return self.page.locator(".standing")

    def next(self) -> None:
        """Save by the key, and begin another."""
        before = self.page.url
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_url(lambda url: url != before)
        expect(self.standing).to_have_text("A new question")


def shown_in(page: Page, frame: str) -> Any:
    """The phone or the screen inside the editor."""
    return page.frame_locator(f".preview.{frame} iframe")


def write_five(organiser: Organiser) -> None:
    page = organiser.page
    page.get_by_role("link", name="New question").first.click()
    choice(organiser)
    organiser.next()
    paste_multiple_choice(organiser)
    organiser.next()
    organiser.ask("ordering")
    for index, (en, fr) in enumerate(
        (("Ask", "Demander"), ("Answer", "Répondre"), ("Show", "Montrer"))
    ):
        organiser.text(f"items-{index}-text", en, fr)
    page.get_by_role("button", name=re.compile("^Take out: .without words yet")).click()
    page.get_by_label("There is a right order").check()
    page.locator(".ordered .grip").first.press("ArrowDown")
    organiser.next()
    organiser.ask("scale")
    organiser.text("statements-0-text", "It works", "Cela marche")
    organiser.text("low", "not at all", "pas du tout")
    organiser.text("high", "fully", "tout à fait")
    organiser.next()
    organiser.ask("word_cloud")
    organiser.save()
    page.get_by_role("link", name=BANK).click()
    titles = page.locator("#questions h2")
    expect(titles).to_have_text([en for en, _ in PROMPTS.values()])


def choice(organiser: Organiser) -> None:
    """Typed field by field; both previews follow, undo goes back, what is missing is marked."""
    page = organiser.page
    page.locator("#f-prompt-en").fill("Which article?")
    expect(page.locator(".text.missing")).to_have_count(1)
    page.locator("#f-prompt-fr").fill("Quel article ?")
    expect(page.locator(".text.missing")).to_have_count(0)
    page.locator("#f-options-0-text-en").evaluate(
        """(box) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "A) Article 1\\nB) Article 6\\nC) Article 23 *");
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    page.get_by_role("button", name=re.compile("^Take out: .without words yet")).click()
    expect(page.locator(".chip :checked + .mark + bdi")).to_have_text("Article 23")
    expect(shown_in(page, "screen").locator(".opt")).to_have_count(3)
    expect(shown_in(page, "phone").locator(".tile")).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(page.locator(".entry")).to_have_count(4)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".entry")).to_have_count(3)
    for index, number in enumerate((1, 6, 23)):
        organiser.text(f"options-{index}-text", f"Article {number}", f"L’article {number}")


def paste_multiple_choice(organiser: Organiser) -> None:
    page = organiser.page
    page.get_by_role("button", name="Paste a question").click()
    page.get_by_label("Text of the question").fill(
        "1. Which are ports?\n* Antwerp\n- Vienna\n* Valparaíso"
    )
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator("#f-type")).to_have_value("multiple_choice")
    organiser.text("prompt", *PROMPTS["multiple_choice"])
    expect(page.locator(".chip :checked")).to_have_count(2)


def make_quiz(organiser: Organiser) -> None:
    page = organiser.page
    page.get_by_role("link", name="Events").click()
    page.get_by_role("link", name="Activities").click()
    page.get_by_role("link", name="New activity").click()
    page.locator("#title_en").fill(ACTIVITY)
    page.locator("#find-bank").select_option(label=BANK)
    expect(page.locator(".results .question")).to_have_count(5)
    for en, _ in PROMPTS.values():
        page.get_by_role("button", name=re.compile(f"^Add: .{re.escape(en)}")).click()
    page.locator(".chosen .grip").nth(4).press("ArrowUp")
    expect(page.locator(".chosen h3")).to_have_text(
        [*[en for en, _ in PROMPTS.values()][:3], "In one word?", "How far do you agree?"]
    )
    page.locator("#ask_s").fill("0")
    page.get_by_role("button", name="Make the activity").click()
    expect(page.get_by_role("link", name=ACTIVITY)).to_be_visible()


def play_first(room: Hall, console: Console) -> None:
    phone = room.phone("Ngozi")
    console.start(ACTIVITY)
    console.step(re.compile("alone, no answers yet"))
    console.step(re.compile("open"))
    phone.choose(2)
    phone.expect_saved()
    # The only phone has answered: it closes by itself.
    expect(console.seen).to_have_text("Question 1, closed")
    console.key("ArrowRight")
    expect(phone.page.locator(".verdict.right")).to_be_visible()


def figures(page: Page, activity_url: str) -> str:
    """What the results page says of the first question."""
    page.goto(f"{activity_url}/results")
    round_ = page.locator(".round").first
    expect(round_).to_contain_text("Article 23")
    return round_.inner_text()


def change_first(organiser: Organiser, bank_url: str) -> None:
    """Other words, another key; the activity is given the new version."""
    page = organiser.page
    page.goto(bank_url)
    page.get_by_role("link", name="Which article?").click()
    organiser.text("options-2-text", "Somewhere else", "Ailleurs")
    page.locator(".chip", has_text="Article 6").click()
    organiser.save(2)


def expect_told(organiser: Organiser, other: Page) -> None:
    """Who saves later from an older version is told, and chooses."""
    page = organiser.page
    other.goto(page.url)
    other.locator("#f-prompt-en").fill("Which article was it?")
    page.locator("#f-explanation-en").fill("Because.")
    organiser.save(3)
    other.keyboard.press("Control+s")
    dialog = other.get_by_role("dialog")
    expect(dialog).to_contain_text("Nothing was overwritten")
    dialog.get_by_role("button", name="Keep mine as a new version").click()
    expect(other.locator(".standing")).to_contain_text("Version 4")


def test_a_quiz_without_a_file_and_an_edit_that_changes_no_result(room: Hall) -> None:
    console = room.person(Console, "moderator").sign_in(room.server.printed("Moderator"))
    organiser = Organiser(console)
    organiser.make_bank()
    bank_url = console.page.url
    write_five(organiser)
    make_quiz(organiser)
    activity_url = console.page.get_by_role("link", name=ACTIVITY).evaluate("(link) => link.href")
    console.page.get_by_role("link", name="To the console").click()
    play_first(room, console)

    editing = Organiser(console)
    before = figures(console.page, activity_url)
    change_first(editing, bank_url)
    console.watched.allowed.add("status of 409")
    other = console.context.new_page()
    expect_told(editing, other)
    other.close()
    console.page.goto(activity_url)
    console.page.get_by_role("button", name="Take the newest").click()
    console.page.get_by_role("button", name="Save the activity").click()
    expect(console.page.get_by_role("link", name=ACTIVITY)).to_be_visible()
    assert figures(console.page, activity_url) == before
    assert "Somewhere else" not in before
