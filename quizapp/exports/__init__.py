"""Formats that results leave in: a registry, one file a format."""

from __future__ import annotations

from quizapp.domain.report import Report
from quizapp.exports.base import Exporter
from quizapp.exports.csv_table import CsvTable
from quizapp.exports.json_report import JsonReport
from quizapp.exports.xlsx_book import XlsxBook

EXPORTERS: dict[str, Exporter] = {
    each.slug: each for each in (XlsxBook(), CsvTable(), JsonReport())
}


def file_name(report: Report, exporter: Exporter) -> str:
    """`isc-17_integrity-quiz_2.xlsx`: slugs and the number of the run, so that none is mixed up."""
    return f"{report.event_slug}_{report.activity_slug}_{report.run}{exporter.extension}"
