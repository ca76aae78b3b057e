"""Questions from the floor and reactions on phone, screen and console, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import console_site, phone_site, screen_site
from tests.browser import console_states as scenes
from tests.browser import phone_states as stories
from tests.browser import screen_states as walls
from tests.browser.phone_page import Phone
from tests.browser.test_console_views import PROBE, SHOW
from tests.browser.test_phone_views import FAULTS
from tests.browser.test_screen_views import FEED

pytestmark = pytest.mark.browser

AT = 1_519_900_020_000
LONG = (
    "Quelle est la position du Secrétariat sur l’échange d’informations entre les administrations "
    "douanières et les services chargés de l’application de la loi, et comment cette position "
    "évoluera-t-elle après la révision de la Déclaration d’Arusha révisée, compte tenu des moyens ?"
)
ARABIC = "هل يمكن ترجمة الوثائق إلى العربية قبل الاجتماع بأسبوعين على الأقل؟"
QA = {
    "session": "s1",
    "open": True,
    "item": {"number": "VIII", "title": "Organized crime and corruption"},
    "moderated": True,
    "anonymous": True,
    "upvotes": True,
    "limit": 3,
    "longest": 300,
    "list": "/events/e1/floors/f1/questions.json",
    "mine": "/events/e1/questions/mine.json",
}


def question(question_id: str, text: str = "Why?", votes: int | None = 0, **more: Any) -> Any:
    plain = {"name": "", "delegation": "", "edited": False, "answered": False, "labels": []}
    return {"id": question_id, "text": text, "votes": votes, "at": AT, **plain, **more}


LIST = [
    question("q1", "Who pays for it?", 12, name="Ada Lovelace", delegation="United Kingdom"),
    question("q2", LONG, 7, edited=True, labels=["finance", "law"]),
    question("q3", ARABIC, 7, at=AT + 60_000),
    question("q4", "When does it begin?", 3, answered=True),
]


def own(key: str, standing: str, **more: Any) -> Any:
    plain = {"edited": False, "merged": None, "session": "s1"}
    return {"key": key, "id": f"id-{key}", "text": "Mine?", "standing": standing, **plain, **more}


class Floor:
    """What the addresses of the questions answer, and what was asked of them."""

    def __init__(self, page: Page) -> None:
        self.list: list[Any] | None = LIST
        self.own: list[Any] = []
        self.keys: list[list[str]] = []
        self.asked = 0
        page.route("**/questions.json", self._list)
        page.route("**/mine.json", self._mine)

    def _list(self, route: Route) -> None:
        self.asked += 1
        if self.list is None:
            route.abort()
            return
        route.fulfill(json={"session": "s1", "pause_ms": 60_000, "questions": self.list})

    def _mine(self, route: Route) -> None:
        self.keys.append(json.loads(route.request.post_data or "{}")["keys"])
        route.fulfill(json={"questions": self.own})


@pytest.fixture(scope="module")
def hands(chromium: Browser) -> BrowserContext:
    return chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True)


@pytest.fixture(scope="module")
def phones(hands: BrowserContext) -> Iterator[phone_site.Stub]:
    with phone_site.serving(phone_site.Stub()) as served:
        yield served


Open = Callable[..., tuple[Phone, Floor]]


@pytest.fixture
def opened(hands: BrowserContext, phones: phone_site.Stub) -> Iterator[Open]:
    """`opened(language=, own=, **qa)`: a phone in the lobby that looks at the questions."""
    made: list[Phone] = []

    def opener(
        language: str = "en", asked: tuple[Any, ...] = (), listed: Any = LIST, **qa: Any
    ) -> tuple[Phone, Floor]:
        phones.data["language"] = language
        phone = Phone(hands.new_page(), phones)
        made.append(phone)
        floor = Floor(phone.page)
        floor.own, floor.list = list(asked), listed
        memory = json.dumps({"keys": [each["key"] for each in asked], "votes": ["q2"]})
        phone.page.add_init_script(
            f"localStorage.getItem('quizapp.asked.e1') ?? localStorage.setItem('quizapp.asked.e1', {memory!r})"
        )
        phone.open()
        phone.show(in_lobby(**qa))
        phone.page.click("#questions")
        phone.page.wait_for_selector(".questions h1")
        return phone, floor

    yield opener
    for phone in made:
        phone.page.evaluate("localStorage.clear()")
        phone.page.close()
    phones.data["language"] = "en"


def in_lobby(*, reactions: bool = False, **qa: Any) -> Any:
    return (
        stories.state("lobby", qa={**QA, **qa}, reactions=reactions),
        stories.me(),
    )


# ---- the phone ------------------------------------------------------------------------------


def test_the_list_shows_what_the_room_wants_and_takes_a_vote(opened: Open) -> None:
    phone, floor = opened()
    page = phone.page
    expect(page.locator(".asked")).to_have_count(4)
    for words in ("Ada Lovelace", "United Kingdom", "edited by the moderator", "VIII", "answered"):
        phone.sees(words)
    first = page.locator(".asked").first
    expect(first.locator(".vote")).to_have_text("12")
    expect(page.locator(".asked").nth(1).locator(".vote")).to_have_attribute("aria-pressed", "true")
    asked = floor.asked
    first.locator(".vote").click()
    expect(first.locator(".vote")).to_have_text("13")
    assert phone.sent("upvote") == [{"question": "q1", "on": True}]
    phone.reply("upvote", {"ok": True})
    phone.until("the list anew", lambda: phone.text() and floor.asked > asked)
    page.get_by_role("button", name="Newest").click()
    expect(page.locator(".asked .words > p").first).to_have_text(ARABIC)
    expect(page.locator(".asked").last.locator(".vote")).to_be_disabled()
    assert phone.errors == []


def test_a_vote_that_is_refused_is_taken_back(opened: Open) -> None:
    phone, _ = opened()
    vote = phone.page.locator(".asked .vote").first
    vote.click()
    expect(vote).to_have_attribute("aria-pressed", "true")
    phone.reply("upvote", {"ok": False, "code": "questions_not_open", "message": "Too late."})
    phone.sees("Too late.")
    expect(vote).to_have_attribute("aria-pressed", "false")


def test_asking_without_a_name_sends_a_key_and_keeps_it(opened: Open) -> None:
    phone, floor = opened()
    page = phone.page
    page.click("#ask")
    page.fill("#question-text", "How will it be financed?")
    expect(page.locator("#question-left")).to_have_text("276")
    page.reload()
    page.wait_for_selector("html[data-starts]")
    phone.status("online")
    phone.show(in_lobby())
    page.click("#questions")
    page.get_by_role("button", name="Go on with my question").click()
    expect(page.locator("#question-text")).to_have_value("How will it be financed?")
    page.get_by_role("button", name="Send my question").click()
    (wish,) = phone.sent("ask")
    key = wish.pop("key")
    assert len(key) == 43
    assert wish == {
        "text": "How will it be financed?",
        "name": "",
        "delegation": "",
        "earlier": [],
    }
    floor.own = [own(key, "new", text="How will it be financed?")]
    phone.reply("ask", {"ok": True, "id": "q9", "standing": "new"})
    phone.sees("waiting for the moderator")
    assert floor.keys[-1] == [key]
    assert phone.errors == []


def test_asking_with_a_name_says_who_will_read_it(opened: Open) -> None:
    phone, _ = opened(anonymous=False)
    page = phone.page
    page.click("#ask")
    phone.sees("Everybody in the room can read it.")
    expect(page.locator("input[name=name]")).to_have_value("Ada")
    expect(page.locator("input[name=name]")).not_to_be_editable()
    page.fill("input[name=delegation]", "France")
    page.fill("#question-text", "a" * 301)
    phone.sees("1 character too many")
    expect(page.locator(".ask .go")).to_be_disabled()
    page.fill("#question-text", "Why?")
    page.click(".ask .go")
    assert phone.sent("ask")[0]["delegation"] == "France"
    phone.reply("ask", {"ok": False, "code": "too_many_questions", "message": "Three wait."})
    expect(page.get_by_role("alert")).to_have_text("Three wait.")
    phone.status("offline")
    phone.sees("Your words are kept on this phone")


def test_own_questions_say_how_they_stand(opened: Open) -> None:
    standings = {
        "new": "waiting for the moderator",
        "approved": "approved",
        "on_screen": "on the screen now",
        "answered": "answered",
        "archived": "put away by the moderator",
    }
    asked = [own(each, each) for each in standings]
    merged = own("merged", "new", merged={"id": "q1", "text": "Who pays for it?"}, edited=True)
    phone, _ = opened(asked=(*asked, merged))
    expect(phone.page.locator(".own")).to_have_count(6)
    for words in (*standings.values(), "merged with another question", "It counts with:"):
        phone.sees(words)
    expect(phone.page.locator(".own .link")).to_have_count(2)
    phone.page.locator(".own.new .link").first.click()
    assert phone.sent("withdraw") == [{"key": "new"}]
    phone.reply("withdraw", {"ok": True})
    phone.sees("Taken back.")


@pytest.mark.parametrize(
    ("listed", "qa", "words"),
    [
        ([], {}, "Yours could be the first."),
        ([], {"open": False}, "No questions are taken at the moment."),
        (None, {}, "can’t be fetched at the moment."),
        ([question("q1", votes=None)], {"upvotes": False}, "Why?"),
    ],
)
def test_empty_closed_and_failed_lists_say_so(
    opened: Open, listed: Any, qa: Any, words: str
) -> None:
    phone, _ = opened(listed=listed, **qa)
    phone.sees(words)
    expect(phone.page.locator(".vote")).to_have_count(0)
    expect(phone.page.locator("#ask")).to_have_count(1 if qa.get("open", True) else 0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_of_the_questions_is_clipped_or_too_small(opened: Open, language: str) -> None:
    asked = (own("k", "on_screen", text=LONG), own("l", "new", text=ARABIC))
    phone, _ = opened(language=language, asked=asked)
    expect(phone.page.locator(".own")).to_have_count(2)
    expect(phone.page.locator(".asked")).to_have_count(4)
    assert phone.page.evaluate(FAULTS) == []
    phone.page.click("#ask")
    phone.page.fill("#question-text", LONG)
    phone.page.locator(".named input").nth(1).check()
    assert phone.page.evaluate(FAULTS) == []
    phone.page.keyboard.press("Escape")
    phone.show(in_lobby(reactions=True))
    phone.page.locator(".bar .link").click()
    expect(phone.page.locator(".reaction")).to_have_count(5)
    assert phone.page.evaluate(FAULTS) == []
    assert phone.errors == []


def test_who_reads_questions_is_called_when_a_round_opens(opened: Open) -> None:
    phone, _ = opened()
    state, me = stories.STORIES["open-single"]()
    phone.show(({**state, "qa": QA}, me))
    phone.sees(stories.PROMPT)


def test_a_reaction_is_sent_and_nodded_at_and_a_second_one_waits(opened: Open) -> None:
    phone, _ = opened()
    phone.show(in_lobby(reactions=True))
    phone.page.locator(".bar .link").click()
    applause = phone.page.get_by_role("button", name="Applause")
    applause.dblclick()
    assert phone.sent("react") == [{"reaction": "applause"}]
    expect(phone.page.locator(".reactions [role=status]")).to_contain_text("Applause")
    expect(phone.page.locator(".reactions [role=status]")).to_have_text("")
    phone.status("offline")
    applause.dispatch_event("click")
    assert len(phone.sent("react")) == 1


# ---- the screen -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wall(chromium: Browser) -> Iterator[Page]:
    with screen_site.served() as address:
        page = chromium.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        yield page
        page.close()


def on_wall(texts: str = "both", **more: Any) -> Any:
    state = walls.state(walls.TEXTS[texts], "lobby", qa=QA, **more)
    return walls.model(state, walls.crowd())


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)])
@pytest.mark.parametrize("texts", ["long", "arabic"])
def test_questions_on_the_wall_are_whole_in_every_length(
    wall: Page, size: tuple[int, int], texts: str
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    longest = question("q9", (LONG + " " + LONG)[:300], 1_234, name="x" * 60, delegation="y" * 60)
    pictures: tuple[dict[str, Any], ...] = (
        {"spotlight": question("q", "Why?", 1)},
        {"spotlight": {**longest, "edited": True}},
        {"spotlight": question("q", ARABIC, None, name="سارة", delegation="الجزائر")},
        {"top": []},
        {"top": [{**longest, "id": str(n)} for n in range(8)]},
    )
    for state in pictures:
        wall.evaluate(FEED, on_wall(texts, **{"spotlight": None, "top": None} | state))
        assert wall.evaluate("complaints()") == []


def test_votes_grow_between_two_states_and_older_ones_are_dropped(wall: Page) -> None:
    model = on_wall(spotlight=question("q", "Why?", 1), top=None)
    rev = model["state"]["rev"]
    for told, votes in ((rev, 5), (rev - 1, 1)):
        qa = {"rev": told, "spotlight": question("q", "Why?", votes + told - rev), "top": None}
        wall.evaluate(FEED, {**model, "qa": qa})
        expect(wall.locator(".asked-one .votes b")).to_have_text(str(votes))


def test_dark_screen_and_qr_stand_above_the_questions(wall: Page) -> None:
    lit: dict[str, Any] = {"spotlight": question("q"), "top": None}
    for cover in ("blank", "big_qr"):
        wall.evaluate(FEED, on_wall(**(lit | {cover: True})))
        expect(wall.locator(".asked-one")).to_have_count(0)


def test_a_pulse_shows_for_a_while_and_goes(wall: Page) -> None:
    wall.clock.install()
    pulse = {"counts": {"applause": 120, "agree": 3}}
    wall.evaluate(FEED, {**on_wall(spotlight=None, top=None), "pulse": pulse})
    expect(wall.locator(".pulse li")).to_have_count(2)
    expect(wall.locator(".pulse li.applause")).to_have_text("120")
    assert wall.evaluate("complaints()") == []
    for view in ("open", "poll_counts", "idle", "podium"):
        wall.evaluate(FEED, {**walls.VIEWS[view](walls.TEXTS["long"]), "pulse": pulse})
        assert wall.evaluate("complaints()") == [], view
    wall.clock.run_for(3_500)
    expect(wall.locator(".pulse")).to_have_count(0)


# ---- the console ----------------------------------------------------------------------------

QUEUE = {
    "session": "s1",
    "spotlight": "q2",
    "labels": ["finance"],
    "questions": [
        {**question("q1", LONG, 2), "asked_text": LONG, "standing": "new", "merged_into": None},
        {
            **question("q5", "Who pays?", 9, name="Ada", delegation="France", labels=["finance"]),
            "asked_text": "Who the hell pays?",
            "standing": "new",
            "merged_into": None,
        },
        {
            **question("q2", "Since when?", 4),
            "asked_text": "Since when?",
            "standing": "approved",
            "merged_into": None,
        },
        {
            **question("q3", "Since when, please?", 0),
            "asked_text": "Since when, please?",
            "standing": "new",
            "merged_into": "q2",
        },
    ],
}
URLS = {
    "questions": "/moderate/e1/floors/FLOOR/questions.json",
    "speaker": "/moderate/e1/speaker",
    "question_report": "/moderate/e1/questions",
}


@pytest.fixture(scope="module")
def desks(chromium: Browser) -> Iterator[console_site.Stub]:
    with console_site.serving(console_site.Stub()) as stub:
        stub.page = {**console_site.PAGE, "urls": {**console_site.PAGE["urls"], **URLS}}
        yield stub


@pytest.fixture
def desk(chromium: Browser, desks: console_site.Stub) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.route("**/floors/f1/questions.json", lambda route: route.fulfill(json=QUEUE))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(desks.url, wait_until="commit")
    page.wait_for_selector("html[data-starts]", state="attached")
    yield page
    page.close()
    assert faults == []


def at_desk(page: Page, **more: Any) -> None:
    scene = scenes.SCENES["lobby"]()
    qa = {**QA, "waiting": 2, "item_id": None}
    seen = {"qa": qa, "reactions": True, "spotlight": None, "top": None, "item": None} | more
    page.evaluate(SHOW, {**scene, "state": {**scene["state"], **seen}})


def sent(page: Page) -> list[list[Any]]:
    orders = page.evaluate("line.sent.filter(([name]) => name === 'command')")
    return [[each["name"], each["args"]] for _, each in orders]


def test_the_queue_is_worked_through_by_button_and_by_key(desk: Page) -> None:
    at_desk(desk)
    desk.get_by_role("button", name="Questions: 2 wait").click()
    items = desk.locator(".queued")
    expect(items).to_have_count(2)
    expect(items.first.locator(".words")).to_have_text("Who pays?")
    expect(items.first).to_contain_text("Asked as: \u2068Who the hell pays?\u2069")
    items.first.focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("a")
    about = {"floor_id": "f1"}
    assert sent(desk) == [["approve_question", {**about, "question_id": "q1"}]]
    desk.evaluate("line.reply('command', { ok: true, seq: 0 })")
    desk.get_by_role("group", name="State").get_by_role("button", name="Approved").click()
    expect(items).to_have_count(1)
    expect(items.first).to_contain_text("1 question is merged into it")
    items.first.get_by_role("button", name="Answered").click()
    assert sent(desk)[-1] == ["answer_question", {**about, "question_id": "q2"}]


def test_questions_are_edited_labelled_merged_and_put_on_the_screen(desk: Page) -> None:
    at_desk(desk)
    desk.click("#open-queue")
    about = {"floor_id": "f1", "question_id": "q5"}
    item = desk.locator(".queued").first
    item.get_by_role("button", name="Edit").click()
    desk.fill(".edit textarea", "Who is to pay?")
    desk.get_by_role("button", name="Save").click()
    item.locator(".labels input").fill("budget")
    desk.keyboard.press("Enter")
    item.get_by_role("button", name="On screen").click()
    item.get_by_role("button", name="Merge").click()
    desk.locator(".queued").nth(1).get_by_role("button", name="Merge into").click()
    assert sent(desk) == [
        ["edit_question", {**about, "text": "Who is to pay?"}],
        ["label_question", {**about, "label": "budget", "on": True}],
        ["spotlight_question", about],
        ["merge_questions", {**about, "into_id": "q1"}],
    ]


def test_questions_are_opened_about_the_item_on_the_floor(desk: Page) -> None:
    item = next(line["item"] for line in scenes.SCENES["lobby"]()["state"]["run"] if line["item"])
    at_desk(desk, qa=None, reactions=False, item=item["id"])
    desk.click("#open-queue")
    desk.get_by_role("button", name="Open questions").click()
    desk.get_by_role("button", name="Reactions").click()
    assert sent(desk) == [
        ["open_questions", {"floor_id": "f1", "item_id": item["id"]}],
        ["switch_reactions", {"floor_id": "f1", "on": True}],
    ]


def test_what_is_to_be_put_right_calls_the_moderator(desk: Page) -> None:
    at_desk(desk)
    desk.evaluate("line.hear('pulse', { counts: { cant_hear: 7, applause: 3 } })")
    expect(desk.locator(".call")).to_contain_text("Can’t hear")
    expect(desk.locator(".room > .pulse")).to_contain_text("3")
    desk.click("#open-queue")
    expect(desk.locator(".call")).to_be_visible()
    desk.evaluate(PROBE)
    assert desk.evaluate("complaints()") == []
