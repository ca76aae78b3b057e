"""Extraction, updating and compiling of the catalogues: the same input gives the same files."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract

from quizapp.translations.extract import extract_javascript

HERE: Final = Path(__file__).parent
POT: Final = HERE / "messages.pot"
BROWSER: Final = HERE / "browser.json"
"""Audience -> the message ids that its JavaScript uses: what its catalogue is cut down to."""

AUDIENCES: Final[dict[str, tuple[str, ...]]] = {
    "phone": ("static/js/screen/", "static/js/console/", "static/js/editor/"),
    "screen": ("static/js/console/", "static/js/editor/"),
    "console": (),
}
"""Audience -> folders that it never loads. A phone on bad Wi-Fi fetches no texts of the console."""

LANGUAGES: Final = ("en", "fr", "es", "ar", "ru", "pt")
KEYWORDS: Final[dict[str, Any]] = {
    "t": None,
    "tn": (1, 2),
    "t_in": (2,),
    "N_": None,
    "_": None,
    "translate": None,
}
JINJA_OPTIONS: Final = {"trimmed": "true", "silent": "false"}

_EPOCH: Final = datetime(2018, 3, 1, tzinfo=UTC)
"""Instead of the date of extraction, which would make every run differ."""

SOURCES: Final[tuple[tuple[str, str, Any], ...]] = (
    ("quizapp", "**/*.py", "python"),
    ("templates", "**/*.html", "jinja2"),
    ("static/js", "**/*.js", extract_javascript),
)
"""Folder, files in it, method."""


def po_path(language: str) -> Path:
    """What translators edit."""
    return HERE / language / "LC_MESSAGES" / "messages.po"


def mo_path(language: str) -> Path:
    """What the program reads."""
    return po_path(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """The catalogue as it stands."""
    with po_path(language).open("rb") as file:
        return pofile.read_po(file, locale=language)


def extracted(root: Path) -> Catalog:
    """All texts of the checkout at `root`, without translations."""
    catalog = Catalog(
        project="quizapp",
        version="0",
        last_translator="quizapp contributors",
        language_team="quizapp contributors",
        msgid_bugs_address="none",
        header_comment="# Texts of quizapp, extracted by `make translations`.",
        creation_date=_EPOCH,
        fuzzy=False,
    )
    for name, text in _all_texts(root):
        catalog.add(text, locations=[(name, 1)])
    return catalog


def browser_ids(catalog: Catalog) -> dict[str, list[str]]:
    """Audience -> the (singular) ids that its JavaScript uses, sorted."""
    return {
        audience: sorted(
            singular(message)
            for message in catalog
            if any(
                name.startswith("static/js/") and not name.startswith(unused)
                for name, _ in message.locations
            )
        )
        for audience, unused in AUDIENCES.items()
    }


def updated(template: Catalog, language: str) -> Catalog:
    """The language's catalogue brought in step with the template; English translates itself."""
    catalog = read(language)
    # A copy: the catalogue takes over the template's messages, and they are filled in below.
    catalog.update(deepcopy(template), no_fuzzy_matching=True, keep_user_comments=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = _EPOCH
    catalog.last_translator = catalog.language_team = "quizapp contributors"
    catalog.header_comment = (
        f"# Texts of quizapp, {language}. `make translations` updates this file."
    )
    if language == "en":
        for message in messages(catalog):
            message.string = message.id
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The file as written: by id, without line numbers, so that it changes only with the texts."""
    out = io.BytesIO()
    pofile.write_po(out, catalog, width=100, include_lineno=False, sort_output=True)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Compiled; fuzzy and missing entries are left out and fall back on English."""
    out = io.BytesIO()
    mofile.write_mo(out, catalog)
    return out.getvalue()


def write_all(root: Path) -> list[str]:
    """Extract, update and compile; returns a line about each language."""
    template = extracted(root)
    POT.write_bytes(as_po(template))
    ids = json.dumps(browser_ids(template), ensure_ascii=False, indent=0)
    BROWSER.write_text(ids + "\n", encoding="utf-8")
    report = []
    for language in LANGUAGES:
        catalog = updated(template, language)
        po_path(language).write_bytes(as_po(catalog))
        mo_path(language).write_bytes(as_mo(catalog))
        missing = [singular(each) for each in messages(catalog) if not translated(each)]
        report.append(f"{language}: {len(catalog)} texts, {len(missing)} to translate")
        report.extend(f"  {text}" for text in missing)
    return report


def translated(message: Message) -> bool:
    """Whether every form has a text and no machine guessed it."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def messages(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _all_texts(root: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for folder, pattern, method in SOURCES:
        for path in sorted((root / folder).glob(pattern)):
            name = path.relative_to(root).as_posix()
            with path.open("rb") as file:
                for text in _texts(method, file, name):
                    yield name, text


def _texts(method: Any, file: Any, name: str) -> Iterable[str | tuple[str, ...]]:
    options = JINJA_OPTIONS if method == "jinja2" else {}
    try:
        for _line, text, _comments, _context in extract(method, file, KEYWORDS, (), options):
            yield text
    except Exception as error:
        error.add_note(f"while extracting texts from {name}")
        raise
