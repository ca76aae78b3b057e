"""Where the files that are no Python lie.

In a checkout ``templates/``, ``static/`` and ``question_banks/`` stand at the
top, beside the package; in a wheel they stand inside it, under ``_data/``.
Nobody else knows which of the two it is.
"""

from pathlib import Path

import quizapp

_PACKAGE = Path(quizapp.__file__).resolve().parent


def templates() -> Path:
    """The Jinja templates: a base, and one folder an audience."""
    return _data_root() / "templates"


def static() -> Path:
    """What is served as it is: js, css, vendored files."""
    return _data_root() / "static"


def question_banks() -> Path:
    """The content that ships, the demo event's agenda included."""
    return _data_root() / "question_banks"


def translations() -> Path:
    """The gettext catalogues, compiled ones included."""
    return _PACKAGE / "translations"


def migrations() -> Path:
    """The Alembic environment of the database."""
    return _PACKAGE / "storage" / "migrations"


def _data_root() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent
