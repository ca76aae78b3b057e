"""How long an event is kept: its record to take away, and deleting, by hand or on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from quizapp import runtime
from quizapp.domain.errors import QuizappError
from quizapp.domain.event import Event
from quizapp.domain.keeping import Keeping
from quizapp.domain.live.commands import Role
from quizapp.presentation.messages import message
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.language import page_language, t

blueprint = Blueprint("keeping", __name__, url_prefix="/moderate")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("/<event_id>/keeping")
def page(event_id: str) -> str:
    """What may be deleted, and what stays."""
    event = access.event_as(Role.MODERATOR, event_id).event
    return _page(event, done=request.args.get("done", ""))


@blueprint.post("/<event_id>/keeping")
def dates(event_id: str) -> Answer | tuple[str, int]:
    """On which days something is deleted by itself."""
    event = access.event_as(Role.MODERATOR, event_id).event
    names_on, all_on = _day("names_on"), _day("all_on")
    if "" in (names_on, all_on):
        return _page(
            event, problem=t("Please give a day as 2018-03-31, or leave the field empty.")
        ), 400
    if _is_over(event, names_on, all_on):
        return _page(
            event, problem=t("This day is over. Please give one that is still to come.")
        ), 400
    services().keeping.set_dates(event_id, Keeping(_date(names_on), _date(all_on)))
    return redirect(url_for("keeping.page", event_id=event_id, done="dates"), 303)


@blueprint.post("/<event_id>/keeping/names")
def delete_names(event_id: str) -> Answer | tuple[str, int]:
    """Names of people alone."""
    found = access.event_as(Role.MODERATOR, event_id)
    if not _confirmed(found.event):
        return _page(found.event, problem=_not_confirmed()), 400
    services().keeping.delete_names(event_id, found.account.id)
    return redirect(url_for("keeping.page", event_id=event_id, done="names"), 303)


@blueprint.post("/<event_id>/keeping/event")
def delete_event(event_id: str) -> Answer | tuple[str, int]:
    """Everything but the record."""
    event = access.event_as(Role.MODERATOR, event_id).event
    if not _confirmed(event):
        return _page(event, problem=_not_confirmed()), 400
    try:
        services().keeping.delete_event(event_id)
    except QuizappError as error:
        return _page(event, problem=message(error, page_language())), 409
    return redirect(url_for("console.events"), 303)


@blueprint.get("/<event_id>/record.json")
def record(event_id: str) -> Response:
    """The record up to now, to be checked by anybody (`quizapp event verify`)."""
    event = access.event_as(Role.MODERATOR, event_id).event
    return _file(runtime.run_slow(services().keeping.record, event_id), event.slug)


@blueprint.get("/records")
def records() -> str:
    """What stayed of deleted events."""
    access.administrator()
    return render_template("pages/records.html", kept=services().keeping.kept())


@blueprint.get("/records/<event_id>.json")
def kept_record(event_id: str) -> Response:
    """One of them."""
    access.administrator()
    return _file(services().keeping.kept_record(event_id), event_id)


def _file(content: bytes, name: str) -> Response:
    response = Response(content, content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}_record.json")
    return response


def _page(event: Event, *, done: str = "", problem: str = "") -> str:
    return render_template(
        "pages/keeping.html",
        event=event,
        keeping=services().keeping.dates(event.id),
        done=done,
        problem=problem,
    )


def _confirmed(event: Event) -> bool:
    """The join code was typed: nothing is deleted by a slip of the hand."""
    return "".join(request.form.get("confirm", "").split()) == event.code


def _not_confirmed() -> str:
    return t("Nothing was deleted: please type the event’s join code to confirm.")


def _is_over(event: Event, *typed: str | None) -> bool:
    """Whether one of the days is not to come: what it says would be deleted at once, unasked.

    A day that was set before and has come may stay as it is.
    """
    kept = services().keeping.dates(event.id)
    known = {kept.names_on, kept.all_on}
    now = datetime.fromtimestamp(services().clock.now() / 1000, UTC)
    today = now.astimezone(ZoneInfo(event.time_zone)).date()
    days = (_date(each) for each in typed if each)
    return any(each not in known and each is not None and each <= today for each in days)


def _day(field: str) -> str | None:
    """What was typed: None for nothing, empty for no day."""
    typed = request.form.get(field, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return ""


def _date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
