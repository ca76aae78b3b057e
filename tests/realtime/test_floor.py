"""Questions from the floor and reactions over the socket: who hears of what, and how often."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizapp import runtime
from quizapp.domain.errors import NotSaved
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.realtime import floor_news
from tests.hall import EVENT, HALL, Hall, eventually
from tests.presentation.asking import ask as ask_in
from tests.presentation.asking import command, key_of
from tests.realtime.edge import Client, Edge

PHONES = 300
CHAIR_ONLY = ("too_fast", "cant_hear")


@pytest.fixture
def edge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edge]:
    """Without tasks of its own: a test takes the turns."""
    monkeypatch.setattr(floor_news, "QUESTIONS_EVERY_S", 60)
    monkeypatch.setattr(floor_news, "PULSE_EVERY_S", 60)
    with Edge(Hall(), tmp_path) as made:
        yield made


def wish(number: int = 1, **changes: Any) -> dict[str, Any]:
    plain = {"key": key_of(number), "text": "Why?", "name": "", "delegation": "", "earlier": []}
    return plain | changes


def opened(console: Client, **rules: Any) -> None:
    assert console.command("open_questions", item_id=HALL)["ok"]
    agreed = {"moderated": True, "anonymous": True, "upvotes": True, "limit": 3} | rules
    assert console.command("set_question_rules", **agreed)["ok"]


# ---- questions ------------------------------------------------------------------------------


def test_a_question_goes_from_the_phone_over_the_queue_to_the_screen(edge: Edge) -> None:
    console, screen = edge.console(), edge.screen()
    opened(console)
    phone, _ = edge.phone("Ada")
    ack = phone.send("ask", wish())
    assert (ack["ok"], ack["standing"]) == (True, "new")
    assert phone.send("ask", wish())["id"] == ack["id"]
    edge.news.tell_questions(look=False)
    assert console.heard("qa")[-1]["waiting"] == 1
    assert screen.heard("qa") == []
    assert console.command("spotlight_question", question_id=ack["id"])["ok"]
    edge.settle(screen)
    assert screen.state["spotlight"]["text"] == "Why?"
    assert phone.send("withdraw", {"key": key_of(1)})["code"] == "question_settled"


def test_votes_reach_the_screen_that_shows_the_question_and_no_phone(edge: Edge) -> None:
    console, screen = edge.console(), edge.screen()
    opened(console, moderated=False)
    phones = [edge.phone(name)[0] for name in ("Ada", "Ben", "Cy")]
    question_id = phones[0].send("ask", wish())["id"]
    edge.hall.clock.pass_ms(1_000)
    assert console.command("spotlight_question", question_id=question_id)["ok"]
    edge.settle(screen, *phones)
    for phone in phones:
        phone.forget()
    for on in (True, False, True):
        for phone in phones[1:]:
            assert phone.send("upvote", {"question": question_id, "on": on})["ok"]
    edge.news.tell_questions(look=False)
    edge.news.tell_questions(look=True)
    (told,) = screen.heard("qa")
    assert (told["rev"], told["spotlight"]["votes"]) == (edge.hall.state.seq, 2)
    assert [phone.names() for phone in phones] == [[], [], []]


def test_what_other_workers_have_written_is_seen_at_the_next_look(edge: Edge) -> None:
    console, screen = edge.console(), edge.screen()
    opened(console, moderated=False)
    phone, _ = edge.phone("Ada")
    question_id = phone.send("ask", wish())["id"]
    assert console.command("list_questions", on=True)["ok"]
    edge.settle(screen)
    edge.news.tell_questions(look=True)
    edge.hall.stores.questions.voters[question_id] = {"somebody"}
    edge.hall.clock.pass_ms(1_000)
    edge.news.tell_questions(look=True)
    assert screen.heard("qa")[-1]["top"][0]["votes"] == 1


def test_a_floor_that_can_not_be_read_silences_no_other(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = edge.console()
    opened(console, moderated=False)

    def broken(*_: object) -> None:
        raise NotSaved

    monkeypatch.setattr(edge.hall.from_floor.questions, "board", broken)
    edge.news.tell_questions(look=True)
    edge.hall.from_floor.questions.changed(next(iter(edge.hall.stores.questions.open.values())))
    edge.news.tell_questions(look=False)
    assert console.heard("qa") == []


def test_where_a_name_was_given_at_the_door_nobody_asks_in_another(edge: Edge) -> None:
    opened(edge.console(), moderated=False)
    phone, _ = edge.phone("Ada")
    phone.send("ask", wish(name="Somebody else", delegation="France"))
    (asked,) = edge.hall.stores.questions.asked.values()
    assert (asked.name, asked.delegation) == ("Ada", "France")


def test_a_phone_that_asks_without_a_pause_is_slowed_down(edge: Edge) -> None:
    opened(edge.console(), limit=0)
    phone, _ = edge.phone("Ada")
    codes = [phone.send("ask", wish(n)).get("code") for n in range(7)]
    assert codes == [None] * 5 + ["slow_down"] * 2


def test_visitors_neither_ask_nor_react(edge: Edge) -> None:
    visitor = edge.visitor()
    for name, payload in (
        ("ask", wish()),
        ("withdraw", {"key": key_of(1)}),
        ("upvote", {"question": "q", "on": True}),
        ("react", {"reaction": "agree"}),
    ):
        assert visitor.send(name, payload)["code"] == "unknown_participant"


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("ask", wish() | {"key": "short"}),
        ("ask", wish(earlier="x")),
        ("ask", wish(earlier=[key_of(1)] * 41)),
        ("ask", wish(earlier=["short"])),
        ("ask", wish(text=7)),
        ("ask", wish(text="a" * 2_001)),
        ("withdraw", {"key": None}),
        ("upvote", {"question": "q", "on": 1}),
        ("react", {"reaction": "boo"}),
        ("react", {}),
    ],
)
def test_other_shapes_are_refused(edge: Edge, name: str, payload: dict[str, Any]) -> None:
    phone, _ = edge.phone("Ada")
    assert phone.send(name, payload)["code"] == "bad_message"


def test_withdrawing_frees_the_way_for_another_question(edge: Edge) -> None:
    opened(edge.console(), limit=1)
    phone, _ = edge.phone("Ada")
    assert phone.send("ask", wish(1))["ok"]
    assert phone.send("ask", wish(2))["code"] == "too_many_questions"
    assert phone.send("withdraw", {"key": key_of(1)}) == {"ok": True}
    assert phone.send("ask", wish(2))["ok"]


# ---- reactions ------------------------------------------------------------------------------


def test_three_hundred_phones_react_and_the_screen_hears_once_a_second(edge: Edge) -> None:
    """Each as fast as it can: what comes out depends on the seconds, and not on the taps."""
    screen, console = edge.screen(), edge.console()
    helper = edge.console(Role.HELPER, "Grace")
    assert console.command("switch_reactions", on=True)["ok"]
    phones = [edge.phone(f"P{n}")[0] for n in range(PHONES)]
    edge.settle(screen, console, helper, *phones)
    for client in (screen, console, helper, *phones):
        client.forget()
    kinds = ("applause", "agree", "disagree", *CHAIR_ONLY)
    taken = 0
    seconds = 4
    for _ in range(seconds):
        for _ in range(5):
            acks = [
                phone.send("react", {"reaction": kinds[i % 5]}) for i, phone in enumerate(phones)
            ]
            taken += sum(ack["ok"] for ack in acks)
        edge.news.tell_reactions()
        edge.hall.clock.pass_ms(1_000)
    assert taken == PHONES * 5 * seconds
    for ear in (console, helper):
        assert [sum(each["counts"].values()) for each in ear.heard("pulse")] == [1_500] * seconds
    assert [each["counts"] for each in screen.heard("pulse")] == [
        {"applause": 300, "agree": 300, "disagree": 300}
    ] * seconds
    assert all("pulse" not in phone.names() and not phone.heard("qa") for phone in phones)
    edge.news.tell_reactions()
    assert len(screen.heard("pulse")) == seconds, "silence is not told"


def test_the_task_itself_leaves_a_second_between_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(runtime, "sleep", slept.append)
    with Hall() as hall:
        made = Edge(hall, tmp_path)
        told: list[int] = []

        def tell() -> None:
            told.append(len(slept))
            if len(told) == 12:
                made.news.stop()

        monkeypatch.setattr(made.news, "tell_reactions", tell)
        made.news._tell_reactions()
    assert slept == [floor_news.PULSE_EVERY_S] * 12
    assert told == list(range(1, 13))
    assert floor_news.PULSE_EVERY_S >= 1


def test_a_phone_that_taps_without_a_pause_is_slowed_down_and_can_answer_all_the_same(
    edge: Edge,
) -> None:
    edge.console().command("switch_reactions", on=True)
    phone, _ = edge.phone("Ada")
    codes = [phone.send("react", {"reaction": "agree"}).get("code") for _ in range(60)]
    assert codes == [None] * 12 + ["slow_down"] * 48
    on = edge.hall.open_question()
    assert phone.send("answer", {"round": on.id, "number": 1, "answer": "b"})["ok"]


def test_what_is_for_the_chair_alone_is_not_told_to_the_screen(edge: Edge) -> None:
    screen, console = edge.screen(), edge.console()
    console.command("switch_reactions", on=True)
    phone, _ = edge.phone("Ada")
    phone.send("react", {"reaction": "cant_hear"})
    edge.news.tell_reactions()
    assert screen.heard("pulse") == []
    assert console.heard("pulse") == [{"counts": {"cant_hear": 1}}]


def test_reactions_are_refused_where_they_are_off(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    assert phone.send("react", {"reaction": "agree"})["code"] == "reactions_off"


def test_what_was_counted_is_written_at_the_end(tmp_path: Path) -> None:
    with Edge(Hall(), tmp_path) as edge:
        edge.hall.do(cmd.SwitchReactions, on=True)
        phone, _ = edge.phone("Ada")
        phone.send("react", {"reaction": "applause"})
    assert sum(edge.hall.stores.reactions.counts.values()) == 1


# ---- what must not leak ---------------------------------------------------------------------


def test_neither_phones_nor_screens_are_sent_what_waits_or_who_it_was(edge: Edge) -> None:
    """Every frame of a phone and of a screen, from the first question to the last."""
    console, screen = edge.console(), edge.screen()
    opened(console, limit=0)
    reader, _ = edge.phone("Reader")
    asker = edge.hall.join("[asker]")[0]
    waiting = ask_in(
        edge.hall, asker, "[waits]", name="[waiting name]", delegation="[waiting land]"
    )
    archived = ask_in(edge.hall, asker, "[archived]")
    twice = ask_in(edge.hall, asker, "[twice]", name="[twice name]")
    lit = ask_in(edge.hall, asker, "[lit]")
    edited = ask_in(edge.hall, asker, "[as it was asked]")
    command(edge.hall, cmd.ArchiveQuestion, question_id=archived)
    command(edge.hall, cmd.EditQuestion, question_id=edited, text="[edited]")
    command(edge.hall, cmd.MergeQuestions, question_id=twice, into_id=edited)
    command(edge.hall, cmd.ApproveQuestion, question_id=edited)
    command(edge.hall, cmd.ListQuestions, on=True)
    command(edge.hall, cmd.SpotlightQuestion, question_id=lit)
    edge.hall.clock.pass_ms(1_000)
    reader.send("upvote", {"question": edited, "on": True})
    edge.news.tell_questions(look=True)
    edge.settle(reader, screen)
    eventually(lambda: screen.state["spotlight"])
    inbox = edge.server.inbox
    on_phones = json.dumps(inbox[reader.sid], ensure_ascii=False)
    on_screen = json.dumps(inbox[screen.sid], ensure_ascii=False)
    for shown in ("[lit]", "[edited]"):
        assert shown in on_screen
        assert shown not in on_phones, "phones fetch the list themselves"
    never = (
        *("[waits]", "[waiting name]", "[waiting land]", "[archived]", "[twice]", "[twice name]"),
        *("[as it was asked]", waiting, archived, "KEY000", asker.id),
        edge.who(reader).id,
    )
    for hidden in never:
        assert hidden not in on_phones, hidden
        assert hidden not in on_screen, hidden
    assert asker.id not in str(edge.hall.stores.questions.asked)
    assert edge.hall.live.state(EVENT).floors[HALL].asking.spotlight == lit
