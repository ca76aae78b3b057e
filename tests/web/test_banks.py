"""Banks, the editor and files: what may be asked by whom, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.domain.shelf import BankHead, Use
from quizapp.domain.statistics import Figures
from quizapp.domain.text import Json, LocalizedText
from tests.web.house import House
from tests.web.pages import csrf_token, data_page

AsAccount = Callable[[str], FlaskClient]

AIKEN = """Which article asks for a committee?
A. Article 1
B. Article 23
ANSWER: B

Which one is a port?
A. Vienna
B. Antwerp
ANSWER: B
"""


def content(prompt: str = "Which?", **fields: Json) -> dict[str, Any]:
    return {
        "type": "single_choice",
        "prompt": {"en": prompt},
        "options": [{"id": "a", "text": {"en": "One"}}, {"id": "b", "text": {"en": "Two"}}],
        "correct": "b",
        "points": 1000,
        **fields,
    }


@pytest.fixture
def client(house: House, as_account: AsAccount) -> FlaskClient:
    """Mary, who moderates, and the bank `bank` with the questions `q1` and `q2`."""
    head = BankHead(LocalizedText.of({"en": "Ours", "fr": "La nôtre"}), ("en", "fr"))
    house.shelf.create("bank", "ours", head)
    for question_id, prompt in (("q1", "Which article?"), ("q2", "Which port?")):
        house.banks.save("bank", question_id, 0, content(prompt, tags=["ports"]), "admin")
    return as_account("mary")


def send(client: FlaskClient, path: str, **body: Any) -> TestResponse:
    return client.post(path, json=body, headers={"Accept": "application/json"})


# ---- who may --------------------------------------------------------------------------------


BANK_OF_A_PICTURE = """
format: quizapp-bank/1
slug: ports
title: {en: Ports}
languages: [en]
questions:
  - slug: port
    type: word_cloud
    prompt: {en: "What is this?"}
    picture: {id: "0123456789abcdef0123456789abcdef", alt: {en: A port}, width: 16, height: 9}
"""
PAGES = ("/banks", "/banks/new", "/banks/bank", "/banks/bank/q1", "/banks/import", "/banks/preview/phone")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_banks_are_for_those_who_moderate(
    client: FlaskClient, as_account: AsAccount, visitor: FlaskClient, path: str
) -> None:
    assert visitor.get(path).status_code == 302
    for nobody in ("grace", "emmy", "sofia"):
        assert as_account(nobody).get(path).status_code == 403
    for somebody in ("mary", "admin"):
        assert as_account(somebody).get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/banks",
        "/banks/bank/head",
        "/banks/bank/delete",
        "/banks/bank/order",
        "/banks/bank/q1/archive",
        "/banks/bank/q1/duplicate",
        "/banks/bank/q1/save",
        "/banks/bank/q1/draft",
        "/banks/bank/q1/discard",
        "/banks/preview",
        "/banks/read",
        "/banks/import",
        "/banks/import/key",
    ],
)
def test_nobody_else_writes_and_no_other_site_does(
    house: House, client: FlaskClient, as_account: AsAccount, path: str
) -> None:
    before = repr(house.shelf)
    assert as_account("grace").post(path, json={}).status_code == 403
    client.application.config["WTF_CSRF_ENABLED"] = True
    assert client.post(path, json={}).status_code == 400
    assert repr(house.shelf) == before


def test_the_link_to_the_banks_is_there_for_those_who_may(
    client: FlaskClient, as_account: AsAccount
) -> None:
    assert 'href="/banks"' in client.get("/moderate/").text
    assert 'href="/banks"' not in as_account("emmy").get("/moderate/").text


# ---- browsing -------------------------------------------------------------------------------


def test_a_search_stands_in_the_address(client: FlaskClient) -> None:
    everything = client.get("/banks").text
    assert "Ours" in everything
    found = client.get(
        "/banks?q=port&type=single_choice&language=en&difficulty=&tag=ports&bank=bank"
    )
    assert "Which port?" in found.text
    assert "Which article?" not in found.text
    assert "1 question found" in found.text
    assert "Nothing fits" in client.get("/banks?q=nothing+like+it").text
    assert client.get("/banks?type=riddle&page=x&difficulty=9&language=tlh").status_code == 200


def test_pages_of_results_are_turned_with_the_same_search(
    house: House, client: FlaskClient
) -> None:
    for number in range(60):
        house.banks.save("bank", f"n{number}", 0, content(f"Number {number}?"), "admin")
    first = client.get("/banks?q=number").text
    assert "page=2" in first
    second = client.get("/banks?q=number&page=2").text
    assert second.count('<li class="question">') == 10
    assert "page=1" in second


def test_questions_are_found_for_an_activity(client: FlaskClient) -> None:
    found = client.get("/banks/search.json?q=article").get_json()
    assert found["total"] == 1
    assert found["questions"][0] == {
        "id": "q1",
        "bank_id": "bank",
        "bank": "Ours",
        "version": 1,
        "prompt": "Which article?",
        "type": "Single choice",
        "key": True,
        "languages": ["en"],
        "tags": ["ports"],
    }


def test_a_question_shows_how_it_has_done(
    house: House, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "figures-line" not in client.get("/banks/bank/q1").text
    known = Figures(2, 40, 0.625, 0.318)
    monkeypatch.setattr(house.banks, "figures", lambda ids: dict.fromkeys(ids, known))
    page = client.get("/banks/bank/q1").text
    assert "asked 2 times · 40 answers · 62% right · discrimination 0.32" in page


def test_a_bank_shows_its_questions_with_what_is_missing(house: House, client: FlaskClient) -> None:
    house.banks.type("bank", "q2", 1, content("Half"), "mary")
    house.banks.type("bank", "q9", 0, {"prompt": {"en": "Never saved"}}, "mary")
    house.banks.type("bank", "q8", 0, {}, "mary")
    house.banks.type("bank", "q7", 0, {"prompt": {"en": "Another's"}}, "admin")
    page = client.get("/banks/bank").text
    assert page.index("Which article?") < page.index("Which port?")
    assert "3 texts are missing" in page
    assert page.count("your draft is not saved yet") == 1
    assert "Never saved" in page
    assert "A question without words yet" in page
    assert "Another&#39;s" not in page
    assert client.get("/banks/nowhere").status_code == 404
    figures = client.get("/banks/bank/figures.json").get_json()
    assert figures["q1"] == {"asked": 0, "answered": 0, "right": None, "discrimination": None}


def test_a_bank_is_made_changed_and_deleted(house: House, client: FlaskClient) -> None:
    wrong = client.post("/banks", data={"title_en": "x" * 121, "use_en": "on"})
    assert (wrong.status_code, "At most 120 characters" in wrong.text) == (400, True)
    assert "choose the languages" in client.post("/banks", data={}).text
    assert "give a title" in client.post("/banks", data={"use_fr": "on", "title_en": "X"}).text
    made = client.post("/banks", data={"use_en": "on", "title_en": " New  one ", "author": "Ada"})
    bank_id = made.location.rsplit("/", 1)[1]
    assert house.shelf.heads[bank_id][1].title.get("en") == "New one"
    assert client.get(f"/banks/{bank_id}/head").status_code == 200
    assert client.post(f"/banks/{bank_id}/head", data={}).status_code == 400
    client.post(f"/banks/{bank_id}/head", data={"use_fr": "on", "title_fr": "Autre"})
    assert house.shelf.heads[bank_id][1].languages == ("fr",)
    client.post(f"/banks/{bank_id}/delete")
    assert bank_id not in house.shelf.heads


def test_a_bank_in_use_is_not_deleted(house: House, client: FlaskClient) -> None:
    title = LocalizedText.of({"en": "Quiz"})
    house.shelf.used = (Use("q1", 1, "event", title, "activity", title),)
    refused = client.post("/banks/bank/delete")
    assert refused.status_code == 409
    assert "so it stays" in refused.text
    assert "Quiz" in client.get("/banks/bank/q1").text


def test_questions_are_ordered_archived_and_copied(house: House, client: FlaskClient) -> None:
    assert send(client, "/banks/bank/order", ids=["q2", "q1"]).get_json() == {"ok": True}
    assert [each.id for each in house.banks.questions("bank")] == ["q2", "q1"]
    for wrong in ({}, {"ids": "q1"}, {"ids": [1]}):
        assert send(client, "/banks/bank/order", **wrong).status_code == 400
    unknown = send(client, "/banks/bank/order", ids=["q1", "made up"])
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "not_found")
    client.post("/banks/bank/q1/archive")
    assert "1 archived question" in client.get("/banks/bank").text
    client.post("/banks/bank/q1/archive", data={"back": "1"})
    assert len(house.banks.questions("bank")) == 2
    copied = client.post("/banks/bank/q1/duplicate")
    assert client.get(copied.location).status_code == 200
    assert client.post("/banks/bank/nowhere/archive").status_code == 404


# ---- the editor -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    ["[" * 20_000, "[" * 20_000 + "]" * 20_000, '{"a":' * 900 + "1" + "}" * 900, "NaN"],
    ids=["open", "closed", "less deep than Python's own limit", "no number"],
)
@pytest.mark.parametrize("path", ["/banks/preview", "/banks/bank/q1/draft", "/banks/bank/order"])
def test_json_nested_without_an_end_is_refused_with_a_code(
    client: FlaskClient, path: str, content: str
) -> None:
    body = f'{{"languages": ["en"], "base": 0, "ids": [], "content": {content}}}'
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    refused = client.post(path, data=body, headers=headers)
    assert (refused.status_code, refused.get_json()["code"]) == (400, "bad_message")


def test_the_editor_is_told_everything_about_types_and_the_question(client: FlaskClient) -> None:
    page = data_page(client.get("/banks/bank/q1"))
    types = {each["slug"]: each for each in page["types"]}
    assert types["single_choice"]["fields"][0]["kind"] == "options"
    assert all(field["label"] for each in page["types"] for field in each["fields"])
    assert page["content"]["prompt"] == {"en": "Which article?"}
    assert "slug" not in page["content"]
    assert page["latest"] == {"version": 1, "by": "admin", "at": page["latest"]["at"]}
    fresh = data_page(client.get("/banks/bank/a-new-one"))
    assert (fresh["content"], fresh["latest"]["version"]) == (None, 0)


def test_a_preview_is_what_phones_and_screen_would_be_sent(
    house: House, client: FlaskClient
) -> None:
    before = repr(house.shelf)
    shown = send(client, "/banks/preview", content=content(), languages=["en", "fr"]).get_json()
    assert shown["problems"] == []
    assert shown["views"]["fr"]["options"][0] == {"id": "a", "text": "One"}
    assert "correct" not in str(shown["views"])
    assert shown["reveals"]["en"]["key"] == {"correct": ["b"]}
    assert shown["results"]["answered"] == 24
    assert shown["gaps"] == {"fr": 3}
    half = send(
        client, "/banks/preview", content=content(options=[{"id": "a"}]), languages=["en"]
    ).get_json()
    assert {each["path"] for each in half["problems"]} == {"options", "options[0].text", "correct"}
    assert all(each["message"] for each in half["problems"])
    assert (half["views"], half["results"]) == (None, None)
    slide = {"type": "slide", "prompt": {"en": "Welcome"}}
    assert (
        send(client, "/banks/preview", content=slide, languages=["en"]).get_json()["results"]
        is None
    )
    assert repr(house.shelf) == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/banks/preview", {"content": 3, "languages": []}),
        ("/banks/preview", {"content": {}, "languages": "en"}),
        ("/banks/bank/q1/draft", {"content": {}, "base": "1"}),
        ("/banks/bank/q1/draft", {"content": {}, "base": True}),
        ("/banks/bank/q1/save", {"content": {}, "expected": -1}),
        ("/banks/bank/q1/save", {"content": []}),
        (f"/banks/bank/{'x' * 41}/save", {"content": {}, "expected": 0}),
        (f"/banks/bank/{'x' * 41}/draft", {"content": {}, "base": 0}),
        ("/banks/read", {"text": 3, "language": "en"}),
    ],
)
def test_what_no_editor_sends_is_refused(
    client: FlaskClient, path: str, body: dict[str, Any]
) -> None:
    assert send(client, path, **body).status_code == 400
    assert client.post(path, data="[]", content_type="application/json").status_code == 400


def test_a_draft_is_kept_and_taken_up_again(house: House, client: FlaskClient) -> None:
    house.banks.type("bank", "q1", 1, content("Ada's"), "admin")
    kept = send(client, "/banks/bank/q1/draft", base=1, content={"prompt": {"en": "Half"}})
    assert kept.get_json() == {
        "others": ["admin"],
        "latest": {"version": 1, "by": "admin", "at": house.clock.at},
        "content": None,
    }
    page = data_page(client.get("/banks/bank/q1"))
    assert page["draft"] == {"base": 1, "content": {"prompt": {"en": "Half"}}}
    assert page["others"] == ["admin"]
    back = send(client, "/banks/bank/q1/discard").get_json()
    assert (back["draft"], back["content"]["prompt"]) == (None, {"en": "Which article?"})


def test_a_save_makes_a_version_and_a_fault_is_said_in_its_place(client: FlaskClient) -> None:
    saved = send(client, "/banks/bank/q1/save", expected=1, content=content("Better?"))
    assert saved.status_code == 200
    assert saved.get_json()["latest"]["version"] == 2
    faulty = send(client, "/banks/bank/q1/save", expected=2, content=content(prompt=""))
    assert faulty.status_code == 400
    assert [each["path"] for each in faulty.get_json()["problems"]] == ["prompt"]


def test_who_saves_later_is_told_and_overwrites_nothing(house: House, client: FlaskClient) -> None:
    house.banks.save("bank", "q1", 1, content("Ada's"), "admin")
    told = send(client, "/banks/bank/q1/draft", base=1, content=content("Mine"))
    assert told.get_json()["content"]["prompt"] == {"en": "Ada's"}
    refused = send(client, "/banks/bank/q1/save", expected=1, content=content("Mine"))
    body = refused.get_json()
    assert (refused.status_code, body["code"]) == (409, "question_changed")
    assert (body["latest"]["version"], body["content"]["prompt"]) == (2, {"en": "Ada's"})
    assert "version 2" in body["message"]
    assert house.banks.question("bank", "q1").question.prompt.get("en") == "Ada's"


def test_only_the_editor_frames_the_previews(client: FlaskClient) -> None:
    editor = client.get("/banks/bank/q1").headers["Content-Security-Policy"]
    assert "frame-src 'self'" in editor
    assert "frame-ancestors 'none'" in editor
    for frame in ("phone", "screen", "elsewhere"):
        policy = client.get(f"/banks/preview/{frame}").headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy


# ---- files ----------------------------------------------------------------------------------


def test_an_import_is_shown_before_it_is_written(house: House, client: FlaskClient) -> None:
    before = repr(house.shelf)
    shown = client.post(
        "/banks/import",
        data={"file": (BytesIO(AIKEN.encode()), "../../ports.txt"), "language": "en"},
    )
    assert shown.status_code == 200
    assert "2 questions can be taken in" in shown.text
    assert shown.text.count("understood") >= 2
    assert "Article 23" in shown.text
    assert repr(house.shelf) == before
    key = shown.text.split("/banks/import/")[1].split('"')[0]
    done = client.post(f"/banks/import/{key}", data={"bank": "bank"})
    assert done.location == "/banks/bank"
    assert len(house.banks.questions("bank")) == 4
    other = client.post(f"/banks/import/{key}", data={"bank": ""})
    assert len(house.banks.questions(other.location.rsplit("/", 1)[1])) == 2


def test_what_was_brought_is_for_nobody_else(client: FlaskClient, as_account: AsAccount) -> None:
    shown = client.post("/banks/import", data={"text": AIKEN, "language": "tlh"})
    key = shown.text.split("/banks/import/")[1].split('"')[0]
    assert as_account("admin").post(f"/banks/import/{key}").status_code == 404


def test_a_file_that_can_not_be_used_says_why(client: FlaskClient) -> None:
    assert client.post("/banks/import", data={"text": " "}).status_code == 400
    refused = client.post("/banks/import", data={"file": (BytesIO(b"\x00\x01"), "x.bin")})
    assert refused.status_code == 400
    assert "x.bin" in refused.text


@pytest.mark.parametrize(("slug", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfslug,type")])
def test_an_import_offers_a_table_to_fill_in(client: FlaskClient, slug: str, begins: bytes) -> None:
    address = f"/banks/import/template/{slug}"
    assert address in client.get("/banks/import").text
    template = client.get(address)
    assert f"my-bank.{slug}" in template.headers["Content-Disposition"]
    assert template.data.startswith(begins)
    again = client.post("/banks/import", data={"file": (BytesIO(template.data), f"x.{slug}")})
    assert "5 questions can be taken in" in again.text
    assert client.get("/banks/import/template/stone").status_code == 404


def test_an_import_says_what_could_be_better_and_where_it_stands(client: FlaskClient) -> None:
    table = "type,question_en,option_a_en,option_b_en,correct,wine\r\n" + "".join(
        f"single_choice,Which {each}?,One,Two,{'b' if each < 7 else 'z'},\r\n" for each in range(8)
    )
    shown = client.post("/banks/import", data={"file": (BytesIO(table.encode()), "x.csv")}).text
    assert shown.count("advice") == 7
    assert "7 of 7" in shown
    assert "line 9:5" in shown
    assert "line 1:6" in shown


def test_a_bank_must_bring_the_pictures_that_nobody_has(client: FlaskClient) -> None:
    bank = BANK_OF_A_PICTURE.encode()
    refused = client.post("/banks/import", data={"file": (BytesIO(bank), "x.yaml")})
    assert refused.status_code == 400
    assert "questions[0]" in refused.text
    assert "Pack both into one zip" in refused.text


def test_a_form_of_an_import_may_be_large_and_other_forms_may_not(client: FlaskClient) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    token = csrf_token(client.get("/banks/import"))
    large = BytesIO((AIKEN * 1000).encode())
    shown = client.post("/banks/import", data={"file": (large, "a.txt"), "csrf_token": token})
    assert shown.status_code == 200
    assert client.post("/banks", data={"title_en": "x" * 70_000}).status_code == 413


def test_a_file_that_is_too_large_is_told_the_limit_where_another_can_be_chosen(
    client: FlaskClient,
) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    huge = BytesIO(bytes(42 * 2**20))
    refused = client.post("/banks/import", data={"file": (huge, "a.zip"), "csrf_token": "x"})
    assert refused.status_code == 413
    assert "too large: 40 MiB at most" in refused.text
    assert 'name="file"' in refused.text


def test_a_pasted_question_is_read_in_any_known_format(client: FlaskClient) -> None:
    known = send(client, "/banks/read", text=AIKEN, language="en").get_json()
    assert known["questions"][0]["correct"] == "b"
    assert "slug" not in known["questions"][0]
    unknown = send(client, "/banks/read", text="Which?\nOne\nTwo", language="en")
    assert unknown.get_json() == {"questions": []}


def test_an_export_says_before_what_it_can_not_carry(client: FlaskClient) -> None:
    whole = client.get("/banks/bank/export/yaml")
    assert "attachment" in whole.headers["Content-Disposition"]
    assert "Which article?" in whole.text
    warned = client.get("/banks/bank/export/aiken")
    if "Content-Disposition" not in warned.headers:
        assert "Download it all the same" in warned.text
        warned = client.get("/banks/bank/export/aiken?anyway=1")
    assert "attachment" in warned.headers["Content-Disposition"]
    assert client.get("/banks/bank/export/stone").status_code == 404
