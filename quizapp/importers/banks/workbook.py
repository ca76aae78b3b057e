"""Excel workbooks: the values in their cells, never a formula's, a macro's or a link's."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from quizapp.domain.bank_files import Level
from quizapp.importers.banks.base import Upload
from quizapp.importers.banks.drafts import MOST_QUESTIONS, BankDraft
from quizapp.importers.banks.packed import names_in, open_packed
from quizapp.importers.banks.sheet_cells import Row, Value

LARGEST_UNPACKED = 60 * 1024 * 1024
"""In bytes. A table of 2,000 questions in six languages has about 8 MB."""
MOST_ROWS = MOST_QUESTIONS + 100
MOST_COLUMNS = 400
MOST_SHEETS = 12
"""Looked at: a sheet with one cell far out takes half a second and two kilobytes of the file."""
_MACROS = "vbaProject.bin"
_BOOK = "xl/workbook.xml"
_LOOKED_AT = 2 * 1024 * 1024


def is_workbook(data: bytes) -> bool:
    """Whether it could be one; nothing is unpacked."""
    return _BOOK in names_in(data)


def mentions(data: bytes, *words: bytes) -> bool:
    """Whether all of the words stand in the beginning of the texts or of the first sheet."""
    found: set[bytes] = set()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                if name in archive.namelist():
                    with archive.open(name) as part:
                        start = part.read(_LOOKED_AT)
                    found |= {word for word in words if word in start}
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not recognised
        return False
    return len(found) == len(words)


class Book:
    """A workbook from a stranger, with its sheets as rows of plain values."""

    def __init__(self, draft: BankDraft) -> None:
        self._upload = draft.upload
        archive = open_packed(draft.upload, LARGEST_UNPACKED)
        if any(name.endswith(_MACROS) for name in archive.namelist()):
            draft.remark(Level.LEFT_OUT, "macros_left_out")
        self._book = _opened(draft.upload)

    def sheets(self) -> Iterator[tuple[str, list[Row]]]:
        """Name and rows of each of the first sheets, in order; raises `ContentProblems`."""
        for sheet in self._book.worksheets[:MOST_SHEETS]:
            yield str(sheet.title), self._rows(sheet)

    def _rows(self, sheet: Any) -> list[Row]:
        rows: list[Row] = []
        try:
            for line, cells in enumerate(
                sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1
            ):
                rows.append(_row(line, cells))
        except Exception:  # noqa: BLE001 - openpyxl raises whatever the XML in there leads to
            raise self._upload.refused("broken_workbook") from None
        if len(rows) > MOST_ROWS:
            raise self._upload.refused("too_many_questions", str(MOST_QUESTIONS))
        return rows


def _opened(upload: Upload) -> Any:
    import openpyxl  # a tenth of a second that no start of the server should wait for

    try:
        return openpyxl.load_workbook(BytesIO(upload.data), read_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever the XML in there leads to
        raise upload.refused("broken_workbook") from None


def _row(line: int, cells: tuple[Any, ...]) -> Row:
    values: list[Value] = []
    formulas: list[int] = []
    dates: list[int] = []
    for place, cell in enumerate(cells):
        value = cell.value
        if cell.data_type == "f":
            formulas.append(place)
            value = None
        elif isinstance(value, (datetime, date, time, timedelta)):
            dates.append(place)
            value = str(value)
        elif cell.data_type == "e":
            value = None
        values.append(value if isinstance(value, (str, int, float, bool)) else None)
    while values and values[-1] is None and len(values) - 1 not in formulas:
        values.pop()
    return Row(line, tuple(values), tuple(formulas), tuple(dates))
