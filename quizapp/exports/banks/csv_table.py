"""Our table as CSV, in UTF-8 with a byte order mark, without which Excel takes it for another."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from quizapp.domain.bank import Bank
from quizapp.domain.bank_files import Exported
from quizapp.domain.text import N_
from quizapp.exports.banks.carried import ALL, Leaving
from quizapp.exports.banks.sheet import table
from quizapp.exports.safe_text import csv_text


class CsvTable:
    """Everything but pictures and what is said of the bank itself."""

    slug = "csv"
    label = N_("Table (CSV)")
    suffix = ".csv"

    def write(self, bank: Bank, pictures: Mapping[str, bytes], language: str) -> Exported:
        leaving = Leaving(bank, language, ALL - {"pictures", "about"})
        header, rows = table(leaving)
        text = io.StringIO()
        out = csv.writer(text)
        out.writerow(header)
        for row in rows:
            out.writerow([csv_text(each) if isinstance(each, str) else each for each in row])
        data = text.getvalue().encode("utf-8-sig")
        return Exported(f"{bank.slug}{self.suffix}", "text/csv", data, leaving.notes())
