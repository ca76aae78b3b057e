"""One's own account: the password, and a link for a second device."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.errors import Busy, WeakPassword, WrongPassword
from quizapp.presentation.messages import message
from quizapp.web import access
from quizapp.web.context import public_url, services
from quizapp.web.errors import status_of
from quizapp.web.language import page_language, t

blueprint = Blueprint("account", __name__, url_prefix="/account")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def page() -> str:
    """The own account."""
    account = access.signed_in()
    saved = "saved" in request.args
    return render_template("pages/account.html", account=account, error=None, saved=saved)


@blueprint.post("/password")
def change_password() -> Response | tuple[str, int]:
    """Other browsers are signed out, this one stays."""
    account = access.signed_in()
    wanted = request.form.get("wanted", "")
    try:
        if wanted != request.form.get("again", ""):
            return _again(t("The two new passwords differ. Please type them again."), 400)
        current = request.form.get("current", "")
        secret = services().accounts.change_password(account, current, wanted)
    except (WrongPassword, WeakPassword, Busy) as error:
        text = message(error, page_language())
        if isinstance(error, WrongPassword):
            text = t("The current password is not right.")
        return _again(text, status_of(error))
    return access.start_session(redirect(url_for("account.page", saved=1), 303), secret)


@blueprint.post("/link")
def link() -> str:
    """A one-time link for a second laptop, which may take over at any moment."""
    account = access.signed_in()
    made = services().accounts.new_link(account, account.id)
    path = url_for("sign_in.link", token=made.token)
    return render_template(
        "pages/link.html", account=account, url=public_url(path), back=url_for("account.page")
    )


def _again(text: str, status: int) -> tuple[str, int]:
    account = access.signed_in()
    page = render_template("pages/account.html", account=account, error=text, saved=False)
    return page, status
