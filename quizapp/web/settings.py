"""The settings of an event: parsed at the door, written once, announced to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.event import Event, JoinMode, Wifi
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import EventSettings
from quizapp.domain.text import LocalizedText
from quizapp.web import access, floor_lines
from quizapp.web.context import services
from quizapp.web.floor_lines import Named, floor_faults, named, parse_floors, used_floors
from quizapp.web.language import t
from quizapp.web.team_lines import lines_of, parse_teams, team_faults

LONGEST_TITLE: Final = 120
LONGEST_THEME: Final = 200
LONGEST_SSID_BYTES: Final = 32
LONGEST_WIFI_PASSWORD: Final = 63
LEAST_WIFI_PASSWORD: Final = 8
SECURITIES: Final = ("WPA", "WEP", "nopass")
MOST_SCREEN_LANGUAGES: Final = 2

blueprint = Blueprint("settings", __name__, url_prefix="/moderate/<event_id>/settings")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def form(event_id: str) -> str:
    """The form with what is set."""
    event = access.event_as(Role.MODERATOR, event_id).event
    return _form(event, settings_of(event), {}, saved="saved" in request.args)


@blueprint.post("")
def save(event_id: str) -> Response | tuple[str, int]:
    """Write, or show again what was typed with what is wrong."""
    found = access.event_as(Role.MODERATOR, event_id)
    wanted = parse(request.form, found.event)
    problems = faults(wanted, found.event)
    if problems:
        return _form(found.event, wanted, problems), 400
    access.change_settings(found, wanted)
    return redirect(url_for("settings.form", event_id=event_id, saved=1), 303)


def settings_of(event: Event) -> EventSettings:
    """What is set now."""
    return EventSettings(
        event.title,
        event.theme,
        event.join,
        event.wifi,
        event.screen_languages,
        teams=event.teams,
        extra_time_by_choice=event.extra_time_by_choice,
        floors=named(event.floors),
    )


def parse(data: Mapping[str, str], event: Event) -> EventSettings:
    """What the form says; `faults` tells whether it can be used."""
    languages = event.languages
    chosen = (data.get("screen_1", ""), data.get("screen_2", ""))
    security = data.get("wifi_security", "WPA")
    join = data.get("join", "")
    return EventSettings(
        title=_texts(data, "title", languages),
        theme=_texts(data, "theme", languages),
        join=JoinMode(join) if join in set(JoinMode) else JoinMode.ANONYMOUS,
        wifi=Wifi(
            ssid=data.get("wifi_ssid", "").strip(),
            password="" if security == "nopass" else data.get("wifi_password", ""),
            security=security if security in SECURITIES else "WPA",
            hidden="wifi_hidden" in data,
        ),
        screen_languages=tuple(dict.fromkeys(each for each in chosen if each in languages)),
        teams=parse_teams(data.get("team_mode", ""), data.get("teams", ""), languages, event.teams),
        extra_time_by_choice="extra_time_by_choice" in data,
        floors=_floors(data, event),
    )


def _floors(data: Mapping[str, str], event: Event) -> Named:
    """As they are where the form has no field for them."""
    if "floors" not in data:
        return named(event.floors)
    return parse_floors(data["floors"], event.languages, event.floors)


def faults(wanted: EventSettings, event: Event) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found = _too_long("title", wanted.title, LONGEST_TITLE)
    found |= _too_long("theme", wanted.theme, LONGEST_THEME)
    first = event.languages[0]
    if not wanted.title.to_dict().get(first):
        found[f"title_{first}"] = t("Please give a title in the first language at least.")
    if not wanted.screen_languages:
        found["screen"] = t("Please choose the language of the screen.")
    found |= team_faults(wanted.teams, event.languages)
    used = used_floors(services().live.state(event.id))
    found |= floor_faults(wanted.floors, event, used, event.languages)
    return found | _wifi_faults(wanted.wifi)


def _wifi_faults(wifi: Wifi) -> dict[str, str]:
    if (
        len(wifi.ssid.encode()) > LONGEST_SSID_BYTES
        or not (wifi.ssid + wifi.password).isprintable()
    ):
        return {"wifi_ssid": t("A Wi-Fi name has at most 32 characters, all of them visible.")}
    fits = LEAST_WIFI_PASSWORD <= len(wifi.password) <= LONGEST_WIFI_PASSWORD
    if wifi.ssid and wifi.security == "WPA" and not fits:
        return {"wifi_password": t("A WPA password has 8 to 63 characters.")}
    return {}


def _too_long(field: str, text: LocalizedText, most: int) -> dict[str, str]:
    return {
        f"{field}_{code}": t("At most {n} characters, please.", n=most)
        for code, typed in text.to_dict().items()
        if len(typed) > most
    }


def _texts(data: Mapping[str, str], field: str, languages: tuple[str, ...]) -> LocalizedText:
    typed = {code: " ".join(data.get(f"{field}_{code}", "").split()) for code in languages}
    return LocalizedText.of(typed)


def _form(
    event: Event, wanted: EventSettings, problems: dict[str, str], *, saved: bool = False
) -> str:
    return render_template(
        "pages/settings.html",
        event=event,
        wanted=wanted,
        team_lines=lines_of(wanted.teams, event.languages),
        floor_lines=floor_lines.lines_of(wanted.floors, event.languages),
        problems=problems,
        saved=saved,
    )
