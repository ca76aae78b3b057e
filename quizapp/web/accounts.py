"""Administrators: who may sign in, and what they are in which event."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.domain.errors import BadMessage, BadName, LastAdministrator, NameTaken
from quizapp.domain.live.commands import Role
from quizapp.presentation.messages import message
from quizapp.web import access
from quizapp.web.context import public_url, services
from quizapp.web.errors import status_of
from quizapp.web.language import page_language

ROLES: Final = {"viewer": Role.VIEWER, "helper": Role.HELPER, "moderator": Role.MODERATOR}

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")


def register(app: Flask) -> None:
    """Serve it."""
    app.register_blueprint(blueprint)


@blueprint.get("")
def listing() -> str:
    """All accounts with their roles."""
    return _listing()


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """A new account has no password: its page offers a link to hand over."""
    actor, name = access.administrator(), request.form.get("name", "")
    try:
        account = services().accounts.create(
            actor, name, administrator="administrator" in request.form
        )
    except (BadName, NameTaken) as error:
        return _listing(error=message(error, page_language()), name=name), status_of(error)
    return redirect(url_for("accounts.page", account_id=account.id), 303)


@blueprint.get("/<account_id>")
def page(account_id: str) -> str:
    """One account."""
    return _page(account_id)


@blueprint.post("/<account_id>/role")
def set_role(account_id: str) -> Response:
    """Give a role in an event, or take it away."""
    actor = access.administrator()
    event_id, name = request.form.get("event", ""), request.form.get("role", "")
    if event_id not in {line.id for line in access.events_for_roles()}:
        raise BadMessage(field="event")
    if name and name not in ROLES:
        raise BadMessage(field="role")
    services().accounts.set_role(actor, account_id, event_id, ROLES.get(name))
    return _back(account_id)


@blueprint.post("/<account_id>/active")
def set_active(account_id: str) -> Response | tuple[str, int]:
    """Let the account in, or keep it out."""
    actor = access.administrator()
    try:
        services().accounts.set_active(actor, account_id, request.form.get("on") == "1")
    except LastAdministrator as error:
        return _page(account_id, message(error, page_language())), status_of(error)
    return _back(account_id)


@blueprint.post("/<account_id>/administrator")
def set_administrator(account_id: str) -> Response | tuple[str, int]:
    """Let the account manage accounts, or not."""
    actor = access.administrator()
    try:
        services().accounts.set_administrator(actor, account_id, request.form.get("on") == "1")
    except LastAdministrator as error:
        return _page(account_id, message(error, page_language())), status_of(error)
    return _back(account_id)


@blueprint.post("/<account_id>/password")
def clear_password(account_id: str) -> Response:
    """A forgotten password: from now on a link is the way in, until a new one is set."""
    services().accounts.clear_password(access.administrator(), account_id)
    return _back(account_id)


@blueprint.post("/<account_id>/link")
def link(account_id: str) -> str:
    """A one-time link to hand over."""
    actor = access.administrator()
    made = services().accounts.new_link(actor, account_id)
    account = services().accounts.member(actor, account_id).account
    path = url_for("sign_in.link", token=made.token)
    back = url_for("accounts.page", account_id=account_id)
    return render_template("pages/link.html", account=account, url=public_url(path), back=back)


def _listing(error: str | None = None, name: str = "") -> str:
    actor = access.administrator()
    members = services().accounts.members(actor)
    events = {line.id: line for line in access.events_for_roles()}
    return render_template(
        "pages/accounts.html", members=members, events=events, error=error, name=name
    )


def _page(account_id: str, error: str | None = None) -> str:
    actor = access.administrator()
    member = services().accounts.member(actor, account_id)
    return render_template(
        "pages/account_edit.html",
        member=member,
        me=actor,
        events=access.events_for_roles(),
        error=error,
    )


def _back(account_id: str) -> Response:
    return redirect(url_for("accounts.page", account_id=account_id), 303)
