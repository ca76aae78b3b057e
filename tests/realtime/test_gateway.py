"""The door: who may come in, what each may send, and what each is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.errors import NotSaved
from quizapp.domain.event import ResultsWhen
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import Phase
from quizapp.domain.teams import TeamMode
from quizapp.presentation.messages import MESSAGES, message_for
from quizapp.protocol import COMMANDS, FROM, Audience, In
from quizapp.realtime import broadcast, gateway, limits
from quizapp.services.scenes import Scenes
from tests.hall import ANNEX, ASSIGNED, EVENT, HALL, Hall, choice, event, eventually, poll
from tests.realtime.edge import Client, Edge, hello

FRENCH = {code: message_for(code, "fr") for code in MESSAGES}


@pytest.fixture
def edge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edge]:
    monkeypatch.setattr(broadcast, "CROWD_EVERY_S", 0.002)
    with Edge(Hall(), tmp_path) as made:
        yield made


def here(edge: Edge) -> frozenset[str]:
    return edge.hall.presence.here(EVENT)


def joined(name: str, token: str | None = None, language: str = "en") -> dict[str, object]:
    return {"name": name, "language": language, "token": token}


def answer(edge: Edge, value: object = "a", number: int = 1) -> dict[str, object]:
    return {"round": edge.hall.on_stage().id, "number": number, "answer": value}


# ---- connecting -----------------------------------------------------------------------------


def test_a_phone_at_the_door_gets_nothing_and_is_in_no_room(edge: Edge) -> None:
    visitor = edge.visitor()
    console = edge.console()
    edge.hall.open_question()
    edge.settle(console)
    assert visitor.names() == []
    assert visitor.rooms == set()


def test_a_join_is_acknowledged_with_the_secret_and_followed_by_state_and_me(edge: Edge) -> None:
    visitor = edge.visitor()
    ack = visitor.send("join", joined("Ada", language="fr"))
    assert set(ack) == {"ok", "token"}
    eventually(lambda: visitor.names() == ["state", "me"])
    assert visitor.state["event"]["title"] == "[event fr]"
    told = visitor.heard("me")[-1]["participant"]
    assert told == {
        "number": 1,
        "name": "Ada",
        "language": "fr",
        "team": None,
        "seat": None,
        "extra_time": 10,
        "seed": told["seed"],
    }
    assert told["seed"]
    assert here(edge) == {edge.who(visitor).id}
    assert ack["token"] not in str(edge.server.inbox)


def test_a_phone_that_comes_back_gets_state_and_me_at_once(edge: Edge) -> None:
    _, token = edge.phone("Ada", "fr")
    edge.hall.open_question()
    again = edge.returning(token)
    assert again.names() == ["state", "me"]
    assert again.state["round"]["question"]["lang"] == "fr"
    assert again.heard("me")[-1]["round"]["id"] == edge.hall.on_stage().id


def names_heard(client: Client) -> list[str]:
    """What was sent, each name once: a crowd that is just being told may come before the state."""
    return sorted(set(client.names()))


def test_screens_and_consoles_get_state_and_crowd(edge: Edge) -> None:
    assert names_heard(edge.screen()) == ["crowd", "state"]
    assert names_heard(edge.console()) == ["crowd", "state"]
    edge.hall.open_question("live")
    assert names_heard(edge.screen()) == ["crowd", "state", "tally"]
    assert names_heard(edge.console(name="Emmy")) == ["crowd", "state", "tally"]


def test_a_screen_that_comes_before_the_figures_gets_none(edge: Edge) -> None:
    edge.hall.open_question("poll")
    assert names_heard(edge.screen()) == ["crowd", "state"]
    assert names_heard(edge.console()) == ["crowd", "state", "tally"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"audience": "phone", "event": "another"}, "not_found"),
        ({"audience": "phone", "floor": "another"}, "not_found"),
        ({"audience": "phone", "token": "made up"}, "unknown_participant"),
        ({"audience": "screen", "token": "482913"}, "not_found"),
        ({"audience": "screen", "token": None}, "not_found"),
        ({"audience": "moderator"}, "sign_in_first"),
    ],
)
def test_a_refused_connection_is_told_why_in_its_language(
    edge: Edge, changes: dict[str, object], code: str, language: str
) -> None:
    refusal = edge.refusal(hello(Audience.PHONE) | changes | {"lang": language})
    assert refusal == {"code": code, "message": message_for(code, language)}
    assert (refusal["message"] == FRENCH[code]) is (language == "fr")
    assert edge.gateway.refusals.by_code == {code: 1}
    assert list(edge.connections.all()) == []


@pytest.mark.parametrize("auth", [None, [], {}, {"audience": "boss"}, {"audience": "phone"}])
def test_a_malformed_hello_is_a_bad_message(edge: Edge, auth: object) -> None:
    assert edge.refusal(auth)["code"] == "bad_message"


def test_who_has_left_has_to_join_again(edge: Edge) -> None:
    phone, token = edge.phone("Ada")
    assert phone.send("leave") == {"ok": True}
    assert phone.send("leave") == {"ok": True}, "twice does no harm"
    assert edge.refusal(hello(Audience.PHONE, token=token))["code"] == "unknown_participant"
    assert phone.rooms == set()
    assert here(edge) == frozenset()
    assert phone.send("join", joined("Ada", token))["token"] == token
    assert here(edge) == {edge.who(phone).id}


def test_who_was_removed_stays_out(edge: Edge) -> None:
    phone, token = edge.phone("Ada")
    edge.hall.do(cmd.RemoveParticipant, participant_id=edge.who(phone).id)
    refusal = edge.refusal(hello(Audience.PHONE, token=token, lang="fr"))
    assert refusal == {"code": "removed", "message": FRENCH["removed"]}
    ack = edge.visitor().send("join", joined("Ada", token))
    assert ack["code"] == "removed"


@pytest.mark.parametrize("cookie", [None, "", "quizapp_sign_in=made-up", "\x00=;;=,bad"])
def test_a_console_needs_a_signed_in_browser(edge: Edge, cookie: str | None) -> None:
    assert edge.refusal(hello(Audience.MODERATOR), cookie)["code"] == "sign_in_first"


def test_a_strange_cookie_of_another_program_keeps_nobody_out(edge: Edge) -> None:
    mary = edge.account("Mary", Role.MODERATOR)
    cookie = f"a,b:c=1; {edge.sign_in(mary.id)}; d@e="
    assert edge.connect(hello(Audience.MODERATOR), cookie).state["role"] == "moderator"


def test_a_console_needs_a_role_in_this_event(edge: Edge) -> None:
    sofia = edge.account("Sofia", None)
    assert edge.refusal(hello(Audience.MODERATOR), edge.sign_in(sofia.id))["code"] == "forbidden"


def test_a_connection_that_can_not_be_served_leaves_no_trace(
    edge: Edge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = edge.phone("Ada")
    for client in list(edge.connections.all()):
        edge.server.gone(client.sid)

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Scenes, "scene", fails)
    edge.hall.do(cmd.LockJoining, on=True)
    refusal = edge.refusal(hello(Audience.PHONE, token=token, lang="fr"))
    assert refusal == {"code": "error", "message": FRENCH["error"]}
    assert "a connection failed" in caplog.text
    assert list(edge.connections.all()) == []
    assert here(edge) == frozenset()
    monkeypatch.undo()
    assert edge.returning(token).names() == ["state", "me"]


def test_a_database_that_is_away_is_said_to_who_connects(edge: Edge) -> None:
    _, token = edge.phone("Ada")
    edge.hall.stores.people.fault.error = NotSaved()
    assert edge.refusal(hello(Audience.PHONE, token=token))["code"] == "not_saved"


def test_a_message_of_an_unknown_socket_is_refused(edge: Edge) -> None:
    stranger = Client(edge, "nobody")
    assert stranger.send("ping_server")["code"] == "forbidden"
    assert stranger.send("whatever")["code"] == "bad_message"
    edge.server.handlers["disconnect"]("nobody")


# ---- rooms ----------------------------------------------------------------------------------


def test_phones_are_in_the_room_of_their_floor_and_language(edge: Edge) -> None:
    ada, _ = edge.phone("Ada", "en")
    grace, _ = edge.phone("Grace", "fr")
    annex = edge.connect(hello(Audience.PHONE, floor=ANNEX))
    annex.send("join", joined("Emmy"))
    rooms = [each.rooms for each in (ada, grace, annex)]
    assert [len(each) for each in rooms] == [1, 1, 1]
    assert len(set.union(*rooms)) == 3


def test_a_phone_that_changes_its_language_changes_its_room(edge: Edge) -> None:
    phone, token = edge.phone("Ada", "en")
    before = phone.rooms
    phone.forget()
    assert phone.send("language", {"language": "fr"}) == {"ok": True}
    eventually(lambda: phone.names() == ["state", "me"])
    assert phone.state["event"]["title"] == "[event fr]"
    assert len(phone.rooms) == 1
    assert phone.rooms != before
    assert edge.returning(token).state["event"]["title"] == "[event fr]", "kept over reloads"
    edge.hall.do(cmd.LockJoining, on=True)
    eventually(lambda: phone.sees_now() or phone.sid in edge.server.cut)


def test_a_phone_says_its_team_and_a_moderator_moves_it(tmp_path: Path) -> None:
    def team() -> object:
        return phone.heard("me")[-1]["participant"]["team"]

    with Edge(Hall(event(teams=replace(ASSIGNED, mode=TeamMode.CHOICE))), tmp_path) as edge:
        phone = edge.visitor()
        assert phone.send("team", {"team": "red"})["code"] == "unknown_participant"
        wish = {**joined("Ada"), "team": "green"}
        assert phone.send("join", wish)["code"] == "no_such_team"
        assert phone.send("join", wish | {"team": "red"})["ok"]
        edge.settle(phone)
        phone.forget()
        assert phone.send("team", {"team": "blue"}) == {"ok": True}
        eventually(lambda: phone.names() == ["me"])
        assert team() == {"id": "blue", "name": "[blue en]"}
        (ada,) = edge.hall.participants.all(EVENT).values()
        edge.hall.do(cmd.AssignTeam, participant_id=ada.id, team_id="red")
        eventually(lambda: team() == {"id": "red", "name": "[red en]"})
        assert phone.send("team", {"team": "blue"})["code"] == "team_fixed"
        assert phone.send("team", {"team": 3})["code"] == "bad_message"


def test_states_go_to_each_floor_alone(edge: Edge) -> None:
    hall_phone, _ = edge.phone("Ada")
    annex_phone = edge.connect(hello(Audience.PHONE, floor=ANNEX))
    annex_phone.send("join", joined("Grace"))
    edge.hall.open_question()
    edge.settle(hall_phone, annex_phone)
    assert hall_phone.state["kind"] == "round"
    assert annex_phone.state["kind"] == "lobby"


# ---- audiences and roles --------------------------------------------------------------------


@pytest.mark.parametrize("name", list(In))
def test_a_message_from_the_wrong_audience_is_forbidden(edge: Edge, name: In) -> None:
    clients = {
        Audience.PHONE: edge.phone("Ada")[0],
        Audience.SCREEN: edge.screen(),
        Audience.MODERATOR: edge.console(),
    }
    for audience, client in clients.items():
        refused = client.send(name.value, {}).get("code") == "forbidden"
        assert refused is (audience not in FROM[name])


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("role", list(Role))
def test_each_command_needs_its_role(edge: Edge, name: str, role: Role) -> None:
    client = edge.console(role)
    args: dict[str, Any] = {
        "activity_id": "quiz",
        "on": True,
        "by_ms": 1000,
        "round_id": "r",
        "participant_id": "p",
        "team_id": "t1",
        "factor": 15,
        "key": "trust",
        "title": "Trust",
        "item_id": "hall",
        "question_id": "q",
        "into_id": "q2",
        "text": "Why?",
        "label": "tax",
        **dict.fromkeys(("moderated", "anonymous", "upvotes"), True),
        "limit": 3,
    }
    refused = client.command(name, **args).get("code") == "forbidden"
    least = {
        "lock_joining",
        "remove_participant",
        "readmit_participant",
        "enlarge_qr",
        "grant_extra_time",
        "assign_team",
        "list_questions",
        "end_question_spotlight",
        "approve_question",
        "archive_question",
        "answer_question",
        "spotlight_question",
        "edit_question",
        "label_question",
        "merge_questions",
        "part_question",
    }
    needed = Role.HELPER if name in least else Role.MODERATOR
    assert refused is (role < needed)
    if refused:
        assert edge.hall.stores.log.head(EVENT) == 0


def test_the_log_knows_who_did_it(edge: Edge) -> None:
    edge.console(Role.HELPER, "Grace").command("lock_joining", on=True)
    (entry,) = edge.hall.stores.log.rows[EVENT]
    assert entry.actor == "grace"


def test_a_command_is_acknowledged_with_its_seq_and_a_resend_does_nothing_twice(edge: Edge) -> None:
    console = edge.console()
    edge.hall.open_question()
    deadline_at = edge.hall.on_stage().deadline_at or 0
    first = console.command("extend_round", command_id="once", by_ms=5_000)
    assert first == {"ok": True, "seq": edge.hall.state.seq}
    assert console.command("extend_round", command_id="once", by_ms=5_000) == first
    assert edge.hall.on_stage().deadline_at == deadline_at + 5_000


def test_a_step_of_an_old_rev_is_stale(edge: Edge) -> None:
    console = edge.console(language="fr")
    edge.hall.open_question()
    ack = console.command("next_step", rev=0)
    assert ack == {"ok": False, "code": "stale", "message": FRENCH["stale"]}
    assert console.command("next_step", rev=edge.hall.floor().moved_seq)["ok"]


# ---- limits and the unexpected --------------------------------------------------------------


def test_too_many_messages_are_slowed_down_and_let_through_again(edge: Edge) -> None:
    screen, other = edge.screen(), edge.screen()
    acks = [screen.send("ping_server") for _ in range(31)]
    assert [each["ok"] for each in acks] == [True] * 30 + [False]
    assert acks[-1]["code"] == "slow_down"
    assert other.send("ping_server") == {"ok": True, "now": edge.hall.clock.now()}
    edge.hall.clock.pass_ms(125)
    assert screen.send("ping_server")["ok"]
    assert not screen.send("ping_server")["ok"]


def test_hanging_up_and_coming_back_fills_no_bucket(edge: Edge) -> None:
    phone, token = edge.phone("Ada")
    for _ in range(5):
        phone.send("history")
    again = edge.returning(token)
    assert not again.send("history")["ok"]
    while again.send("ping_server")["ok"]:
        pass
    assert edge.refusal(hello(Audience.PHONE, token=token))["code"] == "slow_down"
    edge.hall.clock.pass_ms(125)
    assert edge.returning(token).heard("me")
    other, _ = edge.phone("Bea")
    assert other.send("ping_server")["ok"], "everybody has a bucket of their own"


def test_buckets_are_kept_of_those_who_were_here_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEPT", 2)
    kept = limits.Allowances()
    first, second, third = (limits.Allowance() for _ in range(3))
    assert kept.of("a", first) is first
    assert kept.of("b", second) is second
    assert kept.of("a", limits.Allowance()) is first
    assert kept.of("c", third) is third
    assert kept.of("a", limits.Allowance()) is first
    assert kept.of("b", third) is third, "b was away for longest"


def test_looking_back_again_and_again_is_slowed_down(edge: Edge) -> None:
    phone, _ = edge.phone("Ada", "fr")
    assert [phone.send("history")["ok"] for _ in range(6)] == [True] * 5 + [False]


def test_a_phone_sees_its_day_and_looks_back_on_one_activity(edge: Edge) -> None:
    phone, _ = edge.phone("Ada", "fr")
    edge.hall.open_question()
    phone.send("answer", answer(edge))
    edge.hall.until(Phase.REVEALED)
    (played,) = phone.send("day")["activities"]
    assert (played["title"], played["answered"], played["shown"]) == ("[quiz fr]", 1, 1)
    (past,) = phone.send("history", {"activity": "quiz"})["rounds"]
    assert past["prompt"] == "[q1 prompt fr]"
    assert phone.send("history", {"activity": "poll"})["rounds"] == []
    assert phone.send("history", {"activity": 3})["code"] == "bad_message"
    stranger = edge.connect(hello(Audience.PHONE))
    assert stranger.send("day")["code"] == "unknown_participant"


def test_a_phone_whose_floor_was_taken_away_is_on_the_first(edge: Edge) -> None:
    _, token = edge.phone("Ada")
    gone = hello(Audience.PHONE, token=token) | {"floor": "attic"}
    assert edge.connect(gone).state["floor"] == HALL
    annex = hello(Audience.PHONE, token=token) | {"floor": ANNEX}
    assert edge.connect(annex).state["floor"] == ANNEX


def test_answers_beside_the_stage_are_known_to_a_phone_that_comes_back(edge: Edge) -> None:
    phone, token = edge.phone("Ada")
    first, _second = edge.hall.aside("poll")
    ack = phone.send("answer", {"round": first.id, "number": 1, "answer": "b"})
    assert ack["ok"]
    mine = edge.returning(token).heard("me")[-1]
    assert mine["asides"] == {first.id: {"answer": "b", "number": 1}}


def test_unknown_messages_are_counted_and_slowed_down_too(edge: Edge) -> None:
    screen = edge.screen()
    codes = [screen.send("reboot")["code"] for _ in range(31)]
    assert codes == ["bad_message"] * 30 + ["slow_down"]
    assert edge.gateway.refusals.by_code == {"bad_message": 30, "slow_down": 1}


def test_a_failure_of_the_program_is_answered_and_logged(
    edge: Edge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, _ = edge.phone("Ada", "fr")
    edge.hall.open_question()

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(edge.hall.answers, "submit", fails)
    ack = phone.send("answer", answer(edge))
    assert ack == {"ok": False, "code": "not_saved", "message": FRENCH["not_saved"]}
    assert any(record.levelno == logging.ERROR for record in caplog.records)


@pytest.mark.parametrize("name", ["answer", "language"])
def test_a_phone_at_the_door_may_only_join(edge: Edge, name: str) -> None:
    edge.hall.open_question()
    payload = answer(edge) | {"language": "fr"}
    assert edge.visitor().send(name, payload)["code"] == "unknown_participant"


def test_a_locked_door_is_said_in_the_language_of_the_phone(edge: Edge) -> None:
    edge.hall.do(cmd.LockJoining, on=True)
    ack = edge.visitor("fr").send("join", joined("Ada"))
    assert ack == {"ok": False, "code": "joining_locked", "message": FRENCH["joining_locked"]}


# ---- one participant, one phone -------------------------------------------------------------


def test_the_newest_connection_of_a_participant_wins(edge: Edge) -> None:
    old, token = edge.phone("Ada", "fr")
    new = edge.returning(token)
    assert old.heard("notice") == [{"code": "replaced", "message": message_for("replaced", "fr")}]
    eventually(lambda: edge.server.cut == [old.sid])
    assert here(edge) == {edge.who(new).id}, "the end of the older one is nobody's leaving"
    edge.server.gone(new.sid)
    assert here(edge) == frozenset()
    assert edge.hall.presence.expected(EVENT)


def test_a_join_sent_twice_on_one_line_replaces_nobody(edge: Edge) -> None:
    phone = edge.visitor()
    secret = "s" * 43
    first = phone.send("join", joined("Ada", secret))
    assert phone.send("join", joined("Ada", secret)) == first == {"ok": True, "token": secret}
    assert phone.heard("notice") == []
    assert len(edge.hall.participants.all(EVENT)) == 1


def test_who_joins_as_somebody_else_on_the_same_line_leaves_no_ghost_behind(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    ada = edge.who(phone)
    assert phone.send("join", joined("Grace"))["ok"]
    grace = edge.who(phone)
    assert here(edge) == {grace.id}
    edge.hall.clock.pass_ms(30_000)
    assert edge.hall.presence.expected(EVENT) == {grace.id}
    assert edge.connections.of_participant(ada.id) is None


def test_a_removed_participant_is_put_out_and_told_so(edge: Edge) -> None:
    ada, _ = edge.phone("Ada", "fr")
    grace, _ = edge.phone("Grace")
    edge.hall.open_question()
    edge.console().command("remove_participant", participant_id=edge.who(ada).id)
    eventually(lambda: edge.server.cut == [ada.sid])
    assert ada.heard("notice") == [{"code": "removed", "message": FRENCH["removed"]}]
    assert grace.heard("notice") == []
    assert edge.connections.get(ada.sid) is None


def test_somebody_removed_without_a_connection_is_simply_removed(edge: Edge) -> None:
    edge.hall.do(cmd.RemoveParticipant, participant_id="nobody here")
    assert edge.server.cut == []


def test_who_is_removed_while_joining_is_not_let_in(edge: Edge) -> None:
    ada, token = edge.phone("Ada")
    who = edge.who(ada)
    edge.server.gone(ada.sid)
    rejoin = edge.hall.stores.people.rejoin

    def slow(*args: str) -> object:
        found = rejoin(*args)
        edge.hall.do(cmd.RemoveParticipant, participant_id=who.id)
        return found

    edge.hall.stores.people.rejoin = slow  # type: ignore[method-assign,assignment]
    again = edge.visitor()
    assert again.send("join", joined("Ada", token))["code"] == "removed"
    assert again.rooms == set()
    assert edge.connections.of_participant(who.id) is None
    assert here(edge) == frozenset()


# ---- what is sent ---------------------------------------------------------------------------


def test_an_answer_is_acknowledged_and_no_phone_is_told(edge: Edge) -> None:
    ada, _ = edge.phone("Ada")
    grace, _ = edge.phone("Grace")
    screen, console = edge.screen(), edge.console()
    edge.hall.open_question()
    edge.settle(ada, grace, screen, console)
    for each in (ada, grace, screen, console):
        each.forget()
    ack = ada.send("answer", answer(edge, "b"))
    assert ack == {"ok": True, "number": 1, "answer": "b", "already": False}
    eventually(lambda: console.heard("crowd") and console.heard("crowd")[-1]["answered"] == 1)
    eventually(lambda: screen.heard("crowd") and screen.heard("crowd")[-1]["answered"] == 1)
    assert ada.names() == grace.names() == []
    assert set(screen.names()) == {"crowd"}, "no figures before their time"
    assert set(console.names()) == {"crowd", "tally"}
    assert console.heard("tally")[-1]["tally"]["counts"]["b"] == 1
    assert console.heard("crowd")[-1]["saving"] == "ok"
    assert "saving" not in screen.heard("crowd")[-1]


def test_a_refused_answer_is_said_and_told_to_nobody(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    edge.hall.open_question()
    assert phone.send("answer", answer(edge, "z"))["code"] == "bad_answer"
    assert phone.send("answer", {"round": 5})["code"] == "bad_message"
    phone.send("answer", answer(edge, "a"))
    assert phone.send("answer", answer(edge, "b"))["code"] == "answer_final"


def test_figures_of_a_live_poll_go_to_screens_but_not_while_they_are_hidden(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    screen, console = edge.screen(), edge.console()
    edge.hall.open_question("live")
    edge.settle(screen, console)
    phone.send("answer", answer(edge, "b"))
    eventually(lambda: screen.heard("tally") and screen.heard("tally")[-1]["tally"]["voters"] == 1)
    edge.hall.do(cmd.HideResults, on=True)
    edge.settle(phone, screen, console)
    screen.forget()
    console.forget()
    phone.send("answer", answer(edge, "c", number=2))
    eventually(
        lambda: console.heard("tally") and console.heard("tally")[-1]["tally"]["counts"]["c"] == 1
    )
    assert screen.heard("tally") == []
    assert phone.heard("tally") == phone.heard("crowd") == []


def test_figures_of_an_open_poll_stay_off_the_screen_that_looks_back_at_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast, "CROWD_EVERY_S", 0.002)
    stage = event(poll(choice("l1"), choice("l2"), results=ResultsWhen.LIVE))
    with Edge(Hall(stage), tmp_path) as edge:
        phone, _ = edge.phone("Ada")
        screen, console = edge.screen(), edge.console()
        first = edge.hall.open_question("poll")
        edge.hall.until(Phase.OPEN)
        while edge.hall.floor().shown.round_id != first.id:
            edge.hall.do(cmd.Back)
        edge.settle(screen, console)
        screen.forget()
        phone.send("answer", answer(edge, "b"))
        eventually(lambda: console.heard("tally")[-1]["tally"]["voters"] == 1)
        eventually(lambda: screen.heard("crowd"))
        assert screen.heard("tally") == []


def test_me_is_sent_to_all_phones_when_a_result_or_a_place_changes_and_at_no_other_time(
    edge: Edge,
) -> None:
    phones = [edge.phone(name)[0] for name in ("Ada", "Grace")]
    screen = edge.screen()

    def sent_by(act: object) -> bool:
        edge.settle(*phones, screen)
        for each in phones:
            each.forget()
        assert callable(act)
        act()
        edge.settle(*phones, screen)
        counts = {len(each.heard("me")) for each in phones}
        assert counts in ({0}, {1})
        assert screen.heard("me") == []
        return counts == {1}

    hall = edge.hall
    assert not sent_by(hall.start)
    assert not sent_by(hall.next), "asked"
    assert not sent_by(hall.next), "open"
    for each in phones:
        each.send("answer", answer(edge))
    assert not sent_by(lambda: hall.do(cmd.BlankScreen, on=True))
    assert not sent_by(lambda: hall.do(cmd.ExtendRound))
    assert not sent_by(hall.next), "closed"
    assert sent_by(hall.next), "revealed"
    assert phones[0].heard("me")[-1]["round"]["result"]["right"] is True
    assert phones[0].heard("me")[-1]["score"]["points"] == 1000
    assert not sent_by(hall.next), "the ranking tells no phone what it does not know"
    assert sent_by(lambda: hall.do(cmd.VoidRound))
    assert phones[0].heard("me")[-1]["score"] is None
    assert sent_by(lambda: hall.do(cmd.UnvoidRound))
    assert not sent_by(hall.next), "the next one asked"
    assert sent_by(lambda: hall.do(cmd.Back)), "looking back at a result"
    assert sent_by(hall.next), "and forward again"
    assert sent_by(lambda: hall.do(cmd.FinishActivity)), "podium"


def test_no_phone_hears_that_another_asked_for_more_time(edge: Edge) -> None:
    """Phones come in, a hall of them: each that asks for time must not be told to all."""
    edge.hall.stores.events.put(replace(edge.hall.live.event(EVENT), extra_time_by_choice=True))
    edge.hall.do(cmd.NoteContentChanged)
    console = edge.console()
    ada, _ = edge.phone("Ada")
    edge.settle(ada, console)
    ada.forget()
    slow = edge.visitor()
    wish = joined("Bea") | {"extra_time": 15}
    assert slow.send("join", wish)["ok"]
    eventually(lambda: slow.heard("me"))
    assert slow.heard("me")[-1]["participant"]["extra_time"] == 15
    eventually(console.sees_now)
    assert ada.names() == []


def test_each_phone_gets_its_own_me(edge: Edge) -> None:
    phones = [edge.phone(name)[0] for name in ("Ada", "Grace")]
    edge.hall.open_question()
    phones[0].send("answer", answer(edge, "a"))
    phones[1].send("answer", answer(edge, "b"))
    edge.hall.until(Phase.REVEALED)
    edge.settle(*phones)
    last = [each.heard("me")[-1] for each in phones]
    assert [each["participant"]["name"] for each in last] == ["Ada", "Grace"]
    assert [each["round"]["answer"] for each in last] == ["a", "b"]
    assert [each["round"]["result"]["right"] for each in last] == [True, False]


def test_me_before_the_reveal_knows_the_answer_that_is_saved(edge: Edge) -> None:
    phone, token = edge.phone("Ada")
    edge.hall.open_question("poll")
    phone.send("answer", answer(edge, "b", number=4))
    mine = edge.returning(token).heard("me")[-1]["round"]
    assert (mine["answer"], mine["number"], mine["result"]) == ("b", 4, None)
    edge.hall.until(Phase.REVEALED)
    late, _ = edge.phone("Grace")
    mine = late.heard("me")[-1]["round"]
    assert (mine["answer"], mine["number"], mine["result"]["answered"]) == (None, 0, False)


def test_more_phones_than_one_batch_all_get_their_me(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast, "PERSONAL_BATCH", 2)
    phones = [edge.phone(f"Delegate {n}")[0] for n in range(5)]
    edge.hall.open_question()
    edge.hall.until(Phase.REVEALED)
    edge.settle(*phones)
    assert all(each.heard("me")[-1]["round"]["result"] for each in phones)


def test_states_never_fall_back_whoever_sends_them(edge: Edge) -> None:
    phones = [edge.phone(f"Delegate {n}")[0] for n in range(4)]
    for n in range(30):
        edge.hall.do(cmd.LockJoining, on=n % 2 == 0)
    edge.settle(*phones)
    for each in phones:
        revs = [state["rev"] for state in each.heard("state")]
        assert revs == sorted(revs)


def test_consoles_of_each_role_and_language_get_their_own_state(edge: Edge) -> None:
    boss, helper = edge.console(), edge.console(Role.HELPER, "Grace", "fr")
    edge.hall.start()
    edge.settle(boss, helper)
    assert (boss.state["role"], helper.state["role"]) == ("moderator", "helper")
    (title,) = {a["title"] for line in helper.state["run"] for a in line["activities"][:1]}
    assert title == "[quiz fr]"


def test_consoles_know_whether_an_undo_is_possible_from_the_answers(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    console = edge.console()
    edge.hall.open_question()
    eventually(console.sees_now)
    assert console.state["can"]["undo"] == "round_opened"
    phone.send("answer", answer(edge))
    edge.hall.do(cmd.ExtendRound)
    edge.hall.do(cmd.Undo)
    eventually(console.sees_now)
    assert edge.console(name="Emmy").state["can"]["undo"] == "round_extended"


def test_trouble_with_the_disk_is_shown_to_consoles(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = edge.console()
    phone, _ = edge.phone("Ada")
    edge.hall.open_question()
    edge.settle(console)
    edge.hall.stores.answers.fault.error = NotSaved()
    assert phone.send("answer", answer(edge))["code"] == "not_saved"
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "failing")
    edge.hall.stores.answers.fault.error = None
    assert phone.send("answer", answer(edge))["ok"]
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "ok")
    edge.hall.stores.answers.fault.error = NotSaved(reason="disk_full")
    assert phone.send("answer", answer(edge))["code"] == "not_saved"
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "disk_full")
    edge.hall.stores.answers.fault.error = None
    assert phone.send("answer", answer(edge))["ok"]
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "ok")
    edge.trouble = "locked"
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "locked")
    edge.trouble = ""
    eventually(lambda: console.heard("crowd")[-1]["saving"] == "ok")
    monkeypatch.setattr(broadcast, "SLOW_DEPTH", -1)
    assert edge.console(name="Emmy").heard("crowd")[-1]["saving"] == "slow"


def test_one_floor_that_can_not_be_told_does_not_silence_the_others(
    edge: Edge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall_phone, _ = edge.phone("Ada")
    annex_phone = edge.connect(hello(Audience.PHONE, floor=ANNEX))
    annex_phone.send("join", joined("Grace"))
    real = Scenes.scene

    def fails_in_the_hall(self: Scenes, event_id: str, floor_id: str) -> object:
        if floor_id == HALL:
            raise ZeroDivisionError
        return real(self, event_id, floor_id)

    monkeypatch.setattr(Scenes, "scene", fails_in_the_hall)
    edge.hall.do(cmd.LockJoining, on=True)
    eventually(annex_phone.sees_now)
    eventually(lambda: "could not be told" in caplog.text)
    monkeypatch.undo()
    edge.hall.do(cmd.LockJoining, on=False)
    eventually(hall_phone.sees_now)


def test_a_crowd_that_can_not_be_counted_is_counted_later(
    edge: Edge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    console = edge.console()

    def fails(*_: object) -> None:
        raise NotSaved

    monkeypatch.setattr(Scenes, "crowd", fails)
    phone, _ = edge.phone("Ada")
    eventually(lambda: "no crowd for a floor" in caplog.text)
    monkeypatch.setattr(broadcast, "CROWD_EVERY_S", 0.002)
    monkeypatch.undo()
    phone.send("language", {"language": "fr"})
    edge.phone("Grace")
    eventually(lambda: console.heard("crowd")[-1]["joined"] == 2)


def test_everybody_is_told_when_the_server_stops(tmp_path: Path) -> None:
    with Edge(Hall(), tmp_path) as edge:
        phone, _ = edge.phone("Ada", "fr")
        screen = edge.screen()
    stopping = {"code": "stopping", "message": message_for("stopping", "fr")}
    assert phone.heard("notice") == [stopping]
    assert screen.heard("notice")[0]["code"] == "stopping"


def test_an_event_without_name_of_anybody_sends_none(tmp_path: Path) -> None:
    with Edge(Hall(event()), tmp_path) as edge:
        phone, token = edge.phone("Ada")
        other, _ = edge.phone("Grace")
        edge.hall.open_question()
        phone.send("answer", answer(edge))
        edge.hall.until(Phase.RANKING)
        edge.settle(phone, other)
        received = str(edge.server.inbox[other.sid])
    assert "Ada" not in received
    assert token not in received
    assert edge.hall.live.event(EVENT).screen_token not in received


# ---- consoles that stay open ----------------------------------------------------------------


def test_signing_out_takes_effect_on_the_next_command_and_on_the_open_console(edge: Edge) -> None:
    mary = edge.account("Mary", Role.MODERATOR)
    session = edge.accounts.sign_in.start_session(mary.id)
    console = edge.connect(hello(Audience.MODERATOR, lang="fr"), f"quizapp_sign_in={session}")
    edge.gateway.check_consoles()
    assert edge.server.cut == []
    edge.accounts.sign_in.sign_out(session)
    ack = console.command("lock_joining", on=True)
    assert ack == {"ok": False, "code": "sign_in_first", "message": FRENCH["sign_in_first"]}
    edge.gateway.check_consoles()
    assert edge.server.cut == [console.sid]
    assert console.rooms == set()


def test_a_role_that_is_taken_away_closes_the_console(edge: Edge) -> None:
    console = edge.console()
    screen = edge.screen()
    edge.account_store.set_role("mary", EVENT, None)
    assert console.command("lock_joining", on=True)["code"] == "forbidden"
    edge.gateway.check_consoles()
    assert edge.server.cut == [console.sid]
    console.forget()
    edge.hall.do(cmd.LockJoining, on=True)
    edge.settle(screen)
    assert console.names() == []


def test_an_account_that_is_switched_off_closes_the_console(edge: Edge) -> None:
    console = edge.console()
    edge.account_store.set_active("mary", False)
    edge.gateway.check_consoles()
    assert edge.server.cut == [console.sid]


def test_another_role_changes_what_the_open_console_sees_and_may(edge: Edge) -> None:
    console = edge.console()
    edge.account_store.set_role("mary", EVENT, Role.VIEWER)
    edge.gateway.check_consoles()
    assert console.state["role"] == "viewer"
    assert console.command("lock_joining", on=True)["code"] == "forbidden"
    edge.hall.do(cmd.LockJoining, on=True)
    eventually(console.sees_now)
    assert console.state["role"] == "viewer"


def test_consoles_are_looked_after_by_themselves_and_nobody_is_put_out_for_a_lost_database(
    edge: Edge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    console, _phone = edge.console(), edge.phone("Ada")
    real = edge.account_store.session_account
    monkeypatch.setattr(gateway, "CONSOLES_EVERY_S", 0.002)

    def away(*_: object) -> None:
        raise NotSaved

    edge.account_store.session_account = away  # type: ignore[method-assign,assignment]
    watching = edge.hall.meanwhile(edge.gateway._watch_consoles)
    eventually(lambda: "could not be looked after" in caplog.text)
    assert edge.server.cut == []
    edge.account_store.session_account = real  # type: ignore[method-assign]
    edge.account_store.set_role("mary", EVENT, None)
    eventually(lambda: edge.server.cut == [console.sid])
    edge.gateway.stop()
    watching.result(10)


def test_the_start_looks_after_consoles(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "CONSOLES_EVERY_S", 0.002)
    console = edge.console()
    edge.gateway.start()
    edge.account_store.set_role("mary", EVENT, None)
    eventually(lambda: edge.server.cut == [console.sid])
    edge.gateway.stop()


def test_connections_are_counted_by_audience(edge: Edge) -> None:
    edge.screen()
    edge.visitor()
    edge.phone("Ada")
    counts = {each: edge.connections.count(each) for each in Audience}
    assert counts == {Audience.PHONE: 2, Audience.SCREEN: 1, Audience.MODERATOR: 0}
    assert edge.connections.floors() == ((EVENT, HALL),)


def test_names_that_are_deleted_live_on_in_no_open_connection(edge: Edge) -> None:
    phone, _ = edge.phone("Ada")
    other, _ = edge.phone("Ben")
    eventually(lambda: phone.heard("me") and other.heard("me"))
    for who in tuple(edge.hall.stores.people.rows):
        edge.hall.stores.people.keys[who] = ""
        edge.hall.stores.people.rejoin(who, "", "", "en")
    edge.hall.participants.forget(EVENT)
    edge.hall.live.execute(EVENT, cmd.NoteNamesDeleted(), "mary")
    eventually(
        lambda: not any(each.heard("me")[-1]["participant"]["name"] for each in (phone, other))
    )
    assert [edge.who(each).name for each in (phone, other)] == ["", ""]
    assert phone.send("leave") == {"ok": True}
    assert {each.name for each in edge.hall.participants.all(EVENT).values()} == {""}
