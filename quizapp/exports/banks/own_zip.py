"""Our own format with its pictures: a zip of `bank.yaml` and the files that it names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported, Level, Note
from quizapp.domain.pictures import MEDIA_TYPE
from quizapp.domain.text import N_
from quizapp.exports.banks.own_yaml import bank_document, yaml_text

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The same bank gives the same file, whenever it is written."""


class OwnZip:
    """Carries everything."""

    slug = "zip"
    label = N_("quizapp bank with pictures (zip)")
    suffix = ".zip"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        named: dict[str, bytes] = {}
        missing: set[str] = set()
        document = _with_files(bank_document(bank), pictures, named, missing)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            _add(archive, "bank.yaml", yaml_text(document).encode(), zipfile.ZIP_DEFLATED)
            for name, data in named.items():
                _add(archive, name, data, zipfile.ZIP_STORED)
        notes = (Note(0, "", Level.LEFT_OUT, "pictures_not_carried", {"count": len(missing)}),)
        return Exported(
            f"{bank.slug}{self.suffix}",
            "application/zip",
            file.getvalue(),
            notes if missing else (),
        )


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _with_files(
    value: Any, pictures: Mapping[str, bytes], named: dict[str, bytes], missing: set[str]
) -> Any:
    """The document with each picture by a file's name; without those that are not there."""
    if isinstance(value, list):
        return [_with_files(each, pictures, named, missing) for each in value]
    if not isinstance(value, dict):
        return value
    changed: dict[str, Any] = {}
    for name, each in value.items():
        if name != "picture" or not isinstance(each, dict):
            changed[name] = _with_files(each, pictures, named, missing)
        elif each["id"] in pictures:
            file = f"pictures/{each['id']}.{MEDIA_TYPE.rpartition('/')[2]}"
            named[file] = pictures[each["id"]]
            changed[name] = {"file": file, "alt": each["alt"]}
        else:
            missing.add(each["id"])
    return changed
