"""An hour of the real agenda in fast motion, from the empty event to the annex of its record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from quizapp import paths
from quizapp.cli import cli
from quizapp.domain.agenda import read_agenda, walk
from quizapp.rehearsal.room import event_of
from quizapp.storage.engines import FILE_NAME
from tests.e2e.answering import BY_TOUCH
from tests.e2e.crowd import Phones
from tests.e2e.delegates import Delegate, codes_of
from tests.e2e.minutes import (
    Annex,
    Tables,
    both,
    expect_election,
    expect_proof,
    expect_questions,
    expect_roll_call,
    expect_round,
)
from tests.e2e.people import Console, Phone, Screen
from tests.e2e.room import Hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = {
    "en": "17th session, in fast motion",
    "fr": "17e session, en accéléré",
    "ar": "الدورة السابعة عشرة",
}
SEATS = """Delegation;Name;Region;Votes
Kenya;Amina Otieno;East and Southern Africa;yes
France;Lucie Moreau;Europe;yes
المغرب;كريم العلمي;North of Africa;yes
Nigeria;Ngozi Okafor;West and Central Africa;yes
Chile;;Americas;yes
Japan;;Far East;yes
Fiji;;Far East;yes
Norway;;Europe;yes
Ghana;;West and Central Africa;yes
Peru;;Americas;yes
Oman;;North of Africa;yes
Malawi;;East and Southern Africa;yes
Georgia;;Europe;yes
Canada;;Americas;yes
Samoa;;Far East;yes
Togo;;West and Central Africa;yes
Vanuatu;;Far East;yes
European Union;;Europe;no
"""
PHONES, ABSENT, OBSERVER = 4, "Vanuatu", "European Union"
ELECTION = {"en": "Election of the Vice-Chairs", "fr": "Élection des vice-présidents"}
CANDIDATES = ("Ms Wanjiru Kamau", "M. Étienne Laval", "Sr. Tomás Rojas", "Ms Hana Sato")
MOTION = {"en": "Review of privileged access", "fr": "Réexamen des accès privilégiés"}
WORDING = {
    "en": "The Sub-Committee recommends that privileged access be reviewed each quarter.",
    "fr": "Le Sous-Comité recommande que les accès privilégiés soient réexaminés chaque trimestre.",
}
FEEDBACK = {"en": "Your feedback on the day", "fr": "Votre avis sur la journée"}
ASKED = (
    "Your view of this session",
    "In one word, what does integrity in Customs mean to you?",
    "Which internal controls do you really use, not only on paper? Choose all that apply.",
)
QUICK = "Shall we begin at nine tomorrow?"
ANONYMOUS = "Who pays when an informant has to move house?"
SIGNED = "How long may a leak go unnoticed?"


def test_an_hour_of_the_real_agenda(room: Hall, tmp_path: Path) -> None:
    day = Day(room)
    day.make_event()
    day.bring_agenda()
    codes = day.bring_seats()
    day.make_votes()
    day.make_feedback()
    day.open_doors(codes)
    with day.crowd:
        day.crowd_sits()
        day.item_with_questions("V", ANONYMOUS, named=False)
        day.item_with_questions("VI", SIGNED, named=True)
        day.react()
        day.elect()
        day.vote_by_roll_call()
        day.feed_back()
        day.record(tmp_path)
    day.compare(tmp_path)


class Day:
    """The meeting: its moderator, its wall, four phones that are looked at, and a hall of others."""

    console: Console
    screen: Screen
    phones: Sequence[Phone]
    crowd: Phones

    def __init__(self, room: Hall) -> None:
        self.room = room
        self.url = room.server.url
        self.console = room.person(Console, "moderator").sign_in(room.server.printed("Moderator"))

    @property
    def page(self) -> Page:
        return self.console.page

    def go(self, place: str) -> None:
        self.page.goto(f"{self.url}/moderate/{self.event_id}{place}")

    # ---- Before the doors open ------------------------------------------------------------------

    def make_event(self) -> None:
        page = self.page
        page.get_by_role("link", name="New event").click()
        for code, title in TITLE.items():
            page.locator(f"[name=language_{code}]").check()
            page.locator(f"#title_{code}").fill(title)
        page.get_by_role("button", name="Make the event").click()
        page.wait_for_url(re.compile("/settings"))
        self.event_id = page.url.split("/")[-2]

    def bring_agenda(self) -> None:
        """As the document has it; then, from the translators, as a table with the second language."""
        seed = (paths.question_banks() / "isc-17-agenda.txt").read_text("utf-8")
        self.paste_agenda(seed, "Take this agenda")
        self.paste_agenda(translated(seed), "Update the agenda")

    def paste_agenda(self, text: str, agree: str) -> None:
        self.go("/agenda")
        self.page.locator("#text").fill(text)
        self.page.get_by_role("button", name="Show what is in it").click()
        expect(self.page.locator("main")).to_contain_text("Nothing is written yet.")
        expect(self.page.locator("main")).not_to_contain_text("found no place")
        self.page.get_by_role("button", name=agree).click()
        expect(self.page.locator("main")).to_contain_text("The agenda is in place.")

    def bring_seats(self) -> list[str]:
        """The codes of the printed cards, in the order of the list."""
        self.go("/seats")
        self.page.locator("#file").set_input_files(
            {"name": "seats.csv", "mimeType": "text/csv", "buffer": SEATS.encode()}
        )
        self.page.get_by_role("button", name="Show what is in it").click()
        self.page.get_by_role("button", name="Take in 18 seats").click()
        expect(self.page.locator("main")).to_contain_text("17 seats vote")
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="New cards for all 18 seats").click()
        codes = codes_of(waiting.value.path().read_bytes())
        assert len(set(codes)) == 18
        return codes

    def make_votes(self) -> None:
        self.new_vote(ELECTION, ELECTION, "XI", decides="election", kept="secret")
        self.new_vote(MOTION, WORDING, "VI", decides="simple", kept="roll")

    def new_vote(
        self, title: dict[str, str], text: dict[str, str], item: str, *, decides: str, kept: str
    ) -> None:
        self.go("/votes/new")
        page = self.page
        for field, texts in (("title", title), ("text", text)):
            for code, words in texts.items():
                page.locator(f"#{field}_{code}").fill(words)
        page.locator("#item").select_option(item)
        for choice in (f"decides-{decides}", "voters-seats", f"kept-{kept}"):
            page.locator(f"label[for={choice}]").click()
        page.locator("#quorum").fill("50")
        if decides == "election":
            page.locator("#candidates").fill("\n".join(CANDIDATES))
            page.locator("#places").fill("2")
        page.get_by_role("button", name="Make the vote").click()
        expect(page.locator(".activity .start", has_text=title["en"])).to_be_visible()

    def make_feedback(self) -> None:
        self.go("/activities/new")
        page = self.page
        page.locator("label[for=kind-poll]").click()
        for code, title in FEEDBACK.items():
            page.locator(f"#title_{code}").fill(title)
        page.locator("#item").select_option("XI")
        page.locator("#find-bank").select_option(label="Polls for the agenda")
        for prompt in ASKED:
            page.get_by_role("button", name=re.compile(f"^Add: .{re.escape(prompt)}")).click()
        expect(page.locator(".chosen h3")).to_have_text(ASKED)
        page.get_by_role("button", name="Make the activity").click()
        expect(page.get_by_role("link", name=FEEDBACK["en"])).to_be_visible()

    # ---- Doors -----------------------------------------------------------------------------------

    def open_doors(self, codes: Sequence[str]) -> None:
        """The wall, the console, and a phone for each of the first seats; the others are simulated."""
        self.page.goto(f"{self.url}/moderate/")
        card = self.page.locator("li.event", has_text=TITLE["en"])
        self.code = re.sub(r"\D", "", card.locator(".facts b").inner_text())
        card.get_by_role("link", name="Open the console").click()
        expect(self.console.seen).to_be_visible()
        self.screen = self.room.person(Screen, "screen")
        wall = self.page.locator(".stage iframe").get_attribute("src")
        self.screen.page.goto(f"{self.url}{wall}")
        self.screen.expect("lobby")
        locales = {"Amina": "en-GB", "Lucie": "fr-FR", "Karim": "ar-MA", "Ngozi": "en-NG"}
        self.phones = [
            self.sit(self.room.person(Phone, name, locale=locale), code)
            for (name, locale), code in zip(locales.items(), codes, strict=False)
        ]
        assert self.phones[2].page.locator("html").get_attribute("dir") == "rtl"
        event_id = str(event_of(self.url, self.code)["event_id"])
        names = [line.split(";")[0] for line in SEATS.splitlines()[1:]]
        self.crowd = Phones(
            [
                Delegate(self.url, event_id, number, codes[number], observes=name == OBSERVER)
                for number, name in enumerate(names)
                if number >= PHONES and name != ABSENT
            ]
        )

    def sit(self, phone: Phone, code: str) -> Phone:
        phone.page.goto(f"{self.url}/j/{self.code}#seat={code}")
        expect(phone.page.locator("input.seat-code")).to_have_value(code)
        phone.knock()
        expect(phone.page.locator(".who.seat bdi").first).to_be_visible()
        return phone

    def crowd_sits(self) -> None:
        joined = self.page.locator(".figures div").first.locator("b")
        expect(joined).to_have_text(str(PHONES + len(self.crowd.phones)))

    # ---- Items -----------------------------------------------------------------------------------

    def put_on_floor(self, number: str) -> None:
        item = self.page.locator(".run .item").filter(
            has=self.page.locator(f".nr:text-is('{number}')")
        )
        item.locator("details.about summary").click()
        item.locator(".take").click()
        expect(self.console.seen).to_have_text(re.compile(rf"^Agenda item \W?{number}\W?$"))

    def item_with_questions(self, number: str, words: str, *, named: bool) -> None:
        """Asked on a phone, approved, wanted by others, on the wall, answered."""
        self.put_on_floor(number)
        self.page.locator("#open-queue").click()
        self.page.get_by_role("button", name="Open questions").click()
        asker, *others = self.phones
        asker.page.locator("#tab-questions").click()
        asker.page.locator("#ask").click()
        asker.page.locator("#question-text").fill(words)
        asker.page.locator(".named label").nth(1 if named else 0).click()
        asker.page.get_by_role("button", name="Send my question").click()
        own = asker.page.locator(".own", has_text=words).locator("b")
        expect(own).to_have_text("waiting for the moderator")
        self.page.get_by_role("button", name=f"Approve: {words}").click()
        for phone in others[:2]:
            phone.page.locator("#tab-questions").click()
            phone.page.locator("button.vote").click()
            expect(phone.page.locator("button.vote.on b")).to_be_visible()
        self.page.locator(".questions .tabs button", has_text="Approved").click()
        self.page.get_by_role("button", name=f"On screen: {words}").click()
        wall = self.screen.page
        expect(wall.locator("blockquote")).to_have_text(words)
        by = "Amina, Kenya" if named else "anonymous"
        expect(wall.locator("figcaption .by")).to_have_text(by)
        expect(wall.locator("figcaption .votes .n")).to_have_text("2")
        expect(own).to_have_text("on the screen now")
        self.page.get_by_role("button", name=f"Answered: {words}").click()
        expect(own).to_have_text(re.compile("answered$"))
        expect(wall.locator("blockquote")).to_have_count(0)
        self.page.get_by_role("button", name="Close questions").click()
        self.page.keyboard.press("Escape")
        for phone in self.phones[:3]:
            phone.page.locator("#tab-now").click()

    def react(self) -> None:
        """All at once: one picture of it on the wall, and not a word to any phone."""
        self.page.locator("#open-queue").click()
        self.page.locator(".questions .switches").get_by_role("button", name="Reactions").click()
        self.page.keyboard.press("Escape")
        amina = self.phones[0].page
        expect(amina.locator(".reaction.applause")).to_be_visible()
        heard = [len(told(phone)) for phone in self.phones]
        for delegate in self.crowd.phones:
            assert isinstance(delegate, Delegate)
            self.crowd.wait(delegate.call("react", {"reaction": "applause"}))
        amina.locator(".reaction.applause").click()
        expect(self.screen.page.locator(".pulse .applause b")).to_be_visible()
        expect(self.screen.page.locator(".pulse .applause b")).to_have_text(
            str(len(self.crowd.phones) + 1)
        )
        assert [len(told(phone)) for phone in self.phones] == heard

    # ---- Votes -----------------------------------------------------------------------------------

    def elect(self) -> None:
        console, screen = self.console, self.screen
        console.start(ELECTION["en"])
        console.step("Question 1, open")
        amina, lucie, karim, ngozi = self.phones
        for phone, places in ((amina, (0, 1)), (lucie, (0, 2)), (karim, (1, 2))):
            phone.choose(*places)
            phone.page.locator(".send .go").click()
            phone.page.locator(".send .pair .go").last.click()
            expect(phone.page.locator(".say.ok")).to_be_visible()
            kept = phone.page.evaluate("JSON.stringify(localStorage)")
            assert not re.search(r"c[1-4]\W", kept), kept
        console.answered(15, 17)
        self.break_down()
        ngozi.choose(3)
        ngozi.page.locator(".send .go").click()
        ngozi.page.locator(".send .pair .go").last.click()
        expect(ngozi.page.locator(".say.ok")).to_be_visible()
        console.answered(16, 17)
        assert screen.page.locator(".bar-row").count() == 0
        console.step("Question 1, closed")
        expect(screen.page.locator(".proof")).to_contain_text("16 ballots sealed")
        assert screen.page.locator(".bar-row").count() == 0
        console.step("The result of question 1")
        expect(screen.page.locator(".decided")).to_contain_text(CANDIDATES[0])
        self.check_number = screen.page.locator(".proof b").inner_text()

    def break_down(self) -> None:
        """In the midst of a secret vote the server is gone, and comes back by itself."""
        self.room.cut()
        self.room.server.kill()
        expect(self.screen.page.locator(".reconnecting")).to_be_visible()
        self.room.server.start()
        expect(self.screen.page.locator(".reconnecting")).to_have_count(0)
        expect(self.page.locator(".banner")).to_have_count(0)
        for phone in self.phones:
            expect(phone.page.locator("header.top:not(.offline)")).to_be_visible()

    def vote_by_roll_call(self) -> None:
        console, screen = self.console, self.screen
        console.start(MOTION["en"])
        console.step("Question 1, open")
        amina, lucie, karim, ngozi = self.phones
        for phone, place in ((amina, 1), (lucie, 0), (karim, 0), (ngozi, 2), (amina, 0)):
            phone.choose(place)
            phone.expect_saved()
        console.answered(16, 17)
        console.step("Question 1, closed")
        console.step("The result of question 1")
        expect(screen.page.locator(".decided")).to_be_visible()
        console.tool("roll").click()
        expect(screen.page.locator(".roll li")).to_have_count(17)
        console.tool("roll").click()
        expect(screen.page.locator(".roll")).to_have_count(0)

    def feed_back(self) -> None:
        """Three questions on the phones, while the stage asks something of its own."""
        console = self.console
        console.more(FEEDBACK["en"]).get_by_role(
            "button", name="Open on phones, beside the stage"
        ).click()
        self.page.locator(".quick summary").click()
        self.page.locator(".quick input").fill(QUICK)
        self.page.get_by_role("button", name="Yes or no").click()
        console.start(QUICK)
        console.step("Question 1, open")
        for phone in self.phones:
            phone.choose(0)
            phone.expect_saved()
            phone.page.locator(".aside-card").click()
            for place, kind in enumerate(("scale", "word_cloud", "multiple_choice")):
                expect(
                    phone.page.locator(".aside-view .reach div[lang] >> visible=true")
                ).to_be_visible()
                BY_TOUCH[kind](phone.page)
                expect(phone.page.locator(".aside-view .head .say.ok")).to_be_visible()
                if place < 2:
                    phone.page.locator("#next-question").click()
            phone.page.locator(".aside-view .onward .go").click()
        expect(self.page.locator(".aside-now span")).to_contain_text("17 have answered")
        console.step("Question 1, closed")
        console.step("The result of question 1")
        self.page.get_by_role("button", name="on phones").click()

    # ---- Afterwards ------------------------------------------------------------------------------

    def record(self, folder: Path) -> None:
        """The annex in two languages, and the record for whoever doubts it."""
        self.go("/annex")
        self.page.locator("#first").select_option("en")
        self.page.locator("#second").select_option("fr")
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Word document (DOCX)").click()
        waiting.value.save_as(folder / "annex.docx")
        answer = self.page.request.get(f"{self.url}/moderate/{self.event_id}/record.json")
        (folder / "record.json").write_bytes(answer.body())

    def compare(self, folder: Path) -> None:
        """What the files say is what stands in the database; nobody has to believe it."""
        annex = Annex(folder / "annex.docx")
        base = Tables(self.room.server.data_dir / FILE_NAME, self.event_id)
        assert [both(TITLE)] in annex.blocks
        for each in base.rounds:
            expect_round(annex, base, each)
        election, motion, *_ = base.rounds
        assert expect_election(annex, election) == [CANDIDATES[0], CANDIDATES[2]]
        expect_roll_call(annex, base, motion)
        expect_questions(annex, base)
        expect_proof(annex, base, election)
        verify = CliRunner().invoke(
            cli, ["event", "verify", str(folder / "record.json"), "--head", self.check_number]
        )
        assert verify.exit_code == 0, verify.output
        assert "FAULT" not in verify.output


def told(phone: Phone) -> list[str]:
    """What the server said to a phone of its own accord."""
    return [frame for frame in phone.watched.frames if frame.startswith("42[")]


def translated(seed: str) -> str:
    """The agenda as a table, its titles also in French."""
    plan: dict[str, Any] = yaml.safe_load(
        (paths.question_banks() / "isc-17.yaml").read_text("utf-8")
    )
    french = plan["agenda_titles"]["fr"]
    agenda = read_agenda(seed)
    days = {each.number: each.date for each in agenda.days}
    table = io.StringIO()
    lines = csv.writer(table)
    lines.writerow(["day", "number", "title", "title_fr", "text", "document"])
    for path, item in walk(agenda):
        lines.writerow([days[item.day], path, item.title, french[path], item.text, item.reference])
    return table.getvalue()
