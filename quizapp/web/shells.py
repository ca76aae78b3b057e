"""The pages that a script draws: what it is told, once, in `data-page`."""

from __future__ import annotations

from typing import Final

from flask import render_template

from quizapp.domain.text import Json
from quizapp.web import security

THEMES: Final = {"phone": "auto", "screen": "hall", "console": "auto"}


def shell(audience: str, title: str, page: dict[str, Json], part: str = "main") -> str:
    """The page of a phone, the screen or the console; `part` names another script of that audience."""
    security.audience(audience)
    return render_template(
        "shell.html",
        audience=audience,
        part=part,
        theme=THEMES[audience],
        page_title=title,
        page=page,
    )
