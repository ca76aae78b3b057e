"""Lists of questions from the floor, for phones and consoles, and the speaker's view of the chair.

Phones fetch their list themselves: it is the same for all of a floor, and made at most once a second.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, cast

from flask import Blueprint, Flask, Response, current_app, json, jsonify, request, url_for
from flask_wtf.csrf import CSRFProtect

from quizapp.domain.errors import BadMessage, NotFound
from quizapp.domain.live.commands import Role
from quizapp.domain.live.state import FloorState
from quizapp.domain.text import Json, direction
from quizapp.presentation.i18n import UI_LANGUAGES
from quizapp.presentation.qa import for_desk, for_list, for_owner
from quizapp.protocol import parse_keys
from quizapp.services.floor_questions import STAFF_MS, Book
from quizapp.services.recent import Recent
from quizapp.web import access
from quizapp.web.catalogue import catalogues
from quizapp.web.context import services
from quizapp.web.language import page_language
from quizapp.web.shells import shell

NONE_YET: Final[dict[str, Json]] = {"session": None, "pause_ms": 4_000, "questions": []}
_MOST_LISTS: Final = 32
_LISTS: Final = "quizapp-question-lists"

blueprint = Blueprint("questions", __name__)


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is sent of a book as it was read."""

    book: Book
    body: bytes
    etag: str


def register(app: Flask) -> None:
    """Serve them."""
    lists: Recent[str, _Listed] = Recent(_MOST_LISTS)
    app.extensions[_LISTS] = lists
    app.register_blueprint(blueprint)
    # It changes nothing and asks for no cookie: the keys in it are all that it goes by.
    cast(CSRFProtect, app.extensions["csrf"]).exempt(mine)


@blueprint.get("/events/<event_id>/floors/<floor_id>/questions.json")
def listed(event_id: str, floor_id: str) -> Response:
    """What the room may read, for phones that look at it."""
    session_id = _floor(event_id, floor_id).asking.session_id
    if session_id is None:
        return jsonify(NONE_YET)
    book = services().floor.questions.book(event_id, session_id)
    made = _made(event_id, book)
    response = Response(made.body, content_type="application/json")
    # Kept by the browser, and asked for again each time.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(made.etag)
    response.make_conditional(request)
    return response


@blueprint.post("/events/<event_id>/questions/mine.json")
def mine(event_id: str) -> Response:
    """How a phone's own questions stand, by keys that nobody else has."""
    state = services().live.state(event_id)
    lit = frozenset(each.asking.spotlight or "" for each in state.floors.values())
    raw = request.get_json(silent=True)
    if raw is None:
        raise BadMessage(field="keys")
    own = services().floor.questions.own(event_id, parse_keys(raw))
    return jsonify(questions=for_owner(own, lit))


@blueprint.get("/moderate/<event_id>/floors/<floor_id>/questions.json")
def queue(event_id: str, floor_id: str) -> Response:
    """All questions of the session on the floor."""
    access.event_as(Role.VIEWER, event_id)
    asking = _floor(event_id, floor_id).asking
    if asking.session_id is None:
        return jsonify(session=None, spotlight=None, labels=[], questions=[])
    book = services().floor.questions.book(event_id, asking.session_id, STAFF_MS)
    return jsonify(for_desk(book, asking.spotlight))


@blueprint.get("/moderate/<event_id>/speaker")
def speaker(event_id: str) -> str:
    """Questions in large letters, for who answers them or chairs."""
    found = access.event_as(Role.HELPER, event_id)
    spoken = page_language()
    return shell(
        "console",
        found.event.title.get(spoken),
        {
            "event_id": event_id,
            "title": found.event.title.get(spoken),
            "language": spoken,
            "languages": list(UI_LANGUAGES),
            "dir": direction(spoken),
            "catalogue_url": catalogues().url("console", spoken),
            "floor": request.args.get("floor"),
            "urls": {
                "questions": questions_url(event_id),
                "console": url_for("console.console", event_id=event_id),
            },
        },
        part="speaker",
    )


def questions_url(event_id: str) -> str:
    """Where a console finds the queue; FLOOR stands for the floor's id."""
    return url_for("questions.queue", event_id=event_id, floor_id="FLOOR")


def _floor(event_id: str, floor_id: str) -> FloorState:
    floor = services().live.state(event_id).floors.get(floor_id)
    if floor is None:
        raise NotFound(what="floor")
    return floor


def _made(event_id: str, book: Book) -> _Listed:
    """The list as it is sent; made once for each time that it was read."""
    lists = cast("Recent[str, _Listed]", current_app.extensions[_LISTS])
    known = lists.get(book.session.id)
    if known is not None and known.book is book:
        return known
    payload = for_list(book, len(services().presence.here(event_id)))
    body = json.dumps(payload, separators=(",", ":")).encode()
    return lists.put(book.session.id, _Listed(book, body, hashlib.sha256(body).hexdigest()[:16]))
