"""Formats that an agenda comes in from: a registry, one file a format."""

from __future__ import annotations

from typing import Final

from quizapp.domain.agenda import AgendaFile, walk
from quizapp.domain.text import LocalizedText
from quizapp.importers.agenda.base import LARGEST_AGENDA, AgendaImporter, AgendaUpload
from quizapp.importers.agenda.csv_table import CsvTable
from quizapp.importers.agenda.icalendar_file import ICalendar
from quizapp.importers.agenda.plain_text import PlainText
from quizapp.importers.agenda.pretalx import Pretalx
from quizapp.importers.files import refused

__all__ = ["AGENDA_IMPORTERS", "LARGEST_AGENDA", "AgendaUpload", "read_agenda_file"]

AGENDA_IMPORTERS: dict[str, AgendaImporter] = {
    each.slug: each for each in (ICalendar(), Pretalx(), CsvTable(), PlainText())
}
"""In the order in which they are asked whether they know a file; text takes what is left."""

_LONGEST: Final = {"number": 40, "title": 500, "text": 20_000, "reference": 300, "floor": 60}
"""Characters."""


def read_agenda_file(upload: AgendaUpload) -> AgendaFile:
    """An agenda in any format that we know. Raises `ContentProblems`."""
    if not upload.data.strip():
        raise refused(upload.name, "empty_file")
    if len(upload.data) > LARGEST_AGENDA:
        raise refused(upload.name, "file_too_large", f"{LARGEST_AGENDA // 1024} KiB")
    known = (
        each for each in AGENDA_IMPORTERS.values() if each.recognises(upload.name, upload.data)
    )
    file = next(known).read(upload)
    _measure(upload.name, file)
    return file


def _measure(name: str, file: AgendaFile) -> None:
    """What is sent to every phone stays within bounds. Raises `ContentProblems`."""
    for path, item in walk(file.agenda):
        given = {
            "number": [item.number],
            "title": [item.title, *_worded(file.titles.get(path))],
            "text": [item.text, *_worded(file.texts.get(path))],
            "reference": [item.reference],
            "floor": [item.floor],
        }
        for field, texts in given.items():
            if max(map(len, texts)) > _LONGEST[field]:
                raise refused(name, "text_too_long", str(_LONGEST[field]))


def _worded(texts: LocalizedText | None) -> list[str]:
    return list(texts.to_dict().values()) if texts else []
