"""The annex of a summary record, to take away as a file."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, render_template, request

from quizapp import runtime
from quizapp.domain.errors import BadMessage, NotFound
from quizapp.domain.event import Event
from quizapp.domain.live.commands import Role
from quizapp.exports.annex import ANNEX_FORMATS, Tongue, write_annex
from quizapp.presentation.i18n import LANGUAGE_NAMES, UI_LANGUAGES, translator
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.language import page_language

blueprint = Blueprint("annex", __name__, url_prefix="/moderate/<event_id>/annex")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def page(event_id: str) -> str:
    """What will be in it, and in which languages it shall be."""
    event = access.event_as(Role.MODERATOR, event_id).event
    annex = services().annexes.annex(event_id)
    first = page_language() if page_language() in event.languages else event.languages[0]
    return render_template(
        "pages/annex.html",
        event=event,
        annex=annex,
        formats=ANNEX_FORMATS.values(),
        codes=_offered(event),
        first=first,
    )


@blueprint.get("/file")
def download(event_id: str) -> Response:
    """The file: `format`, `first` and perhaps `second` language."""
    event = access.event_as(Role.MODERATOR, event_id).event
    form = ANNEX_FORMATS.get(request.args.get("format", ""))
    if form is None:
        raise NotFound(what="format")
    annex = services().annexes.annex(event_id)
    body = runtime.run_slow(write_annex, annex, form, _tongues(event))
    response = Response(body, content_type=form.content_type)
    codes = "-".join(each.code for each in _tongues(event))
    name = f"{event.slug}_annex_{codes}.{form.slug}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _tongues(event: Event) -> list[Tongue]:
    """Those that were asked for, each once. Raises `BadMessage`."""
    wanted = dict.fromkeys(
        code for field in ("first", "second") if (code := request.args.get(field))
    )
    if not wanted or not set(wanted) <= set(_offered(event)):
        raise BadMessage(field="language")
    return [Tongue(code, LANGUAGE_NAMES[code], translator(code).gettext) for code in wanted]


def _offered(event: Event) -> tuple[str, ...]:
    """The event's own languages first: its texts are there in them."""
    return tuple(dict.fromkeys((*event.languages, *UI_LANGUAGES)))
