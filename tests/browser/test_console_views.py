"""The console as a moderator uses it: keys, buttons, and what is sent; every view at every size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizapp import paths
from quizapp.translations.extract import extract_javascript
from tests.browser import console_site, console_states
from tests.browser.console_site import Stub
from tests.browser.console_states import SCENES, Scene

pytestmark = pytest.mark.browser

SIZES = {"1280": (1280, 800), "1440": (1440, 900), "1024": (1024, 768), "phone": (390, 844)}
FLOOR = {"floor_id": "f1"}
PROBE = (console_site.HERE / "console_probe.js").read_text("utf-8")
SHOW = """(scene) => {
  line.status("online");
  line.hear("tally", { round: "none", tally: {} });
  line.hear("state", scene.state);
  line.hear("crowd", scene.crowd);
  if (scene.tally) line.hear("tally", scene.tally);
  if (scene.line !== "online") line.status(scene.line);
}"""
FILLER = "des délégations représentées à la réunion du sous-comité de l’éthique et de l’intégrité "


def longer(text: str) -> str:
    """A text as long as translations get: the shorter the English, the more they grow."""
    share = 0.8 if len(text) <= 10 else 0.6 if len(text) <= 24 else 0.4
    return f"{text} {FILLER * 3}"[: len(text) + 1 + round(len(text) * share)].rstrip()


def long_texts() -> dict[str, str | list[str]]:
    """Every text of the console, made longer."""
    found: dict[str, str | list[str]] = {}
    for folder in ("console", "live", "tallies", "screen"):
        for file in sorted((paths.static() / "js" / folder).rglob("*.js")):
            with file.open("rb") as source:
                for _, _, text, _ in extract_javascript(source):
                    if isinstance(text, tuple):
                        found[text[0]] = [longer(each) for each in text]
                    else:
                        found[text] = longer(text)
    return found


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> BrowserContext:
    return chromium.new_context(viewport={"width": 1280, "height": 800})


@pytest.fixture(scope="module")
def site() -> Iterator[Stub]:
    with console_site.serving(Stub()) as stub:
        yield stub


class Desk:
    """A console in a browser, and the server's side of its line."""

    def __init__(self, page: Page, stub: Stub) -> None:
        self.page = page
        self.stub = stub
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def open(self, scene: Scene) -> Desk:
        self.stub.people = console_states.PEOPLE
        title = scene["state"]["event"]["title"]
        self.stub.page = {**console_site.PAGE, "role": scene["state"]["role"], "title": title}
        self.page.goto(self.stub.url, wait_until="commit")
        self.page.wait_for_selector("html[data-starts]", state="attached")
        self.page.evaluate(SHOW, scene)
        expect(self.page.locator(".stage")).to_be_visible()
        return self

    def show(self, scene: Scene, rev: int) -> None:
        """Another scene on the same page."""
        self.page.evaluate(SHOW, {**scene, "state": {**scene["state"], "rev": rev}})

    def hear(self, name: str, payload: Any) -> None:
        self.page.evaluate("([name, payload]) => line.hear(name, payload)", [name, payload])

    def status(self, line: str) -> None:
        self.page.evaluate("(to) => line.status(to)", line)

    def reply(self, **answer: Any) -> None:
        self.page.evaluate("(answer) => line.reply('command', answer)", answer)

    def settle(self) -> None:
        """Two frames: what was to be drawn or sent is."""
        self.page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    @property
    def sent(self) -> list[dict[str, Any]]:
        self.settle()
        found: list[list[Any]] = self.page.evaluate("line.sent")
        return [payload for name, payload in found if name == "command"]

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tool(self, act: str) -> Any:
        return self.page.locator(f"[data-act={act}]")

    @property
    def next(self) -> Any:
        return self.page.locator(".next")


@pytest.fixture
def desk(browser: BrowserContext, site: Stub) -> Iterator[Desk]:
    site.messages, site.asked = {}, []
    page = browser.new_page()
    made = Desk(page, site)
    yield made
    page.close()
    assert made.faults == []


def order(sent: dict[str, Any]) -> tuple[str, dict[str, Any], int | None]:
    return sent["name"], sent["args"], sent.get("rev")


@pytest.mark.parametrize(
    ("scene", "key", "expected"),
    [
        ("open", "ArrowRight", ("next_step", FLOOR, 40)),
        ("open", "PageDown", ("next_step", FLOOR, 40)),
        ("open", "Space", ("next_step", FLOOR, 40)),
        ("open", "ArrowLeft", ("back", FLOOR, 40)),
        ("open", "PageUp", ("back", FLOOR, 40)),
        ("open", "t", ("extend_round", {**FLOOR, "by_ms": 10_000}, None)),
        ("open", "p", ("pause_round", {**FLOOR, "on": True}, None)),
        ("paused", "p", ("pause_round", {**FLOOR, "on": False}, None)),
        ("open", "b", ("blank_screen", {**FLOOR, "on": True}, None)),
        ("open", ".", ("blank_screen", {**FLOOR, "on": True}, None)),
        ("covered", "B", ("blank_screen", {**FLOOR, "on": False}, None)),
        ("open", "q", ("enlarge_qr", {**FLOOR, "on": True}, None)),
        ("open", "h", ("hide_results", {**FLOOR, "on": True}, None)),
        ("open", "l", ("lock_joining", {"on": True}, None)),
        ("closed", "c", ("reveal", FLOOR, 40)),
        ("revealed", "r", ("show_ranking", FLOOR, 40)),
        ("open", "z", ("undo", {**FLOOR, "of": "round_opened"}, None)),
        ("looking_back", "ArrowRight", ("next_step", FLOOR, 40)),
    ],
)
def test_key_sends_its_command_with_the_stage_rev(
    desk: Desk, scene: str, key: str, expected: tuple[str, dict[str, Any], int | None]
) -> None:
    desk.open(SCENES[scene]()).press(key)
    (sent,) = desk.sent
    assert order(sent) == expected
    assert re.fullmatch(r"[0-9a-f]{24}", sent["id"])


@pytest.mark.parametrize(
    ("scene", "act", "expected"),
    [
        ("closed", "reopen", ("reopen_round", FLOOR, 40)),
        ("closed", "again", ("ask_again", FLOOR, 40)),
        ("closed", "lobby", ("show_lobby", FLOOR, 40)),
        ("open", "undo", ("undo", {**FLOOR, "of": "round_opened"}, None)),
        ("open", "lock", ("lock_joining", {"on": True}, None)),
        ("voided", "void", ("unvoid_round", {"round_id": "r4"}, None)),
    ],
)
def test_tool_sends_its_command(
    desk: Desk, scene: str, act: str, expected: tuple[str, dict[str, Any], int | None]
) -> None:
    desk.open(SCENES[scene]()).tool(act).click()
    assert [order(each) for each in desk.sent] == [expected]


def test_letters_count_by_their_place_where_the_layout_has_no_latin_ones(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'е', code: 'KeyT', bubbles: true, cancelable: true}))"
    )
    assert [each["name"] for each in desk.sent] == ["extend_round"]


@pytest.mark.parametrize(
    "key",
    ["Control+ArrowRight", "Alt+ArrowLeft", "Meta+p", "Shift+Space", "Control+z", "Enter", "x"],
)
def test_keys_with_another_key_and_other_keys_send_nothing(desk: Desk, key: str) -> None:
    desk.open(SCENES["open"]()).press(key)
    assert desk.sent == []


def test_held_key_sends_once(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    for _ in range(4):
        desk.page.keyboard.down("t")
    desk.reply(ok=True, seq=41)
    for _ in range(4):
        desk.page.keyboard.down("t")
    desk.page.keyboard.up("t")
    assert len(desk.sent) == 1


def test_two_presses_take_one_step_until_the_new_state_is_there(desk: Desk) -> None:
    scene = SCENES["open"]()
    desk.open(scene)
    desk.next.dblclick()
    desk.press("ArrowRight", "PageDown", "ArrowLeft", "c", "z")
    assert [each["name"] for each in desk.sent] == ["next_step"]
    expect(desk.next).to_have_attribute("aria-disabled", "true")

    desk.reply(ok=True, seq=42)
    desk.press("ArrowRight")
    assert len(desk.sent) == 1, "acknowledged, but the moderator still sees the old stage"

    after = SCENES["closed"]()["state"]
    desk.hear("state", {**after, "rev": 42, "stage": {**after["stage"], "rev": 42}})
    expect(desk.next).not_to_have_attribute("aria-disabled", "true")
    desk.press("ArrowRight")
    assert [(each["name"], each["rev"]) for each in desk.sent] == [
        ("next_step", 40),
        ("next_step", 42),
    ]
    assert desk.sent[0]["id"] != desk.sent[1]["id"]


def test_step_under_way_leaves_the_switches_free(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("ArrowRight", "b", "b", "t")
    assert [each["name"] for each in desk.sent] == ["next_step", "blank_screen", "extend_round"]


@pytest.mark.parametrize("key", ["t", "p", "c", "r", "z", "ArrowLeft"])
def test_what_is_not_possible_sends_nothing_and_says_why(desk: Desk, key: str) -> None:
    desk.open(SCENES["lobby"]()).press(key)
    assert desk.sent == []


def test_disabled_buttons_say_why_and_send_nothing(desk: Desk) -> None:
    desk.open(SCENES["lobby"]())
    for act in ("extend", "pause", "reveal", "ranking", "reopen", "again", "void", "undo"):
        button = desk.tool(act)
        assert button.get_attribute("aria-disabled") == "true"
        assert button.get_attribute("title")
        assert button.get_attribute("aria-description") == button.get_attribute("title")
        button.click(force=True)
    assert desk.sent == []
    assert desk.tool("extend").get_attribute("title") == "No question is open."


def test_open_ended_question_says_that_it_has_no_time_to_extend(desk: Desk) -> None:
    scene = SCENES["open"]()
    scene["state"]["can"]["extend"] = False
    desk.open(scene)
    assert desk.tool("extend").get_attribute("title") == "This question has no time limit."


def test_typing_in_the_search_sends_nothing(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.page.click("#open-people")
    field = desk.page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.press_sequentially("bcq .z tl?")
    desk.press("ArrowLeft", "ArrowRight", "PageDown", "Space")
    assert desk.sent == []
    assert field.input_value() == "bcq .z tl? "
    expect(desk.page.locator("dialog")).to_have_count(0)


def test_clicker_goes_on_working_while_the_people_are_open(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.page.click("#open-people")
    desk.page.locator("#people-title").click()
    desk.press("PageDown")
    assert [each["name"] for each in desk.sent] == ["next_step"]


def test_space_presses_the_focused_button_alone(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.tool("blank").focus()
    desk.press("Space")
    assert [each["name"] for each in desk.sent] == ["blank_screen"]


def test_space_is_the_next_step_again_after_a_click(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.tool("blank").click()
    desk.press("Space")
    assert [each["name"] for each in desk.sent] == ["blank_screen", "next_step"]


def test_stale_step_is_told_kindly_and_not_repeated(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("ArrowRight")
    desk.reply(ok=False, code="stale", message="The stage has moved on since.")
    toast = desk.page.locator("[role=alert] .toast")
    expect(toast).to_contain_text(
        "Another moderator or the clock was faster: the stage has moved on"
    )
    expect(desk.next).not_to_have_attribute("aria-disabled", "true")
    assert len(desk.sent) == 1
    box, button = toast.bounding_box(), desk.next.bounding_box()
    assert box
    assert button
    assert box["y"] >= button["y"] + button["height"], "it covers no button of a step"
    desk.page.get_by_role("button", name="Close this message").click()
    expect(toast).to_have_count(0)


def test_other_refusals_are_told_in_the_server_s_words(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("z")
    desk.reply(ok=False, code="nothing_to_undo", message="The last act can’t be undone.")
    expect(desk.page.locator(".toast")).to_contain_text("The last act can’t be undone.")


def test_unacknowledged_command_goes_out_again_under_its_id(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("ArrowRight", "b")
    first = desk.sent
    desk.status("offline")
    desk.reply(ok=False, code="no_reply", message="")
    desk.reply(ok=False, code="no_reply", message="")
    assert desk.sent == first
    desk.status("online")
    assert desk.sent == [*first, *first]
    desk.reply(ok=True, seq=41)
    desk.reply(ok=True, seq=41)
    desk.status("offline")
    desk.status("online")
    assert len(desk.sent) == 4, "what was acknowledged is not sent a third time"


def test_silence_on_a_living_line_ends_in_a_word_to_the_moderator(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("b")
    for _ in range(3):
        desk.reply(ok=False, code="no_reply", message="")
        desk.settle()
    expect(desk.page.locator(".toast")).to_contain_text("The server did not answer")
    assert len({each["id"] for each in desk.sent}) == 1
    assert len(desk.sent) == 3


def test_lost_connection_keeps_the_picture_and_sends_nothing(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.status("offline")
    expect(desk.page.locator(".banner")).to_contain_text("The connection to the server is lost")
    expect(desk.page.locator(".seen")).to_contain_text("Question 4, open")
    for button in desk.page.locator(
        ".steps button, .tools button:not([data-act=fullscreen])"
    ).all():
        assert button.get_attribute("aria-disabled") == "true"
    desk.press("ArrowRight", "b", "t", "ArrowLeft")
    assert desk.sent == []
    desk.status("online")
    expect(desk.page.locator(".banner")).to_have_count(0)
    desk.press("ArrowRight")
    assert len(desk.sent) == 1


def test_two_laptops_see_one_another_s_steps(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    closed = SCENES["closed"]()["state"]
    desk.hear("state", {**closed, "rev": 45, "stage": {**closed["stage"], "rev": 44}})
    expect(desk.next).to_contain_text("Show the correct answer")
    desk.hear("state", SCENES["open"]()["state"])
    expect(desk.next).to_contain_text("Show the correct answer")
    desk.press("ArrowRight")
    assert desk.sent[0]["rev"] == 44


def test_big_button_says_what_it_does_and_what_comes_then(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    expect(desk.next).to_contain_text("Close the question")
    expect(desk.next).to_contain_text("then: show the correct answer")
    expect(desk.next.locator("kbd")).to_have_text("→")


# --- confirmations ------------------------------------------------------------------------------


def start(desk: Desk, title: str) -> Any:
    return desk.page.locator(".start", has_text=title)


def test_new_activity_starts_at_a_click(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    start(desk, "Internal controls at home").click()
    assert [order(each) for each in desk.sent] == [
        ("start_activity", {**FLOOR, "activity_id": "x"}, 40)
    ]


def test_activity_on_stage_is_brought_back_into_view(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    quiz = desk.page.locator(".activity.current .start")
    expect(quiz).to_have_attribute("title", "It is on stage.")
    desk.show(SCENES["covered"](), 42)
    quiz.click()
    assert [order(each) for each in desk.sent] == [
        ("start_activity", {**FLOOR, "activity_id": "quiz"}, 40)
    ]


def test_finished_activity_is_run_again_only_after_a_yes(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    start(desk, "One word for integrity").click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Earlier results are kept")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    desk.press("Escape")
    expect(dialog).to_have_count(0)
    assert desk.sent == []
    start(desk, "One word for integrity").click()
    dialog.get_by_role("button", name="Run again").click()
    assert desk.sent[0]["args"] == {**FLOOR, "activity_id": "warm-up"}


def test_clicker_does_nothing_under_a_dialogue(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    desk.tool("void").click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    desk.press("PageDown", "b", "ArrowRight", "c")
    assert desk.sent == []
    expect(desk.page.get_by_role("dialog")).to_be_visible()


def test_answer_to_an_old_question_names_the_stage_it_was_asked_about(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    desk.tool("finish").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("11 questions were not asked yet")
    moved = SCENES["revealed"]()["state"]
    desk.hear("state", {**moved, "rev": 50, "stage": {**moved["stage"], "rev": 50}})
    desk.page.get_by_role("button", name="Finish now").click()
    assert order(desk.sent[0]) == ("finish_activity", FLOOR, 40)


def test_round_on_stage_and_earlier_rounds_are_voided_after_a_yes(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    desk.tool("void").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("points given for it are taken away")
    desk.page.get_by_role("button", name="Void the question").click()
    desk.reply(ok=True, seq=41)
    desk.page.locator(".activity.current summary").click()
    desk.page.get_by_role("button", name="Void question 1…").click()
    desk.page.get_by_role("button", name="Void the question").click()
    assert [order(each) for each in desk.sent[:2]] == [
        ("void_round", {"round_id": "r4"}, None),
        ("void_round", {"round_id": "quiz1"}, None),
    ]
    desk.reply(ok=True, seq=41)
    expect(desk.page.get_by_role("button", name="Void question 2…")).to_have_count(0)
    desk.page.get_by_role("button", name="Count question 2 again").click()
    assert order(desk.sent[2]) == ("unvoid_round", {"round_id": "quiz2"}, None)


def test_early_reveal_says_how_many_are_cut_off(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("c")
    expect(desk.page.get_by_role("dialog")).to_contain_text("21 phones have not answered yet")
    desk.page.get_by_role("button", name="Close and show").click()
    assert order(desk.sent[0]) == ("reveal", FLOOR, 40)


def test_run_sheet_links_to_results_and_files(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    desk.page.locator(".activity.current summary").click()
    links = desk.page.locator(".activity.current .links a")
    base = "/moderate/e1/activities/quiz/results"
    assert [each.get_attribute("href") for each in links.all()] == [
        base,
        f"{base}.xlsx",
        f"{base}.csv",
        f"{base}.json",
    ]


# --- people -------------------------------------------------------------------------------------


def test_somebody_is_found_removed_and_let_in_again(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    desk.page.click("#open-people")
    expect(desk.page.locator(".persons li")).to_have_count(87)
    desk.page.get_by_role("searchbox").fill("ngozi")
    person = desk.page.locator(".persons li").first
    person.get_by_role("button", name=re.compile("Remove .*Ngozi Okonjo")).click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    desk.page.get_by_role("searchbox").fill("5")
    desk.page.get_by_role("button", name="in again").click()
    assert [order(each) for each in desk.sent] == [
        ("remove_participant", {"participant_id": "p86"}, None),
        ("readmit_participant", {"participant_id": "p5"}, None),
    ]
    desk.page.get_by_role("searchbox").press("Escape")
    expect(desk.page.locator("#open-people")).to_be_focused()


def test_list_of_people_is_fetched_at_most_every_two_seconds(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    crowd = SCENES["closed"]()["crowd"]
    desk.hear("crowd", {**crowd, "joined": 90})
    assert "/moderate/e1/people.json" not in desk.stub.asked
    desk.page.click("#open-people")
    expect(desk.page.locator(".persons li")).to_have_count(87)
    for joined in range(91, 99):
        desk.hear("crowd", {**crowd, "joined": joined})
        desk.settle()
    assert desk.stub.asked.count("/moderate/e1/people.json") == 1
    with desk.page.expect_response("**/people.json", timeout=4000):
        pass
    assert desk.stub.asked.count("/moderate/e1/people.json") == 2


# --- moderating ---------------------------------------------------------------------------------


def test_extra_time_is_given_and_taken_in_the_list_of_people(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.page.click("#open-people")
    desk.page.get_by_role("searchbox").fill("86")
    choice = desk.page.locator(".persons select")
    expect(choice).to_have_value("15")
    choice.select_option("20")
    desk.page.get_by_role("searchbox").fill("4")
    expect(desk.page.get_by_role("combobox", name=re.compile("Extra time for"))).to_have_value("10")
    assert [order(each) for each in desk.sent] == [
        ("grant_extra_time", {"participant_id": "p86", "factor": 20}, None)
    ]


def test_somebody_is_moved_into_another_team(desk: Desk) -> None:
    model = SCENES["open"]()
    model["state"]["teams"] = [
        {"id": "t1", "name": "North", "also": None},
        {"id": "t2", "name": "South", "also": None},
    ]
    model["state"]["team_moves"] = [{"id": "p86", "team": "t1"}]
    desk.open(model)
    desk.page.click("#open-people")
    desk.page.get_by_role("searchbox").fill("86")
    desk.page.get_by_role("button", name=re.compile("Team of .*North")).click()
    choice = desk.page.get_by_role("combobox", name=re.compile("^Team of"))
    expect(choice).to_be_focused()
    expect(choice).to_have_value("t1")
    choice.select_option("t2")
    assert [order(each) for each in desk.sent] == [
        ("assign_team", {"participant_id": "p86", "team_id": "t2"}, None)
    ]
    expect(desk.page.locator(".persons select.team")).to_have_count(0)


def test_a_wrong_answer_is_accepted_and_said_to_be(desk: Desk) -> None:
    desk.open(SCENES["accepting"]())
    expect(desk.page.locator(".wrong")).to_contain_text("An answer was accepted")
    desk.page.get_by_role("button", name=re.compile("Accept .*Nairobi")).click()
    assert [order(each) for each in desk.sent] == [
        ("accept_answer", {"round_id": "r4", "key": "nairobi"}, None)
    ]


def test_texts_are_approved_hidden_lit_and_grouped(desk: Desk) -> None:
    desk.open(SCENES["texts"]())
    desk.page.get_by_role("button", name=re.compile("2.* wait")).click()
    panel = desk.page.locator(".texts")
    titles = panel.locator("h3").all_inner_texts()
    assert [" ".join(each.split()) for each in titles] == ["Waiting 2", "Shown 3", "Hidden 1"]
    for name in ("Show .*More time for questions", "Hide .*Send the slides"):
        panel.get_by_role("button", name=re.compile(name)).click()
        desk.reply(ok=True, seq=0)
        desk.settle()
    panel.get_by_role("button", name=re.compile("Show .*Hear every delegation")).click()
    desk.reply(ok=True, seq=0)
    field = panel.get_by_label(re.compile("Title above .*Send the slides"))
    expect(field).to_have_value("How we work")
    field.fill("Papers")
    field.press("Enter")
    assert [order(each) for each in desk.sent] == [
        ("show_text", {"round_id": "r4", "key": "c2"}, None),
        ("hide_text", {"round_id": "r4", "key": "c5"}, None),
        ("end_spotlight", {"round_id": "r4"}, None),
        ("group_text", {"round_id": "r4", "key": "c5", "title": "Papers"}, None),
    ]
    panel.press("Escape")
    expect(desk.page.locator("#open-texts")).to_be_focused()


def test_words_are_hidden_and_have_no_titles(desk: Desk) -> None:
    desk.open(SCENES["words"]())
    desk.page.click("#open-texts")
    panel = desk.page.locator(".texts")
    expect(panel.locator(".title input")).to_have_count(0)
    panel.get_by_role("button", name=re.compile("Hide .*More time")).click()
    assert order(desk.sent[-1])[0] == "hide_text"


# --- what is shown ------------------------------------------------------------------------------


def test_lamps_tell_line_disk_and_phones(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    lamps = desk.page.get_by_role("group", name="Lamps")
    expect(lamps).to_contain_text("Connected")
    expect(lamps).to_contain_text("All answers on disk")
    expect(lamps).to_contain_text("85 of 87 phones connected")
    crowd = SCENES["open"]()["crowd"]
    desk.hear("crowd", {**crowd, "saving": "slow"})
    expect(lamps).to_contain_text("Saving takes longer than usual")
    desk.hear("crowd", {**crowd, "saving": "failing"})
    expect(lamps).to_contain_text("Answers can’t be saved")
    expect(desk.page.get_by_role("alert").first).to_contain_text("Answers can’t be saved")
    for reason, word in (("disk_full", "full"), ("read_only", "folder"), ("locked", "database")):
        desk.hear("crowd", {**crowd, "saving": reason})
        expect(lamps.locator(".no")).to_contain_text(word)
        expect(desk.page.get_by_role("alert").first).to_contain_text(word)
    desk.status("offline")
    expect(lamps).to_have_text("Reconnecting…")


def test_answers_so_far_grow_beside_the_stage(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    so_far = desk.page.locator(".so-far")
    expect(so_far).to_contain_text("seen by you only")
    expect(so_far.locator("li").nth(3)).to_contain_text("36")
    tally = {**console_states.COUNTS, "counts": {"a": 7, "b": 9, "c": 13, "d": 36}, "voters": 65}
    desk.hear("tally", {"round": "r4", "tally": tally})
    expect(so_far.locator("li").first).to_contain_text("7")
    desk.hear("tally", {"round": "another", "tally": console_states.EIGHT})
    expect(so_far).to_have_count(0)


def test_key_and_explanation_are_there_before_the_room_sees_them(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    question = desk.page.locator(".question")
    expect(question).to_contain_text("seen by you only")
    expect(question.locator("li.good")).to_contain_text("Article 4")
    expect(question.locator(".why")).to_contain_text("national committee")


def test_question_that_is_open_behind_another_picture_is_told(desk: Desk) -> None:
    scene = SCENES["open"]()
    scene["state"] |= {"kind": "lobby", "round": None, **console_states.FAR_BACK}
    desk.open(scene)
    expect(desk.page.locator(".seen")).to_contain_text("question 4 is still open")
    expect(desk.next).to_contain_text("Return to where you were")


def test_screen_in_the_frame_takes_neither_focus_nor_pointer(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    frame = desk.page.locator("iframe")
    assert frame.get_attribute("tabindex") == "-1"
    expect(frame).to_have_attribute("title", re.compile("What the room sees: .*Question 4, open"))
    assert frame.evaluate("(each) => each.inert && getComputedStyle(each).pointerEvents") == "none"
    box = desk.page.locator(".stage").bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, abs=0.02)
    desk.page.mouse.click(box["x"] + 100, box["y"] + 100)
    desk.press("PageDown")
    assert [each["name"] for each in desk.sent] == ["next_step"]


def test_all_is_reached_by_keyboard(desk: Desk) -> None:
    desk.open(SCENES["closed"]())
    seen: set[str] = set()
    for _ in range(80):
        desk.press("Tab")
        seen.add(desk.page.evaluate("document.activeElement.textContent.trim().split(/\\s/)[0]"))
        assert desk.page.evaluate("document.activeElement.tagName") != "IFRAME"
    assert {"Show", "Back", "Blank", "Menu", "Lobby", "People:", "FR"} <= seen


def test_changes_of_the_stage_are_read_out(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    voice = desk.page.locator("p.sr-only[role=status]")
    expect(voice).to_contain_text("Question 4 is open, 12 seconds.")
    desk.hear("state", {**SCENES["closed"]()["state"], "rev": 42})
    expect(voice).to_have_text(re.compile("The room sees: .*Question 4, closed"))


def test_help_lists_every_key(desk: Desk) -> None:
    desk.open(SCENES["open"]()).press("?")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    listed = {each.inner_text() for each in dialog.locator("kbd").all()}
    assert set("→←TPBQHLCRZF?.") <= listed
    assert {"Page Down", "Page Up", "Space", "Esc"} <= listed
    desk.press("?")
    expect(dialog).to_have_count(0)
    assert desk.sent == []


def test_viewer_is_offered_nothing_that_would_be_refused(desk: Desk) -> None:
    desk.open(SCENES["viewer"]()).press("ArrowRight", "b", "l", "q", "z")
    expect(desk.next).to_have_count(0)
    expect(desk.page.locator(".tools button")).to_have_count(1)
    desk.page.click("#open-people")
    expect(desk.page.locator(".persons li")).to_have_count(87)
    expect(desk.page.locator(".persons button")).to_have_count(0)
    expect(desk.page.get_by_role("link", name="XLSX")).to_have_count(0)
    assert desk.sent == []


def test_helper_keeps_the_door_and_no_more(desk: Desk) -> None:
    desk.open(SCENES["helper"]()).press("ArrowRight", "b", "l", "q")
    assert [each["name"] for each in desk.sent] == ["lock_joining", "enlarge_qr"]
    expect(desk.page.locator(".tools button")).to_have_text(
        [re.compile("Big QR"), re.compile("Lock joining"), re.compile("Full screen")]
    )


def test_signed_out_console_says_how_to_come_back(desk: Desk) -> None:
    desk.open(SCENES["open"]())
    desk.page.evaluate("line.status('stopped'); line.refuse('sign_in_first', '')")
    expect(desk.page.get_by_role("alert").filter(has_text="sign in")).to_contain_text(
        "Please sign in again"
    )
    desk.press("ArrowRight", "b")
    assert desk.sent == []


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("lobby_empty", "Nobody has joined yet"),
        ("no_activities", "This event has no activities yet"),
        ("idle", "Press the big button"),
    ],
)
def test_empty_states_say_what_to_do(desk: Desk, scene: str, words: str) -> None:
    desk.open(SCENES[scene]())
    expect(desk.page.locator(".question")).to_contain_text(words)


# --- looks --------------------------------------------------------------------------------------


def complaints(desk: Desk) -> list[str]:
    desk.page.evaluate("document.fonts.ready")
    desk.settle()
    desk.page.evaluate(PROBE)
    found: list[str] = desk.page.evaluate("complaints()")
    return found


@pytest.mark.parametrize("language", ["en", "long"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_over_one_another(desk: Desk, size: str, language: str) -> None:
    width, height = SIZES[size]
    desk.page.set_viewport_size({"width": width, "height": height})
    texts = long_texts() if language == "long" else {}
    assert language == "en" or len(texts) > 150
    desk.stub.messages = texts
    desk.open(SCENES["open"]())
    found = {}
    for rev, (name, scene) in enumerate(SCENES.items(), 100):
        desk.show(scene(), rev)
        if found_here := complaints(desk):
            found[name] = found_here
    assert found == {}


OVERLAYS: dict[str, Callable[[Desk], None]] = {
    "help": lambda desk: desk.press("?"),
    "confirm": lambda desk: desk.tool("void").click(),
    "people": lambda desk: desk.page.click("#open-people"),
    "menu": lambda desk: desk.page.click(".menu summary"),
    "rounds": lambda desk: desk.page.locator(".activity.current summary").click(),
}


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("size", ["1280", "1024"])
def test_what_opens_holds_long_texts(desk: Desk, size: str, overlay: str) -> None:
    width, height = SIZES[size]
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.stub.messages = long_texts()
    OVERLAYS[overlay](desk.open(SCENES["french_closed"]()))
    found = [each for each in complaints(desk) if overlay != "menu" or "over one" not in each]
    assert found == []


def test_typed_texts_hold_long_words(desk: Desk) -> None:
    width, height = SIZES["1024"]
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.stub.messages = long_texts()
    desk.open(SCENES["texts"]()).page.click("#open-texts")
    assert complaints(desk) == []


@pytest.mark.parametrize("size", ["1280", "1440", "1024"])
def test_the_next_step_is_in_sight_without_scrolling(desk: Desk, size: str) -> None:
    width, height = SIZES[size]
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.stub.messages = long_texts()
    for scene in ("open", "french_eight", "failing"):
        desk.open(SCENES[scene]())
        box = desk.next.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height


def test_no_text_is_written_past_the_catalogue() -> None:
    literal = re.compile(r">[^<>${}`=]*[A-Za-z]{3,}[^<>${}`=]*<")
    for file in sorted((paths.static() / "js" / "console").glob("*.js")):
        assert not literal.findall(file.read_text("utf-8")), file.name
