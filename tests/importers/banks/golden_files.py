"""Files of foreign formats written by hand, and beside each what is to be understood of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.bank_files import Imported
from quizapp.domain.errors import BrokenPicture
from quizapp.domain.pictures import PictureFile, id_of
from quizapp.importers.banks import read_any

GOLDEN = Path(__file__).parent / "golden"


def keep(data: bytes) -> PictureFile:
    """Stands in for whoever makes pictures ready."""
    if data == b"broken":
        raise BrokenPicture
    return PictureFile(id_of(data), 40, 30, data)


def read_golden(name: str) -> Imported:
    """A golden file."""
    return read_any(name, (GOLDEN / name).read_bytes(), "en", keep)


def in_plain(imported: Imported) -> dict[str, Any]:
    """The questions as they stand in a bank, and a line a note, as golden files have them."""
    return {
        "questions": [each.to_dict() for each in imported.bank.questions],
        "notes": [
            " ".join(
                str(part)
                for part in (
                    f"{each.question_number}:",
                    each.slug or "-",
                    each.level.value,
                    each.code,
                    *(f"{name}={value}" for name, value in each.details.items()),
                    f"@{each.line}:{each.column}",
                )
            )
            for each in imported.notes
        ],
    }


def expected(name: str) -> dict[str, Any]:
    """What is to be understood of a golden file."""
    data: dict[str, Any] = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8"))
    return data
