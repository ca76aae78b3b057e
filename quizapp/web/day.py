"""The day: the agenda as phones fetch it, and what a moderator changes of it during the meeting."""

from __future__ import annotations

from datetime import time
from typing import Any, Final

from flask import Blueprint, Flask, Response, jsonify, request

from quizapp.domain.errors import BadMessage, NotFound
from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.domain.stored import ItemPlan, NoteAbout
from quizapp.domain.text import LocalizedText
from quizapp.domain.typed import fit_for_a_screen, storable
from quizapp.presentation import day
from quizapp.presentation.i18n import translate
from quizapp.services.on_the_fly import OnTheFly, Quick
from quizapp.web import access
from quizapp.web.banks import parse_ids
from quizapp.web.context import services
from quizapp.web.join import event_of
from quizapp.web.language import page_language

LONGEST_NOTE: Final = 4000
LONGEST_PROMPT: Final = 200
KEPT_S: Final = 31_536_000
NOTED: Final = ("agenda_item", "activity")

phones = Blueprint("day", __name__)
consoles = Blueprint("run_sheet", __name__, url_prefix="/moderate/<event_id>/day")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(phones)
    app.register_blueprint(consoles)


@phones.get("/j/<code>/day/<fingerprint>/<language>.json")
def agenda(code: str, fingerprint: str, language: str) -> Response:
    """The agenda in one language; kept by the browser as long as the fingerprint is its own."""
    event = event_of(code)
    if event is None or language not in event.languages:
        raise NotFound(what="agenda")
    response = jsonify(day.agenda(event, language))
    if fingerprint == day.fingerprint(event):
        response.cache_control.public = True
        response.cache_control.max_age = KEPT_S
        response.cache_control.immutable = True
    else:
        response.cache_control.no_store = True
    return response


@consoles.post("/order")
def order(event_id: str) -> Response:
    """`{ids, items}`: all activities in their new order, and the agenda item of those that moved."""
    found = access.event_as(Role.MODERATOR, event_id)
    data = _body()
    items = parse_items(data.get("items", {}))
    services().activities.order(event_id, parse_ids(data), found.account.id, items)
    return jsonify(ok=True)


@consoles.post("/note")
def note(event_id: str) -> Response:
    """`{kind, id, text}`: a moderator's note about an agenda item or an activity."""
    found = access.event_as(Role.MODERATOR, event_id)
    data = _body()
    about = NoteAbout(_text(data, "kind", 20), _text(data, "id", 64))
    if about.kind not in NOTED:
        raise BadMessage(field="kind")
    text = _text(data, "text", LONGEST_NOTE, least=0).strip()
    services().activities.note(event_id, about, text, found.account.id)
    return jsonify(ok=True)


@consoles.post("/plan")
def plan(event_id: str) -> Response:
    """`{item, starts_at, ends_at, floor}`: when and where an agenda item is planned."""
    found = access.event_as(Role.MODERATOR, event_id)
    data = _body()
    line = day.item_of(found.event, _text(data, "item", 64))
    if line is None:
        raise NotFound(what="agenda_item")
    wanted = ItemPlan(
        starts_at=parse_time(data.get("starts_at"), "starts_at"),
        ends_at=parse_time(data.get("ends_at"), "ends_at"),
        floor=_text(data, "floor", 64, least=0),
        notes=line.notes,
    )
    services().activities.plan_item(event_id, line.id, wanted, found.account.id)
    return jsonify(ok=True)


@consoles.post("/move")
def move(event_id: str) -> Response:
    """`{item, by}`: an agenda item one place up (-1) or down (1), with all that is under it."""
    found = access.event_as(Role.MODERATOR, event_id)
    data = _body()
    by = data.get("by")
    if by not in (-1, 1):
        raise BadMessage(field="by")
    services().activities.move_item(found.event, _text(data, "item", 64), by, found.account.id)
    return jsonify(ok=True)


@consoles.post("/quick")
def quick(event_id: str) -> Response:
    """`{kind, prompt, floor}`: an activity of one question, behind what is on the stage."""
    found = access.event_as(Role.MODERATOR, event_id)
    data = _body()
    kind = _text(data, "kind", 20)
    if kind not in set(Quick):
        raise BadMessage(field="kind")
    prompt = " ".join(_text(data, "prompt", LONGEST_PROMPT, least=0).split())
    if not fit_for_a_screen(prompt):
        raise BadMessage(field="prompt")
    at = services()
    made = OnTheFly(at.banks.store, at.activities, at.live, at.clock, at.ids).make(
        event_id,
        _text(data, "floor", 64),
        Quick(kind),
        _prompt(found.event, prompt),
        translate,
        found.account.id,
    )
    return jsonify(ok=True, id=made)


def parse_items(data: object) -> dict[str, str | None]:
    """Activity -> agenda item or null; raises `BadMessage`."""
    fits = isinstance(data, dict) and len(data) <= 1000
    if not fits or not all(each is None or isinstance(each, str) for each in data.values()):  # type: ignore[attr-defined]
        raise BadMessage(field="items")
    return dict(data)  # type: ignore[call-overload,no-any-return]


def parse_time(value: object, field: str) -> time | None:
    """`09:30`; none where nothing stands. Raises `BadMessage`."""
    if value is None or value == "":
        return None
    try:
        return time.fromisoformat(str(value)) if len(str(value)) == 5 else _no_time()
    except ValueError:
        raise BadMessage(field=field) from None


def _no_time() -> time:
    raise ValueError


def _prompt(event: Event, typed: str) -> LocalizedText:
    """What a moderator typed is in the language of the page, where the event has it."""
    spoken = page_language()
    language = spoken if spoken in event.languages else event.languages[0]
    return LocalizedText.of({language: typed})


def _body() -> dict[str, Any]:
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise BadMessage(field="body")
    return data


def _text(data: dict[str, Any], field: str, most: int, least: int = 1) -> str:
    value = data.get(field, "")
    if not isinstance(value, str) or not least <= len(value) <= most or not storable(value):
        raise BadMessage(field=field)
    return value
