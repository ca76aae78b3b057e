"""The editor of a question: what it is told once, and what it asks while somebody types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any, Final, cast

from flask import Blueprint, Flask, Response, jsonify, render_template, request, url_for
from flask_wtf.csrf import generate_csrf

from quizapp.domain.bank import LONGEST_LIMIT_S, POINTS, SHORTEST_LIMIT_S, Question
from quizapp.domain.errors import BadMessage, ContentProblems, Problem, QuestionChanged
from quizapp.domain.questions import QUESTION_TYPES, question_type
from quizapp.domain.questions.base import Field, QuestionType
from quizapp.domain.scoring import Scoring
from quizapp.domain.shelf import Draft, Shelved, untranslated
from quizapp.domain.text import LANGUAGES, Json
from quizapp.presentation.content_words import problem_text
from quizapp.presentation.messages import message
from quizapp.services.banks import AtWork, read_draft
from quizapp.web import access, security
from quizapp.web.banks import visible_uses
from quizapp.web.catalogue import catalogues
from quizapp.web.context import services
from quizapp.web.language import page_language, t

VOTERS: Final = 24
"""Simulated, for the preview of a result."""
FRAMES: Final = ("phone", "screen")
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")

blueprint = Blueprint("editor", __name__, url_prefix="/banks")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("/<bank_id>/<question_id>")
def page(bank_id: str, question_id: str) -> str:
    """The editor; an id that no question has yet begins a new one."""
    account = access.librarian()
    line = services().banks.store.bank(bank_id)
    at_work = services().banks.at_work(bank_id, question_id, account.id)
    spoken = page_language()
    security.audience("editor")
    told: dict[str, Json] = {
        "bank": {"id": bank_id, "title": line.head.title.get(spoken)},
        "languages": list(line.head.languages),
        "language": spoken,
        "catalogue_url": catalogues().url("console", spoken),
        "csrf": generate_csrf(),
        "types": [type_view(each) for each in QUESTION_TYPES.values()],
        "common": _common(),
        "urls": _urls(bank_id, question_id),
        **_standing(at_work),
    }
    return render_template(
        "pages/question.html",
        bank=line,
        page=told,
        uses=visible_uses(services().banks.store.uses([question_id])),
        latest=at_work.latest,
        figures=services().banks.figures([question_id])[question_id],
    )


@blueprint.get("/preview/<frame>")
def frame(frame: str) -> str:
    """The empty phone or screen that the editor fills."""
    access.librarian()
    audience = frame if frame in FRAMES else FRAMES[0]
    security.audience("preview")
    return render_template(
        "pages/preview.html",
        audience=audience,
        page={"catalogues": {code: catalogues().url(audience, code) for code in LANGUAGES}},
    )


@blueprint.post("/preview")
def preview() -> Response:
    """How the draft would look: nothing is stored."""
    access.librarian()
    data = _body()
    languages = [each for each in _list(data, "languages") if each in LANGUAGES]
    reading = read_draft(_content(data))
    question = reading.question
    return jsonify(
        problems=_problems(reading.problems),
        gaps=dict(untranslated(question, tuple(languages))) if question else {},
        views={code: question.public_view(code) for code in languages} if question else None,
        reveals={code: question.reveal_view(code) for code in languages} if question else None,
        results=_results(question) if question and not reading.problems else None,
    )


@blueprint.post("/<bank_id>/<question_id>/draft")
def draft(bank_id: str, question_id: str) -> Response:
    """Keep what was typed; say who else is at it, and whether somebody has saved since."""
    account = access.librarian()
    data = _body()
    _check_id(question_id)
    base = _version(data, "base")
    at_work = services().banks.type(bank_id, question_id, base, _content(data), account.id)
    passed = at_work.latest is not None and at_work.latest.version > base
    return jsonify(
        others=list(at_work.others),
        latest=_saved(at_work.latest),
        content=_plain(at_work.latest) if passed else None,
    )


@blueprint.post("/<bank_id>/<question_id>/discard")
def discard(bank_id: str, question_id: str) -> Response:
    """Throw one's own draft away; back come the saved content and its version."""
    account = access.librarian()
    services().banks.store.drop_draft(account.id, question_id)
    return jsonify(_standing(services().banks.at_work(bank_id, question_id, account.id)))


@blueprint.post("/<bank_id>/<question_id>/save")
def save(bank_id: str, question_id: str) -> tuple[Response, int]:
    """Make a version; where somebody else was first, say who, and what stands there now."""
    account = access.librarian()
    data = _body()
    _check_id(question_id)
    try:
        saved = services().banks.save(
            bank_id, question_id, _version(data, "expected"), _content(data), account.id
        )
    except ContentProblems as error:
        return jsonify(ok=False, code=error.code, problems=_problems(error.problems)), 400
    except QuestionChanged as error:
        latest = services().banks.question(bank_id, question_id)
        return (
            jsonify(
                ok=False,
                code=error.code,
                message=message(error, page_language()),
                latest=_saved(latest),
                content=_plain(latest),
            ),
            409,
        )
    return jsonify(ok=True, latest=_saved(saved), content=_plain(saved)), 200


def type_view(each: QuestionType[Any]) -> dict[str, Json]:
    """A question type as editors need it."""
    return {
        "slug": each.slug,
        "label": t(each.label),
        "gradable": each.gradable,
        "answerable": each.answerable,
        "shuffles": each.shuffles,
        "needs_picture": each.needs_picture,
        "roles": list(each.roles),
        "fields": [field_view(field) for field in each.fields],
    }


def field_view(field: Field) -> dict[str, Json]:
    """One field: everything that its module in `static/js/editor/fields` draws it from."""
    labels = field.choice_labels or field.choices
    return {
        "name": field.name,
        "kind": field.kind.value,
        "label": t(field.label),
        "hint": t(field.hint) if field.hint else "",
        "required": field.required,
        "least": field.least,
        "most": field.most,
        "key": field.key,
        "choices": [
            {"value": value, "label": t(label)}
            for value, label in zip(field.choices, labels, strict=True)
        ],
        "default": field.default,
    }


def _common() -> dict[str, Json]:
    return {
        "points": list(POINTS),
        "scoring": [each.value for each in Scoring],
        "shortest_limit_s": SHORTEST_LIMIT_S,
        "longest_limit_s": LONGEST_LIMIT_S,
    }


def _urls(bank_id: str, question_id: str) -> dict[str, Json]:
    here: dict[str, Any] = {"bank_id": bank_id, "question_id": question_id}
    return {
        "bank": url_for("banks.bank", bank_id=bank_id),
        "next": url_for("editor.page", bank_id=bank_id, question_id=services().ids.new()),
        "preview": url_for("editor.preview"),
        "draft": url_for("editor.draft", **here),
        "discard": url_for("editor.discard", **here),
        "save": url_for("editor.save", **here),
        "read": url_for("bank_files.read"),
        "pictures": f"{url_for('banks.shelf')}/pictures",
        "phone": url_for("editor.frame", frame="phone"),
        "screen": url_for("editor.frame", frame="screen"),
    }


def _standing(at_work: AtWork) -> dict[str, Json]:
    """What is saved, what is typed, and who else types."""
    return {
        "latest": _saved(at_work.latest),
        "content": _plain(at_work.latest),
        "draft": _typed(at_work.draft),
        "others": list(at_work.others),
    }


def _saved(latest: Shelved | None) -> dict[str, Json]:
    """Version 0: it was never saved."""
    if latest is None:
        return {"version": 0, "by": "", "at": 0}
    return {"version": latest.version, "by": latest.by, "at": latest.at}


def _typed(draft: Draft | None) -> dict[str, Json] | None:
    return None if draft is None else {"base": draft.base, "content": draft.content}


def _plain(latest: Shelved | None) -> dict[str, Json] | None:
    if latest is None:
        return None
    return {key: each for key, each in latest.question.to_dict().items() if key != "slug"}


def _problems(problems: tuple[Problem, ...]) -> list[Json]:
    spoken = page_language()
    return [
        {"path": each.path, "code": each.code, "message": problem_text(each, spoken)}
        for each in problems
        if each.path != "slug"
    ]


def _results(question: Question) -> Mapping[str, Json] | None:
    """A result as some phones that choose at random would make it."""
    kind = question_type(question.type)
    if not kind.answerable:
        return None
    chance = Random(7)  # noqa: S311 - a picture of a result, the same at each keystroke
    view = question.public_view("en")
    answers = [question.parse_answer(kind.guess(view, chance)) for _ in range(VOTERS)]
    graded = question.has_key
    right = sum(question.grade(each) == 1 for each in answers) if graded else None
    return {"answered": VOTERS, "right": right, "tally": question.tally(answers).to_dict()}


def _check_id(question_id: str) -> None:
    """A new question is named by the page that makes it: as we name things, and no other way."""
    if not _ID.fullmatch(question_id):
        raise BadMessage(field="question_id")


def _body() -> dict[str, Any]:
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        raise BadMessage(field="body")
    return data


def _content(data: Mapping[str, Any]) -> dict[str, Json]:
    content = data.get("content")
    if not isinstance(content, dict):
        raise BadMessage(field="content")
    return cast(dict[str, Json], content)


def _list(data: Mapping[str, Any], field: str) -> list[str]:
    value = data.get(field)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadMessage(field=field)
    return value


def _version(data: Mapping[str, Any], field: str) -> int:
    value = data.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise BadMessage(field=field)
    return value
