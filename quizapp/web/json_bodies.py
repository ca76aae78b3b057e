"""JSON that comes from outside: as deep as ours ever is, and not deeper."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from flask import Flask
from flask.json.provider import DefaultJSONProvider

DEEPEST: Final = 32
"""Lists and objects in one another; a question with all its texts has six."""


def register(app: Flask) -> None:
    """Read all bodies so."""
    app.json = ShallowJson(app)


class ShallowJson(DefaultJSONProvider):
    """What is nested beyond all reason is no JSON to us: Python's own limit would be a fault of ours."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Raises `ValueError`, also for NaN and Infinity, which are no JSON and no database takes."""
        try:
            data = json.loads(s, parse_constant=_no_number, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        _check_depth(data)
        return data


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


def _check_depth(data: object) -> None:
    level = [data]
    for _ in range(DEEPEST):
        inside = [each for each in level if isinstance(each, dict | list)]
        if not inside:
            return
        level = [
            below
            for each in inside
            for below in (each.values() if isinstance(each, dict) else each)
        ]
    raise ValueError("nested too deeply")
