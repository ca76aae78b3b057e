"""The editor's logic, run where it lives: modules of static/js/editor in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quizapp import paths
from tests.browser.phone_site import Stub, serving

pytestmark = pytest.mark.browser

CHOICE = """{ slug: "single_choice", roles: ["none"], shuffles: true, fields: [
  { name: "options", kind: "options", least: 2, most: 8 }, { name: "correct", kind: "option", key: true }] }"""
SEVERAL = """{ slug: "multiple_choice", roles: [], shuffles: true, fields: [
  { name: "options", kind: "options", least: 2, most: 8 }, { name: "correct", kind: "option_list", key: true },
  { name: "max_choices", kind: "integer", required: false, least: 1, most: 8, default: null }] }"""
ORDER = """{ slug: "ordering", roles: [], shuffles: true, fields: [
  { name: "items", kind: "options", least: 3, most: 8 }, { name: "correct", kind: "order", key: true }] }"""
MATCH = """{ slug: "matching", roles: [], shuffles: false, fields: [
  { name: "left", kind: "entries", least: 2, most: 8 }, { name: "right", kind: "entries", least: 2, most: 10 },
  { name: "pairs", kind: "pairs", key: true, required: true }] }"""
SCALE = """{ slug: "scale", roles: [], shuffles: false, fields: [
  { name: "statements", kind: "entries", least: 1, most: 12 }, { name: "steps", kind: "integer", required: true, least: 2, most: 11, default: 5 },
  { name: "look", kind: "choice", required: true, default: null, choices: [{ value: "stars" }] }] }"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with serving(Stub()) as stub:
        page = chromium.new_page()
        page.goto(stub.url)
        yield page
        page.close()


def run(page: Page, module: str, body: str) -> Any:
    """The value of `body`, in which `m` is the module."""
    path = f"/static/js/editor/{module}.js"
    return page.evaluate(f"async () => {{ const m = await import({path!r}); {body} }}")


# --- undo --------------------------------------------------------------------------------------


def test_typing_on_in_one_place_is_one_step_back(page: Page) -> None:
    got = run(
        page,
        "model",
        """let at = 0; const model = m.createModel({ a: "" }, () => at);
        for (const a of ["x", "xy", "xyz"]) { at += 100; model.set({ a }, "a"); }
        at += 5000; model.set({ a: "later" }, "a"); model.set({ a: "later" }, "b"); model.set({ a: "later", b: 1 }, "b");
        const steps = []; while (model.undo()) steps.push(model.get());
        const forth = []; while (model.redo()) forth.push(model.get());
        model.undo(); model.set({ a: "new" }, "a");
        return { steps, forth: forth.at(-1), canRedo: model.canRedo(), now: model.get() };""",
    )
    assert got["steps"] == [{"a": "later"}, {"a": "xyz"}, {"a": ""}]
    assert (got["forth"], got["canRedo"]) == ({"a": "later", "b": 1}, False)
    assert got["now"] == {"a": "new"}


def test_places_are_found_and_changed_without_touching_what_was(page: Page) -> None:
    got = run(
        page,
        "paths",
        """const was = { options: [{ text: { en: "a" } }, {}] };
        const now = m.withValue(was, "options[1].text.fr", "b");
        const out = m.withValue(now, "options[0].text.en", undefined);
        const problems = [{ path: "options" }, { path: "options[0].text" }, { path: "optionsx" }];
        return { was, now, out, read: m.at(now, "options[1].text.fr"), none: m.at(now, "a.b") ?? null,
          alone: m.problemsAt(problems, "options").length, deep: m.problemsAt(problems, "options", true).length };""",
    )
    assert got["was"] == {"options": [{"text": {"en": "a"}}, {}]}
    assert got["now"]["options"][1] == {"text": {"fr": "b"}}
    assert got["out"]["options"][0] == {"text": {}}
    assert (got["read"], got["none"], got["alone"], got["deep"]) == ("b", None, 1, 2)


# --- pasting -----------------------------------------------------------------------------------


def test_lists_are_read_as_people_write_them(page: Page) -> None:
    got = run(
        page,
        "pasting",
        r"""return m.linesOf("A) One\n\n2. Two *\n- Three\n* Four\n(c) Five\r\n✓ Six\nA plain one\n1993");""",
    )
    assert [(each["text"], each["right"]) for each in got] == [
        ("One", False),
        ("Two", True),
        ("Three", False),
        ("Four", True),
        ("Five", False),
        ("Six", True),
        ("A plain one", False),
        ("1993", False),
    ]


def test_a_question_is_made_of_lines(page: Page) -> None:
    got = run(
        page,
        "pasting",
        r"""return [m.questionOf("1. Which?\n* A\nB", "fr"), m.questionOf("Q: All?\n*A\n*B\nC", "en"),
          m.questionOf("Which?\nA\nB", "en"), m.questionOf("Why?", "en"), m.questionOf("  ", "en")];""",
    )
    one, several, poll, open_text, none = got
    assert one == {
        "type": "single_choice",
        "prompt": {"fr": "Which?"},
        "options": [{"id": "a", "text": {"fr": "A"}}, {"id": "b", "text": {"fr": "B"}}],
        "correct": "a",
    }
    assert (several["type"], several["correct"]) == ("multiple_choice", ["a", "b"])
    assert "correct" not in poll
    assert open_text == {"type": "open_text", "prompt": {"en": "Why?"}}
    assert none is None


# --- types -------------------------------------------------------------------------------------


def test_a_new_question_has_what_its_type_needs(page: Page) -> None:
    got = run(
        page,
        "types",
        f"""return [{CHOICE}, {ORDER}, {MATCH}, {SCALE}].map((type) => m.blankOf(type, {{ prompt: {{}} }}));""",
    )
    choice, ordering, matching, scale = got
    assert [each["id"] for each in choice["options"]] == ["a", "b", "c", "d"]
    assert len(ordering["items"]) == 4
    rights = [each["id"] for each in matching["right"]]
    assert [each["id"] for each in matching["left"]] == ["l1", "l2"]
    assert matching["pairs"] == dict(zip(["l1", "l2"], rights, strict=True))
    assert all(re.fullmatch(r"r-[a-z0-9]{3,8}", each) for each in rights), "a number tells the pair"
    assert (scale["steps"], scale["look"], len(scale["statements"])) == (5, "stars", 1)


def test_an_entry_taken_out_is_named_by_no_key(page: Page) -> None:
    got = run(
        page,
        "types",
        f"""const list = (...ids) => ids.map((id) => ({{ id, text: {{}} }}));
        const gone = (type, content, name, id) => m.withoutEntry(type, content, type.fields.find((each) => each.name === name), id);
        return [
          gone({CHOICE}, {{ options: list("a", "b"), correct: "a" }}, "options", "a"),
          gone({SEVERAL}, {{ options: list("a", "b"), correct: ["a", "b"] }}, "options", "a"),
          gone({MATCH}, {{ left: list("l1"), right: list("r1", "r2"), pairs: {{ l1: "r1" }} }}, "right", "r1"),
          m.withEntry({ORDER}, {{ items: list("a", "b"), correct: ["b", "a"] }}, {ORDER}.fields[0]),
        ];""",
    )
    assert "correct" not in got[0]
    assert got[1]["correct"] == ["b"]
    assert got[2]["pairs"] == {}
    assert got[3]["correct"] == ["b", "a", "c"]


def test_another_type_keeps_what_fits(page: Page) -> None:
    got = run(
        page,
        "types",
        f"""const content = {{ type: "single_choice", prompt: {{ en: "P" }}, points: 2000, shuffle: true, correct: "b", tags: ["t"],
          options: [{{ id: "a", text: {{ en: "A" }}, picture: {{ id: "x" }} }}, {{ id: "b", text: {{ en: "B" }}, role: "none" }}, {{ id: "c", text: {{}} }}] }};
        const several = m.toType(content, {CHOICE}, {SEVERAL});
        return {{ several, back: m.toType(several, {SEVERAL}, {CHOICE}), scale: m.toType(content, {CHOICE}, {SCALE}), order: m.toType(content, {CHOICE}, {ORDER}) }};""",
    )
    several = got["several"]
    assert (several["type"], several["correct"], several["points"]) == (
        "multiple_choice",
        ["b"],
        2000,
    )
    assert several["options"] == [
        {"id": "a", "text": {"en": "A"}, "picture": {"id": "x"}},
        {"id": "b", "text": {"en": "B"}},
    ]
    assert (got["back"]["correct"], got["back"]["shuffle"]) == ("b", True)
    assert got["scale"]["statements"] == [
        {"id": "a", "text": {"en": "A"}},
        {"id": "b", "text": {"en": "B"}},
    ]
    assert "shuffle" not in got["scale"]
    assert "correct" not in got["order"]
    assert len(got["order"]["items"]) == 3


# --- order -------------------------------------------------------------------------------------


def test_a_list_is_put_in_order_by_keys_and_by_hand(page: Page) -> None:
    got = run(
        page,
        "moving",
        """const list = document.createElement("ol");
        list.style.cssText = "position: fixed; inset: 0 auto auto 0; margin: 0; padding: 0";
        for (const name of ["a", "b", "c"]) {
          const item = list.appendChild(document.createElement("li"));
          item.style.blockSize = "40px";
          const grip = item.appendChild(document.createElement("button"));
          grip.className = "grip"; grip.textContent = name;
        }
        document.body.append(list);
        const moves = [];
        const stop = m.watchList(list, (from, to) => moves.push([from, to]));
        const grips = list.querySelectorAll(".grip");
        const key = (index, name) => grips[index].dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
        key(0, "ArrowDown"); key(0, "ArrowUp"); key(2, "ArrowDown"); key(2, "ArrowUp"); key(1, "Enter");
        grips[0].setPointerCapture = () => {};
        const point = (name, y) => grips[0].dispatchEvent(new PointerEvent(name, { bubbles: true, clientY: y, button: 0 }));
        point("pointerdown", 10); point("pointermove", 115); point("pointerup", 115);
        point("pointerdown", 10); point("pointermove", 115); point("pointercancel", 115);
        stop(); key(0, "ArrowDown"); list.remove();
        return { moves, moved: m.moved(["a", "b", "c"], 0, 2) };""",
    )
    assert got == {"moves": [[0, 1], [2, 1], [0, 2]], "moved": ["b", "c", "a"]}


# --- faults ------------------------------------------------------------------------------------


def test_an_input_is_told_of_the_fault_at_its_path_and_of_no_other(page: Page) -> None:
    got = run(
        page,
        "parts",
        """const problems = [{ path: "source.year", code: "out_of_range", message: "No." }];
        return [m.faulty(problems, "source.year"), m.faulty(problems, "source")];""",
    )
    assert got == [{"aria-invalid": "true", "aria-describedby": "f-source-year-wrong"}, {}]


def test_no_event_is_listened_for_by_a_name_that_never_comes() -> None:
    """Elements have no `onfocusin`: the view library would take the name with its capitals."""
    scripts = paths.static().rglob("*.js")
    assert not [
        each for each in scripts if re.search(r"\bonFocus(In|Out)=", each.read_text("utf-8"))
    ]
