"""Our own bank format, `quizapp-bank/1`, in YAML (or JSON, which is YAML too)."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.errors import ContentProblems
from quizapp.importers.files import in_file, parse_yaml, read_text


def read_bank_file(path: Path) -> Bank:
    """Read a bank; raises `ContentProblems` naming the file and every fault in it."""
    return read_bank_text(path.name, read_text(path))


def read_bank_text(name: str, text: str) -> Bank:
    """Read the bank in a text that stands in a file of that name; raises `ContentProblems`."""
    data, marks = parse_yaml(name, text)
    try:
        return read_bank(data)
    except ContentProblems as error:
        raise ContentProblems(in_file(name, error.problems, marks)) from None
