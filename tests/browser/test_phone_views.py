"""The phone's views without a server: every story that a phone may be told, and every tap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext

from quizapp import paths
from tests.browser import phone_states as stories
from tests.browser import type_states
from tests.browser.phone_page import SEAT, Phone
from tests.browser.phone_site import Stub, serving

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 640}
Opener = Callable[..., Phone]

# What each story must say; read from the page as it is drawn.
WORDS = {
    "lobby": ["You are in", "Ada", "17th meeting"],
    "lobby-anonymous": ["You are in", "Delegate 41"],
    "idle": ["Nothing to do right now", "follow the room"],
    "intro-quiz": ["Integrity Quiz", "15 questions", "Being fast earns none"],
    "intro-poll": ["Integrity tests", "1 question", "no right or wrong"],
    "asked": [stories.PROMPT, "4 of 15", "get ready", "The answers are coming"],
    "open-single": [stories.PROMPT, *stories.OPTIONS, "12 s", "Tap one answer."],
    "open-single-eight": ["Option number 1", "Option number 8"],
    "open-single-saved": ["Saved. The result comes when the round closes."],
    "open-multiple": ["Choose all that apply.", "Code of Conduct", "Send my answer"],
    "open-scale": [*stories.STATEMENTS, "Not at all", "Completely", "open", "Send my answer"],
    "open-scale-eleven": ["0", "10", "Choose a number."],
    "open-ordering": [*stories.MEASURES, "Tap the items in order"],
    "open-words": ["Type up to 3 words", "Send my answer"],
    "open-poll-saved": ["Saved. You may change it until the close."],
    "paused": ["Paused by the moderator", "9 s"],
    "closed": ["closed", "Closed. Your answer is in."],
    "closed-none": ["Closed. You gave no answer this time."],
    "revealed-right": ["Right", "+1,000 points", "58%", "3,500", "6", "of 87", "Article 23.2, WTO"],
    "revealed-wrong": ["Not right", "Article 6.3", "your answer", "Article 23.2"],
    "revealed-part": ["Partly right", "+333 points", "missed", "International Arbitration"],
    "revealed-none": ["No answer", "Article 23.2"],
    "revealed-order": ["Partly right", "you: 3", "you: 2"],
    "voided": ["This question was taken out. It counts for nobody."],
    "ranking": ["Your place", "6", "of 87", "3,500 points", "120 points behind place 5"],
    "poll-counts": ["8%", "13%", "58%", "49", "your answer", "85 answers"],
    "poll-numbers": ["3.4", "on average", "Not at all", "85 answers"],
    "poll-ranks": ["mean place", "1.8", "85 answers"],
    "poll-texts": ["Trust", "الشفافية", "Leadership from the very top", "85 answers"],
    "lobby-team": ["You are in", "Your delegation", "Northern delegation"],
    "intro-streak": ["15 questions", "in a row earn a bonus"],
    "intro-double": ["twice the points"],
    "revealed-team": ["+1,000 points", "3 in a row: +200", "Northern delegation", "67%", "of 6"],
    "ranking-team": ["Your place", "Northern delegation is on place 2 of 6."],
    "breather": ["Your place", "5 of 15", "get ready", "Next question in 9 seconds."],
    "breather-early": ["Take a breath", "Next question soon."],
    "podium-team": ["Your final place", "Northern delegation is on place 2 of 6."],
    "podium": ["Your final place", "6", "Thank you for playing."],
    "podium-first": ["Your final place", "1", "Congratulations!"],
    "lobby-longer": ["You are in", "1.5", "times as long"],
    "idle-past": ["Nothing to do right now", "My answers"],
    "open-longer": [stories.PROMPT, "9 s", "Tap one answer."],
    "over-saved": ["Time is up, and your answer is in.", "2", "people have a little longer."],
    "over-none": ["Time is up.", "1", "person has a little longer."],
    "slide": ["A short break", "to read", "Please leave this page open", "are kept"],
    "open-pin": [type_states.QUESTIONS["pin_on_image"]["prompt"]],
    "revealed-pin": ["Not right"],
    "revealed-matching": ["Partly right", "Gives the floor"],
    "revealed-short_text": ["Not right", "Agenda", "also right:", "ODJ", "Programme"],
    "revealed-number": ["Not right", "420", "400", "20 min off"],
    "ballot-open": [
        stories.PROMPT,
        "One vote per phone. Nobody checks who holds it.",
        "Secret ballot: your choice is stored without your name, your seat and the time.",
        "Your ballot is final.",
        "Choose, then cast your ballot.",
        "Check my ballot",
    ],
    "ballot-open-seat": ["You vote for Northern delegation.", "Your region goes with your ballot"],
    "ballot-voted": ["You have voted. Your choice is no longer on this phone."],
    "ballot-closed": ["Closed. Your ballot is in the box.", "The ballots are being counted."],
    "ballot-closed-none": ["Closed. You did not vote."],
    "ballot-revealed": ["58%", "49", "85 answers", "Check number:", "3f2a 91bc 77de 0a41"],
    "ballot-suppressed": ["Fewer than 5 voted.", "no figures are shown"],
} | {
    f"{beat}-{kind}": [type_states.QUESTIONS[kind]["prompt"], words]
    for kind in type_states.ANSWERS
    for beat, words in (
        ("open", "Send my answer"),
        ("saved", "Saved. You may change it until the close."),
        ("poll", "85 answers"),
    )
}

# Finds what a person could not read or touch; each line names a fault.
FAULTS = """() => {
  const faults = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`scrolls sideways: ${page.scrollWidth} > ${page.clientWidth}`);
  for (const each of document.querySelectorAll("#app *")) {
    const box = each.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && !each.closest(".sr-only, svg, .bar, .time");
    if (!seen) continue;
    const name = `${each.tagName.toLowerCase()}.${each.className} ${(each.textContent || "").slice(0, 30)}`;
    if (box.left < -1 || box.right > page.clientWidth + 1) faults.push(`beyond the edge: ${name}`);
    const clips = getComputedStyle(each).overflowX !== "visible";
    if (clips && !each.matches("input, select, b.grow") && each.scrollWidth > each.clientWidth + 1) faults.push(`clipped: ${name}`);
  }
  for (const each of document.querySelectorAll("button.tile, .pick, .go, .points label, .words input, .field input")) {
    const { width, height } = each.getBoundingClientRect();
    if (height < 56 || width < 40) faults.push(`too small to touch: ${each.className} ${width}x${height}`);
  }
  for (const each of document.querySelectorAll("button, select, a, input")) {
    const { width, height } = each.getBoundingClientRect();
    if (!each.closest(".points") && (height < 44 || width < 24)) faults.push(`small: ${each.className} ${width}x${height}`);
    const named = each.getAttribute("aria-label") || each.textContent.trim() || each.closest("label")?.textContent.trim();
    if (!named) faults.push(`without a name: ${each.outerHTML.slice(0, 80)}`);
  }
  if (document.querySelectorAll("h1").length > 1) faults.push("two headings of the first order");
  return faults;
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[Stub]:
    with serving(Stub()) as served:
        yield served


@pytest.fixture
def stub(site: Stub) -> Stub:
    """As if just started."""
    fresh = Stub()
    site.data, site.messages = fresh.data, fresh.messages
    return site


@pytest.fixture(scope="module")
def hand(chromium: Browser) -> BrowserContext:
    """One for all phones: it keeps the files it has fetched, which nothing here is about."""
    return chromium.new_context(viewport=SMALL, has_touch=True)  # type: ignore[arg-type]


@pytest.fixture
def opened(hand: BrowserContext, stub: Stub) -> Iterator[Opener]:
    """`opened(joined=True, viewport=, motion=)`: a new phone; its page must have raised nothing."""
    phones: list[Phone] = []

    def opener(
        *, joined: bool = True, viewport: Any = SMALL, motion: Literal["reduce"] | None = None
    ) -> Phone:
        phone = Phone(hand.new_page(), stub)
        phones.append(phone)
        phone.page.set_viewport_size(viewport)
        phone.page.emulate_media(reduced_motion=motion)
        phone.open(joined=joined)
        return phone

    yield opener
    for phone in phones:
        phone.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        phone.page.close()
    assert [phone.errors for phone in phones] == [[] for _ in phones]


@pytest.fixture
def phone(opened: Opener) -> Phone:
    return opened()


def doubled_catalogue() -> dict[str, str | list[str]]:
    """Every text of the phone, twice as long."""
    messages: dict[str, str | list[str]] = {}
    for file in [path for folder in ("phone", "questions", "tallies") for path in sources(folder)]:
        text = file.read_text("utf-8")
        for each in re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', text):
            messages[each] = f"{each} {each}"
        for one, many in re.findall(r'\btn\("([^"]*)", "([^"]*)"', text):
            messages[one] = [f"{one} {one}", f"{many} {many}"]
    # The unit of the count-down is one letter in every language.
    messages.pop("{n} s")
    return messages


def sources(folder: str) -> list[Path]:
    return sorted((paths.static() / "js" / folder).glob("*.js"))


def faults_of(
    phone: Phone, change: Callable[[Any], Any] = lambda story: story
) -> dict[str, list[str]]:
    """Every story in one page, one after the other, as the server would tell them."""
    found = {}
    for name, story in stories.STORIES.items():
        phone.show(change(list(story())))
        faults = phone.page.evaluate(FAULTS)
        if faults:
            found[name] = faults
    return found


def test_every_story_has_its_words() -> None:
    assert WORDS.keys() == stories.STORIES.keys()


def test_each_story_says_what_it_must(phone: Phone) -> None:
    for name, story in stories.STORIES.items():
        phone.show(story())
        # Teams and one's own answers come in modules that are fetched when first needed.
        phone.until(f"the words of {name}", partial(says_all, phone, WORDS[name]))


def says_all(phone: Phone, expected: list[str]) -> bool:
    text = " ".join(phone.text().split())
    # Texts put into sentences are isolated by two invisible signs.
    text = text.replace("\u2068", "").replace("\u2069", "")
    return all(" ".join(words.split()) in text for words in expected)


@pytest.mark.parametrize(
    "viewport",
    [
        SMALL,
        {"width": 740, "height": 360},
        {"width": 320, "height": 568},
        {"width": 800, "height": 1180},
    ],
    ids=["small", "landscape", "tiny", "tablet"],
)
def test_nothing_is_clipped_or_too_small(opened: Opener, viewport: dict[str, int]) -> None:
    assert faults_of(opened(viewport=viewport)) == {}


def test_a_wordy_language_fits(opened: Opener, stub: Stub) -> None:
    stub.data["language"] = "ru"
    stub.messages["ru"] = doubled_catalogue()
    phone = opened()
    phone.sees("Your place is being looked up. Your place is being looked up.")
    assert faults_of(phone, stories.longer) == {}


def test_large_text_fits(opened: Opener) -> None:
    phone = opened()
    phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert faults_of(phone) == {}


def test_right_to_left_mirrors_the_page(opened: Opener, stub: Stub) -> None:
    stub.data["language"] = "ar"
    phone = opened()
    assert phone.page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == [
        "rtl",
        "ar",
    ]
    assert faults_of(phone) == {}
    phone.show(stories.STORIES["open-single"]())
    mark, text = (
        phone.page.locator(f".tile {part}").first.bounding_box() for part in (".mark", ".text")
    )
    assert mark is not None
    assert text is not None
    assert mark["x"] > text["x"] + text["width"] - 1


def test_texts_of_the_content_carry_their_own_language(phone: Phone) -> None:
    state, me = stories.STORIES["open-single"]()
    state["round"]["question"]["lang"] = "ar"
    phone.show((state, me))
    heading = phone.page.locator("h1")
    assert [heading.get_attribute("lang"), heading.get_attribute("dir")] == ["ar", "rtl"]


# --- teams -------------------------------------------------------------------------------------

LANDS = ["Åland Islands", "Côte d’Ivoire", "Île Longue", *(f"Land {n}" for n in range(20))]


def teams(names: list[str], mode: str = "delegation") -> dict[str, Any]:
    listed = [{"id": f"t{n}", "name": {"en": name}} for n, name in enumerate(names)]
    return {"mode": mode, "list": listed}


def test_the_door_asks_for_the_team(opened: Opener, stub: Stub) -> None:
    stub.data["teams"] = teams(["North", "South"], "region")
    phone = opened(joined=False)
    region = phone.page.get_by_label("Your region")
    phone.page.get_by_label("Your nickname").fill("Ada")
    phone.page.click(".go")
    phone.sees("Please choose from the list.")
    assert region.get_attribute("aria-invalid") == "true"
    region.select_option("t1")
    phone.page.click(".go")
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    assert phone.sent("join")[0]["team"] == "t1"
    assert phone.page.evaluate(FAULTS) == []


def test_a_long_list_is_searched_without_accents_and_by_keyboard(
    opened: Opener, stub: Stub
) -> None:
    stub.data |= {"teams": teams(LANDS), "join": "anonymous"}
    phone = opened(joined=False)
    field = phone.page.get_by_label("Your delegation").last
    field.fill("land")
    phone.sees("There are more: go on typing.")
    assert phone.page.locator(".team-match").count() == 6
    field.fill("COTE D")
    phone.until(
        "one", lambda: phone.page.locator(".team-match").all_inner_texts() == ["Côte d’Ivoire"]
    )
    field.press("Enter")
    assert phone.page.locator(".team-match[aria-pressed=true]").count() == 1
    assert phone.page.evaluate(FAULTS) == []
    field.fill("nowhere")
    phone.sees("Nothing is called that.")
    phone.page.click(".go")
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    assert phone.sent("join")[0]["team"] == "t1"


def test_a_team_is_changed_in_the_lobby_until_it_is_fixed(opened: Opener, stub: Stub) -> None:
    stub.data["teams"] = teams(["South", "North", "Northern delegation"])
    phone = opened()
    phone.show(stories.in_team())
    phone.page.click("text=Change")
    phone.page.get_by_label("Your delegation").select_option("t1")
    assert phone.page.evaluate(FAULTS) == []
    phone.page.click("text=Save")
    assert phone.sent("team") == [{"team": "t1"}]
    phone.reply("team", {"ok": False, "code": "team_fixed", "message": "Too late."})
    phone.sees("Too late.")
    phone.show(stories.in_team(fixed=True))
    phone.sees("Northern delegation")
    assert phone.page.locator("text=Change").count() == 0


def test_a_phone_without_a_team_chooses_one_or_is_given_one(opened: Opener, stub: Stub) -> None:
    stub.data["teams"] = teams(["South", "North"])
    phone = opened()
    said, mine = stories.in_team()
    mine["participant"]["team"] = None
    phone.show((said, mine))
    phone.page.get_by_label("Your delegation").select_option("t0")
    phone.page.click("text=Save")
    assert phone.sent("team") == [{"team": "t0"}]
    said["event"]["teams"]["mode"] = "assigned"
    phone.show((said, mine))
    phone.show((said, mine))
    assert phone.sent("team") == [{"team": "t0"}, {"team": None}], "asked once"


# --- the door ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("join", "field", "kept"),
    [
        ("anonymous", None, "No name is asked."),
        ("nickname", "Your nickname", "It need not be your name."),
        ("name", "Your name", "kept with your answers"),
    ],
)
def test_the_door_asks_no_more_than_the_event_wants(
    opened: Opener, stub: Stub, join: str, field: str | None, kept: str
) -> None:
    stub.data["join"] = join
    phone = opened(joined=False)
    assert kept in phone.text()
    assert phone.page.locator("input").count() == (field is not None)
    if field is not None:
        phone.page.get_by_label(field).fill("  Ada ")
    phone.page.click("text=Join")
    phone.page.wait_for_selector("html[data-starts]")
    assert phone.page.locator(".go").inner_text() == "Joining …"
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    secret = phone.page.evaluate("JSON.parse(localStorage['quizapp.seat.e1']).token")
    assert re.fullmatch(r"[\w-]{43}", secret), "kept before it is sent"
    name = "Ada" if field else ""
    assert phone.sent("join") == [{"name": name, "language": "en", "token": secret}]
    phone.reply("join", {"ok": True, "token": "secret"})
    phone.show(stories.STORIES["lobby"]())
    phone.sees("You are in")
    assert phone.page.evaluate("JSON.parse(localStorage['quizapp.seat.e1']).token") == "secret"
    assert phone.page.evaluate("window.line.who.token") == "secret"


@pytest.mark.parametrize(
    ("code", "message", "shown"),
    [
        (
            "name_taken",
            "Somebody here has that name already.",
            "Somebody here has that name already.",
        ),
        ("joining_locked", "Locked.", "The moderator has closed the door for now."),
    ],
)
def test_a_refused_join_says_why_in_place(
    opened: Opener, code: str, message: str, shown: str
) -> None:
    phone = opened(joined=False)
    phone.page.fill("input", "Ada")
    phone.page.press("input", "Enter")
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    phone.reply("join", {"ok": False, "code": code, "message": message})
    phone.sees(shown)
    assert phone.page.input_value("input") == "Ada"
    assert phone.page.get_attribute("input", "aria-invalid") == "true"
    assert phone.page.locator(".go").inner_text() == "Join"


def test_an_empty_name_is_not_sent(opened: Opener) -> None:
    phone = opened(joined=False)
    phone.page.click(".go")
    phone.sees("Please type a nickname.")
    assert phone.page.evaluate("document.activeElement.name") == "name"


def test_a_join_without_acknowledgement_goes_out_again(opened: Opener) -> None:
    phone = opened(joined=False)
    phone.page.fill("input", "Ada")
    phone.page.click(".go")
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    phone.reply("join", {"ok": False, "code": "no_reply", "message": ""})
    phone.status("offline")
    phone.status("online")
    phone.until("a second join", lambda: len(phone.sent("join")) == 2)
    phone.reply("join", {"ok": True, "token": "secret"})
    phone.show(stories.STORIES["lobby"]())
    phone.sees("You are in")


def test_an_unknown_token_leads_to_the_door(opened: Opener) -> None:
    phone = opened()
    phone.page.evaluate("window.line.refuse('unknown_participant', '')")
    phone.sees("Your nickname")
    assert phone.page.input_value("input") == SEAT["name"]


# --- answering ---------------------------------------------------------------------------------


def test_a_tap_is_final_in_a_quiz_and_saved_only_when_acknowledged(phone: Phone) -> None:
    phone.show(stories.STORIES["open-single"]())
    places = positions(phone)
    phone.page.click("button.tile >> nth=3")
    phone.sees("Saving …")
    assert "Saved" not in phone.text()
    assert phone.sent("answer") == [{"round": "r-single_choice", "number": 1, "answer": "d"}]
    assert phone.page.locator("button.tile:disabled").count() == 4
    phone.reply("answer", {"ok": True, "number": 1, "answer": "d", "already": False})
    phone.sees("Saved. The result comes when the round closes.")
    phone.hears("Saved.")
    assert phone.page.locator("button.tile.on").inner_text().endswith("Article 23.2")
    # Nothing moved under the finger.
    assert positions(phone) == places
    assert phone.page.evaluate("localStorage['quizapp.outbox.e1']") is None


def positions(phone: Phone, what: str = "button.tile") -> list[float]:
    """Where on the page they stand, however far it is scrolled."""
    top = "(all) => all.map((each) => each.getBoundingClientRect().top + scrollY)"
    found: list[float] = phone.page.locator(what).evaluate_all(top)
    return found


def test_an_answer_given_offline_is_kept_over_a_reload_and_sent_again_under_its_number(
    phone: Phone,
) -> None:
    phone.show(stories.STORIES["open-single"]())
    places = positions(phone)
    phone.status("offline")
    phone.sees("Offline. This page comes back by itself.")
    phone.page.click("button.tile >> nth=1")
    phone.sees("Offline. Your answer is kept on this phone and will be sent by itself.")
    phone.sees("Kept on this phone.")
    assert phone.sent("answer") == []
    assert positions(phone) == places
    phone.page.reload()
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.show(stories.STORIES["open-single"]())
    phone.until("the answer", lambda: phone.sent("answer"))
    assert phone.sent("answer") == [{"round": "r-single_choice", "number": 1, "answer": "b"}]
    phone.sees("Saving …")
    phone.reply("answer", {"ok": True, "number": 1, "answer": "b", "already": False})
    phone.sees("Saved.")


@pytest.mark.parametrize("code", ["busy", "not_saved", "slow_down", "no_reply"])
def test_a_passing_refusal_is_answered_by_sending_again(phone: Phone, code: str) -> None:
    phone.show(stories.STORIES["open-single"]())
    phone.page.click("button.tile >> nth=0")
    phone.until("the answer", lambda: phone.sent("answer"))
    phone.reply("answer", {"ok": False, "code": code, "message": ""})
    phone.until("a second try", lambda: len(phone.sent("answer")) == 2)
    first, second = phone.sent("answer")
    assert first == second
    phone.sees("Saving …")


def test_an_answer_after_the_close_is_told_kindly(phone: Phone) -> None:
    phone.show(stories.STORIES["open-single"]())
    phone.page.click("button.tile >> nth=0")
    phone.reply(
        "answer",
        {
            "ok": False,
            "code": "round_closed",
            "message": "This question takes no answers any more.",
        },
    )
    phone.show(stories.STORIES["closed-none"]())
    phone.sees("Your answer came after the close and does not count.")
    assert phone.page.locator("button.tile.on").count() == 0
    assert phone.page.evaluate("localStorage['quizapp.outbox.e1']") is None


def test_a_poll_may_be_changed_under_a_rising_number(phone: Phone) -> None:
    phone.show(stories.STORIES["open-poll-saved"]())
    phone.page.click("button.tile >> nth=2")
    phone.reply("answer", {"ok": True, "number": 2, "answer": "c", "already": False})
    phone.sees("Saved. You may change it until the close.")
    phone.page.click("button.tile >> nth=0")
    assert [(each["number"], each["answer"]) for each in phone.sent("answer")] == [
        (2, "c"),
        (3, "a"),
    ]


def test_the_newer_of_two_choices_wins_over_a_late_acknowledgement(phone: Phone) -> None:
    phone.show(stories.STORIES["open-poll-saved"]())
    phone.page.click("button.tile >> nth=2")
    phone.page.click("button.tile >> nth=3")
    phone.reply("answer", {"ok": True, "number": 2, "answer": "c", "already": False})
    phone.sees("Saving …")
    phone.reply("answer", {"ok": True, "number": 3, "answer": "d", "already": False})
    phone.sees("Saved.")
    assert phone.page.locator("button.tile.on").inner_text().endswith("Article 23.2")


def test_what_the_server_already_has_is_saved(phone: Phone) -> None:
    """The acknowledgement was lost, but `me` shows the answer."""
    phone.show(stories.STORIES["open-single"]())
    phone.page.click("button.tile >> nth=3")
    phone.show(stories.STORIES["open-single-saved"]())
    phone.sees("Saved. The result comes when the round closes.")


def test_multiple_choice_sends_the_ticked_in_the_order_of_the_options(phone: Phone) -> None:
    phone.show(stories.STORIES["open-multiple"]())
    assert phone.page.locator(".go").is_disabled()
    for index in (4, 0, 1, 1):
        phone.page.click(f"button.tile >> nth={index}")
    phone.page.click(".go")
    assert phone.sent("answer") == [
        {"round": "r-multiple_choice", "number": 1, "answer": ["a", "e"]}
    ]
    assert phone.page.locator(".go").inner_text() == "Sent"
    assert phone.page.locator(".go").is_disabled()


def test_multiple_choice_takes_no_more_than_its_most(phone: Phone) -> None:
    state, me = stories.STORIES["open-multiple"]()
    state["round"]["question"]["max"] = 2
    phone.show((state, me))
    phone.sees("Choose up to 2 answers.")
    phone.page.click("button.tile >> nth=0")
    phone.page.click("button.tile >> nth=1")
    assert phone.page.locator("button.tile:disabled").count() == 3


def test_a_scale_wants_a_number_for_each_statement(phone: Phone) -> None:
    phone.show(stories.STORIES["open-scale"]())
    for statement, number in enumerate((4, 3)):
        phone.page.locator(".scale").nth(statement).locator("label").nth(number - 1).click()
    assert phone.page.locator(".go").is_disabled()
    phone.page.locator(".scale").nth(2).locator("label").nth(0).click()
    phone.page.click(".go")
    assert [each["answer"] for each in phone.sent("answer")] == [{"s1": 4, "s2": 3, "s3": 1}]
    phone.reply(
        "answer", {"ok": True, "number": 1, "answer": {"s1": 4, "s2": 3, "s3": 1}, "already": False}
    )
    phone.page.locator(".scale").nth(2).locator("label").nth(1).click()
    phone.sees("Changed, not sent yet.")
    phone.page.click("text=Send the change")
    assert phone.sent("answer")[-1] == {
        "round": "r-scale",
        "number": 2,
        "answer": {"s1": 4, "s2": 3, "s3": 2},
    }


def test_an_order_is_tapped_and_moved(phone: Phone) -> None:
    phone.show(stories.STORIES["open-ordering"]())
    tops = positions(phone, ".row")
    for index in (2, 0, 3):
        phone.page.click(f".pick >> nth={index}")
    assert phone.page.locator(".go").is_disabled()
    phone.page.click(".pick >> nth=1")
    # c a d b: b goes up by one, c down by one.
    phone.page.get_by_label("up").nth(1).click()
    phone.page.get_by_label("down").nth(2).click()
    assert positions(phone, ".row") == tops
    phone.page.click(".go")
    assert phone.sent("answer")[0]["answer"] == ["a", "c", "b", "d"]


def test_words_are_typed_and_sent_with_enter(phone: Phone) -> None:
    phone.show(stories.STORIES["open-words"]())
    phone.page.locator(".words input").first.focus()
    for word in (" Trust ", "", "Courage"):
        phone.page.keyboard.type(word)
        phone.page.keyboard.press("Enter")
    assert phone.sent("answer")[0]["answer"] == ["Trust", "Courage"]


def test_the_keyboard_alone_is_enough(opened: Opener, stub: Stub) -> None:
    stub.data["languages"] = ["en"]
    phone = opened()
    phone.show(stories.STORIES["open-single"]())
    for _ in range(2):
        phone.page.keyboard.press("Tab")
    assert phone.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    phone.page.keyboard.press("Enter")
    assert phone.sent("answer")[0]["answer"] == "b"


def test_a_paused_round_takes_no_tap_and_keeps_a_draft(phone: Phone) -> None:
    phone.show(stories.STORIES["open-multiple"]())
    phone.page.click("button.tile >> nth=1")
    state, me = stories.STORIES["open-multiple"]()
    state["round"].update(paused=True, left_ms=9000, deadline_at=None)
    phone.show((state, me))
    phone.sees("Paused by the moderator.")
    assert phone.page.locator(".go").is_disabled()
    assert phone.page.locator("button.tile.on").count() == 1
    phone.show(stories.STORIES["open-multiple"]())
    assert phone.page.locator(".go").is_enabled()


def test_a_personal_deadline_comes_before_the_common_one(phone: Phone) -> None:
    state, me = stories.STORIES["open-single"]()
    me["round"]["deadline_at"] = stories.now() + 30_000
    phone.show((state, me))
    phone.sees("30 s")


def test_somebody_asks_for_more_time_at_the_door(opened: Opener, stub: Stub) -> None:
    stub.data |= {"extra_time": True}
    phone = opened(joined=False)
    phone.page.click("summary")
    phone.page.get_by_label("half as much again").check()
    phone.page.fill("input[name=name]", "Ada")
    phone.page.click("button.go")
    phone.until("it is on the way", lambda: phone.page.evaluate("window.line?.starts"))
    phone.status("online")
    (wish,) = phone.sent("join")
    assert (wish["name"], wish["extra_time"]) == ("Ada", 15)


def test_own_answers_are_looked_up_on_request_and_left_for_the_next_question(
    phone: Phone,
) -> None:
    phone.show(stories.STORIES["idle-past"]())
    phone.page.click("text=My answers")
    phone.until("it is asked for", lambda: len(phone.sent("history")) == 1)
    phone.sees("Your answers are being looked up.")
    phone.reply("history", {"ok": False, "code": "slow_down", "message": ""})
    phone.page.click("text=Try again")
    phone.until("it is asked for again", lambda: len(phone.sent("history")) == 2)
    phone.reply("history", {"ok": True, "rounds": stories.PAST})
    for words in ("Article 23.2", "No answer", "Right · +1,000 points", "It counts for nobody."):
        phone.sees(words)
    assert phone.page.evaluate("document.activeElement.textContent") == "My answers"
    assert phone.page.evaluate(FAULTS) == []
    phone.page.click("text=Back")
    phone.sees("Nothing to do right now")
    phone.page.click("text=My answers")
    phone.show(stories.STORIES["open-single"]())
    phone.sees("Tap one answer.")


def test_the_phone_answers_while_the_screen_looks_back(phone: Phone) -> None:
    state, me = stories.STORIES["open-single"]()
    state["round"]["beat"] = "asked"
    phone.show((state, me))
    assert phone.page.locator("button.tile").count() == 4


def test_a_verdict_that_has_not_come_yet_is_not_called_no_answer(phone: Phone) -> None:
    state, _ = stories.STORIES["revealed-right"]()
    phone.show((state, stories.me()))
    phone.sees("The answer")
    assert "No answer" not in phone.text()


# --- the line, the voice, the way out ------------------------------------------------------------


def test_older_words_of_the_server_are_dropped(phone: Phone) -> None:
    phone.hear("state", stories.state("idle", rev=5))
    phone.sees("Nothing to do right now")
    phone.hear("state", stories.state("lobby", rev=4))
    phone.sees("Nothing to do right now")


def test_the_voice_says_what_opens_and_what_came_of_it(phone: Phone) -> None:
    phone.show(stories.STORIES["asked"]())
    phone.hears("Question 4: ")
    phone.show(stories.STORIES["open-single"]())
    phone.hears("Question 4 is open, 12 seconds.")
    phone.show(stories.STORIES["paused"]())
    phone.hears("Paused.")
    phone.show(stories.STORIES["closed"]())
    phone.hears("Question 4 is closed.")
    phone.show(stories.STORIES["revealed-right"]())
    phone.hears("Right. +1,000 points.")


def test_the_bar_at_the_top_covers_no_button(phone: Phone) -> None:
    phone.show(stories.STORIES["open-single-eight"]())
    phone.status("offline")
    covered = """() => [...document.querySelectorAll("button.tile")].filter((tile) => {
      tile.scrollIntoView({ block: "nearest" });
      const box = tile.getBoundingClientRect();
      return !tile.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
    }).length"""
    assert phone.page.evaluate(covered) == 0


def test_a_replaced_page_says_so_and_takes_over_on_request(phone: Phone) -> None:
    phone.show(stories.STORIES["lobby"]())
    phone.hear("notice", {"code": "replaced", "message": ""})
    phone.status("stopped")
    phone.sees("In use somewhere else")
    phone.page.click("text=Use this one")
    assert phone.page.evaluate("window.line.starts") == 2
    phone.sees("You are in")


def test_a_removed_phone_may_try_again(phone: Phone) -> None:
    phone.hear("notice", {"code": "removed", "message": ""})
    phone.sees("Taken out of the room")
    phone.page.click("text=Try again")
    phone.page.evaluate("window.line.refuse('removed', '')")
    phone.sees("Taken out of the room")


def test_leaving_keeps_the_way_back(phone: Phone) -> None:
    phone.show(stories.STORIES["lobby"]())
    phone.page.click("text=Leave")
    phone.until("the leave", lambda: phone.sent("leave"))
    phone.reply("leave", {"ok": True})
    phone.sees("You have left")
    phone.page.reload()
    phone.sees("Your nickname")
    phone.page.click(".go")
    phone.page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.until("the join", lambda: phone.sent("join"))
    assert phone.sent("join") == [{"name": "Ada", "language": "en", "token": "secret"}]


def test_the_language_changes_at_once_and_after_a_loss(phone: Phone, stub: Stub) -> None:
    stub.messages["fr"] = {"You are in": "Vous y êtes"}
    phone.show(stories.STORIES["lobby"]())
    phone.status("offline")
    phone.status("online")
    phone.page.select_option("select", "fr")
    phone.sees("Vous y êtes")
    assert phone.page.evaluate("document.documentElement.lang") == "fr"
    assert phone.sent("language") == [{"language": "fr"}]
    assert phone.page.evaluate("window.line.who.lang") == "fr"
    phone.page.reload()
    phone.page.wait_for_selector("html[data-starts]")
    assert phone.page.evaluate("window.line.who.lang") == "fr"


def test_reduced_motion_is_respected(opened: Opener) -> None:
    phone = opened(motion="reduce")
    phone.show(stories.STORIES["open-single"]())
    assert phone.page.evaluate(
        "getComputedStyle(document.querySelector('.time i')).transitionDuration"
    ) in ("0s", "0ms")
