"""The moderator's pages: the events, the console, the people, the sheet to print."""

from __future__ import annotations

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response

from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.domain.text import Json, direction
from quizapp.presentation.i18n import UI_LANGUAGES
from quizapp.services.teams import team_id_of
from quizapp.web import access, qr, security
from quizapp.web.access import EventAccess
from quizapp.web.catalogue import catalogues
from quizapp.web.context import public_url, services
from quizapp.web.language import page_language
from quizapp.web.questions import questions_url
from quizapp.web.shells import shell

blueprint = Blueprint("console", __name__, url_prefix="/moderate")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("/")
def events() -> str:
    """The events in which the account has a role."""
    return render_template("pages/events.html", events=access.my_events(), me=access.signed_in())


@blueprint.get("/<event_id>/")
def console(event_id: str) -> str:
    """The console itself; what it may do depends on the role, and the server checks each command."""
    found = access.event_as(Role.VIEWER, event_id)
    spoken = page_language()
    return shell("console", found.event.title.get(spoken), _page(found, spoken))


@blueprint.get("/<event_id>/people.json")
def people(event_id: str) -> Response:
    """Everybody who joined."""
    event = access.event_as(Role.VIEWER, event_id).event
    here = services().presence.here(event.id)
    state = services().live.state(event.id)
    return jsonify(
        [
            {
                "id": each.id,
                "number": each.number,
                "name": each.name,
                "here": each.id in here,
                "removed": each.id in state.removed,
                "team": team_id_of(event, state, each),
            }
            for each in services().participants.all(event.id)
        ]
    )


@blueprint.get("/<event_id>/sheet")
def sheet(event_id: str) -> str:
    """An A4 page to print: Wi-Fi, address and code, in the event's languages."""
    event = access.event_as(Role.VIEWER, event_id).event
    security.allow_scripts()
    offered = [each for each in event.languages if each in UI_LANGUAGES]
    return render_template(
        "pages/sheet.html",
        event=event,
        languages=offered or [UI_LANGUAGES[0]],
        join_qr=_picture(join_url(event)),
        wifi_qr=_picture(qr.wifi_text(event.wifi)) if event.wifi.ssid else None,
    )


@blueprint.get("/<event_id>/screen")
def screen(event_id: str) -> Response:
    """To the screen's own link, which needs no sign-in."""
    event = access.event_as(Role.VIEWER, event_id).event
    return redirect(url_for("screen.page", token=event.screen_token))


def join_url(event: Event) -> str:
    """What phones open."""
    return public_url(f"/j/{event.code}")


def _picture(text: str) -> Markup:
    return Markup(qr.svg(text))  # noqa: S704 - numbers only, see qr.svg


def _floor(event: Event) -> str | None:
    """The floor in the address; None: the first, also where it was taken away."""
    asked = request.args.get("floor")
    return asked if asked in {each.id for each in event.floors} else None


def _page(found: EventAccess, spoken: str) -> dict[str, Json]:
    event = found.event
    base = url_for("console.console", event_id=event.id)
    screen_page = url_for("screen.page", token=event.screen_token)
    floor = _floor(event)
    return {
        "event_id": event.id,
        "title": event.title.get(spoken),
        "role": found.role.name.lower(),
        "account": found.account.name,
        "administrator": found.account.administrator,
        "languages": list(UI_LANGUAGES),
        "language": spoken,
        "dir": direction(spoken),
        "catalogue_url": catalogues().url("console", spoken),
        "screen_url": screen_page if floor is None else f"{screen_page}?floor={floor}",
        "floor": floor,
        "floors": [{"id": each.id, "name": each.name.get(spoken)} for each in event.floors],
        "csrf": generate_csrf(),
        "addresses": list(services().addresses),
        "capacity": services().capacity,
        "join": {
            "code": event.code,
            "url": join_url(event),
            "qr": f"{screen_page}/join.svg",
            "wifi_qr": f"{screen_page}/wifi.svg" if event.wifi.ssid else None,
        },
        "urls": {
            "people": f"{base}people.json",
            "edit": f"{base}activities",
            "day": f"{base}day/",
            "settings": f"{base}settings",
            "agenda": f"{base}agenda",
            "annex": f"{base}annex",
            "seats": f"{base}seats",
            "votes": f"{base}votes/",
            "rehearsal": f"{base}rehearsal",
            "questions": questions_url(event.id),
            "speaker": f"{base}speaker",
            "question_report": f"{base}questions",
            "sheet": f"{base}sheet",
            "results": f"{base}activities/",
            "sign_out": url_for("sign_in.out"),
            "account": url_for("account.page"),
            "events": url_for("console.events"),
        },
    }
