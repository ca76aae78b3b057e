"""The seat list of an event: brought in, printed as cards, and who holds whose vote."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from quizapp import runtime
from quizapp.domain.errors import BadMessage, ContentProblems, Problem, QuizappError
from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.domain.seats import LONGEST_NOTE, Seat
from quizapp.exports.seat_cards import Card, CardSheet, card_pages
from quizapp.importers.seat_list import COLUMNS, LARGEST_LIST, SeatFile, read_seats
from quizapp.presentation.content_words import problem_text
from quizapp.presentation.i18n import translator
from quizapp.presentation.messages import message
from quizapp.web import access
from quizapp.web.context import public_url, services
from quizapp.web.errors import status_of
from quizapp.web.language import page_language
from quizapp.web.security import LARGEST_FORM

LARGEST_CARRIED: Final = LARGEST_LIST * 4 // 3 + LARGEST_FORM
"""In bytes: the file as the page with the preview carries it."""

blueprint = Blueprint("seats", __name__, url_prefix="/moderate/<event_id>/seats")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _before_the_form_is_read(_: str | None, values: dict[str, str] | None) -> None:
    """Nobody but a moderator has us read a file; the check of the form's token reads it all."""
    if request.method == "POST":
        access.event_as(Role.MODERATOR, (values or {})["event_id"])
        request.max_content_length = request.max_form_memory_size = LARGEST_CARRIED


@blueprint.get("")
def page(event_id: str) -> str:
    """The list with its phones and proxies, and where a file is brought."""
    return _page(access.event_as(Role.MODERATOR, event_id).event)


@blueprint.post("")
def upload(event_id: str) -> str | tuple[str, int]:
    """What is in the file, seat by seat; nothing is written yet."""
    event = access.event_as(Role.MODERATOR, event_id).event
    name, data = _sent()
    if not data.strip():
        return _page(event, empty=True), 400
    try:
        found = runtime.run_slow(read_seats, name, data, request.form.getlist("column"))
    except ContentProblems as error:
        return _page(event, name=name, faults=_faults(error.problems)), 400
    return render_template(
        "pages/seats_check.html",
        event=event,
        name=name,
        data=base64.b64encode(data).decode("ascii"),
        found=found,
        mapped=request.form.getlist("column"),
        kinds=COLUMNS,
        changes=services().seats.compare(event_id, found.seats),
        faults=_faults(found.faults),
    )


@blueprint.post("/confirm")
def confirm(event_id: str) -> Response:
    """Write it, all or none. The page before carried the file, so nothing waits here meanwhile."""
    found = access.event_as(Role.MODERATOR, event_id)
    changes = services().seats.take_in(event_id, _carried().seats, found.account.id)
    return redirect(url_for("seats.page", event_id=event_id, new=len(changes.new)), 303)


@blueprint.post("/cards")
def cards(event_id: str) -> Response:
    """New codes for the chosen seats, at once as cards to print: nobody sees them again."""
    event = access.event_as(Role.MODERATOR, event_id).event
    chosen = request.form.getlist("seat")
    if request.form.get("which") == "all":
        chosen = [each.id for each in event.seats]
    if not chosen:
        raise BadMessage(field="seat")
    sheet = CardSheet(
        title=event.title.get(event.languages[0]),
        address=public_url("/").removeprefix("http://").removeprefix("https://").rstrip("/"),
        languages=event.languages,
    )
    made = [
        Card(each.seat, each.code, public_url(f"/j/{event.code}#seat={each.code}"))
        for each in services().seats.issue(event_id, chosen)
    ]
    body = runtime.run_slow(card_pages, made, sheet, _speak)
    response = Response(body, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"{event.slug}_seats.pdf")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/<seat_id>/remove")
def remove(event_id: str, seat_id: str) -> Response | tuple[str, int]:
    """Take it off the list."""
    found = access.event_as(Role.MODERATOR, event_id)
    return _done(found.event, lambda: services().seats.remove(event_id, seat_id, found.account.id))


@blueprint.post("/proxy")
def proxy(event_id: str) -> Response | tuple[str, int]:
    """Let one seat hold another's vote, or take that back."""
    found = access.event_as(Role.MODERATOR, event_id)
    holder = request.form.get("holder") or None
    note = " ".join(request.form.get("note", "").split())[:LONGEST_NOTE]
    seat_id = request.form.get("seat", "")
    return _done(
        found.event,
        lambda: services().seats.give_proxy(event_id, seat_id, holder, note, found.account.id),
    )


@blueprint.errorhandler(413)
def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    """Its limit, on the page where another file can be chosen; the form itself is unread."""
    event = access.event_as(Role.MODERATOR, (request.view_args or {})["event_id"]).event
    fault = Problem("", "file_too_large", f"{LARGEST_LIST // 1024} KiB")
    return _page(event, refused=problem_text(fault, page_language())), 413


def _sent() -> tuple[str, bytes]:
    """Name and content: of the file chosen, of the text pasted, or of what the page before carried."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return file.filename, file.stream.read()
    if "data" in request.form:
        return request.form.get("name", ""), _decoded()
    return "seats.csv", request.form.get("text", "").encode()


def _decoded() -> bytes:
    try:
        return base64.b64decode(request.form.get("data", ""), validate=True)
    except binascii.Error as error:
        raise BadMessage(field="data") from error


def _carried() -> SeatFile:
    name, mapped = request.form.get("name", ""), request.form.getlist("column")
    try:
        return runtime.run_slow(read_seats, name, _decoded(), mapped)
    except ContentProblems as error:
        raise BadMessage(field="data") from error


def _speak(language: str) -> Callable[[str], str]:
    return translator(language).gettext


def _faults(problems: tuple[Problem, ...]) -> list[tuple[Problem, str]]:
    return [(each, problem_text(each, page_language())) for each in problems]


def _done(event: Event, act: Callable[[], object]) -> Response | tuple[str, int]:
    """Back to the list; a refusal is said there."""
    try:
        act()
    except QuizappError as error:
        return _page(event, refused=message(error, page_language())), status_of(error)
    return redirect(url_for("seats.page", event_id=event.id), 303)


def _page(event: Event, **more: object) -> str:
    state = services().live.state(event.id)
    used = any(on.rules.voting.by_seat for on in state.rounds.values())
    groups: dict[bool, list[Seat]] = {True: [], False: []}
    for each in event.seats:
        groups[each.votes].append(each)
    new = request.args.get("new", "")
    return render_template(
        "pages/seats.html",
        event=event,
        groups=groups,
        sitting=services().seats.sitting(event.id),
        proxies=services().seats.proxies(event.id),
        open=state.seats_vote,
        used=used,
        new=int(new) if new.isascii() and new.isdigit() and len(new) < 6 else None,
        longest_note=LONGEST_NOTE,
        **more,
    )
