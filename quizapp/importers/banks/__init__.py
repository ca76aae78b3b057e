"""Formats that banks come in from: a registry, one file a format."""

from __future__ import annotations

from quizapp.domain.bank_files import Imported
from quizapp.importers.banks.base import LARGEST_UPLOAD, LARGEST_ZIP, BankImporter, Upload
from quizapp.importers.banks.own_yaml import OwnYaml
from quizapp.importers.pictures import KeepPicture

__all__ = ["BANK_IMPORTERS", "LARGEST_UPLOAD", "LARGEST_ZIP", "Upload", "read_any"]

BANK_IMPORTERS: dict[str, BankImporter] = {each.slug: each for each in (OwnYaml(),)}
"""In the order in which they are asked whether they know a file: the strictest look first."""


def read_any(name: str, data: bytes, language: str, keep: KeepPicture | None = None) -> Imported:
    """A bank in any format that we know, found by its content and its name.

    `language` is what texts are taken for where the format does not say; `keep` makes pictures
    ready to be stored (without it they are left out, and the notes say so). Raises
    `ContentProblems` with every fault, each with the file's name and, where there is one, line and
    column.
    """
    upload = Upload(name, data, language, keep)
    if len(data) > max(LARGEST_UPLOAD, LARGEST_ZIP):
        raise upload.refused("file_too_large", f"{LARGEST_UPLOAD // 2**20} MiB")
    importer = next((each for each in BANK_IMPORTERS.values() if each.recognises(name, data)), None)
    if importer is None:
        raise upload.refused("unknown_format")
    if len(data) > importer.largest:
        raise upload.refused("file_too_large", f"{importer.largest // 2**20} MiB")
    return importer.read(upload)
