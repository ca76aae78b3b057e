"""Accounts of those who moderate. Delegates never have one."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from quizapp.domain.errors import BadName, WeakPassword
from quizapp.domain.live.commands import Role

LEAST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_ACCOUNT_NAME = 60


@dataclass(frozen=True, slots=True)
class Account:
    """An account. Administrators manage accounts and are moderators of every event."""

    id: str
    name: str
    administrator: bool
    active: bool = True
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """What an account is in one event."""

    event_id: str
    role: Role


def account_name(raw: str) -> str:
    """The name as stored; raises `BadName`."""
    name = unicodedata.normalize("NFC", raw).strip()
    if not name or len(name) > LONGEST_ACCOUNT_NAME or not name.isprintable():
        raise BadName(most=LONGEST_ACCOUNT_NAME)
    return name


def check_password(password: str) -> None:
    """Raises `WeakPassword` where it is too short (or so long that hashing it is an attack)."""
    if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPassword(least=LEAST_PASSWORD)
