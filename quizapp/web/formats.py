"""Numbers, days and times as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_datetime, format_interval
from babel.numbers import format_decimal, format_percent
from flask import Flask

from quizapp.domain.errors import QuizappError
from quizapp.web import access
from quizapp.web.context import public_url
from quizapp.web.language import page_language


def register(app: Flask) -> None:
    """Give them to the templates, and who is signed in."""
    app.context_processor(_for_templates)


def number(value: float) -> str:
    """With the separators of the language, at most two decimals."""
    return format_decimal(value, format="#,##0.##", locale=page_language())


def percent(share: float) -> str:
    """A share of one, in whole percent."""
    return format_percent(share, locale=page_language())


def days(given: Sequence[date | None]) -> str:
    """From the first to the last day that is known."""
    known = sorted(each for each in given if each is not None)
    if not known:
        return ""
    if known[0] == known[-1]:
        return format_date(known[0], "long", locale=page_language())
    return format_interval(known[0], known[-1], "yMMMd", locale=page_language())


def moment(at_ms: int, time_zone: str) -> str:
    """A time of the event, on the clock of its own time zone."""
    try:
        zone: tzinfo = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    at = datetime.fromtimestamp(at_ms / 1000, zone)
    return format_datetime(at, "d MMM y, HH:mm", locale=page_language())


def _for_templates() -> dict[str, Any]:
    return {
        "number": number,
        "percent": percent,
        "days": days,
        "moment": moment,
        "me_account": _whoever(),
        "address": public_url(""),
    }


def _whoever() -> object:
    """Error pages ask, too, and must come out even where the database does not answer."""
    try:
        return access.signed_in_or_none()
    except QuizappError:
        return None
