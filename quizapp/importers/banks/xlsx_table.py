"""Our table as an Excel workbook: the sheet with the questions, and one about the bank."""

from __future__ import annotations

from quizapp.domain.bank_files import Imported
from quizapp.domain.text import LANGUAGES, N_
from quizapp.importers.banks.base import LARGEST_UPLOAD, Upload
from quizapp.importers.banks.drafts import BankDraft
from quizapp.importers.banks.sheet_cells import Row, is_empty, text_of
from quizapp.importers.banks.sheet_header import looks_like_header, read_header
from quizapp.importers.banks.sheet_rows import take_rows
from quizapp.importers.banks.workbook import Book, is_workbook

_ABOUT = "bank"


class XlsxTable:
    """One question a row, a column for each text in each language."""

    slug = "xlsx"
    label = N_("Table (Excel)")
    suffixes = (".xlsx", ".xlsm")
    largest = LARGEST_UPLOAD

    def recognises(self, name: str, data: bytes) -> bool:
        return is_workbook(data)

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        about: dict[str, str] = {}
        found = False
        for name, rows in Book(draft).sheets():
            filled = [row for row in rows if not is_empty(row.cells) or row.formulas]
            if name.strip().lower() == _ABOUT:
                about = _about(draft, filled)
            elif filled and not found and looks_like_header(filled[0].cells):
                found = True
                header = read_header(draft, filled[0].cells, filled[0].line)
                take_rows(draft, header, filled[1:])
        if not found:
            raise upload.refused("sheet_header")
        return draft.finish(about)


def _about(draft: BankDraft, rows: list[Row]) -> dict[str, str]:
    """What stands of the bank itself, a name and a value a row; returns its title."""
    values = {
        text_of(row.cells[0]).lower(): text_of(row.cells[1])
        for row in rows
        if len(row.cells) > 1 and text_of(row.cells[1])
    }
    draft.slug = values.get("slug", "")
    draft.licence = values.get("licence", "")
    draft.author = values.get("author", "")
    return {each: values[f"title_{each}"] for each in LANGUAGES if f"title_{each}" in values}
