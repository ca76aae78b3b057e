"""Formats that banks come in from: a registry, one file a format."""

from __future__ import annotations

from quizapp.domain.bank_files import Imported
from quizapp.importers.banks.aiken import Aiken
from quizapp.importers.banks.base import LARGEST_UPLOAD, LARGEST_ZIP, BankImporter, Upload
from quizapp.importers.banks.csv_table import CsvTable
from quizapp.importers.banks.gift import Gift
from quizapp.importers.banks.kahoot_xlsx import KahootXlsx
from quizapp.importers.banks.moodle_xml import MoodleXml
from quizapp.importers.banks.own_yaml import OwnYaml
from quizapp.importers.banks.own_zip import OwnZip
from quizapp.importers.banks.packed import names_in
from quizapp.importers.banks.xlsx_table import XlsxTable
from quizapp.importers.pictures import KeepPicture

__all__ = ["BANK_IMPORTERS", "LARGEST_UPLOAD", "LARGEST_ZIP", "Upload", "importer_of", "read_any"]

BANK_IMPORTERS: dict[str, BankImporter] = {
    each.slug: each
    for each in (
        OwnZip(),
        KahootXlsx(),
        XlsxTable(),
        MoodleXml(),
        OwnYaml(),
        CsvTable(),
        Aiken(),
        Gift(),
    )
}
"""In the order in which they are asked whether they know a file: the strictest look first."""

_OLE_START = b"\xd0\xcf\x11\xe0"
"""Of Excel books before 2007, and of those with a password."""


def importer_of(name: str, data: bytes) -> BankImporter | None:
    """The first format that knows the file, by its content and its name."""
    return next((each for each in BANK_IMPORTERS.values() if each.recognises(name, data)), None)


def read_any(name: str, data: bytes, language: str, keep: KeepPicture | None = None) -> Imported:
    """A bank in any format that we know, found by its content and its name.

    `language` is what texts are taken for where the format does not say; `keep` makes pictures
    ready to be stored (without it they are left out, and the notes say so). Raises
    `ContentProblems` with every fault, each with the file's name and, where there is one, line and
    column.
    """
    upload = Upload(name, data, language, keep)
    if not data.strip():
        raise upload.refused("empty_file")
    if len(data) > LARGEST_ZIP:
        raise upload.refused("file_too_large", f"{LARGEST_ZIP // 2**20} MiB")
    importer = importer_of(name, data)
    if importer is None:
        raise upload.refused(_unknown(data))
    if len(data) > importer.largest:
        raise upload.refused("file_too_large", f"{importer.largest // 2**20} MiB")
    return importer.read(upload)


def _unknown(data: bytes) -> str:
    """The code that says best what to do with a file that nobody knows."""
    if data.startswith(_OLE_START):
        return "old_excel"
    if {"mimetype", "content.xml"} <= names_in(data):
        return "open_document"
    return "unknown_format"
