from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.domain.agenda import walk
from quizapp.domain.errors import ContentProblems
from quizapp.domain.event import JoinMode, Wifi
from quizapp.domain.stored import ActivityPlan, EventPlan, ItemPlan
from quizapp.domain.teams import NO_TEAMS, Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from quizapp.domain.voting import GroupBy, Majority, Secrecy, Voters, Voting
from quizapp.importers.event_yaml import read_event_file

SHIPPED = Path(__file__).resolve().parents[2] / "question_banks"
EVENT: dict[str, Any] = {
    "format": "quizapp-event/1",
    "slug": "town-hall",
    "title": {"en": "Town hall", "fr": "Assemblée"},
    "languages": ["en", "fr"],
    "agenda": "agenda.txt",
    "activities": [
        {
            "slug": "hello",
            "item": "I",
            "kind": "poll",
            "title": {"en": "Hello"},
            "questions": ["small/word"],
        },
        {
            "slug": "quiz",
            "kind": "quiz",
            "title": {"en": "Quiz"},
            "scoring": "classic",
            "ranking": "end",
            "ask_s": 0,
            "time_limit_s": 20,
            "questions": ["small/graded", "small/for-nothing"],
        },
    ],
}
AGENDA = "Day 1\n\nI. Opening\n\nII. Any other business\n"
CHOICE: dict[str, Any] = {
    "type": "single_choice",
    "prompt": {"en": "Which?"},
    "options": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}],
}
BANK: dict[str, Any] = {
    "format": "quizapp-bank/1",
    "slug": "small",
    "title": {"en": "Small"},
    "languages": ["en"],
    "questions": [
        {"slug": "word", "type": "word_cloud", "prompt": {"en": "In a word?"}},
        CHOICE | {"slug": "graded", "correct": "a"},
        CHOICE | {"slug": "for-nothing", "points": 0},
        CHOICE | {"slug": "poll"},
    ],
}


class Folder:
    """An event file with its agenda and its bank, to be read from a folder of their own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("small.yaml", BANK)
        (path / "agenda.txt").write_text(AGENDA, encoding="utf-8")

    def write(self, name: str, data: object) -> None:
        (self.path / name).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")

    def read(self, **change: object) -> EventPlan:
        """The event with those fields changed."""
        self.write("event.yaml", EVENT | change)
        return read_event_file(self.path / "event.yaml", self.path)

    def faults(self, **change: object) -> list[str]:
        with pytest.raises(ContentProblems) as caught:
            self.read(**change)
        return [str(each) for each in caught.value.problems]

    def activity_faults(self, **change: object) -> list[str]:
        """Of an event whose one activity is the first of `EVENT`, with those fields changed."""
        return self.faults(activities=[EVENT["activities"][0] | change])


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_shipped_event_can_be_read() -> None:
    plan = read_event_file(SHIPPED / "isc-17.yaml", SHIPPED)

    assert (plan.slug, plan.time_zone, plan.join) == (
        "isc-17",
        "Europe/Brussels",
        JoinMode.NICKNAME,
    )
    assert plan.languages == plan.screen_languages == ("en", "fr")
    assert [each.slug for each in plan.banks] == ["icebreaker", "agenda-polls", "integrity-quiz"]
    assert sum(len(each.questions) for each in plan.activities) == 40
    assert {path for path, _ in walk(plan.agenda)} == plan.item_titles.keys()
    assert plan.item_titles["VIII (a)"].languages == ("fr",)
    assert {each.item for each in plan.activities} <= plan.item_titles.keys()


def test_event_has_what_its_file_says(folder: Folder) -> None:
    plan = folder.read(
        theme={"en": "Trust"},
        time_zone="Asia/Tokyo",
        screen_languages=["fr"],
        join="anonymous",
        wifi={"ssid": "Hall", "password": "secret", "security": "WEP", "hidden": True},
        agenda_titles={"fr": {"I": "Ouverture"}, "es": {"I": "Apertura"}},
        agenda_texts={"fr": {"II": " Divers "}},
    )

    assert plan.title.get("fr") == "Assemblée"
    assert (plan.theme.get("en"), plan.time_zone) == ("Trust", "Asia/Tokyo")
    assert (plan.languages, plan.screen_languages) == (("en", "fr"), ("fr",))
    assert plan.join is JoinMode.ANONYMOUS
    assert plan.wifi == Wifi("Hall", "secret", "WEP", hidden=True)
    assert plan.item_titles == {"I": LocalizedText.of({"fr": "Ouverture", "es": "Apertura"})}
    assert plan.item_texts == {"II": LocalizedText.of({"fr": "Divers"})}
    assert plan.activities[1] == ActivityPlan(
        slug="quiz",
        kind="quiz",
        title=LocalizedText.of({"en": "Quiz"}),
        item="",
        questions=(("small", "graded"), ("small", "for-nothing")),
        scoring="classic",
        results="close",
        ranking="end",
        ask_s=0,
        time_limit_s=20,
    )


def test_phones_may_ask_for_more_time_where_the_file_says_so(folder: Folder) -> None:
    assert not folder.read().extra_time_by_choice
    assert folder.read(extra_time_by_choice=True).extra_time_by_choice
    assert folder.faults(extra_time_by_choice="perhaps")


def test_the_game_has_what_its_file_says(folder: Folder) -> None:
    game = {"streak": True, "ranking_of": "both", "top": 3, "names": "hidden", "breather_s": 10}
    plan = folder.read(
        teams={
            "mode": "region",
            "list": [{"id": "north", "name": {"en": "North", "fr": "Nord"}}, team("south")],
        },
        activities=[EVENT["activities"][0] | game],
    )

    north = Team("north", LocalizedText.of({"en": "North", "fr": "Nord"}))
    south = Team("south", LocalizedText.of({"en": "Team south"}))
    assert plan.teams == Teams(TeamMode.REGION, (north, south))
    (first,) = plan.activities
    assert (first.streak, first.ranking_of, first.top) == (True, "both", 3)
    assert (first.names, first.breather_s) == ("hidden", 10)


@pytest.mark.parametrize(
    ("teams", "fault"),
    [
        ({"mode": "colours"}, "mode: not_allowed (none, choice, assigned, delegation, region)"),
        ({"mode": "choice"}, None),
        ({"mode": "choice", "list": [{"id": "a"}]}, "list[0].name: missing"),
        ({"list": [{"id": "a b", "name": {"en": "A"}}]}, None),
        ({"list": [{"id": "a", "name": {"en": "A"}}] * 2}, "list[1].id: duplicate (a)"),
        ({"list": [{"id": "a" * 41, "name": {"en": "A"}}]}, "list[0].id: bad_slug (at most 40)"),
        ({"colour": "red"}, "colour: unknown_field"),
        (
            {"list": [{"id": "a", "name": {"en": "A"}, "colour": "red"}]},
            "list[0].colour: unknown_field",
        ),
    ],
)
def test_faults_of_teams_are_named(
    folder: Folder, teams: dict[str, Any], fault: str | None
) -> None:
    found = folder.faults(teams=teams)
    assert found
    assert fault is None or f"event.yaml: teams.{fault}" in found


def team(team_id: str) -> dict[str, Any]:
    return {"id": team_id, "name": {"en": f"Team {team_id}"}}


def test_what_is_left_out_has_a_default(folder: Folder) -> None:
    plan = folder.read()

    assert (plan.time_zone, plan.join, plan.wifi) == ("UTC", JoinMode.NICKNAME, Wifi())
    assert plan.screen_languages == ("en",)
    assert not plan.theme
    assert (plan.item_titles, plan.item_texts) == ({}, {})
    first = plan.activities[0]
    assert (first.scoring, first.results, first.ranking) == ("accuracy", "close", "each")
    assert (first.streak, first.ranking_of, first.top) == (False, "persons", 5)
    assert (first.names, first.breather_s, plan.teams) == ("shown", 0, NO_TEAMS)
    assert (first.ask_s, first.time_limit_s) == (5, None)


def test_event_without_agenda_and_activities(folder: Folder) -> None:
    plan = folder.read(agenda=None, activities=None)

    assert (plan.agenda.items, plan.activities, plan.banks) == ((), (), ())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": "quizapp-event/2"}, ["event.yaml: format: not_allowed (quizapp-event/1)"]),
        ({"title": None}, ["event.yaml: title: missing"]),
        ({"languages": None, "screen_languages": None}, ["event.yaml: languages: missing"]),
        ({"screen_languages": ["ru"]}, ["event.yaml: screen_languages[0]: not_allowed (en, fr)"]),
        (
            {"languages": ["en", "fr", "ar"], "screen_languages": ["ar", "en", "fr"]},
            ["event.yaml: screen_languages: wrong_count (1 to 2)"],
        ),
        ({"time_zone": "Mars/Base"}, ["event.yaml: time_zone: unknown_time_zone (Mars/Base)"]),
        ({"time_zone": "/etc/passwd"}, ["event.yaml: time_zone: unknown_time_zone (/etc/passwd)"]),
        ({"time_zone": "Europe"}, ["event.yaml: time_zone: unknown_time_zone (Europe)"]),
        ({"join": "email"}, ["event.yaml: join: not_allowed (anonymous, nickname, name)"]),
        (
            {"wifi": {"security": "WPA9", "colour": 1}},
            [
                "event.yaml: wifi.ssid: missing",
                "event.yaml: wifi.security: not_allowed (WPA, WEP, nopass)",
                "event.yaml: wifi.colour: unknown_field",
            ],
        ),
        (
            {"agenda": "../agenda.txt"},
            [
                "event.yaml: agenda: not_beside_this_file (../agenda.txt)",
                "event.yaml: activities[0].item: unknown_item (I)",
            ],
        ),
        (
            {"agenda_titles": {"fr": {"III": "Divers"}}},
            ["event.yaml: agenda_titles.fr.III: unknown_item"],
        ),
        (
            {"agenda_titles": {"xx": {"I": 5}}},
            [
                "event.yaml: agenda_titles.xx: unknown_language (en, fr, es, ar, ru, pt)",
                "event.yaml: agenda_titles.xx.I: not_text",
            ],
        ),
        ({"place": "Brussels"}, ["event.yaml: place: unknown_field"]),
        (
            {"activities": [EVENT["activities"][0]] * 2},
            ["event.yaml: activities[1].slug: duplicate (hello)"],
        ),
        ({"agenda": None}, ["event.yaml: activities[0].item: unknown_item (I)"]),
    ],
)
def test_faults_of_an_event_are_named(
    folder: Folder, change: dict[str, Any], expected: list[str]
) -> None:
    assert folder.faults(**change) == expected


def test_vote_has_the_settings_that_the_file_says(folder: Folder) -> None:
    settings = {
        "voters": "seats",
        "secrecy": "secret",
        "group_by": "region",
        "smallest": 7,
        "majority": "two_thirds",
        "quorum": 50,
    }
    (first,) = folder.read(activities=[EVENT["activities"][0] | {"voting": settings}]).activities
    assert first.voting == Voting(
        Voters.SEATS,
        Secrecy.SECRET,
        group_by=GroupBy.REGION,
        smallest=7,
        majority=Majority.TWO_THIRDS,
        quorum=50,
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"item": "VII"}, "item: unknown_item (VII)"),
        ({"kind": "survey"}, "kind: not_allowed (quiz, poll)"),
        ({"scoring": "fast"}, "scoring: not_allowed (accuracy, mild, classic, double, none)"),
        ({"results": "never"}, "results: not_allowed (live, close)"),
        ({"ranking": "never"}, "ranking: not_allowed (each, end)"),
        ({"ask_s": 61}, "ask_s: out_of_range (0 to 60)"),
        ({"time_limit_s": 4}, "time_limit_s: out_of_range (5 to 3600)"),
        ({"questions": []}, "questions: missing"),
        ({"questions": ["small/other"]}, "questions[0]: unknown_question (small/other)"),
        ({"questions": ["small"]}, "questions[0]: unknown_question (small)"),
        ({"questions": ["large/word"]}, "questions[0]: unknown_bank (large/word)"),
        ({"questions": ["../small/word"]}, "questions[0]: unknown_bank (../small/word)"),
        ({"questions": ["small/word"] * 2}, "questions[1]: duplicate (small/word)"),
        (
            {"kind": "quiz", "questions": ["small/graded", "small/poll"]},
            "questions[1]: no_key_but_points (small/poll)",
        ),
        ({"colour": "red"}, "colour: unknown_field"),
        ({"top": 4}, "top: not_allowed (3, 5, 10)"),
        ({"top": 11}, "top: out_of_range (3 to 10)"),
        ({"breather_s": 61}, "breather_s: out_of_range (0 to 60)"),
        ({"voting": {"voters": "all"}}, "voting.voters: not_allowed (phones, seats)"),
        ({"voting": {"quorum": 101}}, "voting.quorum: out_of_range (0 to 100)"),
        ({"voting": {"quorum": 50}}, "voting.quorum: needs_seats"),
        ({"voting": {"colour": "red"}}, "voting.colour: unknown_field"),
        ({"kind": "quiz", "questions": ["small/graded"], "voting": {}}, "voting: polls_vote"),
    ],
)
def test_faults_of_an_activity_are_named(
    folder: Folder, change: dict[str, Any], fault: str
) -> None:
    assert folder.activity_faults(**change) == [f"event.yaml: activities[0].{fault}"]


def test_poll_may_ask_a_graded_question(folder: Folder) -> None:
    activity = EVENT["activities"][0] | {"questions": ["small/graded", "small/poll"]}

    assert len(folder.read(activities=[activity]).activities[0].questions) == 2


def test_missing_agenda_is_named_by_its_own_file(folder: Folder) -> None:
    (fault,) = folder.faults(agenda="other.txt")

    assert fault.startswith("other.txt: unreadable_file")


def test_faults_in_a_bank_are_named_once_beside_those_of_the_event(folder: Folder) -> None:
    folder.write("small.yaml", BANK | {"title": None})

    assert folder.faults(slug=None) == [
        "event.yaml: slug: missing",
        "small.yaml: title: missing",
    ]
    assert folder.faults() == ["small.yaml: title: missing"]


def test_bank_must_be_named_like_its_file(folder: Folder) -> None:
    folder.write("small.yaml", BANK | {"slug": "large"})

    assert folder.faults() == ["small.yaml: slug: not_allowed (small)"]


def test_broken_event_file_is_named_with_its_line(folder: Folder) -> None:
    path = folder.path / "event.yaml"
    path.write_text("a: 1\nb: [\n", encoding="utf-8")

    with pytest.raises(ContentProblems, match=r"event\.yaml: broken_yaml \(line 3"):
        read_event_file(path, folder.path)


def test_what_is_no_event(folder: Folder) -> None:
    path = folder.path / "event.yaml"
    path.write_text("- 1\n", encoding="utf-8")

    with pytest.raises(ContentProblems, match=r"event\.yaml: not_a_mapping"):
        read_event_file(path, folder.path)


def test_floors_times_and_notes_are_read(folder: Folder) -> None:
    first, second = EVENT["activities"]
    plan = folder.read(
        floors=[{"id": "hall", "name": {"en": "Hall", "fr": "Salle"}}],
        agenda_plan={"I": {"starts_at": "09:30", "floor": "hall", "notes": " Slowly. "}},
        activities=[first | {"floor": "hall", "notes": "Fast."}, second],
    )
    assert plan.floors == (("hall", LocalizedText.of({"en": "Hall", "fr": "Salle"})),)
    assert plan.item_plans == {"I": ItemPlan(time(9, 30), None, "hall", "Slowly.")}
    assert [(each.floor, each.notes) for each in plan.activities] == [("hall", "Fast."), ("", "")]
    assert (folder.read().floors, folder.read().item_plans) == ((), {})


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"floors": [{"id": "a", "name": {"en": "A"}}] * 2}, "floors[1].id: duplicate (a)"),
        ({"agenda_plan": {"III": {}}}, "agenda_plan.III: unknown_item"),
        (
            {"agenda_plan": {"I": {"starts_at": "noon"}}},
            "agenda_plan.I.starts_at: not_allowed (00:00 - 23:59)",
        ),
        (
            {"agenda_plan": {"I": {"starts_at": "25:00"}}},
            "agenda_plan.I.starts_at: not_allowed (00:00 - 23:59)",
        ),
        ({"agenda_plan": {"I": {"floor": "attic"}}}, "agenda_plan.I.floor: not_allowed"),
        (
            {"agenda_plan": {"I": {"notes": "x" * 4001}}},
            "agenda_plan.I.notes: text_too_long (4000)",
        ),
    ],
)
def test_what_is_wrong_with_floors_and_times_is_named(
    folder: Folder, changes: dict[str, Any], fault: str
) -> None:
    assert any(fault in each for each in folder.faults(**changes))
