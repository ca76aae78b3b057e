"""Our own bank format, `quizapp-bank/1`, in YAML (or JSON, which is YAML too)."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.errors import ContentProblems
from quizapp.importers.files import in_file, read_yaml


def read_bank_file(path: Path) -> Bank:
    """Read a bank; raises `ContentProblems` naming the file and every fault in it."""
    data = read_yaml(path)
    try:
        return read_bank(data)
    except ContentProblems as error:
        raise ContentProblems(in_file(path, error)) from None
