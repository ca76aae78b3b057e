"""A phone tests its own connection, on a page: the line, the time there and back, its clock."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, render_template, url_for

from quizapp.domain.errors import WrongCode
from quizapp.domain.event import Event
from quizapp.domain.text import Json
from quizapp.web import access, guesses, security
from quizapp.web.context import services
from quizapp.web.language import page_language, t

blueprint = Blueprint("check", __name__)


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("/check")
@blueprint.get("/j/<code>/check")
def page(code: str | None = None) -> str:
    """With a code its event's own line is tested, as a phone at the door has it."""
    event = _event(code)
    security.audience("phone")
    told: dict[str, Json] = {
        "event_id": event.id if event else None,
        "language": page_language(),
        "now_url": url_for("check.now"),
        "texts": _texts(),
    }
    return render_template("pages/check.html", event=event, page=told)


@blueprint.get("/check/now")
def now() -> Response:
    """The server's clock, for the time there and back."""
    return jsonify(now=services().clock.now())


def _event(code: str | None) -> Event | None:
    """Raises `WrongCode`, or `TooManyRequests`."""
    if code is None:
        return None
    try:
        return access.event_by_code(code)
    except WrongCode:
        raise guesses.wrong_guess() from None


def _texts() -> dict[str, Json]:
    """All that the page's script says, in the reader's language."""
    return {
        "running": t("Testing…"),
        "running_more": t("This takes some seconds. Please leave the page open."),
        "good": t("All is well"),
        "good_more": t("This phone can take part without a hitch."),
        "fair": t("It works, but slowly"),
        "fair_more": t(
            "Answers will be saved, perhaps a moment late. It helps to be nearer to the access point, and to close what else uses the Wi-Fi."
        ),
        "bad": t("The connection is shaky"),
        "bad_more": t(
            "Go nearer to the access point and switch off VPN and Private Relay. Answers are kept on the phone and go out when the line is back."
        ),
        "none": t("No line to the server"),
        "none_more": t(
            "The page came through, but nothing that stays connected does. A VPN, Private Relay or the network’s own rules are in the way. Try without them, or with another browser."
        ),
        "line": t("Line"),
        "websocket": t("WebSocket, the fast way"),
        "polling": t("Long polling: WebSockets are blocked here"),
        "no_line": t("None"),
        "time": t("There and back"),
        "time_value": t("{median}, at worst {worst}", median="{median}", worst="{worst}"),
        "lost": t("Left without an answer"),
        "lost_value": t("{lost} of {all}", lost="{lost}", all="{all}"),
        "clock": t("This phone’s clock"),
        "clock_right": t("On time"),
        "clock_off": t("Off by {time}; that does no harm", time="{time}"),
        "again": t("Test again"),
    }
