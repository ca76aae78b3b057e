"""Questions from the floor and reactions after the meeting: a page to print, and files."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, render_template

from quizapp import runtime
from quizapp.domain.errors import NotFound
from quizapp.domain.live.commands import Role
from quizapp.exports.questions import QUESTION_FORMATS, REACTIONS, STANDINGS
from quizapp.presentation.i18n import translator
from quizapp.services.question_reports import question_report
from quizapp.web import access, security
from quizapp.web.context import services
from quizapp.web.language import page_language

blueprint = Blueprint("question_report", __name__, url_prefix="/moderate/<event_id>/questions")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def page(event_id: str) -> str:
    """Everything that was asked, with what became of it, and the pulse of each sitting."""
    found = access.event_as(Role.VIEWER, event_id)
    security.allow_scripts()
    return render_template(
        "pages/questions.html",
        event=found.event,
        report=question_report(services().floor, found.event, services().clock.now()),
        formats=QUESTION_FORMATS if found.role >= Role.MODERATOR else {},
        standings=STANDINGS,
        reactions=REACTIONS,
    )


@blueprint.get("/report.<extension>")
def download(event_id: str, extension: str) -> Response:
    """A file, for moderators: names that people gave are in there."""
    found = access.event_as(Role.MODERATOR, event_id)
    wanted = QUESTION_FORMATS.get(extension)
    if wanted is None:
        raise NotFound(what="results")
    report = question_report(services().floor, found.event, services().clock.now())
    spoken = page_language()
    body = runtime.run_slow(wanted.write, report, spoken, translator(spoken).gettext)
    response = Response(body, content_type=wanted.content_type)
    name = f"{report.event_slug}_questions.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
