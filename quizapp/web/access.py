"""The only way to an account or an event: through the check of who may have it.

No other file of the web edge touches `services().events`; a test sees to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import g, request
from werkzeug.wrappers import Response

from quizapp.domain.accounts import Account
from quizapp.domain.errors import Forbidden, NotFound, Unauthenticated, WrongCode
from quizapp.domain.event import Event
from quizapp.domain.live.commands import NoteContentChanged, Role
from quizapp.domain.stored import EventLine, EventSettings
from quizapp.services.sign_in import SESSION_COOKIE, SESSION_MS
from quizapp.web.context import services

_UNKNOWN: Final = object()


@dataclass(frozen=True, slots=True)
class EventAccess:
    """An event, and as what this account may see it."""

    account: Account
    role: Role
    event: Event


@dataclass(frozen=True, slots=True)
class EventWithRole:
    """A line in the list of events."""

    line: EventLine
    role: Role


def signed_in_or_none() -> Account | None:
    """Whoever is signed in with this browser; asked once a request."""
    account: Account | object | None = g.get("account", _UNKNOWN)
    if account is _UNKNOWN:
        session = request.cookies.get(SESSION_COOKIE)
        g.account = account = services().accounts.sign_in.account_of(session)
    assert account is None or isinstance(account, Account)
    return account


def signed_in() -> Account:
    """Raises `Unauthenticated`."""
    account = signed_in_or_none()
    if account is None:
        raise Unauthenticated
    return account


def administrator() -> Account:
    """Raises `Unauthenticated` or `Forbidden`."""
    account = signed_in()
    if not account.administrator:
        raise Forbidden
    return account


def librarian() -> Account:
    """Who may use banks: administrators, and whoever moderates an event.

    Raises `Unauthenticated` or `Forbidden`.
    """
    account = signed_in()
    if not account.administrator and not moderated():
        raise Forbidden
    return account


def moderated() -> dict[str, EventLine]:
    """By id the events that the signed-in account moderates."""
    return {each.line.id: each.line for each in my_events() if each.role >= Role.MODERATOR}


def event_as(least: Role, event_id: str) -> EventAccess:
    """The event, for an account that has at least this role in it.

    Raises `Unauthenticated`, `NotFound` (also where the account has no role at all: it need not
    learn that the event exists) and `Forbidden`.
    """
    account = signed_in()
    role = services().accounts.role_in(account, event_id)
    if role is None:
        raise NotFound(what="event")
    if role < least:
        raise Forbidden
    return EventAccess(account, role, services().events.get(event_id))


def my_events() -> list[EventWithRole]:
    """The events in which the signed-in account has a role."""
    account = signed_in()
    lines = [line for line in _all_events() if line.rehearsal_of is None]
    roles = ((line, services().accounts.role_in(account, line.id)) for line in lines)
    return [EventWithRole(line, role) for line, role in roles if role is not None]


def events_for_roles() -> tuple[EventLine, ...]:
    """All events, for the administrator who gives roles in them."""
    administrator()
    return tuple(line for line in _all_events() if line.rehearsal_of is None)


def _all_events() -> tuple[EventLine, ...]:
    return services().events.events()


def event_by_code(code: str) -> Event:
    """The event that phones join with this code, which is no secret. Raises `WrongCode`."""
    event_id = services().events.id_by_code(code)
    if event_id is None:
        raise WrongCode
    return services().events.get(event_id)


def event_by_screen(token: str) -> Event:
    """The event whose screen has this secret. Raises `NotFound`."""
    event_id = services().events.id_by_screen(token)
    if event_id is None:
        raise NotFound(what="screen")
    return services().events.get(event_id)


def change_settings(access: EventAccess, settings: EventSettings) -> None:
    """Write the settings, and have everybody told. Raises `Forbidden` below a moderator."""
    if access.role < Role.MODERATOR:
        raise Forbidden
    services().events.change(access.event.id, settings)
    services().live.execute(access.event.id, NoteContentChanged(), access.account.id)


def start_session(response: Response, secret: str) -> Response:
    """Have this browser signed in."""
    response.set_cookie(
        SESSION_COOKIE,
        secret,
        max_age=SESSION_MS // 1000,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def end_session(response: Response) -> Response:
    """Sign this browser out."""
    secret = request.cookies.get(SESSION_COOKIE)
    if secret:
        services().accounts.sign_in.sign_out(secret)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
