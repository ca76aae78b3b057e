"""What phones and screens are sent, value by value, and that the document says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from quizapp.domain.event import JoinMode, RankingWhen, ResultsWhen, Wifi
from quizapp.domain.live import commands as cmd
from quizapp.domain.live.state import Kind, Phase
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.tallies import TextGroup, Texts
from quizapp.domain.text import Json, LocalizedText
from quizapp.presentation.audience import for_screen
from quizapp.presentation.tallies import for_tally
from tests.hall import (
    ASK_MS,
    ASSIGNED,
    EVENT,
    LIMIT_MS,
    Hall,
    agenda_line,
    choice,
    event,
    every_type,
    poll,
    question_of,
    quiz,
    usual,
)
from tests.presentation.asking import show_questions
from tests.presentation.documented import DOCUMENT, documented, sent
from tests.presentation.frames import ADDRESSES, QR, Frame, crowd, me, phone, screen, show
from tests.presentation.test_secret import by_region
from tests.seat_hall import roll_calls


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall() as made:
        yield made


# ---- the document ---------------------------------------------------------------------------


def test_every_field_that_is_sent_is_documented_and_the_other_way_round() -> None:
    line = agenda_line("i1", "V")
    stage = event(*every_type(), wifi=Wifi("Hall", "secret"), agenda=(line,), teams=ASSIGNED)
    linked = tuple(replace(each, item_id="i1") for each in stage.activities)
    frames: dict[str, list[Frame]] = {"phone": [], "me": [], "screen": [], "crowd": []}
    with Hall(replace(stage, activities=linked)) as hall:
        for moment in show(hall, hall.join("Ada", "Grace")):
            frames["phone"].append(phone(hall))
            frames["screen"].append(screen(hall))
            frames["crowd"].append(crowd(hall))
            frames["me"] += [me(hall, who) for who in moment.people]
        show_questions(hall)
        hall.do(cmd.TakeItem, item_id="i1")
        hall.aside("poll")
        frames["phone"].append(phone(hall))
        frames["screen"].append(screen(hall))
    for hall in by_region():
        frames["phone"].append(phone(hall))
        frames["screen"].append(screen(hall))
    for hall in roll_calls():
        frames["phone"].append(phone(hall))
        frames["screen"].append(screen(hall))
        frames["crowd"].append(crowd(hall))
        frames["me"] += [me(hall, who) for who in hall.participants.all(EVENT).values()]
    common = documented("`state`, common part", "Round")
    assert sent(frames["phone"]) == common | documented("`state` of a phone")
    assert sent(frames["screen"]) == common | documented("`state` of a screen") | ROW
    assert sent(frames["me"]) == documented("`me`")
    assert sent(frames["crowd"]) == documented("`crowd`") - CONSOLES_ALONE


CONSOLES_ALONE = {"saving", "asides", "missing", "first", "delegation"}
"""Of `crowd`."""
ROW = {"place", "shared", "name", "number", "points", "gained", "moved"}


def test_rows_of_a_ranking_are_documented() -> None:
    assert documented("`state` of a screen") >= ROW


@pytest.mark.parametrize("type_slug", sorted(QUESTION_TYPES))
def test_fields_of_each_question_type_are_documented(type_slug: str) -> None:
    (row,) = (each for each in DOCUMENT.splitlines() if each.startswith(f"| `{type_slug}` |"))
    question = question_of(type_slug, "q")
    own = set(question.public_view("en")) - {"lang", "type", "prompt"}
    assert all(each in row for each in own)
    assert all(f"{each}:" in row for each in question.reveal_view("en")["key"])  # type: ignore[union-attr]


# ---- phones ---------------------------------------------------------------------------------


def test_phone_in_the_lobby_sees_the_event_in_its_language(hall: Hall) -> None:
    assert phone(hall, "fr") == {
        "rev": 0,
        "now": hall.clock.now(),
        "kind": "lobby",
        "event": {
            "title": "[event fr]",
            "theme": "[theme fr]",
            "code": "482913",
            "languages": ["en", "fr"],
            "join": "nickname",
            "locked": False,
            "rehearsal": False,
            "teams": None,
            "day": None,
            "seats": False,
            "floors": [{"id": "hall", "name": "Hall"}, {"id": "annex", "name": "Annex"}],
        },
        "floor": "hall",
        "item": None,
        "on_floor": None,
        "asides": [],
        "activity": None,
        "round": None,
        "breather": None,
        "qa": None,
        "reactions": False,
    }
    hall.do(cmd.LockJoining, on=True)
    assert (phone(hall)["event"]["locked"], phone(hall)["rev"]) == (True, 1)


def test_phone_sees_a_round_grow_from_asked_to_revealed(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.start()
    assert phone(hall)["activity"] == {
        "id": "quiz",
        "kind": "quiz",
        "title": "[quiz en]",
        "count": 3,
        "scoring": "accuracy",
        "streak": False,
        "secret": False,
    }
    on = hall.until(Phase.ASKED)
    now = hall.clock.now()
    asked = {
        "id": on.id,
        "number": 1,
        "count": 3,
        "beat": "asked",
        "phase": "asked",
        "voided": False,
        "question": {"lang": "en", "type": "single_choice", "prompt": "[q1 prompt en]"},
        "opens_at": now + ASK_MS,
        "opened_at": None,
        "deadline_at": None,
        "limit_ms": LIMIT_MS,
        "paused": False,
        "left_ms": None,
        "points": 1000,
        "scoring": "accuracy",
        "graded": True,
        "answerable": True,
        "extra": 0,
        "changeable": False,
        "voting": {
            "by": "phones",
            "secrecy": "named",
            "names_to": "moderators",
            "group_by": "none",
            "k": 5,
            "majority": "none",
            "quorum": 0,
            "elects": 0,
        },
        "voted": None,
        "suppressed": False,
        "proof": None,
        "results": None,
        "by_team": None,
        "outcome": None,
        "reveal": None,
    }
    assert phone(hall)["kind"] == "round"
    assert phone(hall)["round"] == asked
    hall.until(Phase.OPEN)
    opened = asked | {
        "beat": "open",
        "phase": "open",
        "question": choice("q1").public_view("en"),
        "opens_at": None,
        "opened_at": now,
        "deadline_at": now + LIMIT_MS,
    }
    assert phone(hall)["round"] == opened
    hall.answer(ada, "a")
    assert phone(hall)["round"] == opened, "an answer changes nothing that phones see"
    hall.until(Phase.CLOSED)
    closed = opened | {"beat": "closed", "phase": "closed", "deadline_at": None}
    assert phone(hall)["round"] == closed
    hall.until(Phase.REVEALED)
    assert phone(hall)["round"] == closed | {
        "beat": "revealed",
        "phase": "revealed",
        "results": {
            "tally": {
                "shape": "counts",
                "voters": 1,
                "counts": {"a": 1, "b": 0, "c": 0, "d": 0},
                "abstained": 0,
            },
            "answered": 1,
            "right": 1,
        },
        "reveal": {
            "key": {"correct": ["a"]},
            "explanation": "[q1 explanation en]",
            "source": "[q1 source], Somebody, 2014",
        },
    }


def test_phone_of_a_paused_round_is_told_what_is_left(hall: Hall) -> None:
    hall.open_question()
    hall.clock.pass_ms(8_000)
    hall.do(cmd.PauseRound, on=True)
    hall.clock.pass_ms(60_000)
    seen = phone(hall)["round"]
    assert (seen["paused"], seen["left_ms"]) == (True, 12_000)
    hall.do(cmd.PauseRound, on=False)
    seen = phone(hall)["round"]
    assert (seen["paused"], seen["left_ms"]) == (False, None)


def test_phone_of_a_paused_open_ended_poll_is_told_of_the_pause(hall: Hall) -> None:
    hall.open_question("poll")
    hall.do(cmd.PauseRound, on=True)
    seen = phone(hall)["round"]
    assert (seen["paused"], seen["left_ms"], seen["deadline_at"]) == (True, None, None)


def test_phone_gets_the_figures_of_a_live_poll_at_its_close(hall: Hall) -> None:
    people = hall.join("Ada")
    hall.open_question("live")
    hall.answer_all(people, "a")
    assert phone(hall)["round"]["results"] is None
    hall.until(Phase.CLOSED)
    results = phone(hall)["round"]["results"]
    assert (results["answered"], results["right"]) == (1, None)
    assert phone(hall)["round"]["reveal"] is None


def test_phone_of_a_deleted_activity_sees_an_empty_stage(hall: Hall) -> None:
    hall.open_question()
    known = hall.stores.events.rows[EVENT]
    hall.stores.events.put(replace(known, activities=known.activities[1:]))
    hall.live.execute(EVENT, cmd.NoteContentChanged(), "me")
    for frame in (phone(hall), screen(hall)):
        assert (frame["kind"], frame["round"], frame["activity"]) == ("idle", None, None)


def test_texts_that_are_missing_in_a_language_are_given_in_another() -> None:
    stage = event(title=LocalizedText.of({"en": "Only English"}))
    assert phone(Hall(stage), "fr")["event"]["title"] == "Only English"


# ---- one phone ------------------------------------------------------------------------------


def test_me_before_and_after_an_answer_and_its_reveal(hall: Hall) -> None:
    ada, grace, emmy = hall.join("Ada", "Grace", "Emmy", language="fr")
    assert me(hall, ada) == {
        "rev": 0,
        "participant": {
            "number": 1,
            "name": "Ada",
            "language": "fr",
            "team": None,
            "seat": None,
            "extra_time": 10,
            "seed": ada.seed,
        },
        "round": None,
        "asides": {},
        "score": None,
        "past": 0,
    }
    on = hall.open_question()
    mine: Frame = {
        "id": on.id,
        "answer": None,
        "number": 0,
        "voted": False,
        "votes_as": "phone",
        "held": [],
        "deadline_at": None,
        "limit_ms": None,
        "left_ms": None,
        "result": None,
    }
    assert me(hall, ada)["round"] == mine
    hall.clock.pass_ms(1_000)
    hall.answer(ada, "a", number=3)
    hall.answer(grace, "b")
    answered = mine | {"answer": "a", "number": 3}
    assert me(hall, ada)["round"] == answered
    hall.until(Phase.CLOSED)
    assert me(hall, ada)["round"] == answered
    assert me(hall, ada)["score"] is None
    hall.until(Phase.REVEALED)
    result = {"answered": True, "right": True, "share": 1.0, "points": 1000, "streak": None}
    assert me(hall, ada)["round"] == answered | {"result": result}
    assert me(hall, grace)["round"]["result"] == {
        "answered": True,
        "right": False,
        "share": 0.0,
        "points": 0,
        "streak": None,
    }
    assert me(hall, emmy)["round"]["result"] == {
        "answered": False,
        "right": False,
        "share": 0,
        "points": 0,
        "streak": None,
    }
    assert me(hall, emmy)["score"] is None
    assert me(hall, grace)["score"] == {
        "points": 0,
        "right": 0,
        "place": 2,
        "shared": False,
        "of": 2,
        "gap": 1000,
        "gap_place": 1,
        "team": None,
    }
    assert me(hall, ada)["score"]["gap"] is None


def test_me_after_a_poll_has_neither_right_nor_share(hall: Hall) -> None:
    ada, grace = hall.join("Ada", "Grace")
    hall.open_question("poll")
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    nothing = {"right": None, "points": 0, "streak": None}
    assert me(hall, ada)["round"]["result"] == {"answered": True, "share": None} | nothing
    assert me(hall, grace)["round"]["result"] == {"answered": False, "share": 0} | nothing
    assert me(hall, ada)["score"] is None


def test_me_of_part_of_the_points_has_a_rounded_share() -> None:
    with Hall(event(quiz(question_of("ordering", "q1")))) as hall:
        (ada,) = hall.join("Ada")
        hall.open_question()
        hall.answer(ada, ["q1-2", "q1-0", "q1-1"])
        hall.until(Phase.REVEALED)
        result = me(hall, ada)["round"]["result"]
    assert (result["right"], result["share"], result["points"]) == (False, 0.3333, 333)


# ---- screens --------------------------------------------------------------------------------


def test_screen_in_the_lobby(hall: Hall) -> None:
    common = phone(hall)
    assert screen(hall) == common | {
        "languages": ["en", "fr"],
        "blank": False,
        "big_qr": False,
        "results_hidden": False,
        "event": common["event"]
        | {
            "also": {"title": "[event fr]", "theme": "[theme fr]"},
            "addresses": ["192.168.1.20:8000"],
            "qr": QR["join"],
            "wifi": None,
            "date": "2018-03-01",
            "team_names": [],
        },
        "ranking": None,
        "podium": None,
        "roll": None,
        "spotlight": None,
        "top": None,
    }


def test_screen_says_what_it_is_switched_to(hall: Hall) -> None:
    hall.do(cmd.BlankScreen, on=True)
    hall.do(cmd.EnlargeQr, on=True)
    hall.do(cmd.HideResults, on=True)
    seen = screen(hall)
    assert (seen["blank"], seen["big_qr"], seen["results_hidden"]) == (True, True, True)


def test_screen_shows_the_wifi_with_its_own_qr() -> None:
    shown = screen(Hall(event(wifi=Wifi("Hall", "secret"))))["event"]["wifi"]
    assert shown == {"ssid": "Hall", "password": "secret", "qr": QR["wifi"]}


def test_screen_in_one_language_has_nothing_beside() -> None:
    with Hall(event(screen_languages=("fr",))) as hall:
        hall.open_question()
        seen = screen(hall)
    assert seen["languages"] == ["fr"]
    assert seen["event"]["also"] is seen["activity"]["also"] is seen["round"]["also"] is None
    assert seen["round"]["question"]["prompt"] == "[q1 prompt fr]"


def test_screen_without_languages_of_its_own_takes_those_of_the_event() -> None:
    assert screen(Hall(event(screen_languages=())))["languages"] == ["en", "fr"]


def test_screen_shows_the_question_in_both_languages_and_the_explanation_at_the_reveal(
    hall: Hall,
) -> None:
    hall.open_question()
    seen = screen(hall)["round"]
    assert seen["question"] == choice("q1").public_view("en")
    assert seen["also"] == {"question": choice("q1").public_view("fr"), "explanation": None}
    hall.until(Phase.REVEALED)
    assert screen(hall)["round"]["also"]["explanation"] == "[q1 explanation fr]"


def test_screen_says_nothing_twice_where_a_question_was_not_translated() -> None:
    prompt: Json = {"en": "Which?"}
    with Hall(event(quiz(choice("q1", prompt=prompt)), screen_languages=("en", "fr"))) as hall:
        hall.open_question()
        seen = screen(hall)["round"]
    assert (seen["question"]["lang"], seen["also"]) == ("en", None)


def test_screen_names_the_agenda_item_with_its_full_number_and_its_day() -> None:
    lines = (agenda_line("i8", "VIII", day=2), agenda_line("i8a", "(a)", "i8", day=2))
    activities = tuple(replace(each, item_id="i8a") for each in usual())
    with Hall(event(*activities, agenda=lines)) as hall:
        assert screen(hall)["event"]["date"] == "2018-03-01"
        hall.start()
        seen = screen(hall)
        assert seen["activity"]["item"] == {"number": "VIII (a)", "title": "[i8a en]"}
        assert seen["activity"]["also"] == {"title": "[quiz fr]"}
        assert seen["event"]["date"] == "2018-03-02"


def test_screen_of_an_item_without_parent_or_without_date() -> None:
    lines = (agenda_line("i8", "VIII", day=7),)
    activities = tuple(replace(each, item_id="i8") for each in usual())
    with Hall(event(*activities, agenda=lines, days=(None, date(2018, 3, 2)))) as hall:
        hall.start()
        seen = screen(hall)
    assert seen["activity"]["item"]["number"] == "VIII"
    assert seen["event"]["date"] == "2018-03-02", "the first day that has one"
    assert screen(Hall(event(days=())))["event"]["date"] is None


def test_screen_shows_five_of_the_ranking_and_ten_on_the_podium() -> None:
    with Hall(event(quiz(choice("q1"), choice("q2"), ranking=RankingWhen.EACH))) as hall:
        people = hall.join(*(f"Delegate {n}" for n in range(12)))
        hall.open_question()
        hall.answer_all(people[:-1], "b")
        hall.answer(people[-1], "a")
        hall.until(Phase.REVEALED)
        assert screen(hall)["ranking"] is None
        hall.until(Phase.RANKING)
        ranking = screen(hall)["ranking"]
        assert (len(ranking["rows"]), ranking["of"]) == (5, 12)
        assert ranking["rows"][0] == {
            "place": 1,
            "shared": False,
            "name": "Delegate 11",
            "number": 12,
            "points": 1000,
            "gained": 1000,
            "moved": 0,
        }
        hall.do(cmd.FinishActivity)
        seen = screen(hall)
    assert (seen["kind"], seen["ranking"]) == (Kind.PODIUM.value, None)
    assert (len(seen["podium"]["rows"]), seen["podium"]["of"]) == (10, 12)


def test_names_on_the_podium_are_empty_in_an_anonymous_event() -> None:
    with Hall(event(join=JoinMode.ANONYMOUS)) as hall:
        people = hall.join("", "")
        hall.open_question()
        hall.answer_all(people, "a")
        hall.until(Phase.RANKING)
        rows = screen(hall)["ranking"]["rows"]
    assert {(row["name"], row["number"]) for row in rows} == {("", 1), ("", 2)}


def test_somebody_who_is_in_the_table_only_is_a_row_without_name(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.RANKING)
    scene = replace(hall.scene(), people={})
    seen: Frame = for_screen(scene, ADDRESSES, QR)
    (row,) = seen["ranking"]["rows"]
    assert (row["name"], row["number"], row["points"]) == ("", 0, 1000)


def test_a_voided_round_is_marked_and_counts_for_nobody(hall: Hall) -> None:
    (ada,) = hall.join("Ada")
    hall.open_question()
    hall.answer(ada, "a")
    hall.until(Phase.REVEALED)
    hall.do(cmd.VoidRound)
    assert phone(hall)["round"]["voided"] is screen(hall)["round"]["voided"] is True
    assert me(hall, ada)["score"] is None


def test_crowd_counts_and_names_arrivals(hall: Hall) -> None:
    hall.join("Ada", "Grace")
    assert crowd(hall) == {
        "joined": 2,
        "here": 2,
        "answered": 0,
        "of": 0,
        "round": None,
        "arrivals": [{"number": 2, "name": "Grace"}, {"number": 1, "name": "Ada"}],
        "teams": [],
        "extra": 0,
        "vote": None,
    }


def test_a_live_poll_is_on_the_screen_while_it_is_open() -> None:
    with Hall(event(poll(choice("p1"), results=ResultsWhen.LIVE))) as hall:
        people = hall.join("Ada")
        hall.open_question("poll")
        hall.answer_all(people, "b")
        assert screen(hall)["round"]["results"]["tally"]["counts"]["b"] == 1
        assert phone(hall)["round"]["results"] is None


def test_of_very_many_words_only_the_most_frequent_are_sent() -> None:
    groups = {f"w{n}": TextGroup(f"w{n}", n) for n in range(1, 501)}
    found: Frame = dict(for_tally(Texts(voters=500, groups=groups), most_groups=60))
    assert found["groups_total"] == 500
    assert [each["count"] for each in found["groups"]] == list(range(500, 440, -1))


def test_of_cards_fewer_are_sent_than_of_words() -> None:
    groups = {f"w{n}": TextGroup(f"w{n}", n) for n in range(1, 501)}
    found: Frame = dict(for_tally(Texts(500, groups, look="cards"), most_groups=60))
    assert (found["groups_total"], len(found["groups"])) == (500, 20)
