"""Formats that banks and events come in: a registry, one file a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.bank import Bank
from quizapp.domain.text import N_
from quizapp.importers.bank_yaml import read_bank_file


@dataclass(frozen=True, slots=True)
class BankFormat:
    """A format that a bank can be read from. `read` raises `ContentProblems`."""

    slug: str
    label: str
    """English; a message id of the catalogues."""
    suffixes: tuple[str, ...]
    read: Callable[[Path], Bank]


BANK_FORMATS: dict[str, BankFormat] = {
    each.slug: each
    for each in (BankFormat("yaml", N_("quizapp bank (YAML)"), (".yaml", ".yml"), read_bank_file),)
}


def bank_format_of(path: Path) -> BankFormat | None:
    """The format by the file's suffix, None where no reader takes it."""
    suffix = path.suffix.lower()
    return next((each for each in BANK_FORMATS.values() if suffix in each.suffixes), None)
