"""Formats that banks leave in: a registry, one file a format."""

from __future__ import annotations

from quizapp.exports.banks.aiken import Aiken
from quizapp.exports.banks.base import BankExporter
from quizapp.exports.banks.csv_table import CsvTable
from quizapp.exports.banks.gift import Gift
from quizapp.exports.banks.kahoot_xlsx import KahootXlsx
from quizapp.exports.banks.moodle_xml import MoodleXml
from quizapp.exports.banks.own_yaml import OwnYaml
from quizapp.exports.banks.own_zip import OwnZip
from quizapp.exports.banks.xlsx_table import XlsxTable

__all__ = ["BANK_EXPORTERS"]

BANK_EXPORTERS: dict[str, BankExporter] = {
    each.slug: each
    for each in (
        OwnZip(),
        OwnYaml(),
        XlsxTable(),
        CsvTable(),
        MoodleXml(),
        Gift(),
        KahootXlsx(),
        Aiken(),
    )
}
"""In the order in which they are offered: those that carry most first."""
