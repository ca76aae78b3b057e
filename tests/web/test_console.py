from collections.abc import Callable
from dataclasses import replace

from flask.testing import FlaskClient

from quizapp.domain.event import JoinMode, Participant, Wifi
from quizapp.domain.live.commands import NoteContentChanged
from quizapp.domain.stored import EventSettings
from quizapp.domain.teams import Team, TeamMode, Teams
from quizapp.domain.text import LocalizedText
from tests.web.house import ADDRESS, EVENT, House, report, text
from tests.web.pages import data_page

AsAccount = Callable[[str], FlaskClient]


def test_the_list_shows_the_events_with_the_own_role(as_account: AsAccount) -> None:
    listed = as_account("grace").get("/moderate/").text
    assert "17th session" in listed
    assert "Helper" in listed
    assert "/moderate/event/settings" not in listed
    assert "/moderate/event/settings" in as_account("mary").get("/moderate/").text
    assert "17th session" not in as_account("sofia").get("/moderate/").text


def test_the_console_tells_its_script_all_it_needs(as_account: AsAccount) -> None:
    page = data_page(as_account("mary").get("/moderate/event/?lang=fr"))
    assert page.pop("catalogue_url").endswith("/console/fr.json")
    assert page.pop("csrf")
    assert page == {
        "event_id": "event",
        "title": "17e session, Sous-Comité sur l’éthique",
        "role": "moderator",
        "account": "Mary",
        "administrator": False,
        "languages": ["en", "fr", "es", "ar", "ru", "pt"],
        "language": "fr",
        "dir": "ltr",
        "screen_url": "/screen/screen-token",
        "floor": None,
        "floors": [{"id": "floor", "name": "Hall"}],
        "addresses": [ADDRESS],
        "capacity": 1744,
        "join": {
            "code": "482913",
            "url": f"{ADDRESS}/j/482913",
            "qr": "/screen/screen-token/join.svg",
            "wifi_qr": "/screen/screen-token/wifi.svg",
        },
        "urls": {
            "people": "/moderate/event/people.json",
            "settings": "/moderate/event/settings",
            "rehearsal": "/moderate/event/rehearsal",
            "questions": "/moderate/event/floors/FLOOR/questions.json",
            "speaker": "/moderate/event/speaker",
            "question_report": "/moderate/event/questions",
            "edit": "/moderate/event/activities",
            "agenda": "/moderate/event/agenda",
            "annex": "/moderate/event/annex",
            "votes": "/moderate/event/votes/",
            "seats": "/moderate/event/seats",
            "day": "/moderate/event/day/",
            "sheet": "/moderate/event/sheet",
            "results": "/moderate/event/activities/",
            "sign_out": "/sign-out",
            "account": "/account",
            "events": "/moderate/",
        },
    }


def test_people_says_who_is_there_and_who_was_removed(house: House, as_account: AsAccount) -> None:
    def person(key: str, number: int) -> Participant:
        return Participant(key, "event", number, f"Name {number}", "en", joined_at=0)

    house.participants.people = (person("p1", 1), person("p2", 2))
    house.presence.ids = frozenset({"p1"})
    house.live.removed = frozenset({"p2"})
    assert as_account("emmy").get("/moderate/event/people.json").get_json() == [
        {"id": "p1", "number": 1, "name": "Name 1", "here": True, "removed": False, "team": None},
        {"id": "p2", "number": 2, "name": "Name 2", "here": False, "removed": True, "team": None},
    ]


def test_the_sheet_holds_both_codes_in_the_languages_of_the_event(
    house: House, as_account: AsAccount
) -> None:
    client = as_account("emmy")
    sheet = client.get("/moderate/event/sheet").text
    assert sheet.count("<svg xmlns") == 2
    for said in ("ISC-Hall", "customs2018", ADDRESS, "Stay on this Wi-Fi", "Restez sur ce Wi-Fi"):
        assert said in sheet
    house.events.rows["event"] = replace(EVENT, wifi=Wifi(), languages=("ar",))
    bare = client.get("/moderate/event/sheet").text
    assert bare.count("<svg xmlns") == 1
    assert "Stay on this Wi-Fi" not in bare
    assert 'lang="ar" dir="rtl"' in bare


def test_the_screen_link_leads_to_the_token(as_account: AsAccount) -> None:
    assert as_account("emmy").get("/moderate/event/screen").location == "/screen/screen-token"


FORM = {
    "title_en": " New  title ",
    "title_fr": "Nouveau titre",
    "theme_en": "",
    "theme_fr": "",
    "join": "anonymous",
    "screen_1": "fr",
    "screen_2": "",
    "wifi_ssid": "Hall",
    "wifi_password": "12345678",
    "wifi_security": "WPA",
    "wifi_hidden": "on",
}


def test_settings_are_written_once_and_announced(house: House, as_account: AsAccount) -> None:
    client = as_account("mary")
    response = client.post("/moderate/event/settings", data=FORM)
    assert (response.status_code, response.location) == (303, "/moderate/event/settings?saved=1")
    event = house.events.rows["event"]
    assert (event.title, event.join) == (text("New title", "Nouveau titre"), JoinMode.ANONYMOUS)
    assert event.wifi == Wifi("Hall", "12345678", "WPA", hidden=True)
    assert event.screen_languages == ("fr",)
    assert not event.theme
    assert house.live.done == [("event", NoteContentChanged(), "mary")]
    assert "Saved." in client.get(response.location).text


def test_whether_phones_may_ask_for_more_time_is_set_and_shown(
    house: House, as_account: AsAccount
) -> None:
    client = as_account("mary")
    client.post("/moderate/event/settings", data=FORM | {"extra_time_by_choice": "on"})
    assert house.events.rows["event"].extra_time_by_choice
    assert 'name="extra_time_by_choice" checked' in client.get("/moderate/event/settings").text
    client.post("/moderate/event/settings", data=FORM)
    assert not house.events.rows["event"].extra_time_by_choice


def test_settings_that_cannot_be_used_are_shown_again_and_nothing_is_written(
    house: House, as_account: AsAccount
) -> None:
    client = as_account("mary")
    for wrong, said in (
        ({"title_en": "  "}, "give a title"),
        ({"title_en": "x" * 121}, "At most 120"),
        ({"theme_fr": "x" * 201}, "At most 200"),
        ({"screen_1": "ru", "screen_2": ""}, "language of the screen"),
        ({"wifi_password": "short"}, "8 to 63"),
        ({"wifi_ssid": "é" * 17}, "at most 32"),
        ({"wifi_ssid": "a\x07b"}, "all of them visible"),
        ({"team_mode": "choice", "teams": "North"}, "two teams at least"),
        ({"teams": "\n".join(f"Team {n}" for n in range(301))}, "At most 300"),
        ({"teams": f"North\n{'x' * 61}"}, "too long"),
        ({"teams": "North\nNORTH | Nord"}, "stands there twice"),
    ):
        response = client.post("/moderate/event/settings", data=FORM | wrong)
        assert response.status_code == 400
        assert said in response.text
    assert house.events.rows["event"] == EVENT
    assert house.live.done == []


def test_odd_choices_fall_back_on_safe_ones(house: House, as_account: AsAccount) -> None:
    odd = {"join": "king", "wifi_security": "nopass", "wifi_password": "ignored"}
    as_account("mary").post("/moderate/event/settings", data=FORM | odd)
    event = house.events.rows["event"]
    assert event.join is JoinMode.ANONYMOUS
    assert event.wifi == Wifi("Hall", "", "nopass", hidden=True)
    as_account("mary").post("/moderate/event/settings", data=FORM | {"wifi_security": "WPA9"})
    assert house.events.rows["event"].wifi.security == "WPA"


def test_teams_are_typed_one_a_line_and_keep_their_ids(house: House, as_account: AsAccount) -> None:
    client = as_account("mary")

    def save(mode: str, *lines: str) -> Teams:
        typed = {"team_mode": mode, "teams": "\r\n".join(lines)}
        assert client.post("/moderate/event/settings", data=FORM | typed).status_code == 303
        return house.events.rows["event"].teams

    first = save("region", " North  team | Nord ", "", "South")
    assert first == Teams(
        TeamMode.REGION, (Team("t1", text("North team", "Nord")), Team("t2", text("South", "")))
    )
    assert "North team | Nord\nSouth</textarea>" in client.get("/moderate/event/settings").text
    assert save("region", "South", "North team | Nord").ids == ("t2", "t1"), "by their names"
    assert save("region", "Southern", "North team").ids == ("t2", "t1"), "a name was mended"
    assert save("choice", "East", "North team", "Southern").ids == ("t3", "t1", "t2")
    assert save("king", "East", "North team", "West").mode is TeamMode.NONE
    assert [each.id for each in house.events.rows["event"].teams.list] == ["t3", "t1", "t2"]
    assert save("assigned", "New", "Newer", "Newest", "East").ids == ("t4", "t5", "t6", "t3")


def test_phone_is_told_of_the_teams_that_it_may_choose_from(
    house: House, as_account: AsAccount
) -> None:
    teams = Teams(TeamMode.REGION, (Team("n", text("North", "Nord")), Team("s", text("South", ""))))
    for mode, told in ((TeamMode.REGION, True), (TeamMode.ASSIGNED, False), (TeamMode.NONE, False)):
        house.events.rows["event"] = replace(EVENT, teams=replace(teams, mode=mode))
        page = as_account("mary").get(f"/j/{EVENT.code}").text
        assert ("Nord" in page) is told


def test_helpers_write_no_settings(house: House, as_account: AsAccount) -> None:
    assert as_account("grace").post("/moderate/event/settings", data=FORM).status_code == 403
    assert house.events.rows["event"] == EVENT


def test_results_show_the_figures_of_the_latest_run(house: House, as_account: AsAccount) -> None:
    house.results.made[2] = report(2)
    shown = as_account("mary").get("/moderate/event/activities/activity/results").text
    for said in ("Article 23", "58&nbsp;%", "Ada", "Run 1", "Excel workbook", "Mean 4.5", "void"):
        assert said in shown
    old = as_account("emmy").get("/moderate/event/activities/activity/results?run=1").text
    assert "Excel workbook" not in old


def test_results_before_the_first_run_say_so(house: House, as_account: AsAccount) -> None:
    house.results.made = {}
    client = as_account("mary")
    assert "No results yet" in client.get("/moderate/event/activities/activity/results").text
    assert client.get("/moderate/event/activities/activity/results.csv").status_code == 404


def test_results_of_runs_activities_and_formats_that_do_not_exist_are_not_found(
    as_account: AsAccount,
) -> None:
    client, base = as_account("mary"), "/moderate/event/activities"
    for path in ("/activity/results?run=7", "/other/results", "/activity/results.pdf"):
        assert client.get(f"{base}{path}").status_code == 404
    assert client.get(f"{base}/activity/results?run=x").status_code == 400


def test_a_download_is_a_file_with_the_run_in_its_name(as_account: AsAccount) -> None:
    response = as_account("mary").get("/moderate/event/activities/activity/results.csv?run=1")
    assert response.content_type == "text/csv; charset=utf-8"
    disposition = response.headers["Content-Disposition"]
    assert disposition == "attachment; filename=isc-17_integrity-quiz_1.csv"
    assert "Article 23" in response.text


def test_settings_of_an_event_are_as_they_were_read() -> None:
    from quizapp.web.settings import settings_of

    assert settings_of(EVENT) == EventSettings(
        EVENT.title,
        EVENT.theme,
        EVENT.join,
        EVENT.wifi,
        EVENT.screen_languages,
        floors=(("floor", LocalizedText.of({"en": "Hall"})),),
    )
