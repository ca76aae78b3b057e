"""Our table as an Excel workbook: a sheet of questions, and one of what is said of the bank."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import ALL, Leaving
from quizapp.exports.banks.sheet import SheetCell, table
from quizapp.exports.banks.workbook import MEDIA_TYPE, Sheets

_WIDE, _NARROW = 32, 14


class XlsxTable:
    """Everything but pictures."""

    slug = "xlsx"
    label = N_("Table (Excel)")
    suffix = ".xlsx"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        leaving = Leaving(bank, language, ALL - {"pictures"})
        header, rows = table(leaving)
        widths = {
            column: _WIDE if name.startswith(("question", "explanation", "slug")) else _NARROW
            for column, name in enumerate(header, start=1)
        }
        sheets = Sheets()
        sheets.add("questions", [list[SheetCell](header), *rows], widths=widths)
        about: list[list[SheetCell]] = [["slug", bank.slug]]
        about += [[f"title_{each}", text] for each, text in bank.title.texts]
        about += [[name, text] for name, text in _said(bank) if text]
        sheets.add("bank", about, heading=0, widths={1: _NARROW, 2: _WIDE})
        return Exported(f"{bank.slug}{self.suffix}", MEDIA_TYPE, sheets.to_bytes(), leaving.notes())


def _said(bank: Bank) -> tuple[tuple[str, str], ...]:
    return ("licence", bank.licence), ("author", bank.author)
