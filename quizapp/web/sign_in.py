"""Ways in and out for those who moderate: password, one-time link."""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.errors import Busy, WrongPassword
from quizapp.presentation.messages import message
from quizapp.web import access
from quizapp.web.context import services
from quizapp.web.errors import status_of
from quizapp.web.language import page_language

_OUR_PAGES: Final = re.compile(r"/(?:moderate|accounts|account)(?:/[\w./-]*)?(?:\?[\w=&.%-]*)?")

blueprint = Blueprint("sign_in", __name__)


def register(app: Flask) -> None:
    """Serve the ways in."""
    app.register_blueprint(blueprint)


@blueprint.get("/sign-in")
def form() -> Response | str:
    """Name and password."""
    target = destination(request.args.get("next"))
    if access.signed_in_or_none() is not None:
        return redirect(target)
    return render_template("pages/sign_in.html", name="", next=target, error=None)


@blueprint.post("/sign-in")
def with_password() -> Response | tuple[str, int]:
    """A wrong password is answered late and tells nothing else."""
    name, target = request.form.get("name", ""), destination(request.form.get("next"))
    try:
        secret = services().accounts.sign_in.with_password(name, request.form.get("password", ""))
    except (WrongPassword, Busy) as error:
        text = message(error, page_language())
        page = render_template("pages/sign_in.html", name=name[:60], next=target, error=text)
        return page, status_of(error)
    return access.start_session(redirect(target, 303), secret)


@blueprint.get("/sign-in/<token>")
def link(token: str) -> str:
    """Opening uses nothing up: chat programs and scanners open links, too."""
    account = services().accounts.sign_in.link_account(token)
    return render_template("pages/sign_in_link.html", account=account, token=token)


@blueprint.post("/sign-in/<token>")
def with_link(token: str) -> Response:
    """Pressing the button uses the link up."""
    secret = services().accounts.sign_in.with_link(token)
    return access.start_session(redirect(url_for("console.events"), 303), secret)


@blueprint.post("/sign-out")
def out() -> Response:
    """End this browser's session."""
    return access.end_session(redirect(url_for("sign_in.form"), 303))


def destination(wanted: str | None) -> str:
    """Where to go after the sign-in: one of our own pages, never another site."""
    if wanted and _OUR_PAGES.fullmatch(wanted) and "//" not in wanted and ".." not in wanted:
        return wanted
    return url_for("console.events")
