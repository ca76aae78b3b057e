"""The contract of an importer of banks. One file a format; the registry is in this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.bank_files import Imported
from quizapp.domain.errors import ContentProblems, Problem
from quizapp.importers.pictures import KeepPicture

LARGEST_UPLOAD = 10 * 1024 * 1024
"""In bytes, of every format but one."""
LARGEST_ZIP = 40 * 1024 * 1024
"""In bytes: a bank with its pictures."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name (no folder is believed) and its bytes.

    `language` is what its texts are taken for where the format does not say. Without `keep`, which
    makes pictures ready to be stored, none is read, and their questions are understood without.
    """

    name: str
    data: bytes
    language: str
    keep: KeepPicture | None = None

    def refused(
        self, code: str, detail: str = "", line: int | None = None, column: int | None = None
    ) -> ContentProblems:
        """The error that says why nothing in the file can be used."""
        return ContentProblems((Problem("", code, detail, self.name, line, column),))


class BankImporter(Protocol):
    """A format that a bank can be read from."""

    @property
    def slug(self) -> str:
        """Its name in addresses and on the command line."""

    @property
    def label(self) -> str:
        """English; a message id of the catalogues."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of the files' names, lower case, with the dot."""

    @property
    def largest(self) -> int:
        """The most bytes that a file may have."""

    def recognises(self, name: str, data: bytes) -> bool:
        """Whether this looks like a file of the format; cheap, and never raises."""

    def read(self, upload: Upload) -> Imported:
        """What is in the file; raises `ContentProblems` with every fault, and nothing else."""
