"""Banks: to be browsed and searched, and one bank with its questions in order."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Flask, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from quizapp.domain.errors import BadMessage, QuizappError
from quizapp.domain.questions import QUESTION_TYPES
from quizapp.domain.shelf import BankHead, Found, Shelved, Use, Wanted, untranslated
from quizapp.domain.text import LANGUAGES, Json, LocalizedText
from quizapp.exports.banks import BANK_EXPORTERS
from quizapp.services.banks import PAGE
from quizapp.web import access, security
from quizapp.web.catalogue import catalogues
from quizapp.web.context import services
from quizapp.web.language import page_language, t

LONGEST_TITLE: Final = 120
LONGEST_WORDS: Final = 200
MOST_IDS: Final = 5000

blueprint = Blueprint("banks", __name__, url_prefix="/banks")


def register(app: Flask) -> None:
    """Serve them, and tell templates what types are called and who sees banks."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        question_label=_label,
        may_banks=_may,
        catalogue_url=lambda audience: catalogues().url(audience, page_language()),
    )


def _label(type_slug: str) -> str:
    return QUESTION_TYPES[type_slug].label


def _may() -> bool:
    """Error pages ask, too, and must come out even where the database does not answer."""
    try:
        access.librarian()
    except QuizappError:
        return False
    return True


@blueprint.get("")
def shelf() -> str:
    """All banks, and what a search in them finds. The search stands in the address."""
    access.librarian()
    wanted, page = parse_search(request.args)
    banks = services().banks.store.banks()
    found = services().banks.search(wanted, page) if wanted else None
    return render_template(
        "pages/banks.html",
        banks=banks,
        names={each.id: each for each in banks},
        wanted=wanted,
        found=found,
        page=page,
        pages=-(-found.total // PAGE) if found else 0,
        turned=_turned,
        types=QUESTION_TYPES.values(),
        all_tags=services().banks.store.tags(),
    )


@blueprint.get("/search.json")
def search() -> Response:
    """The same for a script: what an activity picks its questions from."""
    access.librarian()
    wanted, page = parse_search(request.args)
    found: Found = services().banks.search(wanted, page)
    names = {each.id: each for each in services().banks.store.banks()}
    spoken = page_language()
    return jsonify(
        total=found.total,
        questions=[
            question_line(each, names[each.bank_id].head.title.get(spoken))
            for each in found.questions
            if each.bank_id in names
        ],
    )


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """A new bank, or the form again with what is wrong."""
    access.librarian()
    head = parse_head(request.form)
    problems = faults(head)
    if problems:
        return render_template("pages/bank_head.html", bank=None, head=head, problems=problems), 400
    return redirect(url_for("banks.bank", bank_id=services().banks.create(head)), 303)


@blueprint.get("/new")
def new() -> str:
    """The form for a bank."""
    access.librarian()
    head = BankHead(LocalizedText(), (page_language(),))
    return render_template("pages/bank_head.html", bank=None, head=head, problems={})


@blueprint.get("/<bank_id>")
def bank(bank_id: str) -> str:
    """Its questions in order."""
    account = access.librarian()
    line = services().banks.store.bank(bank_id)
    questions = services().banks.questions(bank_id)
    saved = {each.id for each in questions}
    mine = [e for e in services().banks.store.drafts(bank_id=bank_id) if e.account_id == account.id]
    archived = services().banks.questions(bank_id, archived=True)
    security.audience("editor")
    return render_template(
        "pages/bank.html",
        bank=line,
        questions=questions,
        archived=archived,
        drafts={each.question_id for each in mine},
        unsaved=[each for each in mine if each.base == 0 and each.question_id not in saved],
        gaps={each.id: untranslated(each.question, line.head.languages) for each in questions},
        exporters=BANK_EXPORTERS.values(),
        new_id=services().ids.new(),
    )


@blueprint.get("/<bank_id>/figures.json")
def figures(bank_id: str) -> Response:
    """What is known of its questions from the rooms they were asked in."""
    access.librarian()
    ids = [each.id for each in services().banks.questions(bank_id)]
    return jsonify(
        {
            key: {
                "asked": each.asked,
                "answered": each.answered,
                "right": each.share_right,
                "discrimination": each.discrimination,
            }
            for key, each in services().banks.figures(ids).items()
        }
    )


@blueprint.get("/<bank_id>/head")
def head(bank_id: str) -> str:
    """The form with what the bank says of itself."""
    access.librarian()
    line = services().banks.store.bank(bank_id)
    return render_template("pages/bank_head.html", bank=line, head=line.head, problems={})


@blueprint.post("/<bank_id>/head")
def change(bank_id: str) -> Response | tuple[str, int]:
    """Write it, or the form again with what is wrong."""
    access.librarian()
    line = services().banks.store.bank(bank_id)
    wanted = parse_head(request.form)
    problems = faults(wanted)
    if problems:
        page = render_template("pages/bank_head.html", bank=line, head=wanted, problems=problems)
        return page, 400
    services().banks.store.change(bank_id, wanted)
    return redirect(url_for("banks.bank", bank_id=bank_id), 303)


@blueprint.post("/<bank_id>/delete")
def delete(bank_id: str) -> Response:
    """Delete a bank that nothing uses."""
    access.librarian()
    services().banks.store.delete(bank_id)
    return redirect(url_for("banks.shelf"), 303)


@blueprint.post("/<bank_id>/order")
def order(bank_id: str) -> Response:
    """`{ids}`: all questions in their new order."""
    access.librarian()
    services().banks.store.order(bank_id, parse_ids(request.get_json(silent=True)))
    return jsonify(ok=True)


@blueprint.post("/<bank_id>/<question_id>/archive")
def archive(bank_id: str, question_id: str) -> Response:
    """Hide a question, or with `back` bring it back."""
    access.librarian()
    services().banks.question(bank_id, question_id)
    services().banks.store.archive(question_id, "back" not in request.form)
    return redirect(url_for("banks.bank", bank_id=bank_id), 303)


@blueprint.post("/<bank_id>/<question_id>/duplicate")
def duplicate(bank_id: str, question_id: str) -> Response:
    """A copy of it, to be edited."""
    account = access.librarian()
    copy_id = services().banks.duplicate(bank_id, question_id, account.id)
    return redirect(url_for("editor.page", bank_id=bank_id, question_id=copy_id), 303)


def question_line(each: Shelved, bank_title: str) -> dict[str, Json]:
    """A question in a list that a script draws."""
    spoken = page_language()
    return {
        "id": each.id,
        "bank_id": each.bank_id,
        "bank": bank_title,
        "version": each.version,
        "prompt": each.question.prompt.get(spoken),
        "type": t(QUESTION_TYPES[each.question.type].label),
        "key": each.question.has_key,
        "languages": list(each.question.prompt.languages),
        "tags": list(each.question.tags),
    }


def visible_uses(uses: tuple[Use, ...]) -> list[Use]:
    """Those in events that the signed-in account moderates."""
    mine = access.moderated()
    return [each for each in uses if each.event_id in mine]


def parse_search(data: MultiDict[str, str]) -> tuple[Wanted, int]:
    """What the address asks for; what makes no sense is left out."""
    difficulty = data.get("difficulty", "")
    page = data.get("page", "1")
    kind, code = data.get("type", ""), data.get("language", "")
    wanted = Wanted(
        words=data.get("q", "").strip()[:LONGEST_WORDS],
        bank_id=data.get("bank", ""),
        type=kind if kind in QUESTION_TYPES else "",
        tag=data.get("tag", "")[:LONGEST_WORDS],
        language=code if code in LANGUAGES else "",
        difficulty=int(difficulty) if difficulty in {"1", "2", "3"} else None,
        archived="archived" in data,
    )
    good = page.isascii() and page.isdigit() and len(page) < 5
    return wanted, max(1, int(page)) if good else 1


def parse_ids(data: object) -> list[str]:
    """`{ids: [...]}`; raises `BadMessage`."""
    ids = data.get("ids") if isinstance(data, dict) else None
    if not isinstance(ids, list) or len(ids) > MOST_IDS or not all(isinstance(e, str) for e in ids):
        raise BadMessage(field="ids")
    return ids


def parse_head(data: MultiDict[str, str]) -> BankHead:
    """What the form says; `faults` tells whether it can be used."""
    languages = tuple(code for code in LANGUAGES if f"use_{code}" in data)
    titles = {code: " ".join(data.get(f"title_{code}", "").split()) for code in languages}
    return BankHead(
        title=LocalizedText.of(titles),
        languages=languages,
        licence=" ".join(data.get("licence", "").split())[:LONGEST_TITLE],
        author=" ".join(data.get("author", "").split())[:LONGEST_TITLE],
    )


def faults(head: BankHead) -> dict[str, str]:
    """Field -> what is wrong with it, in the reader's language."""
    found = {
        f"title_{code}": t("At most {n} characters, please.", n=LONGEST_TITLE)
        for code, typed in head.title.to_dict().items()
        if len(typed) > LONGEST_TITLE
    }
    if not head.languages:
        found["languages"] = t("Please choose the languages of the questions.")
    elif not head.title:
        found[f"title_{head.languages[0]}"] = t("Please give a title.")
    return found


def _turned(page: int) -> str:
    """The same search, another page of it."""
    asked: dict[str, Any] = {**request.args.to_dict(), "page": page}
    return url_for("banks.shelf", **asked)
