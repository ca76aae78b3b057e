"""Excel workbooks of banks: text stays text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quizapp.exports.banks.sheet import SheetCell
from quizapp.exports.safe_text import looks_like_formula, printable

if TYPE_CHECKING:  # openpyxl takes a tenth of a second that no start of the server should wait for
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheets:
    """A workbook that is written sheet by sheet."""

    def __init__(self) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font

        self._book = Workbook(write_only=True)
        self._book.properties.creator = "quizapp"
        self._bold = Font(bold=True)
        self._aligned = Alignment(vertical="top", wrap_text=True)

    def add(
        self,
        title: str,
        rows: Iterable[Sequence[SheetCell]],
        heading: int = 1,
        widths: Mapping[int, int] | None = None,
    ) -> None:
        """A sheet; `heading` is the line of the heads, 0 for none; widths by column from 1."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet._write_only import WriteOnlyWorksheet

        sheet = self._book.create_sheet(title)
        assert isinstance(sheet, WriteOnlyWorksheet)
        if heading:
            sheet.freeze_panes = f"A{heading + 1}"
        dimensions = sheet.column_dimensions  # type: ignore[attr-defined]  # not in the stubs
        for column, width in (widths or {}).items():
            dimensions[get_column_letter(column)].width = width
        for line, row in enumerate(rows, start=1):
            sheet.append([self._cell(sheet, each, bold=line == heading) for each in row])

    def to_bytes(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        self._book.save(file)
        return file.getvalue()

    def _cell(self, sheet: WriteOnlyWorksheet, value: SheetCell, *, bold: bool) -> Cell:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet)
        cell.alignment = self._aligned
        if isinstance(value, str):
            cell.value = printable(value)
            cell.data_type = "s"  # openpyxl takes "=..." for a formula and "#N/A" for an error
            if looks_like_formula(value):
                cell.quotePrefix = True  # it stays text also when somebody edits it
        elif value is not None:
            cell.value = value
        if bold:
            cell.font = self._bold
        return cell
