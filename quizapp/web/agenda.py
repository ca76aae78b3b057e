"""An agenda from a file or a paste. All is shown before anything is written."""

from __future__ import annotations

import base64
import binascii
from typing import Final
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from quizapp import runtime
from quizapp.domain.agenda import AgendaFile
from quizapp.domain.agenda.placing import placed
from quizapp.domain.errors import BadMessage, ContentProblems, Problem
from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.importers.agenda import (
    AGENDA_IMPORTERS,
    LARGEST_AGENDA,
    AgendaUpload,
    read_agenda_file,
)
from quizapp.presentation.content_words import problem_text, unplaced_text
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.floor_lines import MOST_FLOORS
from quizapp.web.language import page_language, t
from quizapp.web.security import LARGEST_FORM

LARGEST_CARRIED: Final = LARGEST_AGENDA * 4 // 3 + LARGEST_FORM
"""In bytes: the file as the page with the preview carries it."""
MOST_UNPLACED: Final = 200
"""So many lines are told; the page is made while the halls of all events wait."""

blueprint = Blueprint("agenda", __name__, url_prefix="/moderate/<event_id>/agenda")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _before_the_form_is_read(_: str | None, values: dict[str, str] | None) -> None:
    """Nobody but a moderator has us read a megabyte; the check of the form's token reads it all."""
    if request.method == "POST":
        access.event_as(Role.MODERATOR, (values or {})["event_id"])
        request.max_content_length = request.max_form_memory_size = LARGEST_CARRIED


@blueprint.get("")
def form(event_id: str) -> str:
    """The agenda as it is, and where a file is brought."""
    return _form(access.event_as(Role.MODERATOR, event_id).event)


@blueprint.post("")
def upload(event_id: str) -> str | tuple[str, int]:
    """What is in the file, item by item; nothing is written yet."""
    event = access.event_as(Role.MODERATOR, event_id).event
    file = request.files.get("file")
    pasted = request.form.get("text", "")
    name, data = "agenda.txt", pasted.encode()
    if file is not None and file.filename:
        name, data = file.filename, file.stream.read()
    if not data.strip():
        return _form(event, empty=True), 400
    try:
        found = runtime.run_slow(read_agenda_file, _upload(event, name, data))
    except ContentProblems as error:
        spoken = page_language()
        faults = [(each, problem_text(each, spoken)) for each in error.problems]
        return _form(event, name=name, faults=faults, text=pasted), 400
    if len(event.floors) + len(_new_floors(event, found)) > MOST_FLOORS:
        return _form(event, refused=t("At most {n} floors, please.", n=MOST_FLOORS)), 400
    return _preview(event, name, data, found)


@blueprint.post("/confirm")
def confirm(event_id: str) -> Response:
    """Write it, all or none. The page before carried the file, so nothing waits here meanwhile."""
    found = access.event_as(Role.MODERATOR, event_id)
    try:
        data = base64.b64decode(request.form.get("data", ""), validate=True)
        file = runtime.run_slow(
            read_agenda_file, _upload(found.event, request.form.get("name", ""), data)
        )
    except (binascii.Error, ContentProblems) as error:
        raise BadMessage(field="data") from error
    if len(found.event.floors) + len(_new_floors(found.event, file)) > MOST_FLOORS:
        raise BadMessage(field="data")
    services().agendas.put(event_id, file, found.account.id)
    return redirect(url_for("agenda.form", event_id=event_id, saved=1), 303)


@blueprint.errorhandler(413)
def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    """Its limit, on the page where another file can be chosen; the form itself is unread."""
    event = access.event_as(Role.MODERATOR, (request.view_args or {})["event_id"]).event
    fault = Problem("", "file_too_large", f"{LARGEST_AGENDA // 1024} KiB")
    return _form(event, refused=problem_text(fault, page_language())), 413


def _upload(event: Event, name: str, data: bytes) -> AgendaUpload:
    return AgendaUpload(name, data, ZoneInfo(event.time_zone), event.languages)


def _new_floors(event: Event, found: AgendaFile) -> list[str]:
    known = {name.casefold() for each in event.floors for name in each.name.to_dict().values()}
    return [each for each in found.floors if each.casefold() not in known]


def _preview(event: Event, name: str, data: bytes, found: AgendaFile) -> str:
    check = services().agendas.check(event.id, found)
    spoken = page_language()
    return render_template(
        "pages/agenda_check.html",
        event=event,
        name=name,
        data=base64.b64encode(data).decode("ascii"),
        format=AGENDA_IMPORTERS[found.format].label,
        agenda=found.agenda,
        lines=placed(found.agenda),
        new=frozenset(check.comparison.new),
        check=check,
        languages=sorted({code for each in found.titles.values() for code in each.to_dict()}),
        floors=_new_floors(event, found),
        unplaced=[
            (each, unplaced_text(each.reason, spoken))
            for each in found.agenda.unplaced[:MOST_UNPLACED]
        ],
    )


def _form(event: Event, **more: object) -> str:
    return render_template(
        "pages/agenda.html",
        event=event,
        importers=AGENDA_IMPORTERS.values(),
        accept=",".join(suffix for each in AGENDA_IMPORTERS.values() for suffix in each.suffixes),
        saved="saved" in request.args,
        **more,
    )
