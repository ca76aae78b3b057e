"""Our own format with its pictures: a zip, or a folder, of `bank.yaml` and the files it names."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

from quizapp.domain.bank_files import Imported, Level, Note
from quizapp.domain.text import N_
from quizapp.importers.bank_yaml import read_bank_text
from quizapp.importers.banks.base import LARGEST_ZIP, Upload
from quizapp.importers.banks.notes import understood
from quizapp.importers.banks.packed import names_in, open_packed, unpacked
from quizapp.importers.files import LARGEST_FILE, utf8
from quizapp.importers.pictures import LARGEST_PICTURE

BANK_FILE = "bank.yaml"


class OwnZip:
    """Carries everything."""

    slug = "zip"
    label = N_("quizapp bank with pictures (zip)")
    suffixes = (".zip",)
    largest = LARGEST_ZIP

    def recognises(self, name: str, data: bytes) -> bool:
        return bool(_bank_names(names_in(data))) or (
            name.lower().endswith(self.suffixes) and data.startswith(b"PK")
        )

    def read(self, upload: Upload) -> Imported:
        archive = open_packed(upload)
        name = _bank_name(upload, archive)
        folder = PurePosixPath(name).parent
        named: set[str] = set()

        def find(file: str) -> bytes | None:
            entry = str(folder / file)
            named.add(entry)
            if entry not in archive.namelist():
                return None
            if archive.getinfo(entry).file_size > LARGEST_PICTURE:
                raise upload.refused("file_too_large", f"{LARGEST_PICTURE // 2**20} MiB")
            return unpacked(upload, archive, entry)

        if archive.getinfo(name).file_size > LARGEST_FILE:
            raise upload.refused("file_too_large", f"{LARGEST_FILE // 2**20} MiB")
        text = utf8(name, unpacked(upload, archive, name))
        bank = read_bank_text(name, text, find, upload.keep)
        spare = [
            Note(0, "", Level.LEFT_OUT, "file_not_named", {"detail": each[:80]})
            for each in archive.namelist()
            if upload.keep and each != name and each not in named and not each.endswith("/")
        ]
        notes = (
            understood(number, each, upload.language)
            for number, each in enumerate(bank.questions, start=1)
        )
        return Imported(self.slug, bank, (*spare, *notes))


def _bank_names(names: frozenset[str]) -> list[str]:
    """`bank.yaml` at the top, or in the one folder that was packed."""
    return sorted(
        each
        for each in names
        if PurePosixPath(each).name == BANK_FILE and len(PurePosixPath(each).parts) <= 2
    )


def _bank_name(upload: Upload, archive: zipfile.ZipFile) -> str:
    names = _bank_names(frozenset(archive.namelist()))
    if len(names) != 1:
        raise upload.refused("zip_without_bank" if not names else "zip_with_banks", BANK_FILE)
    for each in archive.namelist():
        if each.lower().endswith(".zip"):
            raise upload.refused("zip_nested", each[:80])
    return names[0]
