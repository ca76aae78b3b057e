"""What anybody may read: how to stay on the Wi-Fi, and what is stored."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template

from quizapp.domain.errors import WrongCode
from quizapp.domain.event import Event
from quizapp.web import access, guesses
from quizapp.web.context import services

blueprint = Blueprint("about", __name__)


def register(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/help")
@blueprint.get("/j/<code>/help")
def help_page(code: str | None = None) -> str:
    """How to join, and how to stay on a Wi-Fi without internet."""
    return render_template("pages/help.html", event=_event(code))


@blueprint.get("/privacy")
@blueprint.get("/j/<code>/privacy")
def privacy(code: str | None = None) -> str:
    """What is stored, where, until when, and who can see it."""
    event = _event(code)
    keeping = services().keeping.dates(event.id) if event is not None else None
    return render_template("pages/privacy.html", event=event, keeping=keeping)


def _event(code: str | None) -> Event | None:
    """Raises `WrongCode`, or `TooManyRequests`: these pages are no way to try codes for nothing."""
    if code is None:
        return None
    try:
        return access.event_by_code(code)
    except WrongCode:
        raise guesses.wrong_guess() from None
