"""The logic that all audiences share, run where it lives: modules of static/js/live in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.phone_site import Stub, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    with serving(Stub()) as stub:
        page = chromium.new_page()
        page.goto(stub.url)
        yield page
        page.close()


def run(page: Page, module: str, body: str) -> Any:
    """The value of `body`, in which `m` is the module."""
    path = f"/static/js/{module}.js"
    return page.evaluate(f"async () => {{ const m = await import({path!r}); {body} }}")


# --- store -------------------------------------------------------------------------------------


def test_store_drops_what_is_older_and_takes_what_is_as_new(page: Page) -> None:
    got = run(
        page,
        "live/store",
        """const store = m.createStore(); let drawn = 0;
        const stop = store.subscribe(() => { drawn += 1 });
        const taken = [5, 4, 5, 6].map((rev) => store.receive("state", { rev }));
        const me = store.receive("me", { rev: 1 });
        stop(); store.receive("state", { rev: 7 });
        return { taken, me, drawn, rev: store.get().state.rev };""",
    )
    assert got == {"taken": [True, False, True, True], "me": True, "drawn": 4, "rev": 7}


def test_store_knows_my_round_only_where_both_speak_of_it(page: Page) -> None:
    got = run(
        page,
        "live/store",
        """const state = { round: { id: "a" } };
        return [m.myRound({ state, me: { round: { id: "a" } } })?.id ?? null,
          m.myRound({ state, me: { round: { id: "b" } } }), m.myRound({ state, me: null }), m.myRound({ state: null, me: null })];""",
    )
    assert got == ["a", None, None, None]


# --- clock -------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [-400, 3])
def test_clock_of_a_phone_may_be_wrong_by_days_and_be_set_meanwhile(page: Page, days: int) -> None:
    """The wall clock of the device is never asked, and a wrong one at the start makes no difference."""
    got = run(
        page,
        "live/clock",
        f"""const wrong = {days} * 86_400_000, wall = Date.now;
        let passed = 0;
        const clock = m.createClock(() => 1_700_000_000_000 + wrong + passed);
        clock.hear(1_700_000_000_000); passed = 5_000;
        const left = m.leftOf({{ deadline_at: 1_700_000_020_000 }}, null, clock.now());
        const usual = m.createClock(); usual.hear(1_000_000);
        Date.now = () => wall() + wrong;
        const after = usual.now(); Date.now = wall;
        return [left, after >= 1_000_000 && after < 1_005_000];""",
    )
    assert got == [15_000, True]


def test_clock_trusts_the_fastest_message_until_a_clock_is_set(page: Page) -> None:
    got = run(
        page,
        "live/clock",
        """let local = 0; const clock = m.createClock(() => local);
        const seen = [clock.now()];
        for (const [at, server] of [[100, 1050], [200, 1190], [300, 1260], [400, 90_400]]) {
          local = at; clock.hear(server); seen.push(clock.now());
        }
        local = 500; clock.hear(1490); seen.push(clock.now());
        return seen;""",
    )
    # 50 ms late, 10 ms late, 40 ms late (ignored), the server's clock set forward, and back.
    assert got == [0, 1050, 1190, 1290, 90_400, 1490]


@pytest.mark.parametrize(
    ("state", "mine", "left"),
    [
        ("{ deadline_at: 1000, paused: false }", "null", 400),
        ("{ deadline_at: 500, paused: false }", "null", 0),
        ("{ deadline_at: null, paused: false }", "null", None),
        ("{ deadline_at: 1000, paused: false }", "{ deadline_at: 1600 }", 1000),
        ("{ deadline_at: null, paused: true, left_ms: 700 }", "null", 700),
    ],
)
def test_clock_counts_down_to_the_deadline_that_holds(
    page: Page, state: str, mine: str, left: int | None
) -> None:
    assert run(page, "live/clock", f"return m.leftOf({state}, {mine}, 600)") == left


# --- texts -------------------------------------------------------------------------------------


def test_texts_fall_back_on_their_english_ids_and_isolate_names(page: Page) -> None:
    got = run(
        page,
        "live/i18n",
        """m.use({ lang: "fr", dir: "ltr", plural: Array.from({ length: 200 }, (_, n) => (n > 1 ? 1 : 0)),
          messages: { "Hello {name}": "Bonjour {name}", "{n} point": ["{n} point", "{n} points"] } });
        const got = [m.t("Hello {name}", { name: "آدم" }), m.t("Unknown {x}"), m.tn("{n} point", "{n} points", 0),
          m.tn("{n} point", "{n} points", 1234), document.documentElement.lang];
        m.use({ lang: "en", dir: "ltr", messages: {}, plural: null });
        return [...got, m.tn("{n} point", "{n} points", 0), m.tn("{n} point", "{n} points", 1)];""",
    )
    assert got == [
        "Bonjour \u2068آدم\u2069",
        "Unknown {x}",
        "0 point",
        "1\u202f234 points",
        "fr",
        "0 points",
        "1 point",
    ]


def test_texts_take_the_plural_form_of_large_numbers_from_their_last_two_digits(page: Page) -> None:
    got = run(
        page,
        "live/i18n",
        """const form = (n) => (n % 10 === 1 && n % 100 !== 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1 : 2);
        m.use({ lang: "ru", plural: Array.from({ length: 200 }, (_, n) => form(n)), messages: { one: ["0", "1", "2"] } });
        const numbers = [1, 2, 5, 11, 21, 111, 221, 1011, 1024, 10_001];
        const got = numbers.map((n) => m.tn("one", "many", n));
        const right = numbers.map((n) => String(form(n)));
        m.use({ lang: "en", dir: "ltr", messages: {}, plural: null });
        return { got, right };""",
    )
    assert got["got"] == got["right"]


# --- outbox ------------------------------------------------------------------------------------

OUTBOX = """
const kept = { value: null };
const memory = { recall: () => kept.value, keep: (value) => { kept.value = value }, forget: () => { kept.value = null } };
const sent = []; const seen = []; const later = []; let silences = 0; let ack = null;
const options = { memory, later: (again) => later.push(again), silent: () => { silences += 1 },
  changed: (entry) => seen.push(entry?.status ?? null),
  send: (payload) => { sent.push(payload); return new Promise((resolve) => { ack = resolve }) } };
const box = m.createOutbox(options);
const settled = () => new Promise((resolve) => setTimeout(resolve));
"""


def outbox(page: Page, body: str) -> Any:
    return run(page, "live/outbox", OUTBOX + body)


def test_outbox_keeps_before_it_sends_and_forgets_once_acknowledged(page: Page) -> None:
    got = outbox(
        page,
        """box.put("r", "a", 4);
        const offline = { kept: kept.value, sent: sent.length };
        box.setOnline(true); const during = kept.value;
        ack({ ok: true, number: 5, answer: "a" }); await settled();
        return { offline, during, sent, seen, kept: kept.value, status: box.get().status };""",
    )
    entry = {"round": "r", "answer": "a", "number": 5}
    assert got == {
        "offline": {"kept": entry, "sent": 0},
        "during": entry,
        "sent": [entry],
        "seen": ["waiting", "sending", "saved"],
        "kept": None,
        "status": "saved",
    }


def test_outbox_shows_the_answer_that_stands(page: Page) -> None:
    got = outbox(
        page,
        """box.setOnline(true); box.put("r", ["Trust", "trust"]);
        ack({ ok: true, number: 1, answer: ["Trust"] }); await settled();
        return box.get().answer;""",
    )
    assert got == ["Trust"]


def test_outbox_sends_again_after_a_loss_with_the_same_number(page: Page) -> None:
    got = outbox(
        page,
        """box.setOnline(true); box.put("r", "a");
        box.setOnline(false); const lost = box.get().status;
        ack({ ok: false, code: "no_reply" }); await settled();
        box.setOnline(true);
        return { lost, numbers: sent.map((each) => each.number), silences, status: box.get().status };""",
    )
    assert got == {"lost": "waiting", "numbers": [1, 1], "silences": 1, "status": "sending"}


def test_outbox_tries_again_later_when_the_server_is_busy(page: Page) -> None:
    got = outbox(
        page,
        """box.setOnline(true); box.put("r", "a");
        ack({ ok: false, code: "busy" }); await settled();
        const before = { status: box.get().status, sent: sent.length, kept: Boolean(kept.value) };
        later[0]();
        return { before, after: sent.length };""",
    )
    assert got == {"before": {"status": "waiting", "sent": 1, "kept": True}, "after": 2}


def test_outbox_gives_up_what_the_server_refuses(page: Page) -> None:
    got = outbox(
        page,
        """box.setOnline(true); box.put("r", "a");
        ack({ ok: false, code: "round_closed", message: "Closed." }); await settled();
        return { status: box.get().status, code: box.get().code, kept: kept.value, later: later.length };""",
    )
    assert got == {"status": "refused", "code": "round_closed", "kept": None, "later": 0}


def test_outbox_numbers_rise_and_an_older_acknowledgement_settles_nothing(page: Page) -> None:
    got = outbox(
        page,
        """box.setOnline(true); box.put("r", "a"); const first = ack;
        box.put("r", "b"); const second = ack;
        first({ ok: true, number: 1, answer: "a" }); await settled();
        const between = box.get();
        second({ ok: true, number: 2, answer: "b" }); await settled();
        box.put("next", "c");
        return { between, numbers: sent.map((each) => each.number), last: box.get().answer };""",
    )
    assert got == {
        "between": {"round": "r", "answer": "b", "number": 2, "status": "sending"},
        "numbers": [1, 2, 1],
        "last": "c",
    }


def test_outbox_picks_up_what_an_earlier_page_left(page: Page) -> None:
    got = outbox(
        page,
        """kept.value = { round: "r", answer: "a", number: 3 };
        const next = m.createOutbox(options); const before = next.get().status;
        next.setOnline(true);
        return { before, sent };""",
    )
    assert got == {"before": "waiting", "sent": [{"round": "r", "number": 3, "answer": "a"}]}


# --- questions and marks ---------------------------------------------------------------------------


def test_marks_differ_in_shape_letter_and_colour(page: Page) -> None:
    got = run(
        page,
        "live/marks",
        """const all = [0, 1, 2, 3, 4, 5, 6, 7];
        return { shapes: m.SHAPES.map(([name]) => name), letters: all.map(m.letterOf).join(""),
          colours: new Set(all.map(m.colourClass)).size, paths: new Set(m.SHAPES.map(([, path]) => path)).size };""",
    )
    shapes = ["triangle", "diamond", "circle", "square", "star", "hexagon", "cross", "moon"]
    assert got == {"shapes": shapes, "letters": "ABCDEFGH", "colours": 8, "paths": 8}


def test_ordering_moves_by_one_and_stops_at_the_ends(page: Page) -> None:
    got = run(
        page,
        "phone/order",
        """const order = ["a", "b", "c"];
        return [m.moved(order, "b", -1), m.moved(order, "c", -1), m.moved(order, "a", -1) === order, m.moved(order, "x", 1) === order,
          m.placed(order, "b"), m.placed(["a"], "b")];""",
    )
    assert got == [["b", "a", "c"], ["a", "c", "b"], True, True, ["a", "c"], ["a", "b"]]


def test_scale_keeps_its_numbers_wide_enough_to_touch(page: Page) -> None:
    assert run(page, "questions/scale", "return [2, 5, 7, 8, 9, 10, 11].map(m.columnsFor)") == [
        2,
        5,
        7,
        4,
        5,
        5,
        6,
    ]


# --- pairs, ranks, places ------------------------------------------------------------------------


def test_a_full_order_takes_no_more(page: Page) -> None:
    got = run(
        page,
        "phone/order",
        """return [m.placed(["a", "b"], "c", 2), m.placed(["a", "b"], "a", 2), m.placed(["a"], "c", 2)];""",
    )
    assert got == [["a", "b"], ["b"], ["a", "c"]]


def test_an_entry_has_one_partner_at_most(page: Page) -> None:
    got = run(
        page,
        "questions/matching",
        """const held = (side, id) => ({ side, id });
        const start = { pairs: { a: "x", b: "y" }, held: null };
        const after = (...taps) => taps.reduce((now, [side, id]) => m.tapped(now, side, id), start);
        return [
          after(["left", "a"], ["right", "y"]).pairs,
          after(["right", "y"], ["left", "a"]).pairs,
          after(["left", "a"], ["left", "b"]),
          after(["right", "x"], ["right", "x"]),
          after(["left", "c"], ["right", "z"]).pairs,
        ];""",
    )
    assert got == [
        {"a": "y"},
        {"a": "y"},
        {"pairs": {"a": "x", "b": "y"}, "held": {"side": "left", "id": "b"}},
        {"pairs": {"b": "y"}, "held": None},
        {"a": "x", "b": "y", "c": "z"},
    ]


def test_points_stay_within_what_there_is(page: Page) -> None:
    got = run(
        page,
        "questions/points",
        """const question = { total: 20, step: 5, options: [] };
        const value = { a: 10, b: 5 };
        return [m.leftOf(question, value), m.changed(question, value, "c", 50), m.changed(question, value, "b", -50),
          m.changed(question, value, "c", -5) === value, m.complete(question, value), m.complete(question, { a: 20 }), m.complete(question, null)];""",
    )
    assert got == [
        5,
        {"a": 10, "b": 5, "c": 5},
        {"a": 10, "b": 0},
        True,
        False,
        True,
        False,
    ]


def test_rows_by_points_put_first_places_before_the_order_of_the_question(page: Page) -> None:
    body = """const items = ["a", "b", "c", "d"].map((id) => ({ id, text: id }));
        const rows = { a: { borda: 3, first: 0 }, b: { borda: 5, first: 0 }, c: { borda: 5, first: 1 } };
        return m.byBorda(items, rows).map((row) => row.id ?? row);"""
    assert run(page, "tallies/ranks", body) == ["c", "b", "a", "d"]
    assert run(page, "screen/charts/ranks", body) == ["c", "b", "a", "d"]


def test_a_view_of_a_plane_keeps_the_point_under_the_finger(page: Page) -> None:
    got = run(
        page,
        "live/plane",
        """const near = m.zoomed(m.WHOLE, 3, [0.2, 0.8]);
        const corner = m.panned(near, 9, -9);
        const shown = m.showing(corner, [1, 1]);
        return { under: m.pointAt(near, [0.2, 0.8]), there: m.placeOf(near, [0.2, 0.8]).map((each) => Math.round(each * 1000) / 1000),
          corner: [m.pointAt(corner, [0, 0]), m.pointAt(corner, [1, 1])], shown: m.placeOf(shown, [1, 1]),
          least: m.zoomed(near, 0.01, [0.5, 0.5]), most: m.zoomed(m.WHOLE, 100, [0, 0]).scale,
          edge: m.moved([0.99, 0.5], 0.05, -0.7), rounded: m.rounded([0.123456, -1]),
          share: m.shareOf({ left: 10, top: 20, width: 100, height: 50 }, { clientX: 60, clientY: 70 }) };""",
    )
    assert got == {
        "under": [0.2, 0.8],
        "there": [0.2, 0.8],
        "corner": [[0, 0.6667], [0.3333, 1]],
        "shown": [1, 1],
        "least": {"scale": 1, "x": 0, "y": 0},
        "most": 6,
        "edge": [1, 0],
        "rounded": [0.1235, 0],
        "share": [0.5, 1],
    }


def test_heat_is_warmest_where_most_points_lie_and_cold_where_none_are(page: Page) -> None:
    got = run(
        page,
        "live/plane",
        """const points = [[0.25, 0.25], [0.26, 0.25], [0.25, 0.26], [0.8, 0.75]];
        const cells = m.heat(points, 40, 20);
        const at = (x, y) => cells[Math.floor(y * 20) * 40 + Math.floor(x * 40)];
        return { size: cells.length, warmest: cells.indexOf(Math.max(...cells)), top: Math.max(...cells),
          one: at(0.8, 0.75), none: at(0.5, 0.05), corner: m.heat([[0, 0], [1, 1]], 4, 4)[0], empty: Math.max(...m.heat([], 4, 4)) };""",
    )
    assert (got["size"], got["top"], got["empty"], got["none"]) == (800, 1, 0, 0)
    assert got["warmest"] in (5 * 40 + 10, 5 * 40 + 9, 4 * 40 + 10, 4 * 40 + 9)
    assert 0.2 < got["one"] < 0.6
    assert got["corner"] == 1


# --- the test of a phone's connection ----------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "times", "verdict"),
    [
        ("websocket", [10] * 20, "good"),
        ("websocket", [10] * 18 + [2600] * 2, "fair"),
        ("websocket", [500] * 20, "fair"),
        ("websocket", [10] * 19 + [None], "fair"),
        ("polling", [10] * 20, "fair"),
        ("websocket", [10] * 17 + [None] * 3, "bad"),
        ("websocket", [None] * 20, "bad"),
        (None, [], "none"),
    ],
)
def test_connection_is_judged_by_its_line_and_its_times(
    page: Page, line: str | None, times: list[int | None], verdict: str
) -> None:
    samples = [None if each is None else {"took": each, "offset": each} for each in times]
    found = run(
        page, "pages/check_line", f"return m.judged({json.dumps(line)}, {json.dumps(samples)})"
    )
    heard = [each for each in times if each is not None]
    assert found["verdict"] == verdict
    assert (found["lost"], found["all"]) == (len(times) - len(heard), len(times))
    assert found["offset"] == (min(heard) if heard else None), "the quickest tells the clock"
