"""A new event, made in the browser by an administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.event import JoinMode
from quizapp.domain.text import LANGUAGES, LocalizedText
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.language import page_language, t

LONGEST_TITLE: Final = 120
_REGIONS: Final = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/")

blueprint = Blueprint("new_event", __name__, url_prefix="/moderate/new")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form says; languages in the order of the product, the first one leads."""

    title: LocalizedText
    languages: tuple[str, ...]
    time_zone: str
    join: JoinMode


@blueprint.get("")
def form() -> str:
    """An empty form, in the reader's language first."""
    access.administrator()
    spoken = page_language()
    languages = (spoken, *(each for each in ("en", "fr") if each != spoken))
    return _form(Wanted(LocalizedText(), languages, "Europe/Brussels", JoinMode.NICKNAME), {})


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """Make it and go to its settings, or show again what was typed with what is wrong."""
    access.administrator()
    wanted = parse(request.form)
    problems = faults(wanted)
    if problems:
        return _form(wanted, problems), 400
    event_id = services().new_events.create(
        wanted.title, wanted.languages, wanted.time_zone, wanted.join
    )
    return redirect(url_for("settings.form", event_id=event_id), 303)


def parse(data: Mapping[str, str]) -> Wanted:
    """What the form says; `faults` tells whether it can be used."""
    first = data.get("first", "")
    chosen = [each for each in LANGUAGES if f"language_{each}" in data or each == first]
    languages = sorted(chosen, key=lambda each: each != first)
    typed = {each: " ".join(data.get(f"title_{each}", "").split()) for each in languages}
    join = data.get("join", "")
    return Wanted(
        title=LocalizedText.of(typed),
        languages=tuple(languages),
        time_zone=data.get("time_zone", ""),
        join=JoinMode(join) if join in set(JoinMode) else JoinMode.NICKNAME,
    )


def faults(wanted: Wanted) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found: dict[str, str] = {}
    if not wanted.languages:
        found["languages"] = t("Please choose at least one language.")
    elif not wanted.title.to_dict().get(wanted.languages[0]):
        found[f"title_{wanted.languages[0]}"] = t(
            "Please give a title in the first language at least."
        )
    for code, typed in wanted.title.to_dict().items():
        if len(typed) > LONGEST_TITLE:
            found[f"title_{code}"] = t("At most {n} characters, please.", n=LONGEST_TITLE)
    if not _is_zone(wanted.time_zone):
        found["time_zone"] = t("Please choose a time zone from the list.")
    return found


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return False
    return True


def _form(wanted: Wanted, problems: dict[str, str]) -> str:
    zones = sorted(each for each in available_timezones() if each.startswith(_REGIONS))
    return render_template(
        "pages/new_event.html",
        wanted=wanted,
        problems=problems,
        all_languages=LANGUAGES,
        zones=["UTC", *zones],
    )
