"""Rehearsing: a page that makes a copy of the event, fills it with phones, and wipes it."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.live.commands import Role
from quizapp.web import access
from quizapp.web.access import EventAccess
from quizapp.web.context import services

PHONES: Final = (0, 10, 50, 150, 300)
"""How many may be asked for."""

blueprint = Blueprint("rehearsals", __name__, url_prefix="/moderate/<event_id>/rehearsal")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def page(event_id: str) -> str | Response:
    """What to rehearse, or how the rehearsal goes. Of a copy: to the page of its event."""
    event = access.event_as(Role.MODERATOR, event_id).event
    if event.rehearsal_of is not None:
        return redirect(url_for("rehearsals.page", event_id=event.rehearsal_of))
    rehearsals = services().rehearsals
    return render_template(
        "pages/rehearsal.html",
        event=event,
        rehearsal=rehearsals.of(event_id),
        phones=rehearsals.phones(event_id),
        choices=PHONES,
        wiped="wiped" in request.args,
    )


@blueprint.post("")
def start(event_id: str) -> Response:
    """Make the copy, and go to its console."""
    found = _source(event_id)
    slug = request.form.get("activity") or None
    known = {each.slug for each in found.event.activities}
    rehearsal = services().rehearsals.start(
        event_id, slug if slug in known else None, _phones(request.form.get("phones"))
    )
    return redirect(url_for("console.console", event_id=rehearsal.id), 303)


@blueprint.post("/phones")
def fill(event_id: str) -> Response:
    """Other phones, fewer or more."""
    _source(event_id)
    services().rehearsals.fill(event_id, _phones(request.form.get("phones")))
    return redirect(url_for("rehearsals.page", event_id=event_id), 303)


@blueprint.post("/wipe")
def wipe(event_id: str) -> Response:
    """Delete the copy."""
    _source(event_id)
    services().rehearsals.wipe(event_id)
    return redirect(url_for("rehearsals.page", event_id=event_id, wiped=1), 303)


def _source(event_id: str) -> EventAccess:
    return access.event_as(Role.MODERATOR, event_id)


def _phones(typed: str | None) -> int:
    """One of those offered; anything else is none."""
    return int(typed) if typed in {str(each) for each in PHONES} else 0
