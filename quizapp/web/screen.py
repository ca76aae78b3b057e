"""The projector's page and its QR codes. Its link holds a secret of its own and can steer nothing."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request

from quizapp.domain.errors import NotFound
from quizapp.domain.event import Event
from quizapp.web import access, language, qr
from quizapp.web.catalogue import catalogues
from quizapp.web.context import public_url
from quizapp.web.shells import shell

blueprint = Blueprint("screen", __name__, url_prefix="/screen")


def register(app: Flask) -> None:
    """Serve the screen."""
    app.register_blueprint(blueprint)


@blueprint.get("/<token>")
def page(token: str) -> str:
    """What the room looks at."""
    event = access.event_by_screen(token)
    spoken = event.screen_languages or event.languages
    language.speak(spoken[0])
    return shell(
        "screen",
        event.title.get(spoken[0]),
        {
            "event_id": event.id,
            "token": token,
            "floor": _floor(event),
            "languages": list(spoken),
            "catalogue_urls": {each: catalogues().url("screen", each) for each in spoken},
        },
    )


def _floor(event: Event) -> str | None:
    """The floor in the address; None: the first. Raises `NotFound`."""
    asked = request.args.get("floor")
    if asked is not None and asked not in {each.id for each in event.floors}:
        raise NotFound(what="floor")
    return asked


@blueprint.get("/<token>/join.svg")
def join_qr(token: str) -> Response:
    """The address that phones open."""
    event = access.event_by_screen(token)
    return qr.svg_response(public_url(f"/j/{event.code}"))


@blueprint.get("/<token>/wifi.svg")
def wifi_qr(token: str) -> Response:
    """The Wi-Fi; 404 where none is set."""
    wifi = access.event_by_screen(token).wifi
    if not wifi.ssid:
        raise NotFound(what="wifi")
    return qr.svg_response(qr.wifi_text(wifi))
