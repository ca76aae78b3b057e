import datetime as dt
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from quizapp import paths
from quizapp.domain.accounts import Account
from quizapp.domain.errors import Conflict, NotFound
from quizapp.domain.event import (
    Activity,
    ActivityKind,
    ActivityQuestion,
    AgendaLine,
    JoinMode,
    RankingNames,
    RankingOf,
    RankingWhen,
    ResultsWhen,
    Wifi,
)
from quizapp.domain.live.commands import Role
from quizapp.domain.scoring import Scoring
from quizapp.domain.stored import ActivityPlan, EventLine, EventSettings, RehearsalPlan
from quizapp.domain.teams import Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from quizapp.importers.event_yaml import read_event_file
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.answers import SqlAnswers
from quizapp.storage.db import Database
from quizapp.storage.events import SqlEvents
from quizapp.storage.log import SqlLog
from quizapp.storage.participants import SqlParticipants
from tests.storage import samples


@pytest.fixture
def events(database: Database) -> SqlEvents:
    """Gives ids that can be told: id-1, id-2, ..."""
    number = count(1)
    return SqlEvents(database, lambda: f"id-{next(number)}")


def line(path: str, number: str, title: dict[str, str], **fields: object) -> AgendaLine:
    plain = AgendaLine(
        id="",
        path=path,
        number=number,
        title=LocalizedText.of(title),
        text=LocalizedText(),
        reference="",
        day=1,
        parent_id=None,
        position=0,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def test_event_comes_back_whole(events: SqlEvents) -> None:
    events.create(samples.plan(), "E", "123456", "screen")
    event = events.get("E")
    assert (event.id, event.slug, event.code, event.screen_token) == (
        "E",
        "isc",
        "123456",
        "screen",
    )
    assert event.title.texts == (("en", "Meeting"), ("fr", "Réunion"))
    assert event.theme == LocalizedText()
    assert (event.time_zone, event.join) == ("Europe/Brussels", JoinMode.NICKNAME)
    assert (event.languages, event.screen_languages) == (("en", "fr"), ("fr",))
    assert event.days == (dt.date(2018, 3, 1), dt.date(2018, 3, 2))
    assert event.wifi == Wifi(ssid="Salle", password="secret", hidden=True)
    assert [(floor.name, floor.position) for floor in event.floors] == [(LocalizedText(), 0)]


def test_agenda_comes_back_in_order(events: SqlEvents) -> None:
    events.create(samples.plan(), "E", "123456", "screen")
    agenda = events.get("E").agenda
    ids = {each.path: each.id for each in agenda}
    expected = [
        line(
            "I",
            "I",
            {"en": "Opening"},
            text=LocalizedText.of({"en": "Welcome to all.", "fr": "Bienvenue."}),
        ),
        line(
            "COFFEE BREAK",
            "",
            {"en": "COFFEE BREAK", "fr": "PAUSE CAFÉ"},
        ),
        line("II", "II", {"en": "Reports"}),
        line(
            "II (a)",
            "(a)",
            {"en": "The first report", "fr": "Le premier rapport"},
            parent_id=ids["II"],
        ),
        line("II (b)", "(b)", {"en": "The second report"}, parent_id=ids["II"]),
        line(
            "COFFEE BREAK [2]",
            "",
            {"en": "COFFEE BREAK", "fr": "PAUSE CAFÉ"},
        ),
        line("III", "III", {"en": "Closing"}, reference="HI0086E1", day=2),
    ]
    assert agenda == tuple(
        replace(each, id=ids[each.path], position=position)
        for position, each in enumerate(expected)
    )
    assert len(set(ids.values())) == 7


def test_activities_come_in_the_order_of_the_run_sheet(events: SqlEvents) -> None:
    events.create(samples.plan(), "E", "123456", "screen")
    event = events.get("E")
    items = {each.path: each.id for each in event.agenda}
    assert [(each.slug, each.item_id, each.position) for each in event.activities] == [
        ("early", items["II (b)"], 2),
        ("late", items["III"], 1),
        ("last", None, 0),
    ]


def test_activity_comes_back_whole(events: SqlEvents) -> None:
    events.create(samples.plan(), "E", "123456", "screen")
    activity = events.get("E").activities[0]
    first, second = samples.bank().questions
    assert activity == Activity(
        id=activity.id,
        slug="early",
        kind=ActivityKind.QUIZ,
        title=LocalizedText.of({"fr": "Le quiz", "en": "The quiz"}),
        item_id=activity.item_id,
        position=2,
        questions=(
            ActivityQuestion(activity.questions[0].question_id, 1, second, 15),
            ActivityQuestion(activity.questions[1].question_id, 1, first, 20),
        ),
        scoring=Scoring.MILD,
        results=ResultsWhen.CLOSE,
        ranking=RankingWhen.END,
        ask_s=3,
        streak=True,
        ranking_of=RankingOf.BOTH,
        top=10,
        names=RankingNames.HIDDEN,
        breather_s=10,
    )


def test_days_without_a_date_keep_their_place(events: SqlEvents) -> None:
    agenda = samples.agenda("Day 1\n\nI. Opening\n\nDay 3 (4 March 2018)\n\nII. Closing\n")
    events.create(samples.plan(agenda=agenda, activities=()), "E", "123456", "screen")
    event = events.get("E")
    assert event.days == (None, None, dt.date(2018, 3, 4))
    assert [each.day for each in event.agenda] == [1, 3]


def test_event_can_have_no_agenda(events: SqlEvents) -> None:
    agenda = samples.agenda("")
    events.create(
        samples.plan(agenda=agenda, activities=(samples.activity("quiz"),)), "E", "1", "s"
    )
    event = events.get("E")
    assert (event.days, event.agenda) == ((), ())
    assert [each.slug for each in event.activities] == ["quiz"]


def test_demonstration_event_can_be_stored(events: SqlEvents) -> None:
    folder: Path = paths.question_banks()
    plan = read_event_file(folder / "isc-17.yaml", folder)
    events.create(plan, "E", "123456", "screen")
    event = events.get("E")
    asked = {
        each.slug: tuple((bank, question) for bank, question in each.questions)
        for each in plan.activities
    }
    contents = {
        (bank.slug, question.slug): question for bank in plan.banks for question in bank.questions
    }
    assert {each.slug: [at.question for at in each.questions] for each in event.activities} == {
        slug: [contents[address] for address in asked[slug]] for slug in asked
    }


def test_events_are_found_by_code_slug_and_screen(other_event: SqlEvents) -> None:
    assert other_event.id_by_code("654321") == "F"
    assert other_event.id_by_slug("isc") == "E"
    assert other_event.id_by_screen("screen") == "E"
    assert other_event.id_by_code("screen") is None
    assert other_event.id_by_slug("123456") is None
    assert other_event.id_by_screen("isc") is None


def test_newest_event_is_listed_first(other_event: SqlEvents) -> None:
    title = LocalizedText.of({"en": "Meeting", "fr": "Réunion"})
    days = (dt.date(2018, 3, 1), dt.date(2018, 3, 2))
    assert other_event.events() == (
        EventLine("F", "other", "654321", title, days),
        EventLine("E", "isc", "123456", title, days),
    )


@pytest.mark.parametrize(
    ("slug", "code", "screen"),
    [("isc", "111111", "s"), ("new", "123456", "s"), ("new", "111111", "screen")],
)
def test_taken_slug_code_or_screen_is_refused_and_leaves_nothing(
    event: SqlEvents, slug: str, code: str, screen: str
) -> None:
    plan = samples.plan(slug, banks=(samples.bank(), samples.bank("second")))
    with pytest.raises(Conflict):
        event.create(plan, "N", code, screen)
    with pytest.raises(NotFound):
        event.get("N")
    assert len(event.events()) == 1


@pytest.mark.parametrize(
    "activity", [samples.activity("quiz", "XX"), samples.activity("quiz", "", "q9")]
)
def test_plan_that_names_what_is_not_there_leaves_nothing(
    database: Database, activity: ActivityPlan
) -> None:
    events = SqlEvents(database)
    with pytest.raises(NotFound):
        events.create(samples.plan(activities=(activity,)), "E", "123456", "screen")
    assert events.events() == ()


def test_unchanged_question_is_the_same_version(other_event: SqlEvents) -> None:
    first, second = other_event.get("E"), other_event.get("F")
    assert first.activities[0].questions == second.activities[0].questions


def test_changed_question_becomes_a_new_version(event: SqlEvents) -> None:
    before = event.get("E").activities[0].questions
    changed = samples.bank(
        "sample", samples.question("q1", "What?"), samples.question("q2", time_limit_s=15)
    )
    event.create(samples.plan("other", banks=(changed,)), "F", "654321", "other")
    after = event.get("F").activities[0].questions
    assert after[0] == before[0]
    assert (after[1].question_id, after[1].version) == (before[1].question_id, 2)
    assert after[1].question.prompt.get("en") == "What?"
    assert event.get("E").activities[0].questions == before
    assert event.question(before[1].question_id, 1).prompt.get("en") == "Which?"
    assert event.question(before[1].question_id, 2).prompt.get("en") == "What?"


def test_other_language_first_is_a_change(event: SqlEvents) -> None:
    turned = samples.question("q1", french_first=True)
    event.create(
        samples.plan(
            "other",
            banks=(samples.bank("sample", turned),),
            activities=(samples.activity("a", "", "q1"),),
        ),
        "F",
        "654321",
        "other",
    )
    asked = event.get("F").activities[0].questions[0]
    assert (asked.version, asked.question.prompt.get("ar")) == (2, "Lequel ?")


def test_unknown_version_of_a_question_is_not_found(event: SqlEvents) -> None:
    known = event.get("E").activities[0].questions[0].question_id
    with pytest.raises(NotFound):
        event.question(known, 2)
    with pytest.raises(NotFound):
        event.question("?", 1)


def test_settings_change_and_nothing_else(event: SqlEvents) -> None:
    before = event.get("E")
    settings = EventSettings(
        title=LocalizedText.of({"fr": "Séance"}),
        theme=LocalizedText.of({"en": "Trust"}),
        join=JoinMode.ANONYMOUS,
        wifi=Wifi(ssid="Hall", security="nopass"),
        screen_languages=("en", "fr"),
        teams=Teams(TeamMode.REGION, (Team("eu", LocalizedText.of({"fr": "Europe"})),)),
        extra_time_by_choice=True,
    )
    event.change("E", settings)
    assert event.get("E") == replace(
        before,
        title=settings.title,
        theme=settings.theme,
        join=settings.join,
        wifi=settings.wifi,
        screen_languages=settings.screen_languages,
        teams=settings.teams,
        extra_time_by_choice=True,
    )
    with pytest.raises(NotFound):
        event.change("?", settings)


def test_copy_has_the_content_of_its_event_and_nothing_that_happened(
    database: Database, event: SqlEvents
) -> None:
    SqlLog(database).append("E", samples.entries(), "command")
    SqlParticipants(database).join([samples.join("p1", "Ann")])
    event.copy(RehearsalPlan("E", "C", "copy", "777777", "copy-screen"))
    source, copy = event.get("E"), event.get("C")
    assert (copy.slug, copy.code, copy.screen_token) == ("copy", "777777", "copy-screen")
    assert (source.rehearsal_of, copy.rehearsal_of) == (None, "E")
    assert copy.title == source.title
    assert copy.languages == source.languages
    assert [each.path for each in copy.agenda] == [each.path for each in source.agenda]
    assert [each.slug for each in copy.activities] == [each.slug for each in source.activities]
    assert [each.questions for each in copy.activities] == [
        each.questions for each in source.activities
    ]
    paths = [{line.id: line.path for line in each.agenda} for each in (source, copy)]
    assert [paths[0].get(each.item_id or "") for each in source.activities] == [
        paths[1].get(each.item_id or "") for each in copy.activities
    ]
    assert not {each.id for each in source.activities} & {each.id for each in copy.activities}
    assert not {each.id for each in source.floors} & {each.id for each in copy.floors}
    assert SqlLog(database).entries("C") == ()
    assert SqlParticipants(database).all("C") == ()
    assert {line.id: line.rehearsal_of for line in event.events()} == {"E": None, "C": "E"}


def test_copy_of_one_activity_has_no_other(event: SqlEvents) -> None:
    slug = event.get("E").activities[0].slug
    event.copy(RehearsalPlan("E", "C", "copy", "777777", "copy-screen", slug))
    assert [each.slug for each in event.get("C").activities] == [slug]
    with pytest.raises(NotFound):
        event.copy(RehearsalPlan("E", "D", "other", "777778", "other-screen", "made-up"))
    with pytest.raises(NotFound):
        event.copy(RehearsalPlan("made up", "D", "other", "777778", "other-screen"))
    with pytest.raises(Conflict):
        event.copy(RehearsalPlan("E", "D", "other", "777777", "other-screen"))


def test_copy_takes_the_roles_along_and_goes_with_its_event(
    database: Database, event: SqlEvents
) -> None:
    accounts = SqlAccounts(database)
    accounts.create(Account("mary", "Mary", administrator=False))
    accounts.set_role("mary", "E", Role.HELPER)
    event.copy(RehearsalPlan("E", "C", "copy", "777777", "copy-screen"))
    roles = {each.event_id: each.role for each in accounts.memberships("mary")}
    assert roles == {"E": Role.HELPER, "C": Role.HELPER}
    event.delete("E")
    assert event.events() == ()


def test_deleted_event_takes_along_what_is_its_own(
    database: Database, other_event: SqlEvents
) -> None:
    log, answers, participants = SqlLog(database), SqlAnswers(database), SqlParticipants(database)
    asked = other_event.get("E").activities[0].questions[0]
    for event_id in ("E", "F"):
        participants.join([samples.join(event_id, "Ann", event_id=event_id)])
        answers.commit([samples.answer("v", event_id=event_id, round_id=f"R-{event_id}")])
    log.append("E", samples.entries(), "command")
    other_event.delete("E")
    assert [each.id for each in other_event.events()] == ["F"]
    assert (log.entries("E"), participants.all("E")) == ((), ())
    assert answers.counts(["R-E", "R-F"]) == {"R-F": 1}
    assert len(participants.all("F")) == 1
    assert other_event.question(asked.question_id, asked.version) == asked.question
    with pytest.raises(NotFound):
        other_event.delete("E")


def test_amended_question_is_its_banks_own_unless_somebody_edited_it(event: SqlEvents) -> None:
    asked = event.get("E").activities[0].questions[0]
    amended = replace(asked.question, explanation=LocalizedText.of({"en": "Also so."}))
    version = event.amend(asked.question_id, asked.version, amended)
    assert (version, event.question(asked.question_id, version)) == (2, amended)
    assert event.amend(asked.question_id, 2, amended) == 2
    again = replace(asked.question, explanation=LocalizedText.of({"en": "Or so."}))
    assert event.amend(asked.question_id, asked.version, again) == 3
    assert event.question(asked.question_id, 3) == again
    assert event.amend(asked.question_id, 2, again) == 4
    assert event.get("E").activities[0].questions[0] == asked
    with pytest.raises(NotFound):
        event.amend("?", 1, amended)
