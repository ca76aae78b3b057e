"""The way in for delegates: the code, and the phone's page."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.errors import WrongCode
from quizapp.domain.event import Event
from quizapp.domain.text import Json, direction
from quizapp.presentation.messages import message
from quizapp.web import access, guesses, language
from quizapp.web.catalogue import catalogues
from quizapp.web.errors import status_of
from quizapp.web.shells import shell

CODE_DIGITS: Final = 6

blueprint = Blueprint("join", __name__)


def register(app: Flask) -> None:
    """Serve the way in."""
    guesses.register(app)
    app.register_blueprint(blueprint)


@blueprint.get("/")
def form() -> Response | tuple[str, int] | str:
    """The form that asks for the code, and where it leads."""
    typed = request.args.get("code")
    if typed is None:
        return render_template("pages/join.html", typed="", error=None)
    event = event_of(typed)
    if event is None:
        return _wrong(typed)
    return redirect(url_for("join.phone", code=event.code, lang=request.args.get("lang")))


@blueprint.get("/j/<code>")
def phone(code: str) -> Response | tuple[str, int] | str:
    """The phone's page; what a QR code holds."""
    event = event_of(code)
    if event is None:
        return _wrong(code)
    spoken = language.choose(event.languages)
    language.speak(spoken)
    return shell("phone", event.title.get(spoken), _page(event, spoken))


def parse_code(typed: str) -> str | None:
    """Six digits, with whatever spaces and dashes people put between them, in any script."""
    bare = re.sub(r"[\s\-‐-―−.,·_]", "", typed)
    if len(bare) != CODE_DIGITS or not all(
        unicodedata.decimal(each, None) is not None for each in bare
    ):
        return None
    return "".join(str(unicodedata.decimal(each)) for each in bare)


def event_of(typed: str) -> Event | None:
    """The event whose code was typed; None where it is nobody's."""
    code = parse_code(typed)
    try:
        return access.event_by_code(code) if code else None
    except WrongCode:
        return None


def _wrong(typed: str) -> tuple[str, int]:
    error = guesses.wrong_guess()
    text = message(error, language.page_language())
    return render_template("pages/join.html", typed=typed[:40], error=text), status_of(error)


def _teams(event: Event) -> Json:
    """What the phone may choose from, in every language: the page changes it by itself."""
    if not event.teams.chosen:
        return None
    return {
        "mode": event.teams.mode.value,
        "list": [{"id": each.id, "name": each.name.to_dict()} for each in event.teams.list],
    }


def _page(event: Event, spoken: str) -> dict[str, Json]:
    return {
        "event_id": event.id,
        "code": event.code,
        "title": event.title.get(spoken),
        "theme": event.theme.get(spoken),
        "join": event.join.value,
        "teams": _teams(event),
        "floors": [
            {"id": each.id, "name": each.name.to_dict()}
            for each in (event.floors if len(event.floors) > 1 else ())
        ],
        "day_url": f"/j/{event.code}/day/",
        "extra_time": event.extra_time_by_choice,
        "seats": bool(event.seats),
        "rehearsal": event.rehearsal_of is not None,
        "languages": list(event.languages),
        "language": spoken,
        "dir": direction(spoken),
        "catalogue_url": catalogues().url("phone", spoken),
        "help_url": url_for("about.help_page", code=event.code, lang=spoken),
        "privacy_url": url_for("about.privacy", code=event.code, lang=spoken),
    }
