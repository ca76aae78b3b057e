"""Formats that an agenda comes in from: a registry, one file a format."""

from __future__ import annotations

from quizapp.domain.agenda import AgendaFile
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


def read_agenda_file(upload: AgendaUpload) -> AgendaFile:
    """An agenda in any format that we know. Raises `ContentProblems`."""
    if not upload.data.strip():
        raise refused(upload.name, "empty_file")
    if len(upload.data) > LARGEST_AGENDA:
        raise refused(upload.name, "file_too_large", f"{LARGEST_AGENDA // 1024} KiB")
    known = (
        each for each in AGENDA_IMPORTERS.values() if each.recognises(upload.name, upload.data)
    )
    return next(known).read(upload)
