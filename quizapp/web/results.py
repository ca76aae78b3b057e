"""Results of an activity: a page to read and print, and files to take away."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, render_template, request

from quizapp import runtime
from quizapp.domain.errors import BadMessage, NotFound
from quizapp.domain.event import Activity, Event
from quizapp.domain.live.commands import Role
from quizapp.domain.report import Report, ReportRound
from quizapp.exports import EXPORTERS, file_name
from quizapp.exports.tables import Figure, figures
from quizapp.presentation.i18n import translator
from quizapp.web import access, security
from quizapp.web.context import services
from quizapp.web.language import page_language

blueprint = Blueprint(
    "results", __name__, url_prefix="/moderate/<event_id>/activities/<activity_id>"
)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round on the page: its figures by item, in the reader's language."""

    round: ReportRound
    groups: dict[str, list[Figure]]
    key: str
    by_group: dict[str, list[Figure]]
    """Of a secret round, the groups that may be shown."""


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.get("/results")
def page(event_id: str, activity_id: str) -> str:
    """The figures of one run, the latest unless another is asked for."""
    found = access.event_as(Role.VIEWER, event_id)
    activity = _activity(found.event, activity_id)
    runs = services().results.runs(event_id, activity_id)
    report = services().results.report(event_id, activity_id, _run(runs)) if runs else None
    spoken = page_language()
    security.allow_scripts()
    return render_template(
        "pages/results.html",
        event=found.event,
        activity=activity,
        runs=runs,
        report=report,
        rounds=[_view(each, spoken) for each in report.rounds] if report else [],
        exporters=EXPORTERS.values() if found.role >= Role.MODERATOR else (),
    )


@blueprint.get("/results.<slug>")
def download(event_id: str, activity_id: str, slug: str) -> Response:
    """A file of one run. For moderators: where people gave a name, it is in there."""
    found = access.event_as(Role.MODERATOR, event_id)
    _activity(found.event, activity_id)
    exporter = EXPORTERS.get(slug)
    runs = services().results.runs(event_id, activity_id)
    if exporter is None or not runs:
        raise NotFound(what="results")
    report: Report = services().results.report(event_id, activity_id, _run(runs))
    spoken = page_language()
    body = runtime.run_slow(exporter.write, report, spoken, translator(spoken).gettext)
    response = Response(body, content_type=exporter.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=file_name(report, exporter))
    return response


def _activity(event: Event, activity_id: str) -> Activity:
    try:
        return event.activity(activity_id)
    except KeyError:
        raise NotFound(what="activity") from None


def _run(runs: tuple[int, ...]) -> int:
    asked = request.args.get("run")
    if asked is None:
        return runs[-1]
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        raise BadMessage(field="run")
    if int(asked) not in runs:
        raise NotFound(what="run")
    return int(asked)


def _view(each: ReportRound, spoken: str) -> RoundView:
    groups: dict[str, list[Figure]] = {}
    for figure in figures(each.question, each.tally, spoken, each.texts) if each.tally else ():
        groups.setdefault(figure.item, []).append(figure)
    by_group = {
        group.name: list(figures(each.question, group.tally, spoken))
        for group in (each.ballots.groups if each.ballots else ())
    }
    return RoundView(each, groups, each.question.key_text(spoken), by_group)
