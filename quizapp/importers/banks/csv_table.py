"""Our table as CSV: commas, semicolons or tabs, in whatever encoding the spreadsheet wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from quizapp.domain.bank_files import Imported
from quizapp.domain.text import N_
from quizapp.importers.banks.base import LARGEST_UPLOAD, Upload
from quizapp.importers.banks.decoding import decode
from quizapp.importers.banks.drafts import BankDraft
from quizapp.importers.banks.sheet_cells import Row, is_empty
from quizapp.importers.banks.sheet_header import looks_like_header, read_header
from quizapp.importers.banks.sheet_rows import take_rows

_SEPARATORS = ",;\t"


class CsvTable:
    """One question a row, a column for each text in each language."""

    slug = "csv"
    label = N_("Table (CSV)")
    suffixes = (".csv", ".tsv")
    largest = LARGEST_UPLOAD

    def recognises(self, name: str, data: bytes) -> bool:
        first = data[:65536].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").splitlines()[:1]
        line = first[0].decode("latin-1") if first else ""
        return name.lower().endswith(self.suffixes) or looks_like_header(
            line.split(_separator(line))
        )

    def read(self, upload: Upload) -> Imported:
        draft = BankDraft(upload, self.slug)
        rows = _rows(draft, decode(draft))
        header = next((row for row in rows if not is_empty(row.cells)), None)
        if header is None or not looks_like_header(header.cells):
            raise upload.refused("sheet_header", line=header.line if header else None)
        take_rows(draft, read_header(draft, header.cells, header.line), rows)
        return draft.finish()


def _separator(line: str) -> str:
    """The one that stands in the first line most often; of equals the comma."""
    return max(_SEPARATORS, key=line.count)


def _rows(draft: BankDraft, text: str) -> Iterator[Row]:
    """All rows with the lines on which they begin: a quoted cell may hold line ends."""
    first = text.lstrip("\n").partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise draft.upload.refused("broken_csv", str(error), line) from None
        yield Row(line, tuple(cells))
        line = reader.line_num + 1
