"""Banks from files and into files. Of an import everything is shown before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from quizapp import runtime
from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported
from quizapp.domain.errors import BadMessage, ContentProblems, NotFound, Problem
from quizapp.domain.text import LANGUAGES
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.exports.banks.template import template_bank
from quizapp.importers.banks import BANK_IMPORTERS, LARGEST_ZIP, read_any
from quizapp.presentation.content_words import note_text, problem_text
from quizapp.presentation.import_view import Seen, seen_in
from quizapp.services.pictures import make_picture
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.language import page_language
from quizapp.web.security import LARGEST_FORM

LARGEST_PASTE: Final = 256 * 1024
LARGEST: Final = {"bank_files.upload": LARGEST_ZIP, "bank_files.read": LARGEST_PASTE}
"""In bytes, by endpoint."""
TEMPLATES: Final = ("xlsx", "csv")
"""Formats that people fill in rather than export from somewhere."""

blueprint = Blueprint("bank_files", __name__, url_prefix="/banks")


def register(app: Flask) -> None:
    """Serve them."""
    app.register_blueprint(blueprint)


@blueprint.url_value_preprocessor
def _before_the_form_is_read(endpoint: str | None, _: dict[str, object] | None) -> None:
    """Nobody but an editor has us read megabytes; the check of the form's token reads all of it."""
    most = LARGEST.get(endpoint or "")
    if most is not None:
        access.librarian()
        request.max_content_length = most + LARGEST_FORM
        request.max_form_memory_size = LARGEST_PASTE + LARGEST_FORM


@blueprint.get("/import")
def form() -> str:
    """Where a file is brought."""
    access.librarian()
    return _form()


@blueprint.post("/import")
def upload() -> str | tuple[str, int]:
    """What is in the file, question by question; nothing is written yet."""
    account = access.librarian()
    file = request.files.get("file")
    pasted = request.form.get("text", "")
    name, data = "pasted.txt", pasted.encode()
    if file is not None and file.filename:
        name, data = file.filename, file.stream.read()
    if not data.strip():
        return _form(empty=True), 400
    code = request.form.get("language", "")
    try:
        seen = runtime.run_slow(_looked_at, name, data, _language(code), page_language())
        services().pictures.check(seen.imported.bank)
    except ContentProblems as error:
        spoken = page_language()
        faults = [(each, problem_text(each, spoken)) for each in error.problems]
        return _form(name=name, faults=faults, text=pasted), 400
    imported = seen.imported
    key = services().banks.lay_by(account.id, imported)
    return render_template(
        "pages/import_check.html",
        key=key,
        name=name,
        imported=imported,
        format=BANK_IMPORTERS[imported.format].label,
        entries=seen.entries,
        remarks=seen.remarks,
        advice=seen.advice,
        banks=services().banks.store.banks(),
        target=request.form.get("bank", ""),
    )


@blueprint.errorhandler(413)
def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    """Of a file its limit, on the page where another can be chosen; the form itself is unread."""
    most = f"{LARGEST_ZIP // 2**20} MiB"
    return _form(refused=problem_text(Problem("", "file_too_large", most), page_language())), 413


@blueprint.get("/import/template/<slug>")
def template(slug: str) -> Response:
    """A small bank to begin with, in any format."""
    access.librarian()
    if slug not in BANK_EXPORTERS:
        raise NotFound(what="format")
    return _attached(BANK_EXPORTERS[slug].write(template_bank(), {}, page_language()))


@blueprint.post("/import/<key>")
def confirm(key: str) -> Response:
    """Write it, all or none."""
    account = access.librarian()
    imported = services().banks.laid_by(account.id, key)
    if not imported.bank.questions:
        raise BadMessage(field="questions")
    target = request.form.get("bank") or None
    bank_id = services().banks.take_in(imported.bank, target, account.id)
    return redirect(url_for("banks.bank", bank_id=bank_id), 303)


@blueprint.post("/read")
def read() -> Response:
    """`{text, language}` -> the questions in a text that somebody pasted, for the editor."""
    access.librarian()
    data = request.get_json(silent=True)
    text = data.get("text") if isinstance(data, dict) else None
    code = data.get("language") if isinstance(data, dict) else None
    if not isinstance(text, str) or not isinstance(code, str) or len(text) > LARGEST_PASTE:
        raise BadMessage(field="text")
    try:
        imported = runtime.run_slow(
            read_any, "pasted.txt", text.encode(), _language(code), make_picture
        )
    except ContentProblems:
        return jsonify(questions=[])
    plain = [
        {name: value for name, value in each.to_dict().items() if name != "slug"}
        for each in imported.bank.questions
    ]
    return jsonify(questions=plain)


@blueprint.get("/<bank_id>/export/<slug>")
def leave(bank_id: str, slug: str) -> str | Response:
    """The file; where the format can't carry all, that is said before, and `anyway` gets it."""
    access.librarian()
    bank = services().banks.whole(bank_id)
    exported = _exported(bank, slug)
    empty = exported.is_empty_of(len(bank.questions))
    if exported.notes and (empty or "anyway" not in request.args):
        spoken = page_language()
        return render_template(
            "pages/export.html",
            bank=services().banks.store.bank(bank_id),
            empty=empty,
            exporter=BANK_EXPORTERS[slug],
            notes=[(each, note_text(each, spoken)) for each in exported.notes],
        )
    return _attached(exported)


def _attached(exported: Exported) -> Response:
    response = Response(exported.data, content_type=exported.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=exported.filename)
    return response


def _looked_at(name: str, data: bytes, code: str, spoken: str) -> Seen:
    """On a thread of its own: a book of a hundred questions takes a moment, and answers go on."""
    return seen_in(read_any(name, data, code, make_picture), spoken)


def _language(code: str) -> str:
    return code if code in LANGUAGES else page_language()


def _exported(bank: Bank, slug: str) -> Exported:
    exporter = BANK_EXPORTERS.get(slug)
    if exporter is None:
        raise NotFound(what="format")
    pictures = {each.id: each.data for each in services().pictures.of(bank.questions)}
    return runtime.run_slow(exporter.write, bank, pictures, page_language())


def _form(
    *,
    empty: bool = False,
    refused: str = "",
    name: str = "",
    faults: Sequence[tuple[Problem, str]] = (),
    text: str = "",
) -> str:
    return render_template(
        "pages/import.html",
        empty=empty,
        refused=refused,
        name=name,
        faults=faults,
        text=text,
        importers=BANK_IMPORTERS.values(),
        languages=LANGUAGES,
        templates=[BANK_EXPORTERS[each] for each in TEMPLATES],
        accept=",".join(suffix for each in BANK_IMPORTERS.values() for suffix in each.suffixes),
        target="" if refused else request.values.get("bank", ""),
    )
