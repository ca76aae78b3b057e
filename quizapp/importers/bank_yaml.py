"""Our own bank format, `quizapp-bank/1`, in YAML (or JSON, which is YAML too)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.errors import ContentProblems
from quizapp.importers.files import in_file, parse_yaml, read_bytes, read_text
from quizapp.importers.pictures import LARGEST_PICTURE, FindPicture, KeepPicture, PicturesBeside


def read_bank_file(path: Path, keep: KeepPicture | None = None) -> Bank:
    """Read a bank; raises `ContentProblems` naming the file and every fault in it.

    Its pictures lie beside it. `keep` makes them ready to be stored; without it a bank that names
    files of pictures can't be read.
    """
    return read_bank_text(path.name, read_text(path), _Beside(path.parent), keep)


def read_bank_text(
    name: str, text: str, find: FindPicture | None = None, keep: KeepPicture | None = None
) -> Bank:
    """Read the bank in a text that stands in a file of that name; raises `ContentProblems`."""
    data, marks = parse_yaml(name, text)
    files: dict[str, bytes] = {}
    beside = PicturesBeside(find or files.get, keep) if keep else None
    document = beside.resolved(data) if beside else data
    problems = list(beside.problems) if beside else []
    try:
        bank = read_bank(document)
    except ContentProblems as error:
        problems.extend(error.problems)
    if problems:
        raise ContentProblems(in_file(name, problems, marks))
    return replace(bank, pictures=beside.made) if beside else bank


class _Beside:
    """Files in a folder, by their names relative to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str) -> bytes | None:
        """None also for what a link leads out of the folder to."""
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
            return None
        return read_bytes(path, LARGEST_PICTURE)
