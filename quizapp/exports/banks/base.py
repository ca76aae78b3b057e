"""The contract of an exporter of banks. One file a format; the registry is in this package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported


class BankExporter(Protocol):
    """A format that a bank can be written in."""

    @property
    def slug(self) -> str:
        """Its name in addresses and on the command line; an importer reads it under the same."""

    @property
    def label(self) -> str:
        """English; a message id of the catalogues."""

    @property
    def suffix(self) -> str:
        """Of the file, with its dot."""

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        """The whole file, and what it could not carry.

        `pictures` are the bytes behind the names in the bank. `language` is the one that a format
        of one language gets.
        """
