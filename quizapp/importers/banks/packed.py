"""Zip files from strangers: looked at before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from quizapp.importers.banks.base import Upload
from quizapp.importers.pictures import is_inside

MOST_ENTRIES = 3000
LARGEST_UNPACKED = 100 * 1024 * 1024
"""In bytes, of all entries together."""
LARGEST_RATIO = 200
"""Unpacked to packed, of an entry that is large: no text of people's comes near."""
_LARGE = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
ZIP_START = b"PK\x03\x04"


def open_packed(upload: Upload, largest: int = LARGEST_UNPACKED) -> zipfile.ZipFile:
    """The archive, when nothing in it can do harm; raises `ContentProblems`.

    No entry unpacks to more than it declares: the reader stops there.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(upload.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise upload.refused("broken_zip") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise upload.refused("zip_too_many", str(MOST_ENTRIES))
    if sum(each.file_size for each in entries) > largest:
        raise upload.refused("zip_too_large", f"{largest // 2**20} MiB")
    for each in entries:
        if reason := _harm(each):
            raise upload.refused(reason, each.filename[:80])
    return archive


def unpacked(upload: Upload, archive: zipfile.ZipFile, name: str) -> bytes:
    """One entry; raises `ContentProblems`, also for a name that is not there."""
    try:
        return archive.read(name)
    except (KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise upload.refused("broken_zip", name[:80]) from None
    except (zipfile.BadZipFile, zlib.error):
        raise upload.refused("broken_zip", name[:80]) from None


def names_in(data: bytes) -> frozenset[str]:
    """The names in an archive; none where it is no archive. Nothing is unpacked."""
    if not data.startswith(ZIP_START):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return frozenset()


def _harm(entry: zipfile.ZipInfo) -> str:
    """A code, empty where there is none."""
    if entry.flag_bits & _ENCRYPTED:
        return "zip_encrypted"
    if not is_inside(entry.filename):
        return "zip_path"
    if entry.compress_type not in _METHODS:
        return "broken_zip"
    if entry.file_size > _LARGE and entry.file_size > LARGEST_RATIO * max(1, entry.compress_size):
        return "zip_bomb"
    return ""
